from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.models import Participant
from reprise.core.refusals import Forbidden, Kind, Refusal, mark

CHANGES_AN_HOUR: Final = 5


class AddressTaken(Refusal):
    """Somebody else of the conversation has the address."""

    code = "address_taken"
    kind = Kind.CONFLICT
    sentence = mark("Somebody in this conversation already has this address. Write another one.")


def leave_contact(*, participant: Participant, name: str, email: str, at: datetime) -> None:
    """Keep what a visitor says of themselves: where to write to, and nothing else.

    It proves nothing and opens nothing of whoever really has the address; who is proved changes nothing here.
    """
    if participant.is_verified:
        raise Forbidden(right="participants")
    spend(
        what="chat_contact", who=str(participant.key), limit=CHANGES_AN_HOUR, per=timedelta(hours=1), at=at
    )  # in its own transaction, so that a refusal below does not give it back
    _keep(participant, name, email)


def _keep(participant: Participant, name: str, email: str) -> None:
    mine = Participant.objects.filter(pk=participant.pk, is_verified=False, left_at__isnull=True)
    try:
        with transaction.atomic():
            mine.update(name=name or participant.name, email=email)
    except IntegrityError as fault:
        raise AddressTaken(field="email") from fault
    participant.name, participant.email = name or participant.name, email
