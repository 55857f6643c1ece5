from typing import TYPE_CHECKING

from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import Participant
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@atomic
def know_buyer(*, participant: Participant, case: "Case") -> None:
    """A visitor proved to be the buyer of a case: they are written to once, as the case's customer.

    Whoever is proved to be somebody already, and an address that somebody else of the conversation has, stay.
    """
    email = case.contact_email.strip().lower()
    # where they are now: the conversation may have been merged into the thread of the case a moment ago
    here = Participant.objects.filter(pk=participant.pk).values("conversation_id")
    others = Participant.objects.filter(conversation_id__in=here).exclude(pk=participant.pk)
    if participant.is_verified or not email or others.filter(email=email).exists():
        return
    name = participant.name or case.contact_name
    mine = Participant.objects.filter(pk=participant.pk, is_verified=False, left_at__isnull=True)
    if mine.update(name=name, email=email, role=PartRole.BUYER.value, is_verified=True):
        participant.name, participant.email, participant.is_verified = name, email, True
        participant.role = PartRole.BUYER.value
