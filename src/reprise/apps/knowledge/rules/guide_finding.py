"""Which guide somebody needs: by the reason of a claim and the kind of article, and by what they say they see."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log
from typing import Final

from reprise.apps.knowledge.rules.features import features
from reprise.apps.knowledge.rules.guide import Guide

MOST: Final = 12  # offered to choose from, the first few in sight
LEAST: Final = 0.28  # of what is said, below which nobody knows what it is about
CLEAR: Final = 1.5  # times better than the next: there is nothing left to choose
NEAR: Final = 0.6  # of the best likeness, below which a guide is not meant by somebody’s own words
FEWEST: Final = 2  # words in common, for one alone says little of a story
STRANGE: Final = 0.6  # the weight of a word that no guide knows: stories are long


def called_for(
    guides: Mapping[str, Guide], *, thing: str, process: str, reason: str, words: str, language: str
) -> tuple[str, ...]:
    """The guides a claim calls for, the likeliest first; a reason of one's own words calls by its words alone."""
    sure = likenesses(guides.values(), words, language, least_words=FEWEST)
    meant = [guide for guide in guides.values() if thing in guide.things and process in ("", guide.process or process)]
    if reason:
        meant = [guide for guide in meant if reason in guide.defects]
        likeness = likenesses(guides.values(), words, language)
        ranked = sorted(meant, key=lambda guide: (-likeness[guide.id], guide.defects.index(reason), guide.id))
    else:
        least = max(LEAST, NEAR * _best(sure))  # what another thing does better is not meant
        meant = [guide for guide in meant if sure[guide.id] >= least]
        ranked = sorted(meant, key=lambda guide: (-sure[guide.id], guide.id))
    return tuple(guide.id for guide in _clear(ranked, sure)[:MOST])


def _clear(ranked: list[Guide], sure: Mapping[str, float]) -> list[Guide]:
    if len(ranked) < 2 or sure[ranked[0].id] < LEAST:
        return ranked
    return ranked[:1] if sure[ranked[0].id] >= CLEAR * sure[ranked[1].id] else ranked


def found(guides: Iterable[Guide], words: str, language: str) -> list[Guide]:
    """The guides about what somebody says, the likeliest first."""
    some = list(guides)
    likeness = likenesses(some, words, language)
    best = _best(likeness)
    if best < LEAST:
        return []
    near = [guide for guide in some if likeness[guide.id] >= best / 2]
    return sorted(near, key=lambda guide: (-likeness[guide.id], guide.id))


def likenesses(guides: Iterable[Guide], words: str, language: str, *, least_words: int = 1) -> dict[str, float]:
    """How much of what is said each guide knows, from 0 to 1, in the page's language or else in the other one."""
    first, other = ("fr", "en") if language.startswith("fr") else ("en", "fr")
    some = list(guides)
    alike = _alike(some, words, first, least_words)
    if _best(alike) >= LEAST:
        return alike
    elsewhere = _alike(some, words, other, least_words)
    return elsewhere if _best(elsewhere) > _best(alike) else alike


def _best(alike: Mapping[str, float]) -> float:
    return max(alike.values(), default=0.0)


def _alike(guides: list[Guide], words: str, language: str, least_words: int) -> dict[str, float]:
    """What few guides know weighs more; what none knows weighs little, for stories are long."""
    said = frozenset(features(words, language))
    shared = {guide.id: said & _known(guide, language) for guide in guides}
    counts = Counter(one for common in shared.values() for one in common)
    weight = {one: log(1 + len(guides) / counts[one]) if one in counts else STRANGE for one in said}
    whole = sum(weight.values()) or 1.0
    return {
        name: sum(weight[one] for one in common) / whole if _count(common) >= least_words else 0.0
        for name, common in shared.items()
    }


def _count(common: frozenset[str]) -> int:
    """How many words are shared; pairs of them and meanings are no words of their own."""
    return sum(1 for one in common if " " not in one and not one.startswith("="))


def _known(guide: Guide, language: str) -> frozenset[str]:
    front = guide.in_(language)
    return _of_all((front.title, *front.symptoms), language)


@cache
def _of_all(texts: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset().union(*(features(one, language) for one in texts))
