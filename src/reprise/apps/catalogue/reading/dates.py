"""Moments and days as exports write them; month-first dates are never guessed."""

import re
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.refusals import mark

NOT_A_DATE = mark("“%(value)s” is not a date. Write it like 2026-06-30, or 30/06/2026 with the day first.")
FAR_DATE = mark("“%(value)s” is too far away to be a date of an order.")

_ISO: Final = re.compile(
    r"^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$", re.ASCII
)
_DAY_FIRST: Final = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?)?$", re.ASCII)
_NEVER: Final = re.compile(r"^0000-00-00")


def moment(value: object, field: str, zone: str) -> datetime | None:
    """An aware instant, or None when nothing is written; times without an offset are the shop's."""
    written = str(value).strip()[:40] if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not written or _NEVER.match(written):
        return None
    try:
        found = _iso(written, zone) or _day_first(written, zone)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise RowFault(field, NOT_A_DATE, value=written)
    if not 2000 <= found.year <= 2100:
        raise RowFault(field, FAR_DATE, value=written)
    return found


def day(value: object, field: str, zone: str) -> date | None:
    """The day of an instant where the shop is."""
    found = moment(value, field, zone)
    return found.astimezone(ZoneInfo(zone)).date() if found else None


def _iso(written: str, zone: str) -> datetime | None:
    found = _ISO.match(written)
    if found is None:
        return None
    year, month, of_month, hour, minute, second, offset = found.groups()
    naive = datetime(int(year), int(month), int(of_month), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    if not offset:
        return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ahead = "+0000" if offset in {"Z", "UTC"} else offset.replace(":", "")
    return datetime.fromisoformat(f"{naive.isoformat()}{ahead}").astimezone(UTC)


def _day_first(written: str, zone: str) -> datetime | None:
    found = _DAY_FIRST.match(written)
    if found is None:
        return None
    of_month, _, month, year, hour, minute, second = (
        int(part) if (part or "").isdigit() else 0 for part in found.groups()
    )
    return datetime(year, month, of_month, hour, minute, second, tzinfo=ZoneInfo(zone)).astimezone(UTC)
