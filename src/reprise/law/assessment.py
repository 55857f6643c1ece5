"""The answer to one claim, with the trace of its reasons."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from reprise.core.money import Money
from reprise.law.facts import Facts
from reprise.law.parameters import Source
from reprise.law.vocabulary import Basis, Decision, Item, Outcome, Payer

Param = date | int | str | Money | Decimal


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of the reasoning: its code, the values in its sentence, and the texts applied."""

    code: str
    params: Mapping[str, Param] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one line, before money and dates."""

    decision: Decision
    basis: Basis
    outcome: Outcome
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a late payment adds; `amount` is None when the rate of a day is not known yet.

    `other_reading` is what another reading of the text would add, where it leaves two.
    """

    basis: str
    days_late: int
    amount: Money | None
    rate: str
    band: str
    alternative_flat_reading: Money | None = None
    capped_at_product_price: bool = False
    other_reading: Money | None = None


@dataclass(frozen=True, slots=True)
class LineDecision:
    """The answer for one kind of goods."""

    item: Item
    decision: Decision
    basis: Basis


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the buyer is entitled to: decision, rights, dates (inclusive last days), money and why."""

    facts: Facts
    decision: Decision
    basis: Basis
    outcome: Outcome
    rights: frozenset[Basis]
    dates: Mapping[str, date | int]
    return_cost_by: Payer
    refund: Money | None
    refund_due: date | None
    penalty: Penalty | None
    lines: tuple[LineDecision, ...]
    reasons: tuple[Reason, ...]
    missing: tuple[str, ...] = ()
    contradictions: tuple[str, ...] = ()

    def day(self, name: str) -> date | None:
        """One of the dates, None when it does not apply."""
        value = self.dates.get(name)
        return value if isinstance(value, date) else None
