from dataclasses import replace
from datetime import date, datetime

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.services.deadlines import NewDeadline
from reprise.apps.cases.services.renew_terms import renew_terms
from reprise.law.counting import Period, Unit
from reprise.platform.transactions import atomic


@atomic
def recount_terms(*, case: Case, starts_with: str, start: date, zone: str, at: datetime, why: str) -> int:
    """Count the rights that run from a fact again, from its corrected day; each row says itself how it was counted.

    A day that was not counted here (the law had made it later) holds no more, and only a new assessment sets another.
    """
    rows = list(Deadline.objects.filter(case=case, state=DeadlineState.RUNS.value, starts_with=starts_with))
    counted = [(row, period) for row in rows if (period := period_of(row)) is not None]
    given = {row.pk for row in rows} - {row.pk for row, _period in counted}
    Deadline.objects.filter(pk__in=given, state=DeadlineState.RUNS.value).update(
        state=DeadlineState.DROPPED.value, ended_at=at, why=why
    )
    terms = [_again(row, replace(period, start=start)) for row, period in counted]
    return renew_terms(case=case, terms=terms, zone=zone, at=at, why=why) + len(given)


def period_of(row: Deadline) -> Period | None:
    """The count that led to a row's day; None where that day was given."""
    if row.start_on is None or row.length is None:
        return None
    period = Period(row.start_on, row.length, Unit(row.unit), row.calendar if row.is_rolled else "")
    found = (period, replace(period, first_day_counts=True))
    return next((one for one in found if one.end == row.due_on), None)


def _again(row: Deadline, period: Period) -> NewDeadline:
    return NewDeadline(
        row.name, period.end, DeadlineBasis(row.basis), row.source, Duty(row.duty), row.line_id, row.rule,
        row.starts_with, period, row.calendar, row.effect, row.amount_minor, DeadlineState.RUNS,
    )  # fmt: skip
