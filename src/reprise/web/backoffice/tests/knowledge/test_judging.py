"""Questions without an article, the sample of the week, and the measures that come of them."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.knowledge.queries import shelf_of
from reprise.web.backoffice.tests.knowledge.builders import DESK, asked, unanswered

pytestmark = pytest.mark.django_db(transaction=True)
NOBODY_KNOWS = "livrez-vous au Groenland par bateau ?"


def test_a_question_that_found_nothing_is_listed_until_it_is_dealt_with(ines: Client, shop: Shop) -> None:
    for question in (NOBODY_KNOWS, NOBODY_KNOWS.upper()):
        unanswered(shop, question)
    page = ines.get(f"{DESK}questions/").content.decode()
    assert page.count('id="q-') == 1, "the same question twice is one line"
    number = page.partition('id="q-')[2].partition('"')[0]
    ines.post(f"{DESK}questions/", {"question": number, "do": "none"})
    assert 'id="q-' not in ines.get(f"{DESK}questions/").content.decode()


def test_an_article_can_be_taught_to_hear_a_question(claire: Client, ines: Client, shop: Shop) -> None:
    question = unanswered(shop, NOBODY_KNOWS)
    given = {"question": str(question.pk), "do": "teach", "article": "late-delivery"}
    assert ines.post(f"{DESK}questions/", given).status_code == 403
    page = claire.post(f"{DESK}questions/", given, follow=True).content.decode()
    assert NOBODY_KNOWS in shelf_of(shop.pk).articles["late-delivery"].article.texts["fr"].phrasings
    assert "L’article entend 1 façon de plus" in page
    assert 'id="q-' not in claire.get(f"{DESK}questions/").content.decode()


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "999999"])
def test_a_question_that_is_not_there_is_not_found(claire: Client, number: str) -> None:
    given = {"question": number, "do": "teach", "article": "late-delivery"}
    assert claire.post(f"{DESK}questions/", given).status_code == 404


def test_an_answer_judged_wrong_is_counted_first_and_told_at_its_article(ines: Client, shop: Shop) -> None:
    question = asked(shop, "je veux rendre une bobine ouverte")
    assert question.kind == "sure"
    page = ines.get(f"{DESK}sample/").content.decode()
    assert "0 sur 1 jugées" in " ".join(page.split())
    judged = ines.post(f"{DESK}sample/{question.pk}/", {"verdict": "wrong"}, headers={"HX-Request": "true"}).json()
    assert (judged["done"], judged["of"]) == (1, 1)
    figures = ines.get(f"{DESK}figures/").content.decode()
    assert "1 réponse fausse sur 1 jugées" in figures
    assert figures.index("rp-know-big") < figures.index("Réglées, et vérifiées") < figures.index("Ont dit")
    assert "a répondu faux 1 fois" in ines.get(DESK).content.decode()


def test_a_verdict_is_given_and_taken_back_without_scripts(ines: Client, shop: Shop) -> None:
    question = asked(shop, "je veux rendre une bobine ouverte")
    ines.post(f"{DESK}sample/{question.pk}/", {"verdict": "right"})
    page = ines.get(f"{DESK}sample/").content.decode()
    assert 'aria-pressed="true"' in page
    ines.post(f"{DESK}sample/{question.pk}/", {"verdict": ""})
    question.refresh_from_db()
    assert question.judged == ""


def test_measures_without_questions_say_so(ines: Client) -> None:
    page = ines.get(f"{DESK}figures/?weeks=zzz").content.decode()
    assert "Personne n’a encore jugé de réponse de ces semaines" in page
    assert "Personne n’a commencé de guide" in page


def test_a_question_typed_here_is_answered_with_its_reasons_and_not_kept(ines: Client, shop: Shop) -> None:
    page = ines.get(f"{DESK}try/", {"q": "je veux rendre une bobine ouverte"}).content.decode()
    assert "Un article est assez proche" in page
    assert "opened-filament" in page
    danger = ines.get(f"{DESK}try/", {"q": "l’imprimante fume"}).content.decode()
    assert "un danger" in danger
    assert 'id="q-' not in ines.get(f"{DESK}sample/").content.decode()


@pytest.mark.parametrize("typed", ["", " ", "a", "x" * 10_000, "<script>alert(1)</script>", "¿Dónde está mi pedido?"])
def test_whatever_is_typed_is_answered(ines: Client, typed: str) -> None:
    page = ines.get(f"{DESK}try/", {"q": typed})
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()
