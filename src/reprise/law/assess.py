"""What a buyer is entitled to: from the facts of one claim to the answer with its reasons."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from reprise.law import conformity, late_delivery, recall, withdrawal
from reprise.law.assessment import Assessment, LineDecision, Reason, Verdict
from reprise.law.consistency import contradictions
from reprise.law.dates import dates_of
from reprise.law.facts import Facts, Line
from reprise.law.jurisdictions import law_of
from reprise.law.lines import together
from reprise.law.penalties import late_penalty, told
from reprise.law.refund_dates import Due, refund_due
from reprise.law.refunds import refund_of
from reprise.law.return_costs import return_cost
from reprise.law.rights import open_rights
from reprise.law.situation import Situation, situation_of
from reprise.law.vocabulary import Basis, Claim, Decision, Outcome, Payer

Judge = Callable[[Situation, Line], Verdict]

#: Which module answers which claim.
JUDGES: Final[Mapping[Claim, Judge]] = {
    Claim.WITHDRAW: withdrawal.judge,
    Claim.DEFECT: conformity.judge,
    Claim.WRONG_ITEM: conformity.judge,
    Claim.LATE_DELIVERY: late_delivery.judge,
    Claim.NOT_RECEIVED: late_delivery.judge,
    Claim.RECALL: recall.judge,
}


def assess(facts: Facts) -> Assessment:
    """Say what the buyer is entitled to, until when, who pays, how much, by when, and why."""
    law = law_of(facts.country)
    if law is None:
        return _unanswerable(facts, Reason("country_unknown", {"country": facts.country}))
    if facts.declared is None:
        return _unanswerable(facts, Reason("fact_missing", {"fact": "declared"}), ("declared",))
    if not facts.claimed:
        return _unanswerable(facts, Reason("fact_missing", {"fact": "item"}), ("item",))
    situation = situation_of(facts, law, facts.declared)
    lines = [(line, JUDGES[facts.claim](situation, line)) for line in facts.claimed]
    answer = together([verdict for _, verdict in lines])
    if answer.outcome is Outcome.MONEY_BACK and not facts.prices.known:
        answer = replace(answer, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW, missing=("prices",))
    impossible = tuple(contradictions(facts))
    if impossible:
        answer = replace(answer, decision=Decision.HUMAN_REVIEW, outcome=Outcome.REVIEW)
    return _answered(situation, answer, lines, impossible)


def _answered(
    situation: Situation, answer: Verdict, lines: list[tuple[Line, Verdict]], impossible: tuple[Reason, ...]
) -> Assessment:
    payer, who_pays = return_cost(situation, answer, lines)
    refund = refund_of(situation, answer, lines)
    due = refund_due(situation, answer) if refund.amount is not None else Due(None)
    penalty = late_penalty(situation, answer, refund, due.day)
    late = told(situation, answer, penalty)
    missing = tuple(Reason("fact_missing", {"fact": fact}) for fact in answer.missing)
    return Assessment(
        facts=situation.facts,
        decision=answer.decision,
        basis=answer.basis,
        outcome=answer.outcome,
        rights=open_rights(situation),
        dates=dates_of(situation, answer),
        return_cost_by=payer,
        refund=refund.amount,
        refund_due=due.day,
        penalty=penalty,
        lines=tuple(LineDecision(line.item, verdict.decision, verdict.basis) for line, verdict in lines),
        reasons=(*impossible, *missing, *answer.reasons, *refund.reasons, *due.reasons, *late, *who_pays),
        missing=tuple(dict.fromkeys((*answer.missing, *(str(reason.params["fact"]) for reason in impossible)))),
        contradictions=tuple(f"{reason.params['fact']} before {reason.params['other']}" for reason in impossible),
    )


def _unanswerable(facts: Facts, reason: Reason, missing: tuple[str, ...] = ()) -> Assessment:
    """Hand over to a person what no rule can begin to answer."""
    lines = tuple(LineDecision(line.item, Decision.HUMAN_REVIEW, Basis.NONE) for line in facts.claimed)
    return Assessment(
        facts=facts,
        decision=Decision.HUMAN_REVIEW,
        basis=Basis.NONE,
        outcome=Outcome.REVIEW,
        rights=frozenset(),
        dates={},
        return_cost_by=Payer.NONE,
        refund=None,
        refund_due=None,
        penalty=None,
        lines=lines,
        reasons=(reason,),
        missing=missing,
    )
