"""Three ways to say how near a question is to a subject; each is between 0 and 1."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import log, sqrt
from typing import Final

SATURATION: Final = 1.2
LENGTH: Final = 0.3
BEST_PHRASINGS: Final = (1.0, 0.6, 0.4)


class Words:
    """BM25 over subjects, told as the share of what the question's words could give."""

    def __init__(self, subjects: Mapping[str, Mapping[str, float]]) -> None:
        held = Counter(feature for counts in subjects.values() for feature in counts)
        total = len(subjects)
        self.rare = {feature: log(1 + (total - n + 0.5) / (n + 0.5)) for feature, n in held.items()}
        self.rarest = log(1 + (total + 0.5) / 0.5)
        mean = sum(sum(counts.values()) for counts in subjects.values()) / max(1, total)
        self._held: dict[str, list[tuple[str, float]]] = {}
        for subject, counts in subjects.items():
            length = SATURATION * (1 - LENGTH + LENGTH * sum(counts.values()) / mean)
            for feature, count in counts.items():
                self._held.setdefault(feature, []).append((subject, count * (SATURATION + 1) / (count + length)))

    def scores(self, asked: Iterable[str]) -> dict[str, float]:
        """The share each subject covers of the question; a word of no article counts half."""
        found: dict[str, float] = defaultdict(float)
        most = 0.0
        for feature in set(asked):
            rare = self.rare.get(feature)
            if rare is None:
                most += 0.0 if " " in feature else self.rarest / 2
                continue
            weight = rare * (0.5 if " " in feature else 1.0)
            most += weight * (SATURATION + 1) * 0.9
            for subject, gain in self._held[feature]:
                found[subject] += weight * gain
        return {subject: min(1.0, score / most) for subject, score in found.items()}


class Vectors:
    """Cosine between the question and what was written, by weighted features."""

    def __init__(self, written: Sequence[tuple[str, Mapping[str, float]]]) -> None:
        held = Counter(feature for _, counts in written for feature in counts)
        self._rare = {feature: log((len(written) + 1) / n) for feature, n in held.items()}
        self._unknown = log(len(written) + 1)
        self._owner = [owner for owner, _ in written]
        self._held: dict[str, list[tuple[int, float]]] = {}
        for place, (_, counts) in enumerate(written):
            weights = {feature: (1 + log(n)) * self._rare[feature] for feature, n in counts.items() if n >= 1}
            length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
            for feature, weight in weights.items():
                self._held.setdefault(feature, []).append((place, weight / length))

    def nearest(self, asked: Mapping[str, float]) -> dict[str, list[float]]:
        """The cosines of each owner's texts, the best first."""
        found: dict[int, float] = defaultdict(float)
        length = 0.0
        for feature, count in asked.items():
            weight = (1 + log(count)) * self._rare.get(feature, self._unknown)
            length += weight * weight
            for place, there in self._held.get(feature, ()):
                found[place] += weight * there
        owned: dict[str, list[float]] = {}
        for place, score in found.items():
            owned.setdefault(self._owner[place], []).append(score / (sqrt(length) or 1.0))
        return {owner: sorted(some, reverse=True) for owner, some in owned.items()}


def best_of(cosines: Sequence[float]) -> float:
    """One figure for the phrasings of a subject: the nearest counts most."""
    shares = BEST_PHRASINGS[: len(cosines)]
    return sum(share * cosine for share, cosine in zip(shares, cosines, strict=False)) / sum(BEST_PHRASINGS)
