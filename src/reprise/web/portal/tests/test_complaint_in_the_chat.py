"""A customer registers a complaint from their own chat, or from the page of their case, in one click."""

import pytest
from django.conf import settings
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.links import case_token
from reprise.apps.cases.models import Case, Deadline
from reprise.apps.conversations.models import Message
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.workflows.tests.builders import a_shop, an_order, asked

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def confirmations() -> list[Mail]:
    return list(Mail.objects.filter(letter=Letter.COMPLAINT_RECEIVED))


def test_a_visitor_s_question_becomes_a_complaint_with_a_number(shop: Shop) -> None:
    browser, chat = Client(), f"/fr/s/{shop.slug}/chat/"
    browser.post(f"{chat}say/", {"body": "Deux mois sans réponse.", "name": "Alice", "email": "alice@example.com"})
    assert "En faire une réclamation" in browser.get(chat).content.decode()
    page = browser.post(f"{chat}complaint/", follow=True).content.decode()
    case = Case.objects.get()
    assert case.reference in page
    assert [mail.to for mail in confirmations()] == ["alice@example.com"]
    assert Deadline.objects.filter(case=case, name="complaint").count() == 1
    browser.post(f"{chat}complaint/")
    assert len(confirmations()) == 1
    browser.post(f"{chat}say/", {"body": "Et j’attends toujours."})  # the visitor goes on in the same thread
    said = Message.objects.filter(conversation__case=case).order_by("sequence")
    assert [one.author_kind for one in said] == ["customer", "assistant", "customer"], "people answer a complaint"


def test_without_an_address_the_visitor_is_asked_for_one(shop: Shop) -> None:
    browser, chat = Client(), f"/fr/s/{shop.slug}/chat/"
    browser.post(f"{chat}say/", {"body": "Je réclame."})
    answer = browser.post(f"{chat}complaint/", HTTP_X_CHAT="1")
    assert answer.status_code == 422
    assert "adresse e-mail" in answer.json()["problems"][0]
    assert not Case.objects.exists()


def test_who_said_nothing_registers_nothing(shop: Shop) -> None:
    assert Client().post(f"/fr/s/{shop.slug}/chat/complaint/").status_code == 404
    assert not Case.objects.exists()


def test_the_chat_of_a_case_marks_that_case(shop: Shop) -> None:
    case = asked(an_order(shop))
    chat = f"/fr/s/{shop.slug}/c/{case.reference}/{case_token(settings.SECRET_KEY, case.pk, case.link_key)}/chat/"
    browser = Client()
    browser.post(f"{chat}say/", {"body": "Toujours rien."})
    browser.post(f"{chat}complaint/")
    assert [mail.case_id for mail in confirmations()] == [case.pk]
    assert Case.objects.count() == 1
