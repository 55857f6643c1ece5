"""The statutory withdrawal function by its pages: anybody, without account or script."""

import re

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case, Statement
from reprise.apps.catalogue.models import Order
from reprise.apps.notifications.enclosures import enclosed_with
from reprise.apps.notifications.queries import outbox_newest
from reprise.platform.jobs.worker import work_off
from tests.journeys.customers import ALICE, a_case, a_shop, an_order, articles, now, opened, path_of
from tests.journeys.withdrawing import AT, SAID, checked, declare, folder, order, sealed_in, shop

pytestmark = pytest.mark.django_db(transaction=True)

__all__ = ["folder", "order", "shop"]  # the fixtures


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
