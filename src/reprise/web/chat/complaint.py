"""A visitor's complaint, registered from the chat in one click: a number, a date, and a confirmation by mail."""

from datetime import timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from reprise.apps.accounts.services.budget import spend
from reprise.core.refusals import NotFound, Refusal
from reprise.law.formats import long_date
from reprise.web.chat.draw import done, refused
from reprise.web.chat.talk import talk_of
from reprise.workflows.register_complaint import register_complaint

A_DAY: Final = 5


def complaint(request: HttpRequest) -> HttpResponse:
    """Register all that was said so far as a complaint; asked again, it is the same one."""
    talk = talk_of(request)
    try:
        if talk.conversation is None or talk.actor is None:
            raise NotFound
        spend(what="chat_complaint", who=talk.who, limit=A_DAY, per=timedelta(days=1), at=talk.at)
        made = register_complaint(
            actor=talk.actor, conversation=talk.conversation, at=talk.at, email=talk.person.email if talk.person else ""
        )
    except Refusal as refusal:
        return refused(request, refusal)
    day = long_date(made.answer_by, "fr" if talk.language.startswith("fr") else "en")
    told = gettext(
        "Complaint %(reference)s is registered. You have our answer by %(day)s; the confirmation is in your mail."
    )
    return done(request, told=told % {"reference": made.case.reference, "day": day})
