import secrets
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.chat import identity_secret
from reprise.apps.conversations.models import ChatSession, ChatSettings
from reprise.platform.transactions import atomic


@atomic
def rotate_identity(*, actor: Actor, at: datetime) -> str:
    """Make a new key for signing who a visitor is, and answer it, once; whoever the old one vouched for is out."""
    actor.require(Right.SETTINGS_EDIT)
    kept, _new = ChatSettings.objects.select_for_update().get_or_create(shop_id=actor.shop_id)
    kept.identity_secret = secrets.token_urlsafe(24)
    kept.save(update_fields=["identity_secret"])
    _end(actor.shop_id, at)
    return identity_secret(kept)


@atomic
def drop_identity(*, actor: Actor, at: datetime) -> None:
    """Use no signed identities any more: the key goes, and so does the demand for one."""
    actor.require(Right.SETTINGS_EDIT)
    ChatSettings.objects.filter(shop_id=actor.shop_id).update(identity_secret="", identity_required=False)
    _end(actor.shop_id, at)


def _end(shop_id: int, at: datetime) -> None:
    ChatSession.objects.filter(shop_id=shop_id, expires_at__gt=at).exclude(subject="").update(expires_at=at)
