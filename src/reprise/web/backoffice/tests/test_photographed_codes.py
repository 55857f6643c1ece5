"""A telephone that reads no codes photographs them: the photo opens the case, and is not kept."""

import io

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.platform.files.models import StoredFile
from reprise.readmodels.case_letters import case_link
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import an_order, authorised

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return authorised(an_order())


@pytest.fixture
def bench(case: Case) -> Client:
    return at_the_desk(somebody(case.shop, Role.INSPECTOR))


def photo_of(content: str, *, turned: int = 0) -> SimpleUploadedFile:
    """A code photographed a little askew, small in a large picture."""
    drawn = io.BytesIO()
    segno.make_qr(content, error="q").save(drawn, kind="png", scale=6)
    whole = Image.new("RGB", (1600, 1200), "#d8d0c4")
    whole.paste(Image.open(drawn).convert("RGB"), (600, 400))
    taken = io.BytesIO()
    whole.rotate(turned, fillcolor="#d8d0c4").save(taken, "JPEG", quality=70)
    return SimpleUploadedFile("photo.jpg", taken.getvalue(), "image/jpeg")


def address(shop: Shop, rest: str = "") -> str:
    return f"/fr/desk/{shop.slug}/reception/{rest}"


@pytest.mark.parametrize("turned", [0, 12, 90, 200])
def test_the_code_of_a_slip_opens_the_step_of_its_case(case: Case, bench: Client, turned: int) -> None:
    taken = photo_of(case_link(case, case.shop), turned=turned)
    scanned = bench.post(address(case.shop, "photo/"), {"photo": taken}, follow=True)
    assert scanned.redirect_chain[-1][0].startswith(address(case.shop, f"{case.reference}/"))
    assert not StoredFile.objects.exists()


def test_a_camera_is_told_the_code_alone(case: Case, bench: Client) -> None:
    at, eye = address(case.shop, "photo/"), {"x-camera": "1"}
    link = case_link(case, case.shop)
    assert bench.post(at, {"photo": photo_of(link)}, headers=eye).json() == {"code": link}
    blank = io.BytesIO()
    Image.new("RGB", (400, 300)).save(blank, "PNG")
    assert bench.post(at, {"photo": SimpleUploadedFile("a.png", blank.getvalue())}, headers=eye).json() == {"code": ""}


@pytest.mark.parametrize("sent", [b"", b"no picture", b"\xff\xd8\xff\xe0" + b"\x00" * 99, b"%PDF-1.7 x"])
def test_what_is_no_photo_of_a_code_says_what_to_do(case: Case, bench: Client, sent: bytes) -> None:
    given = {"photo": SimpleUploadedFile("x.jpg", sent)} if sent else {}
    page = bench.post(address(case.shop, "photo/"), given, follow=True)
    assert page.status_code == 200
    assert "is-problem" in page.content.decode()


def test_a_slip_is_found_without_any_parcel_and_a_foreign_code_finds_nothing(case: Case, bench: Client) -> None:
    link = case_link(case, case.shop)
    assert bench.get(address(case.shop), {"scan": link}).status_code == 302
    assert bench.get(address(case.shop), {"scan": "https://elsewhere.example/c/RP-0000-0000/x/"}).status_code == 200


def test_customers_read_no_codes(case: Case) -> None:
    assert Client().post(address(case.shop, "photo/"), {"photo": photo_of("x")}).status_code == 302
