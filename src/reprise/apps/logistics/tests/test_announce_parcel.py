from dataclasses import replace
from datetime import date, timedelta

import pytest

from reprise.apps.accounts.actors import customer_of_case
from reprise.apps.cases.queries import timeline_of
from reprise.apps.logistics.kinds import Carrier, Direction, ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import parcels_of
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.tests.builders import a_reader, a_return, alice, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_alice_announces_her_parcel_and_both_sides_see_it() -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=2)
    said = Announcement({item.pk: 2}, tracking_number="6a20 4471 90381", dispatched_on=AT.date())
    announce_parcel(actor=alice(case), case=case, said=said, at=AT)
    (hers,), (ours,) = parcels_of(alice(case), case.pk), parcels_of(ines(shop), case.pk)
    assert hers == ours
    assert (ours.tracking_number, ours.carrier, ours.state) == (
        "6A20447190381", Carrier.LA_POSTE.value, ParcelState.DISPATCHED.value,
    )  # fmt: skip
    assert [(row.return_item_id, row.quantity) for row in ours.contents.all()] == [(item.pk, 2)]
    assert timeline_of(case)[-1].type == "parcel_announced"


def test_the_tracking_number_is_erasable_on_the_timeline() -> None:
    case, item = a_return(a_shop())
    announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}, "ups", "1Z999AA10123456784"), at=AT)
    event = timeline_of(case)[-1]
    assert "1Z999AA10123456784" not in str(event.data)
    assert event.private.content == {"tracking_number": "1Z999AA10123456784"}


def test_a_parcel_not_yet_handed_over_is_only_announced() -> None:
    case, item = a_return(a_shop())
    parcel = announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT)
    assert parcel.state == ParcelState.ANNOUNCED.value


@pytest.mark.parametrize("twice", ["client_id", "number"])
def test_announcing_twice_makes_one_parcel(twice: str) -> None:
    case, item = a_return(a_shop())
    said = Announcement({item.pk: 1}, tracking_number="1Z999AA10123456784" if twice == "number" else "")
    client_id = "form-1" if twice == "client_id" else ""
    first = announce_parcel(actor=alice(case), case=case, said=said, at=AT, client_id=client_id)
    again = announce_parcel(actor=alice(case), case=case, said=said, at=AT, client_id=client_id)
    assert again == first
    assert Parcel.objects.count() == 1
    assert len(timeline_of(case)) == 2


def test_the_same_client_id_in_two_cases_is_two_parcels() -> None:
    shop = a_shop()
    parcels = {
        announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT, client_id="1").pk
        for case, item in (a_return(shop), a_return(shop))
    }
    assert len(parcels) == 2


def test_two_cases_may_share_one_box() -> None:
    shop = a_shop()
    for case, item in (a_return(shop), a_return(shop)):
        announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}, "dpd", "12345678901234"), at=AT)
    assert Parcel.objects.filter(tracking_number="12345678901234").count() == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"contents": {}}, "contents"),
        ({"tracking_number": "n/a"}, "tracking_number"),
        ({"carrier": "pigeon"}, "carrier"),
        ({"dispatched_on": AT.date() + timedelta(days=1)}, "dispatched_on"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(change: dict[str, object], field: str) -> None:
    case, item = a_return(a_shop())
    said = replace(Announcement({item.pk: 1}), **change)  # type: ignore[arg-type]  # one field at a time
    with refused(Invalid) as refusal:
        announce_parcel(actor=alice(case), case=case, said=said, at=AT)
    assert refusal.value.field == field
    assert not Parcel.objects.exists()


@pytest.mark.parametrize("quantity", [0, -1, 3])
def test_nobody_announces_more_than_is_expected(quantity: int) -> None:
    case, item = a_return(a_shop(), quantity=2)
    with refused(Invalid):
        announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: quantity}), at=AT)


def test_the_items_of_another_case_look_missing() -> None:
    shop = a_shop()
    (case, _), (_, foreign) = a_return(shop), a_return(shop)
    with refused(NotFound):
        announce_parcel(actor=alice(case), case=case, said=Announcement({foreign.pk: 1}), at=AT)


def test_bob_cannot_announce_for_alice_nor_a_neighbour_shop() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    bob = customer_of_case(shop.pk, a_return(shop)[0].pk, "Bob")
    for stranger in (bob, ines(a_shop("voisin"))):
        with refused(NotFound):
            announce_parcel(actor=stranger, case=case, said=Announcement({item.pk: 1}), at=AT)


def test_a_reading_machine_announces_nothing_and_customers_send_nothing_out() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    with refused(Forbidden):
        announce_parcel(actor=a_reader(shop), case=case, said=Announcement({item.pk: 1}), at=AT)
    out = Announcement({}, direction=Direction.OUT)
    with refused(Forbidden):
        announce_parcel(actor=alice(case), case=case, said=out, at=AT)


def test_the_day_of_deposit_is_the_shops_day() -> None:
    case, item = a_return(a_shop())
    late = AT.replace(hour=23, minute=30)  # already the 25th in Paris
    said = Announcement({item.pk: 1}, dispatched_on=date(2026, 11, 25))
    assert announce_parcel(actor=alice(case), case=case, said=said, at=late).dispatched_on == date(2026, 11, 25)
