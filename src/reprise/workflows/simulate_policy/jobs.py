"""A replay asked for on a page: begun by a job, told while it runs, and given up once another draft is asked about."""

import time
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone

from reprise.apps.accounts.actors import Actor
from reprise.apps.policies.kept_policy import from_json, policy_of
from reprise.apps.policies.services.ask_simulation import ask_simulation
from reprise.apps.policies.services.run_simulation import beat, fail_simulation, keep_report, take_simulation
from reprise.apps.policies.simulation_queries import compared_with, simulation_by_id
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, Retry, handles
from reprise.platform.jobs.worker import place_of
from reprise.platform.transactions import atomic
from reprise.workflows.simulate_policy.running import Asked, Cancelled, Progress, simulate

if TYPE_CHECKING:
    from reprise.apps.policies.models import Simulation

BEAT_EVERY: Final = 1.0  # seconds
AGAIN_IN: Final = timedelta(seconds=90)
KIND: Final = "policies.simulate"


@atomic
def ask(
    *, actor: Actor, draft: Mapping[str, Any], in_force: int, since: date, until: date, at: datetime
) -> "Simulation":
    """Ask for the replay of a draft; a worker begins it at once."""
    made, is_new = ask_simulation(actor=actor, draft=draft, in_force=in_force, since=since, until=until, at=at)
    if is_new:
        key = f"{KIND}:{made.pk}"
        enqueue(kind=KIND, payload={"simulation_id": made.pk}, at=at, dedupe_key=key, priority=-1)
    return made


@handles(KIND)
def run(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Replay, and keep the report at once: a long replay outlives the lease of its job."""
    number = payload["simulation_id"]
    asked = simulation_by_id(number)
    if asked is None or not take_simulation(simulation_id=number, at=at):
        if asked is not None and asked.state == asked.State.RUNNING:
            raise Retry(AGAIN_IN, "another worker is at it")
        return None
    try:
        report = _replayed(asked)
    except Cancelled:
        return None
    except Exception as fault:  # noqa: BLE001  # the page says that it failed; the job is not tried for ever
        fail_simulation(simulation_id=number, why=place_of(fault), at=timezone.now())
        return None
    changes = report.pop("changes")
    keep_report(simulation_id=number, report=report, changes=changes, at=timezone.now())
    return None


def _replayed(asked: "Simulation") -> dict[str, Any]:
    version = compared_with(asked)
    wanted = Asked(policy_of(version), version.number, from_json(asked.content), asked.since, asked.until)
    return simulate(shop=asked.shop, asked=wanted, progress=telling(asked.pk, time.monotonic))


def telling(simulation_id: int, clock: Callable[[], float]) -> Progress:
    """Tell now and then how far it is, and stop when nobody wants it any more."""
    last = [float("-inf")]

    def tell(done: int, lines: int) -> None:
        if clock() - last[0] < BEAT_EVERY and done < lines:
            return
        last[0] = clock()
        if not beat(simulation_id=simulation_id, done=done, lines=lines, at=timezone.now()):
            raise Cancelled

    return tell
