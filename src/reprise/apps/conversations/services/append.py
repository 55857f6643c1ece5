from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import F

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import case_by_id
from reprise.apps.conversations.kinds import Author, ThreadKind
from reprise.apps.conversations.models import Conversation, Message
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from reprise.apps.cases.models import Case


@dataclass(frozen=True, slots=True)
class Words:
    """What is said, tidied, and by whom."""

    body: str
    author: Author
    name: str
    person_id: int | None = None
    internal: bool = False
    client_id: str = ""


def check_reach(actor: Actor, case: "Case") -> None:
    """Refuse a case of another shop, or of another customer, as if it did not exist."""
    if case.shop_id != actor.shop_id:
        raise NotFound
    if actor.is_customer:
        case_by_id(actor, case.pk)


def thread_of(case: "Case", at: datetime) -> Conversation:
    """The thread of a case, begun when there is none; of two beginnings at once, one stays."""
    mine = {"shop_id": case.shop_id, "case_id": case.pk, "kind": ThreadKind.CASE.value}
    known = Conversation.objects.filter(**mine).first()
    if known is not None:
        return known
    Conversation.objects.bulk_create([Conversation(**mine, created_at=at)], ignore_conflicts=True)
    return Conversation.objects.get(**mine)


def append(conversation: Conversation, words: Words, at: datetime) -> tuple[Message, bool]:
    """Add a message under the next number, and say whether it is new: the sender's own id is taken once only."""
    if before := _sent(conversation, words.client_id):
        return before, False
    try:
        with transaction.atomic():
            return _write(conversation, words, at), True
    except IntegrityError:
        if before := _sent(conversation, words.client_id):
            return before, False
        raise


def _sent(conversation: Conversation, client_id: str) -> Message | None:
    return Message.objects.filter(conversation=conversation, client_id=client_id).first() if client_id else None


def _write(conversation: Conversation, words: Words, at: datetime) -> Message:
    # The update holds the row until the transaction ends, so the number read back is ours alone: others wait.
    head = Conversation.objects.filter(pk=conversation.pk)
    head.update(sequence=F("sequence") + 1)
    return Message.objects.create(
        conversation=conversation, sequence=head.values_list("sequence", flat=True).get(),
        author_kind=words.author.value, author_name=words.name[:160], person_id=words.person_id, body=words.body,
        internal=words.internal, client_id=words.client_id, created_at=at,
    )  # fmt: skip
