"""Rows of features held by feature, so that only those a question has are looked at; numbers in arrays, not objects."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, count
from typing import TYPE_CHECKING, Any, Final

from reprise.apps.knowledge.rules.arrays import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST: Final = 65_535
_FEW: Final = 100_000  # places that changed, beyond which everything is sorted anew


class Numbers:
    """A number for each feature ever read; threads may ask at once."""

    def __init__(self) -> None:
        self._of: dict[str, int] = {}
        self._next = count()

    def __getstate__(self) -> dict[str, int]:
        return self._of

    def __setstate__(self, of: dict[str, int]) -> None:
        self._of, self._next = of, count(max(of.values(), default=-1) + 1)

    def of(self, features: Iterable[str]) -> list[int]:
        """The numbers of some features, new ones for those that have none."""
        some = list(features)
        found = list(map(self._of.get, some))
        return [
            self._of.setdefault(feature, next(self._next)) if number is None else number
            for feature, number in zip(some, found, strict=True)
        ]

    def known(self, feature: str) -> int | None:
        """The number of a feature that was read somewhere."""
        return self._of.get(feature)


@dataclass(frozen=True, slots=True)
class Block:
    """What one text holds: features by number, how many of each, and in which of its rows."""

    ids: "NDArray[np.int32]"
    counts: "NDArray[np.uint16]"
    rows: "NDArray[np.int32]"
    height: int

    @classmethod
    def of(cls, lines: Sequence[Collection[int]], *, weights: Sequence[int], rows: Sequence[int]) -> "Block":
        """The block of some lines of features, each with its weight and the row it goes into."""
        lengths = [len(line) for line in lines]
        height = max(rows, default=-1) + 1
        ids = np.fromiter(chain.from_iterable(lines), np.int64, sum(lengths))
        places, back = np.unique(ids * max(1, height) + np.repeat(rows, lengths), return_inverse=True)
        counts = np.bincount(back, np.repeat(weights, lengths)).clip(max=_MOST)
        ids, held = np.divmod(places, max(1, height))
        return cls(ids.astype(np.int32), counts.astype(np.uint16), held.astype(np.int32), height)


class Table:
    """The blocks of all subjects, one below the other; from an older one, only what changed is put in its place."""

    def __init__(self, blocks: Sequence[Block], numbers: Numbers, before: "Table | None" = None) -> None:
        self.numbers, self.blocks = numbers, list(blocks)
        heights = [block.height for block in blocks]
        self.height = sum(heights)
        self.owners = np.repeat(np.arange(len(blocks)), heights)
        self._tops = [0, *accumulate(heights)]
        change = _change(before.blocks, self.blocks) if before else None
        if before and change and sum(len(block.ids) for block in self.blocks[change.start : change.stop]) < _FEW:
            self._splice(before, change)
        else:
            ids, rows, counts = self._read(range(len(blocks)))
            order = np.argsort(ids, kind="stable")  # quick: each block is in order already
            self.rows, self.counts, self.held = rows[order], counts[order], np.bincount(ids)
        self._firsts = np.concatenate([[0], np.cumsum(self.held)])

    def _read(self, places: range) -> "tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.uint16]]":
        """Features, rows and counts of some blocks."""
        some = [(self.blocks[place], np.int32(self._tops[place])) for place in places]
        return (
            _joined([block.ids for block, _ in some], np.int32),
            _joined([block.rows + top for block, top in some], np.int32),
            _joined([block.counts for block, _ in some], np.uint16),
        )

    def _splice(self, before: "Table", change: range) -> None:
        """Take the older one's places, without the blocks that went, and put those that came behind their features."""
        went = range(change.start, change.stop + len(before.blocks) - len(self.blocks))
        top, end = before._tops[went.start], before._tops[went.stop]
        stays = (before.rows < top) | (before.rows >= end)
        rows = before.rows[stays]
        rows[rows >= end] += np.int32(self._tops[change.stop] - end)
        ids, new_rows, new_counts = self._read(change)
        order = np.argsort(ids, kind="stable")
        size = max(len(before.held), int(ids.max(initial=-1)) + 1)
        held = np.bincount(before._read(went)[0], minlength=size)
        held = np.pad(before.held, (0, size - len(before.held))) - held
        places = np.cumsum(held)[ids[order]]
        self.rows = np.insert(rows, places, new_rows[order])
        self.counts = np.insert(before.counts[stays], places, new_counts[order])
        self.held = held + np.bincount(ids, minlength=size)

    def spread(self, by_feature: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """A figure of each feature beside every place that holds it."""
        return np.repeat(by_feature, self.held)

    def known(self, features: Iterable[str]) -> dict[str, int]:
        """The numbers of those features that some row holds."""
        found = {feature: self.numbers.known(feature) for feature in features}
        return {
            feature: number
            for feature, number in found.items()
            if number is not None and number < len(self.held) and self.held[number]
        }

    def places(self, numbers: Sequence[int], weights: Sequence[float]) -> "tuple[NDArray[Any], NDArray[np.float64]]":
        """Where the features are held, as an index of `rows` and `counts`, each with the weight of its feature."""
        spans = [(int(self._firsts[number]), int(self._firsts[number + 1])) for number in numbers]
        where = _joined([np.arange(first, last) for first, last in spans], np.int64)
        return where, np.repeat(np.array(weights, np.float64), [last - first for first, last in spans])

    def sums(self, rows: "NDArray[Any]", figures: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Figures added up by row."""
        return np.bincount(rows, figures, minlength=self.height).astype(np.float64, copy=False)


def _change(before: Sequence[Block], now: Sequence[Block]) -> range:
    """Where the blocks differ: all before and all behind are the same ones."""
    same = min(len(before), len(now))
    start = next((at for at in range(same) if before[at] is not now[at]), same)
    behind = next((at for at in range(same - start) if before[-1 - at] is not now[-1 - at]), same - start)
    return range(start, len(now) - behind)


def _joined(arrays: "Sequence[NDArray[Any]]", kind: Any) -> "NDArray[Any]":
    return np.concatenate(arrays) if arrays else np.empty(0, kind)
