import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import BinaryIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin, OrderState
from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.ports import (
    Home,
    ImportedAddress,
    ImportedContact,
    ImportedOrder,
    ImportedPayment,
    RefusedRow,
    Remark,
    Sentence,
    UnknownFormat,
    provide_order_sources,
)
from reprise.apps.catalogue.reading.faults import EmptyFile
from reprise.apps.catalogue.services.forget import forget
from reprise.apps.catalogue.services.import_orders import import_orders
from reprise.apps.catalogue.services.set_buyer_kind import set_buyer_kind
from reprise.apps.catalogue.tests.builders import counts, import_told, ines, told_line, told_order
from reprise.core.refusals import Forbidden
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@dataclass(slots=True)
class BreakingOff:
    """A reader whose file turns out unreadable after some orders."""

    orders: int
    platform: str = "told"

    def read(self, file: BinaryIO, home: Home) -> Iterator[ImportedOrder | RefusedRow]:  # noqa: ARG002
        """The orders, then the refusal."""
        yield from (told_order(str(number)) for number in range(self.orders))
        raise EmptyFile


def test_an_order_lands_with_its_lines_payment_and_customer() -> None:
    shop = a_shop()
    assert counts(import_told(shop, told_order())) == (1, 1, 0, 0, 0)
    order, line, payment = Order.objects.get(), OrderLine.objects.get(), Payment.objects.get()
    assert (order.number, order.number_key, order.country, order.total_minor) == ("#1001", "1001", "FR", 3000)
    assert order.customer is not None
    assert (order.customer.name, order.customer.language) == ("Alice Martin", "fr")
    assert (line.name, line.quantity, line.paid_minor, line.tax_minor) == ("PLA noir 1 kg", 3, 3000, 500)
    assert (payment.reference, payment.captured_minor) == ("ch_1001", 3000)


def test_the_same_file_again_changes_nothing() -> None:
    shop = a_shop()
    orders = [told_order(str(number)) for number in range(250)]
    import_told(shop, *orders)
    before = list(Order.objects.order_by("pk").values())
    assert counts(import_told(shop, *orders, at=LATER)) == (250, 0, 0, 250, 0)
    assert list(Order.objects.order_by("pk").values()) == before
    moved = [replace(order, line=order.line + 7) for order in orders]
    assert counts(import_told(shop, *moved, at=LATER)) == (250, 0, 0, 250, 0)


def test_an_order_twice_in_one_file_is_one_order() -> None:
    shop = a_shop()
    assert counts(import_told(shop, told_order(), told_order())) == (2, 1, 0, 1, 0)


def test_another_shop_s_order_of_the_same_number_is_another_order() -> None:
    import_told(a_shop(), told_order())
    assert counts(import_told(a_shop("lab-nord"), told_order())) == (1, 1, 0, 0, 0)
    assert Customer.objects.count() == 2


def test_a_changed_order_is_brought_up_to_date_without_losing_its_rows() -> None:
    shop = a_shop()
    import_told(shop, told_order())
    line_id = OrderLine.objects.get().pk
    changed = told_order(
        lines=(
            told_line(quantity=2, paid_minor=2000, tax_minor=333),
            told_line("Buse", sku="NOZ-04", paid_minor=500, tax_minor=0),
        ),
        payments=(ImportedPayment(2500, "stripe", "Carte", "ch_1001", refunded_minor=400),),
        state=OrderState.CANCELLED,
    )  # fmt: skip
    assert counts(import_told(shop, changed, at=LATER)) == (1, 0, 1, 0, 0)
    order = Order.objects.get()
    assert (order.total_minor, order.state, order.changed_at, order.imported_at) == (2500, "cancelled", LATER, AT)
    first, second = OrderLine.objects.order_by("position")
    assert (first.pk, first.quantity, first.paid_minor, second.name) == (line_id, 2, 2000, "Buse")
    assert Payment.objects.get().refunded_elsewhere_minor == 400


def test_a_line_the_export_no_longer_has_is_cancelled_and_unpaid() -> None:
    shop = a_shop()
    import_told(shop, told_order(lines=(told_line(), told_line("Buse", sku="NOZ-04", paid_minor=500, tax_minor=0))))
    import_told(shop, told_order())
    gone = OrderLine.objects.get(sku="NOZ-04")
    assert (gone.cancelled_quantity, gone.paid_minor, Order.objects.get().total_minor) == (3, 0, 3000)
    assert counts(import_told(shop, told_order())) == (1, 0, 0, 1, 0)


def test_an_export_with_fewer_columns_takes_nothing_away() -> None:
    shop = a_shop()
    import_told(shop, told_order())
    bare = told_order(
        contact=ImportedContact(), shipping=ImportedAddress(country="FR"), fulfilled_on=None, tracking_number=""
    )
    import_told(shop, bare)
    order = Order.objects.get()
    assert (order.email, order.tracking_number, order.fulfilled_on) == ("alice@example.com", "6A1", date(2026, 11, 3))


def test_a_refused_row_is_counted_and_the_others_land() -> None:
    bad = RefusedRow(5, "#1002", "Total", Sentence("no"))
    report = import_told(a_shop(), told_order(), bad, told_order("1003"))
    assert counts(report) == (3, 2, 0, 0, 1)
    assert report.refused == [bad]


def test_what_the_database_cannot_hold_is_refused_alone() -> None:
    orders = [told_order(str(number)) for number in range(5)]
    orders[2] = told_order("2", currency="EURO")  # longer than the column on PostgreSQL
    orders[3] = replace(told_order("3"), lines=(replace(told_line(), tax_minor=9999),))
    report = import_told(a_shop(), *orders)
    assert "#3" in [row.order for row in report.refused]
    assert report.created == 5 - len(report.refused)


