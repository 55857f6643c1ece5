"""The documents of a case, downloaded by its customer and by the desk."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from reprise.apps.accounts.rights import Role
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_case, a_shop, an_order, authorised, path_of

pytestmark = pytest.mark.django_db


def text(pdf: bytes) -> str:
    """What a document says, spaces as they come."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_the_customer_finds_every_document_on_the_page_of_the_case(client: Client) -> None:
    case = authorised(a_case(an_order(a_shop())))
    page = client.get(path_of(case)).content.decode()
    for name, said in (("acknowledgement", "Accusé de réception"), ("decision-1", "Notre décision"),
                       ("packing-list", "Liste de colisage")):  # fmt: skip
        address = f"{path_of(case)}papers/{name}.pdf"
        assert f'href="{address}?lang=fr"' in page
        answer = client.get(f"{address}?lang=fr")
        assert answer.headers["Content-Type"] == "application/pdf"
        assert f'filename="{case.reference}-{name}.pdf"' in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]
        assert said in text(answer.content)


def test_a_reader_of_english_gets_the_same_documents_in_english(client: Client) -> None:
    case = a_case(an_order(a_shop()))
    page = client.get(path_of(case, "en")).content.decode()
    assert f'href="{path_of(case, "en")}papers/acknowledgement.pdf?lang=en"' in page
    assert "It reached us on" in text(client.get(path_of(case, "en") + "papers/acknowledgement.pdf?lang=en").content)


@pytest.mark.parametrize("name", ["nothing", "decision-9", "note-AV-2026-00001", "packing-list"])
def test_what_the_case_does_not_have_is_a_page_not_found(client: Client, name: str) -> None:
    case = a_case(an_order(a_shop()))
    assert client.get(f"{path_of(case)}papers/{name}.pdf").status_code == 404


def test_the_desk_gets_them_in_the_customer_s_language_or_the_one_it_chooses() -> None:
    case = a_case(an_order(a_shop()))
    desk = at_the_desk(somebody(case.shop, Role.AGENT))
    address = reverse("desk:case", args=[case.shop.slug, case.reference])
    page = desk.get(address).content.decode()
    assert f'href="{address}papers/acknowledgement.pdf?lang=fr"' in page
    assert "Nous l’avons reçue" in text(desk.get(f"{address}papers/acknowledgement.pdf").content)
    assert "It reached us on" in text(desk.get(f"{address}papers/acknowledgement.pdf?lang=en").content)
    assert desk.get(f"{address}papers/decision-1.pdf").status_code == 404


def test_the_label_alone_can_be_printed_by_both(client: Client) -> None:
    case = authorised(a_case(an_order(a_shop())))
    assert f'href="{path_of(case)}slip.pdf?format=a6"' in client.get(path_of(case)).content.decode()
    label = client.get(f"{path_of(case)}slip.pdf?format=a6")
    desk = at_the_desk(somebody(case.shop, Role.AGENT))
    address = reverse("desk:slip", args=[case.shop.slug, case.reference])
    for pdf in (label.content, desk.get(f"{address}?format=a6").content):
        assert "RMA-" in text(pdf)
        assert PdfReader(io.BytesIO(pdf)).pages[0].mediabox.width < 300
