"""A page of the list of conversations: who wrote, what was said last, what was promised, and what nobody has read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from django.db.models import Count, F, Max, Q, QuerySet

from reprise.apps.accounts.actors import Actor, system
from reprise.apps.accounts.models import Person
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.kinds import DeadlineState
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Author, MailState
from reprise.apps.conversations.models import Conversation, IncomingMail, Message, Participant
from reprise.platform.statements import Reading, Values
from reprise.readmodels.inbox.asked import Asked, View, matching
from reprise.readmodels.inbox.order import Place, after, in_order

A_PAGE: Final = 40
SNIPPET: Final = 160  # letters of what was said last


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation of the list."""

    conversation: Conversation
    who: str
    assignee: Person | None
    said: Message | None  # the last words, a note of the team's too
    asked: Message | None  # what the customer wrote, where the last words are an automatic answer
    unread: int
    due: Deadline | None  # what was promised
    asks: bool = False  # a mail waits to be admitted

    @property
    def snippet(self) -> str:
        """The beginning of what was said last, on one line."""
        shown = self.asked or self.said
        return " ".join(shown.body[: SNIPPET * 3].split())[:SNIPPET] if shown else ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the place to go on from when there are more."""

    rows: tuple[Row, ...]
    next_place: Place | None


def inbox_page(actor: Actor, asked: Asked, *, at: datetime, place: Place | None = None, limit: int = A_PAGE) -> Page:
    """One page in six queries, however many conversations there are."""
    if asked.is_narrow or place is not None or actor.person_id is None:
        found = list(_page(actor, asked, at, place, limit + 1))
    else:
        actor.require(Right.CASES_READ)
        found = _tab(asked.view, limit + 1).all(actor.shop_id, actor.person_id, at)
    page = found[:limit]
    return Page(rows_of(page), _place_of(page[-1]) if len(found) > limit else None)


@cache
def _tab(view: View, limit: int) -> Reading[Conversation]:
    """The beginning of a tab as most ask for it, by nothing but who they are."""

    def found(shop_id: int, person_id: int, at: datetime) -> QuerySet[Conversation]:
        return _page(replace(system(shop_id), person_id=person_id), Asked(view), at, None, limit)

    return Reading(found)


def _page(actor: Actor, asked: Asked, at: datetime, place: Place | None, limit: int) -> QuerySet[Conversation]:
    ranked = in_order(matching(actor, asked, at), asked.view, at)
    if place is not None:
        ranked = after(ranked, asked.view, place)
    return ranked.select_related("case__assignee", "assignee")[:limit]


def _place_of(last: Conversation) -> Place:
    return Place(last.rank, last.moment, last.pk)  # type: ignore[attr-defined]  # annotated by `in_order`


def rows_of(page: Sequence[Conversation]) -> tuple[Row, ...]:
    """The rows of some conversations; five queries for all of them."""
    ids = [one.pk for one in page]
    if not ids:
        return ()
    names, said, unread, due = names_in(ids), _last_words(ids), _unread(ids), promises(ids)
    asked = _asked([one for one in said.values() if one.author_kind == Author.ASSISTANT.value])
    asking = {number for part in _parts(ids) for (number,) in _ASKING.all(*part)}
    return tuple(
        Row(
            one, who_of(one, names.get(one.pk, "")), one.case.assignee if one.case else one.assignee,
            said.get(one.pk), asked.get(one.pk), unread.get(one.pk, 0), due.get(one.pk), one.pk in asking,
        )
        for one in page
    )  # fmt: skip


def who_of(conversation: Conversation, named: str) -> str:
    """Whose matter it is: the name on the case, else who began it; nothing for somebody who gave no name."""
    case = conversation.case
    return (case.contact_name or case.contact_email if case else "") or named


def names_in(ids: Sequence[int]) -> Mapping[int, str]:
    """The first person of each conversation, by name or else by address."""
    people = (row for part in _parts(ids) for row in _NAMES.all(*part))
    return {conversation_id: name or email for conversation_id, name, email in people}


def _last_words(ids: Sequence[int]) -> Mapping[int, Message]:
    return {message.conversation_id: message for part in _parts(ids) for message in _LAST.all(*part)}


def _asked(answers: Sequence[Message]) -> Mapping[int, Message]:
    """What automatic answers answer; no query where there are none."""
    if not answers:
        return {}
    theirs = Message.objects.filter(
        conversation__in=[one.conversation_id for one in answers], author_kind=Author.CUSTOMER.value
    )
    newest = theirs.order_by().values("conversation").annotate(newest=Max("pk")).values("newest")
    return {message.conversation_id: message for message in Message.objects.filter(pk__in=newest)}


def _unread(ids: Sequence[int]) -> Mapping[int, int]:
    return {number: news for part in _parts(ids) for number, news in _UNREAD.all(*part)}


def promises(ids: Sequence[int]) -> Mapping[int, Deadline]:
    """By when each conversation was promised an answer, where it was and is not answered yet."""
    return {row.conversation_id or 0: row for part in _parts(ids) for row in _PROMISED.all(*part)}


def _parts(ids: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """The numbers in parts of a page each, filled up with a number that nothing has."""
    for start in range(0, len(ids), A_PAGE):
        part = ids[start : start + A_PAGE]
        yield (*part, *(0,) * (A_PAGE - len(part)))


def _unread_of(*ids: int) -> QuerySet[Any, Any]:
    news = Q(messages__author_kind=Author.CUSTOMER.value, messages__sequence__gt=F("read_by_staff"))
    counted = Conversation.objects.filter(pk__in=ids, sequence__gt=F("read_by_staff"))
    return counted.annotate(news=Count("messages", filter=news)).values_list("pk", "news")


_NAMES: Final = Values(
    lambda *ids: Participant.objects.filter(conversation__pk__in=ids).order_by("-id").values_list(
        "conversation", "name", "email"
    ), more=A_PAGE,
)  # fmt: skip
_LAST: Final = Reading(
    lambda *ids: Message.objects.filter(conversation__pk__in=ids, sequence=F("conversation__sequence")), more=A_PAGE
)
_UNREAD: Final = Values(_unread_of, more=A_PAGE)
_PROMISED: Final = Reading(
    lambda *ids: Deadline.objects.filter(conversation_id__in=ids, state=DeadlineState.OPEN.value).order_by("-due_at"),
    more=A_PAGE,
)
_ASKING: Final = Values(
    lambda *ids: IncomingMail.objects.filter(conversation__pk__in=ids, state=MailState.ASKS.value).values(
        "conversation"
    ), more=A_PAGE,
)  # fmt: skip
