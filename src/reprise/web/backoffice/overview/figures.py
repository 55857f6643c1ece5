"""The figures above the charts: open, late, time to answer, time to refund, and who is content."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from reprise.apps.cases.kinds import Turn
from reprise.readmodels.opinions import Opinions
from reprise.readmodels.overview.pace import Pace
from reprise.readmodels.overview.picture import Overview
from reprise.web.backoffice.overview.drawing import Point, spark
from reprise.web.backoffice.overview.spans import span


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it means below, how it went, and whether it calls for somebody."""

    name: str
    value: str
    below: str
    line: str = ""
    end: Point | None = None
    good: bool = False
    alarm: bool = False


def figures(seen: Overview) -> tuple[Figure, ...]:
    """Open, late, answered within, repaid within."""
    return (_open(seen), _late(seen), _answer(seen), _refund(seen))


def content(seen: Opinions) -> tuple[Figure, ...]:
    """How many of those who were asked are content, with how sure one can be; nothing before anybody answered."""
    if seen.content is None:
        return ()
    low, high = seen.content.between
    told = {"answered": seen.answered, "low": low, "high": high}
    below = ngettext(
        "%(answered)s answer; between %(low)s and %(high)s %%", "%(answered)s answers; between %(low)s and %(high)s %%",
        seen.answered,
    )  # fmt: skip
    share = gettext("%(percent)s %%") % {"percent": seen.content.percent}
    return (Figure(gettext("Content customers"), share, below % told),)


def _open(seen: Overview) -> Figure:
    ours, customers = seen.turns[Turn.US], seen.turns[Turn.CUSTOMER]
    below = gettext("%(ours)s with us, %(customers)s with customers") % {"ours": ours, "customers": customers}
    return _with_line(gettext("Open cases"), str(seen.open), below, seen.opened)


def _late(seen: Overview) -> Figure:
    late, law = seen.due.late, seen.due.late_by_law
    below = gettext("nothing has passed its date")
    if late:
        below = ngettext("%(law)s set by law", "%(law)s set by law", law) % {"law": law}
    return Figure(gettext("Late"), str(late), below, good=not late, alarm=bool(late))


def _answer(seen: Overview) -> Figure:
    promise = gettext("median; promise %(days)s d") % {"days": seen.promised_days}
    return _pace(gettext("Request to answer"), seen.answers, promise, seen.promised_days)


def _refund(seen: Overview) -> Figure:
    days = seen.lawful_days
    law = gettext("median; law %(days)s d") % {"days": days} if days else gettext("median")
    return _pace(gettext("Request to refund"), seen.refunds, law, days)


def _pace(name: str, pace: Pace, below: str, limit: int | None) -> Figure:
    if pace.median_days is None:
        return Figure(name, "–", gettext("nothing measured in 12 weeks"))
    kept = ""
    if pace.of:
        kept = " · " + gettext("%(kept)s of %(all)s in time") % {"kept": pace.in_time, "all": pace.of}
    good = limit is None or pace.median_days <= limit
    return _with_line(name, span(pace.median_days), below + kept, pace.weekly, good=good)


def _with_line(name: str, value: str, below: str, values: Sequence[float | None], *, good: bool = False) -> Figure:
    drawn = spark(values)
    line, end = drawn or ("", None)
    return Figure(name, value, below, line, end, good=good)
