from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from reprise.apps.catalogue.models import Order
from reprise.apps.catalogue.queries import find_order
from reprise.apps.catalogue.rules.numbers import number_key
from reprise.apps.catalogue.tests.builders import an_order
from tests.support.builders import a_shop


@pytest.mark.parametrize("typed", ["B-2001", "b2001", "b 2001", "#B-2001", "B/2001", "B–2001", "B.2001"])
def test_an_order_number_is_known_however_its_signs_are_typed(typed: str) -> None:
    assert number_key(typed) == "B2001"


def test_a_number_of_signs_alone_is_not_every_number() -> None:
    assert number_key("--") != number_key("//") != ""


def test_the_suffix_of_a_split_order_does_not_count() -> None:
    assert number_key("dtjsjmjzq#2") == number_key("DTJSJMJZQ") == "DTJSJMJZQ"


@pytest.mark.django_db
def test_alice_finds_her_order_without_its_dash() -> None:
    shop = a_shop()
    order = an_order(shop, "B-2001", number_key=number_key("B-2001"), email="alice@example.org")
    assert find_order(shop_id=shop.pk, number="b2001", email="alice@example.org") == order


@pytest.mark.django_db
def test_orders_of_an_earlier_version_are_found_too() -> None:
    shop = a_shop()
    order = an_order(shop, "B-2001", number_key="B-2001", email="alice@example.org")
    kept = an_order(shop, "1001", number_key="1001", email="alice@example.org")
    migration = import_module("reprise.apps.catalogue.migrations.0005_order_numbers_without_signs")
    migration.write_keys(apps, SimpleNamespace(connection=connection))
    assert {one.pk: one.number_key for one in Order.objects.all()} == {order.pk: "B2001", kept.pk: "1001"}
