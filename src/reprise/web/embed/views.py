"""The widget's script, the frame it opens, and the way into it."""

from pathlib import Path
from typing import Final, cast

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from reprise.apps.accounts.queries import shop_by_slug
from reprise.apps.conversations.chat import chat_settings
from reprise.apps.conversations.rules.identity import IdentityRefused
from reprise.apps.conversations.rules.origins import is_allowed
from reprise.apps.conversations.services.chat_session import open_session
from reprise.core.refusals import NotFound
from reprise.web.chat.draw import private
from reprise.web.chat.talk import find
from reprise.web.embed.gate import LANGUAGES, EmbedRequest
from reprise.web.embed.passes import frame_pass
from reprise.web.templatetags.reprise_assets import BUILD, built

SCRIPT: Final = "frontend/widget.ts"


@require_safe
def widget(request: HttpRequest, shop_slug: str) -> HttpResponse:
    """The script a seller's page loads; the same for every shop, its own address says which."""
    shop_by_slug(shop_slug)
    path = BUILD / built().get(SCRIPT, "")
    if not path.is_file():
        raise NotFound
    answer = HttpResponse(Path(path).read_bytes(), content_type="text/javascript; charset=utf-8")
    answer["Cache-Control"] = "public, max-age=3600"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@require_safe
@xframe_options_exempt
def frame(request: HttpRequest, shop_slug: str, lang: str) -> HttpResponse:
    """The page inside the frame: given out for the site that asks, and shown by the browser on no other.

    Where the chat is off it is shown all the same: it says so, and whoever is in the middle of a conversation finishes.
    """
    shop, at = shop_by_slug(shop_slug), timezone.now()
    kept, origin = chat_settings(shop.pk), request.GET.get("origin", "")
    language = lang if lang in LANGUAGES else settings.LANGUAGE_CODE
    allowed = is_allowed(origin, kept.allowed_origins)
    with translation.override(language):
        context = {
            "shop": shop, "allowed": allowed, "origin": origin if allowed else "", "lang": language,
            "pass": frame_pass(shop.pk, origin, at) if allowed else "",
            "others": [code for code in sorted(LANGUAGES) if code != language],
        }  # fmt: skip
        page = render(request, "embed/frame.html", context, status=200 if allowed else 403)
    if allowed:
        return private(_shown_on(origin, page, request))
    return private(page)


def _shown_on(origin: str, page: HttpResponse, request: HttpRequest) -> HttpResponse:
    """The page with the content policy that lets a browser show it on one site."""
    return cast(HttpResponse, csp_replace({"frame-ancestors": origin})(lambda _: page)(request))


def enter(request: EmbedRequest) -> HttpResponse:
    """Exchange what the seller's site vouches for, or nothing, for a key to a chat of one's own.

    Whoever is known keeps their key as long as it is about the same person; an anonymous chat never becomes somebody's.
    """
    talk, identity = request.talk, request.identity
    if identity is None and talk.kept.identity_required:
        raise IdentityRefused
    key = ""
    mine = talk.session.subject if talk.session else ""
    if talk.session is None or mine != (identity.subject if identity else ""):
        talk.session, key = open_session(
            shop=talk.shop, at=talk.at, language=talk.language, origin=talk.origin, identity=identity
        )
        talk.actor = talk.conversation = None
        find(talk)
    return private(JsonResponse({"key": key, "begun": talk.conversation is not None}))
