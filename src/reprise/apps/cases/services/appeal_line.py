from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.models import Case, CaseLine
from reprise.apps.cases.services.record import record
from reprise.apps.cases.transitions import LINE_MOVES, LineMove, after
from reprise.core.refusals import Invalid, Overtaken, mark
from reprise.platform.transactions import atomic


@atomic
def appeal_line(*, case: Case, line: CaseLine, text: str, actor: Actor, at: datetime) -> None:
    """Dispute a refusal, whole or in part, so that somebody looks again; what was granted stays granted."""
    if not actor.is_customer:
        actor.require(Right.CASES_WRITE)
    if not text.strip():
        raise Invalid(field="text", why=mark("say what you disagree with."))
    state = LineState(line.state)
    target = after(LINE_MOVES, state, LineMove.APPEAL)
    if CaseLine.objects.filter(pk=line.pk, state=state.value).update(state=target.value) != 1:
        raise Overtaken
    line.state = target.value
    event = Event(EventType.LINE_APPEALED, {"line": line.position}, private={"text": text.strip()})
    record(case=case, actor=actor, at=at, event=event)
