from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import CalendarFeed
from reprise.core.refusals import Forbidden
from reprise.platform.transactions import atomic


@atomic
def make_feed(*, actor: Actor, only_mine: bool, at: datetime) -> CalendarFeed:
    """Give a person an address for their calendar; the one they had before opens nothing any more."""
    actor.require(Right.CASES_READ)
    if actor.person_id is None:
        raise Forbidden
    revoke_feed(actor=actor, at=at)
    return CalendarFeed.objects.create(
        shop_id=actor.shop_id, person_id=actor.person_id, only_mine=only_mine, made_at=at
    )


@atomic
def revoke_feed(*, actor: Actor, at: datetime) -> int:
    """Close a person's calendar address for good; returns how many there were."""
    mine = CalendarFeed.objects.filter(shop_id=actor.shop_id, person_id=actor.person_id or 0)
    return mine.filter(revoked_at__isnull=True).update(revoked_at=at)
