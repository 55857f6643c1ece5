"""Beside a case: the customer's other orders and cases, what the team keeps in mind, and tags."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Customer, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, CaseTag, CustomerCard
from reprise.apps.cases.services.forget import forget
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, an_order, asked
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def bought(shop: Shop, number: str, customer: Customer | None = None) -> Order:
    """An order of a customer, Alice's where nobody else is said."""
    order = an_order(shop, number=number)
    found, _ = Customer.objects.get_or_create(shop=shop, email="alice@example.com", defaults={"name": "Alice Martin"})
    order.customer = customer or found
    order.save()
    return order


def at(case: Case, deed: str = "") -> str:
    return f"/fr/desk/atelier-lamelle/cases/{case.reference}/{deed}"


def test_other_orders_and_cases_stand_beside_open_ones_first(desk: Client, shop: Shop) -> None:
    case, closed, waiting = (asked(bought(shop, number)) for number in ("1", "2", "3"))
    Case.objects.filter(pk=closed.pk).update(closed_at=AT, stage="resolved")
    spare = bought(shop, "4")
    page = desk.get(at(case)).content.decode()
    beside = page[page.index('id="others"') :]
    assert "2 autres dossiers" in beside
    assert beside.index(waiting.reference) < beside.index(closed.reference)
    assert f"/orders/{spare.pk}/" in beside
    assert case.reference not in beside[: beside.index("</section>")].replace(f"q={case.reference}", "")


def test_the_neighbour_s_alice_is_somebody_else(desk: Client, shop: Shop) -> None:
    case = asked(an_order(shop))
    theirs = asked(an_order(a_shop("voisin")))
    assert theirs.reference not in desk.get(at(case)).content.decode()


def test_a_note_and_a_priority_are_kept_and_seen_in_the_queue(desk: Client, shop: Shop) -> None:
    case = asked(bought(shop, "1"))
    desk.post(at(case, "customer/"), {"note": "Préfère le téléphone.", "priority": "on"})
    assert "Préfère le téléphone." in desk.get(at(case)).content.decode()
    assert "Prioritaire" in desk.get("/fr/desk/atelier-lamelle/queue/").content.decode()


def test_a_note_goes_when_its_customer_is_forgotten(desk: Client, shop: Shop) -> None:
    case = asked(bought(shop, "1"))
    desk.post(at(case, "customer/"), {"note": "Préfère le téléphone."})
    desk.post(at(case, "tag/"), {"label": "Monsieur Martin"})
    forget(at=AT + timedelta(days=900), case_ids=[case.pk])
    assert not CustomerCard.objects.exists()
    assert not CaseTag.objects.exists()


def test_a_case_without_a_customer_has_no_card(desk: Client, order: Order) -> None:
    assert desk.get(at(asked(order), "customer/")).status_code == 404


def test_a_tag_is_put_on_once_and_taken_off(desk: Client, order: Order) -> None:
    case = asked(order)
    for label in ("Lot 42", "lot  42", " "):
        desk.post(at(case, "tag/"), {"label": label})
    assert list(CaseTag.objects.values_list("label", flat=True)) == ["lot 42"]
    desk.post(at(case, "tag/"), {"off": "lot 42"})
    assert not CaseTag.objects.exists()


def test_eleven_tags_are_too_many(desk: Client, order: Order) -> None:
    case = asked(order)
    answers = [desk.post(at(case, "tag/"), {"label": f"tag {n}"}).status_code for n in range(11)]
    assert answers == [302] * 10 + [422]


def test_the_serial_number_of_the_order_is_seen(desk: Client, order: Order) -> None:
    OrderLine.objects.filter(order=order, position=1).update(attributes={"Numéro de série": "SN-4711"})
    assert "SN-4711" in desk.get(at(asked(order))).content.decode()


def test_a_viewer_reads_and_changes_nothing(shop: Shop) -> None:
    case = asked(bought(shop, "1"))
    browser = at_the_desk(somebody(shop, Role.VIEWER))
    assert "rp-tagform" not in browser.get(at(case)).content.decode()
    assert browser.post(at(case, "tag/"), {"label": "x"}).status_code == 403
    assert browser.post(at(case, "customer/"), {"note": "x"}).status_code == 403


def test_many_things_beside_a_case_cost_no_more_than_few(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = asked(bought(shop, "1"))
    for n in range(2, 12):
        asked(bought(shop, str(n)))
    desk.get(at(case))
    with django_assert_max_num_queries(45):
        desk.get(at(case))
