import pytest

from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcels_of, parcels_on_dock
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.match_parcel import AlreadyMatched, AnnouncedHere, match_parcel
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.services.receive_unannounced import OnTheBox, receive_unannounced
from reprise.apps.logistics.services.send_parcel_back import send_parcel_back
from reprise.apps.logistics.services.take_news import take_news
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db

BOX = OnTheBox(sender="M. Saïdi", tracking_number="6A20447190381", weight_g=1100, note="carton abîmé")


def test_a_box_nobody_announced_waits_until_it_is_matched_and_received() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    parcel = receive_unannounced(actor=ines(shop), box=BOX, at=AT)
    assert parcels_on_dock(ines(shop)) == [parcel]
    match_parcel(actor=ines(shop), parcel_id=parcel.pk, case=case, at=LATER)
    assert parcels_on_dock(ines(shop)) == []
    assert parcels_of(alice(case), case.pk) == [parcel]
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=LATER, parcel_id=parcel.pk)


def test_what_the_carrier_delivered_waits_on_the_dock_too() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    parcel = announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT)
    assert parcels_on_dock(ines(shop)) == []
    take_news(actor=ines(shop), case=case, parcel_id=parcel.pk, news=ParcelMove.DELIVER, on=AT.date(), at=AT)
    assert parcels_on_dock(ines(shop)) == [parcel]


def test_the_same_box_taken_in_twice_is_one() -> None:
    shop = a_shop()
    first = receive_unannounced(actor=ines(shop), box=BOX, at=AT, client_id="tap-1")
    assert receive_unannounced(actor=ines(shop), box=BOX, at=LATER, client_id="tap-1") == first
    assert Parcel.objects.count() == 1


def test_a_box_is_matched_once() -> None:
    shop = a_shop()
    (case, _), (other, _) = a_return(shop), a_return(shop)
    parcel = receive_unannounced(actor=ines(shop), box=BOX, at=AT)
    match_parcel(actor=ines(shop), parcel_id=parcel.pk, case=case, at=AT)
    with refused(AlreadyMatched):
        match_parcel(actor=ines(shop), parcel_id=parcel.pk, case=other, at=LATER)


def test_a_box_that_went_back_is_not_matched() -> None:
    shop = a_shop()
    case, _item = a_return(shop)
    parcel = receive_unannounced(actor=ines(shop), box=BOX, at=AT)
    assert send_parcel_back(actor=ines(shop), parcel_id=parcel.pk).state == ParcelState.RETURNED.value
    with refused(AlreadyMatched):
        match_parcel(actor=ines(shop), parcel_id=parcel.pk, case=case, at=LATER)


def test_a_box_the_case_has_announced_is_not_matched_beside_it() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    said = Announcement({item.pk: 1}, tracking_number=BOX.tracking_number)
    announce_parcel(actor=alice(case), case=case, said=said, at=AT)
    parcel = receive_unannounced(actor=ines(shop), box=BOX, at=LATER)
    with refused(AnnouncedHere):
        match_parcel(actor=ines(shop), parcel_id=parcel.pk, case=case, at=LATER)


def test_a_box_stays_in_its_shop_and_a_customer_takes_none_in() -> None:
    shop = a_shop()
    case, _item = a_return(shop)
    parcel = receive_unannounced(actor=ines(shop), box=BOX, at=AT)
    neighbour = a_shop("voisin")
    theirs, _ = a_return(neighbour)
    with refused(NotFound):
        match_parcel(actor=ines(neighbour), parcel_id=parcel.pk, case=theirs, at=AT)
    with refused(Forbidden):
        receive_unannounced(actor=alice(case), box=BOX, at=AT)


@pytest.mark.parametrize("weight", [0, -5, 10**9])
def test_an_impossible_weight_is_refused(weight: int) -> None:
    with refused(Invalid):
        receive_unannounced(actor=ines(a_shop()), box=OnTheBox(weight_g=weight), at=AT)
