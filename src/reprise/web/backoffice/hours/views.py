"""The page of the opening hours: now, the fortnight ahead, why an answer is due when it is, and the versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext

from reprise.apps.accounts.hours_queries import as_hours, known_versions, version_on
from reprise.apps.accounts.rights import Right
from reprise.apps.accounts.rules.opening import read_week
from reprise.apps.accounts.services.set_hours import withdraw_hours
from reprise.core.refusals import Refusal
from reprise.core.working_days import Timetable
from reprise.readmodels.clock_words import language
from reprise.readmodels.hours_words import HoursTold, told
from reprise.readmodels.public_holidays import Holiday, holidays_of, unsaid
from reprise.readmodels.reply_promise import promise_for
from reprise.readmodels.reply_promise_words import PromiseTold, known_zone, steps_aloud, told_to_visitor
from reprise.web.backoffice.door import READ, StaffRequest, desk_page
from reprise.web.backoffice.hours.days import WeekRow, days_ahead, week_rows
from reprise.web.backoffice.hours.places import zone_choices
from reprise.web.backoffice.pages import go
from reprise.web.backoffice.settings.frame import show_settings
from reprise.web.refusals import status_of, tell

if TYPE_CHECKING:
    from reprise.apps.accounts.models import OpeningHours


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody who writes at an instant reads, and the steps that lead there."""

    at: datetime
    told: PromiseTold
    steps: list[str]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the list."""

    row: "OpeningHours"
    state: str  # current, planned or past
    week: list[WeekRow]
    told: HoursTold


@desk_page(right=Right.CASES_READ, methods=READ)
def hours(request: StaffRequest) -> HttpResponse:
    """What stands, and what follows from it."""
    return _page(request)


@desk_page(right=Right.SETTINGS_EDIT, methods=("POST",))
def withdraw(request: StaffRequest, number: int) -> HttpResponse:
    """Take a planned version back."""
    try:
        withdraw_hours(actor=request.actor, number=number, today=timezone.localdate(), at=timezone.now())
    except Refusal as refusal:
        return _page(request, fault=tell(refusal), status=status_of(refusal))
    return go(request, gettext("These hours will not come into force."), "hours")


def _page(request: StaffRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    at = timezone.now()
    versions = known_versions(request.shop.pk, at)
    context: dict[str, object] = {"fault": fault, "versions": []}
    if versions:
        context |= _standing(request, versions, at)
    return show_settings(request, "hours", context, page="hours", status=status)


def _standing(request: StaffRequest, versions: "list[OpeningHours]", at: datetime) -> dict[str, object]:
    zone = ZoneInfo(versions[-1].zone)
    today = at.astimezone(zone).date()
    current = version_on(versions, today)
    shown = current or versions[0]
    titles = titles_of(shown, today)
    table = Timetable(tuple(as_hours(row) for row in versions))
    written, theirs = _asked(request.GET, at, zone), known_zone(request.GET.get("zone", ""))
    return {
        "current": current, "now": _answer(request, at, ""), "days": days_ahead(table, today, today, titles),
        "told": told(shown, today), "unsaid": _unsaid(current, today), "zone": shown.zone,
        "asked": _answer(request, written, theirs) if "day" in request.GET else None,
        "asked_for": "day" in request.GET, "places": zone_choices(request.shop, theirs),
        "asked_day": written.astimezone(zone).date().isoformat(), "asked_zone": theirs,
        "asked_time": written.astimezone(zone).strftime("%H:%M"), "versions": _versions(versions, current, today),
    }  # fmt: skip


def _answer(request: StaffRequest, at: datetime, zone: str) -> Answer | None:
    """Moments to come go by the hours known now, those of the past by what was known then."""
    promise = promise_for(request.shop, at)
    if promise is None:
        return None
    steps = steps_aloud(promise.kept(), start=at, due=promise.reply_by, zone=promise.zone)
    return Answer(at, told_to_visitor(promise, at, zone or promise.zone), steps)


def _asked(given: Mapping[str, str], at: datetime, zone: ZoneInfo) -> datetime:
    """The moment somebody asks about, on the shop's clock; now for anything that is none."""
    try:
        day, minute = parse_date(given.get("day", "")), parse_time(given.get("time", ""))
    except ValueError:
        return at
    if day is None or not date(2000, 1, 1) <= day <= date(2100, 1, 1):
        return at
    return datetime.combine(day, minute or time(9), zone)


def titles_of(row: "OpeningHours", today: date) -> dict[str, str]:
    """What the reader calls each public holiday of a version."""
    return {one.name: one.title for one in holidays_of(row.country, row.region, today, language())}


def _unsaid(row: "OpeningHours | None", today: date) -> list[Holiday]:
    return unsaid(row.country, row.region, row.holidays, today, language()) if row else []


def _versions(rows: "list[OpeningHours]", current: "OpeningHours | None", today: date) -> list[Version]:
    states = {
        row.pk: "current" if current and row.pk == current.pk else "planned" if row.in_force_from > today else "past"
        for row in rows
    }
    return [
        Version(row, states[row.pk], week_rows(read_week(row.week)), told(row, today))
        for row in sorted(rows, key=lambda row: (row.in_force_from, row.number), reverse=True)[:30]
    ]
