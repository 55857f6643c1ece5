"""An answer as plain data, to be stored with a decision, sent over an API or printed by a command."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal

from reprise.core.money import Money
from reprise.law.assessment import Assessment, Penalty, Reason
from reprise.law.explain import Explanation
from reprise.law.version import LAW_VERSION

Plain = dict[str, object]


def assessment_document(answer: Assessment) -> Plain:
    """Everything an answer says and its trace, in the words of scenario files: dates and amounts are text."""
    return {
        "law_version": LAW_VERSION,
        "decision": str(answer.decision),
        "basis": str(answer.basis),
        "outcome": str(answer.outcome),
        "rights": sorted(str(right) for right in answer.rights),
        "dates": {name: plain(value) for name, value in answer.dates.items()},
        "return_cost_by": str(answer.return_cost_by),
        "refund": plain(answer.refund),
        "refund_due": plain(answer.refund_due),
        "penalty": _penalty(answer.penalty),
        "lines": [
            {"item": str(line.item), "decision": str(line.decision), "basis": str(line.basis)} for line in answer.lines
        ],
        "reasons": [_reason(reason) for reason in answer.reasons],
        "missing": list(answer.missing),
        "contradictions": list(answer.contradictions),
    }


def explanation_document(told: Explanation) -> Plain:
    """The sentences of an explanation by name."""
    return asdict(told)


def plain(value: object) -> object:
    """A value as text where a program could misread it: dates, amounts, decimals."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Money):
        return str(value.decimal)
    if isinstance(value, Decimal | str):
        return str(value)
    return value


def _reason(reason: Reason) -> Plain:
    return {
        "code": reason.code,
        "params": {name: plain(value) for name, value in reason.params.items()},
        "sources": [source.id for source in reason.sources],
    }


def _penalty(penalty: Penalty | None) -> Plain | None:
    if penalty is None:
        return None
    return {
        "basis": penalty.basis,
        "days_late": penalty.days_late,
        "amount": plain(penalty.amount),
        "rate": penalty.rate,
        "band": penalty.band,
        "alternative_flat_reading": plain(penalty.alternative_flat_reading),
        "capped_at_product_price": penalty.capped_at_product_price,
        "other_reading": plain(penalty.other_reading),
    }
