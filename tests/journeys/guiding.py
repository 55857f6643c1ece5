"""Going through the one guide of the tests, from a claim about a printer."""

from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import RequestDraft
from tests.journeys.customers import an_order, articles, opened

PRINTER = ("Imprimante Lamelle One", "printer", 1, 44900)
BOX = ("Boîtier Raspberry Pi 5", "custom_print", 4, 7400)
FAILED = {"reason": "printer_part_fault", "description": "L’axe ne bouge plus."}
SAFE = {"danger": "no"}


def walk(client: Client, path: str, *posted: dict[str, str]) -> str:
    """Answer one page after another; the path of the last one reached, wherever it leads on its own."""
    for answer in posted:
        response = client.post(path, answer)
        assert response.status_code == 302, response.content.decode()
        path = response.headers["Location"]
    return path


def offered(client: Client, shop: Shop, *after: dict[str, str], bought: tuple[str, str, int, int] = PRINTER) -> str:
    """The page that follows once the printer is said to have failed, and nobody was in danger."""
    order = an_order(shop, bought)
    items = opened(client, order)
    return walk(client, items, {"line": str(articles(order)[0].pk)}, *(after or (FAILED, SAFE)))


def begun(client: Client, shop: Shop) -> str:
    """The first step of the guide, begun from a claim by somebody who names no machine."""
    bench = walk(client, offered(client, shop), {"do": "start", "guide": "axis"})
    return walk_to(client, walk(client, bench, {"machine": ""}))


def walk_to(client: Client, path: str) -> str:
    """Where a page that only leads on leads."""
    response = client.get(path)
    return str(response.headers["Location"]) if response.status_code == 302 else path


def text(client: Client, path: str) -> str:
    """What a page says."""
    return client.get(path).content.decode()


def end_to_claim(client: Client) -> str:
    """The page of the claim that is open."""
    key = RequestDraft.objects.get().key
    return walk_to(client, f"/fr/s/lamelle/request/{key}/rights/")
