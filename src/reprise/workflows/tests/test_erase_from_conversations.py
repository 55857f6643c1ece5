"""Whoever only asked, or only read along, is forgotten too; the others keep what they said."""

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Erasure
from reprise.apps.conversations.kinds import PartRole
from reprise.apps.conversations.models import Message, Participant
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.invite_participant import invite_participant
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.talking import a_question, whoever
from reprise.platform.files.models import StoredFile
from reprise.readmodels.persons.again import addresses_of
from reprise.workflows.erase_person import erase_person, preview
from reprise.workflows.tests.builders import NEXT_WEEK, a_file, a_shop, alice_at, an_order, asked, ines
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


def test_somebody_who_only_asked_is_forgotten_with_all_they_said() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    say(actor=camille, conversation=question, body="Mon adresse : 12 rue", at=AT, files=[a_file(camille)])
    say(actor=ines(shop.pk), conversation=question, body="SECRET", at=AT, internal=True)
    _other, bob = a_question(shop, email="bob@example.com")
    say(actor=bob, conversation=_other, body="Et moi ?", at=AT)
    found = preview(system(shop.pk), " Camille@Example.com")
    assert (found.goes["messages"], found.goes["people"], found.goes["files"]) == (2, 1, 1)
    assert found.conversation_ids == (question.pk,)
    line = {"customer_ids": [], "order_ids": [], "case_ids": [], "statement_ids": [], "conversation_ids": [question.pk]}
    assert addresses_of(shop.pk, line) == {"camille@example.com"}
    assert erase_person(actor=system(shop.pk), email="camille@example.com", at=NEXT_WEEK).number
    assert list(Message.objects.exclude(body="").values_list("body", flat=True)) == ["Et moi ?"]
    assert list(Participant.objects.exclude(email="").values_list("email", flat=True)) == ["bob@example.com"]
    assert StoredFile.objects.get().erased_at == NEXT_WEEK
    assert Erasure.objects.get().conversation_ids == [question.pk]
    assert preview(system(shop.pk), "camille@example.com").is_empty


def test_a_colleague_is_forgotten_and_the_case_keeps_what_others_said() -> None:
    case = asked(an_order(a_shop()))
    thread = thread_of(case, AT)
    bob = invite_participant(
        actor=alice_at(case), conversation=thread, email="bob@firma.example", name="Bob", language="en",
        role=PartRole.COLLEAGUE, at=AT,
    )  # fmt: skip
    for actor, body in ((alice_at(case), "Un"), (whoever(bob), "Two")):
        say(actor=actor, conversation=thread, body=body, at=AT)
    assert preview(system(case.shop_id), "bob@firma.example").obstacles == ()
    erase_person(actor=system(case.shop_id), email="bob@firma.example", at=NEXT_WEEK)
    assert list(Message.objects.order_by("sequence").values_list("body", "author_name")) == [
        ("Un", "Alice Martin"), ("", ""),
    ]  # fmt: skip
    person = Participant.objects.get()
    assert (person.name, person.email, person.left_at) == ("", "", NEXT_WEEK)
