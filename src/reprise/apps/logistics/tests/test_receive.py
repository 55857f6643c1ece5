import pytest

from reprise.apps.cases.queries import timeline_of
from reprise.apps.logistics.kinds import ParcelState, Variance
from reprise.apps.logistics.models import Receipt
from reprise.apps.logistics.queries import counts_of, parcel_for, receipts_of
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.line_counts import MoreThanExpected
from reprise.apps.logistics.services.receive import Found, receive
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.core.refusals import Forbidden, Invalid, NotFound
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def test_three_of_five_arrive_and_the_two_others_later() -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=5)
    first = [Found(item.pk, 3), Found(item.pk, 2, Variance.MISSING)]
    receive(actor=ines(shop), case=case, found=first, at=AT)
    assert counts_of(ines(shop), case.pk)[item.line_id].received == 3
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 2)], at=LATER)
    assert counts_of(ines(shop), case.pk)[item.line_id].received == 5
    assert [(r.quantity, r.variance) for r in receipts_of(alice(case), case.pk)] == [
        (3, "as_announced"), (2, "missing"), (2, "as_announced"),
    ]  # fmt: skip


def test_receiving_opens_the_parcel_and_is_told_on_the_timeline() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    parcel = announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=LATER, parcel_id=parcel.pk)
    opened = parcel_for(ines(shop), parcel.pk)
    assert (opened.state, opened.received_at) == (ParcelState.RECEIVED.value, LATER)
    assert timeline_of(case)[-1].type == "goods_received"


def test_a_second_look_into_the_same_parcel_adds_to_the_first() -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=2)
    parcel = announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 2}), at=AT)
    for at in (AT, LATER):
        receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=at, parcel_id=parcel.pk)
    assert parcel_for(ines(shop), parcel.pk).received_at == AT
    assert Receipt.objects.count() == 2


def test_a_wrong_thing_in_the_box_leaves_the_right_one_expected() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1, Variance.WRONG, "une bobine vide")], at=AT)
    assert counts_of(ines(shop), case.pk) == {}
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=LATER)
    assert counts_of(ines(shop), case.pk)[item.line_id].received == 1


def test_a_surplus_needs_no_article_and_everything_else_does() -> None:
    shop = a_shop()
    case, _item = a_return(shop)
    receive(actor=ines(shop), case=case, found=[Found(None, 2, Variance.SURPLUS)], at=AT)
    with refused(Invalid):
        receive(actor=ines(shop), case=case, found=[Found(None, 1)], at=AT)


def test_the_same_reception_sent_twice_is_written_once() -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=2)
    found = [Found(item.pk, 1), Found(None, 1, Variance.SURPLUS)]
    first = receive(actor=ines(shop), case=case, found=found, at=AT, client_id="tap-1")
    again = receive(actor=ines(shop), case=case, found=found, at=LATER, client_id="tap-1")
    assert [row.pk for row in again] == [row.pk for row in first]
    assert counts_of(ines(shop), case.pk)[item.line_id].received == 1
    assert len(timeline_of(case)) == 2


def test_no_piece_is_received_twice() -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=2)
    receive(actor=ines(shop), case=case, found=[Found(item.pk, 2)], at=AT)
    with refused(MoreThanExpected) as refusal:
        receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=LATER)
    assert refusal.value.params == {"left": 0}
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize("quantity", [0, -1, 3])
def test_a_forged_quantity_is_refused(quantity: int) -> None:
    shop = a_shop()
    case, item = a_return(shop, quantity=2)
    with refused(Invalid):
        receive(actor=ines(shop), case=case, found=[Found(item.pk, quantity)], at=AT)


def test_only_who_may_receive_receives_and_only_in_their_shop() -> None:
    shop = a_shop()
    case, item = a_return(shop)
    with refused(Forbidden):
        receive(actor=alice(case), case=case, found=[Found(item.pk, 1)], at=AT)
    with refused(NotFound):
        receive(actor=ines(a_shop("voisin")), case=case, found=[Found(item.pk, 1)], at=AT)


def test_the_parcel_of_another_case_is_not_opened_here() -> None:
    shop = a_shop()
    (case, item), (other, its) = a_return(shop), a_return(shop)
    parcel = announce_parcel(actor=alice(other), case=other, said=Announcement({its.pk: 1}), at=AT)
    with refused(NotFound):
        receive(actor=ines(shop), case=case, found=[Found(item.pk, 1)], at=AT, parcel_id=parcel.pk)
    assert not Receipt.objects.exists()


def test_an_empty_reception_says_nothing() -> None:
    shop = a_shop()
    case, _item = a_return(shop)
    with refused(Invalid):
        receive(actor=ines(shop), case=case, found=[], at=AT)
