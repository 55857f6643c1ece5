"""A macro does all of it or none, and takes back what can be."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import Actor, ActorKind
from reprise.apps.accounts.models import Shop
from reprise.apps.accounts.rights import RIGHTS, Role
from reprise.apps.accounts.tests.builders import a_member
from reprise.apps.cases.models import Deadline
from reprise.apps.conversations.kinds import ThreadState
from reprise.apps.conversations.models import CannedReply, Conversation, Message
from reprise.apps.conversations.rules.macro_steps import ME, NOBODY, Do, Step
from reprise.apps.conversations.rules.placeholders import PlaceholderLeft
from reprise.apps.conversations.services.say import NewerMessage
from reprise.workflows import converse
from reprise.workflows.run_macro import NotKnown, ReplyGone, run, tried, undo
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked
from reprise.workflows.write_message import write
from tests.support.builders import AT
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=2)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.fixture
def ines(shop: Shop) -> Actor:
    person = a_member(shop, "ines").person_id
    return Actor(ActorKind.STAFF, shop.pk, RIGHTS[Role.AGENT], "Inès Marchetti", person_id=person)


@pytest.fixture
def thread(shop: Shop) -> Conversation:
    case = asked(an_order(shop))
    write(actor=alice_at(case), case=case, body="Bonjour, une question.", at=AT)
    return Conversation.objects.select_related("case__order").get(case=case)


def reply(shop: Shop, fr: str = "Bonjour {first_name}, commande {order_number}. {my_name}", en: str = "") -> Step:
    made = CannedReply.objects.create(
        shop=shop, name=fr[:20] or en[:20], text_fr=fr, text_en=en, changed_at=AT, shortcut=""
    )
    return Step(Do.SAY, canned=made.pk)


def now(thread: Conversation) -> Conversation:
    return Conversation.objects.select_related("case__order").get(pk=thread.pk)


def said(thread: Conversation) -> list[str]:
    staff = Message.objects.filter(conversation=thread, author_kind="staff", internal=False)
    return list(staff.order_by("sequence").values_list("body", flat=True))


def test_all_is_done_in_one_click(shop: Shop, ines: Actor, thread: Conversation) -> None:
    steps = [
        reply(shop),
        Step(Do.NOTE, text="Vu avec l’atelier"),
        Step(Do.ASSIGN, to=ME),
        Step(Do.SNOOZE, until="tomorrow"),
    ]
    run(actor=ines, conversation=thread, steps=steps, at=LATER, client_id="x")
    assert said(thread) == ["Bonjour Alice, commande #1001. Inès"]
    after = now(thread)
    assert (after.assignee_id, after.state) == (ines.person_id, ThreadState.SNOOZED.value)
    assert Message.objects.filter(conversation=thread, internal=True, body="Vu avec l’atelier").count() == 1
    assert CannedReply.objects.get().used == 1


def test_pressed_twice_it_speaks_once(shop: Shop, ines: Actor, thread: Conversation) -> None:
    steps = [reply(shop), Step(Do.CLOSE)]
    run(actor=ines, conversation=thread, steps=steps, at=LATER, client_id="x")
    run(actor=ines, conversation=now(thread), steps=steps, at=LATER, client_id="x")
    assert len(said(thread)) == 1


def test_what_is_not_known_stops_all_of_it(shop: Shop, ines: Actor, thread: Conversation) -> None:
    steps = [Step(Do.NOTE, text="a"), reply(shop, "À rendre avant {return_by} et {refund_by}."), Step(Do.CLOSE)]
    Deadline.objects.all().delete()
    with refused(NotKnown):
        run(actor=ines, conversation=now(thread), steps=steps, at=LATER, client_id="x")
    assert now(thread).state == ThreadState.OPEN.value
    assert not Message.objects.filter(conversation=thread, internal=True).exists()


def test_a_reply_that_is_gone_stops_all_of_it(ines: Actor, thread: Conversation) -> None:
    with refused(ReplyGone):
        run(actor=ines, conversation=thread, steps=[Step(Do.SAY, canned=99), Step(Do.CLOSE)], at=LATER, client_id="x")
    assert now(thread).state == ThreadState.OPEN.value


def test_a_newer_message_of_the_customer_stops_it(shop: Shop, ines: Actor, thread: Conversation) -> None:
    with refused(NewerMessage):
        run(actor=ines, conversation=thread, steps=[reply(shop)], at=LATER, client_id="x", seen=0)


def test_trying_does_nothing_and_tells_everything(shop: Shop, ines: Actor, thread: Conversation) -> None:
    Deadline.objects.all().delete()
    steps = [
        reply(shop, "", "Hello {first_name}, by {refund_by}."),
        Step(Do.SNOOZE, until="a_week"),
        Step(Do.SAY, canned=99),
    ]
    says, sleeps, gone = tried(actor=ines, conversation=now(thread), steps=steps, at=LATER)
    assert (says.text, says.missing, says.is_other_language) == ("Hello Alice, by {refund_by}.", ("refund_by",), True)
    assert sleeps.until is not None
    assert sleeps.until > LATER
    assert gone.is_gone
    assert said(thread) == []
    assert now(thread).state == ThreadState.OPEN.value


def test_what_was_done_is_taken_back_but_what_was_said(shop: Shop, ines: Actor, thread: Conversation) -> None:
    steps = [reply(shop), Step(Do.ASSIGN, to=ME), Step(Do.CLOSE)]
    before = run(actor=ines, conversation=thread, steps=steps, at=LATER, client_id="x")
    assert now(thread).state == ThreadState.CLOSED.value
    undo(actor=ines, conversation=now(thread), before=before, at=LATER)
    after = now(thread)
    assert (after.state, after.assignee_id) == (ThreadState.OPEN.value, None)
    assert len(said(thread)) == 1


def test_a_snoozed_conversation_sleeps_on_after_an_undo(ines: Actor, thread: Conversation) -> None:
    run(actor=ines, conversation=thread, steps=[Step(Do.SNOOZE, until="a_week")], at=LATER, client_id="a")
    slept = now(thread).snoozed_until
    before = run(
        actor=ines,
        conversation=now(thread),
        steps=[Step(Do.ASSIGN, to=NOBODY), Step(Do.CLOSE)],
        at=LATER,
        client_id="b",
    )
    undo(actor=ines, conversation=now(thread), before=before, at=LATER)
    assert (now(thread).state, now(thread).snoozed_until) == (ThreadState.SNOOZED.value, slept)


def test_no_customer_ever_reads_a_placeholder(ines: Actor, thread: Conversation) -> None:
    with refused(PlaceholderLeft) as caught:
        converse.say(actor=ines, conversation=thread, body="Avant {return_by}, merci.", at=LATER)
    assert "{return_by}" in str(caught.value)
    converse.say(actor=ines, conversation=thread, body="Il manque {return_by}", at=LATER, internal=True)
    assert said(thread) == []
