"""How long the guarantee runs."""

from datetime import date

import pytest

from reprise.law.assess import assess
from reprise.law.tests.people import alice, defect
from reprise.law.vocabulary import Item, Remedy


@pytest.mark.parametrize(
    ("country", "until", "presumed"),
    [
        ("FR", date(2028, 3, 2), date(2028, 3, 2)),
        ("DE", date(2028, 3, 2), date(2027, 3, 2)),
        ("ES", date(2029, 3, 2), date(2028, 3, 2)),
        ("PT", date(2029, 3, 2), date(2028, 3, 2)),
        ("SE", date(2029, 3, 2), date(2028, 3, 2)),
        ("IE", date(2032, 3, 2), date(2027, 3, 1)),
        ("NL", None, date(2027, 3, 2)),
        ("CH", date(2028, 3, 2), None),
    ],
)
def test_each_country_has_its_own_terms(country: str, until: date | None, presumed: date | None) -> None:
    answer = assess(defect(country=country))
    assert (answer.day("guarantee_until"), answer.day("presumption_until")) == (until, presumed)


def test_the_last_lot_starts_the_guarantee() -> None:
    lots = defect(delivered=(date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 4)))
    assert assess(lots).day("guarantee_until") == date(2028, 3, 9)


def test_a_repair_adds_its_days_and_then_six_months() -> None:
    answer = assess(defect(repaired_returned=date(2026, 5, 25)))
    assert answer.dates["immobilised_days"] == 20
    assert answer.day("guarantee_until_before") == date(2028, 3, 2)
    assert answer.day("guarantee_until") == date(2028, 9, 22)


def test_a_repair_done_before_the_claim_adds_six_months_at_least() -> None:
    answer = assess(defect(repaired_returned=date(2026, 4, 1)))
    assert "immobilised_days" not in answer.dates
    assert answer.day("guarantee_until") == date(2028, 9, 2)


def test_a_repair_after_the_guarantee_does_not_reopen_it() -> None:
    over = defect(noticed=date(2028, 4, 1), declared=date(2028, 4, 2), repaired_returned=date(2028, 4, 20))
    assert assess(over).day("guarantee_until") == date(2028, 3, 2)


def test_replaced_when_a_repair_was_asked_starts_the_guarantee_anew() -> None:
    asked = defect(remedy_asked=Remedy.REPAIR, replaced_on=date(2026, 5, 20))
    assert assess(asked).day("guarantee_until") == date(2028, 5, 20)
    chosen = defect(remedy_asked=Remedy.REPLACEMENT, replaced_on=date(2026, 5, 20))
    assert assess(chosen).day("guarantee_until") == date(2028, 3, 2)


def test_portugal_adds_six_months_and_no_days() -> None:
    answer = assess(defect(country="PT", repaired_returned=date(2026, 5, 25)))
    assert answer.day("guarantee_until") == date(2029, 9, 2)
    assert "immobilised_days" not in answer.dates


@pytest.mark.parametrize(
    ("country", "last"),
    [
        ("BE", date(2026, 7, 4)),
        ("NL", date(2026, 7, 4)),
        ("SE", date(2026, 7, 4)),
        ("LU", date(2028, 3, 2)),
        ("FR", None),
    ],
)
def test_some_countries_ask_to_tell_the_seller_in_time(country: str, last: date | None) -> None:
    assert assess(defect(country=country)).day("notify_by") == last


@pytest.mark.parametrize(("country", "last"), [("IE", date(2026, 3, 31)), ("PT", date(2026, 4, 1)), ("FR", None)])
def test_some_countries_let_one_end_the_contract_at_once(country: str, last: date | None) -> None:
    assert assess(alice(country=country)).day("short_term_termination_until") == last


def test_a_file_has_terms_of_its_own() -> None:
    answer = assess(defect(item=Item.STL_DOWNLOAD))
    assert answer.day("guarantee_until") == date(2028, 3, 2)
    assert answer.day("presumption_until") == date(2027, 3, 2)


def test_one_year_from_the_written_complaint_before_the_seller_s_mediator() -> None:
    complaint = date(2026, 5, 6)
    assert assess(defect(written_complaint=complaint)).day("mediation_until") == date(2027, 5, 6)
    german = assess(defect(written_complaint=complaint, country="CH", seller_country="FR"))
    assert german.day("mediation_until") == date(2027, 5, 6)
