"""A conversation as one list: who wrote what, what is mine, what the other side has read, what came before."""

import pytest

from reprise.apps.accounts.actors import customer_of_conversation
from reprise.apps.conversations.kinds import Channel, PartRole
from reprise.apps.conversations.services.append import thread_of
from reprise.apps.conversations.services.invite_participant import invite_participant
from reprise.apps.conversations.services.mark_read import mark_read
from reprise.apps.conversations.services.say import say
from reprise.apps.conversations.tests.builders import a_case, alice, ines
from reprise.apps.conversations.tests.talking import a_question
from reprise.readmodels.thread_view import thread_view
from tests.support.builders import AT, a_shop

pytestmark = pytest.mark.django_db


def test_each_reader_sees_what_is_theirs_and_what_was_read() -> None:
    shop = a_shop()
    case, staff = a_case(shop), ines(shop)
    talk = thread_of(case, AT)
    person = invite_participant(
        actor=alice(case), conversation=talk, email="bob@firma.example", name="Bob", language="en",
        role=PartRole.COLLEAGUE, at=AT,
    )  # fmt: skip
    bob = customer_of_conversation(shop.pk, talk.pk, "Bob", participant_id=person.pk)
    say(actor=alice(case), conversation=talk, body="Un", at=AT)
    say(actor=bob, conversation=talk, body="Two", at=AT)
    say(actor=staff, conversation=talk, body="Trois", at=AT, channel=Channel.MAIL)
    mark_read(actor=staff, conversation=talk, up_to=1, at=AT)
    talk.refresh_from_db()

    def seen(actor: object) -> list[tuple[bool, bool, bool]]:
        said = thread_view(actor, talk).said  # type: ignore[arg-type]
        return [(one.is_mine, one.is_ours, one.is_read) for one in said]

    assert seen(alice(case)) == [(True, True, True), (False, True, False), (False, False, False)]
    assert seen(bob) == [(False, True, True), (True, True, False), (False, False, False)]
    assert seen(staff) == [(False, False, False), (False, False, False), (True, True, False)]
    view = thread_view(staff, talk)
    assert [one.email for one in view.people] == ["alice@example.com", "bob@firma.example"]
    assert [(one.who, one.how) for one in view.said] == [("Alice Martin", "by chat"), ("Bob", "by chat"),
                                                         ("Inès", "by e-mail")]  # fmt: skip


def test_an_unproved_name_is_told_as_such() -> None:
    shop = a_shop()
    question, visitor = a_question(shop, name="Alice Martin", is_verified=False, role=PartRole.VISITOR)
    say(actor=visitor, conversation=question, body="C’est moi", at=AT)
    [said] = thread_view(ines(shop), question).said
    assert (said.who, said.is_verified) == ("Alice Martin", False)


def test_a_long_thread_is_read_back_in_parts() -> None:
    shop = a_shop()
    question, camille = a_question(shop)
    for number in range(1, 8):
        say(actor=camille, conversation=question, body=str(number), at=AT)
    last = thread_view(camille, question, limit=3)
    assert ([one.sequence for one in last.said], last.has_earlier, last.last) == ([5, 6, 7], True, 7)
    before = thread_view(camille, question, before=5, limit=3)
    assert ([one.sequence for one in before.said], before.has_earlier) == ([2, 3, 4], True)
    first = thread_view(camille, question, before=2, limit=3)
    assert ([one.sequence for one in first.said], first.has_earlier) == ([1], False)
    assert thread_view(camille, question, after=7).last == 7
