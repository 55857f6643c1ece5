"""The rows of one table with the facts each takes, and what earlier rows leave of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from reprise.apps.policies.rules.checking.atoms import Box, Space, space_of
from reprise.apps.policies.rules.checking.cover import Grid, Search
from reprise.apps.policies.rules.facts import PolicyFacts
from reprise.apps.policies.rules.table import Row
from reprise.apps.policies.rules.vocabulary import TableName

_SOON: Final = 80  # steps of a search that is worth no more


@dataclass(frozen=True)
class Layout:
    """A table laid out; rows are named by their number."""

    table: TableName
    rows: Sequence[Row]

    @cached_property
    def space(self) -> Space:
        """The columns as the rows cut them."""
        return space_of(self.table, self.rows)

    @cached_property
    def boxes(self) -> list[list[dict[str, int]]]:
        """The boxes of each row; none for a row whose cells nothing can meet."""
        return [[box for box in self.space.boxes(row) if all(box.values())] for row in self.rows]

    @cached_property
    def grid(self) -> Grid:
        """All boxes together."""
        return Grid(self.space, [box for boxes in self.boxes for box in boxes])

    @cached_property
    def starts(self) -> list[int]:
        """The number of the first box of each row, and of the one after the last."""
        starts = [0]
        for boxes in self.boxes:
            starts.append(starts[-1] + len(boxes))
        return starts

    @cached_property
    def owners(self) -> list[int]:
        """The row of each box."""
        return [number for number, boxes in enumerate(self.boxes) for _ in boxes]

    def before(self, number: int) -> int:
        """The boxes of the rows read earlier."""
        return (1 << self.starts[number]) - 1

    def of(self, numbers: Sequence[int]) -> int:
        """The boxes of some rows."""
        return sum((1 << self.starts[one + 1]) - (1 << self.starts[one]) for one in numbers)

    def rows_of(self, boxes: int) -> list[int]:
        """The rows that some boxes belong to."""
        return sorted({self.owners[place] for place in bits_of(boxes)})

    def free(self, box: Box, others: int) -> tuple[dict[str, int] | None, int]:
        """A point of a box outside others, or None with boxes that cover it; too hard a question counts as free."""
        search = Search(self.grid, box)
        found = search.outside(others)
        return (dict(box) if found is None and search.given_up else found), search.used

    def example(self, box: Box, others: int) -> dict[str, int] | None:
        """A point of a box outside others where one is found soon."""
        return Search(self.grid, box, _SOON).outside(others)

    def witness(self, number: int) -> PolicyFacts | None:
        """Facts that reach a row; None when none can."""
        for box in self.boxes[number]:
            found, _ = self.free(box, self.before(number))
            if found is not None:
                return PolicyFacts(**self.space.facts({**box, **found}))
        return None


def bits_of(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        low = number & -number
        yield low.bit_length() - 1
        number ^= low
