"""Questions that ask the same, put together, so that one article answers all of them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import sqrt
from typing import Final

from reprise.apps.knowledge.rules.features import features_of, pieces
from reprise.apps.knowledge.rules.wording import LONGEST_READ, lexicon, words, written_out

ALIKE: Final = 0.62  # of 1, from which two questions ask the same
_COMMONEST: Final = 400  # groups that share a piece, beyond which it tells nothing


def grouped(questions: Iterable[tuple[int, str, str]]) -> list[list[int]]:
    """The numbers of questions (number, words, language) in groups, each beginning with the one it was made of."""
    groups: list[list[int]] = []
    kept: list[tuple[Mapping[str, float], Mapping[str, float]]] = []
    holding: dict[tuple[str, str], list[int]] = {}
    same: dict[tuple[str, str], int] = {}
    for number, text, language in questions:
        asked = _telling(text, language)
        key = (language, " ".join(asked))
        place = same.get(key)
        if place is None:
            read = _unit(Counter(features_of(asked, language))), _unit(pieces(" ".join(asked)))
            place = _nearest(read, language, kept, holding)
            if place is None:
                place = len(groups)
                groups.append([])
                kept.append(read)
                for feature in {*read[0], *read[1]}:
                    holding.setdefault((language, feature), []).append(place)
            same[key] = place
        groups[place].append(number)
    return groups


def _nearest(
    read: tuple[Mapping[str, float], Mapping[str, float]], language: str,
    kept: list[tuple[Mapping[str, float], Mapping[str, float]]], holding: Mapping[tuple[str, str], list[int]],
) -> int | None:  # fmt: skip
    found = ((feature, holding.get((language, feature), [])) for feature in {*read[0], *read[1]})
    near = {place for _, places in found if len(places) <= _COMMONEST for place in places}
    ranked = ((max(_cosine(read[0], kept[place][0]), _cosine(read[1], kept[place][1])), -place) for place in near)
    likeness, place = max(ranked, default=(0.0, 0))
    return -place if likeness >= ALIKE else None


def _telling(text: str, language: str) -> list[str]:
    stop = lexicon(language).stop
    asked = list(written_out(words(text[:LONGEST_READ]), language))
    return [word for word in asked if word not in stop] or asked


def _unit(counts: Mapping[str, float]) -> dict[str, float]:
    length = sqrt(sum(count * count for count in counts.values())) or 1.0
    return {feature: count / length for feature, count in counts.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    less, more = sorted((one, other), key=len)
    return sum(weight * more.get(feature, 0.0) for feature, weight in less.items())
