"""The charts of the home page: the title is what was found, the note what was counted, the table every number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from reprise.readmodels.overview.due import Due
from reprise.readmodels.overview.pace import Pace
from reprise.readmodels.overview.picture import Overview
from reprise.web.backoffice.overview.drawing import Column, Drawing, columns, curve
from reprise.web.backoffice.overview.spans import figure, span
from reprise.web.templatetags.reprise_format import date_text


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a drawing: the head, and rows as long as it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Legend:
    """What a look stands for, where a drawing has two."""

    look: str
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its words; `told` is for who cannot see it."""

    name: str
    title: str
    note: str
    told: str
    drawing: Drawing | None  # None: nothing to draw yet
    table: Table
    legend: tuple[Legend, ...] = ()


def due_chart(found: Due) -> Chart:
    """What is late, then each of the next fourteen days."""
    late = Column(gettext("late"), ((found.late, "first"),))
    days = [Column(date_text(day.day, "short"), ((day.law, "law"), (day.promise, "promise"))) for day in found.days]
    short = [Column(_below(day.day), column.parts) for day, column in zip(found.days, days, strict=True)]
    legend = (Legend("law", gettext("law")), Legend("promise", gettext("our promises")))
    table = Table(
        (gettext("Due"), gettext("law"), gettext("our promises")),
        (
            (gettext("late"), str(found.late_by_law), str(found.late_promises)),
            *((column.label, *(str(value) for value, _look in column.parts)) for column in days),
        ),
    )
    note = gettext("What the shop must do by when: answers, refunds, repairs.")
    title = _due_title(found)
    bars = [late, *short]
    drawing = columns(bars, every=1) if any(bar.total for bar in bars) else None
    return Chart("due", title, note, title, drawing, table, legend)


def _below(day: date) -> str:
    """The number of a day, with its month where one begins."""
    return date_text(day, "short").split(" ", 1)[-1] if day.day == 1 else str(day.day)


def _due_title(found: Due) -> str:
    if found.late:
        return ngettext("%(count)s date has passed", "%(count)s dates have passed", found.late) % {"count": found.late}
    if not found.this_week:
        return gettext("Nothing is late, nothing is due this week")
    said = ngettext(
        "Nothing is late; %(count)s thing is due this week", "Nothing is late; %(count)s things are due this week",
        found.this_week,
    )  # fmt: skip
    return said % {"count": found.this_week}


def flow_chart(seen: Overview) -> Chart:
    """Cases opened in each week, and how many were closed."""
    labels = _weeks(seen)
    bars = [Column(label, ((count, "law"),)) for label, count in zip(labels, seen.opened, strict=True)]
    rows = [(label, str(came), str(gone)) for label, came, gone in zip(labels, seen.opened, seen.closed, strict=True)]
    came, gone = sum(seen.opened[-4:]), sum(seen.closed[-4:])
    counts = {"opened": came, "closed": gone}
    if came > gone:
        title = gettext("More comes in than goes out: %(opened)s opened, %(closed)s closed in four weeks") % counts
    else:
        title = gettext("The shop keeps up: %(opened)s opened, %(closed)s closed in four weeks") % counts
    note = gettext("Cases opened in each week; the last week is not over.")
    table = Table((gettext("Week of"), gettext("opened"), gettext("closed")), tuple(rows))
    return Chart("flow", title, note, title, columns(bars, every=2) if any(seen.opened) else None, table)


def answer_chart(seen: Overview) -> Chart:
    """From the request to the first decision, against the shop's promise."""
    pace = seen.answers
    limit = (float(seen.promised_days), gettext("promise: %(days)s d") % {"days": seen.promised_days})
    title = gettext("No request was answered in these weeks")
    if pace.median_days is not None:
        title = gettext("Half of the requests are answered within %(time)s") % {"time": span(pace.median_days)}
    note = ngettext(
        "Days from the request to the first decision, median of each week; %(count)s request in 12 weeks.",
        "Days from the request to the first decision, median of each week; %(count)s requests in 12 weeks.", pace.count,
    ) % {"count": pace.count}  # fmt: skip
    return _pace_chart("answers", title, note, seen, pace, limit)


def refund_chart(seen: Overview) -> Chart:
    """From the request to the money, against the fourteen days of the law."""
    pace, days = seen.refunds, seen.lawful_days
    limit = (float(days), gettext("law: %(days)s d") % {"days": days}) if days else None
    title = gettext("No refund was settled in these weeks")
    if pace.median_days is not None:
        title = gettext("Half of the refunds are there within %(time)s") % {"time": span(pace.median_days)}
    note = ngettext(
        "Days from the request to the settled refund, median of each week; %(count)s refund in 12 weeks.",
        "Days from the request to the settled refund, median of each week; %(count)s refunds in 12 weeks.", pace.count,
    ) % {"count": pace.count}  # fmt: skip
    return _pace_chart("refunds", title, note, seen, pace, limit)


def _pace_chart(name: str, title: str, note: str, seen: Overview, pace: Pace, limit: tuple[float, str] | None) -> Chart:
    labels = _weeks(seen)
    written = [label if n % 2 == 0 else "" for n, label in enumerate(labels)]
    rows = tuple(
        (label, "–" if days is None else figure(days)) for label, days in zip(labels, pace.weekly, strict=True)
    )
    drawing = curve(pace.weekly, written, limit=limit) if pace.count else None
    return Chart(name, title, note, title, drawing, Table((gettext("Week of"), gettext("median, days")), rows))


def _weeks(seen: Overview) -> Sequence[str]:
    return [date_text(week, "short").split(" ", 1)[-1] for week in seen.weeks]
