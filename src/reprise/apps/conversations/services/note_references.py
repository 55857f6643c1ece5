from collections.abc import Iterable

from reprise.apps.conversations.models import Conversation, SeenReference
from reprise.platform.transactions import atomic


@atomic
def note_references(*, conversation: Conversation, header_ids: Iterable[str]) -> None:
    """Remember the Message-IDs of a mail that somebody of the matter wrote, so that answers to any of them find it.

    An id that stands for another matter already keeps standing for it.
    """
    rows = [
        SeenReference(shop_id=conversation.shop_id, header_id=one[:400], conversation=conversation)
        for one in dict.fromkeys(header_ids)
        if one
    ]
    SeenReference.objects.bulk_create(rows, ignore_conflicts=True)
