"""What a visitor does in a chat. Each deed is one form of the panel, and works without scripts."""

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext

from reprise.apps.accounts.services.budget import spend
from reprise.apps.conversations.kinds import Channel
from reprise.apps.conversations.message_queries import file_for
from reprise.apps.conversations.rules.body import tidy_body
from reprise.apps.conversations.services.chat_session import end_session
from reprise.apps.conversations.services.leave_contact import leave_contact
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.core.refusals import NotFound, Refusal
from reprise.core.typed_text import is_blank
from reprise.web.chat.beginning import begin, typed_person
from reprise.web.chat.draw import done, drawn, news, number, private, refused
from reprise.web.chat.files import serve, take
from reprise.web.chat.first_line import answer_at_once, is_awaited
from reprise.web.chat.person import call_a_person
from reprise.web.chat.talk import Talk, talk_of
from reprise.workflows import converse
from reprise.workflows.send_transcript import send_transcript
from reprise.workflows.speak import speak

if TYPE_CHECKING:
    from reprise.platform.files.models import StoredFile

SAID_IN_TEN_MINUTES: Final = 60
_CLIENT_ID: Final = re.compile(r"[\w-]{8,64}", re.ASCII)


def show(request: HttpRequest) -> HttpResponse:
    """The chat: a page of its own, or with ?panel only what a page opens at its side."""
    return drawn(request)


def fresh(request: HttpRequest) -> HttpResponse:
    """What was said after a number."""
    return news(request, after=number(request.GET.get("after")))


def say(request: HttpRequest) -> HttpResponse:
    """Write, with files if one wants; the first words begin the conversation."""
    try:
        return done(request, problems=_say(request, talk_of(request)))
    except Refusal as refusal:
        return refused(request, refusal)


def _say(request: HttpRequest, talk: Talk) -> list[str]:
    body, sent = request.POST.get("body", ""), request.FILES.getlist("files")
    if not sent or not is_blank(body):
        tidy_body(body)  # refused before anything is begun
    name, email = typed_person(request.POST.get("name", ""), request.POST.get("email", ""))
    if talk.conversation is not None and not sent:
        write(talk, body, client_id=client_id_in(request), counted=True)
        return []
    _count(talk)
    begin(talk, name=name, email=email)
    came = take(talk, sent)
    if came.problems and not came.kept and is_blank(body):
        return came.problems
    write(talk, body, client_id=client_id_in(request), files=came.kept)
    return came.problems


def _count(talk: Talk) -> None:
    """Count one more thing said, and refuse too many."""
    spend(what="chat_said", who=talk.who, limit=SAID_IN_TEN_MINUTES, per=timedelta(minutes=10), at=talk.at)


def write(talk: Talk, body: str, *, client_id: str, files: "Sequence[StoredFile]" = (), counted: bool = False) -> None:
    """Say it in the conversation, in the language of the page it was written on.

    `counted` among what was said lately: with the words themselves, so that the disk is waited for once.
    """
    if talk.conversation is None or talk.actor is None:
        raise NotFound
    if talk.case is not None:
        speak(actor=talk.actor, case=talk.case, language=talk.language, at=talk.at)
    awaited = is_awaited(talk)
    converse.ready_to_listen()
    with transaction.atomic():
        if counted:
            _count(talk)
        message = converse.say(
            actor=talk.actor, conversation=talk.conversation, body=body, at=talk.at, client_id=client_id,
            channel=Channel.CHAT, files=files, language=talk.language,
        )  # fmt: skip
    talk.conversation = message.conversation
    answer_at_once(talk, message, awaited=awaited)


def client_id_in(request: HttpRequest) -> str:
    """The id the page gave this sending, so that a repeat is seen; anything odd counts as none."""
    given = request.POST.get("client_id", "")
    return given if _CLIENT_ID.fullmatch(given) else ""


def person(request: HttpRequest) -> HttpResponse:
    """Ask for a person, at any moment; the answer says by when one writes."""
    talk = talk_of(request)
    try:
        _count(talk)
        begin(talk, name="", email="")
        call_a_person(talk, client_id_in(request))
    except Refusal as refusal:
        return refused(request, refusal)
    return done(request)


def contact(request: HttpRequest) -> HttpResponse:
    """Leave a name and an address, to which the answer goes too."""
    talk = talk_of(request)
    try:
        if talk.person is None:
            raise NotFound
        name, email = typed_person(request.POST.get("name", ""), request.POST.get("email", ""))
        leave_contact(participant=talk.person, name=name, email=email, at=talk.at)
    except Refusal as refusal:
        return refused(request, refusal)
    told = gettext("Our answers also come to %(address)s.") % {"address": email} if email else ""
    return done(request, told=told)


def transcript(request: HttpRequest) -> HttpResponse:
    """Have a copy by mail, at the address the visitor left; that it left is written down."""
    talk = talk_of(request)
    try:
        if talk.conversation is None or talk.actor is None:
            raise NotFound
        address = send_transcript(actor=talk.actor, conversation=talk.conversation, at=talk.at)
    except Refusal as refusal:
        return refused(request, refusal)
    return done(request, told=gettext("A copy of this conversation leaves for %(address)s.") % {"address": address})


def read(request: HttpRequest) -> HttpResponse:
    """Note how far the visitor has read."""
    talk = talk_of(request)
    if talk.conversation is not None and talk.actor is not None:
        mark_read(actor=talk.actor, conversation=talk.conversation, up_to=number(request.POST.get("to")), at=talk.at)
    return private(HttpResponse(status=204))


def end(request: HttpRequest) -> HttpResponse:
    """Let this browser forget the conversation, as on a computer that others use too."""
    talk = talk_of(request)
    if talk.session is not None:
        end_session(session=talk.session, at=talk.at)
    answer = private(HttpResponseRedirect(talk.base))
    talk.forget(answer)
    return answer


def file(request: HttpRequest, file_id: int) -> HttpResponseBase:
    """A file of the conversation; its small picture with ?small."""
    talk = talk_of(request)
    if talk.actor is None:
        raise NotFound
    return serve(file_for(talk.actor, file_id).file, preview="small" in request.GET)
