"""An order that comes again changed, while a case or a refund rests on it."""

from typing import Any

import pytest

from reprise.apps.catalogue.kinds import OrderState
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import ImportedAddress, ImportedOrder, ImportedPayment
from reprise.apps.catalogue.services.pieces import claim_pieces, release_pieces
from reprise.apps.catalogue.services.reservations import release_refund, reserve_refund
from reprise.apps.catalogue.tests.builders import counts, import_told, told_line, told_order
from reprise.platform.jobs.models import Job
from tests.support.builders import a_shop

pytestmark = pytest.mark.django_db

SPOOLS, NOZZLE = told_line(), told_line("Buse", sku="NOZ-04", quantity=1, paid_minor=500, tax_minor=83)


def two_lines(**fields: Any) -> ImportedOrder:
    return told_order(**{"lines": (SPOOLS, NOZZLE), "payments": (card(3500),), **fields})


def card(captured: int, refunded: int = 0) -> ImportedPayment:
    return ImportedPayment(captured, "stripe", "Carte", "ch_1001", refunded_minor=refunded)


def spools() -> OrderLine:
    return OrderLine.objects.get(sku="FIL-PLA")


def nozzle() -> OrderLine:
    return OrderLine.objects.get(sku="NOZ-04")


def test_a_line_with_claimed_pieces_is_left_as_it_was_and_told_while_the_others_follow() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=2)
    changed = two_lines(lines=(
        told_line(quantity=2, paid_minor=2000, tax_minor=333),
        told_line("Buse", sku="NOZ-04", quantity=2, paid_minor=900, tax_minor=150),
    ))  # fmt: skip
    report = import_told(shop, changed)
    assert counts(report) == (1, 0, 0, 0, 1)
    (row,) = report.refused
    assert (row.line, row.order, row.field) == (2, "#1001", "paid_minor, quantity, tax_minor")
    assert "quantity “PLA noir 1 kg”: 3 → 2" in str(row.reason)
    assert "paid “PLA noir 1 kg”: 30.00 EUR → 20.00 EUR" in str(row.reason)
    assert (spools().quantity, spools().paid_minor, spools().claimed_quantity) == (3, 3000, 2)
    assert (nozzle().quantity, nozzle().paid_minor) == (2, 900)
    assert Order.objects.get().total_minor == 3900


def test_what_had_to_wait_lands_once_the_case_lets_go() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=1)
    changed = two_lines(lines=(told_line(quantity=2, paid_minor=2000, tax_minor=333), NOZZLE))
    for _ in range(2):
        assert counts(import_told(shop, changed)) == (1, 0, 0, 0, 1)
    release_pieces(order_line_id=spools().pk, quantity=1)
    assert counts(import_told(shop, changed)) == (1, 0, 1, 0, 0)
    assert (spools().quantity, Order.objects.get().total_minor) == (2, 2500)
    assert counts(import_told(shop, changed)) == (1, 0, 0, 1, 0)


def test_a_line_gone_from_the_export_stays_while_a_case_rests_on_it() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=1)
    report = import_told(shop, two_lines(lines=(NOZZLE,)))
    assert report.refused[0].field == "quantity"
    assert (spools().cancelled_quantity, spools().paid_minor) == (0, 3000)


def test_cancelled_pieces_count_as_far_as_no_case_has_claimed_them() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=2)
    one_gone = two_lines(lines=(told_line(cancelled_quantity=1), NOZZLE))
    assert counts(import_told(shop, one_gone)) == (1, 0, 1, 0, 0)
    assert spools().cancelled_quantity == 1
    all_gone = two_lines(lines=(told_line(cancelled_quantity=3), NOZZLE), state=OrderState.CANCELLED)
    report = import_told(shop, all_gone)
    assert report.refused[0].field == "cancelled_quantity"
    assert (spools().cancelled_quantity, Order.objects.get().state) == (1, "cancelled")


def test_a_refund_made_elsewhere_counts_at_once_on_a_line_with_a_case() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=2)
    changed = two_lines(lines=(told_line(refunded_minor=1000), NOZZLE), payments=(card(3500, 1000),))
    assert counts(import_told(shop, changed)) == (1, 0, 1, 0, 0)
    assert (spools().refunded_elsewhere_minor, Payment.objects.get().refunded_elsewhere_minor) == (1000, 1000)


