"""The assistant in the chat: it answers what was just said, in the same request."""

from typing import TYPE_CHECKING

from reprise.apps.cases.kinds import Stage
from reprise.apps.cases.queries import cases_of_address
from reprise.apps.conversations.kinds import PartRole
from reprise.web.chat.talk import Talk, Way
from reprise.workflows import first_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.cases.models import Case
    from reprise.apps.conversations.models import Message


def answer_at_once(talk: Talk, message: "Message", *, awaited: bool) -> None:
    """Let the assistant answer, if it is its turn; `awaited` is what `is_awaited` said before it was written."""
    went_on(talk, first_line.answer_first(message=message, visitor=visitor_of(talk), at=talk.at, awaited=awaited))


def is_awaited(talk: Talk) -> bool:
    """Whether the shop asked the customer something, so that what they write next is an answer."""
    case = talk.case or (talk.conversation.case if talk.conversation else None)
    return case is not None and case.stage == Stage.AWAITING_CUSTOMER


def visitor_of(talk: Talk) -> first_line.Visitor:
    """Who is answered, with what they proved by the way they came in."""
    return first_line.Visitor(
        language=talk.language, zone=talk.zone, cases=_proved(talk),
        has_address=talk.case is not None or bool(talk.person and talk.person.email),
    )  # fmt: skip


def _proved(talk: Talk) -> "Sequence[Case]":
    """The case whose link they hold, or those of the address the seller's site vouches for; never of a typed one."""
    if talk.case is not None:
        return [talk.case]
    person = talk.person
    if talk.way is Way.READER and person is not None and person.is_verified and person.role == PartRole.BUYER.value:
        return [talk.conversation.case] if talk.conversation and talk.conversation.case else []
    if talk.session is not None and talk.session.subject and talk.session.email:
        found = cases_of_address(talk.shop.pk, talk.session.email, limit=5)
        return [case for case in found if case.closed_at is None] or found[:1]
    return []


def went_on(talk: Talk, said: "Message | None") -> None:
    """The conversation as it stands once something was said in it."""
    if said is not None:
        talk.conversation = said.conversation
