from collections.abc import Collection

from django.db import transaction

from reprise.apps.conversations.models import Mention, Message


@transaction.atomic(savepoint=False)
def name_colleagues(*, message: Message, person_ids: Collection[int]) -> int:
    """Call colleagues to a message; the same person once, and nobody to their own words. Returns how many are new."""
    called = [person_id for person_id in person_ids if person_id != message.person_id]
    there = set(Mention.objects.filter(message=message).values_list("person_id", flat=True))
    new = [Mention(message=message, person_id=person_id) for person_id in called if person_id not in there]
    Mention.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
