"""The only ways to obtain replays, each of one shop; who may read its cases may read what became of them."""

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.policies.models import PolicyVersion, Simulation
from reprise.core.canonical import canonical
from reprise.core.refusals import NotFound

OPEN = (Simulation.State.WAITING.value, Simulation.State.RUNNING.value)


def digest_of(draft: Mapping[str, Any], *, in_force: int, since: date, until: date) -> str:
    """What makes two replays the same: the draft, the policy it is compared with, and the days."""
    told = {"draft": draft, "in_force": in_force, "since": since, "until": until}
    return hashlib.sha256(canonical(told)).hexdigest()


def simulations_of(actor: Actor) -> QuerySet[Simulation]:
    """The shop's replays, newest first, without their long list of changes."""
    actor.require(Right.CASES_READ)
    return Simulation.objects.filter(shop_id=actor.shop_id).defer("changes", "content").order_by("-pk")


def simulation_for(actor: Actor, simulation_id: int) -> Simulation:
    """One replay, with its changes."""
    actor.require(Right.CASES_READ)
    found = Simulation.objects.filter(shop_id=actor.shop_id, pk=simulation_id).first()
    if found is None:
        raise NotFound
    return found


def newest_of(shop_id: int, digest: str) -> Simulation | None:
    """The newest replay of a draft that is not superseded."""
    rows = Simulation.objects.filter(shop_id=shop_id, digest=digest).exclude(state=Simulation.State.SUPERSEDED)
    return rows.defer("changes", "content").order_by("-pk").first()


def compared_with(simulation: Simulation) -> PolicyVersion:
    """The version a draft is compared with."""
    return PolicyVersion.objects.get(shop_id=simulation.shop_id, number=simulation.in_force)


def simulation_by_id(simulation_id: int) -> Simulation | None:
    """The replay of a job, None once it was let go of."""
    return Simulation.objects.filter(pk=simulation_id).defer("changes").select_related("shop").first()
