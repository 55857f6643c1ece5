"""What late refunds would cost, drawn day by day: the exposure of the whole shop if nothing were paid."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext, ngettext

from reprise.core.money import Money
from reprise.readmodels.agenda.exposure import Exposure
from reprise.web.templatetags.reprise_format import date_text, money_text

LEFT: Final = 8
RIGHT: Final = 552
TOP: Final = 26
BOTTOM: Final = 176
MARKS: Final = (0, 7, 14, 30, 45, 60)  # days ahead that are written and told in the table


@dataclass(frozen=True, slots=True)
class Mark:
    """A day below the drawing, and what would be added by then."""

    x: float
    day: str
    amount: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ExposureChart:
    """The drawing with its words."""

    title: str
    note: str
    line: str
    area: str
    marks: tuple[Mark, ...]
    end: tuple[float, float, str]


def exposure_chart(found: Exposure) -> ExposureChart | None:
    """Nothing where no refund is due by law, or none has a known sum in the shop's currency."""
    if not found.due.minor or not found.at_the_end.minor:
        return None
    high, last = found.at_the_end.minor, len(found.ahead) - 1
    places = [(_x(n, last), _y(minor, high)) for n, (_day, minor) in enumerate(found.ahead)]
    corners = [places[0]]
    for left, right in pairwise(places):
        corners += [(right[0], left[1]), right] if right[1] != left[1] else [right]
    line = "M" + " L".join(f"{x} {y}" for x, y in corners)
    currency = found.due.currency
    return ExposureChart(
        title=_title(found), note=_note(found), line=line, area=f"{line} V{BOTTOM} H{LEFT} Z",
        marks=tuple(_mark(n, last, *found.ahead[n], currency) for n in MARKS if n <= last),
        end=(*places[-1], money_text(found.at_the_end)),
    )  # fmt: skip


def _title(found: Exposure) -> str:
    if found.added.minor:
        return gettext("Late refunds have cost %(amount)s so far") % {"amount": money_text(found.added)}
    return gettext("No refund is late; waiting 60 days would cost %(amount)s") % {
        "amount": money_text(found.at_the_end)
    }


def _note(found: Exposure) -> str:
    told = {"due": money_text(found.due), "number": found.number}
    said = gettext("What the law adds to %(due)s due (%(number)s dates) if nothing were paid from today on.") % told
    if found.elsewhere:
        left = ngettext(
            "%(number)s sum is not counted: not known, or in another currency.",
            "%(number)s sums are not counted: not known, or in another currency.", found.elsewhere,
        )  # fmt: skip
        said += " " + left % {"number": found.elsewhere}
    return said


def _mark(n: int, last: int, day: date, minor: int, currency: str) -> Mark:
    anchor = "start" if n == 0 else "end" if n == last else "middle"
    short = date_text(day, "short").split(" ", 1)[-1]
    return Mark(_x(n, last), short, money_text(Money(minor, currency)), anchor)


def _x(n: int, last: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * n / max(last, 1), 1)


def _y(minor: int, high: int) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * minor / high, 1)
