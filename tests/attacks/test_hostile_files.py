"""Files nobody should send: refused in words at the customer's case, at the request and at the desk's import."""

import io
import zipfile
from typing import Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.catalogue.models import Order
from reprise.apps.evidence.models import Evidence
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, path_of

pytestmark = pytest.mark.django_db


def _bomb() -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("orders.csv", b"0" * 30_000_000)
    return kept.getvalue()


HOSTILE: Final = {
    "empty.jpg": b"",
    "page.jpg": b"<html><script>alert(1)</script></html>",
    "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "entities.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "bomb.zip": _bomb(),
    "cut.heic": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 200,
    "script.pdf": b"#!/bin/sh\nrm -rf /\n",
    "noise.bin": bytes(range(256)) * 400,
}


NAMES: Final = (
    "../../etc/passwd.jpg", "a\r\nSet-Cookie: x=1.jpg", "\u202egpj.exe.jpg", "é" * 300 + ".jpg",
    "; filename=x.html;.jpg", "💥.jpg",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_on_the_case_and_leaves_nothing(name: str, client: Client) -> None:
    case = a_case(an_order(a_shop()))
    answer = client.post(f"{path_of(case)}evidence/", {"files": SimpleUploadedFile(name, HOSTILE[name])})
    assert answer.status_code == 422
    assert name in answer.content.decode()
    assert not Evidence.objects.filter(case=case).exists()


def test_a_file_of_27_mb_is_refused_and_the_good_one_beside_it_kept(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    sent = [SimpleUploadedFile("huge.jpg", a_photo() + b"\x00" * 27_000_000), SimpleUploadedFile("good.jpg", a_photo())]
    answer = client.post(f"{path_of(case)}evidence/", {"files": sent})
    assert answer.status_code == 422
    assert Evidence.objects.filter(case=case).count() == 1


def test_thirty_files_at_once_are_too_many_and_nothing_breaks(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    sent = [SimpleUploadedFile(f"{n}.jpg", a_photo()) for n in range(30)]
    assert client.post(f"{path_of(case)}evidence/", {"files": sent}).status_code in {400, 413}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_steers_neither_disk_nor_header(name: str, client: Client) -> None:
    case = a_case(an_order(a_shop()))
    answer = client.post(f"{path_of(case)}evidence/", {"files": SimpleUploadedFile(name, a_photo())})
    assert answer.status_code == 302
    kept = Evidence.objects.get(case=case)
    shown = client.get(f"{path_of(case)}files/{kept.file_id}/")
    b"".join(shown)  # read whole, or the file stays open
    assert shown.status_code == 200
    assert "\n" not in shown["Content-Disposition"]
    assert "Set-Cookie" not in shown
    assert "/" not in kept.file.name
    assert shown["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("made_by", ["shopify", "woocommerce", "prestashop", "csv"])
def test_a_hostile_import_is_told_in_words_and_changes_nothing(made_by: str) -> None:
    owner = at_the_desk(somebody(a_shop(), Role.OWNER))
    for name, content in (HOSTILE | {"deep.json": b"[" * 200_000, "nul.csv": b"Name,Email\n\x00,\x00\n"}).items():
        sent = {"format": made_by, "file": SimpleUploadedFile(name, content)}
        answer = owner.post("/en/desk/lamelle/orders/import/", sent)
        assert answer.status_code in {200, 422}, (name, answer.status_code)
        assert not Order.objects.exists()


def test_an_import_without_a_file_or_with_another_format_is_told() -> None:
    owner = at_the_desk(somebody(a_shop(), Role.OWNER))
    wrong = {"format": "exe", "file": SimpleUploadedFile("a.csv", b"x")}
    for sent in ({}, {"format": "shopify"}, wrong, {"format": "csv", "file": "text"}):
        assert owner.post("/en/desk/lamelle/orders/import/", sent).status_code == 422
