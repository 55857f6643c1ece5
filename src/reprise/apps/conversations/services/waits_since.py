from datetime import datetime

from django.db.models import Q

from reprise.apps.conversations.kinds import Author, Channel, TurnKind
from reprise.apps.conversations.models import Message


def waits_since(conversation_id: int) -> datetime | None:
    """Since when somebody waits: the first word of a customer that no person of the shop answered after it.

    Whoever said of an automatic answer that it was that waits no more either.
    """
    said = Message.objects.filter(conversation=conversation_id)
    reaches = Q(internal=False) | Q(channel=Channel.PHONE.value)  # a call is an answer, though its note is internal
    by_person = Q(reaches, author_kind=Author.STAFF.value, automatic=False)
    settled = Q(author_kind=Author.ASSISTANT.value, turn__kind=TurnKind.SETTLED.value)
    answers = said.filter(by_person | settled).order_by("-sequence")
    answered = answers.values_list("sequence", flat=True).first() or 0
    asked = said.filter(author_kind=Author.CUSTOMER.value, automatic=False, sequence__gt=answered)
    return asked.order_by("sequence").values_list("created_at", flat=True).first()
