"""How a date that is due is told: in words when it is near, and how pressing it is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, ngettext

from reprise.apps.cases.kinds import DeadlineBasis
from reprise.readmodels.clock_words import clock, length_text, near_day, wall
from reprise.readmodels.deadline_sources import source_in_words
from reprise.readmodels.deadlines import PROMISED
from reprise.web.backoffice.words import BASES, DEADLINES

if TYPE_CHECKING:
    from reprise.apps.cases.models import Deadline


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as the desk shows it; `words` is empty for a day far enough to be told as a date."""

    day: date
    words: str
    basis: str
    what: str
    source: str
    press: str  # late, wait or nothing
    is_law: bool


def due_of(deadline: "Deadline", today: date) -> Due:
    """Late, or due by law within a day, is red; due within two days is amber."""
    if deadline.name == PROMISED:
        return _of_promise(deadline, today, timezone.now())
    left = (deadline.due_on - today).days
    by_law = deadline.basis == DeadlineBasis.LAW.value
    press = "late" if left < 0 or (by_law and left <= 1) else "wait" if left <= 1 else ""
    return Due(
        day=deadline.due_on, words=_words(left), basis=gettext(BASES.get(deadline.basis, deadline.basis)),
        what=gettext(DEADLINES[deadline.name]) if deadline.name in DEADLINES else "",
        source=source_in_words(deadline.source),
        press=press, is_law=by_law,
    )  # fmt: skip


def _of_promise(deadline: "Deadline", today: date, at: datetime) -> Due:
    """A promised answer has a minute: red once it is over, amber on its day."""
    day, minute = wall(deadline.due_at, deadline.zone)
    over, left = at - deadline.due_at, (day - today).days
    if over >= timedelta():
        words = late_words(over)
    else:
        words = gettext("%(day)s, %(time)s") % {"day": _words(left) or near_day(day, today), "time": clock(minute)}
    return Due(
        day=day, words=words, basis=gettext(BASES[deadline.basis]), what=gettext(DEADLINES[PROMISED]),
        source=source_in_words(deadline.source), press="late" if over >= timedelta() else "wait" if left <= 0 else "",
        is_law=False,
    )  # fmt: skip


def late_words(over: timedelta) -> str:
    """How late: in hours and minutes for two days, then in days."""
    if over >= timedelta(days=2):
        return _words(-over.days)
    return gettext("%(length)s late") % {"length": length_text(over)}


def _words(left: int) -> str:
    if left < 0:
        return ngettext("%(days)d day late", "%(days)d days late", -left) % {"days": -left}
    return {0: gettext("today"), 1: gettext("tomorrow")}.get(left, "")