def test_a_file_that_breaks_off_keeps_what_was_read() -> None:
    shop = a_shop()
    provide_order_sources({"breaking": BreakingOff(1)})
    report = import_orders(actor=ines(shop), file=io.BytesIO(), format="breaking", at=AT)
    assert counts(report) == (2, 1, 0, 0, 1)


def test_a_file_that_cannot_be_read_at_all_is_refused_as_a_whole() -> None:
    shop = a_shop()
    provide_order_sources({"breaking": BreakingOff(0)})
    with refused(EmptyFile):
        import_orders(actor=ines(shop), file=io.BytesIO(), format="breaking", at=AT)


def test_the_delivery_date_says_where_it_comes_from() -> None:
    shop = a_shop()
    import_told(
        shop,
        told_order("1", delivered_on=date(2026, 11, 5), delivery_origin=DeliveryOrigin.CARRIER),
        told_order("2"),
        told_order("3", shipping=ImportedAddress(country="ES")),
        told_order("4", fulfilled_on=None),
        told_order("5", lines=(told_line(kind="digital_file"),)),
    )
    found = dict(Order.objects.values_list("external_id", "delivered_on"))
    origins = dict(Order.objects.values_list("external_id", "delivery_origin"))
    assert origins == {"1": "carrier", "2": "estimated", "3": "estimated", "4": "", "5": "estimated"}
    assert found["2"] == date(2026, 11, 7)
    assert found["3"] == date(2026, 11, 11)
    assert found["4"] is None
    assert found["5"] == date(2026, 11, 3)


def test_a_carrier_s_date_is_not_replaced_by_a_guess() -> None:
    shop = a_shop()
    import_told(shop, told_order(delivered_on=date(2026, 11, 5), delivery_origin=DeliveryOrigin.CARRIER))
    import_told(shop, told_order(tracking_number="6A2"))
    order = Order.objects.get()
    assert (order.delivered_on, order.delivery_origin, order.tracking_number) == (date(2026, 11, 5), "carrier", "6A2")


def test_a_country_nobody_says_is_the_shop_s_and_is_remarked() -> None:
    report = import_told(a_shop(country="BE"), told_order(shipping=ImportedAddress()))
    assert Order.objects.get().country == "BE"
    assert Order.objects.get().remarks[0]["params"] == {"country": "BE"}
    assert [row.remark.field for row in report.remarks] == ["country"]


def test_more_repaid_than_received_is_remarked_and_kept_apart() -> None:
    payments = (ImportedPayment(3000, "stripe", "Carte", "ch_1", refunded_minor=3500),)
    import_told(a_shop(), told_order(payments=payments))
    payment = Payment.objects.get()
    assert (payment.refunded_elsewhere_minor, payment.excess_refunded_minor) == (3000, 500)
    assert Order.objects.get().remarks[0]["params"] == {"excess": "5.00 EUR"}


def test_what_the_reader_remarked_stands_on_the_order() -> None:
    import_told(a_shop(), told_order(remarks=(Remark("email", Sentence("No %(what)s.", {"what": "address"})),)))
    assert Order.objects.get().remarks == [{"field": "email", "reason": "No %(what)s.", "params": {"what": "address"}}]


def test_a_buyer_s_kind_corrected_by_staff_stays() -> None:
    shop = a_shop()
    import_told(shop, told_order())
    set_buyer_kind(actor=ines(shop), order_id=Order.objects.get().pk, kind=BuyerKind.PROFESSIONAL, at=AT)
    import_told(shop, told_order(tracking_number="6A2"))
    assert Order.objects.get().buyer_kind == "professional"


def test_nobody_forgotten_comes_back_by_a_later_file() -> None:
    shop = a_shop()
    import_told(shop, told_order(lines=(told_line(attributes={"Texte": "Chez Alice"}),)))
    forget(at=LATER, order_ids=[Order.objects.get().pk])
    again = told_order(lines=(told_line(attributes={"Texte": "Chez Alice"}),), state=OrderState.CANCELLED)
    for _ in range(2):
        import_told(shop, again)
    order, line = Order.objects.get(), OrderLine.objects.get()
    assert (order.email, order.customer_id, order.tracking_number) == ("", None, "")
    assert (order.shipping, order.billing) == ({"country": "FR"}, {})
    assert (line.attributes, order.state, order.country) == ({}, "cancelled", "FR")
    assert counts(import_told(shop, again)) == (1, 0, 0, 1, 0)


def test_importing_asks_for_its_right_and_a_known_format() -> None:
    shop = a_shop()
    with refused(Forbidden):
        import_orders(actor=ines(shop, Role.AGENT), file=io.BytesIO(), format="shopify", at=AT)
    with refused(UnknownFormat):
        import_orders(actor=ines(shop), file=io.BytesIO(), format="amazon", at=AT)


def test_a_hundred_orders_take_few_queries() -> None:
    shop = a_shop()
    buyers = (ImportedContact(email=f"buyer{n}@example.com") for n in range(100))
    lines = (told_line(), told_line("Buse"))
    orders = [told_order(str(n), contact=buyer, lines=lines) for n, buyer in enumerate(buyers)]
    with CaptureQueriesContext(connection) as first:
        import_told(shop, *orders)
    with CaptureQueriesContext(connection) as again:
        import_told(shop, *orders)
    assert len(first) <= 30
    assert len(again) <= 6
