"""The lines of an order add up to what was paid for it, to the cent, whatever the prices and discounts."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reprise.apps.catalogue.kinds import LineType
from reprise.apps.catalogue.ports import ImportedLine, ImportedPayment
from reprise.apps.catalogue.reading.faults import RowFault
from reprise.apps.catalogue.reading.paying import less_refunds, no_more_than
from reprise.apps.catalogue.reading.settling import Priced, less_discount, settle, shared_amount, with_taxes

CENTS = st.integers(0, 10_000_00)
PRICES = st.lists(st.tuples(CENTS, st.sampled_from(list(LineType))), min_size=1, max_size=8)


def euros(cents: int) -> Decimal:
    return Decimal(cents) / 100


def lines(prices: list[tuple[int, LineType]]) -> list[Priced]:
    return [Priced(ImportedLine("x", 1, 0, type_), euros(cents)) for cents, type_ in prices]


@given(PRICES, st.data())
def test_lines_less_a_discount_add_up_and_never_fall_below_zero(
    prices: list[tuple[int, LineType]], data: st.DataObject
) -> None:
    whole = sum(cents for cents, _ in prices)
    discount = data.draw(st.integers(0, whole))
    priced = less_discount(lines(prices), euros(discount), "EUR", "discount")
    settled = settle(priced, total=euros(whole - discount), currency="EUR", field="total")
    assert sum(line.paid_minor for line in settled) == whole - discount
    for line, (cents, _) in zip(settled, prices, strict=True):
        assert 0 <= line.paid_minor <= cents


@given(PRICES, st.integers(0, 200_000))
def test_taxes_on_top_are_shared_to_the_cent(prices: list[tuple[int, LineType]], taxes: int) -> None:
    whole = sum(cents for cents, _ in prices)
    if not whole:
        taxes = 0
    priced = with_taxes(lines(prices), euros(taxes), "EUR")
    settled = settle(priced, total=euros(whole + taxes), currency="EUR", field="total")
    assert sum(line.paid_minor for line in settled) == whole + taxes
    assert sum(line.tax_minor for line in settled) == taxes


@given(CENTS, st.lists(CENTS, min_size=1, max_size=8))
def test_shares_add_up_and_none_exceeds_its_weight_where_the_whole_does_not(amount: int, weights: list[int]) -> None:
    whole = sum(weights)
    if not whole or amount > whole:
        return
    parts = shared_amount(euros(amount), [euros(weight) for weight in weights], "EUR")
    assert sum(parts) == euros(amount)
    assert all(0 <= part <= euros(weight) for part, weight in zip(parts, weights, strict=True))


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=4), st.integers(0, 50_000))
def test_refunds_come_off_the_payments_and_none_gets_lost(captured: list[int], back: int) -> None:
    payments = [ImportedPayment(minor) for minor in captured]
    done = less_refunds(payments, back)
    assert sum(payment.refunded_minor for payment in done) == back
    if back <= sum(captured):
        assert all(payment.refunded_minor <= payment.captured_minor for payment in done)
    kept = no_more_than(payments, back)
    assert sum(payment.captured_minor for payment in kept) == min(back, sum(captured))


def test_a_cent_of_rounding_is_shared_and_a_real_difference_is_refused() -> None:
    rounded = [Priced(ImportedLine("x", 3, 0), Decimal("9.999999"), figures=3)]
    assert settle(rounded, total=Decimal("10.00"), currency="EUR", field="total")[0].paid_minor == 1000
    with pytest.raises(RowFault) as caught:
        settle(rounded, total=Decimal("10.02"), currency="EUR", field="total")
    assert caught.value.field == "total"


def test_an_order_without_lines_or_with_a_thousand_too_many_is_refused() -> None:
    with pytest.raises(RowFault):
        settle([], total=Decimal(0), currency="EUR", field="total")
    with pytest.raises(RowFault):
        settle(lines([(1, LineType.PRODUCT)] * 1001), total=Decimal("10.01"), currency="EUR", field="total")
    with pytest.raises(RowFault):
        less_discount(lines([(100, LineType.PRODUCT)]), Decimal(2), "EUR", "discount")


def test_the_tax_of_a_discounted_line_goes_down_with_its_price() -> None:
    priced = [Priced(ImportedLine("x", 1, 0), Decimal("12.00"), Decimal("2.00"))]
    cheaper = less_discount(priced, Decimal("6.00"), "EUR", "discount")
    assert settle(cheaper, total=Decimal("6.00"), currency="EUR", field="total")[0].tax_minor == 100
