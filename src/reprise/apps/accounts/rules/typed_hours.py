"""Hours as people type them: 9-12, 14:00–18:30, 9 h à 12 h 30, 9am to 5pm, noon, 24/24, closed."""

import re
from typing import Final

from reprise.core.working_days import MIDNIGHT, Span, tidied

_TIME: Final = (
    r"(?:(?P<{0}word>noon|midday|midi|midnight|minuit)"
    r"|(?P<{0}hour>\d{{1,2}})\s*(?:(?:h|:|\.)\s*(?:(?P<{0}minute>\d{{2}})(?!{1}))?)?\s*(?P<{0}half>am|pm)?)"
)
#: Two digits after “12 h” are its minutes unless they begin the next span: “9-12 h 14-18 h”.
_NEXT: Final = r"(?:\s*(?:h|:|\.|-|–|—|à|a\b|to\b)|\d)"
_TO: Final = r"\s*(?:-|–|—|to\b|till\b|until\b|à|a\b|jusqu.?à)\s*"
_SPAN: Final = re.compile(rf"\s*(?:from\s+|de\s+)?{_TIME.format('a', '[h:]')}{_TO}{_TIME.format('b', _NEXT)}\s*")
_BETWEEN: Final = re.compile(r"\s*(?:,|;|/|\+|&|\band\b|\bet\b|\s)\s*")
_CLOSED: Final = frozenset({"", "closed", "fermé", "ferme", "-", "–", "—", "none", "aucune"})
_WHOLE: Final = frozenset(
    {"24h", "24/24", "24h/24", "24/7", "24h/7", "24 h", "24 h/24", "always", "toujours", "jour et nuit",
     "all day and night", "day and night", "non-stop", "nonstop"}
)  # fmt: skip
_WORDS: Final = {"noon": 720, "midday": 720, "midi": 720, "midnight": 0, "minuit": 0}
MOST: Final = 12


class Unreadable(ValueError):
    """The text is no hours; `rest` is where reading stopped."""

    def __init__(self, rest: str) -> None:
        super().__init__(rest)
        self.rest = rest


class PastMidnight(ValueError):
    """A span ends before it begins: what lies after midnight belongs to the next day."""


def read_hours(text: str) -> tuple[Span, ...]:
    """The spans of a day, in order; those that touch become one."""
    rest = " ".join(text.lower().split())
    if rest in _CLOSED:
        return ()
    if rest in _WHOLE:
        return (Span(0, MIDNIGHT),)
    spans = list[Span]()
    while rest:
        found = _SPAN.match(rest)
        if found is None or len(spans) == MOST:
            raise Unreadable(rest)
        spans.append(_span(found))
        rest = rest[found.end() :]
        if rest:
            gap = _BETWEEN.match(rest)
            rest = rest[gap.end() :] if gap else rest
    return tidied(spans)


def _span(found: re.Match[str]) -> Span:
    start, end = _minute(found, "a"), _minute(found, "b") or MIDNIGHT
    if start >= MIDNIGHT or end > MIDNIGHT:
        raise Unreadable(found.group().strip())
    if end <= start:
        raise PastMidnight
    return Span(start, end)


def _minute(found: re.Match[str], side: str) -> int:
    if word := found[f"{side}word"]:
        return _WORDS[word]
    hour, minute, half = int(found[f"{side}hour"]), int(found[f"{side}minute"] or 0), found[f"{side}half"]
    if half:
        if not 1 <= hour <= 12:
            raise Unreadable(found.group().strip())
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise Unreadable(found.group().strip())
    return hour * 60 + minute


def typed_hours(spans: tuple[Span, ...], language: str) -> str:
    """The spans of a day as somebody would type them into a field."""
    return ", ".join(f"{_typed(span.start, language)}–{_typed(span.end, language)}" for span in spans)


def _typed(minute: int, language: str) -> str:
    hours, minutes = divmod(minute, 60)
    if language == "fr":
        return f"{hours}h{minutes:02}" if minutes else f"{hours}h"
    return f"{hours}:{minutes:02}"
