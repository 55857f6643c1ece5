"""What each field and parameter of the API means, in one place: `words_of(schema, field)`."""

from collections import ChainMap
from collections.abc import Mapping
from typing import Final

from reprise.web.api.words import cases, common, conditions, conversations, goods, help_center, orders, refunds

#: By shape and field, such as "Order.number", for all of OrderOut, OrderInFull and the like; or by the field alone.
WORDS: Final[Mapping[str, str]] = ChainMap(
    *(dict(each.WORDS) for each in (cases, common, conditions, conversations, goods, help_center, orders, refunds))
)
_ENDINGS: Final = ("InFull", "In", "Out")


def words_of(schema: str, field: str) -> str:
    """What a field of a shape means: as said of this shape, else as said of the field wherever it stands."""
    stem = next((schema.removesuffix(ending) for ending in _ENDINGS if schema.endswith(ending)), schema)
    return WORDS.get(f"{stem}.{field}") or WORDS.get(field, "")
