"""Goods that were never sent: marked after their day, told once, and no right is lost."""

from datetime import timedelta

import pytest

from reprise.apps.cases.kinds import ItemState, RemedyState, Stage, Turn
from reprise.apps.cases.queries import authorisation_of, items_of, remedies_of
from reprise.apps.logistics.services.receive import Found
from reprise.apps.notifications.models import Mail
from reprise.readmodels.available_actions import Deed, available_actions
from reprise.readmodels.case_picture import picture_of
from reprise.workflows.authorise_return import authorise
from reprise.workflows.expire_returns import expire
from reprise.workflows.receive_parcel import receive
from reprise.workflows.tests.builders import an_order, authorised, ines, now
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def run(days: int) -> None:
    """The job, so many days after the return was allowed."""
    finish = expire({}, at=AT + timedelta(days=days))
    if finish is not None:
        finish()


def told() -> int:
    return Mail.objects.filter(dedupe_key__startswith="return_expired").count()


def test_a_return_expires_after_its_day_and_some_grace_and_only_once() -> None:
    case = authorised(an_order())
    paper = authorisation_of(case)
    assert paper is not None
    days = (paper.expires_on - AT.date()).days
    run(days + 2)
    assert {item.state for item in items_of(case)} == {ItemState.EXPECTED.value}
    run(days + 5)
    run(days + 6)
    assert {item.state for item in items_of(case)} == {ItemState.EXPIRED.value}
    assert told() == 1


def test_a_withdrawal_stands_though_its_goods_did_not_come() -> None:
    case = authorised(an_order())
    run(60)
    assert now(case).closed_at is None
    assert remedies_of(case)[0].state == RemedyState.ACCEPTED
    assert (now(case).stage, now(case).turn) == (Stage.AWAITING_GOODS, Turn.CUSTOMER)  # nothing is paid meanwhile
    assert "L221-24" in Mail.objects.get(dedupe_key__startswith="return_expired").text


def test_goods_that_come_late_are_received_and_the_refund_goes_ahead() -> None:
    case = authorised(an_order())
    run(60)
    item = items_of(case)[0]
    receive(actor=ines(case.shop_id), case=now(case), found=[Found(item.pk, item.quantity)], at=AT + timedelta(days=61))
    assert remedies_of(case)[0].state == RemedyState.ARMED


def test_somebody_who_asks_for_more_time_gets_a_new_slip() -> None:
    case = authorised(an_order())
    run(60)
    later = AT + timedelta(days=61)
    deeds = [action.deed for action in available_actions(picture_of(now(case)), ines(case.shop_id))]
    assert Deed.AUTHORISE in deeds
    paper = authorise(actor=ines(case.shop_id), case=now(case), at=later)
    assert paper.expires_on > later.date()
    assert {item.state for item in items_of(case)} == {ItemState.EXPECTED.value}
    run(62)
    assert {item.state for item in items_of(case)} == {ItemState.EXPECTED.value}


def test_the_text_named_is_that_of_the_customer_s_country() -> None:
    order = an_order()
    type(order).objects.filter(pk=order.pk).update(country="DE")
    order.refresh_from_db()
    case = authorised(order)
    run(60)
    text = Mail.objects.get(case_id=case.pk, dedupe_key__startswith="return_expired").text
    assert "2011/83" in text
    assert "Code de la consommation" not in text
