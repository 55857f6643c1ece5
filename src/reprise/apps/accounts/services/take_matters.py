from collections.abc import Collection

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.models import Membership
from reprise.apps.accounts.rights import Right
from reprise.platform.transactions import atomic


@atomic
def take_matters(*, actor: Actor, takes: bool) -> None:
    """Say that new conversations may be given to oneself, or may not while one is away."""
    actor.require(Right.MESSAGES_WRITE)
    Membership.objects.filter(shop_id=actor.shop_id, person_id=actor.person_id or 0).update(takes_matters=takes)


@atomic
def set_who_takes(*, actor: Actor, person_ids: Collection[int]) -> None:
    """Say of the whole team who takes new conversations; whoever is not named takes none."""
    actor.require(Right.SETTINGS_EDIT)
    team = Membership.objects.filter(shop_id=actor.shop_id)
    team.filter(person_id__in=person_ids).update(takes_matters=True)
    team.exclude(person_id__in=person_ids).update(takes_matters=False)
