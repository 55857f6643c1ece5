from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.events import Event, EventType
from reprise.apps.cases.services.record import record
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import ChatSession, Conversation, Participant
from reprise.apps.conversations.services.invite_participant import InvitesNobody
from reprise.apps.conversations.services.reach import check_writer
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.core.refusals import Kind, NotFound, Overtaken, Refusal, mark
from reprise.platform.transactions import atomic


class BuyerStays(Refusal):
    """Whoever began the matter cannot be taken off it."""

    code = "buyer_stays"
    kind = Kind.CONFLICT
    sentence = mark("Whoever began this matter stays in it. Close it instead.")


@atomic
def leave(*, actor: Actor, conversation: Conversation, participant_id: int, at: datetime) -> None:
    """End somebody's reading along: their link and their mails count no more.

    They may leave themselves; the buyer and the shop may take them off.
    """
    check_writer(actor, conversation)
    person = Participant.objects.filter(pk=participant_id, conversation=conversation).first()
    if person is None:
        raise NotFound
    if person.role in {PartRole.BUYER, PartRole.VISITOR}:
        raise BuyerStays
    if actor.is_customer and actor.participant_id not in {None, person.pk} and not _is_buyer(actor):
        raise InvitesNobody
    if not Participant.objects.filter(pk=person.pk, left_at__isnull=True).update(left_at=at):
        raise Overtaken
    ChatSession.objects.filter(participant=person).delete()
    if conversation.case is not None:
        told: dict[str, object] = {"participant": person.pk}
        event = Event(EventType.PERSON_LEFT, told, private={"name": person.name, "email": person.email})
        record(case=conversation.case, actor=actor, at=at, event=event)
    tell_watchers(conversation)


def _is_buyer(actor: Actor) -> bool:
    return Participant.objects.filter(pk=actor.participant_id or 0, role=PartRole.BUYER.value).exists()
