"""A buyer is one customer per shop and address."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Customer
from reprise.apps.accounts.queries import customer_for
from reprise.apps.accounts.services.keep_customers import Buyer, keep_customers
from reprise.core.refusals import NotFound
from tests.support.at_once import at_once
from tests.support.builders import a_customer, a_shop
from tests.support.refusals import refused


@pytest.mark.django_db
def test_what_was_never_said_is_filled_in_later() -> None:
    shop = a_shop()
    first = a_customer(shop.pk, name="Alice Martin")
    second = a_customer(shop.pk, phone="0612345678")
    assert first.pk == second.pk
    assert (second.name, second.phone) == ("Alice Martin", "0612345678")


@pytest.mark.django_db
def test_what_is_known_stays_what_was_said_first() -> None:
    shop = a_shop()
    a_customer(shop.pk, kind="professional", company="ACME")
    again = a_customer(shop.pk, company="Other")
    assert (again.kind, again.company) == ("professional", "ACME")


@pytest.mark.django_db
def test_shops_do_not_share_customers() -> None:
    shop, other = a_shop(), a_shop("other-shop")
    mine, theirs = a_customer(shop.pk), a_customer(other.pk)
    assert mine.pk != theirs.pk
    assert customer_for(system(shop.pk), mine.pk) == mine
    with refused(NotFound):
        customer_for(system(shop.pk), theirs.pk)


@pytest.mark.django_db
def test_a_buyer_without_an_address_is_no_customer() -> None:
    assert keep_customers(shop_id=a_shop().pk, buyers=[Buyer("", name="Alice Martin")]) == {}
    assert not Customer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_orders_at_the_same_moment_make_one_customer() -> None:
    shop = a_shop()

    kept = at_once(lambda _: a_customer(shop.pk).pk, people=8)
    assert (len(kept), len(set(kept))) == (8, 1)
    assert Customer.objects.count() == 1
