"""The four grades of the bench, and when one may lower what is repaid."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import Grade
from reprise.core.refusals import mark

LETTERS: Final[Mapping[Grade, str]] = {Grade.LIKE_NEW: "A", Grade.TRIED: "B", Grade.WORN: "C", Grade.BROKEN: "D"}

NAMES: Final[Mapping[Grade, str]] = {
    Grade.LIKE_NEW: mark("Like new"),
    Grade.TRIED: mark("Tried"),
    Grade.WORN: mark("Worn or marked"),
    Grade.BROKEN: mark("Broken"),
}

SIGNS: Final[Mapping[Grade, str]] = {
    Grade.LIKE_NEW: mark("No trace, films in place"),
    Grade.TRIED: mark("Light traces, everything works"),
    Grade.WORN: mark("Scratches, filament residue"),
    Grade.BROKEN: mark("Does not work, part broken"),
}


def may_lower_refund(grade: Grade, *, complete: bool) -> bool:
    """Whether a lower value may be proposed at all: never for having tried the goods (directive 2011/83/EU, art. 14(2);
    Code de la consommation, art. L221-23). A person decides on the proposal.
    """
    return grade in {Grade.WORN, Grade.BROKEN} or not complete
