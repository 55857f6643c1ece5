"""A run through a guide keeps its way, its end, and whether it came back."""

from datetime import timedelta

import pytest

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.knowledge.guide_queries import run_by_key, runs_of_case
from reprise.apps.knowledge.models import GuideRun
from reprise.apps.knowledge.services.guide_runs import (
    begin_guide,
    claim_after_guides,
    end_guide,
    reopen_guide,
    step_guide,
)
from reprise.apps.knowledge.services.leave_guides import leave_guides
from reprise.core.refusals import NotFound
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def begun(draft_key: str = "") -> GuideRun:
    return begin_guide(shop_id=a_shop().pk, guide="clog", place="claim", at=AT, draft_key=draft_key)


def test_steps_answered_again_forget_what_came_after() -> None:
    key = begun().key
    for step, answer in (("heat", "yes"), ("pull", "no"), ("gear", "clicks"), ("pull", "yes")):
        run = step_guide(key=key, step=step, answer=answer, at=LATER)
    assert run.path == [["heat", "yes"], ["pull", "yes"]]
    assert run.seen_at == LATER


def test_from_the_same_claim_it_is_the_same_run_until_it_ends() -> None:
    first = begun("draft-1")

    def again() -> GuideRun:
        return begin_guide(shop_id=first.shop_id, guide="clog", place="claim", at=LATER, draft_key="draft-1")

    assert again() == first
    end_guide(key=first.key, outcome="solved", at=LATER)
    assert again() != first


def test_what_was_solved_and_claimed_after_all_came_back() -> None:
    key = begun().key
    end_guide(key=key, outcome="solved", at=AT)
    run = end_guide(key=key, outcome="claimed", at=LATER)
    assert (run.outcome, run.ended_at, run.back) == ("solved", AT, LATER)


def test_it_is_not_solved_after_all() -> None:
    key = begun().key
    assert reopen_guide(key=key, at=AT).back is None
    end_guide(key=key, outcome="solved", at=AT)
    assert reopen_guide(key=key, at=LATER).back == LATER


def test_a_part_to_send_is_kept() -> None:
    run = end_guide(key=begun().key, outcome="part", part="hotend", at=LATER)
    assert (run.outcome, run.part) == ("part", "hotend")


def test_a_claim_takes_its_guides_along() -> None:
    case = a_case(1)
    open_one = begin_guide(shop_id=case.shop_id, guide="clog", place="claim", at=AT, draft_key="draft-1")
    solved = begin_guide(shop_id=case.shop_id, guide="moisture", place="claim", at=AT, draft_key="draft-1")
    other = begin_guide(shop_id=case.shop_id, guide="clog", place="help", at=AT)
    end_guide(key=solved.key, outcome="solved", at=AT)
    claim_after_guides(shop_id=case.shop_id, draft_key="draft-1", case_id=case.pk, at=LATER)
    claim_after_guides(shop_id=case.shop_id, draft_key="", case_id=case.pk, at=LATER)
    assert [(run.pk, run.outcome, run.back) for run in runs_of_case(case.pk)] == [
        (open_one.pk, "claimed", None), (solved.pk, "solved", LATER),
    ]  # fmt: skip
    assert GuideRun.objects.get(pk=other.pk).case_id is None


def test_a_guide_nobody_goes_on_with_is_left_and_may_be_taken_up_again() -> None:
    run = begun()
    assert leave_guides(at=AT + timedelta(hours=23)) == 0
    assert leave_guides(at=AT + timedelta(hours=25)) == 1
    run.refresh_from_db()
    assert (run.outcome, run.ended_at) == ("left", AT)
    run = step_guide(key=run.key, step="heat", answer="yes", at=LATER)
    assert (run.outcome, run.ended_at) == ("", None)


def test_a_key_opens_nothing_in_another_shop() -> None:
    run = begun()
    assert run_by_key(run.shop_id, run.key) == run
    assert run_by_key(a_shop("autre-atelier").pk, run.key) is None
    assert run_by_key(run.shop_id, "") is None
    with refused(NotFound):
        step_guide(key="nobody", step="a", answer="b", at=AT)