def test_a_lower_payment_than_refunds_reserve_is_told_and_not_written() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    reserve_refund(payment_id=Payment.objects.get().pk, lines={spools().pk: 2000})
    report = import_told(shop, two_lines(payments=(card(1500),)))
    assert report.refused[0].field == "captured_minor"
    assert Payment.objects.get().captured_minor == 3500
    assert counts(import_told(shop, two_lines(payments=(card(2500),)))) == (1, 0, 1, 0, 0)
    payment = Payment.objects.get()
    assert (payment.captured_minor, payment.reserved_minor) == (2500, 2000)


def test_a_refund_in_the_export_that_may_be_ours_is_not_counted_twice_and_said() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    payment_id, held = Payment.objects.get().pk, {spools().pk: 2000}
    reserve_refund(payment_id=payment_id, lines=held)
    again = two_lines(payments=(card(3500, 2000),))
    report = import_told(shop, again)
    assert counts(report) == (1, 0, 1, 0, 0)  # the remark on the order is news
    assert Payment.objects.get().refunded_elsewhere_minor == 0
    assert "20.00 EUR" in str(report.remarks[0].remark.reason)
    assert counts(import_told(shop, again)) == (1, 0, 0, 1, 0)
    release_refund(payment_id=payment_id, lines=held)
    import_told(shop, again)
    assert Payment.objects.get().refunded_elsewhere_minor == 2000
    assert Order.objects.get().remarks == []


def test_what_exceeds_our_refunds_was_surely_made_elsewhere() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    reserve_refund(payment_id=Payment.objects.get().pk, lines={spools().pk: 1000})
    import_told(shop, two_lines(payments=(card(3500, 2500),)))
    assert Payment.objects.get().refunded_elsewhere_minor == 1500
    import_told(shop, two_lines(payments=(card(3500, 3600),)))
    assert Payment.objects.get().refunded_elsewhere_minor == 2500


def test_the_law_s_facts_of_an_order_with_a_case_stay() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=1)
    moved = two_lines(shipping=ImportedAddress(country="DE", city="Berlin"))
    report = import_told(shop, moved)
    assert report.refused[0].field == "country"
    assert (Order.objects.get().country, Order.objects.get().shipping["city"]) == ("FR", "Berlin")


def test_amounts_in_another_currency_wait_for_the_case() -> None:
    shop = a_shop()
    import_told(shop, two_lines())
    claim_pieces(order_line_id=spools().pk, quantity=1)
    report = import_told(shop, two_lines(currency="CHF", lines=(told_line(paid_minor=2900), NOZZLE)))
    assert report.refused[0].field == "currency"
    assert (Order.objects.get().currency, spools().paid_minor) == ("EUR", 3000)


def test_two_like_lines_keep_apart_when_one_of_them_goes() -> None:
    shop = a_shop()
    small = told_line(quantity=1, paid_minor=1000, tax_minor=166)
    import_told(shop, told_order(lines=(small, SPOOLS)))
    large = OrderLine.objects.get(quantity=3)
    claim_pieces(order_line_id=large.pk, quantity=3)
    assert counts(import_told(shop, told_order(lines=(SPOOLS,)))) == (1, 0, 1, 0, 0)
    large.refresh_from_db()
    assert (large.quantity, large.claimed_quantity, large.cancelled_quantity) == (3, 3, 0)


def test_a_line_with_the_platform_s_number_is_the_same_under_another_name() -> None:
    shop = a_shop()
    import_told(shop, told_order(lines=(told_line(external_id="11"),)))
    import_told(shop, told_order(lines=(told_line("PLA noir, bobine", sku="PLA-N", external_id="11"),)))
    assert OrderLine.objects.get().name == "PLA noir, bobine"


def test_a_payment_that_waited_gets_its_reference_and_a_second_one_joins_it() -> None:
    shop = a_shop()
    import_told(shop, told_order(payments=(ImportedPayment(0, "stripe", "Carte"),)))
    import_told(shop, told_order(payments=(card(2000), ImportedPayment(1000, "gift_card", "Carte cadeau"))))
    assert list(Payment.objects.order_by("position").values_list("reference", "captured_minor")) == [
        ("ch_1001", 2000), ("", 1000),
    ]  # fmt: skip
    import_told(shop, told_order(payments=(card(2000),)))
    assert list(Payment.objects.order_by("position").values_list("captured_minor", flat=True)) == [2000, 0]


def test_the_search_is_told_of_a_changed_order_and_of_no_other() -> None:
    shop = a_shop()
    for _ in range(2):
        import_told(shop, two_lines())
    assert not Job.objects.filter(kind="search.orders").exists()
    for tracking in ("XX1", "XX2"):
        import_told(shop, two_lines(tracking_number=tracking))
    assert Job.objects.filter(kind="search.orders").count() == 1
