from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from django.db import IntegrityError, transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.models import Simulation
from reprise.apps.policies.simulation_queries import OPEN, digest_of, newest_of
from reprise.core.refusals import Overtaken
from reprise.platform.transactions import atomic

KEPT: Final = 10  # replays of a shop; older ones are let go of


@atomic
def ask_simulation(
    *, actor: Actor, draft: Mapping[str, Any], in_force: int, since: date, until: date, at: datetime
) -> tuple[Simulation, bool]:
    """Ask for the replay of a draft, and say whether it is a new one: the same question is asked once.

    One about another draft that is still open is superseded, as nobody waits for it any more.
    """
    actor.require(Right.CASES_READ)
    digest = digest_of(draft, in_force=in_force, since=since, until=until)
    known = newest_of(actor.shop_id, digest)
    if known is not None and known.state != Simulation.State.FAILED:
        return known, False
    mine = Simulation.objects.filter(shop_id=actor.shop_id)
    mine.filter(state__in=OPEN).update(state=Simulation.State.SUPERSEDED, ended_at=at)
    try:
        with transaction.atomic():
            made = Simulation.objects.create(
                shop_id=actor.shop_id, digest=digest, content=dict(draft), in_force=in_force, since=since, until=until,
                asked_by=actor.key, asked_at=at,
            )  # fmt: skip
    except IntegrityError as taken:  # somebody asked this very moment
        raise Overtaken from taken
    old = list(mine.order_by("-pk").values_list("pk", flat=True)[KEPT:])
    mine.filter(pk__in=old).delete()
    return made, True
