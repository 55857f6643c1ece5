"""Authorise a return: who pays, what to pack, and a label bought elsewhere that its customer finds."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.cases.kinds import RemedyType
from reprise.apps.cases.models import ReturnItem
from reprise.apps.cases.queries import authorisation_of
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Parcel
from reprise.apps.notifications.models import Mail
from reprise.platform.files.tests.making import jpeg
from reprise.readmodels.case_letters import case_link
from reprise.web.backoffice.tests.forms import address, form_at
from reprise.workflows.tests.builders import authorised, granted

pytestmark = pytest.mark.django_db


def test_what_is_unticked_is_not_asked_for(desk: Client, order: Order) -> None:
    case = granted(order)
    url = address(case, "authorise/")
    page = desk.get(url).content.decode()
    assert "Étiquette avec le numéro de lot" in page
    desk.post(url, {**form_at(desk, url), "packed": []})
    paper = authorisation_of(case)
    assert paper is not None
    assert paper.packing[0]["documents"] == []
    assert paper.packing[0]["packaging"] == []


def test_the_shop_may_pay_a_return_it_need_not_pay(desk: Client, order: Order) -> None:
    case = granted(order)
    url = address(case, "authorise/")
    desk.post(url, {**form_at(desk, url), "paid_by": "seller"})
    paper = authorisation_of(case)
    assert paper is not None
    assert paper.return_paid_by == "seller"


@pytest.mark.django_db(transaction=True)
def test_a_return_the_law_puts_on_the_shop_cannot_be_passed_on(desk: Client, order: Order) -> None:
    case = granted(order, claim="defect", remedy=RemedyType.REPLACEMENT)
    url = address(case, "authorise/")
    answer = desk.post(url, {**form_at(desk, url), "paid_by": "buyer"})
    assert answer.status_code == 422
    assert 'id="id_paid_by_error"' in answer.content.decode()
    assert authorisation_of(case) is None


@pytest.mark.django_db(transaction=True)
def test_a_label_is_found_on_the_customer_s_page_with_its_carrier(desk: Client, order: Order) -> None:
    case = granted(order)
    url = address(case, "authorise/")
    label = SimpleUploadedFile("etiquette.jpg", jpeg(), "image/jpeg")
    answer = desk.post(url, {**form_at(desk, url), "label": label, "tracking_number": "6A 2044 7190 381"})
    assert answer.status_code == 302
    parcel = Parcel.objects.get()
    assert (parcel.carrier, parcel.state) == ("la_poste", "announced")
    assert parcel.label_id == Evidence.objects.get(shot="label").file_id
    assert "6A20447190381" in Mail.objects.filter(letter="return_ready").latest("pk").text
    case.refresh_from_db()
    alice = Client()
    page = alice.get(case_link(case, case.shop), follow=True)
    assert f"/files/{parcel.label_id}/" in page.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("name", "content"), [("x.exe", b"MZ\x90\x00"), ("x.pdf", b"<script>"), ("x.jpg", b"")])
def test_a_file_that_is_no_label_is_refused_at_its_field(desk: Client, order: Order, name: str, content: bytes) -> None:
    case = granted(order)
    url = address(case, "authorise/")
    answer = desk.post(url, {**form_at(desk, url), "label": SimpleUploadedFile(name, content)})
    assert answer.status_code in {400, 415, 422}
    assert authorisation_of(case) is None


@pytest.mark.django_db(transaction=True)
def test_a_number_without_its_label_says_so(desk: Client, order: Order) -> None:
    case = granted(order)
    url = address(case, "authorise/")
    answer = desk.post(url, {**form_at(desk, url), "tracking_number": "6A20447190381"})
    assert answer.status_code == 422
    assert 'id="id_label_error"' in answer.content.decode()


def test_a_return_whose_day_has_passed_is_allowed_anew_from_the_case(desk: Client, order: Order) -> None:
    case = authorised(order)
    ReturnItem.objects.filter(line__case=case).update(state="expired")
    url = address(case, "authorise/")
    page = desk.get(url).content.decode()
    assert "Étiquette avec le numéro de lot" in page
    assert desk.post(url, form_at(desk, url)).status_code == 302
    assert {item.state for item in ReturnItem.objects.filter(line__case=case)} == {"expected"}
