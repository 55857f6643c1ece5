"""Pages ask the database little, whatever the size of what they show, and weigh little."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from reprise.apps.catalogue.models import OrderLine
from reprise.workflows import write_message
from reprise.workflows.tests.builders import ines
from tests.journeys.customers import a_case, a_shop, an_order, authorised, now, opened, path_of

pytestmark = pytest.mark.django_db
KIND = ("Filament", "filament", 2, 1990)
LIMIT = 150_000  # bytes, compressed
STATIC = re.compile(r'(?:href|src)="(/static/[^"]+)"')
LOADS = re.compile(r"""(?:from|import|url\()\s*["']?\./([\w.-]+\.(?:js|woff2))""")


def queries(client: Client, path: str) -> int:
    """How many queries a page makes once the session is known."""
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize(
    ("page", "most"),
    [("", 3), ("conditions/", 3), ("legal/", 3), ("find/", 3), ("find/sent/", 3)],  # each asks whether there is a chat
)
def test_open_pages_look_up_little(client: Client, page: str, most: int) -> None:
    a_shop()
    assert queries(client, f"/fr/s/lamelle/{page}") <= most


@pytest.mark.parametrize("articles", [1, 12])
def test_the_articles_of_an_order_cost_the_same_whatever_their_number(client: Client, articles: int) -> None:
    items = opened(client, an_order(a_shop(), *[KIND] * articles))
    assert queries(client, items) <= 9


@pytest.mark.parametrize("articles", [1, 12])
def test_the_rights_card_costs_the_same_whatever_the_request(client: Client, articles: int) -> None:
    order = an_order(a_shop(), *[("Pièce", "spare_part", 1, 900)] * articles)
    path = opened(client, order)
    lines = [str(line.pk) for line in order.lines.filter(type="product")]
    path = client.post(path, {"line": lines}).headers["Location"]
    while "/reason/" in path:
        path = client.post(path, {"reason": "withdraw"}).headers["Location"]
    assert queries(client, path) <= 9


@pytest.mark.parametrize("messages", [0, 30])
def test_a_case_costs_the_same_whatever_was_said(client: Client, messages: int) -> None:
    case = authorised(a_case(an_order(a_shop())))
    for number in range(messages):
        write_message.write(actor=ines(case.shop_id), case=case, body=f"Message {number}", at=now())
    assert queries(client, path_of(case)) <= 21


def loaded_by(address: str, content: bytes) -> list[str]:
    """What a style sheet or script loads in turn."""
    folder = address.rsplit("/", 1)[0]
    if address.endswith((".css", ".js")):
        return [f"{folder}/{name}" for name in LOADS.findall(content.decode())]
    return []


def weight(html: str) -> int:
    """A page with everything it loads, compressed as a server sends it; fonts and pictures are compressed already."""
    total, waiting, seen = len(gzip.compress(html.encode())), STATIC.findall(html), set[str]()
    while waiting:
        address = waiting.pop()
        if address in seen:
            continue
        seen.add(address)
        found = finders.find(address.removeprefix("/static/"))
        assert isinstance(found, str), f"{address} is not built"
        content = Path(found).read_bytes()
        total += len(content) if address.endswith(".woff2") else len(gzip.compress(content))
        waiting += loaded_by(address, content)
    return total


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_page_weighs_less_than_150_kb(client: Client, language: str) -> None:
    case = authorised(a_case(an_order(a_shop(), ("Boîtier", "custom_print", 4, 7400)), "defect"))
    pages = [f"/{language}/s/lamelle/", f"/{language}/s/lamelle/conditions/", path_of(case, language)]
    request = opened(client, an_order(case.shop, ("Boîtier", "custom_print", 4, 7400), number="AL-2"), language)
    pages.append(request)
    line = OrderLine.objects.get(order__number="AL-2", type="product")
    pages.append(client.post(request, {"line": str(line.pk)}).headers["Location"])
    weights = {page: weight(client.get(page).content.decode()) for page in pages}
    assert max(weights.values()) < LIMIT, weights
    assert min(weights.values()) > 60_000, "the fonts and styles were not found"
