"""A customer writes on the page of a case: in their language and any writing, but something."""

import pytest
from django.test import Client

from reprise.apps.cases.models import CaseEvent
from tests.journeys.customers import (
    a_complaint,
    path_of,
)  # fmt: skip

pytestmark = pytest.mark.django_db
#: A refused deed ends its own transaction, as it does for a real visitor, and its page is drawn after that.
refused = pytest.mark.django_db(transaction=True)


def test_who_answers_in_another_language_gets_letters_in_it(client: Client) -> None:
    case = a_complaint()
    page = client.get(path_of(case, "en")).content.decode()
    assert "Write to me in English" in page
    client.post(f"{path_of(case, 'en')}message/", {"body": "It is still warped."})
    case.refresh_from_db()
    assert case.language == "en"


def test_the_language_of_the_letters_is_chosen_by_a_button(client: Client) -> None:
    case = a_complaint()
    client.post(f"{path_of(case, 'en')}language/")
    client.post(f"{path_of(case, 'en')}language/")
    case.refresh_from_db()
    assert case.language == "en"
    assert CaseEvent.objects.filter(case=case, type="language_chosen").count() == 1


@refused
@pytest.mark.parametrize("body", ["\u200b\u200b", "\u2060", "\u3164", "\u0301\u0301", " \n "])
def test_a_message_nobody_can_see_is_refused_in_words(client: Client, body: str) -> None:
    case = a_complaint()
    response = client.post(f"{path_of(case)}message/", {"body": body})
    assert (response.status_code, "message" in response.content.decode()) == (422, True)


@pytest.mark.parametrize("body", ["👍", "Ευχαριστώ", "مرحبا بالعالم", "ok", "1"])
def test_any_writing_is_a_message(client: Client, body: str) -> None:
    case = a_complaint()
    client.post(f"{path_of(case)}message/", {"body": body})
    assert body in client.get(path_of(case)).content.decode()


def test_a_form_too_large_is_told_how_to_send_less(client: Client) -> None:
    case = a_complaint()
    response = client.post(f"{path_of(case)}message/", {"body": "x" * 2_000_000})
    assert response.status_code == 413
    assert "trop" in response.content.decode()
