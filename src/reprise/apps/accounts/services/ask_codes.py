from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.platform.transactions import atomic


@atomic
def ask_codes(*, actor: Actor, asks: bool) -> None:
    """Say whether a personal link asks for a mailed code on a device on which it was never opened."""
    actor.require(Right.SETTINGS_EDIT)
    Shop.objects.filter(pk=actor.shop_id).update(asks_code=asks)
