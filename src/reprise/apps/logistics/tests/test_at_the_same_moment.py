"""Several people at the bench at once: the database decides, nothing is counted twice."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import case_by_id
from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Disposition, Inspection, Parcel, Receipt
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.dispose_item import dispose_item
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db(transaction=True)


def fresh(case: Case) -> Case:
    """The case as somebody else's request reads it."""
    return case_by_id(system(case.shop_id), case.pk)


def test_the_last_piece_is_received_inspected_and_put_away_once() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    actor = ines(shop)
    received = at_once(lambda _: receive(actor=actor, case=fresh(case), found=[Found(item.pk, 1)], at=AT))
    seen = Finding(Grade.LIKE_NEW)
    seen_by = at_once(
        lambda _: inspect_item(actor=actor, case=fresh(case), item_id=item.pk, quantity=1, finding=seen, at=AT)
    )
    pk = Inspection.objects.get().pk
    gone = at_once(lambda _: dispose_item(actor=actor, inspection_id=pk, quantity=1, route=Route.RESTOCK, at=AT))
    assert (len(received), len(seen_by), len(gone)) == (1, 1, 1)
    assert (Receipt.objects.count(), Disposition.objects.count()) == (1, 1)


def test_one_form_sent_three_times_at_once_is_one_parcel_for_all_three() -> None:
    case, item = a_return(a_shop())
    said = Announcement({item.pk: 1}, tracking_number="6A20447190381")
    sent = at_once(lambda _: announce_parcel(actor=alice(case), case=fresh(case), said=said, at=AT, client_id="form-1"))
    assert len(sent) == 3
    assert Parcel.objects.count() == 1
