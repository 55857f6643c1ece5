"""Where a person has spoken: the threads of their cases, the questions they began, and what they read along."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from reprise.apps.conversations.kinds import PartRole, ThreadKind
from reprise.apps.conversations.message_queries import their_mails, their_words
from reprise.apps.conversations.models import Conversation, IncomingMail, Message, MessageFile, Participant
from reprise.apps.knowledge.models import Asked


def conversation_ids(shop_id: int, address: str, case_ids: Collection[int]) -> tuple[int, ...]:
    """The conversations that are theirs as a whole; a question belongs to whoever began it."""
    began = Participant.objects.filter(
        conversation__shop_id=shop_id, conversation__kind=ThreadKind.QUESTION.value, email=address,
        role__in=[PartRole.BUYER.value, PartRole.VISITOR.value], erased_at__isnull=True,
    )  # fmt: skip
    theirs = Q(case_id__in=case_ids) | Q(pk__in=began.values("conversation"))
    found = Conversation.objects.filter(theirs, shop_id=shop_id)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def people(shop_id: int, address: str, conversations: Collection[int]) -> QuerySet[Participant]:
    """They themselves wherever they take part, and whoever took part in what is theirs."""
    reach = Q(conversation__shop_id=shop_id, email=address) | Q(conversation__in=conversations)
    return Participant.objects.filter(reach, erased_at__isnull=True)


def messages(shop_id: int, address: str, conversations: Collection[int]) -> QuerySet[Message]:
    """All that was said in what is theirs, and what they wrote elsewhere."""
    return their_words(shop_id, address, conversations).filter(erased_at__isnull=True)


def mails(shop_id: int, address: str, conversations: Collection[int]) -> QuerySet[IncomingMail]:
    """The mails they sent, and those that belong to what is theirs."""
    return their_mails(shop_id, address, conversations).filter(erased_at__isnull=True)


def file_ids(shop_id: int, address: str, conversations: Collection[int]) -> QuerySet[MessageFile]:
    """The files said with those messages."""
    return MessageFile.objects.filter(message__in=messages(shop_id, address, conversations))


def with_merged(conversations: Collection[int]) -> list[int]:
    """These conversations and those that became part of them, where questions to the assistant are still noted."""
    merged = Conversation.objects.filter(merged_into__in=conversations).values_list("pk", flat=True)
    return [*conversations, *merged]


def questions(shop_id: int, conversations: Collection[int]) -> QuerySet[Asked]:
    """What was asked of the assistant in what is theirs."""
    return Asked.objects.filter(shop_id=shop_id, conversation_id__in=with_merged(conversations))
