from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.kinds import PartRole, Side
from reprise.apps.conversations.models import Conversation, Participant
from reprise.apps.conversations.queries import conversations_of, side_of
from reprise.apps.conversations.services.telling import tell_watchers
from reprise.platform.statements import Writing
from reprise.platform.transactions import atomic

_BY_STAFF = Writing(
    lambda shop_id, number, up_to: (
        Conversation.objects.filter(shop_id=shop_id, pk=number, sequence__gte=up_to, read_by_staff__lt=up_to),
        {"read_by_staff": up_to},
    )
)


@atomic
def mark_read(*, actor: Actor, conversation: Conversation, up_to: int, at: datetime) -> None:
    """Note that the actor, and so their side, has read up to a number; reading never goes backwards.

    Somebody invited has a mark of their own: what one colleague read, the buyer has not.
    """
    if side_of(actor) is Side.STAFF:
        actor.require(Right.CASES_READ)
        moved = _BY_STAFF.rows(actor.shop_id, conversation.pk, up_to)
    else:
        thread = conversations_of(actor).filter(pk=conversation.pk, sequence__gte=up_to)
        moved = _read_by_customer(actor, conversation, up_to, at) if thread.exists() else 0
    if moved:
        tell_watchers(conversation)


def _read_by_customer(actor: Actor, conversation: Conversation, up_to: int, at: datetime) -> int:
    if actor.participant_id is not None:
        reader = Participant.objects.filter(pk=actor.participant_id)
        moved = reader.filter(read_up_to__lt=up_to).update(seen_at=at, read_up_to=up_to)
        if reader.filter(role__in=[PartRole.COLLEAGUE.value, PartRole.HELPER.value]).exists():
            return moved
    row = Conversation.objects.filter(pk=conversation.pk)
    row.update(customer_seen_at=at)
    return row.filter(read_by_customer__lt=up_to).update(read_by_customer=up_to)
