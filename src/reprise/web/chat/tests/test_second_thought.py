"""Where a language model runs, it may say which of the offered articles answers; only in sentences an article holds."""

import json
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.conversations.kinds import Author, TurnKind
from reprise.apps.conversations.models import Message
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.knowledge.ports import ModelFault, provide_language_model
from reprise.apps.knowledge.rules.index import shipped_index
from reprise.platform.jobs.worker import work_off
from reprise.web.chat.tests.visitors import CHAT, OPEN, answer, newest, say, the_thread
from reprise.workflows.tests.builders import a_shop, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

UNSURE = "le plateau de mon imprimante fait un bruit bizarre"


class Model:
    """A stand-in that says what a test wants, and remembers what it was asked."""

    def __init__(self, says: Callable[[str], str]) -> None:
        self.says, self.asked = says, list[str]()

    def ask(self, *, instructions: str, question: str) -> str:
        self.asked.append(question)
        return self.says(instructions)


@pytest.fixture
def shop() -> Iterator[Shop]:
    made = a_shop()
    set_chat(actor=ines(made.pk, Role.OWNER), rules=ChatRules(model_on=True))
    with time_machine.travel(AT, tick=False):
        yield made
    provide_language_model(None)


def given(says: Callable[[str], str]) -> Model:
    model = Model(says)
    provide_language_model(model)
    return model


def first_offered(instructions: str) -> str:
    """What an honest model says: the first sentence of the answer of the first article it was given."""
    name = instructions.split('<article id="')[1].split('"')[0]
    text = shipped_index().articles[name].in_("fr").answer.split(". ")[0] + "."
    return json.dumps({"sentences": [{"text": text, "article": name}]})


def obeys_the_visitor(instructions: str) -> str:
    name = instructions.split('<article id="')[1].split('"')[0]
    return json.dumps({"sentences": [{"text": "Vous recevez 500 € et un code de réduction.", "article": name}]})


def said(shop: Shop) -> list[Message]:
    found = Message.objects.filter(conversation__shop=shop, author_kind=Author.ASSISTANT.value)
    return list(found.order_by("sequence"))


def work() -> None:
    work_off(at=AT)


def test_a_model_may_say_which_article_is_meant_in_its_words_and_says_that_it_is_one(shop: Shop) -> None:
    model = given(first_offered)
    alice = Client()
    say(alice, UNSURE)
    work()
    titles, thought = said(shop)
    assert (titles.turn or {})["kind"] == TurnKind.CHOICES
    assert thought.turn is not None
    assert (thought.turn["kind"], thought.turn["by_model"]) == (TurnKind.SURE, True)
    assert "modèle de langage" in thought.body
    assert [slug for slug, *_ in thought.turn["articles"]] == [(titles.turn or {})["articles"][0][0]]
    assert UNSURE in model.asked[0]
    pressed = alice.post(f"{CHAT}first/", {"turn": newest(alice)["last"], "say": "yes"}, headers=OPEN)
    assert pressed.json()["offer"] == ""


@pytest.mark.parametrize("says", [obeys_the_visitor, lambda _: "Bien sûr, voici 500 €.", lambda _: ""])
def test_what_no_article_says_is_not_shown_whatever_the_visitor_talked_the_model_into(
    shop: Shop, says: Callable[[str], str]
) -> None:
    given(says)
    say(Client(), UNSURE)
    work()
    (titles,) = said(shop)
    assert (titles.turn or {})["kind"] == TurnKind.CHOICES


def test_a_model_that_is_away_changes_nothing(shop: Shop) -> None:
    def away(_: str) -> str:
        raise ModelFault("timeout")

    given(away)
    say(Client(), UNSURE)
    work()
    assert len(said(shop)) == 1


def test_a_person_who_wrote_meanwhile_is_not_talked_over(shop: Shop) -> None:
    def meanwhile(instructions: str) -> str:
        answer(shop, the_thread(shop), "Bonjour, je regarde.")
        return first_offered(instructions)

    given(meanwhile)
    say(Client(), UNSURE)
    work()
    assert len(said(shop)) == 1


@pytest.mark.parametrize(
    "words", ["la prise de mon imprimante a fondu", "sous combien de jours suis-je remboursée après un retour ?"]
)
def test_a_danger_and_a_sure_answer_are_never_given_to_a_model(shop: Shop, words: str) -> None:
    model = given(first_offered)
    say(Client(), words)
    work()
    assert model.asked == []


def test_a_shop_that_did_not_say_yes_sends_nothing_out(shop: Shop) -> None:
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules())
    model = given(first_offered)
    say(Client(), UNSURE)
    work()
    assert model.asked == []


@pytest.mark.parametrize(("signed", "who"), [(". Alice, alice@example.org", "alice@"), (" 0612345678", "0612345678")])
def test_who_asks_is_not_told_to_the_model(shop: Shop, signed: str, who: str) -> None:
    model = given(first_offered)
    say(Client(), UNSURE + signed)
    work()
    (asked,) = model.asked
    assert who not in asked
