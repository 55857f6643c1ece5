"""The shape of the conditions once told: short answers, then sections with their texts and sources."""

from dataclasses import dataclass
from datetime import date

from reprise.readmodels.conditions.table import Row
from reprise.readmodels.explained import Why


@dataclass(frozen=True, slots=True)
class Short:
    """A question of somebody in a hurry, and its answer; `part` is the section that says more."""

    question: str
    answer: str
    part: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sentences, what is listed below them, and the texts they rest on. `key` is its anchor."""

    key: str
    title: str
    paragraphs: tuple[str, ...]
    sources: tuple[Why, ...] = ()
    listed: tuple[str, ...] = ()
    numbered: bool = False
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Conditions:
    """One version of the conditions in one language, for buyers of one country."""

    number: int
    in_force_from: date
    country: str
    country_name: str
    is_abroad: bool
    headline: str
    lead: str
    short: tuple[Short, ...]
    sections: tuple[Section, ...]
