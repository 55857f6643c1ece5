"""Reception: a scan opens the next step at the bench; what nobody announced is taken in and matched."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.queries import authorisation_of
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel
from reprise.platform.files.tests.making import jpeg
from reprise.web.backoffice.tests.forms import form_at
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from reprise.workflows.tests.builders import an_order, asked, authorised

pytestmark = pytest.mark.django_db
RECEPTION = "/fr/desk/atelier-lamelle/reception/"


def test_a_scanned_slip_opens_the_reception_of_its_case(desk: Client, order: Order) -> None:
    case = authorised(order)
    paper = authorisation_of(case)
    assert paper is not None
    for scanned in (paper.number, case.reference, case.reference.lower().replace("-", "")):
        assert desk.get(RECEPTION, {"scan": scanned})["Location"].endswith(f"/reception/{case.reference}/")


def test_a_tracking_number_opens_the_reception_with_its_parcel(desk: Client, order: Order) -> None:
    case = authorised(order)
    url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/parcel/"
    desk.post(url, {**form_at(desk, url), "tracking_number": "6A20447190381"})
    led = desk.get(RECEPTION, {"scan": "6a 2044 7190 381"})["Location"]
    assert led.endswith(f"/reception/{case.reference}/?parcel={Parcel.objects.get().pk}")
    assert f'name="parcel" value="{Parcel.objects.get().pk}"' in desk.get(led).content.decode()


def test_a_case_without_goods_to_receive_is_opened_itself(desk: Client, order: Order) -> None:
    case = asked(order)
    assert desk.get(RECEPTION, {"scan": case.reference})["Location"].endswith(f"/cases/{case.reference}/")


def test_several_cases_are_offered(desk: Client, shop: Shop, order: Order) -> None:
    first, second = authorised(order), authorised(an_order(shop, number="1002"))
    page = desk.get(RECEPTION, {"scan": "Alice"}).content.decode()
    assert "2 dossiers conviennent" in page
    assert first.reference in page
    assert second.reference in page


def test_a_scan_that_names_nothing_offers_to_take_the_parcel_in(desk: Client) -> None:
    page = desk.get(RECEPTION, {"scan": "<script>"}).content.decode()
    assert "Rien pour «\u00a0&lt;script&gt;\u00a0»" in page
    assert "/fr/desk/atelier-lamelle/reception/unannounced/" in page


def take_in(desk: Client) -> Parcel:
    """A parcel nobody announced."""
    url = f"{RECEPTION}unannounced/"
    form = {**form_at(desk, url), "sender": "Alice Martin", "weight_g": "1100"}
    desk.post(url, form)
    desk.post(url, form)  # pressed twice
    return Parcel.objects.get()


def test_an_unannounced_parcel_is_taken_in_once_matched_and_received(desk: Client, order: Order) -> None:
    case = authorised(order)
    parcel = take_in(desk)
    assert "à rapprocher" in desk.get(RECEPTION).content.decode()
    url = f"{RECEPTION}{parcel.pk}/match/"
    assert case.reference in desk.get(url).content.decode()  # the sender's name finds it
    led = desk.post(url, {"chosen": case.reference})["Location"]
    assert led.endswith(f"/reception/{case.reference}/?parcel={parcel.pk}")
    assert Parcel.objects.get().case_id == case.pk


@pytest.mark.parametrize("reference", ["", "RP-0000-0000", "nonsense", "x" * 40])
def test_a_wrong_reference_is_refused_at_its_field_and_kept(desk: Client, reference: str) -> None:
    parcel = take_in(desk)
    answer = desk.post(f"{RECEPTION}{parcel.pk}/match/", {"case": reference})
    assert answer.status_code == 404
    assert 'id="id_case_error"' in answer.content.decode()
    assert f'value="{reference}"' in answer.content.decode() or not reference


def test_a_parcel_that_is_nobody_s_goes_back(desk: Client) -> None:
    parcel = take_in(desk)
    desk.post(f"{RECEPTION}{parcel.pk}/match/", {"send_back": "1"})
    assert Parcel.objects.get().state == "returned"


def test_a_forged_weight_or_carrier_comes_back(desk: Client) -> None:
    url = f"{RECEPTION}unannounced/"
    answer = desk.post(url, {**form_at(desk, url), "weight_g": "-3", "carrier": "pigeon"})
    assert answer.status_code == 422
    assert 'id="id_weight_g_error"' in answer.content.decode()
    assert 'id="id_carrier_error"' in answer.content.decode()


def test_a_viewer_does_not_get_to_the_bench(shop: Shop) -> None:
    assert at_the_desk(somebody(shop, Role.VIEWER)).get(RECEPTION).status_code == 403


def test_the_reception_asks_the_database_few_questions(
    desk: Client, shop: Shop, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for n in range(5):
        case = authorised(an_order(shop, number=str(3000 + n)))
        url = f"/fr/desk/atelier-lamelle/cases/{case.reference}/parcel/"
        desk.post(url, {**form_at(desk, url), "tracking_number": f"6A2044719038{n}"})
    with django_assert_max_num_queries(10):
        desk.get(RECEPTION)


@pytest.mark.django_db(transaction=True)
def test_photos_taken_at_the_dock_go_to_the_case_with_the_parcel(desk: Client, order: Order) -> None:
    case = authorised(order)
    url = f"{RECEPTION}unannounced/"
    photo = SimpleUploadedFile("carton.jpg", jpeg(), "image/jpeg")
    desk.post(url, {**form_at(desk, url), "sender": "Alice Martin", "photos": [photo]})
    parcel = Parcel.objects.get()
    assert "?preview" in desk.get(f"{RECEPTION}{parcel.pk}/match/").content.decode()
    desk.post(f"{RECEPTION}{parcel.pk}/match/", {"chosen": case.reference})
    assert Evidence.objects.get().case_id == case.pk
