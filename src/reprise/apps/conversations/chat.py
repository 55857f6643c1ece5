"""What a shop's chat is set to, and whose browser a key is: the only ways to obtain either."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings

from reprise.apps.conversations.models import ChatSession, ChatSettings
from reprise.apps.conversations.rules.identity import secret_of
from reprise.platform.statements import Reading

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

_SETTINGS = Reading(lambda shop_id: ChatSettings.objects.filter(shop_id=shop_id))
_SESSION = Reading(
    lambda digest, shop_id, origin, at: ChatSession.objects.filter(
        digest=digest, shop_id=shop_id, origin=origin, expires_at__gt=at
    ).select_related("conversation", "participant")
)


def chat_settings(shop_id: int) -> ChatSettings:
    """How a shop offers its chat; a shop that never said so has it on its own pages only."""
    return _SETTINGS.first(shop_id) or ChatSettings(shop_id=shop_id)


def chat_is_on(shop_id: int) -> bool:
    """Whether the shop's customer pages offer the chat."""
    return not ChatSettings.objects.filter(shop_id=shop_id, is_on=False).exists()


def identity_secret(kept: ChatSettings) -> str:
    """The key the shop's site signs with; empty while there is none."""
    return secret_of(settings.SECRET_KEY, kept.shop_id, kept.identity_secret) if kept.identity_secret else ""


def digest_of(secret: str) -> str:
    """What is stored of a browser's key."""
    return hashlib.sha256(secret.encode()).hexdigest()


def session_proved(session: ChatSession | None, at: datetime, order_id: int) -> bool:
    """Whether a chat proved, not long ago, to be of whoever placed an order."""
    return session is not None and session.orders.get(str(order_id), 0) > at.timestamp()


def session_for(shop: "Shop", secret: str, *, at: datetime, origin: str = "") -> ChatSession | None:
    """The session a key opens: of this shop, of the site it was begun on, and not over; else none."""
    if not 20 <= len(secret) <= 100 or not secret.isascii():
        return None
    return _SESSION.first(digest_of(secret), shop.pk, origin, at)


def session_by_id(shop: "Shop", session_id: int, *, at: datetime) -> ChatSession | None:
    """The session a signed pass names, as long as it lasts."""
    mine = ChatSession.objects.filter(pk=session_id, shop_id=shop.pk, expires_at__gt=at)
    return mine.select_related("conversation", "participant").first()
