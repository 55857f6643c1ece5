"""The conditions a row may set on a fact. A column without a cell takes anything, a fact nobody knows too."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of several words, or with `but` any word except these; of several tags, one has to be among them."""

    values: frozenset[str]
    but: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A number or an amount within bounds, both included; None leaves a side open."""

    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Is:
    """Yes or no."""

    value: bool


@dataclass(frozen=True, slots=True)
class Days:
    """A day of a period, both ends included; None leaves a side open."""

    first: date | None = None
    last: date | None = None


Cell = OneOf | Between | Is | Days
