"""Somebody who was invited to read along leaves."""

from typing import cast

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from reprise.core.refusals import NotFound
from reprise.web.chat.talk import talk_of
from reprise.web.portal.chat.door import reader_chat
from reprise.web.portal.door import WRITE, ShopRequest
from reprise.workflows.read_along import take_off


@reader_chat(WRITE)
def leave_thread(request: ShopRequest) -> HttpResponse:
    """End one's own reading along: the link opens nothing from now on, and no more mail comes."""
    talk = talk_of(request)
    if talk.actor is None or talk.conversation is None or talk.actor.participant_id is None:
        raise NotFound
    take_off(
        actor=talk.actor, conversation=talk.conversation, participant_id=talk.actor.participant_id, at=talk.at
    )  # fmt: skip
    messages.success(request, gettext("You have left the conversation. Nothing more is sent to you."))
    return cast(HttpResponse, HttpResponseRedirect(reverse("portal:home", args=[request.shop.slug])))
