import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from reprise.apps.conversations.chat import digest_of
from reprise.apps.conversations.models import ChatSession, Conversation, Participant
from reprise.apps.conversations.rules.identity import LIVES, Identity
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

KEPT: Final = timedelta(days=30)  # since somebody was last here
SEEN_AGAIN: Final = timedelta(hours=6)  # how long a visit is not written down anew


@atomic
def open_session(
    *, shop: "Shop", at: datetime, language: str, origin: str = "", identity: Identity | None = None
) -> tuple[ChatSession, str]:
    """Bind a browser to a new random key; the key itself is told once, and only its digest is stored.

    Whoever the seller's site vouches for finds the matter they have with the shop, from whichever browser.
    """
    secret = secrets.token_urlsafe(32)
    known = _known(shop, identity) if identity else None
    session = ChatSession.objects.create(
        shop_id=shop.pk, digest=digest_of(secret), origin=origin, language=language,
        subject=identity.subject if identity else "", name=identity.name if identity else "",
        email=identity.email if identity else "", created_at=at, seen_at=at,
        conversation=known.conversation if known else None, participant=known.participant if known else None,
        expires_at=at + (LIVES if identity else KEPT),
    )  # fmt: skip
    return session, secret


def _known(shop: "Shop", identity: Identity) -> ChatSession | None:
    mine = ChatSession.objects.filter(shop_id=shop.pk, subject=identity.subject, conversation__isnull=False)
    return mine.order_by("-pk").first()


@atomic
def bind_session(*, session: ChatSession, conversation: Conversation, participant: Participant) -> bool:
    """Tie a session to the conversation begun in it; of two beginnings at once the first stays."""
    won = ChatSession.objects.filter(pk=session.pk, conversation__isnull=True).update(
        conversation=conversation, participant=participant
    )
    if won:
        session.conversation, session.participant = conversation, participant
    return bool(won)


def see_session(*, session: ChatSession, at: datetime) -> None:
    """Note that the browser is still used, which keeps its conversation in reach; one with an identity ends in time.

    A single statement, and mostly none: no transaction is begun, since that alone waits for whoever writes.
    """
    if at - session.seen_at < SEEN_AGAIN or session.subject:
        return
    ChatSession.objects.filter(pk=session.pk).update(seen_at=at, expires_at=at + KEPT)


@atomic
def end_session(*, session: ChatSession, at: datetime) -> None:
    """Let the browser forget the conversation; the shop keeps it."""
    ChatSession.objects.filter(pk=session.pk, expires_at__gt=at).update(expires_at=at)


@atomic
def tidy_sessions(*, at: datetime) -> int:
    """Remove sessions that were over a month ago."""
    return ChatSession.objects.filter(expires_at__lt=at - KEPT).delete()[0]
