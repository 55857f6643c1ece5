"""What comes back with an article and what is looked at when it is here: a list in two languages, and its bounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

MOST_ITEMS: Final = 30
LONGEST_ITEM: Final = 120


class Section(StrEnum):
    """The parts of a list a shop writes itself."""

    ACCESSORIES = "accessories"
    DOCUMENTS = "documents"
    PACKAGING = "packaging"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to tick, said in French, in English or in both; its code never changes."""

    code: str
    fr: str = ""
    en: str = ""

    def name(self, language: str) -> str:
        """The words in a language; in the other one where this one was left empty."""
        return (self.fr or self.en) if language.startswith("fr") else (self.en or self.fr)


@dataclass(frozen=True, slots=True)
class Checklist:
    """All that is ticked about one article; `article` is the thing itself, which no shop edits."""

    accessories: tuple[Item, ...] = ()
    documents: tuple[Item, ...] = ()
    packaging: tuple[Item, ...] = ()
    checks: tuple[Item, ...] = ()
    article: tuple[Item, ...] = ()

    def section(self, name: Section) -> tuple[Item, ...]:
        """The items of one part."""
        items: tuple[Item, ...] = getattr(self, name.value)
        return items

    def in_the_parcel(self) -> Iterator[Item]:
        """Everything that should be in the parcel, the article first."""
        yield from (*self.article, *self.accessories, *self.documents, *self.packaging)


def from_json(kept: Mapping[str, Any], article: tuple[Item, ...] = ()) -> Checklist:
    """A list as it is stored; what is not in form is left out."""
    parts = {part.value: items_of(kept.get(part.value, ())) for part in Section}
    return replace(Checklist(article=article), **parts)


def to_json(checklist: Checklist) -> dict[str, list[list[str]]]:
    """A list as it is stored: [code, French, English] for each item."""
    return {part.value: [[one.code, one.fr, one.en] for one in checklist.section(part)] for part in Section}


def items_of(rows: Sequence[Sequence[str]]) -> tuple[Item, ...]:
    """Items out of [code, French, English]."""
    return tuple(Item(*map(str, row)) for row in rows if len(row) == 3)
