"""The customer says what they thought, from the mail; a scanner that opens every link says nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.models import Conversation, Rating
from reprise.workflows.tests.builders import a_shop
from tests.support.builders import AT

pytestmark = pytest.mark.django_db(transaction=True)
KEY = "0123456789abcdef" * 2


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def rating(shop: Shop) -> Rating:
    thread = Conversation.objects.create(shop=shop, kind="question", subject="Résine collante", created_at=AT)
    return Rating.objects.create(conversation=thread, shop=shop, key=KEY, asked_at=AT)


@pytest.fixture
def address(rating: Rating) -> str:
    return f"/fr/s/{rating.shop.slug}/opinion/{rating.key}/"


def test_the_answer_clicked_in_the_mail_is_chosen_and_counts_once_it_is_sent(rating: Rating, address: str) -> None:
    browser = Client()
    with time_machine.travel(AT, tick=False):
        for score in range(1, 6):
            shown = browser.get(f"{address}?score={score}")
            assert f'id="score-{score}"' in shown.content.decode()
            assert shown["X-Robots-Tag"] == "noindex, nofollow"
        assert browser.head(address).status_code == 200
        rating.refresh_from_db()
        assert rating.score is None
        given = browser.post(address, {"score": "4", "comment": " Merci ! "}).content.decode()
    assert "Votre réponse\u00a0: Bien." in given
    kept = Rating.objects.get(pk=rating.pk)
    assert (kept.score, kept.comment, kept.answered_at) == (4, "Merci !", AT)


@pytest.mark.parametrize("score", ["", "0", "6", "4; DROP", "٤"])
def test_anything_else_is_no_answer(rating: Rating, address: str, score: str) -> None:
    with time_machine.travel(AT, tick=False):
        refused = Client().post(address, {"score": score, "comment": "Ce que j’ai écrit"})
    assert refused.status_code == 422
    assert "Choisissez l’une des cinq réponses" in refused.content.decode()
    assert "Ce que j’ai écrit" in refused.content.decode()
    rating.refresh_from_db()
    assert rating.score is None


def test_after_thirty_days_the_question_is_closed(rating: Rating, address: str) -> None:
    with time_machine.travel(AT + timedelta(days=31)):
        assert "trente jours" in Client().get(address).content.decode()
        assert Client().post(address, {"score": "5"}).status_code == 409
    rating.refresh_from_db()
    assert rating.score is None


def test_a_key_opens_nothing_else_and_no_other_shop(rating: Rating) -> None:
    other = a_shop("voisin")
    with time_machine.travel(AT, tick=False):
        assert Client().get(f"/fr/s/{other.slug}/opinion/{rating.key}/").status_code == 404
        for wrong in ("x", KEY[:-1] + "0", KEY.upper() + "x"):
            assert Client().get(f"/fr/s/{rating.shop.slug}/opinion/{wrong}/").status_code == 404
