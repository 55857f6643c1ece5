from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import shops_of
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.project import assign
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.apps.conversations.services.trace import FREED, GIVEN, TAKEN, trace
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def assign_conversation(*, actor: Actor, conversation: Conversation, person_id: int | None, at: datetime) -> None:
    """Give a matter to somebody of the shop's staff, or to nobody; with the thread of a case goes the case."""
    check_steward(actor, conversation, Right.CASES_WRITE)
    if person_id is not None and conversation.shop_id not in {shop.pk for shop in shops_of(person_id)}:
        raise NotFound(field="person")
    case = conversation.case
    if case is not None:
        hold(case)
    if case is not None and case.assignee_id != person_id:
        assign(case=case, person_id=person_id, actor=actor, at=at)
    Conversation.objects.filter(pk=conversation.pk).update(assignee_id=person_id)
    before, conversation.assignee_id = conversation.assignee_id, person_id
    if before != person_id:
        _trace(actor, conversation, at)
    tell_watchers(conversation)


def _trace(actor: Actor, conversation: Conversation, at: datetime) -> None:
    if conversation.assignee_id is None or conversation.assignee_id == actor.person_id:
        deed, person = (TAKEN if conversation.assignee_id else FREED), ""
    else:
        deed, person = GIVEN, conversation.assignee.name if conversation.assignee else ""
    trace(actor=actor, conversation=conversation, deed=deed, person=person, at=at)
