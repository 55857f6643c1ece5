"""To the cent: what goes back never exceeds what was paid, in whatever order and slices."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.payments.kinds import RefundLineKind
from reprise.apps.payments.rules.allocate import (
    Paid,
    Part,
    TooMuch,
    deduction,
    deductions,
    delivery,
    goods,
    per_order_line,
    reduction,
    total_of,
)
from reprise.apps.payments.rules.choose_payment import NothingLeftToPayFrom, Received, choose_payment
from reprise.core.refusals import Invalid

THREE_SPOOLS = Paid(7, minor=10_00, tax_minor=1_67, quantity=3, gone=0, pieces_gone=0)


def after(paid: Paid, parts: list[Part]) -> Paid:
    pieces = sum(part.quantity for part in parts if part.kind is RefundLineKind.GOODS)
    return replace(paid, gone=paid.gone + total_of(parts), pieces_gone=paid.pieces_gone + pieces)


def test_a_third_of_ten_euros_three_times_is_ten_euros() -> None:
    paid, given_back = THREE_SPOOLS, []
    for _ in range(3):
        part = goods(paid, 1)
        given_back.append((part.minor, part.tax_minor))
        paid = after(paid, [part])
    assert given_back == [(333, 55), (333, 56), (334, 56)]


def test_what_was_refunded_elsewhere_is_not_given_twice() -> None:
    assert goods(replace(THREE_SPOOLS, gone=9_00), 3).minor == 1_00


def test_cancelled_pieces_are_no_longer_to_refund() -> None:
    with pytest.raises(Invalid):
        goods(replace(THREE_SPOOLS, pieces_gone=0), 4)


def test_a_reduction_cannot_be_more_than_what_is_left() -> None:
    assert reduction(replace(THREE_SPOOLS, gone=9_00), 1, 1_00, currency="EUR").minor == 1_00
    with pytest.raises(TooMuch):
        reduction(replace(THREE_SPOOLS, gone=9_00), 1, 1_01, currency="EUR")


@pytest.mark.parametrize("kept", [-1, 10_01])
def test_a_deduction_is_neither_negative_nor_more_than_the_article(kept: int) -> None:
    with pytest.raises(Invalid):
        deduction(THREE_SPOOLS, goods(THREE_SPOOLS, 3), kept, "Bobine entamée")


def test_a_deduction_takes_its_share_of_the_tax() -> None:
    whole = goods(THREE_SPOOLS, 3)
    kept = deduction(THREE_SPOOLS, whole, 2_50, "Bobine entamée")
    assert (kept.minor, kept.tax_minor) == (-2_50, -42)
    assert per_order_line([whole, kept]) == {7: 7_50}


def test_delivery_goes_back_as_far_as_it_was_paid_and_is_due() -> None:
    standard = Paid(8, minor=4_90, tax_minor=82, quantity=1, gone=0, pieces_gone=0)
    express = Paid(9, minor=10_00, tax_minor=1_67, quantity=1, gone=0, pieces_gone=0)
    parts = delivery([standard, express], 5_90)
    assert [(part.order_line_id, part.minor) for part in parts] == [(8, 4_90), (9, 1_00)]
    assert delivery([standard], 0) == []


@given(data=st.data(), minor=st.integers(0, 500_000), quantity=st.integers(1, 12), rate=st.integers(0, 25))
def test_no_order_of_partial_refunds_exceeds_what_was_paid(
    data: st.DataObject, minor: int, quantity: int, rate: int
) -> None:
    elsewhere = data.draw(st.integers(0, minor))
    paid = Paid(1, minor, minor * rate // 100, quantity, gone=elsewhere, pieces_gone=0)
    tax = 0
    for _ in range(data.draw(st.integers(1, 6))):
        if paid.left and data.draw(st.booleans()):
            parts = [reduction(paid, 1, data.draw(st.integers(1, paid.left)), currency="EUR")]
        elif pieces := quantity - paid.pieces_gone:
            parts = [goods(paid, data.draw(st.integers(1, pieces)))]
            kept = data.draw(st.integers(0, parts[0].minor))
            parts += [deduction(paid, parts[0], kept, "Rayures")] if kept else []
        else:
            break
        tax += sum(part.tax_minor for part in parts)
        paid = after(paid, parts)
        assert total_of(parts) >= 0
        assert 0 <= paid.gone <= paid.minor
        assert 0 <= tax <= paid.tax_minor


@given(minor=st.integers(0, 500_000), slices=st.lists(st.integers(1, 5), min_size=1, max_size=6))
def test_all_pieces_in_any_slices_give_back_exactly_what_was_paid(minor: int, slices: list[int]) -> None:
    paid = Paid(1, minor, minor // 6, sum(slices), gone=0, pieces_gone=0)
    tax = 0
    for pieces in slices:
        part = goods(paid, pieces)
        tax += part.tax_minor
        paid = after(paid, [part])
    assert (paid.gone, tax) == (minor, minor // 6)


def test_the_payment_that_took_the_money_gives_it_back() -> None:
    voucher, card = Received(1, captured=20_00, left=20_00), Received(2, captured=80_00, left=75_00)
    assert choose_payment([voucher, card], 10_00, currency="EUR") == 2
    assert choose_payment([voucher, replace(card, left=5_00)], 10_00, currency="EUR") == 1


def test_a_sum_that_only_several_payments_hold_is_paid_by_hand() -> None:
    assert choose_payment([Received(1, 60_00, 60_00), Received(2, 40_00, 40_00)], 100_00, currency="EUR") is None


def test_more_than_all_payments_hold_is_refused() -> None:
    with pytest.raises(NothingLeftToPayFrom, match=r"12\.00 EUR"):
        choose_payment([Received(1, 60_00, 12_00)], 12_01, currency="EUR")


@given(
    minor=st.integers(1, 10**7), tax_rate=st.integers(0, 3_000), quantity=st.integers(1, 40), data=st.data(),
)  # fmt: skip
def test_deductions_one_by_one_come_to_the_same_cent_as_one_of_their_sum(
    minor: int, tax_rate: int, quantity: int, data: st.DataObject
) -> None:
    tax = minor * tax_rate // (10_000 + tax_rate)
    gone = data.draw(st.integers(0, minor))
    paid = Paid(7, minor=minor, tax_minor=tax, quantity=quantity, gone=gone, pieces_gone=0)
    part = goods(paid, data.draw(st.integers(1, quantity)))
    cuts: list[int] = []
    left = part.minor
    while left and len(cuts) < 4:
        cuts.append(data.draw(st.integers(1, left)))
        left -= cuts[-1]
    several = deductions(paid, part, [(cut, f"Rule {place}") for place, cut in enumerate(cuts)])
    assert [(off.minor, off.reason) for off in several] == [(-cut, f"Rule {place}") for place, cut in enumerate(cuts)]
    at_once = deduction(paid, part, sum(cuts), "All")
    assert (total_of(several), sum(off.tax_minor for off in several)) == (at_once.minor, at_once.tax_minor)
    assert part.minor + total_of(several) >= 0
    with pytest.raises(Invalid):
        deductions(paid, part, [*((cut, "Rule") for cut in cuts), (left + 1, "Too much")])
