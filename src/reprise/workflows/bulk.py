"""One deed over many cases: a few at a time, each on its own, so that one refusal undoes nothing else.

What became of a case is written in the transaction that did it: a run that was killed goes on where it stopped, and no
case is done twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol

from django.db import transaction

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.queries import staff_actor
from reprise.apps.cases.bulk_runs import run_by_id, waiting
from reprise.apps.cases.queries import case_by_id
from reprise.apps.cases.services.bulk_run import begin_run, end_run, take_item, tell_outcome
from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles
from reprise.platform.transactions import atomic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reprise.apps.cases.models import BulkItem, BulkRun, Case

AT_ONCE: Final = 10


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in a sentence marked for translation."""

    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)


class OnOneCase(Protocol):
    """Does the deed on one case, or refuses."""

    def __call__(self, *, actor: Actor, case: "Case", params: Mapping[str, Any], run_id: int, at: datetime) -> Done: ...


class NoLonger(Refusal):
    """Whoever asked may not do it any more."""

    code = "no_longer"
    kind = Kind.FORBIDDEN
    sentence = mark("Whoever asked for this no longer works for the shop, or has lost the right. Nothing was done.")


_deeds: dict[str, OnOneCase] = {}


def provide_deeds(deeds: Mapping[str, OnOneCase]) -> None:
    """Wire what can be done with many cases; called once by the configuration."""
    _deeds.update(deeds)


@atomic
def begin(
    *, actor: Actor, deed: str, params: Mapping[str, object], case_ids: "Sequence[int]", at: datetime
) -> "BulkRun":
    """Write the run down; the first cases are done at once, the others by a job."""
    run = begin_run(actor=actor, deed=deed, params=params, case_ids=case_ids, at=at)
    _some(run, actor, at)
    return run


@handles("cases.bulk")
def carry_on(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """The next cases of a run, with the rights its author has now."""
    run = run_by_id(payload["run_id"])
    return lambda: _some(run, _author(run), at)


def _author(run: "BulkRun") -> Actor | None:
    try:
        return staff_actor(run.person_id or 0, run.shop.slug)[0]
    except Refusal:
        return None


def _some(run: "BulkRun", actor: Actor | None, at: datetime) -> None:
    for item in sorted(waiting(run, AT_ONCE), key=lambda one: one.case_id):  # two runs take the same cases in one order
        _one(run, item, actor, at)
    if waiting(run, 1):
        enqueue(kind="cases.bulk", payload={"run_id": run.pk}, at=at, priority=5)
    else:
        end_run(run=run, at=at)


def _one(run: "BulkRun", item: "BulkItem", actor: Actor | None, at: datetime) -> None:
    if not take_item(item=item):
        return
    try:
        if actor is None:
            raise NoLonger
        with transaction.atomic():  # a refusal undoes what this case began, and nothing of the others
            case = case_by_id(actor, item.case_id)
            done = _deeds[run.deed](actor=actor, case=case, params=run.params, run_id=run.pk, at=at)
    except Refusal as refusal:
        tell_outcome(item=item, done=False, sentence=refusal.sentence, values=refusal.params)
    else:
        tell_outcome(item=item, done=True, sentence=done.sentence, values=done.values)
