"""Runs of one deed over many cases, and what became of each case."""

from django.db.models import Count, QuerySet

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import BulkItem, BulkRun
from reprise.core.refusals import NotFound


def run_for(actor: Actor, run_id: int) -> BulkRun:
    """A run of the actor's shop."""
    actor.require(Right.CASES_READ)
    found = BulkRun.objects.filter(shop_id=actor.shop_id, pk=run_id).select_related("person").first()
    if found is None:
        raise NotFound
    return found


def run_by_id(run_id: int) -> BulkRun:
    """A run by its number, for the job that carries it on."""
    found = BulkRun.objects.filter(pk=run_id).select_related("shop").first()
    if found is None:
        raise NotFound
    return found


def items_of(run: BulkRun) -> QuerySet[BulkItem]:
    """The cases of a run, in their order."""
    return BulkItem.objects.filter(run=run).select_related("case").order_by("position")


def waiting(run: BulkRun, limit: int) -> list[BulkItem]:
    """The next cases of a run."""
    return list(items_of(run).filter(outcome="waiting")[:limit])


def tally(run: BulkRun) -> dict[str, int]:
    """How many cases of a run are done, refused and waiting."""
    return dict(items_of(run).order_by().values_list("outcome").annotate(n=Count("pk")))
