"""Three ways to say how near a question is to each subject; each is between 0 and 1."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from reprise.apps.knowledge.rules.arrays import np
from reprise.apps.knowledge.rules.table import Table

if TYPE_CHECKING:
    from numpy.typing import NDArray

SATURATION: Final = 1.2
LENGTH: Final = 0.3
TENTHS: Final = 10  # what is said of a subject is counted in tenths
BEST_PHRASINGS: Final = (1.0, 0.6, 0.4)


class Words:
    """BM25 over subjects, told as the share of what the question's words could give."""

    def __init__(self, table: Table) -> None:
        self.table = table
        total, held = table.height, table.held
        self._rare = np.log(1 + (total - held + 0.5) / (held + 0.5))
        self._rarest = float(np.log(1 + (total + 0.5) / 0.5))
        lengths = table.sums(table.rows, table.counts / TENTHS)
        mean = float(lengths.sum()) / max(1, total) or 1.0
        self._lengths = SATURATION * (1 - LENGTH + LENGTH * lengths / mean)

    def scores(self, asked: Iterable[str]) -> "NDArray[np.float64]":
        """The share each subject covers of the question; a word of no article counts half."""
        features = dict.fromkeys(asked)
        known = self.table.known(features)
        weights = {one: float(self._rare[number]) * _share(one) for one, number in known.items()}
        unknown = sum(" " not in one for one in features.keys() - known.keys())
        most = unknown * self._rarest / 2 + sum(weights.values()) * (SATURATION + 1) * 0.9
        where, weight = self.table.places(list(known.values()), list(weights.values()))
        rows, counts = self.table.rows[where], self.table.counts[where] / TENTHS
        gains = weight * counts * (SATURATION + 1) / (counts + self._lengths[rows])
        return np.minimum(1.0, self.table.sums(rows, gains) / (most or 1.0))


class Vectors:
    """Cosine between the question and what was written, by weighted features."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._rare = np.log((table.height + 1) / np.maximum(1, table.held))
        self._unknown = float(np.log(table.height + 1))
        self._weights = 1 + np.log(np.arange(1, 1 + int(table.counts.max(initial=1))))  # by count, from 1
        there = self._weights[table.counts - 1] * table.spread(self._rare)
        self._lengths = np.sqrt(table.sums(table.rows, there * there))
        self._lengths[self._lengths == 0] = 1.0

    def cosines(self, asked: Mapping[str, float]) -> "NDArray[np.float64]":
        """How near each row is."""
        known = self.table.known(asked)
        rare = {one: float(self._rare[number]) for one, number in known.items()}
        weights = {one: (1 + float(np.log(n))) * rare.get(one, self._unknown) for one, n in asked.items()}
        length = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        where, weight = self.table.places(list(known.values()), [weights[one] * rare[one] for one in known])
        rows = self.table.rows[where]
        found = self.table.sums(rows, weight * self._weights[self.table.counts[where] - 1])
        return found / self._lengths / length

    def nearest(self, asked: Mapping[str, float], subjects: int) -> "NDArray[np.float64]":
        """One figure for the rows of each subject: the nearest counts most."""
        cosines = self.cosines(asked)
        some = np.flatnonzero(cosines)
        some = some[np.lexsort((-cosines[some], self.table.owners[some]))]
        owners = self.table.owners[some]
        at = np.arange(len(some))
        begins = np.concatenate([[True], owners[1:] != owners[:-1]]) if len(some) else np.empty(0, bool)
        place = at - np.maximum.accumulate(np.where(begins, at, 0))
        best = place < len(BEST_PHRASINGS)
        shares = np.array(BEST_PHRASINGS)[place[best]] / sum(BEST_PHRASINGS)
        told = np.bincount(owners[best], cosines[some][best] * shares, minlength=subjects)
        return told.astype(np.float64, copy=False)


def _share(feature: str) -> float:
    return 0.5 if " " in feature else 1.0
