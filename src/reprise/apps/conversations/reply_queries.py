"""The only ways to obtain canned replies, macros, mentions, reviews and ratings."""

from datetime import datetime
from typing import TypeVar

from django.db.models import Count, F, Q, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import (
    CannedReply,
    ChatSettings,
    Conversation,
    Macro,
    Mention,
    PublicReview,
    Rating,
)
from reprise.core.refusals import NotFound
from reprise.platform.statements import Values

Row = TypeVar("Row")
_NAMED = Values(
    lambda shop_id, person_id, number: (
        _unseen(shop_id, person_id).filter(message__conversation=number).select_related(None).values("pk")[:1]
    )
)


def canned_of(actor: Actor) -> QuerySet[CannedReply]:
    """The replies of the actor's shop, the most used first."""
    actor.require(Right.CASES_READ)
    return CannedReply.objects.filter(shop_id=actor.shop_id).order_by("-used", "name")


def canned_for(actor: Actor, reply_id: int) -> CannedReply:
    """One of them."""
    return _one(canned_of(actor).filter(pk=reply_id).first())


def canned_found(actor: Actor, typed: str, *, limit: int = 20) -> list[CannedReply]:
    """The replies whose shortcut, name or words hold what was typed; those whose shortcut begins so come first."""
    typed = typed.strip().lstrip("/")[:80]
    if not typed:
        return list(canned_of(actor)[:limit])
    words = typed.split()
    holds = Q()
    for word in words:
        holds &= (
            Q(shortcut__icontains=word) | Q(name__icontains=word) | Q(text_fr__icontains=word)
            | Q(text_en__icontains=word)
        )  # fmt: skip
    found = list(canned_of(actor).filter(holds)[: limit * 2])
    return sorted(found, key=lambda reply: not reply.shortcut.startswith(typed.lower()))[:limit]


def macros_of(actor: Actor) -> QuerySet[Macro]:
    """The macros of the actor's shop, by name."""
    actor.require(Right.CASES_READ)
    return Macro.objects.filter(shop_id=actor.shop_id).order_by("name")


def macro_for(actor: Actor, macro_id: int) -> Macro:
    """One of them."""
    return _one(macros_of(actor).filter(pk=macro_id).first())


def mentions_of(actor: Actor) -> QuerySet[Mention]:
    """Where colleagues named the actor and nobody looked yet, newest first."""
    actor.require(Right.CASES_READ)
    return _unseen(actor.shop_id, actor.person_id or 0)


def is_named(actor: Actor, conversation_id: int) -> bool:
    """Whether a colleague named the actor in a conversation, and they have not looked yet."""
    return bool(_NAMED.all(actor.shop_id, actor.person_id or 0, conversation_id))


def unseen_mention(mention_id: int) -> Mention | None:
    """A mention nobody has looked at yet, of somebody who still works there; for the job that writes to them."""
    found = Mention.objects.filter(pk=mention_id, seen_at__isnull=True, person__is_active=True)
    found = found.filter(person__memberships__shop_id=F("message__conversation__shop_id"))
    return found.select_related("person", "message__conversation__case").first()


def _unseen(shop_id: int, person_id: int) -> QuerySet[Mention]:
    mine = Mention.objects.filter(person_id=person_id, seen_at__isnull=True, message__conversation__shop_id=shop_id)
    return mine.select_related("message__conversation__case").order_by("-message_id")


def alarm_person_id(shop_id: int) -> int | None:
    """Who of a shop looks at threats; None while nobody is named."""
    return ChatSettings.objects.filter(shop_id=shop_id).values_list("alarm_person_id", flat=True).first()


def asks_opinion(shop_id: int) -> bool:
    """Whether a shop asks its customers what they thought; it does until it says otherwise."""
    said = ChatSettings.objects.filter(shop_id=shop_id).values_list("asks_opinion", flat=True).first()
    return said is not False


def reviews_of(actor: Actor) -> QuerySet[PublicReview]:
    """The public reviews a shop keeps, newest first."""
    actor.require(Right.CASES_READ)
    rows = PublicReview.objects.filter(shop_id=actor.shop_id).select_related("case", "conversation", "made_by")
    return rows.order_by("-pk")


def review_for(actor: Actor, review_id: int) -> PublicReview:
    """One of them."""
    return _one(reviews_of(actor).filter(pk=review_id).first())


def reviews_about(conversation: Conversation) -> list[PublicReview]:
    """The public reviews tied to a matter."""
    tied = Q(conversation_id=conversation.pk)
    if conversation.case_id:
        tied |= Q(case_id=conversation.case_id)
    return list(PublicReview.objects.filter(tied, shop_id=conversation.shop_id).order_by("-pk")[:10])


def rating_by_key(key: str) -> Rating:
    """The question behind a mailed link."""
    rows = Rating.objects.select_related("conversation__case", "shop")
    return _one(rows.filter(key=key).first() if len(key) == 32 else None)


def rating_of(conversation: Conversation) -> Rating | None:
    """What the customer of a matter was asked, and perhaps answered."""
    return Rating.objects.filter(conversation_id=conversation.pk).first()


def ratings_of(actor: Actor, *, since: datetime) -> QuerySet[Rating]:
    """What customers of the actor's shop were asked since a moment, the newest answers first."""
    actor.require(Right.CASES_READ)
    asked = Rating.objects.filter(shop_id=actor.shop_id, asked_at__gte=since)
    return asked.select_related("conversation__case", "person").order_by("-answered_at", "-pk")


def scores_of(actor: Actor, *, since: datetime) -> dict[int | None, int]:
    """How often each score was given since a moment; None: asked and not answered."""
    counted = ratings_of(actor, since=since).order_by().values_list("score").annotate(Count("pk"))
    return dict(counted)


def _one(found: Row | None) -> Row:
    if found is None:
        raise NotFound
    return found
