"""A shop's opening hours as its customers read them: days alike told together, holidays, and closures that come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from reprise.apps.accounts.hours_queries import known_versions, version_on
from reprise.apps.accounts.rules.opening import read_own, read_week
from reprise.core.working_days import DAY, Span, Week
from reprise.readmodels.clock_words import dated, spans_text, weekday

if TYPE_CHECKING:
    from reprise.apps.accounts.models import OpeningHours, Shop

MONDAY = date(2024, 1, 1)
AHEAD = 60  # days for which closures are told before they come


@dataclass(frozen=True, slots=True)
class HoursTold:
    """The lines of the week (days, hours), what else is to be known, and how soon somebody answers."""

    week: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    reply: str


def hours_told(shop: "Shop", at: datetime) -> HoursTold | None:
    """What customers read today; None for a shop that wrote no hours."""
    versions = known_versions(shop.pk, at)
    today = at.astimezone(ZoneInfo(versions[0].zone)).date() if versions else date.min
    row = version_on(versions, today)
    return told(row, today) if row else None


def told(row: "OpeningHours", today: date) -> HoursTold:
    """One version in words."""
    return HoursTold(tuple(week_told(read_week(row.week))), tuple(_notes(row, today)), reply_told(row.reply_minutes))


def week_told(week: Week) -> Iterator[tuple[str, str]]:
    """Days that follow one another with the same hours, in one line; closed days last, together with nothing else."""
    place = 0
    for spans, group in groupby(week.days):
        count = len(list(group))
        yield _days(place, count), spans_text(spans)
        place += count


def _days(first: int, count: int) -> str:
    names = [weekday(MONDAY + n * DAY) for n in range(first, first + count)]
    if count == 1:
        return names[0].capitalize()
    said = gettext("%(first)s and %(last)s") if count == 2 else gettext("%(first)s to %(last)s")
    text = said % {"first": names[0], "last": names[-1]}
    return f"{text[:1].upper()}{text[1:]}"


def _notes(row: "OpeningHours", today: date) -> Iterator[str]:
    if any(row.holidays.values()):
        yield (
            gettext("Closed on public holidays.")
            if all(row.holidays.values())
            else gettext("Closed on most public holidays.")
        )
    for own in read_own(row.closures):
        if own.last >= today and own.first <= today + AHEAD * DAY:
            yield _own(own.first, own.last, own.spans, today)


def _own(first: date, last: date, spans: tuple[Span, ...], today: date) -> str:
    told = {"first": dated(first, today), "last": dated(last, today), "hours": spans_text(spans)}
    if not spans:
        one, more = gettext("Closed on %(first)s."), gettext("Closed from %(first)s to %(last)s.")
    else:
        one, more = gettext("On %(first)s: %(hours)s."), gettext("From %(first)s to %(last)s: %(hours)s.")
    return (one if first == last else more) % told


def reply_told(minutes: int) -> str:
    """How soon somebody answers, as a length of working time."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("We answer within %(count)s minutes of these hours.") % {"count": rest}
    length = f"{hours}\u00a0h\u00a0{rest:02}" if rest else f"{hours}\u00a0h"
    return gettext("We answer within %(length)s of these hours.") % {"length": length}
