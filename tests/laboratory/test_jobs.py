"""A replay asked for on a page: asked once, told while it runs, given up for a newer draft, and never lost."""

from datetime import timedelta
from typing import Any

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind, system
from reprise.apps.accounts.models import Shop
from reprise.apps.policies.kept_policy import to_json
from reprise.apps.policies.models import Simulation
from reprise.apps.policies.services.ask_simulation import KEPT
from reprise.apps.policies.services.run_simulation import beat, keep_report, take_simulation
from reprise.core.refusals import Forbidden
from reprise.platform.jobs.models import Job
from reprise.platform.jobs.worker import work_off
from reprise.workflows.simulate_policy.jobs import ask, telling
from reprise.workflows.simulate_policy.running import Cancelled
from reprise.workflows.tests.builders import a_shop, an_order, asked
from reprise.workflows.tests.policies import at_most, policy, row
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def draft(euros: int = 20) -> dict[str, Any]:
    return to_json(policy(answer=(row("k1", {"value_minor": at_most(euros * 100)}, verdict="accept", goods="keep"),)))


def wanted(shop: Shop, content: dict[str, Any] | None = None) -> Simulation:
    return ask(
        actor=system(shop.pk), draft=content or draft(), in_force=1, since=AT.date() - timedelta(days=89),
        until=AT.date(), at=AT,
    )  # fmt: skip


def now(simulation: Simulation) -> Simulation:
    return Simulation.objects.get(pk=simulation.pk)


def test_a_worker_replays_and_keeps_the_report() -> None:
    shop = a_shop()
    asked(an_order(shop), claim="defect")
    made = wanted(shop, draft(euros=200))
    work_off(at=AT)
    done = now(made)
    assert (done.state, done.lines_done, done.lines, done.error) == ("done", 1, 1, "")
    assert done.report is not None
    assert done.report["changed"] == 1
    assert [change["after"]["row"] for change in done.changes or []] == ["k1"]
    assert "changes" not in done.report


def test_the_same_question_is_asked_once() -> None:
    shop = a_shop()
    assert wanted(shop).pk == wanted(shop).pk
    work_off(at=AT)
    assert wanted(shop).state == "done"
    assert Job.objects.filter(kind="policies.simulate").count() == 1


def test_another_draft_supersedes_the_open_replay_which_then_does_nothing() -> None:
    shop = a_shop()
    first, second = wanted(shop), wanted(shop, draft(euros=30))
    assert now(first).state == "superseded"
    work_off(at=AT)
    assert (now(first).state, now(second).state) == ("superseded", "done")


def test_a_replay_superseded_at_work_stops_and_keeps_nothing() -> None:
    shop = a_shop()
    first = wanted(shop)
    assert take_simulation(simulation_id=first.pk, at=AT)
    wanted(shop, draft(euros=30))
    with pytest.raises(Cancelled):
        telling(first.pk, lambda: 0.0)(1, 10)
    keep_report(simulation_id=first.pk, report={"changed": 1}, changes=[], at=AT)
    assert (now(first).state, now(first).report) == ("superseded", None)


def test_a_replay_is_taken_up_again_only_when_its_worker_fell_silent() -> None:
    shop = a_shop()
    made = wanted(shop)
    assert take_simulation(simulation_id=made.pk, at=AT)
    assert beat(simulation_id=made.pk, done=1, lines=2, at=AT + timedelta(seconds=30))
    assert not take_simulation(simulation_id=made.pk, at=AT + timedelta(seconds=80))
    assert take_simulation(simulation_id=made.pk, at=AT + timedelta(seconds=100))


def test_a_draft_nobody_can_read_fails_once_and_may_be_asked_for_again() -> None:
    shop = a_shop()
    broken = {"terms": {}, "tables": {"answer": [{"id": "x", "when": {"moon": ["full"]}, "then": {}}]}}
    made = wanted(shop, broken)
    work_off(at=AT)
    assert now(made).state == "failed"
    assert now(made).error.startswith("LookupError")
    assert not Job.objects.filter(kind="policies.simulate", state__in=[0, 1]).exists()
    assert wanted(shop, broken).pk != made.pk


def test_only_the_newest_replays_of_a_shop_are_kept() -> None:
    shop, other = a_shop(), a_shop("voisin")
    theirs = wanted(other)
    for euros in range(1, KEPT + 4):
        wanted(shop, draft(euros))
    assert Simulation.objects.filter(shop=shop).count() == KEPT
    assert now(theirs).state == "waiting"


def test_who_may_not_read_cases_tries_nothing() -> None:
    shop = a_shop()
    nobody = Actor(ActorKind.TOKEN, shop.pk, frozenset(), "scanner", token_id=1)
    with refused(Forbidden):
        ask(actor=nobody, draft=draft(), in_force=1, since=AT.date(), until=AT.date(), at=AT)
