from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.record import record
from reprise.core.refusals import NotFound, Overtaken
from reprise.platform.transactions import atomic

#: What a person says is done: postage paid back, a complaint answered, and the acknowledgement of somebody without an
#: e-mail address.
BY_HAND = frozenset({"postage", "acknowledge", "complaint"})


@atomic
def end_by_hand(*, actor: Actor, deadline_id: int, at: datetime) -> Deadline:
    """Keep, and tell on the timeline, that something was done which nothing on the axes shows, like postage repaid."""
    actor.require(Right.CASES_WRITE)
    found = Deadline.objects.select_related("case").filter(pk=deadline_id, shop_id=actor.shop_id, name__in=BY_HAND)
    deadline = found.first()
    if deadline is None:
        raise NotFound
    case = deadline.its_case
    hold(case)
    still = Deadline.objects.filter(pk=deadline.pk, state=DeadlineState.OPEN.value)
    if still.update(state=DeadlineState.MET.value, ended_at=at, why="said_by_hand") != 1:
        raise Overtaken
    done = {"what": deadline.name, "due_on": deadline.due_on, "deadline": deadline.pk}
    record(case=case, event=Event(EventType.DATE_DONE, done), actor=actor, at=at)
    return deadline
