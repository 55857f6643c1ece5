from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine, Decision
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import GRANTED, LINE_MOVES, LineMove, after
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.statements import Writing, insert_later
from reprise.platform.transactions import atomic

VERDICTS: Final = frozenset(
    {LineMove.APPROVE, LineMove.APPROVE_PARTLY, LineMove.DECLINE, LineMove.UPHOLD, LineMove.OVERTURN}
)


#: Verdicts that leave nothing to explain; any other refuses something.
WHOLLY_GRANTED: Final = frozenset({LineState.APPROVED, LineState.OVERTURNED})

#: States that no verdict leads to, so that none was given before.
UNDECIDED: Final = frozenset({LineState.PENDING, LineState.NEEDS_INFO})

_DECIDE = Writing(
    lambda line_id, before, granted_before, state, granted: (
        CaseLine.objects.filter(pk=line_id, state=before, approved_quantity=granted_before),
        {"state": state, "approved_quantity": granted},
    )
)


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why a line is decided so: the letter's sentence, and what law and policy answered."""

    text: str = ""
    reason: str = ""
    basis: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    trace: list[object] = field(default_factory=list)
    versions: dict[str, object] = field(default_factory=dict)
    rule: str = ""  # the row of the shop's policy that decided by itself; empty where a person did


@atomic
def decide_line(
    *, case: Case, line: CaseLine, move: LineMove, grounds: Grounds, actor: Actor, at: datetime,
    quantity: int | None = None,
) -> Decision:  # fmt: skip
    """Give a final verdict on a line: all of it, part of it or none of it. A refusal says why."""
    actor.require(Right.CASES_DECIDE)
    if move not in VERDICTS:
        raise Invalid(field="verdict", why=mark("choose to accept, to accept in part or to refuse."))
    state = LineState(line.state)
    target = after(LINE_MOVES, state, move)
    granted = _granted_quantity(line, target, quantity)
    if target not in WHOLLY_GRANTED and not grounds.text.strip():
        raise Invalid(field="text", why=mark("say why it is refused; the customer reads this sentence."))
    _DECIDE.surely(line.pk, state.value, line.approved_quantity, target.value, granted, otherwise=Overtaken)
    decided_before = state not in UNDECIDED or "reopened" in line.proposal
    before = None if not decided_before else Decision.objects.filter(line=line).order_by("-id").first()
    line.state, line.approved_quantity = target.value, granted
    decision = Decision(
        line=line, verdict=target.value, quantity=granted, text=grounds.text, reason=grounds.reason,
        basis=grounds.basis, facts=grounds.facts, trace=grounds.trace, versions=grounds.versions,
        decided_by=actor.key, decided_at=at, corrects=before,
    )  # fmt: skip
    insert_later(decision)
    told: dict[str, object] = {
        "line": line.position,
        "verdict": target.value,
        "quantity": granted,
        "basis": grounds.basis,
        **({"rule": grounds.rule, "policy": grounds.versions.get("policy")} if grounds.rule else {}),
    }
    private: dict[str, object] = {"text": grounds.text, "by": actor.name}
    record(case=case, actor=actor, at=at, event=Event(EventType.LINE_DECIDED, told, private))
    return decision


def _granted_quantity(line: CaseLine, target: LineState, quantity: int | None) -> int:
    if target not in GRANTED:
        return line.approved_quantity if target is LineState.UPHELD else 0
    granted = line.quantity if quantity is None or target is LineState.APPROVED else quantity
    if not 1 <= granted <= line.quantity:
        raise Invalid(field="quantity", why=mark("the quantity must be between 1 and what was asked."))
    if target is LineState.OVERTURNED and granted <= line.approved_quantity:
        raise Invalid(field="quantity", why=mark("a lifted refusal must grant more pieces than before."))
    if target is LineState.PARTLY_APPROVED and granted == line.quantity:
        raise Invalid(field="quantity", why=mark("this is all of it: approve the whole line instead."))
    return granted
