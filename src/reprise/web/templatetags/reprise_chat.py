"""The way into the chat, at the foot of every customer page."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from babel.dates import format_time
from django import template
from django.template import RequestContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext

from reprise.apps.conversations.chat import chat_is_on, session_for
from reprise.web.templatetags.reprise_format import HOUR, LOCALES, neardate

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

register = template.Library()


@register.inclusion_tag("chat/dock.html", takes_context=True)
def chat_dock(context: RequestContext) -> dict[str, object]:
    """The button of the shop's chat, or of the case whose page it is; nothing where the shop has switched it off.

    Pages that work without the database know the shop by its face alone: nobody could write there either.
    """
    shop, case, path = context.get("shop"), context.get("case"), context.get("path")
    if shop is None or not hasattr(shop, "pk") or context.get("no_dock"):
        return {}
    if case is not None and path:
        return {"href": "#messages", "known": False}
    key = context["request"].COOKIES.get(f"chat-{shop.pk}", "")
    if not chat_is_on(shop.pk) and not _has_begun(shop, key):
        return {}
    known = bool(key)
    return {"href": reverse("portal:chat", args=[shop.slug]), "known": known}


def _has_begun(shop: "Shop", key: str) -> bool:
    """Whether this browser is in the middle of a conversation, which goes on where no new one begins."""
    session = session_for(shop, key, at=timezone.now())
    return session is not None and session.conversation_id is not None


@register.filter
def day_said(day: date) -> str:
    """The day above messages: today and yesterday by these words, another as in a list."""
    words = {0: gettext("Today"), 1: gettext("Yesterday")}
    return words.get((timezone.localdate() - day).days) or neardate(day)


@register.filter
def hour(at: datetime) -> str:
    """The time of day of a message: 14 h 32, or 14:32."""
    code = (get_language() or "fr")[:2]
    told = format_time(timezone.localtime(at), HOUR.get(code, HOUR["en"]), locale=LOCALES.get(code, LOCALES["en"]))
    return str(told).replace(" h ", "\u00a0h\u00a0")
