"""What the customer says to an offer of the assistant: that it was that, that it was not, or which of the titles."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import override

from reprise.apps.conversations.kinds import TurnKind
from reprise.apps.conversations.services.hold_conversation import hold_conversation
from reprise.apps.conversations.services.stop_waiting import stop_waiting
from reprise.apps.conversations.turns import kind_of, offer_at, words_before
from reprise.apps.knowledge.queries import shelf_of
from reprise.apps.knowledge.services.settle_asked import settle_asked
from reprise.platform.transactions import atomic
from reprise.workflows.first_line import wording
from reprise.workflows.first_line.calling import leave_to_people
from reprise.workflows.first_line.speaking import Turn, speak
from reprise.workflows.first_line.telling import tell_article
from reprise.workflows.first_line.visitor import Visitor

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Conversation, Message


@atomic
def say_yes(*, conversation: "Conversation", sequence: int, visitor: Visitor, at: datetime) -> "Message | None":
    """That was it: nobody waits any more. None where something was said since, which then counts."""
    held = hold_conversation(conversation.pk)
    offer = offer_at(held, sequence)
    if offer is None or kind_of(offer) != TurnKind.SURE:
        return None
    return settle(
        conversation=held, offer=offer, body=wording.settled, language=visitor.language, once=f"yes-{offer.pk}", at=at
    )


@atomic
def say_no(*, conversation: "Conversation", sequence: int, visitor: Visitor, at: datetime) -> "Message | None":
    """It was not that, or none of the titles: a person answers."""
    held = hold_conversation(conversation.pk)
    offer = offer_at(held, sequence)
    if offer is None:
        return None
    return disagree(conversation=held, offer=offer, visitor=visitor, once=f"no-{offer.pk}", at=at)


@atomic
def choose(
    *, conversation: "Conversation", sequence: int, place: int, visitor: Visitor, at: datetime
) -> "Message | None":
    """One of the titles: its article is told. None for a title that was not offered, or is hidden since."""
    held = hold_conversation(conversation.pk)
    offer = offer_at(held, sequence)
    turn = offer.turn if offer is not None else None
    if offer is None or turn is None or kind_of(offer) != TurnKind.CHOICES or not 0 <= place < len(turn["articles"]):
        return None
    slug, score, *_ = turn["articles"][place]
    shelf = shelf_of(held.shop_id)
    if slug not in shelf.articles or shelf.articles[slug].hidden:
        return None
    _settle_asked(offer, at, chosen=slug)
    return tell_article(
        shelf=shelf, slug=slug, score=score, language=turn["language"], visitor=visitor,
        question=words_before(offer), conversation=held, once=f"chose-{offer.pk}-{place}", asked=turn["asked"], at=at,
    )  # fmt: skip


def settle(
    *, conversation: "Conversation", offer: "Message | None", body: Callable[[], str], language: str, once: str,
    at: datetime,
) -> "Message":  # fmt: skip
    """Nobody waits any more, unless for something that came another way."""
    spoken = offer.turn["language"] if offer is not None and offer.turn else language
    if offer is not None:
        _settle_asked(offer, at, helpful=True)
    over = stop_waiting(conversation=conversation, at=at)
    with override(spoken):
        kind, words = (TurnKind.SETTLED, body()) if over else (TurnKind.NOTED, wording.still_waits())
    turn = Turn(kind=kind, body=words, language=spoken)
    return speak(conversation=conversation, turn=turn, once=once, at=at)


def disagree(*, conversation: "Conversation", offer: "Message", visitor: Visitor, once: str, at: datetime) -> "Message":
    """It was not that: a person answers, and knows what was tried."""
    _settle_asked(offer, at, helpful=False)
    language = offer.turn["language"] if offer.turn else visitor.language
    return leave_to_people(
        conversation=conversation, visitor=visitor, reason=wording.NOT_THAT, language=language, once=once, at=at
    )


def _settle_asked(offer: "Message", at: datetime, *, chosen: str | None = None, helpful: bool | None = None) -> None:
    asked = offer.turn.get("asked") if offer.turn else None
    if asked is not None:
        shop_id = offer.conversation.shop_id
        settle_asked(shop_id=shop_id, asked_id=asked, chosen=chosen, helpful=helpful, at=at)
