"""In what order remedies come."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.tests.people import codes, defect
from reprise.law.vocabulary import Decision, Item, Outcome, Remedy


@pytest.mark.parametrize("asked", [None, Remedy.REPAIR, Remedy.REPLACEMENT])
def test_repair_or_replacement_is_granted_at_once(asked: Remedy | None) -> None:
    answer = assess(defect(remedy_asked=asked))
    assert (answer.decision, answer.outcome) == (Decision.ACCEPT, Outcome.REPAIR_OR_REPLACEMENT)
    assert answer.refund is None


@pytest.mark.parametrize("asked", [Remedy.PRICE_REDUCTION, Remedy.RESCISSION, Remedy.REFUND])
def test_a_lower_price_or_the_money_comes_after(asked: Remedy) -> None:
    answer = assess(defect(remedy_asked=asked))
    assert (answer.decision, answer.outcome) == (Decision.ACCEPT_IN_PART, Outcome.REPAIR_OR_REPLACEMENT)
    assert "later_remedies_not_yet" in codes(answer)


def test_thirty_days_without_repair_open_the_end_of_the_contract() -> None:
    on_the_day = assess(defect(rescission_notified=date(2026, 6, 4)))
    assert on_the_day.decision is Decision.ACCEPT_IN_PART
    after = assess(defect(rescission_notified=date(2026, 6, 5)))
    assert (after.decision, after.outcome) == (Decision.ACCEPT, Outcome.MONEY_BACK)
    assert after.refund is not None
    assert after.refund.minor == 32900


@pytest.mark.parametrize(
    ("repaired", "ended", "code"),
    [
        (date(2026, 5, 20), date(2026, 6, 1), "repair_failed"),
        (date(2026, 4, 20), None, "repair_failed"),
        (date(2026, 6, 10), None, "repair_late"),
    ],
)
def test_a_repair_that_failed_or_came_late_opens_it_too(repaired: date, ended: date | None, code: str) -> None:
    answer = assess(defect(remedy_asked=Remedy.RESCISSION, repaired_returned=repaired, rescission_notified=ended))
    assert answer.decision is Decision.ACCEPT
    assert code in codes(answer)


def test_a_minor_defect_never_ends_the_contract() -> None:
    first = assess(defect(remedy_asked=Remedy.RESCISSION, defect_minor=True))
    assert (first.decision, first.outcome) == (Decision.ACCEPT_IN_PART, Outcome.REPAIR_OR_REPLACEMENT)
    later = assess(defect(rescission_notified=date(2026, 7, 1), defect_minor=True))
    assert (later.decision, later.outcome) == (Decision.ACCEPT_IN_PART, Outcome.PRICE_REDUCTION)
    lower = assess(defect(remedy_asked=Remedy.PRICE_REDUCTION, repaired_returned=date(2026, 7, 1), defect_minor=True))
    assert (lower.decision, lower.outcome) == (Decision.ACCEPT, Outcome.PRICE_REDUCTION)


def test_where_the_law_says_reasonable_time_a_person_decides() -> None:
    answer = assess(defect(country="DE", rescission_notified=date(2026, 7, 1)))
    assert answer.decision is Decision.HUMAN_REVIEW
    assert "reasonable_time_unsettled" in codes(answer)
    assert answer.day("repair_by") is None


def test_no_reasonable_time_has_passed_on_the_day_the_defect_is_told() -> None:
    answer = assess(defect(country="DE", rescission_notified=defect().declared))
    assert (answer.decision, answer.outcome) == (Decision.ACCEPT_IN_PART, Outcome.REPAIR_OR_REPLACEMENT)
    assert "later_remedies_not_yet" in codes(answer)


def test_a_file_is_mended_first_and_paid_back_after_a_failed_attempt() -> None:
    first = assess(defect(item=Item.STL_DOWNLOAD, remedy_asked=Remedy.RESCISSION))
    assert first.decision is Decision.ACCEPT_IN_PART
    failed = assess(
        defect(item=Item.STL_DOWNLOAD, replaced_on=date(2026, 5, 10), rescission_notified=date(2026, 5, 20))
    )
    assert failed.decision is Decision.ACCEPT
    assert failed.refund_due == date(2026, 6, 3)


def test_portugal_and_ireland_let_one_leave_at_once_for_thirty_days() -> None:
    early = {"noticed": date(2026, 3, 20), "declared": date(2026, 3, 25), "remedy_asked": Remedy.RESCISSION}
    for country in ("PT", "IE"):
        answer = assess(defect(country=country, **early))
        assert (answer.decision, answer.outcome) == (Decision.ACCEPT, Outcome.MONEY_BACK)
        assert assess(defect(country=country, defect_minor=True, **early)).decision is Decision.HUMAN_REVIEW
    assert assess(defect(country="PT", remedy_asked=Remedy.RESCISSION)).decision is Decision.ACCEPT_IN_PART
