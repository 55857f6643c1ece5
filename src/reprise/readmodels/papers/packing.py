"""How to pack several articles in one parcel: what is particular to each first, then what is done for all."""

from collections.abc import Iterable
from typing import Final

from reprise.apps.cases.models import CaseLine
from reprise.apps.logistics.rules.packing import CLOSE, SLIP, WEDGE, Step, packing_steps

#: What is done last, whatever the parcel holds.
LAST: Final = (WEDGE, SLIP, CLOSE)


def steps_for(lines: Iterable[CaseLine], *, most: int | None = None) -> tuple[Step, ...]:
    """The steps in their order; where there is room for fewer, the slip's own step goes first, as it says so itself."""
    every = dict.fromkeys(step for line in lines for step in packing_steps(line.product_kind))
    first = [step for step in every if step not in LAST]
    last = [step for step in LAST if step in every]
    if most is not None and len(first) + len(last) > most:
        last = [step for step in last if step is not SLIP]
        first = first[: max(0, most - len(last))]
    return (*first, *last)
