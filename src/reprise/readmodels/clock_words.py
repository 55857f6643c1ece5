"""Times of the clock and days as people say them: 9 h 30 or 9:30, today, tomorrow, Monday, Monday 7 December."""

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_date
from django.utils.translation import get_language, gettext, pgettext

from reprise.core.working_days import DAY, MIDNIGHT, Span

#: From one time until another, never broken over two lines.
DASH: Final = "\u202f–\u2060\u202f"
LOCALES = {"fr": "fr_FR", "en": "en_GB"}


def language() -> str:
    """The active language, of the two that are spoken here."""
    return "fr" if (get_language() or "en").startswith("fr") else "en"


def clock(minute: int) -> str:
    """A minute of the day: 9 h, 9 h 30, minuit; 9:00, 9:30, midnight."""
    if minute in {0, MIDNIGHT}:
        return gettext("midnight")
    hours, minutes = divmod(minute, 60)
    if language() == "fr":
        return f"{hours}\u00a0h\u00a0{minutes:02}" if minutes else f"{hours}\u00a0h"
    return f"{hours}:{minutes:02}"


def span_text(span: Span) -> str:
    """A span: 9 h – 12 h 30."""
    if span == Span(0, MIDNIGHT):
        return gettext("all day and night")
    return f"{clock(span.start)}{DASH}{clock(span.end)}"


def spans_text(spans: tuple[Span, ...]) -> str:
    """All spans of a day, or that there are none."""
    return ", ".join(span_text(span) for span in spans) or pgettext("a day", "closed")


def wall(at: datetime, zone: str) -> tuple[date, int]:
    """The day and the minute a clock shows at an instant; midnight is the end of the day before."""
    here = at.astimezone(ZoneInfo(zone))
    if (here.hour, here.minute) == (0, 0):
        return here.date() - DAY, MIDNIGHT
    return here.date(), here.hour * 60 + here.minute


def weekday(day: date) -> str:
    """Its name: Monday, lundi."""
    return str(format_date(day, "EEEE", locale=LOCALES[language()]))


def near_day(day: date, today: date) -> str:
    """A day within the week by its name, another with its date: Monday, Monday 7 December."""
    return weekday(day) if timedelta(0) <= day - today < timedelta(days=7) else dated(day, today)


def dated(day: date, today: date) -> str:
    """A day with its date, and with its year when that is another."""
    pattern = "EEEE d MMMM" if day.year == today.year else "EEEE d MMMM y"
    return _first(str(format_date(day, pattern, locale=LOCALES[language()])))


def long_day(day: date) -> str:
    """A day as it is told when it binds."""
    return _first(str(format_date(day, "EEEE d MMMM y", locale=LOCALES[language()])))


def length_text(length: timedelta) -> str:
    """A length of time: 45 min, 2 h, 2 h 15."""
    hours, minutes = divmod(int(length.total_seconds()) // 60, 60)
    if not hours:
        return f"{minutes}\u00a0min"
    return f"{hours}\u00a0h\u00a0{minutes:02}" if minutes else f"{hours}\u00a0h"


def _first(text: str) -> str:
    return text.replace(" 1 ", " 1er ") if language() == "fr" else text
