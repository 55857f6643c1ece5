"""One field that answers: an article's words with their source, a few titles, or a person; noted once, then settled."""

import pytest
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.conversations.models import ChatSettings
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.shelf import shipped
from reprise.workflows.tests.builders import a_shop

pytestmark = pytest.mark.django_db

HELP = "/{}/s/atelier-lamelle/help/"
REFUND = "sous combien de temps le remboursement"


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def ask(question: str, lang: str = "fr", **more: str) -> str:
    """The page that answers."""
    answer = Client().get(HELP.format(lang), {"q": question, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def titled(html: str) -> str:
    """The page without the spaces of its source."""
    return " ".join(html.split())


@pytest.mark.usefixtures("shop")
def test_a_sure_answer_is_the_article_s_own_words_with_its_date_its_source_and_what_to_do() -> None:
    article = next(one for one in shipped() if one.id == "refund-timing-method")
    html = ask(REFUND)
    assert article.texts["fr"].answer in html
    assert "Réponse automatique" in html
    assert "Code de la consommation, art. L221-24" in html
    assert f"{article.reviewed.year}" in html
    assert 'class="btn btn-primary" href="/fr/s/atelier-lamelle/cases/"' in titled(html)
    assert html.count("btn-primary") == 1
    assert "/help/refund-timing-method/?a=" in html


@pytest.mark.usefixtures("shop")
def test_an_english_question_on_a_french_page_is_answered_in_english_buttons_and_all() -> None:
    told = ask("how long does a refund take").partition('<div id="told"')[2].partition("rp-helpnear")[0]
    assert 'lang="en"' in told
    assert "We refund by the means of payment" in told
    assert "/en/s/atelier-lamelle/help/refund-timing-method/" in told
    assert "Talk to a person" in told
    assert "/fr/" not in told


@pytest.mark.usefixtures("shop")
def test_a_danger_stops_everything_and_nothing_is_offered_beside_it() -> None:
    html = ask("mon imprimante fume et sent le brûlé")
    assert "Ne l’utilisez plus" in html
    assert 'href="tel:112"' in html
    assert "Parler à une personne" in html
    assert "rp-helpcard" not in html
    assert "rp-helpfound" not in html


@pytest.mark.usefixtures("shop")
def test_a_danger_is_answered_in_the_words_of_whoever_is_in_it() -> None:
    assert "Stop using it now" in ask("my printer is on fire, there is smoke everywhere")


@pytest.mark.usefixtures("shop")
def test_what_nobody_wrote_about_goes_to_a_person_and_the_question_goes_along() -> None:
    html = ask("xylophone quantique", "en")
    assert "We have not written about this yet" in html
    assert "/en/s/atelier-lamelle/chat/?say=xylophone+quantique" in html
    assert Asked.objects.get().kind == "none"


@pytest.mark.usefixtures("shop")
def test_what_is_not_our_trade_is_said_to_be_so() -> None:
    assert "No article of ours is about this" in ask("what is the capital of Peru", "en")


def test_a_shop_without_a_chat_gives_its_address(shop: Shop) -> None:
    ChatSettings.objects.create(shop=shop, is_on=False)
    Shop.objects.filter(pk=shop.pk).update(email="aide@lamelle.example", phone="+33 4 99 99 00 00")
    html = ask("je veux parler à un humain")
    assert "mailto:aide@lamelle.example" in html
    assert 'href="tel:+33499990000"' in html
    assert "/chat/" not in html


@pytest.mark.usefixtures("shop")
def test_a_question_is_noted_once_however_often_the_page_is_loaded() -> None:
    for _ in range(3):
        ask(REFUND)
    Client().head(HELP.format("fr"), {"q": "frais de retour"})
    Client().get(HELP.format("fr"), {"q": "frais de retour"}, headers={"Sec-Purpose": "prefetch"})
    noted = Asked.objects.get()
    assert (noted.place, noted.kind, noted.page_language) == ("help", "sure", "fr")


@pytest.mark.usefixtures("shop")
def test_a_flood_of_questions_is_answered_and_not_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reprise.web.portal.help.questions.NOTED_IN_A_WHILE", 3)
    for number in range(5):
        ask(f"retour {number}")
    assert Asked.objects.count() == 3


def name_in(html: str) -> str:
    """The name by which the page settles its question."""
    return html.partition('name="a" value="')[2].partition('"')[0]


@pytest.mark.usefixtures("shop")
def test_opening_the_article_and_a_yes_settle_the_question() -> None:
    html = ask(REFUND)
    Client().get(HELP.format("fr") + "refund-timing-method/", {"a": name_in(html)})
    assert Asked.objects.get().chosen == "refund-timing-method"
    answer = Client().post(
        HELP.format("fr") + "ask/settled/", {"q": REFUND, "a": name_in(html), "fits": "yes"}, follow=True
    )
    assert Asked.objects.get().helpful is True
    assert "Merci de nous l’avoir dit" in answer.content.decode()


@pytest.mark.usefixtures("shop")
def test_a_no_shows_what_else_comes_near_and_a_person() -> None:
    html = ask(REFUND)
    told = {"q": REFUND, "a": name_in(html), "fits": "no"}
    page = Client().post(HELP.format("fr") + "ask/settled/", told, follow=True).content.decode()
    assert Asked.objects.get().helpful is False
    assert "rp-helpcard" not in page
    assert "rp-helpfound" in page
    assert "?say=" in page


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["", "1", "1:forged", "x" * 3_000, "1:\u00e9"])
def test_a_forged_name_settles_nothing(name: str) -> None:
    ask(REFUND)
    Client().post(HELP.format("fr") + "ask/settled/", {"q": REFUND, "a": name, "fits": "yes"})
    assert Client().get(HELP.format("fr") + "return-fees/", {"a": name}).status_code == 200
    noted = Asked.objects.get()
    assert (noted.helpful, noted.chosen) == (None, "")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize(
    "question",
    ["é", "?", "<script>alert(1)</script>", "a" * 10_000, "😀 " * 500, "\u202eabc", "'; drop table--", "%s %(x)s"],
)
def test_whatever_is_typed_is_a_page_and_stays_text(question: str) -> None:
    html = ask(question)
    assert "<script>alert" not in html
    assert "Votre question" in html


@pytest.mark.usefixtures("shop")
def test_titles_for_what_is_being_typed_are_few_and_noted_nowhere() -> None:
    page = Client().get(HELP.format("fr") + "ask/titles/", {"q": "buse bouch"})
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert 1 <= page.content.decode().count("<li>") <= 5
    assert "/fr/s/atelier-lamelle/help/" in page.content.decode()
    assert not Asked.objects.exists()
    assert Client().get(HELP.format("fr") + "ask/titles/", {"q": "b"}).content.decode().count("<li>") == 0


@pytest.mark.usefixtures("shop")
def test_an_answer_belongs_to_whoever_asked_and_no_engine_lists_it() -> None:
    answer = Client().get(HELP.format("fr"), {"q": REFUND})
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.usefixtures("shop")
def test_an_answer_costs_a_handful_of_queries(django_assert_max_num_queries: object) -> None:
    ask("retour")  # the index is built once
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        ask(REFUND)
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        Client().get(HELP.format("fr"))


@pytest.mark.usefixtures("shop")
def test_somebody_who_would_harm_themselves_is_told_whom_to_call_and_nothing_of_machines() -> None:
    told = ask("j'ai plus envie de vivre").partition('<div id="told"')[2].partition("rp-helpnear")[0]
    assert "3114" in told
    assert "116 123" in told
    assert "Débranchez" not in told
    assert "/help/withdrawal-14-days/" not in told
    assert 'href="tel:3114"' in told
