"""A shop's colour can be read on white, and its logo goes with it everywhere."""

import io

import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from reprise.apps.accounts.brand import HOUSE_COLOUR, brand_of
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.accounts.rules.colours import contrast_on_white, readable_colour, tidy_colour
from reprise.apps.accounts.services.brand_shop import TooPale, brand_shop
from reprise.apps.accounts.tests.builders import an_actor
from reprise.core.refusals import Forbidden, Invalid, NotFound
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import path_of
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def a_logo(shop: Shop) -> StoredFile:
    """A small picture that passed the gate."""
    out = io.BytesIO()
    Image.new("RGB", (120, 40), "#c01818").save(out, "PNG")
    out.seek(0)
    return accept_upload(actor=an_actor(shop, "zoe"), name="logo.png", content=out, at=AT, logo=True)


@pytest.mark.parametrize("colour", ["#ffcc00", "#00ff00", "#ffffff", "#7f7f7f", "#ff6600", "#a0c4ff"])
def test_the_nearest_readable_colour_is_readable_and_only_as_dark_as_needed(colour: str) -> None:
    nearest = readable_colour(colour)
    assert 4.5 <= contrast_on_white(nearest) < 4.75


def test_a_readable_colour_is_its_own_nearest() -> None:
    assert readable_colour("#0b5a6e") == "#0b5a6e"


@pytest.mark.parametrize(("typed", "kept"), [("#ABC", "#aabbcc"), ("0B5A6E", "#0b5a6e"), ("red", ""), ("#12", "")])
def test_a_colour_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert tidy_colour(typed) == kept


def test_a_pale_colour_is_refused_with_the_nearest_that_works() -> None:
    marc = an_actor(a_shop(), "marc", Role.MANAGER)
    with pytest.raises(TooPale, match="#907300"):
        brand_shop(actor=marc, colour="#FFCC00", at=AT)


@pytest.mark.parametrize("colour", ["javascript:alert(1)", "#0b5a6e;}", "rgb(1,2,3)"])
def test_what_is_no_colour_is_refused(colour: str) -> None:
    marc = an_actor(a_shop(), "marc", Role.MANAGER)
    with pytest.raises(Invalid):
        brand_shop(actor=marc, colour=colour, at=AT)


def test_the_logo_and_colour_are_the_brand_and_a_logo_replaced_is_erased(settings: Settings) -> None:
    shop = a_shop()
    marc = an_actor(shop, "marc", Role.MANAGER)
    first = a_logo(shop)
    brand_shop(actor=marc, colour="#036", logo=first, at=AT)
    brand = brand_of(Shop.objects.get())
    assert (brand.name, brand.colour) == (shop.name, "#003366")
    assert (brand.logo or b"")[:8] == b"\x89PNG\r\n\x1a\n"
    brand_shop(actor=marc, colour="", without_logo=True, at=AT)
    first.refresh_from_db()
    assert first.erased_at == AT
    brand = brand_of(Shop.objects.get())
    assert (brand.colour, brand.logo) == (HOUSE_COLOUR, None)


def test_a_lost_logo_stops_no_letter() -> None:
    shop = a_shop()
    logo = a_logo(shop)
    brand_shop(actor=an_actor(shop, "marc", Role.MANAGER), colour="", logo=logo, at=AT)
    path_of(logo.key).unlink()
    assert brand_of(Shop.objects.get()).logo is None


def test_the_address_stands_line_by_line() -> None:
    shop = a_shop()
    shop.address = {"lines": ["Οδός Ερμού 12"], "postcode": "105 63", "city": "Αθήνα", "country": "GR"}
    assert brand_of(shop).address == ("Οδός Ερμού 12", "105 63 Αθήνα")


def test_another_shop_s_picture_is_no_logo_of_ours() -> None:
    shop, other = a_shop(), a_shop("voisin")
    with pytest.raises(NotFound):
        brand_shop(actor=an_actor(shop, "marc", Role.MANAGER), colour="", logo=a_logo(other), at=AT)


def test_an_agent_changes_no_brand() -> None:
    ines = an_actor(a_shop())
    with pytest.raises(Forbidden):
        brand_shop(actor=ines, colour="", at=AT)
