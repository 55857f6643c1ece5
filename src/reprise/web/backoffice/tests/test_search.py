"""The one search field: what is found, how it may be written, and what never comes through."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of, remedies_of
from reprise.apps.cases.transitions import LineMove
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.apps.search.models import SearchDocument
from reprise.apps.search.services.forget import forget
from reprise.readmodels.requests import Request, Wish
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows import search_index
from reprise.workflows.decide import decide
from reprise.workflows.refund_customer import preview_refund, refund
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import (
    a_shop,
    alice,
    alice_at,
    an_order,
    asked,
    authorised,
    goods,
    ines,
)
from reprise.workflows.write_message import write
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db
SEARCH = "/fr/desk/atelier-lamelle/search/"


def found(desk: Client, words: str, **more: str) -> str:
    """The page of what is found, once the index has read what happened."""
    search_index.look({}, at=LATER)
    return desk.get(SEARCH, {"q": words, **more}).content.decode()


@pytest.fixture
def nadia(shop: Shop) -> Order:
    """Nadia's order of a printer, with all that may be looked for."""
    order = an_order(shop, number="LML-2026-001", kind="printer", quantity=1)
    customer = Customer.objects.create(
        shop=shop, email="nadia.ferreira@example.com", name="Nadia Ferreira", phone="+33 6 12 34 56 78"
    )
    OrderLine.objects.filter(order=order, position=1).update(
        name="Imprimante Lamelle S2", sku="PRN-S2", attributes={"Numéro de série": "SN-4711-O0X"}
    )
    order.customer, order.email, order.tracking_number = customer, customer.email, "6A12345678901"
    order.shipping = {"name": "Nadia Ferreira", "phone": "06.12.34.56.78"}
    order.save()
    return order


@pytest.mark.parametrize(
    "words",
    [
        "Nadia Ferreira", "ferreira", "FÉRREIRA", "nad", "nadia.ferreira@example.com", "nadia.fer", "06 12 34 56 78",
        "+33 6 12 34 56 78", "0033612345678", "06.12.34.56.78", "(+33) 6-12-34-56-78", "LML-2026-001", "lml2026001",
        "LML-2O26-OO1", "imprimantes lamelle", "PRN-S2", "SN-4711-O0X", "sn4711o0x", "SN 4711 00X", "6A12345678901",
        "6a 123 456 789 01", "ch_LML-2026-001", "#LML-2026-001",
    ],
)  # fmt: skip
def test_an_order_is_found_however_it_is_written(desk: Client, nadia: Order, words: str) -> None:
    assert f'/orders/{nadia.pk}/"' in found(desk, words)


@pytest.mark.parametrize(
    "words",
    ["pièces cassées", "piece cassee", "casser", "PIECES", "l’étagère", "etagere", "shelf", "break", "breaks"],
)
def test_a_case_is_found_by_stems_and_without_accents(desk: Client, order: Order, words: str) -> None:
    wish = Wish(
        goods(order)[0].pk, 1, "defect", description="Deux pièces de l’étagère sont cassées. The shelf keeps breaking."
    )
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    page = found(desk, words)
    assert f"/cases/{case.reference}/" in page
    assert "<mark>" in page


def test_what_was_written_in_the_thread_is_found_and_shown(desk: Client, order: Order) -> None:
    case = asked(order)
    write(actor=alice_at(case), case=case, body="Le filament sent le vinaigre.", at=AT + timedelta(minutes=5))
    page = found(desk, "vinaigre")
    assert f"/cases/{case.reference}/" in page
    assert "<mark>vinaigre</mark>" in page


@pytest.mark.parametrize("spell", [str, str.lower, lambda text: text.replace("-", " "), lambda text: text[3:],
                                   lambda text: f"  {text.replace('-', '')} "])  # fmt: skip
def test_a_whole_reference_goes_straight_to_its_case(desk: Client, order: Order, spell: type[str]) -> None:
    case = asked(order)
    assert desk.get(SEARCH, {"q": spell(case.reference)})["Location"].endswith(f"/cases/{case.reference}/")


