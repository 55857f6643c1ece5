"""Several people at the bench at once: the database decides, nothing is counted twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from reprise.apps.logistics.kinds import Grade, Route
from reprise.apps.logistics.models import Disposition, Inspection, Parcel, Receipt
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.dispose_item import dispose_item
from reprise.apps.logistics.services.findings import Finding
from reprise.apps.logistics.services.inspect_item import inspect_item
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import AT, a_return, a_shop, alice, ines
from reprise.core.refusals import Refusal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(deed: Callable[[int], object], people: int = 3) -> int:
    """How many of several people doing a deed at the same moment were not refused."""
    start = Barrier(people)

    def one(number: int) -> bool:
        start.wait()
        try:
            deed(number)
        except Refusal:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(people) as pool:
        return sum(pool.map(one, range(people)))


def test_the_last_piece_is_received_inspected_and_put_away_once() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    actor = ines(shop)
    assert at_once(lambda _: receive(actor=actor, case=case, found=[Found(item.pk, 1)], at=AT)) == 1
    seen = Finding(Grade.LIKE_NEW)
    assert (
        at_once(lambda _: inspect_item(actor=actor, case=case, item_id=item.pk, quantity=1, finding=seen, at=AT)) == 1
    )
    pk = Inspection.objects.get().pk
    assert at_once(lambda _: dispose_item(actor=actor, inspection_id=pk, quantity=1, route=Route.RESTOCK, at=AT)) == 1
    assert (Receipt.objects.count(), Disposition.objects.count()) == (1, 1)


def test_one_form_sent_three_times_at_once_is_one_parcel_for_all_three() -> None:
    case, item = a_return(a_shop())
    said = Announcement({item.pk: 1}, tracking_number="6A20447190381")
    sent = at_once(lambda _: announce_parcel(actor=alice(case), case=case, said=said, at=AT, client_id="form-1"))
    assert sent == 3
    assert Parcel.objects.count() == 1
