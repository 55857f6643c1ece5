"""Files of a case: added through the gate, opened by whoever may read the case."""

import io

import pytest
from django.test import Client
from PIL import Image

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel
from reprise.web.backoffice.tests.forms import form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import a_shop, asked, authorised

pytestmark = pytest.mark.django_db


def a_photo(name: str = "bobine.jpg") -> io.BytesIO:
    """A picture as a telephone sends it."""
    file = io.BytesIO()
    Image.effect_noise((640, 480), 80).convert("RGB").save(file, "JPEG")
    file.seek(0)
    file.name = name
    return file


def test_a_photo_is_added_shown_and_opened(desk: Client, order: Order) -> None:
    case = asked(order)
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/evidence/"
    answer = desk.post(url, {**form_at(desk, url), "file": a_photo(), "caption": "Vue <b>d’ensemble</b>"})
    assert answer.status_code == 302
    piece = Evidence.objects.get()
    page = desk.get(f"/fr/desk/atelier-lamelle/cases/{case.reference}/").content.decode()
    assert "Vue &lt;b&gt;d’ensemble&lt;/b&gt;" in page
    picture = desk.get(f"/fr/desk/atelier-lamelle/files/{piece.file_id}/?preview")
    assert picture["Content-Type"] == "image/jpeg"
    assert b"".join(picture.streaming_content)[:2] == b"\xff\xd8"  # type: ignore[attr-defined]
    assert picture["X-Content-Type-Options"] == "nosniff"


def test_whoever_inspects_adds_photos_from_the_bench_and_a_viewer_none(shop: Shop, order: Order) -> None:
    case = asked(order)
    page = f"/fr/desk/atelier-lamelle/cases/{case.reference}/"
    url = f"{page}evidence/"
    bench, window = at_the_desk(somebody(shop, Role.INSPECTOR)), at_the_desk(somebody(shop, Role.VIEWER))
    assert url in bench.get(page).content.decode()
    assert bench.post(url, {**form_at(bench, url), "file": a_photo()}).status_code == 302
    assert url not in window.get(page).content.decode()
    assert window.post(url, {"file": a_photo()}).status_code == 403
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [("malware.exe", b"MZ\x90\x00"), ("photo.jpg", b"<script>alert(1)</script>"), ("vide.jpg", b"")],
)
def test_what_is_no_photo_is_refused_at_its_field_and_the_caption_stays(
    desk: Client, order: Order, name: str, content: bytes
) -> None:
    case = asked(order)
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/evidence/"
    file = io.BytesIO(content)
    file.name = name
    answer = desk.post(url, {**form_at(desk, url), "file": file, "caption": "Coin levé"})
    assert answer.status_code == 422
    assert 'id="id_file_error"' in answer.content.decode()
    assert 'value="Coin levé"' in answer.content.decode()
    assert not Evidence.objects.exists()


def test_another_shop_s_file_is_not_found(desk: Client, order: Order) -> None:
    case = asked(order)
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/evidence/"
    desk.post(url, {**form_at(desk, url), "file": a_photo()})
    file_id = Evidence.objects.get().file_id
    stranger = at_the_desk(somebody(a_shop("autre-boutique"), Role.OWNER))
    assert stranger.get(f"/fr/desk/autre-boutique/files/{file_id}/").status_code == 404
    assert desk.get("/fr/desk/atelier-lamelle/files/999999/").status_code == 404


def test_the_proof_of_deposit_is_kept_with_its_parcel(desk: Client, shop: Shop, order: Order) -> None:
    case = authorised(order)
    base = f"/fr/desk/atelier-lamelle/cases/{case.reference}/"
    desk.post(f"{base}parcel/", form_at(desk, f"{base}parcel/"))
    url = f"{base}proof/?parcel={Parcel.objects.get().pk}"
    answer = desk.post(url, {**form_at(desk, url), "file": a_photo("recu.jpg"), "dispatched_on": "2026-11-24"})
    assert answer.status_code == 302
    assert Parcel.objects.get().proof_of_deposit_id is not None
    assert "Preuve de dépôt" in desk.get(base).content.decode()
