"""Which language a question is written in: ours, or one we do not answer in."""

from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.index import Index
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, words

OTHER: Final = "other"
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def language_of(question: str, *, page_language: str, index: Index) -> str:
    """The language of a question, from its words, then the page's; “other” for one that is not ours."""
    asked = words(question[:LONGEST_READ])
    letters = [letter for letter in question if letter.isalpha()]
    if letters and sum(letter < "ɐ" for letter in letters) < len(letters) / 2:
        return OTHER
    page = "fr" if page_language.startswith("fr") else "en"
    scores = {"fr": _known(asked, "fr", index), "en": _known(asked, "en", index)}
    best = max(scores, key=lambda language: (scores[language], language == page))
    foreign = sum(word in _telling()[OTHER] for word in asked)
    if foreign >= 2 and foreign > sum(word in _telling()["fr"] | _telling()["en"] for word in asked):
        return OTHER
    return best


def _known(asked: list[str], language: str, index: Index) -> float:
    telling = sum(word in _telling()[language] for word in asked)
    shortened = sum(word in lexicon(language).shortened for word in asked)
    return telling + 0.5 * shortened + 0.6 * sum(index.knows(word, language) for word in asked if len(word) > 2)


@cache
def _telling() -> dict[str, frozenset[str]]:
    text = files("reprise.apps.knowledge").joinpath("words", "telling.yaml").read_bytes()
    document = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    return {language: frozenset(words(some)) for language, some in document.items()}
