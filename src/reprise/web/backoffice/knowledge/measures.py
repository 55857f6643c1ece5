"""A share as the page draws it: the number, what it was counted from, and the band the truth lies in."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext

from reprise.readmodels.shares import Share

WIDE: Final = 300  # of the drawing
_TOPS: Final = (5, 10, 20, 50, 100)  # per cent at the right end


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: a finding, in words and drawn."""

    name: str
    note: str
    percent: str  # “–” where nothing was counted
    counted: str
    between: str
    band: tuple[float, float] | None  # where it begins, how wide it is
    point: float | None
    top: int
    limit: float | None = None


def measure(name: str, note: str, share: Share, *, zoomed: bool = False, limit: float | None = None) -> Measure:
    """A share with its interval; a zoomed one is drawn on the shortest axis that holds it."""
    rate = share.rate
    if rate is None:
        return Measure(name, note, "–", gettext("nothing to count yet"), "", None, None, 100)
    low, high = share.interval
    wanted = max(100 * high, 100 * (limit or 0) * 1.5)
    top = next((one for one in _TOPS if one >= wanted), 100) if zoomed else 100
    counted = gettext("%(count)s of %(total)s") % {"count": share.count, "total": share.total}
    between = gettext("between %(low)s and %(high)s %%") % {"low": int(100 * low), "high": -int(-100 * high // 1)}
    begin, end = _x(low, top), _x(high, top)
    return Measure(
        name, note, percent_of(rate), counted, between, (begin, round(max(2, end - begin), 1)), _x(rate, top), top,
        _x(limit, top) if limit is not None else None,
    )  # fmt: skip


def percent_of(rate: float) -> str:
    """A share in whole per cent; a small one keeps a decimal, so that something is not told as nothing."""
    exact = 100 * rate
    if 0 < exact < 1:
        return gettext("under 1 %%") % {}
    return gettext("%(percent)s %%") % {"percent": round(exact)}


def _x(rate: float, top: int) -> float:
    return round(WIDE * min(1.0, 100 * rate / top), 1)
