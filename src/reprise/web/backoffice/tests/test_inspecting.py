"""Inspect with photos beside the customer's, and correct: the record before stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.queries import timeline_of
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.apps.logistics.models import Inspection
from reprise.platform.files.tests.making import jpeg
from reprise.web.backoffice.tests.forms import address, form_at, received, send
from reprise.workflows.tests.builders import an_order

pytestmark = pytest.mark.django_db(transaction=True)


def a_photo(name: str = "banc.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(), "image/jpeg")


def test_photos_taken_at_the_inspection_lie_on_the_article(desk: Client, order: Order) -> None:
    case = received(desk, order)
    url = address(case, "inspect/")
    sent = {**form_at(desk, url), "grade": "worn", "photos": [a_photo("un.jpg"), a_photo("deux.jpg")]}
    assert desk.post(url, sent).status_code == 302
    assert [one.line_id for one in Evidence.objects.all()] == [case.lines.get().pk] * 2
    page = desk.get(address(case, "inspect/correct/")).content.decode()
    assert "Côte à côte" in page
    assert page.count("?preview") == 2


def test_a_correction_is_a_new_record(desk: Client, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "inspect/"), grade="like_new")
    send(desk, address(case, "inspect/correct/"), grade="broken", note="Axe tordu, vu après coup.")
    old, new = Inspection.objects.order_by("pk")
    assert old.corrected_at is not None
    assert (new.grade, new.corrects_id) == ("broken", old.pk)
    assert sum(event.type == "goods_inspected" for event in timeline_of(case)) == 2


def test_two_corrections_of_one_record_at_once_are_one(desk: Client, order: Order) -> None:
    case = received(desk, order)
    send(desk, address(case, "inspect/"), grade="like_new")
    url = address(case, f"inspect/correct/?inspection={Inspection.objects.get().pk}")
    first, second = form_at(desk, url), form_at(desk, url)
    assert desk.post(url, {**first, "grade": "worn"}).status_code == 302
    assert desk.post(url, {**second, "grade": "broken"}).status_code == 409
    assert Inspection.objects.count() == 2


def test_an_inspection_of_another_case_is_not_corrected_here(desk: Client, shop: Shop, order: Order) -> None:
    case, other = received(desk, order), received(desk, an_order(shop, number="1002"))
    send(desk, address(other, "inspect/"), grade="like_new")
    theirs = Inspection.objects.get().pk
    assert desk.get(address(case, "inspect/correct/"), {"inspection": theirs}).status_code in {404, 409}
    assert desk.get(address(case, "inspect/correct/"), {"inspection": "9" * 40}).status_code == 404


@pytest.mark.parametrize("bad", [b"", b"MZ\x90", b"<html>"])
def test_what_is_no_picture_is_refused_and_nothing_is_recorded(desk: Client, order: Order, bad: bytes) -> None:
    case = received(desk, order)
    url = address(case, "inspect/")
    sent = {**form_at(desk, url), "grade": "worn", "photos": [SimpleUploadedFile("x.jpg", bad, "image/jpeg")]}
    assert desk.post(url, sent).status_code in {400, 415, 422}
    assert not Inspection.objects.exists()
