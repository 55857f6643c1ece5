from datetime import timedelta

import pytest

from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.record_delivery import record_delivery
from reprise.apps.logistics.services.record_loss import record_loss
from reprise.apps.logistics.services.record_scan import record_scan
from reprise.apps.logistics.services.send_parcel_back import send_parcel_back
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.core.refusals import Forbidden, Invalid
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def a_parcel() -> Parcel:
    case, item = a_return(a_shop())
    return announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT)


def test_a_delivery_keeps_the_instant_told_first() -> None:
    parcel = a_parcel()
    inspector = ines(parcel.shop)
    record_delivery(actor=inspector, parcel_id=parcel.pk, delivered_at=AT, at=LATER)
    again = record_delivery(actor=inspector, parcel_id=parcel.pk, delivered_at=LATER, at=LATER)
    assert (again.state, again.delivered_at) == (ParcelState.DELIVERED.value, AT)


def test_nothing_is_delivered_in_the_future() -> None:
    parcel = a_parcel()
    with refused(Invalid):
        record_delivery(actor=ines(parcel.shop), parcel_id=parcel.pk, delivered_at=AT + timedelta(days=1), at=AT)


def test_a_customer_does_not_say_what_the_carrier_says() -> None:
    parcel = a_parcel()
    assert parcel.case is not None
    with refused(Forbidden):
        record_delivery(actor=alice(parcel.case), parcel_id=parcel.pk, delivered_at=AT, at=AT)


def test_a_lost_parcel_may_turn_up_again() -> None:
    parcel = a_parcel()
    inspector = ines(parcel.shop)
    record_scan(actor=inspector, parcel_id=parcel.pk)
    assert record_loss(actor=inspector, parcel_id=parcel.pk).state == ParcelState.LOST.value
    found = record_delivery(actor=inspector, parcel_id=parcel.pk, delivered_at=LATER, at=LATER)
    assert found.state == ParcelState.DELIVERED.value


def test_a_parcel_sent_back_is_not_delivered_any_more() -> None:
    parcel = a_parcel()
    inspector = ines(parcel.shop)
    send_parcel_back(actor=inspector, parcel_id=parcel.pk)
    with refused(ForbiddenMove):
        record_delivery(actor=inspector, parcel_id=parcel.pk, delivered_at=AT, at=AT)
