"""Readers of single values written in scenario and fact files; each says what to write when it cannot read one."""

import re
import reprlib
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

Word = TypeVar("Word", bound=StrEnum)
MONEY = re.compile(r"\d{1,12}(\.\d{2})?")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
FIRST_YEAR, LAST_YEAR = 1950, 2150
OTHER_NAMES = {"UK": "GB", "EL": "GR"}  # as the Union writes them
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d \S+")


class Unreadable(ValueError):
    """A value that cannot be used; the message says what to write instead."""


def a_date(value: object) -> date:
    """Read an ISO date, written as text or as a YAML date."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return _likely(value)
    if not isinstance(value, str) or not ISO_DATE.fullmatch(value):
        raise Unreadable(f'{shown(value)} is not a date; write it as text like "2026-03-16"')
    try:
        day = date.fromisoformat(value)
    except ValueError as fault:
        raise Unreadable(f"{shown(value)} is not a day of the calendar") from fault
    return _likely(day)


def _likely(day: date) -> date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unreadable(f"{day} is no likely day; write a year between {FIRST_YEAR} and {LAST_YEAR}")
    return day


def a_flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Unreadable(f"{shown(value)} is not a flag; write true or false")
    return value


def a_count(value: object) -> int:
    """Read a whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise Unreadable(f"{shown(value)} is not a count; write a whole number such as 3")
    return value


def cents(value: object) -> int:
    """Read an amount with two decimals into minor units."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not MONEY.fullmatch(text):
        raise Unreadable(f'{shown(value)} is not an amount; write it as text with two decimals, like "338.90"')
    whole, _, decimals = text.partition(".")
    return int(whole) * 100 + int(decimals or 0)


def a_country(value: object) -> str:
    """Read a two-letter country code, by whichever name it goes."""
    if value is False:
        raise Unreadable('NO without quotes means false; write "NO"')
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z]{2}", value):
        raise Unreadable(f"{shown(value)} is not a country; write two capital letters like FR")
    return OTHER_NAMES.get(value, value)


def a_region(value: object) -> str:
    """Read the code of a region, or an empty text for one without holidays of its own."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z0-9 ]{0,12}", value):
        raise Unreadable(f'{shown(value)} is not a region; write its code, like "57" for Moselle')
    return value


def a_clock_time(value: object) -> str:
    """Read a clock time with its zone."""
    if not isinstance(value, str) or not CLOCK_TIME.fullmatch(value):
        raise Unreadable(f'{shown(value)} is not a clock time; write hours and zone like "23:30 Europe/Paris"')
    zone = value.split(" ")[1]
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as fault:
        raise Unreadable(f"{zone!r} is not a time zone; write one like Europe/Paris") from fault
    return value


def one_of(words: type[Word]) -> Callable[[object], Word]:
    """Make the reader of a closed vocabulary."""

    def read(value: object) -> Word:
        if not isinstance(value, str) or value not in [word.value for word in words]:
            raise Unreadable(f"{shown(value)} is not known; write one of {', '.join(words)}")
        return words(value)

    return read


def or_none(read: Callable[[object], object]) -> Callable[[object], object]:
    """Let null through: it has not happened, or nobody knows."""
    return lambda value: None if value is None else read(value)


def a_list(value: object) -> list[object]:
    """Read a list."""
    if not isinstance(value, list):
        raise Unreadable(f"{shown(value)} is not a list; write [first, second]")
    return value


def a_mapping(value: object) -> Mapping[str, object]:
    """Read a mapping whose keys are words."""
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise Unreadable(f"{shown(value)} is not a mapping; write “key: value” lines below it")
    return value


def shown(value: object) -> str:
    """Quote a value in a message, cut when long."""
    text = reprlib.repr(value)  # bounded, however deep the value
    return text if len(text) <= 60 else f"{text[:57]}…"