def test_an_rma_number_goes_straight_to_its_case(desk: Client, order: Order) -> None:
    case = authorised(order)
    number = case.authorisations.get().number
    assert desk.get(SEARCH, {"q": number.lower()})["Location"].endswith(f"/cases/{case.reference}/")


def test_a_refund_is_found_by_the_number_of_its_note_and_of_the_bank(desk: Client, order: Order) -> None:
    case = asked(order)
    line, owner = lines_of(case)[0], ines(case.shop_id, Role.OWNER)
    decide(actor=owner, case=case, line_id=line.pk, verdict=LineMove.APPROVE, keep_goods=True, at=AT)
    remedy_id = remedies_of(case)[0].pk
    shown = preview_refund(actor=owner, case=case, remedy_id=remedy_id, at=AT)
    paid = refund(
        actor=owner, case=case, remedy_id=remedy_id, expected_minor=shown.total.minor, provider="by_hand",
        reference="VIR-2026-88-LAMELLE", at=AT,
    )  # fmt: skip
    for words in (paid.notes.get().number, paid.notes.get().number.replace("-", " ").lower(), "vir 2026 88 lamelle"):
        assert f"/cases/{case.reference}/" in found(desk, words)


def test_a_reference_with_one_wrong_letter_offers_the_case(desk: Client, order: Order) -> None:
    case = asked(order)
    wrong = case.reference[:-1] + ("B" if case.reference[-1] != "B" else "C")
    assert f"/cases/{case.reference}/" in found(desk, wrong)


def test_a_parcel_without_a_case_leads_to_its_match(desk: Client, shop: Shop) -> None:
    told = OnTheBox(sender="Bob Martin", tracking_number="1Z999AA10123456784")
    box = receive_unannounced(actor=ines(shop.pk), box=told, at=AT)
    assert f"/reception/{box.pk}/match/" in found(desk, "1z999aa1 0123456784")


def test_fresh_rows_are_found_before_the_index_knows_them(desk: Client, order: Order) -> None:
    case = asked(order)
    assert f"/orders/{order.pk}/" in desk.get(SEARCH, {"q": "#1001"}).content.decode()
    assert f"/cases/{case.reference}/" in desk.get(SEARCH, {"q": "Alice@Example.com"}).content.decode()


def test_the_neighbour_s_things_are_not_found(desk: Client, order: Order) -> None:
    neighbour = a_shop("voisin")
    theirs = asked(an_order(neighbour, number="777"))
    page = found(desk, "Alice Martin")
    assert theirs.reference not in page
    assert f"/cases/{theirs.reference}" not in found(desk, theirs.reference)
    assert f"/orders/{order.pk}/" in page


