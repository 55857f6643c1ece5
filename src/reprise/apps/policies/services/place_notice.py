from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.models import NoticePlaced
from reprise.platform.transactions import atomic


@atomic
def place_notice(*, actor: Actor, notice: str, digest: str, at: datetime) -> None:
    """Keep that a notice is in place with the text of now; said again, it holds from now with that text."""
    actor.require(Right.POLICY_EDIT)
    NoticePlaced.objects.update_or_create(
        shop_id=actor.shop_id, notice=notice, defaults={"digest": digest, "placed_at": at, "placed_by": actor.key}
    )  # fmt: skip


@atomic
def take_notice_back(*, actor: Actor, notice: str) -> None:
    """Keep that a notice is not in place any more."""
    actor.require(Right.POLICY_EDIT)
    NoticePlaced.objects.filter(shop_id=actor.shop_id, notice=notice).delete()
