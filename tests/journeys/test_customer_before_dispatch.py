"""What has not left is cancelled; what did not come is delivered or repaid: nothing is ever asked back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from reprise.apps.cases.kinds import CaseKind, ItemState, Stage
from reprise.apps.cases.models import Case, Deadline, Remedy, ReturnItem
from reprise.apps.cases.queries import lines_of
from reprise.apps.catalogue.models import Order, OrderLine
from reprise.apps.notifications.queries import outbox_newest
from reprise.readmodels.proposal import proposal_of
from tests.journeys.customers import a_shop, an_order, articles, decided, now, opened
from tests.journeys.test_customer_request import to, walk

pytestmark = pytest.mark.django_db
SPOOL = ("Filament PLA noir", "filament", 2, 3980)
CASE = ("Boîtier sur mesure", "custom_print", 1, 7400)


def not_sent(*bought: tuple[str, str, int, int], days_ago: int = 1) -> Order:
    order = an_order(a_shop(), *bought)
    Order.objects.filter(pk=order.pk).update(
        delivered_on=None, delivery_origin="", ordered_at=now() - timedelta(days=days_ago)
    )
    OrderLine.objects.filter(order=order, type="product").update(dispatch="waiting")
    return Order.objects.get(pk=order.pk)


def on_its_way(days_ago: int) -> Order:
    order = not_sent(SPOOL, days_ago=days_ago)
    OrderLine.objects.filter(order=order).update(dispatch="sent")
    return order


def test_what_has_not_left_is_cancelled_in_three_pages_and_repaid_by_law(client: Client) -> None:
    order = not_sent(SPOOL)
    items = opened(client, order)
    assert "rien n’est encore parti" in client.get(items).content.decode()
    (spool,) = articles(order)
    rights = walk(client, items, {"line": str(spool.pk), f"pieces-{spool.pk}": "2"}, {"reason": "withdraw"})
    card = client.get(rights).content.decode()
    assert "Confirmer l’annulation" in card
    assert "44,70" in card.replace("\u00a0", " ")  # the delivery fee goes back too
    page = client.get(walk(client, rights, {})).content.decode()
    assert "Nous arrêtons votre colis" in page
    case = Case.objects.get()
    assert case.kind == CaseKind.CANCELLATION
    assert proposal_of(lines_of(case)[0].proposal).away  # type: ignore[union-attr]
    refund = Deadline.objects.get(case=case, name="refund")
    assert refund.due_on == timezone.localdate() + timedelta(days=14)


def test_a_cancellation_that_is_granted_asks_nothing_back_and_is_repaid_at_once(client: Client) -> None:
    order = not_sent(SPOOL)
    (spool,) = articles(order)
    walk(client, opened(client, order), {"line": str(spool.pk)}, {"reason": "withdraw"}, {})
    case = decided(Case.objects.get())
    assert {item.state for item in ReturnItem.objects.filter(line__case=case)} == {ItemState.NOT_REQUIRED}
    assert Remedy.objects.get(case=case).state == "armed"
    assert case.stage == Stage.RESOLVING


def test_a_made_to_measure_part_is_refused_by_law_and_may_be_asked_for_all_the_same(client: Client) -> None:
    order = not_sent(CASE)
    (part,) = articles(order)
    rights = walk(client, opened(client, order), {"line": str(part.pk)}, {"reason": "withdraw"})
    assert "L221-28" in client.get(rights).content.decode()
    walk(client, rights, {})
    assert proposal_of(lines_of(Case.objects.get())[0].proposal).verdict == "no"  # type: ignore[union-attr]


def test_the_letter_of_a_cancellation_proves_when_it_was_declared(client: Client) -> None:
    order = not_sent(SPOOL)
    (spool,) = articles(order)
    walk(client, opened(client, order), {"line": str(spool.pk)}, {"reason": "withdraw"}, {})
    assert "Votre déclaration nous est parvenue" in outbox_newest(1)[0].text


def test_what_is_late_is_delivered_and_asks_nothing_back(client: Client) -> None:
    order = on_its_way(40)
    (spool,) = articles(order)
    delivery = walk(client, opened(client, order), {"line": str(spool.pk)}, {"reason": "delivery_late"})
    assert delivery.endswith("/delivery/")
    wish = walk(client, delivery, {"asked_before": "no"})
    rights = walk(client, wish, {"wish": "replacement"})
    card = client.get(rights).content.decode()
    assert "L216-6" in card
    walk(client, rights, {})
    case = Case.objects.get()
    assert (case.kind, lines_of(case)[0].claim, lines_of(case)[0].ground) == (
        CaseKind.DELIVERY_PROBLEM, "late_delivery", "late_delivery",
    )  # fmt: skip
    assert {item.state for item in ReturnItem.objects.filter(line__case=decided(case))} == {ItemState.NOT_REQUIRED}


def test_extra_time_that_ran_out_ends_the_contract_with_everything_repaid(client: Client) -> None:
    order = on_its_way(40)
    (spool,) = articles(order)
    delivery = walk(
        client, opened(client, order), {"line": str(spool.pk), f"pieces-{spool.pk}": "2"}, {"reason": "delivery_late"}
    )
    today = now().date()
    told = {
        "promised": str(today - timedelta(days=30)), "asked_before": "yes",
        "asked": str(today - timedelta(days=20)), "until": str(today - timedelta(days=5)),
    }  # fmt: skip
    card = client.get(walk(client, delivery, told, {"wish": "refund"})).content.decode()
    assert "44,70" in card.replace("\u00a0", " ")
    assert "L216-7" in card


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Dites si vous avez déjà écrit"),
        ({"asked_before": "yes"}, "Choisissez le jour où vous nous avez écrit"),
        ({"asked_before": "no", "promised": "hier"}, "Choisissez le jour promis"),
        ({"asked_before": "no", "promised": "1999-01-01"}, "Choisissez le jour promis"),
        ({"asked_before": "yes", "asked": "2999-01-01"}, "Choisissez le jour où vous nous avez écrit"),
    ],
)
def test_days_that_cannot_be_are_told(client: Client, typed: dict[str, str], said: str) -> None:
    order = on_its_way(40)
    (spool,) = articles(order)
    delivery = walk(client, opened(client, order), {"line": str(spool.pk)}, {"reason": "delivery_late"})
    response = client.post(delivery, typed)
    assert (response.status_code, said in response.content.decode()) == (422, True)


def test_a_parcel_the_carrier_says_is_here_is_looked_for_by_a_person(client: Client) -> None:
    order = an_order(a_shop(), SPOOL)  # the carrier's own date says that it came
    (spool,) = articles(order)
    rights = walk(
        client, opened(client, order), {"line": str(spool.pk)}, {"reason": "delivery_lost"}, {"asked_before": "no"},
        {"wish": ""},
    )  # fmt: skip
    assert "remise" in client.get(rights).content.decode()
    walk(client, rights, {})
    assert proposal_of(lines_of(Case.objects.get())[0].proposal).verdict == "person"  # type: ignore[union-attr]


def test_a_parcel_gone_back_before_it_was_late_is_no_refusal(client: Client) -> None:
    order = on_its_way(3)
    (spool,) = articles(order)
    walk(
        client, opened(client, order), {"line": str(spool.pk)}, {"reason": "delivery_returned"},
        {"asked_before": "no"}, {"wish": "replacement"}, {},
    )  # fmt: skip
    assert proposal_of(lines_of(Case.objects.get())[0].proposal).verdict == "person"  # type: ignore[union-attr]


def test_broken_on_arrival_is_a_problem_of_the_delivery(client: Client) -> None:
    order = an_order(a_shop())
    (dryer,) = articles(order)
    walk(
        client, opened(client, order), {"line": str(dryer.pk)}, {"reason": "transport_damage"}, {"danger": "no"},
        {"wish": "replacement"}, {"do": "next"}, {},
    )  # fmt: skip
    assert Case.objects.get().kind == CaseKind.DELIVERY_PROBLEM


def test_what_is_said_of_one_article_may_be_said_of_those_that_follow(client: Client) -> None:
    order = not_sent(SPOOL, ("Buse", "spare_part", 1, 900))
    items = opened(client, order)
    lines = [str(line.pk) for line in articles(order)]
    walk(client, items, {"line": lines}, {"reason": "withdraw", "same": "on"})  # type: ignore[dict-item]
    assert client.get(to(items, "rights")).status_code == 200


def test_who_came_to_cancel_finds_everything_chosen(client: Client) -> None:
    order = not_sent(SPOOL)
    client.get("/fr/s/lamelle/find/?for=cancel")
    page = client.get(opened(client, order)).content.decode()
    assert 'value="2"' in page
