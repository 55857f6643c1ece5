"""A buyer is one customer per shop and address."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.queries import customer_for
from reprise.apps.accounts.services.keep_customer import keep_customer
from reprise.core.refusals import Invalid, NotFound
from tests.support.at_once import at_once
from tests.support.builders import a_shop
from tests.support.refusals import refused


@pytest.mark.django_db
def test_an_address_is_one_customer_whatever_its_letters() -> None:
    shop = a_shop()
    first = keep_customer(shop_id=shop.pk, email=" Alice@Example.com ", name="Alice Martin")
    second = keep_customer(shop_id=shop.pk, email="alice@example.com", phone="0612345678")
    assert first.pk == second.pk
    assert (second.email, second.name, second.phone) == ("alice@example.com", "Alice Martin", "0612345678")


@pytest.mark.django_db
def test_what_is_known_stays_what_was_said_first() -> None:
    shop = a_shop()
    keep_customer(shop_id=shop.pk, email="alice@example.com", kind="professional", company="ACME")
    again = keep_customer(shop_id=shop.pk, email="alice@example.com", company="Other")
    assert (again.kind, again.company) == ("professional", "ACME")


@pytest.mark.django_db
def test_shops_do_not_share_customers() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    mine = keep_customer(shop_id=shop.pk, email="alice@example.com")
    theirs = keep_customer(shop_id=other.pk, email="alice@example.com")
    assert mine.pk != theirs.pk
    assert customer_for(system(shop.pk), mine.pk) == mine
    with refused(NotFound):
        customer_for(system(shop.pk), theirs.pk)


@pytest.mark.django_db
def test_nobody_is_no_customer() -> None:
    with refused(Invalid):
        keep_customer(shop_id=a_shop().pk, email=" ")


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_the_same_moment_make_one_customer() -> None:
    shop = a_shop()

    kept = at_once(lambda _: keep_customer(shop_id=shop.pk, email="alice@example.com").pk, people=8)
    assert (len(kept), len(set(kept))) == (8, 1)
    assert Customer.objects.count() == 1
