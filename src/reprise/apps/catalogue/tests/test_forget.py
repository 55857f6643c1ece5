import pytest

from reprise.apps.catalogue.models import Order, OrderLine, Payment
from reprise.apps.catalogue.services.forget import forget
from reprise.apps.catalogue.tests.builders import import_told, told_line, told_order
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db

CANARIES = ("Alice", "alice@", "Tanneurs", "Lille", "6A1", "Chez")


def texts() -> str:
    return repr([list(table.objects.values()) for table in (Order, OrderLine, Payment)])


def test_who_bought_is_forgotten_and_what_was_bought_and_paid_stays() -> None:
    shop = a_shop()
    import_told(shop, told_order(lines=(told_line(attributes={"Texte": "Chez Alice"}),)))
    customer_id = Order.objects.get().customer_id
    assert customer_id is not None
    assert all(canary in texts() for canary in CANARIES)
    assert forget(at=AT, customer_ids=[customer_id]) == [Order.objects.get().pk]
    assert not any(canary in texts() for canary in CANARIES)
    order = Order.objects.get()
    assert (order.number, order.total_minor, order.country, order.erased_at) == ("#1001", 3000, "FR", AT)
    assert Payment.objects.get().reference == "ch_1001"


def test_other_people_s_orders_stay_whole() -> None:
    shop = a_shop()
    import_told(shop, told_order("1"), told_order("2"))
    first, second = Order.objects.order_by("external_id")
    forget(at=AT, order_ids=[first.pk])
    second.refresh_from_db()
    assert (second.email, second.erased_at) == ("alice@example.com", None)
