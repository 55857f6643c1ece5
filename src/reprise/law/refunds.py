"""How much the buyer is paid back (L221-24, L216-7, L217-17, and the seller's own promise)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reprise.core.money import Money
from reprise.law.assessment import Reason, Verdict
from reprise.law.facts import Line
from reprise.law.lines import GRANTED, basis_is
from reprise.law.situation import Situation
from reprise.law.vocabulary import Basis, Decision, Outcome


@dataclass(frozen=True, slots=True)
class Refund:
    """The sum due, what it is made of, and the price of the goods it pays back (the cap of late increases)."""

    amount: Money | None
    goods: Money
    reasons: tuple[Reason, ...] = ()


def refund_of(situation: Situation, answer: Verdict, lines: Sequence[tuple[Line, Verdict]]) -> Refund:
    """Add up what each line gives; nothing while a person still has to look."""
    nothing = Refund(None, situation.money(0))
    if answer.decision not in GRANTED:
        return nothing
    paid_back = [(line, verdict) for line, verdict in lines if _gives_money(verdict)]
    goods = sum(line.price for line, _ in paid_back)
    extra, reasons = _postage(situation, answer)
    for basis, add in ADDITIONS.items():
        taken = [line for line, verdict in paid_back if basis_is(verdict, basis)]
        if taken:
            more, why = add(situation, taken, [line for line, _ in lines])
            extra, reasons = extra + more, (*reasons, *why)
    if not paid_back and not extra:
        return nothing
    return Refund(situation.money(goods + extra), situation.money(goods), reasons)


def _gives_money(verdict: Verdict) -> bool:
    return verdict.decision is Decision.ACCEPT and verdict.outcome is Outcome.MONEY_BACK


def _withdrawal(situation: Situation, taken: Sequence[Line], lines: Sequence[Line]) -> tuple[int, tuple[Reason, ...]]:
    """Standard delivery comes back unless the rest had to be shipped anyway; depreciation goes off the goods."""
    prices = situation.facts.prices
    fee, reasons = prices.delivery_standard, []
    if fee and _rest_is_shipped(situation, taken, lines):
        reasons.append(
            situation.because("delivery_fee_kept", "withdrawal.partial_delivery_fee", fee=situation.money(fee))
        )
        fee = 0
    elif fee:
        reasons.append(situation.because("delivery_fee_back", "withdrawal.refund_days", fee=situation.money(fee)))
    if prices.delivery_express_supplement:
        kept = situation.money(prices.delivery_express_supplement)
        reasons.append(situation.because("supplement_kept", "withdrawal.supplement_kept", supplement=kept))
    less, why = _depreciation(situation, sum(line.price for line in taken if not line.item.is_digital))
    return fee - less, (*reasons, *why)


def _rest_is_shipped(situation: Situation, taken: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether other goods of the order, not given back, would have cost the same fee."""
    kept = [line.item for line in lines if line not in taken]
    return any(not item.is_digital for item in (*kept, *situation.facts.other_items))


def _depreciation(situation: Situation, goods: int) -> tuple[int, tuple[Reason, ...]]:
    """What handling beyond a test cost, if the buyer had been told of the right; a person sets the sum."""
    facts, info = situation.facts, situation.facts.info
    if not facts.used_beyond_test:
        return 0, ()
    given = info.withdrawal_given_on
    told = info.withdrawal if given is None else given <= situation.declared
    if not told:
        return 0, (situation.because("no_depreciation_untold", "withdrawal.depreciation"),)
    less = min(facts.depreciation_assessed, goods)
    if not less:
        return 0, (situation.because("depreciation_to_assess", "withdrawal.depreciation"),)
    return less, (situation.because("depreciation", "withdrawal.depreciation", amount=situation.money(less)),)


def _late(situation: Situation, _taken: Sequence[Line], _lines: Sequence[Line]) -> tuple[int, tuple[Reason, ...]]:
    prices = situation.facts.prices
    extra = prices.delivery_standard + prices.delivery_express_supplement
    return extra, (situation.because("everything_back", "late_delivery.refunds_all"),)


def _promised(situation: Situation, _taken: Sequence[Line], _lines: Sequence[Line]) -> tuple[int, tuple[Reason, ...]]:
    policy, fee = situation.facts.commercial_policy, situation.facts.prices.delivery_standard
    if policy is None or not fee:
        return 0, ()
    if policy.refunds_delivery:
        return fee, (situation.because("promise_refunds_delivery", "commercial.binds", fee=situation.money(fee)),)
    return 0, (situation.because("promise_keeps_delivery", "commercial.binds", fee=situation.money(fee)),)


def _postage(situation: Situation, answer: Verdict) -> tuple[int, tuple[Reason, ...]]:
    """What the buyer paid to send goods back under the guarantee (D217-1)."""
    postage = situation.facts.postage_paid_by_consumer
    if not postage or answer.basis is not Basis.CONFORMITY:
        return 0, ()
    rules = ("guarantee.postage_refund_days", "guarantee.return_cost")
    return postage, (situation.because("postage_back", *rules, postage=situation.money(postage)),)


ADDITIONS = {Basis.WITHDRAWAL: _withdrawal, Basis.LATE_DELIVERY: _late, Basis.COMMERCIAL: _promised}
