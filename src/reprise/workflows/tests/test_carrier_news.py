"""What a carrier says moves the goods in the parcel, once, and a lost parcel may turn up."""

from datetime import timedelta

import pytest

from reprise.apps.cases.kinds import ItemState
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.cases.queries import items_of, remedies_of
from reprise.apps.cases.transitions import ForbiddenMove
from reprise.apps.logistics.models import Parcel
from reprise.apps.logistics.services.announce_parcel import Announcement
from reprise.apps.logistics.transitions import ParcelMove
from reprise.core.refusals import Invalid, NotFound
from reprise.workflows.announce_parcel import announce
from reprise.workflows.carrier_news import tell
from reprise.workflows.refund_customer import refund
from reprise.workflows.tests.builders import a_shop, an_order, authorised, ines, now
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def on_its_way() -> tuple[Case, Parcel]:
    case = authorised(an_order())
    said = Announcement({item.pk: item.quantity for item in items_of(case)}, tracking_number="6A20447190381")
    return case, announce(actor=ines(case.shop_id), case=case, said=said, at=AT)


def say(case: Case, parcel: Parcel, news: ParcelMove, days: int = 1) -> None:
    at = AT + timedelta(days=days)
    tell(actor=ines(case.shop_id), case=now(case), parcel_id=parcel.pk, news=news, on=at.date(), at=at)


def states(case: Case) -> set[str]:
    return {item.state for item in items_of(case)}


def test_handed_over_then_delivered() -> None:
    case, parcel = on_its_way()
    say(case, parcel, ParcelMove.DISPATCH)
    assert states(case) == {ItemState.DISPATCHED.value}
    assert now(case).turn == "carrier"
    say(case, parcel, ParcelMove.DELIVER)
    say(case, parcel, ParcelMove.DELIVER)  # told twice
    assert states(case) == {ItemState.DELIVERED.value}


def test_lost_then_found_again() -> None:
    case, parcel = on_its_way()
    say(case, parcel, ParcelMove.LOSE)
    assert states(case) == {ItemState.LOST.value}
    assert now(case).axes["goods"] == "fail"
    say(case, parcel, ParcelMove.SCAN)
    assert states(case) == {ItemState.FOUND.value}


def test_what_the_carrier_lost_is_repaid_and_nobody_waits_for_it() -> None:
    case, parcel = on_its_way()
    say(case, parcel, ParcelMove.DISPATCH)
    say(case, parcel, ParcelMove.LOSE, days=20)
    assert (now(case).stage, now(case).next_action) == ("resolving", "refund")
    [remedy] = remedies_of(case)
    due = Deadline.objects.get(case=case, name="refund", state="open")
    assert due.due_on == (AT + timedelta(days=20)).date()  # the fourteen days were over: it waited for the goods alone
    refund(
        actor=ines(case.shop_id), case=now(case), remedy_id=remedy.pk, expected_minor=9590, provider="by_hand",
        reference="VIR 1", at=AT + timedelta(days=21),
    )  # fmt: skip
    assert (now(case).stage, now(case).closed_at is not None) == ("resolved", True)
    say(case, parcel, ParcelMove.SCAN, days=22)  # found after all
    assert (now(case).next_action, now(case).closed_at) == ("receive", None)


@pytest.mark.django_db(transaction=True)
def test_news_of_tomorrow_or_of_another_case_or_against_the_order_is_refused() -> None:
    case, parcel = on_its_way()
    theirs = authorised(an_order(a_shop("voisin")))
    with pytest.raises(Invalid):
        tell(
            actor=ines(case.shop_id), case=case, parcel_id=parcel.pk, news=ParcelMove.DELIVER,
            on=AT.date() + timedelta(days=2), at=AT,
        )  # fmt: skip
    with pytest.raises(NotFound):
        say(theirs, parcel, ParcelMove.DELIVER)
    say(case, parcel, ParcelMove.DELIVER)
    with pytest.raises(ForbiddenMove):
        say(case, parcel, ParcelMove.DISPATCH)
