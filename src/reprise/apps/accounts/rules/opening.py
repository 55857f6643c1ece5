"""Opening hours as they are kept, read as days: the week, the public holidays that close, and the house's own days."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from reprise.core.working_days import Otherwise, Span, Week, Why
from reprise.law.calendars import named_holidays

_ALIKE: Final = re.compile(r"\s*\([^()]*\)$")  # “(observed)”, “(substitute day)”


def alike(name: str) -> str:
    """The name of a holiday, whether it is kept on its day or on another in its stead."""
    return _ALIKE.sub("", name)


@dataclass(frozen=True, slots=True)
class OwnDays:
    """Days the house is closed for reasons of its own, or open at other hours; the last one is meant too."""

    first: date
    last: date
    name: str
    spans: tuple[Span, ...] = ()

    def on(self, day: date) -> Otherwise | None:
        """What a day is because of it."""
        if not self.first <= day <= self.last:
            return None
        return Otherwise(Why.OTHER_HOURS if self.spans else Why.CLOSURE, self.name, self.spans)

    def kept(self) -> dict[str, object]:
        """As it is written down."""
        return {"first": self.first.isoformat(), "last": self.last.isoformat(), "name": self.name,
                "spans": kept_spans(self.spans)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holidays:
    """Whose public holidays, and which of them close the house; one without a word changes nothing."""

    country: str
    region: str = ""
    closed: Mapping[str, bool] | None = None

    def on(self, day: date) -> Otherwise | None:
        """What a day is because of a public holiday; two that fall together close when either does."""
        names = self.names_on(day)
        said = {name: (self.closed or {}).get(name) for name in names}
        if shut := [name for name in names if said[name]]:
            return Otherwise(Why.HOLIDAY, shut[0], ())
        if names and any(value is False for value in said.values()):
            return Otherwise(Why.KEPT_OPEN, names[0], None)
        return None

    def names_on(self, day: date) -> tuple[str, ...]:
        """What is celebrated that day, as the country calls it."""
        found = named_holidays(self.country, day.year, self.region).get(day, ()) if self.country else ()
        return tuple(alike(name) for name in found)


def otherwise(holidays: Holidays, own: Sequence[OwnDays]) -> Callable[[date], Otherwise | None]:
    """What is asked of each day: own days say more than holidays do, and the one written last more than the others."""

    def on(day: date) -> Otherwise | None:
        ours = (found for each in reversed(own) if (found := each.on(day)) is not None)
        return next(ours, None) or holidays.on(day)

    return on


def read_week(kept: Sequence[Sequence[Sequence[int]]]) -> Week:
    """The week as it is kept."""
    return Week(tuple(read_spans(day) for day in kept))


def read_spans(kept: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    """Spans as they are kept."""
    return tuple(Span(start, end) for start, end in kept)


def kept_spans(spans: Sequence[Span]) -> list[list[int]]:
    """Spans as they are written down."""
    return [[span.start, span.end] for span in spans]


def read_own(kept: Sequence[Mapping[str, Any]]) -> tuple[OwnDays, ...]:
    """Own days as they are kept."""
    return tuple(
        OwnDays(date.fromisoformat(each["first"]), date.fromisoformat(each["last"]), each["name"],
                read_spans(each["spans"]))
        for each in kept
    )  # fmt: skip
