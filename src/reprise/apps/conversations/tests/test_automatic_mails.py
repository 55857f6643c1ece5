"""Three automatic answers to an address within 24 hours, whatever asks for them."""

from datetime import timedelta

import pytest

from reprise.apps.conversations.models import AutomaticMail
from reprise.apps.conversations.services.spend_automatic import forget_old_budgets, spend_automatic
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_the_fourth_answer_within_a_day_does_not_leave() -> None:
    shop = a_shop()
    told = [spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT) for _ in range(5)]
    assert told == [True, True, True, False, False]


def test_the_day_moves_along_with_each_answer() -> None:
    shop = a_shop()
    for hours in (0, 10, 20):
        assert spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT + timedelta(hours=hours))
    assert not spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT + timedelta(hours=23))
    assert spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT + timedelta(hours=24))
    assert not spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT + timedelta(hours=25))


def test_an_address_is_one_however_it_is_written_and_another_has_its_own_budget() -> None:
    shop = a_shop()
    for address in ("Robot@example.com", " robot@EXAMPLE.com", "robot@example.com"):
        assert spend_automatic(shop_id=shop.pk, email=address, at=AT)
    assert not spend_automatic(shop_id=shop.pk, email="robot@example.com", at=AT)
    assert spend_automatic(shop_id=shop.pk, email="alice@example.com", at=AT)
    assert spend_automatic(shop_id=a_shop("voisin").pk, email="robot@example.com", at=AT)


def test_what_no_budget_counts_any_more_is_dropped() -> None:
    shop = a_shop()
    spend_automatic(shop_id=shop.pk, email="alice@example.com", at=AT)
    forget_old_budgets(before=AT + timedelta(hours=23))
    assert AutomaticMail.objects.count() == 1
    forget_old_budgets(before=AT + timedelta(hours=25))
    assert not AutomaticMail.objects.exists()
