from datetime import date

import pytest

from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.kinds import BuyerKind, DeliveryOrigin
from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.rules.delivery import counts_more, estimated_delivery
from reprise.apps.catalogue.services.set_buyer_kind import set_buyer_kind
from reprise.apps.catalogue.services.set_delivery import BetterKnown, set_delivery
from reprise.apps.catalogue.tests.builders import alice, an_order, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

DAY = date(2026, 11, 6)


def test_an_estimate_is_late_rather_than_early_and_a_file_arrives_at_once() -> None:
    sent = date(2026, 11, 3)
    home = estimated_delivery(fulfilled_on=sent, shop_country="FR", country="FR", kinds=frozenset({"printer"}))
    abroad = estimated_delivery(fulfilled_on=sent, shop_country="FR", country="ES", kinds=frozenset({"printer"}))
    assert sent < home < abroad
    digital = frozenset({"digital_file"})
    assert estimated_delivery(fulfilled_on=sent, shop_country="FR", country="ES", kinds=digital) == sent


def test_the_carrier_s_word_counts_more_than_the_shop_s_and_that_more_than_a_guess() -> None:
    ranked = [DeliveryOrigin.ESTIMATED, DeliveryOrigin.SHOP, DeliveryOrigin.CARRIER]
    for place, origin in enumerate(ranked):
        assert [counts_more(origin, other) for other in ranked] == [other <= place for other in range(3)]
        assert counts_more(origin, DeliveryOrigin.UNKNOWN)
        assert not counts_more(DeliveryOrigin.UNKNOWN, origin)


@pytest.mark.django_db
def test_a_weaker_word_never_replaces_a_stronger_one() -> None:
    shop = a_shop()
    order = an_order(shop)
    for day, origin in ((DAY, DeliveryOrigin.SHOP), (date(2026, 11, 7), DeliveryOrigin.CARRIER)):
        changed = set_delivery(actor=ines(shop), order_id=order.pk, delivered_on=day, origin=origin, at=AT)
        assert (changed.delivered_on, changed.delivery_origin) == (day, origin)
    with refused(BetterKnown) as caught:
        set_delivery(actor=ines(shop), order_id=order.pk, delivered_on=DAY, origin=DeliveryOrigin.SHOP, at=AT)
    assert caught.value.params == {"day": date(2026, 11, 7)}
    assert Order.objects.get().delivered_on == date(2026, 11, 7)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "origin"),
    [
        (date(2026, 11, 25), DeliveryOrigin.CARRIER),
        (date(2026, 11, 1), DeliveryOrigin.CARRIER),
        (DAY, DeliveryOrigin.ESTIMATED),
        (DAY, DeliveryOrigin.UNKNOWN),
    ],
)
def test_a_date_that_cannot_be_is_refused(day: date, origin: DeliveryOrigin) -> None:
    shop = a_shop()
    order = an_order(shop)
    with refused(Invalid):
        set_delivery(actor=ines(shop), order_id=order.pk, delivered_on=day, origin=origin, at=AT)


@pytest.mark.django_db
def test_only_staff_who_may_edit_the_shop_s_orders_correct_them() -> None:
    shop, other = a_shop(), a_shop("lab-nord")
    order = an_order(shop)
    actors = [(ines(shop, Role.VIEWER), Forbidden), (alice(order), Forbidden), (ines(other), NotFound)]
    for actor, refusal in actors:
        with refused(refusal):
            set_delivery(actor=actor, order_id=order.pk, delivered_on=DAY, origin=DeliveryOrigin.CARRIER, at=AT)
        with refused(refusal):
            set_buyer_kind(actor=actor, order_id=order.pk, kind=BuyerKind.PROFESSIONAL, at=AT)
    changed = set_buyer_kind(actor=ines(shop), order_id=order.pk, kind=BuyerKind.PROFESSIONAL, at=AT)
    assert changed.buyer_kind == "professional"
