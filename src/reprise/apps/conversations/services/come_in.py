from datetime import datetime

from django.conf import settings

from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.links import token_fits
from reprise.apps.conversations.models import Participant
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def come_in(*, shop_id: int, participant_id: int, token: str, at: datetime) -> Participant:
    """Whoever holds the link that was mailed to an address owns that address; a wrong link looks like none at all.

    A visitor's address was only typed in a browser, which goes on writing: that its owner looked proves nothing of it.
    """
    person = person_at_link(shop_id=shop_id, participant_id=participant_id, token=token)
    if not person.is_verified and person.role != PartRole.VISITOR:
        Participant.objects.filter(pk=person.pk).update(is_verified=True, seen_at=at)
        person.is_verified = True
    return person


def person_at_link(*, shop_id: int, participant_id: int, token: str) -> Participant:
    """Whose link it is; looking proves nothing of them."""
    rows = Participant.objects.filter(pk=participant_id, conversation__shop_id=shop_id, left_at__isnull=True)
    person = rows.select_related("conversation", "conversation__case").first()
    if person is None or not token_fits(settings.SECRET_KEY, person.pk, person.key, token) or person.erased_at:
        raise NotFound
    return person
