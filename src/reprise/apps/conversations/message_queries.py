"""The only ways to obtain what was said. An internal note never leaves here towards a customer."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.queries import cases_of
from reprise.apps.conversations.kinds import Author, Side, ThreadKind
from reprise.apps.conversations.models import Conversation, IncomingMail, Message, MessageFile
from reprise.apps.conversations.queries import as_person, came_as_person, conversations_of, side_of
from reprise.core.refusals import NotFound
from reprise.platform.statements import Reading


def messages_of(
    actor: Actor, conversation: Conversation, *, after: int = 0, before: int | None = None, limit: int = 200
) -> list[Message]:
    """What an actor may read of a conversation, in order, with files and writers; staff read the notes too.

    On from a number, or with `before` the last ones before it; what is out of reach is empty.
    """
    bound = after if before is None else before
    if not actor.is_customer:
        actor.require(Right.CASES_READ)
        found = _said(True, before is not None, limit).all(actor.shop_id, 0, conversation.pk, after, bound)
    elif came_as_person(actor):
        values = actor.shop_id, actor.participant_id, conversation.pk, after, bound
        found = _said(False, before is not None, limit).all(*values)
    else:
        written = _written(actor, conversation.pk)
        found = list(_part(written, after, bound, limit, backwards=before is not None))
    return with_files(found if before is None else found[::-1])


def _written(actor: Actor, number: int) -> QuerySet[Message]:
    return _readable(actor, Message.objects.filter(conversation__in=conversations_of(actor).filter(pk=number)))


def _part(
    messages: QuerySet[Message], after: int, before: int, limit: int, *, backwards: bool
) -> QuerySet[Message]:  # fmt: skip
    found = messages.filter(sequence__gt=after).select_related("participant")
    if not backwards:
        return found.order_by("sequence")[:limit]
    return found.filter(sequence__lt=before).order_by("-sequence")[:limit]


@lru_cache(maxsize=400)
def _said(is_staff: bool, backwards: bool, limit: int) -> Reading[Message]:  # the key of a cache
    def found(shop_id: int, person_id: int, number: int, after: int, before: int) -> QuerySet[Message]:
        actor = system(shop_id) if is_staff else as_person(shop_id, person_id)
        return _part(_written(actor, number), after, before, limit, backwards=backwards)

    return Reading(found)


_FILES = Reading(
    lambda number, first, last: MessageFile.objects.filter(
        message__conversation=number, message__sequence__gte=first, message__sequence__lte=last
    ).select_related("file").order_by("pk")
)  # fmt: skip


def with_files(messages: list[Message]) -> list[Message]:
    """Messages of one conversation, in order, with their files at hand; one query for all, as a prefetch makes."""
    if not messages:
        return messages
    files: dict[int, list[MessageFile]] = {}
    for file in _FILES.all(messages[0].conversation_id, messages[0].sequence, messages[-1].sequence):
        files.setdefault(file.message_id, []).append(file)
    nothing = _at_hand(())
    for message in messages:
        theirs = files.get(message.pk)
        prefetched: Any = message
        prefetched._prefetched_objects_cache = {"files": _at_hand(theirs) if theirs else nothing}
    return messages


def _at_hand(files: Sequence[MessageFile]) -> QuerySet[MessageFile]:
    found = MessageFile.objects.all()
    kept: Any = found
    kept._result_cache, kept._prefetch_done = list(files), True
    return found


def last_messages(actor: Actor, conversation: Conversation, *, limit: int = 100) -> list[Message]:
    """The newest messages an actor may read of a conversation, in order."""
    return messages_of(actor, conversation, before=2**31 - 1, limit=limit)


def somebody_answered(conversation: Conversation, *, since: datetime) -> bool:
    """Whether a person of the shop wrote to the customer since a moment."""
    said = Message.objects.filter(conversation=conversation, author_kind=Author.STAFF.value, internal=False)
    return said.filter(automatic=False, created_at__gte=since).exists()


def file_for(actor: Actor, file_id: int) -> MessageFile:
    """One file said with a message the actor may read; out of reach looks like missing."""
    within = _readable(actor, Message.objects.filter(conversation__in=conversations_of(actor)))
    files = MessageFile.objects.filter(pk=file_id, message__in=within, file__erased_at__isnull=True)
    found = files.select_related("file", "message").first()
    if found is None:
        raise NotFound
    return found


def _readable(actor: Actor, messages: QuerySet[Message]) -> QuerySet[Message]:
    return messages.filter(internal=False) if actor.is_customer else messages


def thread(actor: Actor, case_id: int, *, after: int = 0, limit: int = 200) -> list[Message]:
    """The messages of a case that the actor may read, in order, after a number; staff read the notes too."""
    messages = _messages(actor).filter(conversation__case_id=case_id, sequence__gt=after)
    return list(messages.order_by("sequence")[:limit])


def words_of_customer(case_id: int) -> str:
    """All that the customer wrote about a case, oldest first; an answer may hold what was asked for."""
    written = Message.objects.filter(
        conversation__case_id=case_id, conversation__kind=ThreadKind.CASE.value, author_kind=Author.CUSTOMER.value,
        automatic=False,
    )  # fmt: skip
    return "\n".join(written.order_by("sequence").values_list("body", flat=True))


def latest(actor: Actor, case_id: int, *, before: int | None = None, limit: int = 50) -> list[Message]:
    """A page of the same messages, newest first; one row more than `limit` means there is another page."""
    messages = _messages(actor).filter(conversation__case_id=case_id)
    if before is not None:
        messages = messages.filter(sequence__lt=before)
    return list(messages.order_by("-sequence")[: limit + 1])


def _messages(actor: Actor) -> QuerySet[Message]:
    reach = Q(conversation__case__in=cases_of(actor), conversation__kind=ThreadKind.CASE.value)
    return _readable(actor, Message.objects.filter(reach))


def unread(actor: Actor, case_ids: Collection[int]) -> dict[int, int]:
    """How many messages the actor's side has not read yet, by case; cases without any are left out.

    For staff: what customers wrote. For a customer: what anybody else wrote to them. What a machine sent is no news.
    """
    threads = Conversation.objects.filter(
        case__in=cases_of(actor), case_id__in=list(case_ids), kind=ThreadKind.CASE.value
    )
    counted = threads.annotate(news=Count("messages", filter=_news(actor))).filter(news__gt=0)
    return dict(counted.values_list("case_id", "news"))


def _news(actor: Actor) -> Q:
    customers = Q(messages__author_kind=Author.CUSTOMER.value)
    if side_of(actor) is Side.CUSTOMER:
        return ~customers & Q(messages__internal=False, messages__sequence__gt=F("read_by_customer"))
    return customers & Q(messages__automatic=False, messages__sequence__gt=F("read_by_staff"))


def their_words(shop_id: int, email: str, conversation_ids: Collection[int]) -> QuerySet[Message]:
    """All that was said in some conversations, and what an address wrote in others of a shop; to forget or to copy."""
    elsewhere = Q(conversation__shop_id=shop_id, participant__email=email) if email else Q(pk__in=[])
    return Message.objects.filter(Q(conversation__in=conversation_ids) | elsewhere)


def their_mails(shop_id: int, email: str, conversation_ids: Collection[int]) -> QuerySet[IncomingMail]:
    """The same of the mails that came in."""
    elsewhere = Q(shop_id=shop_id, sender=email) if email else Q(pk__in=[])
    return IncomingMail.objects.filter(Q(conversation__in=conversation_ids) | elsewhere)
