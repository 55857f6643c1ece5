from datetime import datetime

from django.db.models import Q

from reprise.apps.conversations.kinds import Author, Channel
from reprise.apps.conversations.models import Message


def waits_since(conversation_id: int) -> datetime | None:
    """Since when somebody waits: the first word of a customer that no person of the shop answered after it."""
    rows = Message.objects.filter(conversation=conversation_id, automatic=False)
    reaches = Q(internal=False) | Q(channel=Channel.PHONE.value)  # a call is an answer, though its note is internal
    answers = rows.filter(reaches, author_kind=Author.STAFF.value).order_by("-sequence")
    answered = answers.values_list("sequence", flat=True).first() or 0
    asked = rows.filter(author_kind=Author.CUSTOMER.value, sequence__gt=answered).order_by("sequence")
    return asked.values_list("created_at", flat=True).first()
