from collections.abc import Mapping, Sequence
from datetime import datetime

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.cases.models import BulkItem, BulkRun
from reprise.core.canonical import plain
from reprise.core.refusals import Invalid, mark
from reprise.platform.transactions import atomic

MOST = 500


@atomic
def begin_run(
    *, actor: Actor, deed: str, params: Mapping[str, object], case_ids: Sequence[int], at: datetime
) -> BulkRun:
    """Write down what is to be done with which cases, before anything is."""
    actor.require(Right.CASES_READ)
    if not case_ids:
        raise Invalid(field="case", why=mark("choose at least one case."))
    if len(case_ids) > MOST:
        raise Invalid(field="case", why=mark("choose at most 500 cases at once."))
    run = BulkRun.objects.create(
        shop_id=actor.shop_id, person_id=actor.person_id, deed=deed, params=plain(params), started_at=at
    )
    BulkItem.objects.bulk_create(
        BulkItem(run=run, case_id=case_id, position=position) for position, case_id in enumerate(case_ids, start=1)
    )
    return run


@atomic
def take_item(*, item: BulkItem) -> bool:
    """Whether the item is ours to do: of two workers at the same moment, one."""
    return bool(BulkItem.objects.filter(pk=item.pk, outcome="waiting").update(outcome="doing"))


@atomic
def tell_outcome(*, item: BulkItem, done: bool, sentence: str, values: Mapping[str, object]) -> None:
    """Write down what became of one case."""
    outcome = "done" if done else "refused"
    BulkItem.objects.filter(pk=item.pk).update(outcome=outcome, sentence=sentence[:300], values=plain(values))


@atomic
def end_run(*, run: BulkRun, at: datetime) -> None:
    """Close a run of which nothing waits."""
    BulkRun.objects.filter(pk=run.pk, finished_at__isnull=True).update(finished_at=at)
