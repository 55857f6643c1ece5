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
def ask_customer(*, case: Case, line: CaseLine, question: str, actor: Actor, at: datetime) -> None:
    """Put a line on hold until the customer answers a question."""
    actor.require(Right.CASES_DECIDE)
    if not question.strip():
        raise Invalid(field="question", why=mark("write the question the customer should answer."))
    _move(line, LineMove.ASK)
    private: dict[str, object] = {"question": question.strip()}
    record(case=case, actor=actor, at=at, event=Event(EventType.INFO_ASKED, {"line": line.position}, private))


@atomic
def take_answer(*, case: Case, actor: Actor, at: datetime) -> int:
    """Hand every waiting line back to us because the customer answered; returns how many there were."""
    waiting = list(CaseLine.objects.filter(case=case, state=LineState.NEEDS_INFO.value))
    for line in waiting:
        _move(line, LineMove.ANSWER)
        record(case=case, actor=actor, at=at, event=Event(EventType.INFO_GIVEN, {"line": line.position}))
    return len(waiting)


def _move(line: CaseLine, move: LineMove) -> None:
    state = LineState(line.state)
    target = after(LINE_MOVES, state, move)
    if CaseLine.objects.filter(pk=line.pk, state=state.value).update(state=target.value) != 1:
        raise Overtaken
    line.state = target.value
