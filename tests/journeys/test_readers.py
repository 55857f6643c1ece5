"""Several people of one company on one case: each with a link and a language of their own, and nothing more."""

import re

import pytest
from django.test import Client

from reprise.apps.cases.models import Case
from reprise.apps.conversations.models import Message, Participant
from reprise.apps.notifications.models import Mail
from reprise.workflows.tests.builders import ines
from reprise.workflows.write_message import note, write
from tests.journeys.customers import a_case, a_shop, an_order, now, path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = a_case(an_order(a_shop()))
    write(actor=ines(made.shop_id), case=made, body="Bonjour à tous", at=now())
    note(actor=ines(made.shop_id), case=made, body="SECRET", at=now())
    return made


def invited(case: Case, **more: str) -> str:
    """The path of the link that Bob was mailed."""
    form = {"email": "bob@firma.example", "name": "Bob", "language": "en", "reader": "1", **more}
    answer = Client().post(f"{path_of(case)}people/", form)
    assert answer.status_code == 302, answer.content.decode()
    mail = Mail.objects.get(letter="conversation_invitation", to=form["email"])
    found = re.search(r"https?://[^/\s]+(/\S+)", mail.text)
    assert found
    return found[1]


def test_a_colleague_reads_and_answers_by_their_own_link_and_sees_nothing_else(case: Case) -> None:
    link, bob = invited(case), Client()
    page = bob.get(link).content.decode()
    assert "Bonjour à tous" in page
    assert "SECRET" not in page
    assert link.startswith("/en/")
    for personal in ("alice@example.com", "89,00", "89.00", case.link_key, f"/c/{case.reference}/"):
        assert personal not in page
    assert bob.post(f"{link}say/", {"body": "Hello from Bob"}).status_code == 302
    assert Message.objects.get(body="Hello from Bob").author_name == "Bob"
    assert Participant.objects.get().is_verified
    assert "Hello from Bob" in Client().get(path_of(case)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_case_page_lists_who_reads_along_and_takes_them_off(case: Case) -> None:
    link = invited(case)
    page = Client().get(path_of(case)).content.decode()
    assert "bob@firma.example" in page.split("<main")[1]
    person = Participant.objects.get()
    assert Client().post(f"{path_of(case)}people/{person.pk}/off/").status_code == 302
    assert Client().get(link).status_code == 404
    assert "bob@firma.example" not in Client().get(path_of(case)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_colleague_leaves_by_themselves(case: Case) -> None:
    link, bob = invited(case), Client()
    assert bob.get(f"{link}leave/").status_code == 405
    assert bob.post(f"{link}leave/").status_code == 302
    assert bob.get(link).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_forged_link_is_no_page(case: Case) -> None:
    link = invited(case)
    forged = link[:-3] + ("aa/" if link[-3:-1] != "aa" else "bb/")
    other = link.replace(f"/with/{Participant.objects.get().pk}/", "/with/999999/")
    a_shop("voisin")
    for address in (forged, other, link.replace("/s/lamelle/", "/s/voisin/")):
        assert Client().get(address).status_code == 404
        assert Client().post(f"{address}say/", {"body": "x"}).status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "form",
    [
        {"email": "nobody"}, {"email": "alice@example.com"}, {"email": ""},
        {"email": "x@example.com", "role": "buyer"},
    ],
)  # fmt: skip
def test_a_careless_invitation_comes_back_with_what_was_typed(case: Case, form: dict[str, str]) -> None:
    answer = Client().post(f"{path_of(case, 'en')}people/", {"name": "Bob", "reader": "1", **form})
    assert answer.status_code in {409, 422}
    page = answer.content.decode()
    assert 'value="Bob"' in page
    assert re.search(r'<details class="rp-details"\s+id="people"\s+open', page)
    assert not Participant.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_people_of_another_case_are_not_taken_off(case: Case) -> None:
    invited(case)
    other = a_case(an_order(case.shop, number="AL-2"))
    assert Client().post(f"{path_of(other)}people/{Participant.objects.get().pk}/off/").status_code == 404
    assert Participant.objects.get().left_at is None
