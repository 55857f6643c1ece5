"""The statutory withdrawal function by its pages: anybody, at any moment, without account, script or database."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from reprise.apps.accounts.faces import Face, keep_face
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, Statement, StatementStep
from reprise.apps.catalogue.models import Order
from reprise.apps.notifications.enclosures import enclosed_with
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from reprise.platform.maintenance import begin_maintenance, end_maintenance
from reprise.workflows.withdrawal_statement.ingest import ingest, keep_faces
from tests.journeys.customers import ALICE, a_case, a_shop, an_order, articles, now, opened, path_of

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"name": "Alice Martin", "number": "AL-20418", "email": ALICE, "what": "whole"}
AT = "/fr/s/lamelle/withdraw/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Path:
    """A data folder of this test's own."""
    settings.ENV = settings.ENV.model_copy(update={"data_dir": tmp_path})
    return tmp_path


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def order(shop: Shop) -> Order:
    return an_order(shop)


def checked(client: Client, said: dict[str, Any], at: str = AT) -> str:
    """The page to check that follows the form."""
    answer = client.post(at, said, follow=True)
    assert answer.status_code == 200, re.findall(r"rp-errors.*?</ul>", answer.content.decode(), re.DOTALL)
    return str(answer.content.decode())


def sealed_in(page: str) -> str:
    found = re.search(r'name="seal" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def declare(client: Client, said: dict[str, Any] | None = None, at: str = AT) -> str:
    """Go through the three pages; the address of the acknowledgement."""
    seal = sealed_in(checked(client, said or SAID, at))
    answer = client.post(f"{at.split('?')[0]}confirm/", {"seal": seal})
    assert answer.status_code == 302
    return str(answer["Location"])


def waiting(folder: Path) -> list[Path]:
    return sorted((folder / "statements").glob("RT-*.json"))


def test_the_function_is_one_click_away_on_every_customer_page(client: Client, order: Order) -> None:
    case = a_case(order, quantity=1)
    for at in ("/fr/s/lamelle/", "/fr/s/lamelle/conditions/", "/fr/s/lamelle/find/", path_of(case)):
        page = client.get(at).content.decode()
        assert re.search(r'href="/fr/s/lamelle/withdraw/[^"]*">\s*Renoncer au contrat ici', page), at
    assert "Withdraw from contract here" in client.get("/en/s/lamelle/").content.decode()


def test_a_letter_about_an_order_holds_the_way_to_it(client: Client, order: Order) -> None:
    client.post("/fr/s/lamelle/find/", {"number": order.number, "email": ALICE})
    work_off(at=now())
    (letter,) = outbox_newest()
    assert "Renoncer au contrat ici\xa0: http" in letter.text
    assert f"{AT}\n" in letter.text


def test_the_button_that_confirms_bears_the_words_of_the_law_and_no_others(client: Client, shop: Shop) -> None:
    for at, words in ((AT, "Confirmer la rétractation"), ("/en/s/lamelle/withdraw/", "Confirm withdrawal")):
        page = checked(client, SAID, at)
        found = re.search(r'action="[^"]*/confirm/".*?<button[^>]*>(.*?)</button>', page, re.DOTALL)
        assert found is not None
        assert found[1].strip() == words


def test_a_statement_is_acknowledged_on_screen_as_pdf_and_by_letter_and_opens_its_case(
    client: Client, order: Order
) -> None:
    place = declare(client)
    page = client.get(place).content.decode()
    made = Statement.objects.get()
    assert made.reference in page
    assert re.search(r"\d{2}\xa0h\xa0\d{2}\xa0min\xa0\d{2}\xa0s \(Europe/Paris, UTC\+0[12]:00\)", page)
    assert "Alice Martin" in page
    paper = client.get(f"{place}acknowledgement.pdf")
    assert paper.content.startswith(b"%PDF")
    assert not Case.objects.exists()  # looked for by a job, so that time tells nothing
    work_off(at=now())
    case = Case.objects.get()
    assert (case.order_id, case.kind, case.opened_at) == (order.pk, "withdrawal", made.received_at)
    (letter,) = outbox_newest()
    assert (letter.to, letter.letter) == (ALICE, "withdrawal_received")
    ((_, paper_sent),) = enclosed_with(letter)
    assert paper_sent.content.startswith(b"%PDF")
    assert (paper_sent.name, paper_sent.media_type) == (f"{made.reference}.pdf", "application/pdf")


def test_whether_the_order_exists_is_told_to_nobody(client: Client, order: Order) -> None:
    real, made_up = declare(client), declare(client, SAID | {"number": "AL-99999"})
    work_off(at=now())
    pages = [client.get(place).content.decode() for place in (real, made_up)]
    bare = [re.sub(r"RT-\w{4}-\w{4}|AL-\d+|[0-9a-f]{32}|\d\d\s?min\s?\d\d|csrf.*?>", "", page) for page in pages]
    assert bare[0] == bare[1]
    assert "RP-" not in pages[0]
    assert "Suivre mon dossier" not in pages[0]


def test_pressed_twice_in_two_tabs_or_after_going_back_it_is_one_statement(client: Client, order: Order) -> None:
    page = checked(client, SAID)
    places = {client.post(f"{AT}confirm/", {"seal": sealed_in(page)})["Location"] for _ in range(2)}
    places |= {declare(Client(), SAID | {"name": "  alice   MARTIN "})}
    work_off(at=now())
    assert len(places) == 1
    assert (Statement.objects.count(), Case.objects.count(), len(outbox_newest())) == (1, 1, 1)


def test_somebody_without_the_number_says_what_they_bought(client: Client, shop: Shop) -> None:
    declare(client, {"name": "Bob", "email": "bob@example.com", "bought": "Un sécheur, le 9 novembre", "what": "whole"})
    work_off(at=now())
    (letter,) = outbox_newest()
    assert (letter.to, letter.letter) == ("bob@example.com", "statement_received")
    assert "Un sécheur, le 9 novembre" in letter.text
    assert len(enclosed_with(letter)) == 1


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(client: Client, shop: Shop) -> None:
    answer = client.post(AT, {"bought": "", "goods": "une bobine", "what": "part", "email": "nobody"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert {"name-error", "number-error", "email-error"} <= set(re.findall(r'id="(\w+-error)"', page))
    assert "une bobine" in page
    assert 'value="nobody"' in page


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", "Win now https://evil.example"), ("name", "x" * 10_000), ("number", "www.evil.example"),
        ("bought", "a" * 10_000), ("goods", "http://evil.example"), ("name", "\u200b\u200d"),
        ("email", "a@b\nBcc: c@d.fr"),
        ("email", f"{'a' * 300}@example.com"),
    ],
)  # fmt: skip
def test_what_no_honest_field_holds_is_to_be_corrected(client: Client, shop: Shop, field: str, typed: str) -> None:
    answer = client.post(AT, SAID | {"what": "part", "goods": "une bobine", field: typed})
    assert answer.status_code == 422
    assert len(answer.content) < 60_000
    assert not Statement.objects.exists()


def test_a_hostile_name_is_shown_as_text_and_makes_no_header_and_no_link(client: Client, shop: Shop) -> None:
    name = "<img src=x onerror=alert(1)> \u202eevil.example.com"
    page = client.get(declare(client, SAID | {"name": name, "number": "X-1"})).content.decode()
    assert "<img src=x" not in page
    assert "\u202e" not in page
    work_off(at=now())
    (letter,) = outbox_newest()
    assert "<img" not in letter.html
    assert "evil.example.com" not in letter.text  # a sign between the words keeps mail programs from making a link
    assert "\n" not in letter.subject


def test_a_seal_that_is_not_ours_leads_back_to_the_form(client: Client, shop: Shop) -> None:
    for seal in ("", "a:b:c", sealed_in(checked(client, SAID))[:-3]):
        answer = client.post(f"{AT}confirm/", {"seal": seal})
        assert (answer.status_code, answer["Location"]) == (302, AT)
    assert client.get(f"{AT}confirm/")["Location"] == AT
    assert Client().get(f"{AT}check/abc/")["Location"] == AT


def test_an_acknowledgement_opens_by_its_own_address_only(client: Client, shop: Shop) -> None:
    place = declare(client)
    a_shop("voisin")
    wrong = [place.replace("lamelle", "voisin"), re.sub(r"/[0-9a-f]{32}/", f"/{'0' * 32}/", place), f"{AT}RT-1/é/"]
    for at in wrong:
        assert client.get(at).status_code == 404, at
        assert client.get(f"{at}acknowledgement.pdf").status_code == 404, at
    answer = client.get(place)
    assert "no-store" in answer["Cache-Control"]
    assert client.get("/fr/s/nobody/withdraw/").status_code == 404


def test_whoever_opened_their_order_types_nothing_and_sees_their_case_at_once(client: Client, shop: Shop) -> None:
    order = an_order(shop, ("Filament PLA noir", "filament", 2, 3980), ("Sécheur", "accessory", 1, 8900))
    opened(client, order)
    at = f"{AT}?order={order.pk}"
    page = client.get(at).content.decode()
    assert 'value="Alice Martin"' in page
    assert f'value="{ALICE}"' in page
    spool = articles(order)[0]
    said = SAID | {"what": "part", "line": str(spool.pk), f"pieces-{spool.pk}": "1", "order": str(order.pk)}
    check = checked(client, said, at)
    assert "1 × Filament PLA noir" in check
    assert "Nous vous remboursons" in check
    answer = client.post(f"{AT}confirm/", {"seal": sealed_in(check)})
    assert "Suivre mon dossier" in client.get(answer["Location"]).content.decode()
    case = Case.objects.get()
    assert [(line.order_line_id, line.quantity) for line in case.lines.all()] == [(spool.pk, 1)]
    work_off(at=now())
    assert Case.objects.count() == 1


def test_another_s_order_fills_nothing_in(client: Client, order: Order) -> None:
    page = client.get(f"{AT}?order={order.pk}").content.decode()
    assert ALICE not in page
    path = path_of(a_case(order))
    assert ALICE in client.get(f"{AT}?from={path}").content.decode()
    assert ALICE not in client.get(f"{AT}?from={path.replace('/c/RP', '/c/RX')}").content.decode()


def test_over_budget_a_statement_counts_but_writes_to_nobody(client: Client, shop: Shop) -> None:
    for number in range(6):
        place = declare(client, SAID | {"number": f"X-{number}"})
    work_off(at=now())
    assert Statement.objects.count() == 6
    assert len(outbox_newest()) == 3
    page = client.get(place).content.decode()
    assert "Aucun e-mail ne part de lui-même" in page
    assert client.get(f"{place}acknowledgement.pdf").status_code == 200


def test_in_maintenance_every_page_is_closed_kindly_and_the_function_goes_on(
    client: Client, order: Order, folder: Path
) -> None:
    keep_faces()
    begin_maintenance(reason="Nouvelle version", at=now())
    for at in ("/fr/s/lamelle/", "/en/desk/", "/", "/fr/s/lamelle/find/"):
        answer = client.get(at)
        page = answer.content.decode()
        assert (answer.status_code, answer["Retry-After"]) == (503, "600"), at
        assert "Nous revenons bientôt" in page
        assert "We are back shortly" in page
        assert 'href="/fr/s/lamelle/withdraw/"' in page
        assert 'href="/en/s/lamelle/withdraw/"' in page
    assert client.get("/healthz/live").status_code == 200
    assert client.get("/api/v1/cases")["Content-Type"] == "application/problem+json"
    assert client.get(declare(client)).status_code == 200
    assert Statement.objects.count() == 1
    assert end_maintenance()
    assert client.get("/fr/s/lamelle/").status_code == 200


def test_while_the_database_is_locked_a_statement_is_safe_on_the_disk(
    client: Client, order: Order, folder: Path
) -> None:
    seal = sealed_in(checked(client, SAID))
    with held_by_another():
        answer = client.post(f"{AT}confirm/", {"seal": seal})
        again = client.post(f"{AT}confirm/", {"seal": seal})
    place = answer["Location"]
    assert again["Location"] == place
    (kept,) = waiting(folder)
    assert kept.stat().st_mode & 0o077 == 0
    assert not Statement.objects.exists()
    page = client.get(place).content.decode()
    assert "conservée en sécurité" in page
    assert client.get(f"{place}acknowledgement.pdf").content.startswith(b"%PDF")
    assert (ingest(at=now()), ingest(at=now())) == (1, 0)
    work_off(at=now())
    assert waiting(folder) == []
    assert Case.objects.get().opened_at == Statement.objects.get(reference=kept.stem).received_at
    assert "conservée en sécurité" not in client.get(place).content.decode()


@contextmanager
def held_by_another() -> Iterator[None]:
    """Another connection that lets nobody write statements."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("BEGIN IMMEDIATE" if other.vendor == "sqlite" else "BEGIN")
        if other.vendor != "sqlite":
            cursor.execute("LOCK TABLE cases_statement IN EXCLUSIVE MODE")
        yield
        cursor.execute("ROLLBACK")
    other.close()


DOWN = """
import json, re, django
django.setup()
from django.test import Client
client = Client(headers={"Host": "localhost"})
said = {"name": "Alice Martin", "number": "AL-20418", "email": "alice@example.com", "what": "whole"}
statuses = [client.get("/fr/s/lamelle/withdraw/").status_code]
page = client.post("/fr/s/lamelle/withdraw/", said, follow=True)
seal = re.search(r'name="seal" value="([^"]+)"', page.content.decode())[1]
answer = client.post("/fr/s/lamelle/withdraw/confirm/", {"seal": seal})
shown = client.get(answer["Location"])
paper = client.get(answer["Location"] + "acknowledgement.pdf")
other = client.get("/fr/s/lamelle/conditions/")
statuses += [page.status_code, answer.status_code, shown.status_code, paper.status_code, other.status_code]
print(json.dumps([statuses, paper.content[:4].decode(), "/fr/s/lamelle/withdraw/" in other.content.decode()]))
"""


def test_with_no_database_at_all_the_function_works_and_each_statement_comes_in_once(
    order: Order, folder: Path
) -> None:
    keep_face(folder / "shops", Face.of(order.shop))
    env = os.environ | {
        "REPRISE_DATA_DIR": str(folder), "REPRISE_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "reprise.config.settings", "REPRISE_LOG_LEVEL": "ERROR", "REPRISE_LOG_FORMAT": "json",
    }  # fmt: skip
    ran = subprocess.run([sys.executable, "-c", DOWN], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert ran.returncode == 0, ran.stderr[-2000:]
    assert json.loads(ran.stdout.splitlines()[-1]) == [[200, 200, 302, 200, 200, 503], "%PDF", True]
    (kept,) = waiting(folder)
    assert (ingest(at=now()), ingest(at=now())) == (1, 0)
    work_off(at=now())
    assert Statement.objects.get().reference == kept.stem
    assert StatementStep.objects.get().case == Case.objects.get()
    (letter,) = outbox_newest()
    assert letter.to == ALICE
