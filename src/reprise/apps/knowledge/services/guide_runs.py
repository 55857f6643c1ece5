import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from reprise.apps.knowledge.kinds import GuideEnd, Place
from reprise.apps.knowledge.models import GuideRun
from reprise.core.refusals import NotFound
from reprise.platform.transactions import atomic

LONGEST_PATH: Final = 60  # steps: whoever goes round in circles is not followed further


@atomic
def begin_guide(*, shop_id: int, guide: str, place: str, at: datetime, draft_key: str = "") -> GuideRun:
    """Note that somebody opened a guide; from the same claim it is the same run, until it has ended."""
    if draft_key:
        open_one = GuideRun.objects.filter(shop_id=shop_id, guide=guide, draft_key=draft_key, ended_at=None)
        if (run := open_one.order_by("-pk").first()) is not None:
            return run
    return GuideRun.objects.create(
        shop_id=shop_id, guide=guide, key=secrets.token_hex(16), place=Place(place).value, draft_key=draft_key,
        began_at=at, seen_at=at,
    )  # fmt: skip


@atomic
def step_guide(
    *, key: str, step: str, answer: str, at: datetime, said: Mapping[str, Sequence[str]] | None = None
) -> GuideRun:
    """Note what was answered at a step; answered again, what was answered after it the first time is forgotten.

    `said` holds question and answer in each language as they were read that day, whatever the guide says later.
    """
    run = _held(key)
    known = [one[0] for one in run.path]
    path = run.path[: known.index(step)] if step in known else run.path
    entry = [step, answer, {language: list(words) for language, words in said.items()}] if said else [step, answer]
    run.path, run.seen_at = [*path, entry][:LONGEST_PATH], at
    if run.outcome == GuideEnd.LEFT:  # they are back
        run.outcome, run.ended_at = "", None
    run.save(update_fields=["path", "seen_at", "outcome", "ended_at"])
    return run


@atomic
def end_guide(*, key: str, outcome: str, at: datetime, part: str = "", case_id: int | None = None) -> GuideRun:
    """Note what came of a guide; claimed after it was solved, both are kept: it was solved, and came back."""
    run = _held(key)
    told = GuideEnd(outcome)
    if case_id is not None:
        run.case_id = case_id
    if run.outcome == GuideEnd.SOLVED and told in {GuideEnd.CLAIMED, GuideEnd.PART, GuideEnd.PERSON}:
        run.back = run.back or at
    else:
        run.outcome, run.ended_at, run.part = told.value, at, part[:120]
    run.save(update_fields=["outcome", "ended_at", "part", "case", "back"])
    return run


@atomic
def claim_after_guides(*, shop_id: int, draft_key: str, case_id: int, at: datetime) -> list[GuideRun]:
    """Tie the guides of a claim to its case: what was open ends as claimed, what was solved came back."""
    runs = list(GuideRun.objects.select_for_update().filter(shop_id=shop_id, draft_key=draft_key).order_by("pk"))
    for run in runs if draft_key else []:
        run.case_id = case_id
        if run.outcome in {"", GuideEnd.LEFT}:
            run.outcome, run.ended_at = GuideEnd.CLAIMED.value, at
        elif run.outcome == GuideEnd.SOLVED and run.back is None:
            run.back = at
        run.save(update_fields=["case", "outcome", "ended_at", "back"])
    return runs if draft_key else []


@atomic
def reopen_guide(*, key: str, at: datetime) -> GuideRun:
    """“It is not solved after all”: the run came back, and counts so."""
    run = _held(key)
    if run.outcome == GuideEnd.SOLVED and run.back is None:
        run.back = at
        run.save(update_fields=["back"])
    return run


def _held(key: str) -> GuideRun:
    run = GuideRun.objects.select_for_update().filter(key=key).first()
    if run is None:
        raise NotFound
    return run
