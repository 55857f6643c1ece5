from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.deed import hold
from reprise.apps.cases.services.promise_reply import move_promise
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import ThreadKind, ThreadState
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.merge import check_people, merge
from reprise.apps.conversations.services.reach import check_steward
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


class ThreadOfAnotherCase(Refusal):
    """The conversation is the thread of a case, and stays it."""

    code = "thread_of_another_case"
    kind = Kind.CONFLICT
    sentence = mark("This conversation belongs to a case already. Split off the messages that belong elsewhere.")


@atomic
def attach_case(
    *, actor: Actor, conversation: Conversation, case: "Case", at: datetime, vouched: bool = False
) -> Conversation:
    """Make a question the thread of a case; where the case has one already, the question is merged into it.

    `vouched`: whoever does it knows that both are the same people, though nobody proved it (see merge). All that is
    said about the case from then on is read by whoever asked, so that it is asked for in either way.
    """
    check_steward(actor, conversation, Right.CASES_WRITE)
    case_by_id(actor, case.pk)
    hold(case)
    if conversation.kind == ThreadKind.CASE.value:
        if conversation.case_id == case.pk:
            return conversation
        raise ThreadOfAnotherCase
    thread = Conversation.objects.filter(case=case, kind=ThreadKind.CASE.value).first()
    if thread is not None:
        thread.case = case
        return merge(actor=actor, source=conversation, target=thread, at=at, vouched=vouched)
    if not vouched:
        check_people(conversation, known={case.contact_email.strip().lower()})
    _become_thread(conversation, case)
    move_promise(conversation_id=conversation.pk, to=conversation.pk, case_id=case.pk, at=at)
    told: dict[str, object] = {"conversation": str(conversation.key), "messages": conversation.sequence}
    record(case=case, actor=actor, at=at, event=Event(EventType.CONVERSATION_JOINED, told))
    tell_watchers(conversation)
    return conversation


def _become_thread(conversation: Conversation, case: "Case") -> None:
    row = Conversation.objects.filter(pk=conversation.pk).exclude(state=ThreadState.MERGED.value)
    row.update(kind=ThreadKind.CASE.value, case=case)
    conversation.kind, conversation.case = ThreadKind.CASE.value, case
