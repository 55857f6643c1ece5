"""A promise to answer in words: for the visitor on the clock of their own place, and why it is that time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from reprise.core.refusals import mark
from reprise.core.wall_clock import zones
from reprise.core.working_days import Why
from reprise.readmodels.clock_words import DASH, clock, length_text, long_day, near_day, wall, weekday

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline
    from reprise.readmodels.reply_promise import Promise

#: The same time said of today, of tomorrow and of another day.
REPLIES: Final = (
    mark("We answer today before %(time)s."), mark("We answer tomorrow before %(time)s."),
    mark("We answer before %(day)s, %(time)s."),
)  # fmt: skip
OPENINGS: Final = (
    mark("Nobody is here right now; we are back today at %(time)s."),
    mark("Nobody is here right now; we are back tomorrow at %(time)s."),
    mark("Nobody is here right now; we are back on %(day)s at %(time)s."),
)
#: What a day gave to the count, by why it is as it is.
DAYS: Final[Mapping[Why, str]] = {
    Why.WEEK: mark("%(day)s: %(length)s counted (%(times)s)."),
    Why.KEPT_OPEN: mark("%(day)s, %(name)s, on which we work: %(length)s counted (%(times)s)."),
    Why.OTHER_HOURS: mark("%(day)s, %(name)s, with other hours: %(length)s counted (%(times)s)."),
    Why.NO_HOURS: mark("%(day)s: no hours on this day of the week."),
    Why.HOLIDAY: mark("%(day)s: closed, public holiday (%(name)s)."),
    Why.CLOSURE: mark("%(day)s: closed (%(name)s)."),
    Why.NOT_YET: mark("%(day)s: before the first opening hours."),
}
NOTHING_LEFT: Final = mark("%(day)s: nothing left of that day’s hours.")


@dataclass(frozen=True, slots=True)
class PromiseTold:
    """What a visitor reads: whether somebody is there, by when we answer, and whose clock is meant."""

    presence: str
    reply: str
    clock: str  # empty where the shop's clock and theirs agree

    def __str__(self) -> str:
        return " ".join(part for part in (self.presence, self.reply, self.clock) if part)


def told_to_visitor(promise: "Promise", at: datetime, zone: str = "") -> PromiseTold:
    """The promise on the visitor's clock, named as in the IANA list; an unknown name means the shop's clock."""
    theirs = known_zone(zone)
    here = theirs or promise.zone
    said = _whose_clock(promise, at, theirs)
    return PromiseTold(
        gettext("Somebody is here now.") if promise.opens_at is None else _at(OPENINGS, promise.opens_at, at, here),
        _at(REPLIES, promise.reply_by, at, here), said,
    )  # fmt: skip


def known_zone(name: str) -> str:
    """A zone of the IANA list as it was given; empty for anything else."""
    return name if name in zones() else ""


def _at(sentences: tuple[str, str, str], moment: datetime, at: datetime, zone: str) -> str:
    """One of three sentences; an opening at midnight is said of the day it opens, an end of the day it closes."""
    today = at.astimezone(ZoneInfo(zone)).date()
    day, minute = wall(moment, zone)
    if sentences is OPENINGS and not minute % (24 * 60):
        day, minute = moment.astimezone(ZoneInfo(zone)).date(), 0
    which = min(max((day - today).days, 0), 2)
    return gettext(sentences[which]) % {"time": clock(minute), "day": near_day(day, today)}


def _whose_clock(promise: "Promise", at: datetime, theirs: str) -> str:
    """Said only where it matters: where the two clocks differ at a moment that was named."""
    named = [at, promise.reply_by, *([promise.opens_at] if promise.opens_at else [])]
    agree = theirs and all(_shown(moment, theirs) == _shown(moment, promise.zone) for moment in named)
    if agree:
        return ""
    place = place_of(theirs or promise.zone)
    if theirs:
        return gettext("Times are those of your clock (%(place)s).") % {"place": place}
    return gettext("Times are those of our clock (%(place)s).") % {"place": place}


def _shown(moment: datetime, zone: str) -> timedelta | None:
    return moment.astimezone(ZoneInfo(zone)).utcoffset()


def place_of(zone: str) -> str:
    """The town a zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def counted_aloud(deadline: "Deadline") -> list[str]:
    """Why a promise to answer ends when it does, as it was counted when it was made."""
    start = deadline.set_at or deadline.due_at
    return steps_aloud(deadline.steps, start=start, due=deadline.due_at, zone=deadline.zone)


def steps_aloud(steps: Sequence[Mapping[str, Any]], *, start: datetime, due: datetime, zone: str) -> list[str]:
    """The walk of a count, a sentence for each day; those of one closure in one."""
    day, minute = wall(start, zone)
    begins = gettext("Written on %(day)s at %(time)s.") % {"day": long_day(day), "time": clock(minute)}
    ends_on, ends_at = wall(due, zone)
    ends = gettext("Answered by %(day)s, %(time)s.") % {"day": long_day(ends_on), "time": clock(ends_at)}
    return [begins, *(_capital(_told(run, zone)) for run in _runs(steps)), ends]


def _runs(steps: Sequence[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    """The days one by one, those of one closure together."""
    for _, group in groupby(enumerate(steps), key=lambda each: _kind(*each)):
        yield [step for _, step in group]


def _kind(number: int, step: Mapping[str, Any]) -> tuple[str, str, int]:
    return step["why"], step["name"], -1 if step["why"] == Why.CLOSURE else number


def _told(run: Sequence[Mapping[str, Any]], zone: str) -> str:
    if len(run) == 1:
        return _step(run[0], zone)
    first, last = (long_day(date.fromisoformat(run[place]["day"])) for place in (0, -1))
    return gettext("%(first)s to %(last)s: closed (%(name)s).") % {"first": first, "last": last, "name": run[0]["name"]}


def _step(step: Mapping[str, Any], zone: str) -> str:
    why, day = Why(step["why"]), date.fromisoformat(step["day"])
    parts = [(datetime.fromisoformat(first), datetime.fromisoformat(end)) for first, end in step["parts"]]
    counted = sum((end - first for first, end in parts), timedelta())
    closed = why in {Why.NO_HOURS, Why.HOLIDAY, Why.CLOSURE, Why.NOT_YET}
    sentence = DAYS[why] if counted or closed else NOTHING_LEFT
    times = ", ".join(f"{clock(_start(first, zone))}{DASH}{clock(wall(end, zone)[1])}" for first, end in parts)
    told = {"day": long_day(day), "name": step["name"] or weekday(day), "length": length_text(counted), "times": times}
    return gettext(sentence) % told


def _start(at: datetime, zone: str) -> int:
    here = at.astimezone(ZoneInfo(zone))
    return here.hour * 60 + here.minute


def _capital(sentence: str) -> str:
    return f"{sentence[:1].upper()}{sentence[1:]}"
