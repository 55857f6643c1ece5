"""The two doors of the chat on a shop's own pages: the key in the visitor's cookie, and the link of a case."""

import functools
from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language

from reprise.apps.conversations.chat import chat_settings, session_for
from reprise.apps.conversations.services.chat_session import KEPT, see_session
from reprise.apps.conversations.services.come_in import person_at_link
from reprise.core.refusals import NotFound
from reprise.web.chat.talk import Talk, TalkRequest, Way, find, zone_in
from reprise.web.client_address import client_address
from reprise.web.portal.case.door import CaseRequest, case_page
from reprise.web.portal.case.said import case_talk
from reprise.web.portal.code import Matter, ask_first, is_asked
from reprise.web.portal.door import READ, ShopRequest, View, is_proved, keep_private, shop_page
from reprise.web.portal.links import case_link_in_chat
from reprise.web.portal.opened import forget_all
from reprise.workflows.read_along import reader_at_link


def cookie_of(shop_id: int) -> str:
    """The name of the cookie in which a browser keeps its key to a shop's chat."""
    return f"chat-{shop_id}"


def chat_page(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """Open to everybody; what was said before, only to the browser it was said in."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, **kwargs: object) -> HttpResponseBase:
            talk = _talk(request)
            cast(TalkRequest, request).talk = talk
            answer = keep_private(view(request, **kwargs))
            if talk.new_key:
                answer.set_cookie(
                    cookie_of(request.shop.pk), talk.new_key, max_age=KEPT, httponly=True, samesite="Lax",
                    secure=settings.SESSION_COOKIE_SECURE,
                )  # fmt: skip
            return answer

        guarded = shop_page(methods)(opened)
        guarded.door = "chat"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def _talk(request: ShopRequest) -> Talk:
    shop, at = request.shop, request.now
    kept = chat_settings(shop.pk)
    session = session_for(shop, request.COOKIES.get(cookie_of(shop.pk), ""), at=at)
    talk = Talk(
        shop=shop, at=at, way=Way.PAGE, base=reverse("portal:chat", args=[shop.slug]), kept=kept, session=session,
        language=get_language() or "fr", network=client_address(request), zone=zone_in(request),
    )  # fmt: skip
    talk.proved, talk.case_link = functools.partial(is_proved, request), functools.partial(case_link_in_chat, talk)
    talk.forget = functools.partial(forget_all, request)
    if session is not None:
        see_session(session=session, at=at)
    find(talk)
    if not kept.is_on and talk.conversation is None:  # whoever is in the middle of one finishes it
        raise NotFound
    return talk


def case_chat(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """The thread of a case, open to whoever holds its link."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: CaseRequest, **kwargs: object) -> HttpResponseBase:
            cast(TalkRequest, request).talk = case_talk(request)
            return view(request, **kwargs)

        return case_page(methods)(opened)

    return declare


def reader_chat(methods: tuple[str, ...] = READ) -> Callable[[View], View]:
    """A conversation, open to whoever holds the link that was mailed to one of its people; a wrong one is no page."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def opened(request: ShopRequest, participant_id: int, token: str, **kwargs: object) -> HttpResponseBase:
            shop, at = request.shop, request.now
            if shop.asks_code:
                matter = matter_of(request, participant_id, token)
                if is_asked(request, matter) and not _chats_here(request, participant_id):
                    return ask_first(request, matter)
            actor, person = reader_at_link(shop_id=shop.pk, participant_id=participant_id, token=token, at=at)
            talk = Talk(
                shop=shop, at=at, way=Way.READER, base=reverse("portal:with", args=[shop.slug, participant_id, token]),
                kept=chat_settings(shop.pk), person=person, actor=actor, language=get_language() or "fr",
                network=client_address(request), zone=zone_in(request),
            )  # fmt: skip
            cast(TalkRequest, request).talk = find(talk)
            return keep_private(view(request, **kwargs))

        guarded = shop_page(methods)(opened)
        guarded.door = "reader"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return guarded

    return declare


def matter_of(request: ShopRequest, participant_id: int, token: str) -> Matter:
    """Somebody's own link as what a code opens; a wrong one is no page."""
    person = person_at_link(shop_id=request.shop.pk, participant_id=participant_id, token=token)
    return Matter(
        f"reader:{person.pk}", person.email, reverse("portal:with", args=[request.shop.slug, person.pk, token])
    )


def _chats_here(request: ShopRequest, participant_id: int) -> bool:
    """Whether the conversation was begun in this very browser."""
    session = session_for(request.shop, request.COOKIES.get(cookie_of(request.shop.pk), ""), at=request.now)
    return session is not None and session.participant_id == participant_id
