"""How what arrived differs from what was announced, what that is called, and what follows."""

from collections.abc import Mapping
from typing import Final

from reprise.apps.logistics.kinds import Variance
from reprise.core.refusals import mark

NAMES: Final[Mapping[Variance, str]] = {
    Variance.AS_ANNOUNCED: mark("As announced"),
    Variance.MISSING: mark("Piece missing"),
    Variance.WRONG: mark("Not the right article"),
    Variance.SURPLUS: mark("One too many"),
    Variance.DAMAGED: mark("Arrived damaged"),
    Variance.INCOMPLETE: mark("Incomplete"),
    Variance.SWAPPED: mark("Not the piece that was sold"),
}

#: What follows, told to both sides.
NEXT_STEPS: Final[Mapping[Variance, str]] = {
    Variance.AS_ANNOUNCED: mark("We inspect it next."),
    Variance.MISSING: mark("This piece was not in the parcel. It stays expected: send it, or tell us what you packed."),
    Variance.WRONG: mark("The parcel held something else. We keep it aside; the right article stays expected."),
    Variance.SURPLUS: mark("The parcel held more than announced. We keep it aside and ask you what to do with it."),
    Variance.DAMAGED: mark(
        "It arrived damaged. We photograph it and the box, and ask the carrier when the road did it."
    ),
    Variance.INCOMPLETE: mark("Something is missing from it. You can still send the rest."),
    Variance.SWAPPED: mark("This is not the piece we sold. We keep it aside, and a person looks at it with you."),
}

#: Findings which put the expected piece itself on the bench; with the others it is still awaited.
ARRIVED: Final = frozenset({Variance.AS_ANNOUNCED, Variance.DAMAGED, Variance.INCOMPLETE})


def suggested_variances(
    announced: int, counted: int, *, right_article: bool = True, damaged: bool = False, complete: bool = True
) -> tuple[tuple[Variance, int], ...]:
    """What to write for a count on the bench, as (variance, quantity) pairs; nothing is lost or made up."""
    if announced < 0 or counted < 0:
        raise ValueError("quantities cannot be negative")
    found: tuple[tuple[Variance, int], ...]
    if not right_article:
        found = ((Variance.WRONG, counted), (Variance.MISSING, max(announced - counted, 0)))
    else:
        what = Variance.DAMAGED if damaged else Variance.AS_ANNOUNCED if complete else Variance.INCOMPLETE
        found = (
            (what, min(announced, counted)),
            (Variance.MISSING, max(announced - counted, 0)),
            (Variance.SURPLUS, max(counted - announced, 0)),
        )
    return tuple((variance, quantity) for variance, quantity in found if quantity)
