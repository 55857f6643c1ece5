"""Impossible dates make a person look, whatever else is true."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.facts import Facts
from reprise.law.tests.people import alice, codes, defect
from reprise.law.vocabulary import Decision


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (alice(delivered=date(2026, 2, 1)), "delivered before ordered"),
        (alice(declared=date(2026, 2, 1), delivered=None), "declared before ordered"),
        (alice(sent_back=date(2026, 3, 1)), "sent_back before delivered"),
        (alice(sent_back=date(2026, 3, 12), received_back=date(2026, 3, 11)), "received_back before sent_back"),
        (alice(refunded=date(2026, 1, 1)), "refunded before ordered"),
        (defect(noticed=date(2026, 3, 1)), "noticed before delivered"),
        (defect(noticed=date(2026, 5, 6)), "declared before noticed"),
        (defect(noticed=None, declared=date(2026, 3, 1)), "declared before delivered"),
    ],
)
def test_the_two_dates_are_named_and_a_person_looks(facts: Facts, told: str) -> None:
    answer = assess(facts)
    assert answer.decision is Decision.HUMAN_REVIEW
    assert told in answer.contradictions
    assert answer.refund is None
    assert "dates_contradict" in codes(answer)


def test_what_is_merely_unusual_is_no_contradiction() -> None:
    early = alice(delivered=date(2026, 3, 12), declared=date(2026, 3, 9), sent_back=date(2026, 3, 13))
    assert assess(early).contradictions == ()
    assert assess(early).decision is Decision.ACCEPT


def test_facts_without_which_nothing_can_be_said_are_asked_for() -> None:
    assert assess(alice(declared=None)).missing == ("declared",)
    assert assess(alice(item=None)).missing == ("item",)
