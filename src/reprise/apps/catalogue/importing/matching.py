"""Which stored row is meant by which of an order that comes again."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.models import OrderLine, Payment

Values = dict[str, Any]
Row = TypeVar("Row", OrderLine, Payment)
Key = Callable[[Values], Hashable | None]


@dataclass(frozen=True, slots=True)
class Matched(Generic[Row]):
    """Stored rows with their new values, new values without a row, and rows the export no longer has."""

    pairs: list[tuple[Row, Values]]
    new: list[Values]
    gone: list[Row]


def _external(values: Values) -> Hashable | None:
    return values["external_id"] or None


def _exactly(values: Values) -> Hashable | None:
    return tuple(values[name] for name in ("type", "sku", "name", "quantity", "paid_minor"))


def _article(values: Values) -> Hashable | None:
    return values["type"], values["sku"], values["name"]


def _sku(values: Values) -> Hashable | None:
    return (values["type"], values["sku"]) if values["sku"] else None


def _other_amount(values: Values) -> Hashable | None:
    """The shipping of an order stays its shipping, whatever it is called now."""
    return values["type"] if values["type"] != LineType.PRODUCT else None


_LINE_KEYS: Final[tuple[Key, ...]] = (_external, _exactly, _article, _sku, _other_amount)


def match_lines(stored: Sequence[OrderLine], told: Sequence[Values]) -> Matched[OrderLine]:
    """By the platform's own number for the line, else by what is sold, the most alike first."""
    return _match(stored, told, _LINE_KEYS, "external_id")


def match_payments(stored: Sequence[Payment], told: Sequence[Values]) -> Matched[Payment]:
    """By reference, else by place: a payment that waited gets its reference when it succeeds."""
    return _match(stored, told, (lambda values: values["reference"] or None, lambda _values: "any"), "")


def _match(stored: Sequence[Row], told: Sequence[Values], keys: Sequence[Key], apart: str) -> Matched[Row]:
    """Pair rows key by key; rows whose `apart` values are both said and differ are never the same."""
    open_rows, open_values = list(stored), list(told)
    pairs: list[tuple[Row, Values]] = []
    for key in keys:
        by_key: dict[Hashable, list[Row]] = defaultdict(list)
        for row in open_rows:
            if (found := key(vars(row))) is not None:
                by_key[found].append(row)
        rest = []
        for values in open_values:
            told_key = key(values)
            candidates = by_key[told_key] if told_key is not None else []
            row_ = next((row for row in candidates if not _differ(row, values, apart)), None)
            if row_ is None:
                rest.append(values)
            else:
                candidates.remove(row_)
                open_rows.remove(row_)
                pairs.append((row_, values))
        open_values = rest
    return Matched(pairs, open_values, open_rows)


def _differ(row: Row, values: Values, apart: str) -> bool:
    return bool(apart and values[apart] and getattr(row, apart) and getattr(row, apart) != values[apart])
