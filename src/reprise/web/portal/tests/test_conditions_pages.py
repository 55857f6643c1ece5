"""The public conditions: for anybody, in both languages, at addresses that stay, whatever is typed into them."""

import io
import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.policies.rules import Policy, Row, TableName
from reprise.apps.policies.services.publish_policy import publish_policy
from reprise.platform.pdf.tests.conformance import broken_promises, tags
from reprise.workflows.new_shop import new_shop

pytestmark = pytest.mark.django_db
AT = "/{}/s/atelier-lamelle/conditions/"


@pytest.fixture
def shop() -> Shop:
    """A shop with a version in force and one announced that adds sixteen days."""
    now = timezone.now()
    made = new_shop(slug="atelier-lamelle", name="Atelier Lamelle", country="FR", at=now - timedelta(days=60))
    thirty = Policy(tables={TableName.WINDOW: (Row("w1", {}, {"days": 30, "return_cost_by": "buyer"}),)})
    today = timezone.localdate(now)
    publish_policy(
        actor=system(made.pk), policy=thirty, in_force_from=today + timedelta(days=10), today=today, at=now,
        knowing=True,
    )  # fmt: skip
    return made


def page(path: str = "", lang: str = "en") -> str:
    """A page that opens."""
    answer = Client().get(AT.format(lang) + path)
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.mark.usefixtures("shop")
def test_the_version_in_force_is_told_and_the_one_that_comes_is_announced() -> None:
    html = page()
    assert "You have 14 days to change your mind." in html
    assert "version 2 holds for new orders" in html
    assert "30 days: 14 by law" not in html
    assert "30 days: 14 by law, 16 more from us" in page("v/2/")
    assert "Announced: it does not apply yet." in page("v/2/")


@pytest.mark.usefixtures("shop")
def test_a_buyer_abroad_chooses_their_country_without_any_script() -> None:
    html = page("?country=es")
    assert "lasts 3 years from delivery" in html
    assert "You live in Spain" in html
    assert '<option value="ES" selected>' in html
    assert "application/ld+json" not in html  # what search engines take is said once, for the shop's own country


@pytest.mark.usefixtures("shop")
def test_the_structured_data_is_json_that_cannot_leave_its_element() -> None:
    Shop.objects.update(legal_name="</script><b>Lamelle & fils")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page("", "fr"), re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["name"] == "</script><b>Lamelle & fils"
    assert json.loads(found[1])["hasMerchantReturnPolicy"]["merchantReturnDays"] == 14


@pytest.mark.usefixtures("shop")
def test_engines_list_the_version_in_force_in_both_languages_and_nothing_else() -> None:
    html = page()
    assert re.search(r'<link rel="canonical" href="http[^"]+/en/s/atelier-lamelle/conditions/">', html)
    assert 'hreflang="fr" href="http' in html
    assert "noindex" not in html
    assert all("noindex" in page(path) for path in ("v/1/", "?country=ES"))


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("path", ["v/9/", "v/99999999999999999999/", "v/0/", "v/9/conditions.pdf"])
def test_a_version_nobody_published_is_a_page_not_found(path: str) -> None:
    assert Client().get(AT.format("fr") + path).status_code == 404


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "path",
    [
        "?country=XX", "?country=%00", "?country=" + "x" * 3000, "?country=<script>", "versions/?from=1&to=77",
        "versions/?from=a&to=b", "versions/?from=-1&to=1", "versions/?from=²&to=1", "versions/?from=1",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_said_and_breaks_nothing(path: str) -> None:
    answer = Client().get(AT.format("en") + path)
    assert answer.status_code == 422
    assert b"<script>" not in answer.content.replace(b'<script type="application/ld+json">', b"")


@pytest.mark.usefixtures("shop")
def test_what_changed_between_two_versions_is_shown() -> None:
    html = page("versions/?from=1&to=2")
    assert "<del>Printer: 14 days, by law (You)</del>" in html
    assert "<ins>Printer: 30 days: 14 by law, 16 more from us (You)</ins>" in html
    assert "Both read the same for customers." not in html


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(("lang", "said"), [("fr", "Vous avez 14 jours pour changer d’avis."), ("en", "14 days to")])
def test_the_conditions_on_paper_say_what_the_page_says_and_can_be_read_aloud(lang: str, said: str) -> None:
    pdf = Client().get(AT.format(lang) + "v/1/conditions.pdf?country=ES").content
    assert broken_promises(pdf, lang=lang) == []
    reader = PdfReader(io.BytesIO(pdf))
    text = " ".join(" ".join(each.extract_text() for each in reader.pages).split())
    assert said in text
    assert ("3 years" if lang == "en" else "3 ans") in text
    assert "/Table" in tags(reader)


@pytest.mark.parametrize(("lang", "title"), [("fr", "Formulaire de rétractation"), ("en", "Model withdrawal form")])
def test_the_model_form_bears_the_shop_s_address_on_page_and_paper(shop: Shop, lang: str, title: str) -> None:
    Shop.objects.filter(pk=shop.pk).update(
        address={"lines": ["14 rue des Tanneurs"], "postcode": "38000", "city": "Grenoble"}, email="a@example.com"
    )
    html = page("form/", lang)
    pdf = Client().get(AT.format(lang) + "form/withdrawal-form.pdf").content
    assert broken_promises(pdf, lang=lang) == []
    paper = " ".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    for text in (html, paper):
        assert all(word in text for word in (title, "14 rue des Tanneurs", "38000 Grenoble", "a@example.com", "(*)"))


@pytest.mark.usefixtures("shop")
def test_the_page_asks_the_database_a_handful_of_times(django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        page()
