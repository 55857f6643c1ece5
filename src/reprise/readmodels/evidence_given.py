"""What somebody has shown, what the shop's policy asks to be shown for a reason, and what of it is missing."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from reprise.printing import defects as taxonomy
from reprise.printing.defects import Medium

#: Shots that show a size.
MEASURES: Final = frozenset(
    {"caliper_photo", "caliper_photo_full_span", "caliper_photo_three_points", "ruler", "feeler_or_ruler"}
)
_A_SIZE: Final = re.compile(r"\d(?:[.,]\d+)?\s?(?:mm|cm|µm)\b")
PHOTO: Final = "photo"


class Piece(Protocol):
    """A file somebody added."""

    @property
    def kind(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Given:
    """What is there: photos, other files, the shots among them, and whether a size was told or shown."""

    photos: int = 0
    files: int = 0
    shots: frozenset[str] = frozenset()
    measured: bool = False


@dataclass(frozen=True, slots=True)
class Demand:
    """What a row of the evidence table asks for; it never blocks."""

    row: str = ""
    photos: int = 0
    shots: tuple[str, ...] = ()
    measure: bool = False
    files: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """What is still missing: shots by their code, how many photos more, a size, a file."""

    shots: tuple[str, ...] = ()
    photos: int = 0
    measure: bool = False
    files: bool = False

    def __bool__(self) -> bool:
        return bool(self.shots or self.photos or self.measure or self.files)


#: Nothing is asked for, and nothing is missing.
NO_DEMAND: Final = Demand()
NOTHING_LACKS: Final = Lacking()


def given_of(pieces: Iterable[Piece], shots: Collection[str], words: str = "") -> Given:
    """Count what was added; a size may also be told in words."""
    kinds = [piece.kind for piece in pieces]
    photos = kinds.count(PHOTO)
    measured = not MEASURES.isdisjoint(shots) or bool(_A_SIZE.search(words))
    return Given(photos, len(kinds) - photos, frozenset(shots), measured)


def lacking(demand: Demand, given: Given) -> Lacking:
    """What a demand still lacks; each shot that is missing counts among the photos that are."""
    shots = tuple(code for code in demand.shots if code not in given.shots)
    more = max(0, demand.photos - given.photos - len(shots))
    return Lacking(shots, more, demand.measure and not given.measured, demand.files and not given.files)


def demand_of(kept: Mapping[str, Any] | None) -> Demand:
    """A demand as it was kept with a proposal."""
    if not kept:
        return NO_DEMAND
    return Demand(kept["row"], kept["photos"], tuple(kept["shots"]), kept["measure"], kept["files"])


def shots_named(codes: Iterable[str]) -> tuple[taxonomy.Evidence, ...]:
    """The shots of some codes, as they are asked for; a code nobody knows any more asks for nothing."""
    known = taxonomy.evidence()
    return tuple(known[code] for code in codes if code in known and known[code].medium is not Medium.OURS)
