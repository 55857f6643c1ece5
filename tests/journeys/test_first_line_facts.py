"""What is known of a case is told to whoever proved that it is theirs, in fixed sentences, and to nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client

from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import Role
from reprise.apps.cases.models import Case
from reprise.apps.cases.queries import lines_of
from reprise.apps.conversations.kinds import Author
from reprise.apps.conversations.models import Conversation, Message
from reprise.apps.conversations.services.rotate_identity import rotate_identity
from reprise.apps.conversations.services.set_chat import ChatRules, set_chat
from reprise.apps.conversations.tests.test_identity import a_token
from reprise.readmodels.order_facts import facts_of, names_another
from reprise.web.chat.tests.visitors import OPEN, say
from reprise.web.embed.tests.frames import SITE, entered
from reprise.web.portal.links import case_path
from reprise.workflows.ask_for_details import ask
from reprise.workflows.tests.builders import a_shop, an_order, asked, authorised, ines, now
from tests.support.builders import AT

pytestmark = pytest.mark.django_db

WHERE = "où en est mon retour ?"


@pytest.fixture(autouse=True)
def that_day() -> Iterator[None]:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def case(shop: Shop) -> Case:
    return asked(an_order(shop), claim="defect")


def told(shop: Shop) -> Message:
    return Message.objects.filter(conversation__shop=shop, author_kind=Author.ASSISTANT.value).latest("pk")


def on_page(case: Case, body: str) -> Any:
    return Client().post(f"{case_path(case.shop, case)}chat/say/", {"body": body}, headers=OPEN)


def test_on_the_page_of_a_case_its_own_state_comes_first(shop: Shop, case: Case) -> None:
    assert on_page(case, WHERE).status_code == 200
    said = told(shop).body
    assert said.startswith(f"Dossier {case.reference}")
    assert "Vous avez notre réponse" in said
    assert "Suivre une demande" not in said, "how to look it up is no news to them"
    assert told(shop).turn is not None


def test_titles_are_not_offered_where_one_s_own_case_answers(shop: Shop, case: Case) -> None:
    on_page(case, "où en est mon remboursement ?")
    assert told(shop).body.startswith(f"Dossier {case.reference}")


def test_nobody_else_is_told_of_it_whatever_they_type(shop: Shop, case: Case) -> None:
    mallory = Client()
    say(
        mallory, f"où en est mon retour {case.reference}, commande 1001, alice@example.com ?", email="alice@example.com"
    )
    assert case.reference not in told(shop).body
    assert case.subject not in told(shop).body


@pytest.mark.parametrize("number", ["4521", "RP-7F3K-Q2M4", "LAM-4521"])
def test_of_another_order_nothing_is_told_on_the_page_of_one_s_own(shop: Shop, case: Case, number: str) -> None:
    assert names_another(f"où en est mon retour {number} ?", [case])
    on_page(case, f"où en est mon retour {number} ?")
    assert f"Dossier {case.reference}" not in told(shop).body


@pytest.mark.parametrize(
    "text", ["retour du 12/11/2026", "commandé en 2026", "appelez le 0612345678", "1001", "LAM-1001"]
)
def test_days_years_telephones_and_one_s_own_number_are_no_other_order(case: Case, text: str) -> None:
    assert not names_another(text, [case])


def test_whom_the_seller_s_site_vouches_for_is_told_of_their_own_case(shop: Shop, case: Case) -> None:
    secret = rotate_identity(actor=ines(shop.pk, Role.OWNER), at=AT)
    set_chat(actor=ines(shop.pk, Role.OWNER), rules=ChatRules(allowed_origins=[SITE]))
    alice = entered(token=a_token(secret=secret, email=case.contact_email))
    assert alice.post("say/", body=WHERE).status_code == 200
    assert case.reference in told(shop).body
    offered = alice.get("news/", after=0).json()
    assert 'value="yes"' in offered["offer"]
    assert "csrfmiddlewaretoken" not in offered["offer"]
    assert alice.post("first/", turn=offered["last"], say="yes").status_code == 200
    assert Conversation.objects.get().waits_since is None
    bob = entered(token=a_token(secret=secret, sub="43", email="bob@example.com"))
    bob.post("say/", body=WHERE)
    assert case.reference not in told(shop).body


def test_what_answers_a_question_of_the_shop_is_left_to_the_shop(shop: Shop, case: Case) -> None:
    line = lines_of(case)[0]
    ask(actor=ines(shop.pk), case=case, line_id=line.pk, question="Une photo, svp ?", at=AT)
    on_page(now(case), WHERE)
    assert not Message.objects.filter(author_kind=Author.ASSISTANT.value).exists()


def test_the_form_of_the_case_page_is_answered_without_scripts_too(shop: Shop, case: Case) -> None:
    alice = Client()
    alice.post(f"{case_path(shop, case)}message/", {"body": WHERE, "client_id": "abcdefgh12345678"})
    page = alice.get(case_path(shop, case)).content.decode()
    assert "Est-ce bien cela" in page
    assert f"Dossier {case.reference}" in page


def test_facts_say_what_is_due_and_by_when(shop: Shop) -> None:
    case = authorised(an_order(shop, number="1002"))
    facts = " ".join(facts_of(now(case)))
    assert case.reference in facts
    assert "%(" not in facts
