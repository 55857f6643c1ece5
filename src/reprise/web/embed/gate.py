"""The one gate of the widget: the site it stands on, the visitor's key, and who the seller vouches for.

No cookie counts here, so that no other site can make a browser send anything by itself; the key travels in a header.
"""

import functools
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.conversations.chat import chat_settings, identity_secret, session_by_id, session_for, session_proved
from reprise.apps.conversations.rules.identity import Identity, IdentityRefused, identity_in
from reprise.apps.conversations.rules.origins import is_allowed
from reprise.apps.conversations.services.chat_session import see_session
from reprise.core.refusals import Kind, Refusal, mark
from reprise.web.chat.draw import private
from reprise.web.chat.talk import Talk, TalkRequest, Way, find, zone_in
from reprise.web.client_address import client_address
from reprise.web.embed.passes import file_pass, origin_in, session_in
from reprise.web.portal.links import case_link_in_chat
from reprise.web.refusals import status_of, tell_plainly

if TYPE_CHECKING:
    from collections.abc import Callable

    from reprise.apps.accounts.models import Shop
    from reprise.apps.conversations.models import ChatSession, ChatSettings

    View = Callable[..., HttpResponseBase]

READ: Final = ("GET", "HEAD")
LANGUAGES: Final = frozenset(code for code, _ in settings.LANGUAGES)


class NotOnThisSite(Refusal):
    """The chat stands on a site the shop did not allow, or the frame is an old one."""

    code = "not_on_this_site"
    kind = Kind.FORBIDDEN
    sentence = mark("This chat may not be shown on this site. Open the shop’s own help page instead.")


class ChatIsOff(Refusal):
    """The shop switched its chat off, and nothing was begun here that could be finished."""

    code = "chat_is_off"
    kind = Kind.MISSING
    sentence = mark("This chat is closed. Write to the shop by e-mail, or open its help page.")


class EmbedRequest(TalkRequest):
    """A request of the frame that passed the gate."""

    identity: Identity | None  # whom this very request is vouched for
    token: str


def gate(methods: tuple[str, ...] = READ, *, enters: bool = False) -> "Callable[[View], View]":
    """Let through what comes from a frame on an allowed site, with the key of a chat of that site.

    Where the shop asks for a signed identity, nothing goes through without; `enters` is the path that exchanges one.
    """

    def declare(view: "View") -> "View":
        @functools.wraps(view)
        def opened(request: HttpRequest, shop_slug: str, lang: str, **kwargs: object) -> HttpResponseBase:
            shop, at = shop_by_slug(shop_slug), timezone.now()
            structlog.contextvars.bind_contextvars(shop=shop.slug)
            language = lang if lang in LANGUAGES else settings.LANGUAGE_CODE
            with translation.override(language), timezone.override(ZoneInfo(shop.timezone)):
                try:
                    admit(cast(EmbedRequest, request), shop, at, language, enters=enters)
                    return view(request, **kwargs)
                except Refusal as refusal:
                    told = {"problems": [tell_plainly(refusal)], "code": refusal.code}
                    return private(JsonResponse(told, status=status_of(refusal)))

        guarded = csrf_exempt(xframe_options_exempt(require_http_methods(methods)(opened)))
        guarded.door = "embed"  # type: ignore[attr-defined]  # read by the authorisation matrix
        return cast("View", guarded)

    return declare


def admit(request: EmbedRequest, shop: "Shop", at: datetime, language: str, *, enters: bool) -> None:
    """Check the three things in turn, and put the chat on the request."""
    kept = chat_settings(shop.pk)
    session, origin = _session(request, shop, at)
    if not kept.is_on and not (session and session.conversation_id):  # whoever is in the middle of one finishes it
        raise ChatIsOff
    if not is_allowed(origin, kept.allowed_origins):
        raise NotOnThisSite
    request.identity = _vouched(request, kept, at)
    if request.identity and session is not None and session.subject != request.identity.subject and not enters:
        raise IdentityRefused  # somebody else has signed in on the site meanwhile
    if kept.identity_required and not enters and not (session and session.subject):
        raise IdentityRefused
    if session is not None:
        see_session(session=session, at=at)
    talk = Talk(
        shop=shop, at=at, way=Way.FRAME, base=reverse("embed:chat", args=[shop.slug, language]), kept=kept,
        session=session, origin=origin, language=language, network=client_address(request), zone=zone_in(request),
    )  # fmt: skip
    talk.proved, talk.case_link = (
        functools.partial(session_proved, session, at),
        functools.partial(case_link_in_chat, talk),
    )
    if session is not None:
        talk.pass_file = functools.partial(_passed, session.pk, at)
    request.talk = find(talk)


def _session(request: HttpRequest, shop: "Shop", at: datetime) -> "tuple[ChatSession | None, str]":
    """The visitor's chat and the site it stands on: by the headers of the frame, or by a file's own pass."""
    if one_file := request.GET.get("pass", ""):
        session = session_by_id(shop, session_in(one_file, request.path, at), at=at)
        if session is None or not session.origin:
            raise NotOnThisSite
        return session, session.origin
    origin = origin_in(request.headers.get("X-Chat-Pass", ""), shop.pk, at)
    key = request.headers.get("X-Chat-Key", "")
    return (session_for(shop, key, at=at, origin=origin) if origin and key else None), origin


def _vouched(request: HttpRequest, kept: "ChatSettings", at: datetime) -> Identity | None:
    """Whom a token vouches for: a token that does not hold is refused, never passed over."""
    token = request.headers.get("X-Chat-Identity", "")
    return identity_in(token, identity_secret(kept), at=at) if token else None


def _passed(session_id: int, at: datetime, address: str) -> str:
    return f"{address}?pass={file_pass(session_id, address, at)}"
