"""An ear for danger: how far the words of a text are those in which people tell of one, and not of ordinary trouble.

Patterns hear what somebody thought of; this hears what is worded like it. Each word and pair of words weighs as much
as it is likelier in accounts of danger (words/dangers.yaml) than in what our articles answer; a text is as grave as its
gravest stretch.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

import yaml

from reprise.apps.knowledge.rules.article import LANGUAGES
from reprise.apps.knowledge.rules.kept_index import EAR, keep, kept
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.apps.knowledge.rules.wording import stem, words, written_out

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: Calibrated on our own questions: one of 1,400 that tell of no danger is as grave as the first.
GRAVE: Final = 12.0
LIKELY: Final = 8.0  # from which it is a danger where no article is near
NEAR: Final = 0.30  # the score of an article, from which it is near
SMOOTH: Final = 0.1
FEWEST: Final = 2  # times a word was written, below which it tells nothing
PAIR: Final = 0.5  # of what a word weighs
STRETCH: Final = 25  # words: what is heard at once
STEP: Final = 12
#: The article that tells of a danger, whose phrasings are accounts of one.
GRAVE_ARTICLE: Final = "defect-electrical_safety"
_BREAK: Final = re.compile(r"[.!?|\n]+")


@dataclass(frozen=True, slots=True)
class Ear:
    """What each word weighs, by language."""

    weights: Mapping[str, Mapping[str, float]]

    def heard(self, text: str) -> tuple[float, str]:
        """How grave the gravest stretch of a text is, and that stretch."""
        return max(((self._weighed(some), " ".join(some)) for some in _stretches(text)), default=(0.0, ""))

    def _weighed(self, some: list[str]) -> float:
        return max(
            sum(weights.get(one, 0.0) * (PAIR if " " in one else 1.0) for one in _told(some, language))
            for language, weights in self.weights.items()
        )


@cache
def ear() -> Ear:
    """The ear as it was kept at set-up, if it still is that of today; else learnt now."""
    found = kept(EAR)
    return found if isinstance(found, Ear) else learnt()


def keep_ear() -> None:
    """Learn and keep what was learnt for servers that begin."""
    keep(learnt(), EAR)


def learnt() -> Ear:
    """Learn from accounts of danger and from what our articles answer."""
    text = files("reprise.apps.knowledge").joinpath("words", "dangers.yaml").read_bytes()
    document = yaml.load(text, LOADER)  # noqa: S506  # a safe loader
    dangers = {language: list(document["danger"][language]) for language in LANGUAGES}
    ordinary = {language: list(document["ordinary"][language]) for language in LANGUAGES}
    for article in shipped():
        kind = dangers if article.id == GRAVE_ARTICLE else ordinary
        for language in LANGUAGES:
            kind[language] += article.texts[language].phrasings
    return Ear({language: _weights(dangers[language], ordinary[language], language) for language in LANGUAGES})


def _weights(dangers: list[str], ordinary: list[str], language: str) -> dict[str, float]:
    grave, plain = _counted(dangers, language), _counted(ordinary, language)
    return {
        one: round(_share(grave[one], len(dangers)) - _share(plain[one], len(ordinary)), 3)
        for one in grave.keys() | plain.keys()
        if grave[one] + plain[one] >= FEWEST
    }


def _share(times: int, of: int) -> float:
    return math.log((times + SMOOTH) / (of + 2 * SMOOTH))


def _counted(texts: Iterable[str], language: str) -> Counter[str]:
    return Counter(one for text in texts for one in _told(words(text), language))


def _told(some: list[str], language: str) -> set[str]:
    """The stems of some words and each pair of neighbours, every one once; “my” and “on” tell of a danger too."""
    stems = [stem(word, language) for word in written_out(some, language)]
    return {*stems, *(f"{first} {second}" for first, second in pairwise(stems))}


def _stretches(text: str) -> Iterator[list[str]]:
    for sentence in _BREAK.split(text):
        some = words(sentence)
        for start in range(0, max(1, len(some) - STRETCH + STEP), STEP):
            if stretch := some[start : start + STRETCH]:
                yield stretch
