"""Moments and days as exports write them; month-first dates are never guessed."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import get_month_names

from reprise.apps.catalogue.reading.faults import RowFault
from reprise.core.refusals import mark

NOT_A_DATE = mark("“%(value)s” is not a date. Write it like 2026-06-30, or 30/06/2026 with the day first.")
FAR_DATE = mark("“%(value)s” is too far away to be a date of an order.")

_ISO: Final = re.compile(
    r"^(\d{4})([-/])(\d\d)\2(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d{1,9})?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$",
    re.ASCII,
)
_DAY_FIRST: Final = re.compile(
    r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[ T,]+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$", re.ASCII
)
#: 2 juin 2026, 2-Jun-2026, Jun 2, 2026: a month by its name can stand anywhere.
_NAMED: Final = re.compile(
    r"^(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)?[ .-]+)?(?P<month>[^\W\d_]{3,10})[ .-]+"
    r"(?:(?P<late>\d{1,2})(?:st|nd|rd|th)?,? +)?(?P<year>\d{4})"
    r"(?:[ T,]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?(?: ?(?P<half>[AaPp])\.?[Mm]\.?)?)?$"
)
_LANGUAGES: Final = ("fr", "en", "de", "es", "it", "nl", "pt")
_NEVER: Final = re.compile(r"^0000-00-00")


def moment(value: object, field: str, zone: str) -> datetime | None:
    """An aware instant, or None when nothing is written; times without an offset are the shop's."""
    written = str(value).strip()[:40] if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not written or _NEVER.match(written):
        return None
    try:
        found = _iso(written, zone) or _day_first(written, zone) or _named(written, zone)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        raise RowFault(field, NOT_A_DATE, value=written)
    if not 2000 <= found.year <= 2100:
        raise RowFault(field, FAR_DATE, value=written)
    return found


def since_1970(value: object) -> datetime | None:
    """An instant written as its seconds since 1970, as plug-ins keep it; nothing else is read so."""
    written = str(value).strip()
    if not re.fullmatch(r"\d{9,10}", written, re.ASCII):
        return None
    return datetime.fromtimestamp(int(written), UTC)


def day(value: object, field: str, zone: str) -> date | None:
    """The day of an instant where the shop is."""
    found = moment(value, field, zone)
    return found.astimezone(ZoneInfo(zone)).date() if found else None


def _iso(written: str, zone: str) -> datetime | None:
    found = _ISO.match(written)
    if found is None:
        return None
    year, _, month, of_month, hour, minute, second, offset = found.groups()
    naive = datetime(int(year), int(month), int(of_month), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    return _at(naive, offset, zone)


def _at(naive: datetime, offset: str | None, zone: str) -> datetime:
    if not offset:
        return naive.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    ahead = "+0000" if offset in {"Z", "UTC"} else offset.replace(":", "")
    return datetime.fromisoformat(f"{naive.isoformat()}{ahead}").astimezone(UTC)


def _day_first(written: str, zone: str) -> datetime | None:
    found = _DAY_FIRST.match(written)
    if found is None:
        return None
    of_month, _, month, year, hour, minute, second, offset = found.groups()
    naive = datetime(int(year), int(month), int(of_month), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    return _at(naive, offset, zone)


def _named(written: str, zone: str) -> datetime | None:
    found = _NAMED.match(written)
    told = found.groupdict() if found else {}
    month = _months().get(_plain(told["month"])) if told else None
    if month is None or bool(told["day"]) == bool(told["late"]):
        return None
    hour = int(told["hour"] or 0)
    if told["half"]:
        hour = hour % 12 + (12 if told["half"] in "Pp" else 0)
    of_month, minute, second = int(told["day"] or told["late"]), int(told["minute"] or 0), int(told["second"] or 0)
    return _at(datetime(int(told["year"]), month, of_month, hour, minute, second), None, zone)  # noqa: DTZ001


@cache
def _months() -> Mapping[str, int]:
    """The names of months, whole and short, without the accents that people leave out; one that means two is none."""
    meant: dict[str, set[int]] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", language).items():
                meant.setdefault(_plain(str(name)), set()).add(number)
    return {name: numbers.pop() for name, numbers in meant.items() if len(numbers) == 1}


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if letter.isalpha())
