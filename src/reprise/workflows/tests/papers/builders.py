"""A shop with its whole identity, and the text of its papers."""

import io

from django.utils.translation import override
from pypdf import PdfReader

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.platform.pdf import render_paper
from reprise.platform.pdf.tests.conformance import broken_promises
from reprise.readmodels.case_picture import picture_of
from reprise.readmodels.papers.shelf import paper_named, shelf_of
from reprise.workflows.tests.builders import a_shop
from tests.support.builders import AT


def a_known_shop() -> Shop:
    """Atelier Lamelle with its legal name, numbers, address and mediator."""
    shop = a_shop()
    Shop.objects.filter(pk=shop.pk).update(
        legal_name="Lamelle SARL", registration_number="823 456 789", vat_number="FR12823456789",
        email="bonjour@lamelle.example", mediator={"name": "Médiation CM2C", "website": "https://cm2c.example"},
        address={"lines": ["8 allée des Forges"], "postcode": "44800", "city": "Saint-Herblain", "country": "FR"},
    )  # fmt: skip
    shop.refresh_from_db()
    return shop


def names(case: Case, *, for_staff: bool = False) -> list[str]:
    """The documents a case offers."""
    with override("fr"):
        return [each.name for each in shelf_of(picture_of(case), case.shop, for_staff=for_staff)]


def text_of(case: Case, name: str, lang: str = "fr", *, for_staff: bool = False) -> str:
    """What one of them says, spaces as they come; it keeps its promises."""
    pdf = render_paper(paper_named(case, case.shop, name, lang, AT, for_staff=for_staff))
    assert broken_promises(pdf, lang=lang) == []
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
