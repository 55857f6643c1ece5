"""What a macro may do, and in which order."""

from datetime import UTC, datetime

import pytest

from reprise.apps.conversations.rules.macro_steps import Do, Step, check_steps, moment_of, steps_of
from reprise.core.refusals import Invalid

SAY = Step(Do.SAY, canned=7)
CLOSE = Step(Do.CLOSE)
SNOOZE = Step(Do.SNOOZE, until="tomorrow")


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (SAY, SAY),
        (CLOSE, SAY),
        (SNOOZE, CLOSE),
        (Step(Do.SAY, canned=8),),
        (Step(Do.SAY),),
        (Step(Do.NOTE, text="  "),),
        (Step(Do.ASSIGN),),
        (Step(Do.ASSIGN, to="99"),),
        (Step(Do.ASSIGN, to="me"), Step(Do.ASSIGN, to="3")),
        (Step(Do.SNOOZE, until="yesterday"),),
        (Step(Do.NOTE, text="a"),) * 9,
    ],
)
def test_a_macro_that_could_not_run_is_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        check_steps(steps, canned={7}, people={3})
    assert refused.value.field == "steps"


def test_saying_noting_giving_and_closing_is_a_macro() -> None:
    steps = (SAY, Step(Do.NOTE, text="Vu"), Step(Do.ASSIGN, to="3"), CLOSE)
    check_steps(steps, canned={7}, people={3})
    assert steps_of([step.as_json() for step in steps]) == steps


def test_what_is_stored_and_not_understood_is_left_out() -> None:
    stored = [{"do": "explode"}, "close", None, {"do": "close"}, {"do": "say", "canned": "7; DROP"}]
    assert steps_of(stored) == (CLOSE, Step(Do.SAY))


@pytest.mark.parametrize(
    ("at", "until", "ends"),
    [
        (datetime(2026, 3, 28, 10, tzinfo=UTC), "tomorrow", datetime(2026, 3, 29, 7, tzinfo=UTC)),  # summer time begins
        (datetime(2026, 10, 24, 10, tzinfo=UTC), "tomorrow", datetime(2026, 10, 25, 8, tzinfo=UTC)),  # and ends
        (
            datetime(2026, 11, 25, 23, 30, tzinfo=UTC),
            "tomorrow",
            datetime(2026, 11, 27, 8, tzinfo=UTC),
        ),  # after midnight
        (datetime(2026, 11, 25, 10, tzinfo=UTC), "two_weeks", datetime(2026, 12, 9, 8, tzinfo=UTC)),
    ],
)
def test_a_snooze_ends_at_nine_at_the_shop(at: datetime, until: str, ends: datetime) -> None:
    assert moment_of(until, "Europe/Paris", at) == ends
