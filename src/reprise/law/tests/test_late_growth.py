"""A sum that is not paid grows step by step: known before it happens, and the same as when it has happened."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from reprise.core.money import Money
from reprise.law.jurisdictions import Law, law_of
from reprise.law.late_growth import added, after, at, interest, stages

DUE = date(2026, 12, 8)
SUM = Money(9390, "EUR")
RULES = ("late_payment.withdrawal", "late_payment.conformity", "late_payment.late_delivery", "late_payment.postage")


@pytest.fixture
def french() -> Law:
    law = law_of("FR")
    assert law is not None
    return law


def scale_of(law: Law, rule: str) -> dict[str, object]:
    value = law.at(rule, DUE)
    assert value is not None
    scale: dict[str, object] = value.content
    return scale


def test_a_withdrawal_repaid_late_goes_through_the_bands_of_l242_4(french: Law) -> None:
    grown = stages(french, scale_of(french, "late_payment.withdrawal"), SUM, DUE)
    told = [(one.since.isoformat(), one.percent, one.amount and one.amount.minor) for one in grown[:5]]
    assert told == [
        ("2026-12-09", None, 18), ("2026-12-19", 5, 470), ("2026-12-29", 10, 939), ("2027-01-08", 20, 1878),
        ("2027-02-07", 50, 4695),
    ]  # fmt: skip
    assert [one.percent for one in grown[5:7]] == [55, 60]


def test_other_late_sums_grow_by_ten_twenty_and_fifty_and_no_further(french: Law) -> None:
    grown = stages(french, scale_of(french, "late_payment.conformity"), SUM, DUE)
    assert [(one.percent, one.since) for one in grown] == [
        (10, date(2026, 12, 9)), (20, date(2026, 12, 23)), (50, date(2027, 1, 8)),
    ]  # fmt: skip
    assert grown[-1].until is None
    assert after(grown, date(2027, 1, 8)) is None


def test_interest_is_unknown_where_its_rate_is_not_published(french: Law) -> None:
    assert interest(french, SUM, date(2026, 12, 8), date(2026, 12, 18)) == Money(18, "EUR")
    assert interest(french, SUM, date(2026, 12, 28), date(2027, 1, 4)) is None
    grown = stages(french, scale_of(french, "late_payment.withdrawal"), SUM, date(2026, 12, 28))
    assert (grown[0].percent, grown[0].amount) == (None, None)


@given(rule=some.sampled_from(RULES), late=some.integers(-5, 149), cents=some.integers(1, 500_000))
def test_the_stages_and_the_sum_of_a_day_never_disagree(rule: str, late: int, cents: int) -> None:
    law = law_of("FR")
    assert law is not None
    day, total = DUE + timedelta(days=late), Money(cents, "EUR")
    grown = stages(law, scale_of(law, rule), total, DUE)
    stage, sum_then = at(grown, day), added(law, scale_of(law, rule), total, DUE, day)
    if late <= 0:
        assert (stage, sum_then) == (None, Money(0, "EUR"))
    elif stage is not None and stage.percent is not None:
        assert sum_then == stage.amount
        assert stage.amount is not None
        assert stage.amount.minor <= cents


@given(rule=some.sampled_from(RULES), cents=some.integers(100, 500_000))
def test_waiting_never_makes_it_cheaper(rule: str, cents: int) -> None:
    law = law_of("FR")
    assert law is not None
    total = Money(cents, "EUR")
    sums = [added(law, scale_of(law, rule), total, DUE, DUE + timedelta(days=late)) for late in range(140)]
    known = [one.minor for one in sums if one is not None]
    assert known == sorted(known)
