"""One chat as its visitor reaches it, and what is theirs in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Final, cast

from django.http import HttpRequest, HttpResponse

from reprise.apps.accounts.actors import Actor, customer_of_conversation
from reprise.apps.conversations.queries import conversation_for, thread_of_case
from reprise.core.refusals import NotFound

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop
    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import ChatSession, ChatSettings, Conversation, Participant


class Way(StrEnum):
    """How somebody comes to a chat."""

    PAGE = "page"  # the shop's customer pages, by the key in their browser's cookie
    CASE = "case"  # the page of a case, by its secret link
    READER = "reader"  # their own link, mailed to somebody who reads along or has left
    FRAME = "frame"  # the widget on a site of the seller's, by a key the frame keeps


def _plain(address: str) -> str:
    return address


def _not_proved(_order_id: int) -> bool:
    return False


def _nothing_to_forget(_answer: HttpResponse) -> None:
    return None


def _no_link(_case_id: int) -> str:
    return ""


@dataclass(slots=True, kw_only=True)
class Talk:
    """A visitor's chat with a shop; `conversation` and `actor` are none until something was said."""

    shop: "Shop"
    at: datetime
    way: Way
    base: str  # its deeds are below this address
    language: str
    network: str  # where the visitor comes from, to count what they do
    kept: "ChatSettings"
    origin: str = ""
    zone: str = ""  # of the visitor's clock, as their browser names it
    session: "ChatSession | None" = None
    case: "Case | None" = None
    person: "Participant | None" = None  # whom they are in it; none for the customer of a case, whom the case knows
    actor: Actor | None = None
    conversation: "Conversation | None" = None
    new_key: str = ""  # of a session that was opened just now, to be given to the browser
    pass_file: Callable[[str], str] = _plain  # adds to a file's address what opens it, where no cookie goes along
    proved: Callable[[int], bool] = _not_proved  # whether the visitor proved that an order is theirs
    case_link: Callable[[int], str] = _no_link  # the page of a case, for whoever proved that it is theirs
    forget: Callable[[HttpResponse], None] = _nothing_to_forget  # what else the browser proved, where it keeps it

    @property
    def who(self) -> str:
        """For whom deeds are counted."""
        return self.actor.key if self.actor else self.network


class TalkRequest(HttpRequest):
    """A request that came through one of the doors of the chat."""

    talk: Talk


ZONE: Final = re.compile(r"[A-Za-z0-9_+-]{1,40}(/[A-Za-z0-9_+-]{1,40}){0,2}")


def zone_in(request: HttpRequest) -> str:
    """The visitor's time zone, as a page of ours that is open tells it; empty when nothing did."""
    given = request.headers.get("X-Chat-Zone", "")
    return given if ZONE.fullmatch(given) else ""


def talk_of(request: HttpRequest) -> Talk:
    """The chat a door put on the request."""
    return cast(TalkRequest, request).talk


def find(talk: Talk) -> Talk:
    """Look up what was begun before; a session whose conversation is out of reach counts as new."""
    if talk.case is not None and talk.actor is not None:
        talk.conversation = thread_of_case(talk.actor, talk.case.pk)
    elif talk.person is not None and talk.actor is not None:
        talk.conversation = conversation_for(talk.actor, talk.person.conversation.key)
    elif talk.session is not None and talk.session.conversation is not None:
        actor = actor_of(talk, talk.session)
        try:
            talk.conversation = conversation_for(actor, talk.session.conversation.key)
        except NotFound:
            talk.session = None
        else:
            talk.actor, talk.person = actor, talk.session.participant
    return talk


def actor_of(talk: Talk, session: "ChatSession") -> Actor:
    """The visitor behind a session, whose reach is the conversation begun in it."""
    person = session.participant
    return customer_of_conversation(
        talk.shop.pk, session.conversation_id or 0, person.name if person else "",
        participant_id=session.participant_id,
    )  # fmt: skip
