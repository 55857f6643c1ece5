"""What is wrong in a sentence of a guide."""

from collections.abc import Iterator, Mapping
from typing import Any

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.markup import french_faults, markup_faults


def text_faults(language: str, text: Any, most: int) -> Iterator[str]:
    """Missing, too long, other markup than ours, or French that is not spaced as French is."""
    if not isinstance(text, str) or not text.strip():
        yield "is missing"
        return
    if len(text.strip()) > most:
        yield f"has {len(text.strip())} characters; at most {most}"
    yield from markup_faults(text)
    if "## " in text:
        yield "has a heading: a step has none"
    if language == "fr":
        yield from french_faults(text)


def words_faults(words: Mapping[str, Any], most: int) -> Iterator[tuple[str, str]]:
    """The faults of a text in both languages, each by its language."""
    for language in LANGUAGES:
        yield from ((f".{language}", message) for message in text_faults(language, words.get(language), most))
