"""Whether a sentence says what an article says: its words, its numbers, its yes or no, and nothing besides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

from reprise.apps.knowledge.rules.article import Text
from reprise.apps.knowledge.rules.wording import LOADER, lexicon, stem, words, written_out

#: The share of a sentence's telling words that one sentence of the article, and the article as a whole, must hold.
IN_ONE_SENTENCE: Final = 0.6
IN_THE_ARTICLE: Final = 0.85
FEWEST_WORDS: Final = 2  # that say something; a sentence of fewer says nothing that could be checked
_SENTENCE: Final = re.compile(r"(?<=[.!?…])(?<!\bart\.)\s+|\n+")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_MARKUP: Final = re.compile(r"\[([^\[\]]*)\]\([^()\[]*\)|[#*>]+")
_ELSEWHERE: Final = re.compile(
    r"https?:|www\.|\S+@\S+|[^\W\d_]\.[^\W\d_]{2}|\w\.(?:com|net|org|fr|eu|io|shop|info|biz)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Said:
    stems: frozenset[str]
    numbers: frozenset[str]
    counted: frozenset[str]
    denies: bool


class Source:
    """An article, to hold sentences against."""

    def __init__(self, text: Text, language: str) -> None:
        whole = _MARKUP.sub(r"\1", f"{text.title}.\n{text.answer}\n{text.body}")
        self._language = language
        self._sentences = [_said(one, language) for one in sentences_of(whole)]
        self._stems = frozenset[str]().union(*(one.stems for one in self._sentences))

    def holds(self, sentence: str) -> bool:
        """Whether one sentence of the article says this one, in words of the article."""
        said = _said(sentence, self._language)
        if _ELSEWHERE.search(sentence) or len(said.stems) < FEWEST_WORDS:
            return False
        if len(said.stems & self._stems) < IN_THE_ARTICLE * len(said.stems):
            return False
        return any(_covers(one, said) for one in self._sentences)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text, without what stands around them."""
    return [one.strip(" -•\t") for one in _SENTENCE.split(text) if words(one)]


def _covers(source: _Said, said: _Said) -> bool:
    if not (said.numbers <= source.numbers and said.counted <= source.counted and said.denies == source.denies):
        return False
    return len(said.stems & source.stems) >= IN_ONE_SENTENCE * len(said.stems)


def _said(sentence: str, language: str) -> _Said:
    typed = words(sentence)
    stop = lexicon(language).stop
    telling = [word for word in written_out(typed, language) if word not in stop and not word.isdigit()]
    stems = frozenset(stem(word, language) for word in telling)
    denies = not _words()["denying"].isdisjoint(_once(typed))
    return _Said(stems, frozenset(_NUMBER.findall(sentence)), _words()["counted"].intersection(typed), denies)


def _once(typed: Sequence[str]) -> list[str]:
    """“ne … plus de” denies; “plus” alone says more, not no."""
    denies = "ne" in typed or "n" in typed
    return [word for word in typed if word != "plus" or denies]


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("reprise.apps.knowledge").joinpath("words", "sourcing.yaml").read_bytes()
    document: dict[str, str] = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    return {name: frozenset(words(told)) for name, told in document.items()}
