"""Who may have which case, and how lists are paged."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import customer_of_case, customer_of_order, system
from reprise.apps.cases.kinds import Stage, Turn
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_at_link, case_by_id, case_for, cases_of, line_for, lines_of, newest, queue
from reprise.apps.cases.services.authorise import authorise
from reprise.apps.cases.services.project import ENDED, Projection, store_projection
from reprise.apps.cases.tests.builders import a_case, a_reader, alice, ines
from reprise.core.refusals import Forbidden, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_staff_and_programs_reach_their_shop_s_cases_only() -> None:
    case, other = a_case(), a_case(shop=a_shop("atelier-voisin"))
    for actor in (ines(case), a_reader(case), system(case.shop_id)):
        assert list(cases_of(actor)) == [case]
        with refused(NotFound):
            case_for(actor, other.reference)
        with refused(NotFound):
            case_by_id(actor, other.pk)


def test_a_customer_reaches_the_case_of_their_link_only() -> None:
    case = a_case()
    beside = a_case(shop=case.shop)
    assert list(cases_of(alice(case))) == [case]
    with refused(NotFound):
        case_for(alice(case), beside.reference)
    assert not cases_of(customer_of_order(case.shop_id, 4242, "Bob")).exists()
    assert not cases_of(customer_of_case(case.shop_id + 1, case.pk, "Bob")).exists()


def test_whoever_may_not_read_cases_is_told_so() -> None:
    case = a_case()
    blind = a_reader(case)
    object.__setattr__(blind, "rights", frozenset())
    with refused(Forbidden):
        cases_of(blind)


def test_a_line_is_reached_through_its_own_case() -> None:
    case = a_case()
    beside = a_case(shop=case.shop)
    assert line_for(ines(case), case, lines_of(case)[0].pk) == lines_of(case)[0]
    with refused(NotFound):
        line_for(ines(case), case, lines_of(beside)[0].pk)
    for stranger in (ines(a_case(shop=a_shop("atelier-voisin"))), alice(beside)):
        with refused(NotFound):
            line_for(stranger, case, lines_of(case)[0].pk)


def test_a_link_names_a_case_of_its_shop() -> None:
    case = a_case()
    assert case_at_link(case.shop_id, case.reference.lower()) == case
    assert case_at_link(case.shop_id + 1, case.reference) is None


def project(case: Case, hours: int | None, *, turn: Turn = Turn.US, stage: Stage = Stage.SUBMITTED) -> None:
    due = AT + timedelta(hours=hours) if hours is not None else None
    store_projection(case=case, projection=Projection(stage, turn, {}, "" if stage in ENDED else "decide", due), at=AT)


def test_the_queue_is_paged_without_losing_or_repeating_a_case() -> None:
    shop = a_shop()
    cases = [a_case(shop=shop) for _ in range(7)]
    for case, hours in zip(cases, [5, 1, None, 1, 3, None, 2], strict=True):
        project(case, hours)
    cases[5].danger = True
    project(cases[5], None)
    seen: list[int] = []
    after = None
    while page := queue(system(shop.pk), after=after, limit=2):
        rows = page[:2]
        seen += [cases.index(case) for case in rows]
        after = (rows[-1].queue_at, rows[-1].pk)
    assert seen == [5, 1, 3, 6, 4, 0, 2]


def test_a_view_shows_whose_turn_it_is() -> None:
    shop = a_shop()
    ours, theirs, carried, done = (a_case(shop=shop) for _ in range(4))
    project(ours, 1)
    project(theirs, 2, turn=Turn.CUSTOMER)
    project(carried, 3, turn=Turn.CARRIER)
    project(done, None, turn=Turn.NOBODY, stage=Stage.RESOLVED)
    shown = {view: queue(system(shop.pk), view=view) for view in ("open", "ours", "customer", "third", "closed", "all")}
    assert shown == {
        "open": [ours, theirs, carried], "ours": [ours], "customer": [theirs], "third": [carried], "closed": [done],
        "all": [ours, theirs, carried, done],
    }  # fmt: skip


def test_a_case_is_found_by_reference_name_address_and_return_number() -> None:
    case = a_case()
    a_case(shop=a_shop("atelier-voisin"))
    given = authorise(
        case=case, shop=case.shop, expires_on=AT.date(), return_paid_by="buyer", packing=[], actor=ines(case), at=AT
    )
    for words in (case.reference, case.reference[3:].lower(), "martin", "ALICE@example.com", given.number.lower()):
        assert queue(ines(case), search=words) == [case], words
    assert queue(ines(case), search="Durand") == []


def test_newest_first_goes_on_after_the_last_row_seen() -> None:
    shop = a_shop()
    first, second, third = (a_case(shop=shop) for _ in range(3))
    assert newest(system(shop.pk), limit=1) == [third, second]
    assert newest(system(shop.pk), before=second.pk) == [first]
