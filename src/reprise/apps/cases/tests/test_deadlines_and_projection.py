from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty, Stage, Turn
from reprise.apps.cases.models import Case, CaseEvent, Deadline
from reprise.apps.cases.models.case import FIRST, LAST
from reprise.apps.cases.queries import deadlines_of, lines_of, open_deadlines
from reprise.apps.cases.services.deadlines import NewDeadline, end_deadlines, end_of, set_deadlines
from reprise.apps.cases.services.project import ENDED, Projection, assign, store_projection
from reprise.apps.cases.tests.builders import a_case, a_reader, ines
from reprise.core.refusals import Forbidden
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db

PARIS = "Europe/Paris"


def due(name: str, day: date, line_id: int | None = None) -> NewDeadline:
    return NewDeadline(name, day, DeadlineBasis.LAW, "Art. L221-24", Duty.SELLER, line_id)


def projection(stage: Stage, next_due: datetime | None = None) -> Projection:
    next_action = "" if stage in ENDED else "decide"
    return Projection(stage, Turn.US, {"decision": "wait"}, next_action, next_due)


def test_a_deadline_is_missed_at_midnight_where_the_shop_is() -> None:
    case = a_case()
    set_deadlines(case=case, deadlines=[due("refund", date(2026, 12, 8))], zone=PARIS, at=AT)
    kept = Deadline.objects.get()
    assert kept.due_at == datetime(2026, 12, 9, 0, 0, tzinfo=ZoneInfo(PARIS))
    assert (kept.basis, kept.source) == ("law", "Art. L221-24")
    assert end_of(date(2026, 3, 29), PARIS) - end_of(date(2026, 3, 28), PARIS) == timedelta(hours=23)  # summer time


def test_a_new_day_replaces_the_one_of_the_same_name_and_line_only() -> None:
    case = a_case(1, 1)
    first, second = lines_of(case)
    days = [date(2026, 12, day) for day in (1, 2, 3, 4)]
    set_deadlines(
        case=case, zone=PARIS, at=AT,
        deadlines=[due("refund", days[0], first.pk), due("refund", days[1], second.pk), due("decision", days[2])],
    )  # fmt: skip
    set_deadlines(case=case, deadlines=[due("refund", days[3], first.pk)], zone=PARIS, at=LATER)
    set_deadlines(case=case, deadlines=[], zone=PARIS, at=LATER)
    assert [(kept.name, kept.due_on.day) for kept in open_deadlines(case)] == [
        ("refund", 2), ("decision", 3), ("refund", 4),
    ]  # fmt: skip
    assert [kept.state for kept in deadlines_of(case)] == ["replaced", "open", "open", "open"]


def test_ending_a_deadline_says_when_and_how() -> None:
    case = a_case()
    set_deadlines(case=case, deadlines=[due("refund", date(2026, 12, 8))], zone=PARIS, at=AT)
    assert end_deadlines(case=case, names=["refund"], state=DeadlineState.MET, at=LATER) == 1
    assert end_deadlines(case=case, names=["refund"], state=DeadlineState.DROPPED, at=LATER) == 0
    kept = Deadline.objects.get()
    assert (kept.state, kept.ended_at) == ("met", LATER)


def test_a_case_that_ends_is_closed_once_and_told() -> None:
    case = a_case()
    for moment in (AT, LATER):
        store_projection(case=case, projection=projection(Stage.RESOLVED), at=moment)
    kept = Case.objects.get()
    assert (kept.stage, kept.closed_at) == ("resolved", AT)
    closed = CaseEvent.objects.get(type="closed")
    assert (closed.data, closed.actor) == ({"stage": "resolved"}, "system")


def test_a_case_stays_open_while_something_is_left_to_do() -> None:
    case = a_case()
    on_the_bench = Projection(Stage.RESOLVED, Turn.US, {}, "dispose", None)
    store_projection(case=case, projection=on_the_bench, at=AT)
    assert (Case.objects.get().stage, Case.objects.get().closed_at) == ("resolved", None)


def test_a_case_that_goes_on_is_open_again() -> None:
    case = a_case()
    store_projection(case=case, projection=projection(Stage.DECLINED), at=AT)
    store_projection(case=case, projection=projection(Stage.SUBMITTED), at=LATER)
    assert Case.objects.get().closed_at is None


def test_danger_comes_first_in_the_queue_and_nothing_due_last() -> None:
    case = a_case()
    store_projection(case=case, projection=projection(Stage.SUBMITTED), at=AT)
    assert Case.objects.get().queue_at == LAST
    store_projection(case=case, projection=projection(Stage.SUBMITTED, LATER), at=AT)
    assert Case.objects.get().queue_at == LATER
    case.danger = True
    store_projection(case=case, projection=projection(Stage.SUBMITTED, LATER), at=AT)
    assert Case.objects.get().queue_at == FIRST


def test_the_projection_ends_the_deadlines_it_names() -> None:
    case = a_case()
    days = [due("decision", date(2026, 11, 26)), due("return_by", date(2026, 12, 8)), due("refund", date(2026, 12, 9))]
    set_deadlines(case=case, deadlines=days, zone=PARIS, at=AT)
    by_name = {kept.name: kept.pk for kept in open_deadlines(case)}
    ended = {by_name["decision"]: DeadlineState.MET, by_name["return_by"]: DeadlineState.DROPPED}
    now = Projection(Stage.RESOLVING, Turn.US, {}, "", None, ended)
    store_projection(case=case, projection=now, at=LATER)
    assert {kept.name: kept.state for kept in deadlines_of(case)} == {
        "decision": "met", "return_by": "dropped", "refund": "open",
    }  # fmt: skip


def test_a_case_is_assigned_by_who_may_write() -> None:
    case = a_case()
    assign(case=case, person_id=None, actor=ines(case), at=AT)
    assert CaseEvent.objects.filter(type="assigned").count() == 1
    with refused(Forbidden):
        assign(case=case, person_id=None, actor=a_reader(case), at=AT)


@given(
    day=some.dates(date(2014, 6, 14), date(2034, 12, 31)),
    zone=some.sampled_from(["Europe/Paris", "Europe/Lisbon", "Europe/Warsaw", "Atlantic/Canary", "Pacific/Auckland"]),
)
def test_a_day_ends_at_the_midnight_of_its_own_clock_whatever_the_season(day: date, zone: str) -> None:
    here = end_of(day, zone).astimezone(ZoneInfo(zone))
    assert (here.date() - day, here.hour, here.minute) == (timedelta(days=1), 0, 0)
    assert timedelta(hours=23) <= end_of(day + timedelta(days=1), zone) - end_of(day, zone) <= timedelta(hours=25)
