"""Where a text of ours answers to what was searched: words marked, and the lines around them cut out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Final

from reprise.apps.knowledge.rules.wording import lexicon, plain, stem, words

EXCERPT: Final = 190  # characters, which two lines of a result hold
_WORD: Final = re.compile(r"[^\W_]+")
_LINK: Final = re.compile(r"\[([^\[\]]*)\]\((?:[^()\[\s]|\([^()\[\s]*\))*\)")
_HEADING: Final = re.compile(r"^#+ .*$", re.MULTILINE)
_MARKS: Final = re.compile(r"\*\*|^\s*(?:[-*]|\d+\.) ", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[ \u00a0\u202f]+(?=\S)|\n+")
_SHORTEST_BEGUN: Final = 3  # letters of a word somebody is still typing


@dataclass(frozen=True, slots=True)
class Meant:
    """What was searched: the stems of its words, and what the last of them begins with."""

    language: str
    stems: frozenset[str]
    begun: str

    @classmethod
    def by(cls, asked: Sequence[str], language: str) -> "Meant":
        """What some mended words mean."""
        telling = [word for word in asked if word not in lexicon(language).stop] or list(asked)
        begun = telling[-1] if telling and len(telling[-1]) >= _SHORTEST_BEGUN else ""
        return cls(language, frozenset(stem(word, language) for word in telling), begun)

    def holds(self, written: str) -> bool:
        """Whether a word as it is written is one of them."""
        read = ((word, stem(word, self.language)) for word in words(written))
        return any(found in self.stems or (self.begun and word.startswith(self.begun)) for word, found in read)


def marked(text: str, meant: Meant) -> str:
    """The text as HTML with <mark> around what is meant, neighbours in one; the rest is escaped."""
    parts = (f"<mark>{escape(part)}</mark>" if hit else escape(part) for part, hit in _parts(text, meant))
    return "".join(parts).replace("</mark> <mark>", " ")


def excerpt(text: str, meant: Meant) -> str:
    """The sentence that holds most of what is meant, and what follows it as far as two lines reach."""
    sentences = _sentences(text, meant.language)
    if not sentences:
        return ""
    counts = [len(meant.stems & stems) for _, stems in sentences]
    if not any(counts) and meant.begun:
        counts = [f" {meant.begun}" in f" {plain(one)}" for one, _ in sentences]
    first = counts.index(max(counts))
    told = " ".join(one for one, _ in sentences[first:])
    return told if len(told) <= EXCERPT else told[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def bare(text: str) -> str:
    """Text without its headings and the marks of its lists, links and bold words."""
    return _MARKS.sub("", _LINK.sub(r"\1", _HEADING.sub("", text)))


@lru_cache(maxsize=2_000)  # the same articles are found again and again
def _sentences(text: str, language: str) -> tuple[tuple[str, frozenset[str]], ...]:
    found = (one.strip() for one in _SENTENCE.split(bare(text)))
    return tuple((one, frozenset(stem(word, language) for word in words(one))) for one in found if one)


def _parts(text: str, meant: Meant) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in _WORD.finditer(text):
        if meant.holds(found[0]):
            yield text[at : found.start()], False
            yield found[0], True
            at = found.end()
    yield text[at:], False
