"""Numbers nobody should send: sums, pieces and names of fields that fit no column are refused in words."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from reprise.apps.accounts.rights import Role
from reprise.apps.cases.queries import lines_of
from reprise.apps.evidence.models import Evidence
from reprise.web.backoffice.fields import MoneyField
from reprise.web.backoffice.tests.people import at_the_desk, somebody
from tests.journeys.customers import a_case, a_photo, a_shop, an_order, articles, opened

pytestmark = pytest.mark.django_db

SUMS = (
    "1e309", "1e9", "-1e-9", "NaN", "-Infinity", "sNaN1", "1_000", "9" * 20, "0x10", "1.2.3", "1.234,56", "--5", "٣,٤.٥"
)  # fmt: skip


@pytest.mark.parametrize("typed", SUMS)
def test_what_is_no_sum_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValidationError, match=r"amount|montant|0"):
        MoneyField().clean(typed)


@pytest.mark.parametrize(
    ("typed", "minor"), [("12,90", 1290), ("1 234,5", 123450), ("€12.90", 1290), ("0", 0), (".5", 50), ("7,", 700)]
)
def test_what_people_type_is_read(typed: str, minor: int) -> None:
    assert MoneyField().clean(typed) == minor


@pytest.mark.parametrize("typed", ["1e309", "NaN", "99999999999999999999", "-5"])
def test_a_decision_with_no_sum_is_shown_again(typed: str) -> None:
    shop = a_shop()
    case, owner = a_case(an_order(shop), "defect", reason="stringing"), at_the_desk(somebody(shop, Role.OWNER))
    sent = {"verdict": "approve", "quantity": "1", "remedy": "price_reduction", "amount": typed, "text": "Bien sûr."}
    at = f"/fr/desk/{shop.slug}/cases/{case.reference}/decide/?line={lines_of(case)[0].pk}"
    assert owner.post(at, sent).status_code == 422


def test_a_field_no_page_of_ours_has_names_no_picture(client: Client) -> None:
    order = an_order(a_shop())
    base = opened(client, order).removesuffix("rights/")
    line = articles(order)[0].pk
    client.post(f"{base}items/", {"line": line, f"pieces-{line}": 1})
    client.post(f"{base}reason/{line}/", {"reason": "other", "description": "Il ne chauffe pas."})
    client.post(f"{base}safety/", {"danger": "no"})
    client.post(f"{base}wish/", {"wish": "repair"})
    sent = {"shot-" + "x" * 300: SimpleUploadedFile("a.jpg", a_photo())}
    assert client.post(f"{base}evidence/", sent).status_code == 302
    assert client.post(f"{base}rights/").status_code == 302
    assert Evidence.objects.get().shot == ""