HOSTILE = [
    '"', "'", '" OR "', "* OR *", "NEAR(a b)", "words:alice", "-alice", "alice AND", "'; DROP TABLE cases_case; --",
    "\\", "%", "_", "(", "^alice", "{alice}", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "'::tsquery", "alice:*", "!alice", "Ω μέγα", "𝔞𝔩𝔦𝔠𝔢", "a" * 2_000, "alice " * 400, "<script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_no_text_breaks_the_search(desk: Client, order: Order, words: str) -> None:
    asked(order)
    search_index.look({}, at=LATER)
    answer = desk.get(SEARCH, {"q": words})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_a_long_text_says_what_of_it_was_looked_for(desk: Client, order: Order) -> None:
    assert "200 premiers caractères" in found(desk, "alice " * 400)


def test_a_forgotten_person_leaves_the_index_and_comes_back_without_words(desk: Client, nadia: Order) -> None:
    found(desk, "Nadia")
    forget(at=LATER, order_ids=[nadia.pk], customer_ids=[nadia.customer_id or 0])
    assert not SearchDocument.objects.filter(words__contains="ferreira").exists()
    assert f"/orders/{nadia.pk}/" not in desk.get(SEARCH, {"q": "Ferreira"}).content.decode()


def test_an_order_that_an_import_changed_is_read_again(desk: Client, shop: Shop, nadia: Order) -> None:
    found(desk, "Nadia")
    Order.objects.filter(pk=nadia.pk).update(tracking_number="XX424242424FR", changed_at=LATER)
    search_index.look_at_changed_orders({}, at=LATER)
    assert f"/orders/{nadia.pk}/" in desk.get(SEARCH, {"q": "xx424242424fr"}).content.decode()


def test_the_index_is_made_anew_and_lets_go_of_what_is_no_more(desk: Client, order: Order) -> None:
    case = asked(order)
    SearchDocument.objects.create(shop_id=order.shop_id, kind="order", object_id=999_999, words="ghost", texts=[])
    read = list(search_index.rebuild())
    assert {kind.value for kind, _ in read} >= {"case", "order"}
    assert not SearchDocument.objects.filter(object_id=999_999).exists()
    assert f"/cases/{case.reference}/" in desk.get(SEARCH, {"q": "Martin"}).content.decode()


def test_a_second_look_writes_nothing(order: Order, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    asked(order)
    search_index.look({}, at=LATER)
    with django_assert_max_num_queries(12) as asked_for:
        search_index.look({}, at=LATER)
    assert not [query for query in asked_for.captured_queries if re.match("INSERT|UPDATE|DELETE", query["sql"])]


def test_a_page_of_results_asks_the_database_few_questions(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        asked(an_order(shop, number=str(2000 + n)))
    found(desk, "Martin")
    with django_assert_max_num_queries(28):
        desk.get(SEARCH, {"q": "Martin"})


def test_more_of_one_sort_is_a_page_of_its_own(desk: Client, shop: Shop) -> None:
    for n in range(10):
        an_order(shop, number=str(2000 + n))
    assert "only=order" in found(desk, "Martin")
    assert found(desk, "Martin", only="order").count("Ouvrir un dossier</a>") == 10
    assert "rp-found" in found(desk, "Martin", only="nonsense")


def test_a_viewer_finds_and_is_offered_no_case_to_open(shop: Shop, order: Order) -> None:
    page = found(at_the_desk(somebody(shop, Role.VIEWER)), "Martin")
    assert f"/orders/{order.pk}/" in page
    assert "/cases/new/" not in page


@pytest.mark.parametrize("words", ["Fereira", "Ferrreira", "Ferrerra", "Ferriera", "nadai ferreira", "lamellw nadia"])
def test_a_slip_in_a_word_still_finds_it_and_says_so(desk: Client, nadia: Order, words: str) -> None:
    page = found(desk, words)
    assert f'/orders/{nadia.pk}/"' in page
    assert "Voici ce qui s’en approche" in page


def test_words_that_are_right_are_not_taken_for_slips(desk: Client, nadia: Order) -> None:
    page = found(desk, "Ferreira")
    assert f'/orders/{nadia.pk}/"' in page
    assert "s’en approche" not in page


def test_one_word_too_many_still_finds_what_holds_the_others(desk: Client, nadia: Order) -> None:
    page = found(desk, "Ferreira imprimante vendredi")
    assert f'/orders/{nadia.pk}/"' in page
    assert "Voici ce qui s’en approche" in page
    assert f'/orders/{nadia.pk}/"' not in found(desk, "vendredi prochain")


def test_a_case_is_found_by_what_went_wrong_in_either_language(desk: Client, order: Order) -> None:
    wish = Wish(goods(order)[0].pk, 1, "defect", reason="fdm_warping")
    case = ask(actor=alice(order), order=order, request=Request((wish,), danger=False, language="fr"), at=AT)
    for words in ("gauchissement", "coins relevés", "warping", "lifted corners"):
        assert case.reference in found(desk, words)


def test_open_cases_come_before_those_that_are_over(desk: Client, shop: Shop) -> None:
    open_one = asked(an_order(shop, number="1999"))
    over = [asked(an_order(shop, number=str(2000 + n))) for n in range(9)]
    for case in over:
        Case.objects.filter(pk=case.pk).update(closed_at=LATER)
    page = found(desk, "Martin")
    assert page.index(open_one.reference) < min(page.index(one.reference) for one in over if one.reference in page)
