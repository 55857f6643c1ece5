"""Where a text of ours answers to what was searched: words marked, and the lines around them cut out."""

import re
from collections.abc import Callable, Iterator
from html import escape
from typing import Final

from reprise.apps.knowledge.rules.wording import lexicon, plain, stem, words

EXCERPT: Final = 190  # characters, which two lines of a result hold
_WORD: Final = re.compile(r"[^\W_]+")
_LINK: Final = re.compile(r"\[([^\]]*)\]\([^)\s]*\)")
_MARKS: Final = re.compile(r"\*\*|^#+ |^\s*(?:[-*]|\d+\.) ", re.MULTILINE)
_SENTENCE: Final = re.compile(r"(?<=[.!?…])[ \u00a0\u202f]+(?=\S)|\n+")
_SHORTEST_BEGUN: Final = 3  # letters of a word somebody is still typing


def is_meant(asked: list[str], language: str) -> Callable[[str], bool]:
    """Tell of a word as it is written whether it was searched: by its stem, or because it begins so."""
    telling = [word for word in asked if word not in lexicon(language).stop] or asked
    stems = {stem(word, language) for word in telling}
    begun = telling[-1] if telling and len(telling[-1]) >= _SHORTEST_BEGUN else ""

    def meant(written: str) -> bool:
        read = words(written)
        return any(stem(word, language) in stems or (begun and word.startswith(begun)) for word in read)

    return meant


def marked(text: str, meant: Callable[[str], bool]) -> str:
    """The text as HTML with <mark> around what is meant, neighbours in one; the rest is escaped."""
    parts: list[str] = []
    for whole, hit in _pieces(text, meant):
        parts.append(f"<mark>{escape(whole)}</mark>" if hit else escape(whole))
    return "".join(parts).replace("</mark> <mark>", " ")


def excerpt(text: str, meant: Callable[[str], bool]) -> str:
    """The sentence that holds most of what is meant, and what follows it as far as two lines reach."""
    sentences = [one for one in _SENTENCE.split(bare(text)) if one.strip()]
    if not sentences:
        return ""
    counts = [len({plain(word) for word in _WORD.findall(one) if meant(word)}) for one in sentences]
    first = counts.index(max(counts))
    told = " ".join(sentences[first:])
    return told if len(told) <= EXCERPT else told[:EXCERPT].rsplit(" ", 1)[0].rstrip(",;: ") + "…"


def bare(text: str) -> str:
    """Text without the marks of its headings, lists, links and bold words."""
    return _MARKS.sub("", _LINK.sub(r"\1", text))


def _pieces(text: str, meant: Callable[[str], bool]) -> Iterator[tuple[str, bool]]:
    at = 0
    for found in _WORD.finditer(text):
        if meant(found[0]):
            yield text[at : found.start()], False
            yield found[0], True
            at = found.end()
    yield text[at:], False
