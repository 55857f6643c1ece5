"""Amounts in whole minor units: read, added, and shared without a cent made or lost."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.core.money import Money, exponent, portion, share

weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("currency", "decimals"), [("EUR", 2), ("HUF", 2), ("JPY", 0), ("XPF", 0), ("CLP", 0), ("TND", 3), ("JOD", 3)]
)  # fmt: skip
def test_a_currency_has_its_own_decimals(currency: str, decimals: int) -> None:
    assert exponent(currency) == decimals
    assert Money.of("1234", currency).minor == 1234 * 10**decimals
    assert Money(1234, currency).decimal == Decimal(1234) / 10**decimals


@pytest.mark.parametrize(("typed", "minor"), [("0.005", 1), ("0.004", 0), ("-0.005", -1), ("19.995", 2000)])
def test_half_a_cent_is_rounded_away_from_nothing(typed: str, minor: int) -> None:
    assert Money.of(typed, "EUR").minor == minor


def test_amounts_of_one_currency_add_up_and_others_do_not_mix() -> None:
    assert Money(1990, "EUR") + Money(10, "EUR") == Money(2000, "EUR")
    assert Money(1990, "EUR") - Money(10, "EUR") == Money(1980, "EUR")
    with pytest.raises(ValueError, match="do not mix"):
        Money(1, "EUR") + Money(1, "CHF")
    with pytest.raises(ValueError, match="do not mix"):
        Money(1, "EUR") - Money(1, "CHF")


@given(st.integers(-(10**9), 10**9), weights)
def test_shares_add_up_and_each_is_within_a_cent_of_fair(total: int, parts: list[int]) -> None:
    found = share(total, parts)
    assert sum(found) == total
    fair = parts if sum(parts) else [1] * len(parts)
    for got, part in zip(found, fair, strict=True):
        assert abs(got - Fraction(total * part, sum(fair))) < 1


@given(st.integers(0, 10**9), weights)
def test_what_is_taken_back_is_shared_as_what_was_given(total: int, parts: list[int]) -> None:
    assert share(-total, parts) == [-got for got in share(total, parts)]


def test_a_cent_over_goes_to_the_largest_remainder_and_of_equals_to_the_first() -> None:
    assert share(100, [1, 1, 1]) == [34, 33, 33]
    assert share(101, [1, 1, 1]) == [34, 34, 33]
    assert share(10, [1, 2, 4]) == [1, 3, 6]
    assert share(3, [1, 4]) == [1, 2]
    assert share(5, [0, 0]) == [3, 2]
    assert share(5, [0, 1]) == [0, 5]


def test_nothing_to_share_between_is_a_fault() -> None:
    with pytest.raises(ValueError, match="nothing to share"):
        share(5, [])
    with pytest.raises(ValueError, match="negative"):
        share(5, [2, -1])


@given(st.integers(0, 10**9), st.lists(st.integers(0, 9), min_size=1, max_size=9).filter(any))
def test_portions_of_all_pieces_add_up_in_whatever_slices(total: int, slices: list[int]) -> None:
    before, sums, of = 0, 0, sum(slices)
    for quantity in slices:
        sums += portion(total, quantity, of, before=before)
        before += quantity
    assert sums == total


def test_pieces_are_taken_from_the_first_on() -> None:
    assert [portion(100, 1, 3), portion(100, 1, 3, before=1), portion(100, 1, 3, before=2)] == [33, 33, 34]


@pytest.mark.parametrize(("quantity", "of", "before"), [(0, 0, 0), (1, 0, 0), (-1, 3, 0), (1, 3, -1), (2, 3, 2)])
def test_more_pieces_than_there_are_have_no_portion(quantity: int, of: int, before: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        portion(900, quantity, of, before=before)
