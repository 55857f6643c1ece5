"""The logo and the colour: checked, drawn anew, and shown to customers from then on."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.platform.files.models import StoredFile
from reprise.web.backoffice.tests.forms import complaint, fields_of, form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody

#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
pytestmark = pytest.mark.django_db(transaction=True)
PAGE, LOGO = "/en/desk/atelier-lamelle/brand/", "/en/s/atelier-lamelle/logo.png"


@pytest.fixture
def manager(shop: Shop) -> Client:
    """Paul, who manages the shop."""
    return at_the_desk(somebody(shop, Role.MANAGER))


def picture(width: int, height: int) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (width, height), "#c01818").save(out, "PNG")
    return SimpleUploadedFile("logo.png", out.getvalue())


def test_a_logo_and_a_colour_reach_the_customer_s_pages(manager: Client, shop: Shop) -> None:
    assert Client().get(LOGO).status_code == 404
    sent = manager.post(PAGE, {**form_at(manager, PAGE), "colour": "#036", "logo": picture(100, 100)})
    assert sent.status_code == 302
    shop.refresh_from_db()
    home = Client().get("/en/s/atelier-lamelle/").content.decode()
    assert f"logo.png?{shop.logo_id}" in home
    assert "brand.css?003366" in home
    logo = Client().get(LOGO)
    assert logo["Content-Type"] == "image/png"
    assert "max-age=604800" in logo["Cache-Control"]
    assert logo.content.startswith(b"\x89PNG")


def test_a_wide_logo_says_the_name_itself(manager: Client, shop: Shop) -> None:
    manager.post(PAGE, {**form_at(manager, PAGE), "logo": picture(300, 60)})
    head = Client().get("/en/s/atelier-lamelle/").content.decode().partition('class="rp-shop"')[2].partition("</a>")[0]
    assert f'alt="{shop.name}"' in head
    assert "<span>" not in head


@pytest.mark.parametrize("colour", ["#ffcc00", "javascript:alert(1)", "x" * 60])
def test_a_colour_that_cannot_be_is_refused_before_the_file_is_looked_at(
    manager: Client, shop: Shop, colour: str
) -> None:
    answer = manager.post(PAGE, {**form_at(manager, PAGE), "colour": colour, "logo": picture(100, 100)})
    assert answer.status_code == 422
    assert "#id_colour" in complaint(answer.content.decode())
    if len(colour) <= 40:
        assert fields_of(answer.content.decode())["colour"] == colour
    if colour == "#ffcc00":
        assert "#907300" in answer.content.decode()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "HTML, SVG"),
        (b"PK\x03\x04" + b"\0" * 100, ""),
        (b"\x89PNG" + b"\0" * (6 * 2**20), "5 MB"),
        (b"%PDF-1.7\n%%EOF", ""),
    ],
    ids=["svg", "archive", "too large", "pdf"],
)
def test_a_file_that_is_no_logo_is_refused_at_its_field(manager: Client, shop: Shop, content: bytes, said: str) -> None:
    answer = manager.post(
        PAGE, {**form_at(manager, PAGE), "colour": "#036", "logo": SimpleUploadedFile("logo.png", content)}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "#id_logo" in complaint(page)
    assert said in page
    assert fields_of(page)["colour"] == "#036"
    shop.refresh_from_db()
    assert (shop.logo_id, shop.brand_colour) == (None, "")


def test_the_logo_can_be_taken_away(manager: Client, shop: Shop) -> None:
    manager.post(PAGE, {**form_at(manager, PAGE), "logo": picture(100, 100)})
    manager.post(PAGE, {**form_at(manager, PAGE), "without_logo": "on"})
    shop.refresh_from_db()
    assert shop.logo_id is None
    assert StoredFile.objects.get().erased_at is not None


def test_who_saves_second_is_told_and_loses_nothing(manager: Client, shop: Shop) -> None:
    opened = form_at(manager, PAGE)
    manager.post(PAGE, {**opened, "colour": "#036"})
    second = manager.post(PAGE, {**opened, "colour": "#600"})
    page = second.content.decode()
    assert second.status_code == 409
    assert "meanwhile changed to “#003366”" in page
    assert fields_of(page)["colour"] == "#600"
    assert manager.post(PAGE, fields_of(page)).status_code == 302
    shop.refresh_from_db()
    assert shop.brand_colour == "#660000"
