"""Which guide somebody needs: by the reason of a claim and the kind of article, and by what they say they see."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from math import log
from typing import Final

from reprise.apps.knowledge.rules.features import features
from reprise.apps.knowledge.rules.guide import Guide

MOST: Final = 5  # offered to choose from
LEAST: Final = 0.28  # of what is said, below which nobody knows what it is about
CLEAR: Final = 1.5  # times better than the next: there is nothing left to choose


def called_for(
    guides: Mapping[str, Guide], *, thing: str, process: str, reason: str, words: str, language: str
) -> tuple[str, ...]:
    """The guides a claim calls for, the likeliest first; a reason of one's own words calls by its words alone."""
    meant = [guide for guide in guides.values() if thing in guide.things and process in ("", guide.process or process)]
    if reason:
        meant = [guide for guide in meant if reason in guide.defects]
    likeness = likenesses(meant, words, language)
    if not reason:
        meant = [guide for guide in meant if likeness[guide.id] >= LEAST]
    ranked = sorted(meant, key=lambda guide: (-likeness[guide.id], guide.id))
    return tuple(guide.id for guide in _clear(ranked, likeness)[:MOST])


def _clear(ranked: list[Guide], likeness: Mapping[str, float]) -> list[Guide]:
    if len(ranked) < 2 or likeness[ranked[0].id] < LEAST:  # a second one to compare with
        return ranked
    return ranked[:1] if likeness[ranked[0].id] >= CLEAR * likeness[ranked[1].id] else ranked


def found(guides: Iterable[Guide], words: str, language: str) -> list[Guide]:
    """The guides about what somebody says, the likeliest first."""
    some = list(guides)
    likeness = likenesses(some, words, language)
    best = max(likeness.values(), default=0.0)
    if best < LEAST:
        return []
    near = [guide for guide in some if likeness[guide.id] >= best / 2]
    return sorted(near, key=lambda guide: (-likeness[guide.id], guide.id))


def likenesses(guides: Iterable[Guide], words: str, language: str) -> dict[str, float]:
    """How much of what is said each guide knows, from 0 to 1; what few guides know weighs more."""
    language = "fr" if language.startswith("fr") else "en"
    some = list(guides)
    known = {guide.id: _known(guide, language) for guide in some}
    said = frozenset(features(words, language))
    counts = Counter(one for features_of in known.values() for one in features_of & said)
    weight = {one: log(1 + len(some) / counts[one]) if one in counts else 1.0 for one in said}
    whole = sum(weight.values()) or 1.0
    return {name: sum(weight[one] for one in said & features_of) / whole for name, features_of in known.items()}


@cache
def _known_words(text: str, language: str) -> frozenset[str]:
    return frozenset(features(text, language))


def _known(guide: Guide, language: str) -> frozenset[str]:
    front = guide.in_(language)
    return frozenset().union(*(_known_words(one, language) for one in (front.title, *front.symptoms)))
