from datetime import datetime
from typing import TYPE_CHECKING

from reprise.apps.conversations.kinds import Channel, PartRole, ThreadKind
from reprise.apps.conversations.models import Conversation, Message, Participant
from reprise.apps.conversations.services.append import ON_A_PAGE
from reprise.core.typed_text import readable
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop


@atomic
def begin_conversation(
    *, shop: "Shop", language: str, channel: Channel, name: str, email: str, is_verified: bool, role: PartRole,
    at: datetime, subject: str = "", client_id: str = "",
) -> tuple[Conversation, Participant]:  # fmt: skip
    """Begin a matter that has no case (yet), with whoever begins it; the same `client_id` again is the one begun.

    What they call themselves is only what they typed, as long as nobody proved it: it opens nothing of anybody else's.
    """
    if client_id and (before := _begun(shop.pk, client_id)):
        return before
    conversation = Conversation.objects.create(
        shop_id=shop.pk, kind=ThreadKind.QUESTION.value, subject=_line(subject, 240), language=language,
        channel=channel.value, created_at=at, last_at=at,
        customer_seen_at=at if channel in ON_A_PAGE else None,
    )  # fmt: skip
    participant = Participant.objects.create(
        conversation=conversation, role=role.value, name=_line(name, 160), email=email.strip().lower()[:254],
        language=language, is_verified=is_verified, added_by="", created_at=at,
    )  # fmt: skip
    return conversation, participant


def _begun(shop_id: int, client_id: str) -> tuple[Conversation, Participant] | None:
    """The conversation whose first message this one is, sent once more."""
    first = Message.objects.filter(conversation__shop_id=shop_id, client_id=client_id, sequence=1)
    known = first.filter(participant__isnull=False).select_related("conversation", "participant").first()
    if known is None or known.participant is None:
        return None
    return known.conversation, known.participant


def _line(typed: str, longest: int) -> str:
    return " ".join(readable(typed).split())[:longest]
