"""The list of a shop's first steps: what was said to be fine as it is, and when the list was put away."""

from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Right
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic


@atomic
def keep_step(*, actor: Actor, step: str) -> None:
    """Note that a step is fine as it is; once is as good as twice."""
    shop = _locked(actor)
    if step not in shop.set_up_kept:
        shop.set_up_kept = [*shop.set_up_kept, step]
        shop.save(update_fields=["set_up_kept"])


@atomic
def return_to_own_address(*, actor: Actor) -> None:
    """Say that goods come back to the shop's own address; where a return address is kept, that one stays."""
    shop = _locked(actor)
    if not shop.return_address and shop.address:
        shop.return_address = shop.address
        shop.save(update_fields=["return_address"])


@atomic
def put_set_up_away(*, actor: Actor, at: datetime) -> None:
    """The list leaves the navigation; it can still be opened by its address."""
    shop = _locked(actor)
    if shop.set_up_at is None:
        shop.set_up_at = at
        shop.save(update_fields=["set_up_at"])


def _locked(actor: Actor) -> Shop:
    actor.require(Right.SETTINGS_EDIT)
    shop = Shop.objects.select_for_update().filter(pk=actor.shop_id).first()
    if shop is None:
        raise NotFound
    return shop
