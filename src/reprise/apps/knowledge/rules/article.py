"""An article of the knowledge base, as its file says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

LANGUAGES: Final = ("fr", "en")


class Kind(StrEnum):
    """What an article is about: the shop's ways, or a print that fails."""

    FAQ = "faq"
    HELP = "help"


class Deed(StrEnum):
    """What an article lets its reader do at once."""

    OPEN_RETURN = "open_return"
    OPEN_WITHDRAWAL = "open_withdrawal"
    TRACK = "track"
    CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something said can be read again."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Text:
    """An article in one language. `answer` is what the assistant says, word for word."""

    title: str
    answer: str
    body: str
    phrasings: tuple[str, ...]
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One subject in both languages, with the day somebody last read it through."""

    id: str
    kind: Kind
    reviewed: date
    texts: Mapping[str, Text]
    sources: tuple[Source, ...] = ()
    actions: tuple[Deed, ...] = ()
    languages: tuple[str, ...] = LANGUAGES  # really written; the text of the other one is the same again
    pictures: tuple[str, ...] = ()  # names of drawings

    def in_(self, language: str) -> Text:
        """The text in a language; English for any we do not have."""
        return self.texts["fr" if language.startswith("fr") else "en"]
