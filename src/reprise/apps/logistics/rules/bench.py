"""What was tapped at the bench for one parcel: a list of taps, the last of a kind counts, and any can be taken back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

from reprise.apps.logistics.kinds import Box, Grade, Route, Variance
from reprise.apps.logistics.rules.variances import suggested_variances
from reprise.core.refusals import Invalid, mark

MOST_COUNTED: Final = 9_999
MOST_TAPS: Final = 500


class Tap(StrEnum):
    """What one tap says: of the box, or of one of the articles awaited."""

    BOX = "box"
    COUNT = "count"
    ARTICLE = "article"  # right, wrong or swapped
    PRESENT = "present"
    GRADE = "grade"
    ROUTE = "route"


NOT_THE_ARTICLE: Final = frozenset({Variance.WRONG.value, Variance.SWAPPED.value})


@dataclass(frozen=True, slots=True)
class Piece:
    """What was said so far of one article awaited."""

    count: int | None = None
    article: str = ""
    present: tuple[str, ...] | None = None
    grade: str = ""
    route: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it is the article that is awaited."""
        return self.article not in NOT_THE_ARTICLE

    @property
    def is_here(self) -> bool:
        """Whether there is something of it to look at."""
        return bool(self.count) and self.is_right


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything said of one parcel so far."""

    box: str = ""
    pieces: Mapping[int, Piece] = field(default_factory=dict)

    def piece(self, item_id: int) -> Piece:
        """What was said of one article; nothing at first."""
        return self.pieces.get(item_id, Piece())


def read(taps: Iterable[Mapping[str, Any]]) -> Bench:
    """What a list of taps says."""
    bench = Bench()
    for tap in taps:
        what, item, value = Tap(tap["what"]), int(tap["item"]), tap["value"]
        if what is Tap.BOX:
            bench = replace(bench, box=value)
        else:
            change: dict[str, Any] = {what.value: tuple(value) if what is Tap.PRESENT else value}
            said = replace(bench.piece(item), **change)
            bench = replace(bench, pieces={**bench.pieces, item: said})
    return bench


def checked(what: Tap, value: object) -> object:
    """The value of a tap as it is kept; refused when the tap cannot say it."""
    words = {
        Tap.BOX: {each.value for each in Box}, Tap.GRADE: {each.value for each in Grade},
        Tap.ROUTE: {each.value for each in Route}, Tap.ARTICLE: NOT_THE_ARTICLE | {"right"},
    }  # fmt: skip
    if what is Tap.COUNT:
        if not isinstance(value, int) or not 0 <= value <= MOST_COUNTED:
            raise Invalid(field="value", why=mark("write a number of pieces, 0 when it is missing."))
        return value
    if what is Tap.PRESENT:
        if not isinstance(value, (list, tuple)) or len(value) > 60:
            raise Invalid(field="value", why=mark("tick what is there."))
        return [str(code)[:60] for code in value]
    if value not in words[what]:
        raise Invalid(field="value", why=mark("choose one of the tiles."))
    return value


def found_of(awaited: int, piece: Piece, *, complete: bool) -> tuple[tuple[Variance, int], ...]:
    """What a count becomes on the record, as (variance, pieces) pairs."""
    pairs = suggested_variances(awaited, piece.count or 0, right_article=piece.is_right, complete=complete)
    if piece.article == Variance.SWAPPED.value:
        return tuple((Variance.SWAPPED if told is Variance.WRONG else told, pieces) for told, pieces in pairs)
    return pairs
