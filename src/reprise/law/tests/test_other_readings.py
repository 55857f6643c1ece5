"""Where L242-4 can be read in two ways, one is taken and the other is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reprise.law.assess import assess
from reprise.law.explain import explain
from reprise.law.facts import Prices
from reprise.law.tests.people import alice, codes, late

DECLARED = date(2026, 3, 2)
DUE = DECLARED + timedelta(days=14)
FACTS = alice(
    ordered=date(2026, 2, 20), delivered=date(2026, 2, 24), declared=DECLARED, sent_back=date(2026, 3, 6),
    prices=Prices(items=100_00),
)  # fmt: skip


@pytest.mark.parametrize(
    ("days", "taken", "other"),
    [
        (8, 15, 667),  # interest by the day, or the rate once
        (11, 500, None),
        (20, 500, 1000),
        (21, 1000, None),
        (30, 1000, 2000),
        (60, 2000, 5000),
        (90, 5000, 5500),
        (91, 5500, 5000),  # a month begun, or none over
        (120, 5500, None),  # 14 July: the first month is over that day
        (121, 6000, 5500),
        (500, 10000, None),  # both reach the price
    ],
)
def test_the_other_reading_is_told_beside_the_one_taken(days: int, taken: int, other: int | None) -> None:
    answer = assess(replace(FACTS, refunded=DUE + timedelta(days=days)))
    penalty = answer.penalty
    assert penalty is not None
    assert penalty.amount is not None
    assert penalty.amount.minor == taken
    assert (penalty.other_reading.minor if penalty.other_reading else None) == other
    assert ("late_increase_unsettled" in codes(answer)) == (other is not None)


def test_it_is_said_that_no_judge_has_settled_it() -> None:
    told = explain(assess(replace(FACTS, refunded=DUE + timedelta(days=20))), "en")
    text = next(reason.text for reason in told.reasons if reason.code == "late_increase_unsettled")
    assert text.startswith("The law can also be read otherwise: €10.00.")


def test_the_other_increases_leave_no_doubt() -> None:
    ended = date(2026, 5, 29)
    facts = late(date_essential=True, declared=ended, resolution_received=ended, prices=Prices(items=100_00))
    answer = assess(replace(facts, refunded=ended + timedelta(days=28)))
    assert answer.penalty is not None
    assert answer.penalty.other_reading is None
