"""What a late refund would cost under the other reading of L242-4, where the text leaves two.

Day 20, 30, 60 and 90 each stand in two bands; the legal interest may be meant by the year or once; a further month may
count when begun or when over. The reading taken is the first of each; the other is told beside it.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from reprise.law.calendars import after_days, after_months


def other_percent(scale: Mapping[str, Any], due: date, paid: date) -> int | None:
    """The percentage of the other reading; None where the text leaves none, or where only interest is due."""
    if "month_step" not in scale:
        return None  # the bands of L241-4, L241-6 and L241-7 say “beyond”
    days, bands = (paid - due).days, scale["bands"]
    lasts = [last for last, _ in bands]
    step, highest = int(scale["month_step"]), int(bands[-1][1])
    if days in lasts[1:]:
        place = lasts.index(days)
        return int(bands[place + 1][1]) if place + 1 < len(bands) else highest + step
    return _months_over(due, paid, lasts[-1], highest, step) if days > lasts[-1] else None


def _months_over(due: date, paid: date, last: int, highest: int, step: int) -> int | None:
    """Counting a month when it is over; the same as counting it when begun on the very day it ends."""
    end, months = after_days(due, last), 0
    while after_months(end, months + 1) <= paid:
        months += 1
    return None if after_months(end, months) == paid and months else highest + step * months
