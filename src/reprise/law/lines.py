"""One answer out of several: each kind of goods is decided by itself, then told together."""

from collections.abc import Sequence
from typing import Final

from reprise.law.assessment import Verdict
from reprise.law.vocabulary import Basis, Decision, Outcome

GRANTED: Final = frozenset({Decision.ACCEPT, Decision.ACCEPT_IN_PART})
ORDER: Final = tuple(Basis)  # the regime named first is the one told when lines differ


def together(verdicts: Sequence[Verdict]) -> Verdict:
    """Join the answers: a line for a person makes all wait, lines that differ are accepted in part."""
    if len(verdicts) == 1:
        return verdicts[0]
    decision = _decision([verdict.decision for verdict in verdicts])
    wanted = {Decision.HUMAN_REVIEW} if decision is Decision.HUMAN_REVIEW else GRANTED
    telling = [verdict for verdict in verdicts if verdict.decision in wanted] or list(verdicts)
    first = min(telling, key=lambda verdict: ORDER.index(verdict.basis))
    reasons = tuple({(r.code, tuple(r.params.items())): r for v in verdicts for r in v.reasons}.values())
    missing = tuple(dict.fromkeys(fact for verdict in verdicts for fact in verdict.missing))
    outcome = Outcome.REVIEW if decision is Decision.HUMAN_REVIEW else first.outcome
    return Verdict(decision, first.basis, outcome, reasons, missing)


def _decision(decisions: Sequence[Decision]) -> Decision:
    if Decision.HUMAN_REVIEW in decisions:
        return Decision.HUMAN_REVIEW
    return decisions[0] if len(set(decisions)) == 1 else Decision.ACCEPT_IN_PART


def basis_is(verdict: Verdict, basis: Basis) -> bool:
    """Whether a line was granted money under this regime."""
    return verdict.basis is basis and verdict.decision is Decision.ACCEPT and verdict.outcome is Outcome.MONEY_BACK
