"""The agenda: late first, then today, this week and later; whose, which kind, mine; a month; and what a miss costs."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Person, Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.queries import items_of
from reprise.apps.cases.services.deadlines import end_of
from reprise.apps.catalogue.models import Order
from reprise.apps.logistics.services.receive import Found
from reprise.web.backoffice.tests.forms import address
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.receive_parcel import receive
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised, now
from reprise.workflows.tests.builders import ines as ines_acting
from tests.support.builders import LATER

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)


def agenda(client: Client, shop: Shop, what: str = "agenda", **query: str) -> str:
    page = client.get(reverse(f"desk:{what}", args=[shop.slug]), query)
    assert page.status_code == 200
    return page.content.decode()


def moved(case: Case, name: str, day: date) -> Deadline:
    """The date as if it had been set for another day."""
    Deadline.objects.filter(case=case, name=name).update(due_on=day, due_at=end_of(day, "Europe/Paris"))
    return Deadline.objects.filter(case=case, name=name).latest("pk")


def rows_of(page: str) -> list[str]:
    return re.findall(r'<span class="rp-ref">(RP-[A-Z0-9-]+)</span>', page)


def test_what_is_late_comes_first_then_today_and_what_is_to_come(desk: Client, shop: Shop) -> None:
    days = {"5": TODAY + timedelta(days=20), "2": TODAY, "1": TODAY - timedelta(days=2), "3": TODAY + timedelta(days=6)}
    cases = {number: asked(an_order(shop, number=number)) for number in days}
    for number, case in cases.items():
        moved(case, "decision", days[number])
    page = agenda(desk, shop)
    assert rows_of(page) == [cases[number].reference for number in ("1", "2", "3", "5")]
    assert re.findall(r"rp-agenda-part is-(\w+)", page) == ["late", "today", "week", "later"]
    assert "1 date est passée" in page
    assert "2 jours de retard" in page


def test_each_date_has_its_origin_its_effect_and_the_next_right_step(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    page = agenda(desk, shop)
    assert '<i class="rp-basis is-promise"' in page
    assert "Nous manquons à notre promesse" in page
    assert f'href="{address(case, "decide/")}"' in page


def test_a_viewer_is_offered_no_step_that_is_not_theirs(shop: Shop, order: Order) -> None:
    case = asked(order)
    page = agenda(at_the_desk(somebody(shop, Role.VIEWER)), shop)
    assert address(case, "decide/") not in page
    assert f"{address(case)}#dates" in page


def test_the_customers_dates_and_their_rights_are_lists_of_their_own(desk: Client, shop: Shop, order: Order) -> None:
    asked(an_order(shop, number="2"), claim="defect")
    asked(order)
    theirs = agenda(desk, shop, whose="customers")
    assert "Renvoi des articles" in theirs
    assert "Notre réponse<" not in theirs
    rights = agenda(desk, shop, whose="rights")
    assert "Fin du droit de rétractation" in rights
    assert "jours de retard" not in rights
    assert "un droit du client" in rights


def test_a_kind_and_one_s_own_cases_narrow_the_list(desk: Client, shop: Shop, ines: Person) -> None:
    mine, other = asked(an_order(shop, number="1")), asked(an_order(shop, number="2"))
    Case.objects.filter(pk=mine.pk).update(assignee=ines)
    assert rows_of(agenda(desk, shop, mine="1")) == [mine.reference]
    assert set(rows_of(agenda(desk, shop, kind="decision"))) == {mine.reference, other.reference}
    assert rows_of(agenda(desk, shop, kind="refund")) == []


def test_a_late_refund_shows_what_it_has_grown_by_and_its_next_step(desk: Client, shop: Shop, order: Order) -> None:
    case = authorised(order)
    item = items_of(case)[0]
    receive(actor=ines_acting(shop.pk), case=now(case), found=[Found(item.pk, item.quantity)], at=LATER)
    moved(case, "refund", TODAY - timedelta(days=15))
    page = agenda(desk, shop).replace("\xa0", " ")
    assert "95,90 € : 4,80 € de plus à ce jour." in page
    assert "Dès lun. 30 nov. : 10 %, soit 9,59 €." in page
    assert "Les remboursements en retard ont augmenté de 4,80 €." in page
    on_case = desk.get(address(case)).content.decode().replace("\xa0", " ")
    assert "Dès lun. 30 nov. : 9,59 € de plus" in on_case
    assert "Non tranché par un juge" in on_case
    home = desk.get(reverse("desk:overview", args=[shop.slug])).content.decode().replace("\xa0", " ")
    assert "Les retards de remboursement ont coûté 4,80 € jusqu’ici" in home


def test_nobody_sees_the_dates_of_another_shop(desk: Client, shop: Shop, order: Order) -> None:
    ours, theirs = asked(order), asked(an_order(a_shop("voisin")))
    page = agenda(desk, shop, whose="all") + agenda(desk, shop, "agenda_month", whose="all")
    assert ours.reference in page
    assert theirs.reference not in page
    foreign = Deadline.objects.filter(case=theirs).latest("pk")
    done = desk.post(reverse("desk:deadline_done", args=[shop.slug, foreign.pk]))
    assert done.status_code == 404


def test_a_month_is_a_table_of_days_with_what_each_holds(desk: Client, shop: Shop, order: Order) -> None:
    case = asked(order)
    page = agenda(desk, shop, "agenda_month", month="2026-11", whose="all")
    assert page.count("<tr") == 7  # the head, and the six weeks of November 2026
    assert "novembre 2026" in page
    assert case.reference in page
    assert f"?whose=all&amp;on={TODAY + timedelta(days=2)}" in page
    assert "is-today" in page
    on_that_day = agenda(desk, shop, on=(TODAY + timedelta(days=2)).isoformat())
    assert rows_of(on_that_day) == [case.reference]
    assert rows_of(agenda(desk, shop, on=TODAY.isoformat())) == []


@pytest.mark.parametrize(
    "query",
    [{"month": "2026-13"}, {"month": "9999-12"}, {"month": "x"}, {"on": "2026-02-30"}, {"whose": "nobody"},
     {"after": "99999999999999-1"}, {"after": "9999999999999-1"}, {"after": "x"}, {"kind": "'; drop"}, {"mine": "2"}],
)  # fmt: skip
def test_an_address_somebody_typed_is_no_fault(desk: Client, shop: Shop, order: Order, query: dict[str, str]) -> None:
    asked(order)
    assert "Agenda" in agenda(desk, shop, **query)
    assert "Agenda" in agenda(desk, shop, "agenda_month", **query)


def test_a_long_agenda_goes_on_page_after_page_and_asks_few_questions(
    desk: Client, shop: Shop, order: Order, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    case = asked(order)
    first = Deadline.objects.filter(case=case, name="decision").latest("pk")
    Deadline.objects.bulk_create(
        Deadline(
            case=case, shop=shop, name="remedy", due_on=TODAY + timedelta(days=n % 40),
            due_at=end_of(TODAY + timedelta(days=n % 40), "Europe/Paris"), basis="law", source="CC-L217-10",
            duty="seller", state="open",
        )
        for n in range(120)
    )  # fmt: skip
    seen: list[str] = []
    page = agenda(desk, shop)
    with django_assert_max_num_queries(16):
        agenda(desk, shop)
    with django_assert_max_num_queries(16):
        agenda(desk, shop, "agenda_month")
    for _ in range(5):
        seen += rows_of(page)
        further = re.search(r'href="\?after=([\d-]+)"', page)
        if further is None:
            break
        page = agenda(desk, shop, after=further[1])
    assert len(seen) == 121
    assert first.state == "open"


def test_the_case_page_tells_why_a_day_is_that_day_and_what_was_replaced(desk: Client, order: Order) -> None:
    case = authorised(order)
    page = desk.get(address(case)).content.decode()
    assert "Pourquoi ce jour" in page
    assert "Compté à partir du mardi 24 novembre 2026" in page
    assert "l’autorisation devient caduque" in page.lower()
    assert "1 date qui ne vaut plus" in page
    assert "le retour a été autorisé" in page
    assert "Rappel au client prévu" in page


def test_postage_is_marked_as_paid_back_from_the_agenda(desk: Client, shop: Shop) -> None:
    case = authorised(an_order(shop, number="9", kind="printer"), claim="defect")
    postage = Deadline.objects.get(case=case, name="postage")
    done = reverse("desk:deadline_done", args=[shop.slug, postage.pk])
    assert done in agenda(desk, shop)
    assert desk.get(done).status_code == 405
    assert desk.post(done).status_code == 302
    postage.refresh_from_db()
    assert (postage.state, postage.ended_at is not None) == ("met", True)
    assert done not in agenda(desk, shop)
