"""What is pressed below an automatic answer: yes, no, none of these, or one of the titles."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.http import HttpRequest, HttpResponse

from reprise.apps.accounts.services.budget import spend
from reprise.core.refusals import NotFound, Refusal
from reprise.web.chat.draw import done, number, refused
from reprise.web.chat.first_line import visitor_of, went_on
from reprise.web.chat.talk import Talk, talk_of
from reprise.workflows import first_line

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Message

PRESSED_IN_TEN_MINUTES: Final = 60


def press(request: HttpRequest) -> HttpResponse:
    """Take it up; pressed too late, it changes nothing and shows what was said meanwhile."""
    talk = talk_of(request)
    try:
        spend(what="chat_pressed", who=talk.who, limit=PRESSED_IN_TEN_MINUTES, per=timedelta(minutes=10), at=talk.at)
        went_on(talk, _pressed(talk, number(request.POST.get("turn")), request.POST.get("say", "")))
    except Refusal as refusal:
        return refused(request, refusal)
    return done(request)


def _pressed(talk: Talk, turn: int, say: str) -> "Message | None":
    if talk.conversation is None or talk.actor is None:
        raise NotFound
    visitor, conversation = visitor_of(talk), talk.conversation
    if say == "yes":
        return first_line.say_yes(conversation=conversation, sequence=turn, visitor=visitor, at=talk.at)
    if say == "no":
        return first_line.say_no(conversation=conversation, sequence=turn, visitor=visitor, at=talk.at)
    if len(say) == 1 and say.isascii() and say.isdigit():
        return first_line.choose(
            conversation=conversation, sequence=turn, place=int(say), visitor=visitor, at=talk.at
        )  # fmt: skip
    raise NotFound
