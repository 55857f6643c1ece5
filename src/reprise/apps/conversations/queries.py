"""The only ways to obtain messages. An internal note never leaves here towards a customer."""

from collections.abc import Collection

from django.db.models import Count, F, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.queries import cases_of
from reprise.apps.conversations.kinds import Author, Side, ThreadKind
from reprise.apps.conversations.models import Conversation, Message


def thread(actor: Actor, case_id: int, *, after: int = 0, limit: int = 200) -> list[Message]:
    """The messages of a case that the actor may read, in order, after a number; staff read the notes too."""
    messages = _messages(actor).filter(conversation__case_id=case_id, sequence__gt=after)
    return list(messages.order_by("sequence")[:limit])


def words_of_customer(case_id: int) -> str:
    """All that the customer wrote about a case, oldest first; an answer may hold what was asked for."""
    written = Message.objects.filter(
        conversation__case_id=case_id, conversation__kind=ThreadKind.CASE.value, author_kind=Author.CUSTOMER.value
    )
    return "\n".join(written.order_by("sequence").values_list("body", flat=True))


def latest(actor: Actor, case_id: int, *, before: int | None = None, limit: int = 50) -> list[Message]:
    """A page of the same messages, newest first; one row more than `limit` means there is another page."""
    messages = _messages(actor).filter(conversation__case_id=case_id)
    if before is not None:
        messages = messages.filter(sequence__lt=before)
    return list(messages.order_by("-sequence")[: limit + 1])


def _messages(actor: Actor) -> QuerySet[Message]:
    reach = Q(conversation__case__in=cases_of(actor), conversation__kind=ThreadKind.CASE.value)
    messages = Message.objects.filter(reach)
    return messages.filter(internal=False) if actor.is_customer else messages


def side_of(actor: Actor) -> Side:
    """Whose reading is meant when this actor reads."""
    return Side.CUSTOMER if actor.is_customer else Side.STAFF


def unread(actor: Actor, case_ids: Collection[int]) -> dict[int, int]:
    """How many messages the actor's side has not read yet, by case; cases without any are left out.

    For staff: what customers wrote. For a customer: what anybody else wrote to them.
    """
    customers = Q(messages__author_kind=Author.CUSTOMER.value)
    if side_of(actor) is Side.CUSTOMER:
        news = ~customers & Q(messages__internal=False, messages__sequence__gt=F("read_by_customer"))
    else:
        news = customers & Q(messages__sequence__gt=F("read_by_staff"))
    threads = Conversation.objects.filter(
        case__in=cases_of(actor), case_id__in=list(case_ids), kind=ThreadKind.CASE.value
    )
    counted = threads.annotate(news=Count("messages", filter=news)).filter(news__gt=0)
    return dict(counted.values_list("case_id", "news"))
