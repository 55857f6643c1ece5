"""The automatic first line: it answers from an article, offers titles, asks back once, or leaves it to a person."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import Author, TurnKind
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.close import close
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.knowledge.models import Asked
from reprise.apps.knowledge.rules.index import shipped_index
from reprise.core.working_days import Week
from reprise.web.chat.tests.visitors import CHAT, OPEN, answer, newest, say, the_thread
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT
from tests.support.hours import WORKDAY, with_hours

pytestmark = pytest.mark.django_db

SURE = "sous combien de jours suis-je remboursée après un retour ?"
UNSURE = "le plateau de mon imprimante fait un bruit bizarre"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def shop() -> Shop:
    return a_shop()


def press(browser: Client, word: str, turn: int = 0) -> Any:
    """Press what stands below the last answer, or below an older one."""
    number = turn or newest(browser)["last"]
    return browser.post(f"{CHAT}first/", {"turn": number, "say": word}, headers=OPEN)


def turns(shop: Shop) -> list[Message]:
    """What the assistant said, in order."""
    said = Message.objects.filter(conversation__shop=shop, author_kind=Author.ASSISTANT.value)
    return list(said.order_by("sequence"))


def kinds(shop: Shop) -> list[str]:
    return [turn.turn["kind"] for turn in turns(shop) if turn.turn]


def test_it_says_what_it_is_before_the_first_word_and_offers_a_person() -> None:
    a_shop()
    page = Client().get(CHAT).content.decode()
    assert "Une réponse automatique vient d’abord" in page
    assert "Parler à une personne" in page


def test_an_answer_is_the_article_s_own_words_with_title_day_and_link(shop: Shop) -> None:
    alice = Client()
    told = say(alice, SURE).json()
    article = shipped_index().articles["refund-timing-method"]
    (turn,) = turns(shop)
    assert article.in_("fr").answer in turn.body
    assert article.in_("fr").title in turn.body
    assert "Réponse automatique" in told["html"]
    assert "/fr/s/atelier-lamelle/help/refund-timing-method/" in told["html"]
    assert 'value="yes"' in told["offer"]
    assert (turn.automatic, turn.person_id, kinds(shop)) == (True, None, [TurnKind.SURE])


def test_an_automatic_answer_is_no_answer_of_the_shop(shop: Shop) -> None:
    with_hours(shop, week=Week((WORKDAY,) * 7))
    say(Client(), SURE)
    thread = the_thread(shop)
    assert thread.waits_since == AT
    assert Deadline.objects.get(conversation_id=thread.pk).state == "open"


def test_whoever_says_that_was_it_calls_nobody(shop: Shop) -> None:
    with_hours(shop, week=Week((WORKDAY,) * 7))
    alice = Client()
    say(alice, SURE)
    assert press(alice, "yes").json()["offer"] == ""
    thread = the_thread(shop)
    assert (thread.waits_since, thread.handed_at) == (None, None)
    assert Deadline.objects.get(conversation_id=thread.pk).state == "dropped"
    assert Asked.objects.get().helpful is True
    say(alice, "Merci beaucoup, bonne journée !".replace(", bonne journée !", ""))
    assert the_thread(shop).waits_since is None, "thanks call nobody either"
    say(alice, UNSURE)
    assert the_thread(shop).waits_since == AT, "a new question waits anew"


@pytest.mark.parametrize("word", ["oui", "Oui !", "👍", "c'est ça", "Merci", "yes"])
def test_yes_may_be_typed(shop: Shop, word: str) -> None:
    alice = Client()
    say(alice, SURE)
    say(alice, word)
    assert the_thread(shop).waits_since is None
    assert kinds(shop) == [TurnKind.SURE, TurnKind.SETTLED]


def test_thanks_that_are_a_question_all_the_same_are_answered(shop: Shop) -> None:
    alice = Client()
    say(alice, SURE)
    say(alice, "merci mais mon imprimante est en panne, elle ne s’allume plus")
    assert the_thread(shop).waits_since == AT
    assert TurnKind.SETTLED not in kinds(shop)


@pytest.mark.parametrize("pressed", [True, False])
def test_no_leaves_it_to_a_person_and_silences_it(shop: Shop, pressed: bool) -> None:
    alice = Client()
    say(alice, SURE)
    if pressed:
        press(alice, "no")
    else:
        say(alice, "non")
    assert kinds(shop) == [TurnKind.SURE, TurnKind.HANDED]
    assert Asked.objects.get().helpful is False
    say(alice, SURE)
    assert len(turns(shop)) == 2, "a person has it"
    assert the_thread(shop).waits_since == AT


def test_unsure_it_offers_titles_and_tells_the_chosen_one(shop: Shop) -> None:
    alice = Client()
    offer = say(alice, UNSURE).json()["offer"]
    (turn,) = turns(shop)
    assert turn.turn is not None
    assert 1 <= len(turn.turn["articles"]) <= 3
    assert all(title in offer.replace("&#x27;", "'") for *_, title in turn.turn["articles"])
    slug = turn.turn["articles"][0][0]
    press(alice, "0")
    assert shipped_index().articles[slug].in_("fr").answer in turns(shop)[1].body
    assert Asked.objects.get().chosen == slug
    assert press(alice, "yes").status_code == 200
    assert the_thread(shop).waits_since is None


def test_what_is_pressed_twice_or_too_late_changes_nothing(shop: Shop) -> None:
    alice = Client()
    first = say(alice, SURE).json()["last"]
    press(alice, "yes", first)
    press(alice, "yes", first)
    press(alice, "no", first)
    assert kinds(shop) == [TurnKind.SURE, TurnKind.SETTLED]
    say(alice, UNSURE)
    last = newest(alice)["last"]
    press(alice, "9")
    assert newest(alice)["last"] == last
    for odd in ("", "maybe", "-1", "²", "00"):
        assert press(alice, odd).status_code == 404
    assert Client().post(f"{CHAT}first/", {"turn": last, "say": "yes"}, headers=OPEN).status_code == 404


def test_it_asks_back_once_and_then_leaves_it_to_a_person(shop: Shop) -> None:
    alice = Client()
    say(alice, "Bonjour")
    say(alice, "aide svp")
    assert kinds(shop) == [TurnKind.ASKED_BACK, TurnKind.HANDED]


def test_what_is_said_to_the_question_back_is_answered(shop: Shop) -> None:
    alice = Client()
    say(alice, "Bonjour")
    say(alice, SURE)
    assert kinds(shop) == [TurnKind.ASKED_BACK, TurnKind.SURE]


def test_out_of_hours_a_person_is_promised_by_a_time_and_an_address_asked_for(shop: Shop) -> None:
    with_hours(shop, week=Week(((), (), (), (), (), WORKDAY, ())))
    alice = Client()
    told = say(alice, "je voudrais parler à un conseiller").json()
    assert "Il n’y a personne en ce moment" in turns(shop)[0].body
    assert "adresse e-mail" in turns(shop)[0].body
    assert told["contact"] is True
    alice.post(f"{CHAT}contact/", {"email": "alice@example.com"}, headers=OPEN)
    assert newest(alice)["contact"] is False


def test_a_person_who_writes_silences_it_until_the_matter_was_closed_and_is_begun_anew(shop: Shop) -> None:
    alice = Client()
    say(alice, SURE)
    answer(shop, the_thread(shop), "Bonjour, je regarde.")
    assert newest(alice)["offer"] == ""
    say(alice, SURE)
    assert len(turns(shop)) == 1
    close(actor=ines(shop.pk, Role.AGENT), conversation=the_thread(shop), at=AT)
    say(alice, SURE)
    assert len(turns(shop)) == 2


def test_a_note_that_calls_a_colleague_silences_it(shop: Shop) -> None:
    alice = Client()
    say(alice, SURE)
    answer(shop, the_thread(shop), "Rien à faire pour l’instant.", internal=True)
    assert the_thread(shop).handed_at is None


def test_without_scripts_the_page_has_it_all(shop: Shop) -> None:
    alice = Client()
    alice.post(f"{CHAT}say/", {"body": SURE})
    page = alice.get(CHAT).content.decode()
    assert "Est-ce bien cela" in page
    sent = alice.post(f"{CHAT}first/", {"turn": 2, "say": "yes"})
    assert (sent.status_code, sent["Location"]) == (302, f"{CHAT}#chat-end")
    assert "Est-ce bien cela" not in alice.get(CHAT).content.decode()
    assert the_thread(shop).waits_since is None


@pytest.mark.parametrize("rules", [ChatRules(assistant_on=False)])
def test_a_shop_may_have_none(shop: Shop, rules: ChatRules) -> None:
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=rules)
    alice = Client()
    say(alice, SURE)
    assert turns(shop) == []
    assert "Une réponse automatique vient d’abord" not in alice.get(CHAT).content.decode().replace("hidden", "")[:0]
    assert the_thread(shop).waits_since == AT


def test_where_the_chat_was_switched_off_meanwhile_people_finish_it(shop: Shop) -> None:
    alice = Client()
    say(alice, SURE)
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(is_on=False))
    say(alice, UNSURE)
    assert len(turns(shop)) == 1
