from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.models import ChatSettings
from reprise.platform.transactions import atomic


@atomic
def set_sharing(*, actor: Actor, is_on: bool) -> None:
    """Say whether new matters are given out by themselves."""
    actor.require(Right.SETTINGS_EDIT)
    ChatSettings.objects.update_or_create(shop_id=actor.shop_id, defaults={"shares_out": is_on})
