"""Several people on one matter: invite somebody by letter, with a link of their own, or take them off."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.accounts.actors import Actor, customer_of_conversation
from reprise.apps.accounts.queries import shop_of
from reprise.apps.accounts.services.budget import spend
from reprise.apps.cases.services.deed import hold
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.services.come_in import come_in
from reprise.apps.conversations.services.invite_participant import invite_participant
from reprise.apps.conversations.services.leave import leave
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.transactions import atomic
from reprise.readmodels.thread_letters import values_for

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Participant

INVITATIONS_A_DAY: Final = 20  # of one conversation


@atomic
def invite(
    *, actor: Actor, conversation: "Conversation", email: str, language: str, at: datetime, name: str = "",
    role: PartRole = PartRole.COLLEAGUE,
) -> "Participant":  # fmt: skip
    """Ask somebody to read along; the letter holds the only copy of their link."""
    if conversation.case is not None:
        hold(conversation.case)
    spend(
        what="invitation", who=str(conversation.pk), limit=INVITATIONS_A_DAY, per=timedelta(days=1), at=at,
    )  # fmt: skip
    person = invite_participant(
        actor=actor, conversation=conversation, email=email, name=name, language=language, role=role, at=at
    )
    shop = shop_of(actor)
    send_letter(
        shop=shop, to=person.email, language=person.language, letter=Letter.CONVERSATION_INVITATION, at=at,
        case_id=conversation.case_id, conversation_id=conversation.pk,
        values=values_for(person, shop, conversation, invited_by=actor.name or shop.name),
    )  # fmt: skip
    return person


@atomic
def take_off(*, actor: Actor, conversation: "Conversation", participant_id: int, at: datetime) -> None:
    """End somebody's reading along, or one's own."""
    if conversation.case is not None:
        hold(conversation.case)
    leave(actor=actor, conversation=conversation, participant_id=participant_id, at=at)


def reader_at_link(*, shop_id: int, participant_id: int, token: str, at: datetime) -> "tuple[Actor, Participant]":
    """Who comes in by a link of their own, and as whom they act."""
    person = come_in(shop_id=shop_id, participant_id=participant_id, token=token, at=at)
    actor = customer_of_conversation(
        shop_id, person.conversation_id, person.name or person.email, participant_id=person.pk
    )
    return actor, person
