"""Lines that stand for nothing: pieces that were taken off an order leave them behind."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

from reprise.apps.catalogue.reading.amounts import is_none
from reprise.apps.catalogue.reading.texts import Notebook, clean
from reprise.core.refusals import mark

NO_PIECES_LEFT: Final = mark("A line of no pieces was left out: %(name)s.")

Line = TypeVar("Line")


def without_nothing(
    lines: Iterable[Line], get: Callable[[Line, str], object], notes: Notebook, *, quantity: str, name: str,
    costs: Callable[[Line], bool] = lambda _: False,
) -> list[Line]:  # fmt: skip
    """The lines that stand for something; one of no pieces that costs nothing is left out, and noted."""
    kept: list[Line] = []
    for line in lines:
        if is_none(get(line, quantity)) and not costs(line):
            notes.note(quantity, NO_PIECES_LEFT, name=clean(get(line, name))[:80] or "—")
        else:
            kept.append(line)
    return kept
