from collections.abc import Collection

from reprise.apps.conversations.models import Mention, Message
from reprise.apps.conversations.services.hand_over import hand_over
from reprise.platform.transactions import atomic


@atomic
def name_colleagues(*, message: Message, person_ids: Collection[int]) -> list[int]:
    """Call colleagues to a message; the same person once, and nobody to their own words. Returns the new mentions."""
    called = {person_id for person_id in person_ids if person_id != message.person_id}
    if not called:
        return []
    mine = Mention.objects.filter(message=message)
    there = set(mine.values_list("person_id", flat=True))
    new = called - there
    Mention.objects.bulk_create([Mention(message=message, person_id=each) for each in new], ignore_conflicts=True)
    if message.internal:  # a colleague is asked for: people have it from here on
        hand_over(conversation=message.conversation, at=message.created_at)
    return list(mine.filter(person_id__in=new).order_by("pk").values_list("pk", flat=True))
