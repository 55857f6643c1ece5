"""Where an answer differs from the one expected, field by field."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from reprise.law.assessment import Assessment, Penalty
from reprise.law.expectations import Expected, ExpectedPenalty

Difference = tuple[str, object, object]


def differences(expected: Expected, got: Assessment) -> Iterator[Difference]:
    """Compare every field that counts; extra dates are free."""
    yield from _unless_equal("decision", expected.decision, got.decision)
    yield from _unless_equal("basis", expected.basis, got.basis)
    if expected.rights != got.rights:
        yield "rights", _sorted(expected.rights), _sorted(got.rights)
    for name, day in expected.dates.items():
        yield from _unless_equal(f"dates.{name}", day, got.dates.get(name))
    yield from _unless_equal("return_cost_by", expected.return_cost_by, got.return_cost_by)
    yield from _unless_equal("refund", expected.refund, got.refund.decimal if got.refund else None)
    yield from _unless_equal("refund_due", expected.refund_due, got.refund_due)
    yield from _penalty(expected.penalty, got.penalty)
    if expected.lines is not None:
        decided = frozenset((line.item, line.decision) for line in got.lines)
        if decided != expected.lines:
            yield "lines", _pairs(expected.lines), _pairs(decided)


def _penalty(expected: ExpectedPenalty | None, got: Penalty | None) -> Iterator[Difference]:
    if expected is None or got is None:
        wanted = None if expected is None else {"basis": expected.basis, "amount": shown(expected.amount)}
        given = (
            None if got is None else {"basis": got.basis, "amount": shown(got.amount.decimal if got.amount else None)}
        )
        if wanted != given:
            yield "penalty", wanted, given
        return
    yield from _unless_equal("penalty.basis", expected.basis, got.basis)
    yield from _unless_equal("penalty.days_late", expected.days_late, got.days_late)
    yield from _unless_equal("penalty.amount", expected.amount, got.amount.decimal if got.amount else None)
    capped = "penalty.capped_at_product_price"
    yield from _unless_equal(capped, expected.capped_at_product_price, got.capped_at_product_price)


def _unless_equal(field: str, expected: object, got: object) -> Iterator[Difference]:
    if expected != got:
        yield field, shown(expected), shown(got)


def shown(value: object) -> object:
    """A value as the scenario file writes it: dates and money as text."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value) if isinstance(value, str) else value


def _sorted(words: Iterable[str]) -> list[str]:
    return sorted(str(word) for word in words)


def _pairs(lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"item": str(item), "decision": str(decision)} for item, decision in sorted(lines)]
