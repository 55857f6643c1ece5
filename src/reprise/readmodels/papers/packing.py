"""How to pack several articles in one parcel: what is particular to each first, then what is done for all."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.catalogue.checklists import checklists_for
from reprise.apps.catalogue.rules.checklists import Section
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


def things_in(case: Case, lines: Collection[CaseLine], lang: str) -> Mapping[str, str]:
    """What an authorisation keeps in the customer's words, in another language: {kept: told}."""
    if lang == case.language[:2]:
        return {}
    lists = checklists_for(case.shop_id, {(line.product_kind, line.sku) for line in lines})
    items = (one for wanted in lists.values() for part in Section for one in wanted.section(part))
    return {one.name(case.language): one.name(lang) for one in items}
