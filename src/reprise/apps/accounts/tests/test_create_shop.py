"""A shop is made with sensible defaults, once per address."""

import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.services.create_shop import ShopExists, create_shop
from reprise.core.refusals import Invalid
from tests.support.at_once import at_once
from tests.support.refusals import refused


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("country", "language", "timezone"),
    [("fr", "fr", "Europe/Paris"), ("DE", "en", "Europe/Berlin"), ("BR", "en", "UTC")],
)
def test_country_gives_language_and_time_zone(country: str, language: str, timezone: str) -> None:
    shop = create_shop(slug="atelier", name=" Atelier ", country=country)
    assert (shop.name, shop.country, shop.language, shop.timezone) == ("Atelier", country.upper(), language, timezone)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    [("slug", "Atelier"), ("slug", "a b"), ("slug", ""), ("slug", "é"), ("slug", "a" * 61), ("name", "  "),
     ("name", "A" * 121), ("country", "FRA"),
     ("country", "1F"), ("timezone", "Paris")],
)  # fmt: skip
def test_a_shop_that_makes_no_sense_is_refused(field: str, value: str) -> None:
    with refused(Invalid) as caught:
        create_shop(**{"slug": "atelier", "name": "Atelier", "country": "FR", field: value})
    assert caught.value.field == field


@pytest.mark.django_db(transaction=True)
def test_one_address_is_one_shop_even_at_the_same_moment() -> None:
    made = at_once(lambda _: create_shop(slug="atelier", name="Atelier", country="FR"), people=4, unless=ShopExists)
    assert len(made) == 1
    assert Shop.objects.count() == 1
