from datetime import datetime

from django.db import transaction
from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import RemedyState, RemedyType, Trigger
from reprise.apps.cases.models import Case, CaseLine, Remedy
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import REMEDY_MOVES, RemedyMove, after
from reprise.core.refusals import Kind, Overtaken, Refusal, mark


class RemedyInForce(Refusal):
    """The approved pieces of the line already have a remedy that was agreed."""

    code = "remedy_in_force"
    kind = Kind.CONFLICT
    sentence = mark("A remedy is already agreed for these pieces. End it before agreeing on another.")


@transaction.atomic(savepoint=False)
def agree_remedy(
    *, case: Case, line: CaseLine, remedy: RemedyType, quantity: int, trigger: Trigger, actor: Actor, at: datetime,
    amount_minor: int | None = None,
) -> Remedy:  # fmt: skip
    """Fix what the customer gets for approved pieces no other remedy answers for, and what will set it going."""
    state = RemedyState.ARMED if trigger in {Trigger.NOW, Trigger.ON_AUTHORISATION} else RemedyState.ACCEPTED
    room = CaseLine.objects.filter(pk=line.pk, approved_quantity__gte=F("covered_quantity") + quantity)
    if room.update(covered_quantity=F("covered_quantity") + quantity) != 1:
        raise RemedyInForce
    line.covered_quantity += quantity
    made = Remedy.objects.create(
        case=case, line=line, type=remedy.value, quantity=quantity, amount_minor=amount_minor,
        trigger=trigger.value, state=state.value, created_at=at,
    )  # fmt: skip
    told: dict[str, object] = {
        "line": line.position, "type": remedy.value, "state": state.value, "quantity": quantity,
        "trigger": trigger.value,
    }  # fmt: skip
    record(case=case, actor=actor, at=at, event=Event(EventType.REMEDY_CHANGED, told))
    return made


@transaction.atomic(savepoint=False)
def move_remedy(*, case: Case, remedy: Remedy, move: RemedyMove, actor: Actor, at: datetime) -> None:
    """Move a remedy along its axis."""
    state = RemedyState(remedy.state)
    target = after(REMEDY_MOVES, state, move)
    if Remedy.objects.filter(pk=remedy.pk, state=state.value).update(state=target.value) != 1:
        raise Overtaken
    remedy.state = target.value
    told: dict[str, object] = {"remedy": remedy.pk, "type": remedy.type, "state": target.value}
    record(case=case, actor=actor, at=at, event=Event(EventType.REMEDY_CHANGED, told))
