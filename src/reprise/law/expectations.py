"""Reading the `expected` part of a scenario, with every problem told at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from reprise.law import values
from reprise.law.reading import Problem
from reprise.law.values import Unreadable
from reprise.law.vocabulary import Basis, Decision, Item, Payer

DAY_NAMES: Final = frozenset({
    "withdrawal_initial_last_day", "withdrawal_last_day", "return_by", "commercial_last_day", "guarantee_until",
    "guarantee_until_before", "presumption_until", "repair_by", "mediation_until", "hidden_defect_until",
    "hidden_defect_longstop", "notify_by", "short_term_termination_until",
})  # fmt: skip
COUNTS: Final = frozenset({"immobilised_days"})
PENALTIES: Final = frozenset({"L242-4", "L241-4", "L241-6", "L241-7"})
NEEDED: Final = ("decision", "basis", "rights", "return_cost_by")


@dataclass(frozen=True, slots=True)
class ExpectedPenalty:
    """The compared part of a penalty."""

    basis: str
    days_late: int
    amount: Decimal
    capped_at_product_price: bool = False


@dataclass(frozen=True, slots=True)
class Expected:
    """The answer a scenario expects."""

    decision: Decision
    basis: Basis
    rights: frozenset[Basis]
    return_cost_by: Payer
    dates: Mapping[str, date | int]
    refund: Decimal | None = None
    refund_due: date | None = None
    penalty: ExpectedPenalty | None = None
    lines: frozenset[tuple[Item, Decision]] | None = None


class _Problems(ValueError):
    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)


def read_expected(mapping: object) -> tuple[Expected | None, list[Problem]]:
    """Read what is expected; None with the problems when it cannot be read."""
    try:
        given = values.a_mapping(mapping)
        read = _each(given, READERS, NEEDED)
    except Unreadable as fault:
        return None, [] if mapping is None else [Problem("expected", str(fault))]  # missing is told by the scenario
    except _Problems as fault:
        return None, [Problem(f"expected.{problem.field}", problem.message) for problem in fault.problems]
    read = {key: value for key, value in read.items() if key not in {"cite", "why"}}
    return Expected(**({"dates": {}} | read)), []  # type: ignore[arg-type]  # each reader gives its field's type


def _each(
    given: Mapping[str, object], readers: Mapping[str, Callable[[object], object]], needed: tuple[str, ...] = ()
) -> dict[str, object]:
    read: dict[str, object] = {}
    problems = [Problem(key, "is missing; write it") for key in needed if given.get(key) is None]
    for key, value in given.items():
        if key not in readers:
            problems.append(Problem(key, f"is not a known key; known keys are {', '.join(readers)}"))
        elif value is not None:
            try:
                read[key] = readers[key](value)
            except Unreadable as fault:
                problems.append(Problem(key, str(fault)))
            except _Problems as fault:
                problems += [Problem(f"{key}.{inner.field}", inner.message) for inner in fault.problems]
    if problems:
        raise _Problems(problems)
    return read


def _amount(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable(f'{values.shown(value)} is not an amount; write it as text, like "338.90"')
    try:
        amount = Decimal(str(value))
    except InvalidOperation as fault:
        raise Unreadable(f'{values.shown(value)} is not an amount; write it as text, like "338.90"') from fault
    if not amount.is_finite():
        raise Unreadable(f'{values.shown(value)} is not an amount; write it as text, like "338.90"')
    return amount


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable(f"{values.shown(value)} is not text; write it between quotes")
    return value


def _rights(value: object) -> frozenset[Basis]:
    return frozenset(values.one_of(Basis)(item) for item in values.a_list(value))


def _dates(value: object) -> object:
    readers: dict[str, Callable[[object], object]] = dict.fromkeys(DAY_NAMES, values.a_date)
    return _each(values.a_mapping(value), readers | dict.fromkeys(COUNTS, values.a_count))


def _penalty_basis(value: object) -> str:
    if value not in PENALTIES:
        raise Unreadable(f"{values.shown(value)} is not known; write one of {', '.join(sorted(PENALTIES))}")
    return str(value)


def _penalty(value: object) -> ExpectedPenalty:
    readers: dict[str, Callable[[object], object]] = {
        "basis": _penalty_basis, "days_late": values.a_count, "amount": _amount,
        "capped_at_product_price": values.a_flag, "rate": _text, "band": _text, "alternative_flat_reading": _amount,
    }  # fmt: skip
    read = _each(values.a_mapping(value), readers, ("basis", "days_late", "amount"))
    for never_compared in ("rate", "band", "alternative_flat_reading"):
        read.pop(never_compared, None)
    return ExpectedPenalty(**read)  # type: ignore[arg-type]  # each reader gives its field's type


def _lines(value: object) -> frozenset[tuple[object, object]]:
    readers = {"item": values.one_of(Item), "decision": values.one_of(Decision)}
    rows = [_each(values.a_mapping(line), readers, ("item", "decision")) for line in values.a_list(value)]
    return frozenset((row["item"], row["decision"]) for row in rows)


READERS: Final[Mapping[str, Callable[[object], object]]] = {
    "decision": values.one_of(Decision),
    "basis": values.one_of(Basis),
    "rights": _rights,
    "dates": _dates,
    "return_cost_by": values.one_of(Payer),
    "refund": _amount,
    "refund_due": values.a_date,
    "penalty": _penalty,
    "lines": _lines,
    "cite": _text,
    "why": _text,
}
