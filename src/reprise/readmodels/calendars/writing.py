"""Deadlines as events of whole days, promised answers at their minute; no name or address: calendars are shared."""

from collections.abc import Iterable, Mapping
from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext
from icalendar import Alarm, Calendar, Event, vText

from reprise.apps.cases.kinds import DeadlineBasis, DeadlineState, Duty
from reprise.core.refusals import mark
from reprise.law.calendars import after_days
from reprise.readmodels.calendars.told import Told
from reprise.readmodels.deadline_sources import source_in_words
from reprise.readmodels.deadline_words import effect_of, why_of
from reprise.readmodels.deadlines import PROMISED

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline

PRODUCT: Final = "-//Reprise//Deadlines//EN"
REFRESH: Final = timedelta(hours=4)
#: Nine in the morning of the day before, and of the day; what the law wants of us, two days before as well.
ALARMS: Final = (timedelta(hours=-15), timedelta(hours=9))
ALARM_OF_LAW: Final = timedelta(hours=-39)
ALARM_OF_PROMISE: Final = timedelta(minutes=-30)
GONE: Final = frozenset({DeadlineState.DROPPED, DeadlineState.REPLACED})
BASES: Final[Mapping[str, str]] = {
    DeadlineBasis.LAW: mark("law"), DeadlineBasis.POLICY: mark("policy"), DeadlineBasis.PROMISE: mark("promise"),
}  # fmt: skip


def written(name: str, told: Iterable[Told]) -> bytes:
    """The calendar in the active language; the same dates are the same bytes."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", vText(name))
    calendar.add("x-wr-calname", vText(name))
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT4H")
    host = urlsplit(settings.ENV.base_url).hostname or "localhost"
    for one in told:
        calendar.add_component(_event(one, host))
    return bytes(calendar.to_ical())


def _event(told: Told, host: str) -> Event:
    """An event of one whole day, in no time zone: it is that day wherever it is read; or of the minute promised."""
    deadline, event = told.deadline, Event()
    state = DeadlineState(deadline.state)
    changed = (deadline.ended_at or deadline.set_at or deadline.due_at).astimezone(UTC)
    event.add("uid", f"deadline-{deadline.pk}@{host}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", 1 if deadline.ended_at else 0)
    _when(event, deadline)
    event.add("summary", _summary(told))
    event.add("description", _description(deadline))
    event.add("categories", [gettext(BASES[deadline.basis])])
    event.add("status", "CANCELLED" if state in GONE else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if told.url:
        event.add("url", told.url)
    if state in {DeadlineState.OPEN, DeadlineState.RUNS}:
        for alarm in _alarms(_summary(told), _triggers(deadline)):
            event.add_component(alarm)
    return event


def _summary(told: Told) -> str:
    title = gettext(told.titles.get(told.deadline.name, told.deadline.name))
    said = gettext("%(what)s · %(reference)s") % {"what": title, "reference": told.reference}
    return gettext("Done: %(what)s") % {"what": said} if told.deadline.state == DeadlineState.MET.value else said


def _description(deadline: "Deadline") -> str:
    why, source = why_of(deadline), source_in_words(deadline.source)
    basis = gettext(BASES[deadline.basis])
    said = [
        gettext("Replaced: %(why)s.") % {"why": why} if why and deadline.state == DeadlineState.REPLACED.value else "",
        gettext("%(basis)s: %(source)s") % {"basis": basis, "source": source} if source else basis,
        effect_of(deadline) if deadline.state in {DeadlineState.OPEN.value, DeadlineState.RUNS.value} else "",
    ]  # fmt: skip
    return "\n".join(line for line in said if line)


def _when(event: Event, deadline: "Deadline") -> None:
    if deadline.name == PROMISED:
        event.add("dtstart", deadline.due_at.astimezone(UTC))
        event.add("dtend", deadline.due_at.astimezone(UTC))
        return
    event.add("dtstart", deadline.due_on)
    event.add("dtend", after_days(deadline.due_on, 1))


def _triggers(deadline: "Deadline") -> tuple[timedelta, ...]:
    if deadline.name == PROMISED:
        return (ALARM_OF_PROMISE,)
    by_law = deadline.basis == DeadlineBasis.LAW.value and deadline.duty == Duty.SELLER.value
    return (ALARM_OF_LAW, *ALARMS) if by_law else ALARMS


def _alarms(summary: str, triggers: Iterable[timedelta]) -> Iterable[Alarm]:
    for trigger in triggers:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", trigger)
        yield alarm
