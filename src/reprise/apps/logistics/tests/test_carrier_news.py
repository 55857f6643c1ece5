"""What a carrier says of a parcel, whoever writes it down."""

from datetime import date, datetime, timedelta

import pytest

from reprise.apps.accounts.actors import Actor
from reprise.apps.cases.models import Case
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.logistics.kinds import ParcelState
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.services.announce_parcel import Announcement, announce_parcel
from reprise.apps.logistics.services.send_parcel_back import send_parcel_back
from reprise.apps.logistics.services.take_news import take_news
from reprise.apps.logistics.tests.builders import a_return, alice, ines
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import Forbidden, Invalid
from tests.support.builders import AT, LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
TODAY = AT.date()


def a_parcel() -> tuple[Case, Parcel]:
    case, item = a_return(a_shop())
    return case, announce_parcel(actor=alice(case), case=case, said=Announcement({item.pk: 1}), at=AT)


def told(
    case: Case, parcel: Parcel, news: ParcelMove, *, on: date = TODAY, at: datetime = LATER, by: Actor | None = None
) -> Parcel:
    return take_news(actor=by or ines(case.shop), case=case, parcel_id=parcel.pk, news=news, on=on, at=at)


def test_a_delivery_keeps_the_instant_told_first() -> None:
    case, parcel = a_parcel()
    first = told(case, parcel, ParcelMove.DELIVER)
    again = told(case, parcel, ParcelMove.DELIVER, on=LATER.date())
    assert again.state == ParcelState.DELIVERED.value
    assert again.delivered_at == first.delivered_at is not None


def test_nothing_is_delivered_in_the_future() -> None:
    case, parcel = a_parcel()
    with refused(Invalid):
        told(case, parcel, ParcelMove.DELIVER, on=TODAY + timedelta(days=1), at=AT)


def test_a_customer_does_not_say_what_the_carrier_says() -> None:
    case, parcel = a_parcel()
    with refused(Forbidden):
        told(case, parcel, ParcelMove.DELIVER, by=alice(case))


def test_a_lost_parcel_may_turn_up_again() -> None:
    case, parcel = a_parcel()
    told(case, parcel, ParcelMove.SCAN)
    assert told(case, parcel, ParcelMove.LOSE).state == ParcelState.LOST.value
    assert told(case, parcel, ParcelMove.DELIVER).state == ParcelState.DELIVERED.value


def test_a_parcel_sent_back_is_not_delivered_any_more() -> None:
    case, parcel = a_parcel()
    send_parcel_back(actor=ines(case.shop), parcel_id=parcel.pk)
    with refused(ForbiddenMove):
        told(case, parcel, ParcelMove.DELIVER)
