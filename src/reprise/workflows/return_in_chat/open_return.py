"""Open the case of a request made in a chat, make the conversation its thread, and say so to both sides."""

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, override

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.cases.kinds import LineState
from reprise.apps.cases.queries import lines_of, open_deadlines
from reprise.apps.cases.services.deed import hold
from reprise.apps.conversations.kinds import Channel, ThreadKind
from reprise.apps.conversations.queries import people_of
from reprise.apps.conversations.services.attach_case import attach_case
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.services.know_buyer import know_buyer
from reprise.law.formats import long_date
from reprise.platform.transactions import atomic
from reprise.readmodels.case_letters import summary
from reprise.readmodels.deadlines import DECISION
from reprise.workflows import converse, return_request

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case
    from reprise.apps.catalogue.models import Order
    from reprise.apps.conversations.models import Conversation, Participant
    from reprise.readmodels.requests import Request

#: What the line is sent under, so that it is said once and leads to the case.
SAID: Final = "return:"


@atomic
def open_return(
    *, actor: Actor, order: "Order", request: "Request", conversation: "Conversation", at: datetime,
    participant: "Participant | None" = None, client_id: str = "",
) -> "tuple[Case, Conversation]":  # fmt: skip
    """Ask as on the pages; the same request again is the same case, said once.

    `actor` proved to be the buyer of the order, `participant` is who they are in the conversation. The case is held
    before the conversation, as by whoever writes there.
    """
    case = return_request.ask(actor=actor, order=order, request=request, at=at, client_id=client_id)
    hold(case)
    conversation = hold_conversation(conversation.pk)
    if _becomes_thread(conversation, participant):
        house = system(case.shop_id)
        conversation = attach_case(actor=house, conversation=conversation, case=case, at=at, vouched=True)
        if participant is not None:
            know_buyer(participant=participant, case=case)
    _tell(conversation, case, at)
    return case, conversation


def _becomes_thread(conversation: "Conversation", participant: "Participant | None") -> bool:
    """A question whose only customer just proved who they are; others in it may not read what the case holds."""
    if conversation.kind == ThreadKind.CASE.value or conversation.merged_into_id is not None:
        return False
    asker = participant.pk if participant else None
    return all(person.pk == asker for person in people_of(conversation))


def _tell(conversation: "Conversation", case: "Case", at: datetime) -> None:
    lines = lines_of(case)
    asked = ", ".join(summary(lines, case.language).splitlines())
    due = next((each.due_on for each in open_deadlines(case) if each.name == DECISION), None)
    with override(case.language):
        told = gettext("Request %(reference)s is open: %(asked)s.") % {"reference": case.reference, "asked": asked}
        if all(line.state == LineState.APPROVED.value for line in lines):
            told += " " + gettext("It is accepted already: its page says what follows.")
        elif due is not None:
            told += " " + gettext("You have our answer by %(day)s.") % {"day": long_date(due, case.language)}
    converse.say(
        actor=system(case.shop_id), conversation=conversation, body=told[:10_000], at=at, automatic=True,
        channel=Channel.CHAT, client_id=f"{SAID}{case.pk}", language=case.language,
    )  # fmt: skip
