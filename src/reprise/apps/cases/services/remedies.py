from datetime import datetime
from typing import Final

from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import RemedyState, RemedyType, Trigger
from reprise.apps.cases.memory import learn
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import REMEDY_MOVES, RemedyMove, after
from reprise.core.refusals import Kind, Overtaken, Refusal, mark
from reprise.platform.statements import Writing, insert
from reprise.platform.transactions import atomic

#: States in which a remedy answers for its pieces, so that no other may.
LIVE: Final = frozenset({RemedyState.ACCEPTED, RemedyState.ARMED, RemedyState.EXECUTING, RemedyState.DONE})
AT_ONCE: Final = frozenset({Trigger.NOW, Trigger.ON_AUTHORISATION})


_MOVE = Writing(lambda remedy_id, before, state: (Remedy.objects.filter(pk=remedy_id, state=before), {"state": state}))
_COVER = Writing(
    lambda line_id, pieces: (
        CaseLine.objects.filter(pk=line_id, approved_quantity__gte=F("covered_quantity") + pieces),
        {"covered_quantity": F("covered_quantity") + pieces},
    )
)


class RemedyInForce(Refusal):
    """The approved pieces of the line already have a remedy that was agreed."""

    code = "remedy_in_force"
    kind = Kind.CONFLICT
    sentence = mark("A remedy is already agreed for these pieces. End it before agreeing on another.")


@atomic
def agree_remedy(
    *, case: Case, line: CaseLine, remedy: RemedyType, quantity: int, trigger: Trigger, actor: Actor, at: datetime,
    amount_minor: int | None = None,
) -> Remedy:  # fmt: skip
    """Fix what the customer gets for approved pieces no other remedy answers for, and what will set it going."""
    state = RemedyState.ARMED if trigger in AT_ONCE else RemedyState.ACCEPTED
    _cover(line.pk, quantity)
    line.covered_quantity += quantity
    made = Remedy(
        case=case, line=line, type=remedy.value, quantity=quantity, amount_minor=amount_minor,
        trigger=trigger.value, state=state.value, created_at=at,
    )  # fmt: skip
    insert(made)
    learn(case, "remedies", made)
    told: dict[str, object] = {
        "line": line.position, "remedy": made.pk, "type": remedy.value, "state": state.value, "quantity": quantity,
        "trigger": trigger.value,
    }  # fmt: skip
    record(case=case, actor=actor, at=at, event=Event(EventType.REMEDY_CHANGED, told))
    return made


@atomic
def move_remedy(*, case: Case, remedy: Remedy, move: RemedyMove, actor: Actor, at: datetime) -> None:
    """Move a remedy along its axis; one that is refused or failed leaves its pieces to another."""
    state = RemedyState(remedy.state)
    target = after(REMEDY_MOVES, state, move)
    _MOVE.surely(remedy.pk, state.value, target.value, otherwise=Overtaken)
    if (state in LIVE) != (target in LIVE):
        _cover(remedy.line_id, remedy.quantity if target in LIVE else -remedy.quantity)
    remedy.state = target.value
    told: dict[str, object] = {
        "remedy": remedy.pk, "type": remedy.type, "state": target.value, "quantity": remedy.quantity,
    }  # fmt: skip
    record(case=case, actor=actor, at=at, event=Event(EventType.REMEDY_CHANGED, told))


@atomic
def cut_remedy(*, remedy: Remedy, quantity: int) -> Remedy:
    """Part of a waiting remedy as one of its own, so that it can go ahead of the rest; together they stay the same."""
    whole = Remedy.objects.filter(pk=remedy.pk, state=remedy.state, quantity=remedy.quantity, amount_minor=None)
    if not 1 <= quantity < remedy.quantity or whole.update(quantity=F("quantity") - quantity) != 1:
        raise Overtaken
    remedy.quantity -= quantity
    return Remedy.objects.create(
        case_id=remedy.case_id, line_id=remedy.line_id, type=remedy.type, quantity=quantity, trigger=remedy.trigger,
        state=remedy.state, created_at=remedy.created_at, cut_from=remedy,
    )  # fmt: skip


def _cover(line_id: int, pieces: int) -> None:
    _COVER.surely(line_id, pieces, otherwise=RemedyInForce)
