"""A link works once, for a while; looking spends nothing."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.models import SignInLink
from reprise.apps.accounts.services.links import (
    ORDER_LINK_LIFE,
    STAFF_LINK_LIFE,
    LinkSpent,
    look_at_link,
    make_link,
    spend_link,
)
from tests.support.at_once import at_once
from tests.support.builders import AT, a_shop
from tests.support.refusals import refused

ORDER, STAFF = SignInLink.Purpose.ORDER, SignInLink.Purpose.STAFF


@pytest.mark.django_db
def test_only_a_digest_is_kept() -> None:
    secret = make_link(purpose=ORDER, shop_id=a_shop().pk, order_id=7, at=AT)
    assert len(secret) >= 32
    assert secret not in str(SignInLink.objects.values())


@pytest.mark.django_db
def test_looking_at_a_link_spends_nothing() -> None:
    secret = make_link(purpose=ORDER, shop_id=a_shop().pk, order_id=7, at=AT)
    for _ in range(3):
        assert look_at_link(secret=secret, purpose=ORDER, at=AT).order_id == 7
    assert spend_link(secret=secret, purpose=ORDER, at=AT).order_id == 7
    with refused(LinkSpent):
        spend_link(secret=secret, purpose=ORDER, at=AT)
    with refused(LinkSpent):
        look_at_link(secret=secret, purpose=ORDER, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(("purpose", "life"), [(ORDER, ORDER_LINK_LIFE), (STAFF, STAFF_LINK_LIFE)])
def test_a_link_ends_with_its_time(purpose: SignInLink.Purpose, life: timedelta) -> None:
    secret = make_link(purpose=purpose, shop_id=a_shop().pk, at=AT)
    look_at_link(secret=secret, purpose=purpose, at=AT + life - timedelta(seconds=1))
    with refused(LinkSpent):
        look_at_link(secret=secret, purpose=purpose, at=AT + life)


@pytest.mark.django_db
def test_a_link_of_one_kind_opens_nothing_of_the_other() -> None:
    secret = make_link(purpose=ORDER, shop_id=a_shop().pk, order_id=7, at=AT)
    with refused(LinkSpent):
        spend_link(secret=secret, purpose=STAFF, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize("secret", ["", "x" * 32, "ü", "\x00"])
def test_an_unknown_link_looks_like_a_spent_one(secret: str) -> None:
    with refused(LinkSpent):
        look_at_link(secret=secret, purpose=ORDER, at=AT)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_spend_a_link_at_the_same_moment_one_wins() -> None:
    secret = make_link(purpose=ORDER, shop_id=a_shop().pk, order_id=7, at=AT)

    wins = at_once(lambda _: spend_link(secret=secret, purpose=ORDER, at=AT), people=8, unless=LinkSpent)
    assert len(wins) == 1
