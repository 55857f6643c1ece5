"""The work list: what is urgent first, each row a link, its button what this person may do next."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.catalogue.models import Order
from reprise.readmodels.requests import Request
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.return_request import ask
from reprise.workflows.tests.builders import a_request, a_shop, alice, alice_at, an_order, asked, authorised
from reprise.workflows.write_message import write
from tests.support.builders import AT
from tests.support.hours import with_hours

pytestmark = pytest.mark.django_db
QUEUE = "/fr/desk/atelier-lamelle/queue/"


def rows(page: str) -> list[str]:
    """The references of a page's rows, in their order."""
    return re.findall(r'<span class="rp-ref">(RP-[0-9A-Z]{4}-[0-9A-Z]{4})</span>', page)


def dangerous(order: Order) -> Case:
    """A case in which something burned."""
    wishes = a_request(order, 1, "defect").wishes
    return ask(actor=alice(order), order=order, request=Request(wishes, danger=True, language="fr"), at=AT)


def test_safety_comes_before_everything(desk: Client, shop: Shop, order: Order) -> None:
    first, second = asked(order), dangerous(an_order(shop, number="1002"))
    page = desk.get(QUEUE).content.decode()
    assert rows(page) == [second.reference, first.reference]
    assert "Danger" in page


def test_a_row_leads_to_the_case_and_its_button_to_the_next_step(desk: Client, order: Order) -> None:
    case = asked(order)
    page = desk.get(QUEUE).content.decode()
    assert f'href="/fr/desk/atelier-lamelle/cases/{case.reference}/" data-open' in page
    assert f'href="/fr/desk/atelier-lamelle/cases/{case.reference}/decide/" data-act>Décider</a>' in page


def test_a_viewer_is_offered_no_step_they_may_not_take(shop: Shop, order: Order) -> None:
    case = asked(order)
    page = at_the_desk(somebody(shop, Role.VIEWER)).get(QUEUE).content.decode()
    assert f'href="/fr/desk/atelier-lamelle/cases/{case.reference}/" data-act>Ouvrir</a>' in page


def test_each_view_holds_its_cases(desk: Client, shop: Shop, order: Order) -> None:
    ours, theirs = asked(order), authorised(an_order(shop, number="1002"))
    found = {view: set(rows(desk.get(QUEUE, {"view": view}).content.decode())) for view in
             ("open", "now", "unassigned", "mine", "safety", "customer", "third", "closed", "all")}  # fmt: skip
    both = {ours.reference, theirs.reference}
    assert found == {
        "open": both, "now": {ours.reference}, "unassigned": both, "mine": set(), "safety": set(),
        "customer": {theirs.reference}, "third": set(), "closed": set(), "all": both,
    }  # fmt: skip


def test_words_looked_for_in_the_queue_of_former_days_are_looked_for_in_the_search(desk: Client) -> None:
    assert desk.get(QUEUE, {"q": "Martin"})["Location"] == "/fr/desk/atelier-lamelle/search/?q=Martin"


def test_an_empty_queue_says_why_and_what_next(desk: Client) -> None:
    assert "Aucun dossier ouvert" in desk.get(QUEUE).content.decode()


def test_what_customers_wrote_is_seen_in_the_list(desk: Client, order: Order) -> None:
    case = asked(order)
    write(actor=alice_at(case), case=case, body="Encore une question.", at=AT + timedelta(minutes=5))
    assert "1 nouveau message" in desk.get(QUEUE).content.decode()
    desk.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/")
    assert "nouveau message" not in desk.get(QUEUE).content.decode()


def test_a_row_tells_the_date_the_list_goes_by_and_a_promised_answer_once_it_is_late(
    desk: Client, shop: Shop, order: Order
) -> None:
    with_hours(shop)
    case = asked(order)
    write(actor=alice_at(case), case=case, body="Encore une question.", at=AT + timedelta(minutes=5))
    assert "réponse à un message" not in desk.get(QUEUE).content.decode()
    with time_machine.travel(AT + timedelta(days=1), tick=False):
        page = desk.get(QUEUE).content.decode()
    assert "réponse à un message" in page
    assert "de retard" in page


def test_pages_follow_each_other_and_skip_nothing(desk: Client, shop: Shop) -> None:
    made = [asked(an_order(shop, number=str(2000 + n))).reference for n in range(27)]
    first = desk.get(QUEUE).content.decode()
    following = re.search(r'href="([^"]+)"\s+rel="next"', first)
    assert following is not None
    assert "les 25 premiers sur 27" in first
    second = desk.get(QUEUE + following[1].replace("&amp;", "&")).content.decode()
    assert sorted(rows(first) + rows(second)) == sorted(made)
    assert len(rows(first)) == 25


@pytest.mark.parametrize("place", ["nonsense", "2026-11-24T10:00:00Z~x", "2026-99-99T10:00:00Z~1", "~", "2026-11-24~1"])
def test_a_made_up_place_shows_the_first_page(desk: Client, order: Order, place: str) -> None:
    case = asked(order)
    assert rows(desk.get(QUEUE, {"after": place}).content.decode()) == [case.reference]


def test_a_page_of_the_queue_asks_the_database_few_questions(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(12):
        asked(an_order(shop, number=str(2000 + n)))
    desk.get(QUEUE)
    with django_assert_max_num_queries(17):
        desk.get(QUEUE)


def test_the_next_case_is_one_press_away_and_below_the_last_comes_the_first(desk: Client, shop: Shop) -> None:
    first, second = (asked(an_order(shop, number=number)) for number in ("1001", "1002"))
    page = desk.get(f"/fr/desk/atelier-lamelle/cases/{first.reference}/").content.decode()
    assert f"queue/next/?after={first.reference}" in page
    for left, found in (("", first), (first.reference, second), (second.reference, first)):
        assert desk.get(f"{QUEUE}next/", {"after": left})["Location"].endswith(f"/cases/{found.reference}/")


def test_after_a_case_that_is_done_comes_the_most_urgent_and_after_the_only_one_the_list(
    desk: Client, shop: Shop, order: Order
) -> None:
    done, waits = authorised(order), asked(an_order(shop, number="1002"))
    assert desk.get(f"{QUEUE}next/", {"after": done.reference})["Location"].endswith(f"/cases/{waits.reference}/")
    alone = desk.get(f"{QUEUE}next/", {"after": waits.reference}, follow=True)
    assert alone.redirect_chain[-1][0] == QUEUE
    assert "Rien d’autre ne nous attend." in alone.content.decode()


def test_the_next_case_of_a_neighbour_is_no_way_in(desk: Client) -> None:
    theirs = asked(an_order(a_shop("voisin")))
    assert desk.get(f"{QUEUE}next/", {"after": theirs.reference}).status_code == 404


def test_of_the_cases_that_are_over_the_newest_comes_first_page_after_page(desk: Client, shop: Shop) -> None:
    made = [asked(an_order(shop, number=str(2000 + n))) for n in range(27)]
    Case.objects.filter(pk=made[0].pk).update(danger=True)
    Case.objects.filter(shop=shop).update(closed_at=AT)
    first = desk.get(QUEUE, {"view": "closed"}).content.decode()
    following = re.search(r'href="([^"]+)"\s+rel="next"', first)
    assert following is not None
    second = desk.get(QUEUE + following[1].replace("&amp;", "&")).content.decode()
    assert rows(first) + rows(second) == [case.reference for case in reversed(made)]
