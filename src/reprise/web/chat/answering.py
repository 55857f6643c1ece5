"""Whether somebody is there, and by when whoever writes now has an answer, in their language and on their own clock."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext

from reprise.apps.conversations.message_queries import somebody_answered
from reprise.readmodels.reply_promise import as_promised, promise_for
from reprise.readmodels.reply_promise_words import told_to_visitor
from reprise.web.chat.talk import Talk

JUST_NOW: Final = timedelta(minutes=30)  # a person who wrote within these is there, whatever the hours say


@dataclass(frozen=True, slots=True)
class Answering:
    """What a chat says of the people behind it."""

    is_open: bool
    short: str  # for its head
    long: str  # for whoever asks for a person
    closed: str = ""  # outside the hours: when somebody comes, and on whose clock that is


def answering_of(talk: Talk) -> Answering:
    """The promise of this moment; a shop that keeps no hours says only that a person answers."""
    promise = promise_for(talk.shop, talk.at)
    if promise is None:
        return Answering(True, gettext("A person answers you here."), "")
    if not promise.is_open and talk.conversation and somebody_answered(talk.conversation, since=talk.at - JUST_NOW):
        return Answering(True, gettext("A person answers you here."), "")
    if talk.conversation and talk.conversation.waits_since:
        promise = as_promised(promise, talk.conversation.pk, talk.at)
    words = told_to_visitor(promise, talk.at, talk.zone)
    closed = "" if promise.is_open else " ".join(part for part in (words.presence, words.clock) if part)
    return Answering(promise.is_open, words.reply, str(words), closed)
