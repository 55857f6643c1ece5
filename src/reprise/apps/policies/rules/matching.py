"""How the words of cells and facts are compared."""

from typing import Final

from reprise.apps.policies.rules.cells import OneOf
from reprise.apps.policies.rules.columns import reasons_in

#: Columns whose words people type: capitals and spaces around make no difference.
TYPED: Final = frozenset({"company", "tags"})


def plain(word: str) -> str:
    """A typed word as it is compared."""
    return " ".join(word.split()).casefold()


def words_of(column: str, cell: OneOf) -> frozenset[str]:
    """The words a cell names, compared as they are: groups of reasons opened, typed words made plain."""
    if column == "reason":
        return frozenset(code for word in cell.values for code in reasons_in(word))
    return frozenset(plain(word) for word in cell.values) if column in TYPED else cell.values
