"""Days that cannot be: an order of tomorrow is refused, and a delivery before the order or ahead of us is left out."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.catalogue.kinds import DeliveryOrigin
from reprise.apps.catalogue.ports import Home, ImportedOrder, RefusedRow, Remark, Sentence
from reprise.core.refusals import mark

ORDERED_AHEAD = mark("This order is dated %(day)s, a day still to come. Were day and month exchanged?")
BEFORE_ORDER = mark("%(day)s is before the order: this day is left out. Were day and month exchanged?")
STILL_TO_COME = mark("%(day)s is still to come: this day is left out.")

_SLACK: Final = timedelta(days=1)  # clocks and time zones differ


def plausible(order: ImportedOrder, home: Home, at: datetime) -> ImportedOrder | RefusedRow:
    """The order without days that cannot be, each remarked: a time limit that counts from one would be wrong."""
    if order.ordered_at > at + _SLACK:
        day = order.ordered_at.astimezone(ZoneInfo(home.timezone)).date()
        return RefusedRow(order.line, order.number, "ordered_at", Sentence(ORDERED_AHEAD, {"day": day.isoformat()}))
    first = (order.ordered_at - _SLACK).astimezone(ZoneInfo(home.timezone)).date()
    last = (at + _SLACK).astimezone(ZoneInfo(home.timezone)).date()
    if why := _unfit(order.fulfilled_on, first, last):
        order = replace(order, fulfilled_on=None, remarks=(*order.remarks, Remark("fulfilled_on", why)))
    if why := _unfit(order.delivered_on, first, last):
        remarks = (*order.remarks, Remark("delivered_on", why))
        order = replace(order, delivered_on=None, delivery_origin=DeliveryOrigin.UNKNOWN, remarks=remarks)
    return order


def _unfit(day: date | None, first: date, last: date) -> Sentence | None:
    if day is None or first <= day <= last:
        return None
    return Sentence(BEFORE_ORDER if day < first else STILL_TO_COME, {"day": day.isoformat()})
