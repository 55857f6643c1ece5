from collections.abc import Sequence
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.open_case import WITHDRAW, NewLine
from reprise.apps.cases.services.record import record
from reprise.core.refusals import Kind, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic

UNDECIDED = (LineState.PENDING.value, LineState.NEEDS_INFO.value)


class TooLateToChange(Refusal):
    """Somebody has decided, or a declaration was made that only a cancellation takes back."""

    code = "too_late_to_change"
    kind = Kind.CONFLICT
    sentence = mark("This request was decided, so it can no longer be changed. Write us a message instead.")


def changeable(lines: Sequence[CaseLine]) -> list[CaseLine]:
    """The lines a customer may say anew: everything undecided, and no withdrawal among those taken."""
    if not lines or any(line.state not in UNDECIDED for line in lines):
        return []
    return [line for line in lines if line.claim != WITHDRAW and line.order_line_id]


@atomic
def change_lines(
    *, case: Case, new: Sequence[NewLine], danger: bool, value_minor: int, actor: Actor, at: datetime
) -> list[CaseLine]:
    """Put what is asked now in the place of what was asked; a line that is no longer asked about is cancelled."""
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)
    before = changeable(list(CaseLine.objects.filter(case=case).order_by("position")))
    if not before:
        raise TooLateToChange
    asked = {line.order_line_id: line for line in new}
    changes = [_change(line, asked.get(line.order_line_id)) for line in before]
    danger = case.danger or danger  # what was dangerous stays so until somebody has looked
    Case.objects.filter(pk=case.pk).update(danger=danger, value_minor=value_minor)
    case.danger, case.value_minor = danger, value_minor
    told: dict[str, object] = {"lines": changes, "channel": case.channel}
    private: dict[str, object] = {"descriptions": [line.description for line in new]}
    record(case=case, actor=actor, at=at, event=Event(EventType.REQUEST_CHANGED, told, private))
    return before


def _change(line: CaseLine, new: NewLine | None) -> dict[str, object]:
    """Write one line anew while nobody decides it, and say what it was and is."""
    was = {"quantity": line.quantity, "claim": line.claim, "reason": line.reason}
    values: dict[str, object] = {"state": LineState.CANCELLED.value} if new is None else {
        "quantity": new.quantity, "claim": new.claim, "ground": new.ground, "reason": new.reason,
        "description": new.description, "asked_remedy": new.asked_remedy, "proposal": new.proposal,
    }  # fmt: skip
    if CaseLine.objects.filter(pk=line.pk, state=line.state, quantity=line.quantity).update(**values) != 1:
        raise Overtaken
    now = {"quantity": 0} if new is None else {
        "quantity": new.quantity, "claim": new.claim, "reason": new.reason,
    }  # fmt: skip
    for name, value in values.items():
        setattr(line, name, value)
    return {"line": line.position, "was": was, "now": now}
