from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import LINE_MOVES, LineMove, after
from reprise.core.refusals import Overtaken
from reprise.platform.transactions import atomic


@atomic
def cancel_lines(*, case: Case, actor: Actor, at: datetime) -> list[CaseLine]:
    """Take the whole request back while nothing was decided; refused as soon as one line was."""
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)
    lines = list(CaseLine.objects.filter(case=case).order_by("position"))
    for line in lines:
        state = LineState(line.state)
        target = after(LINE_MOVES, state, LineMove.CANCEL)
        if CaseLine.objects.filter(pk=line.pk, state=state.value).update(state=target.value) != 1:
            raise Overtaken
        line.state = target.value
    record(case=case, actor=actor, at=at, event=Event(EventType.CANCELLED))
    return lines
