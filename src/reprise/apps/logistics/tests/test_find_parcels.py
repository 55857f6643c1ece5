from datetime import date
from typing import TYPE_CHECKING

import pytest

from reprise.apps.accounts.actors import customer_of_case, system
from reprise.apps.cases.services.authorise import authorise
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.queries import (
    counts_of,
    find_parcels,
    inspections_of,
    parcel_for,
    parcels_newest,
    parcels_of,
    receipts_of,
)
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_reader, a_return, alice, ines
from reprise.core.refusals import NotFound
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

pytestmark = pytest.mark.django_db


def announced(shop: "Shop", number: str = "6A20447190381") -> Parcel:
    case, item = a_return(shop)
    said = Announcement({item.pk: 1}, tracking_number=number)
    return announce_parcel(actor=alice(case), case=case, said=said, at=AT)


def test_a_label_a_reference_a_link_and_an_rma_number_all_find_the_parcel() -> None:
    shop = a_shop()
    parcel = announced(shop)
    announced(shop, "1Z999AA10123456784")
    case = parcel.case
    assert case is not None
    rma = authorise(
        case=case, shop=shop, expires_on=date(2026, 12, 7), return_paid_by="buyer", packing=[],
        actor=system(shop.pk), at=AT,
    ).number  # fmt: skip
    link = f"https://shop.example/fr/s/atelier-lamelle/{case.reference}"
    for scanned in ("6a20 4471 90381", case.reference.lower(), link, rma.lower()):
        assert find_parcels(ines(shop), scanned) == [parcel], scanned


@pytest.mark.parametrize("scanned", ["", "   ", "nothing like it", "RP-2222-2222", "'; drop table", "x" * 9000])
def test_what_names_no_parcel_finds_none(scanned: str) -> None:
    shop = a_shop()
    announced(shop)
    assert find_parcels(ines(shop), scanned) == []


def test_a_neighbour_shop_and_another_customer_see_nothing() -> None:
    shop = a_shop()
    parcel = announced(shop)
    case = parcel.case
    assert case is not None
    receive(actor=ines(shop), case=case, found=[Found(parcel.contents.get().return_item_id, 1)], at=AT)
    bob = customer_of_case(shop.pk, a_return(shop)[0].pk, "Bob")
    for stranger in (ines(a_shop("voisin")), bob):
        assert find_parcels(stranger, parcel.tracking_number) == []
        assert parcels_of(stranger, case.pk) == []
        assert receipts_of(stranger, case.pk) == []
        assert inspections_of(stranger, case.pk) == []
        assert counts_of(stranger, case.pk) == {}
        with refused(NotFound):
            parcel_for(stranger, parcel.pk)


def test_parcels_come_in_pages_newest_first() -> None:
    shop = a_shop()
    first, second, third = (announced(shop, f"100000000{n}") for n in range(3))
    reader = a_reader(shop)
    assert parcels_newest(reader, limit=1) == [third, second]
    assert parcels_newest(reader, before=second.pk) == [first]
