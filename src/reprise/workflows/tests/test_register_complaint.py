"""A complaint is registered from any conversation, with a number, a date, and proof of what was said."""

from datetime import date

import pytest

from reprise.apps.accounts.actors import Actor, customer_of_conversation
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.events import EventType
from reprise.apps.cases.kinds import CaseKind, DeadlineState
from reprise.apps.cases.models import Case, CaseEvent, Deadline
from reprise.apps.conversations.kinds import Channel, PartRole, ThreadKind
from reprise.apps.conversations.models import Conversation
from reprise.apps.conversations.services.begin_conversation import begin_conversation
from reprise.apps.notifications.enclosures import enclosed_with
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.core.refusals import NotFound
from reprise.workflows import converse
from reprise.workflows.register_complaint import NoAddress, NothingSaid, register_complaint
from reprise.workflows.tests.builders import a_shop, alice_at, an_order, asked, ines
from reprise.workflows.write_message import note, write
from tests.support.builders import AT, LATER
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db


def a_question(shop: Shop, *, email: str = "", name: str = "Alice", words: str = "") -> Conversation:
    """Alice asks in the chat, with or without an address."""
    conversation, person = begin_conversation(
        shop=shop, language="fr", channel=Channel.CHAT, name=name, email=email, is_verified=False,
        role=PartRole.VISITOR, at=AT,
    )  # fmt: skip
    if words:
        actor = customer_of_conversation(shop.pk, conversation.pk, name, participant_id=person.pk)
        converse.say(actor=actor, conversation=conversation, body=words, at=AT, participant=person)
    return Conversation.objects.get(pk=conversation.pk)


def visitor(conversation: Conversation) -> Actor:
    """Alice in her browser."""
    return customer_of_conversation(conversation.shop_id, conversation.pk, "Alice")


def letters(case: Case) -> list[Mail]:
    return list(Mail.objects.filter(case_id=case.pk, letter=Letter.COMPLAINT_RECEIVED).order_by("pk"))


def test_a_question_becomes_a_case_with_a_number_a_date_and_a_letter() -> None:
    shop = a_shop()
    conversation = a_question(shop, email="alice@example.com", words="Deux messages sans réponse.")
    done = register_complaint(actor=ines(shop.pk), conversation=conversation, at=LATER)
    case = done.case
    assert done.is_new
    assert case.kind == CaseKind.SERVICE_COMPLAINT
    assert case.contact_email == "alice@example.com"
    thread = Conversation.objects.get(case=case)
    assert (thread.pk, thread.kind) == (conversation.pk, ThreadKind.CASE.value)
    due = Deadline.objects.get(case=case, name="complaint")
    assert (due.due_on, due.state) == (done.answer_by, DeadlineState.OPEN.value)
    assert due.due_on > date(2026, 11, 23)
    assert Deadline.objects.get(case=case, name="acknowledge").state == DeadlineState.MET.value
    assert CaseEvent.objects.filter(case=case, type=EventType.COMPLAINT_REGISTERED).count() == 1
    (mail,) = letters(case)
    assert mail.to == "alice@example.com"
    assert "Deux messages sans réponse." in mail.text
    assert case.reference in mail.subject


def test_its_paper_holds_what_was_said_and_no_note() -> None:
    shop = a_shop()
    case = asked(an_order(shop))
    write(actor=alice_at(case), case=case, body="Toujours rien depuis trois semaines.", at=AT)
    note(actor=ines(shop.pk), case=case, body="Client difficile", at=AT)
    conversation = Conversation.objects.get(case=case)
    register_complaint(actor=ines(shop.pk), conversation=conversation, at=LATER)
    (mail,) = letters(case)
    ((_place, paper),) = enclosed_with(mail)
    assert paper.content.startswith(b"%PDF")
    assert paper.name == f"{case.reference}-complaint.pdf"
    assert "difficile" not in mail.text + mail.html


def test_the_thread_of_a_case_marks_the_case_it_has() -> None:
    case = asked(an_order(a_shop()), claim="defect")
    before = Case.objects.count()
    done = register_complaint(
        actor=alice_at(case), conversation=_thread(case), at=LATER, words="Je réclame une réponse.", client_id="a"
    )
    assert (done.case.pk, Case.objects.count()) == (case.pk, before)
    assert Deadline.objects.filter(case=case, name="mediation").count() == 1  # the year of the first complaint stays
    assert len(letters(case)) == 1


def test_registered_twice_it_is_one_complaint() -> None:
    case = asked(an_order(a_shop()))
    for client_id in ("a", "b"):
        done = register_complaint(
            actor=alice_at(case), conversation=_thread(case), at=LATER, words="Je réclame.", client_id=client_id
        )
    assert not done.is_new
    assert Deadline.objects.filter(case=case, name="complaint").count() == 1
    assert len(letters(case)) == 1


def test_a_visitor_says_where_it_is_confirmed() -> None:
    conversation = a_question(a_shop(), words="Je réclame.")
    with refused(NoAddress):
        register_complaint(actor=visitor(conversation), conversation=conversation, at=LATER)
    done = register_complaint(
        actor=visitor(conversation),
        conversation=conversation,
        at=LATER,
        email=" Alice@Example.com ",
    )
    assert [mail.to for mail in letters(done.case)] == ["alice@example.com"]


def test_an_address_anybody_may_have_typed_is_not_pestered_and_no_complaint_is_refused() -> None:
    shop = a_shop()
    cases = []
    for n in range(5):
        conversation = a_question(shop, email="bob@example.com", name=f"N{n}", words="Je réclame.")
        cases.append(register_complaint(actor=visitor(conversation), conversation=conversation, at=LATER).case)
    assert len(cases) == 5
    assert Mail.objects.filter(to="bob@example.com", letter=Letter.COMPLAINT_RECEIVED).count() == 3
    assert Deadline.objects.get(case=cases[-1], name="acknowledge").state == DeadlineState.OPEN.value


def test_staff_register_what_has_no_address_and_acknowledge_it_themselves() -> None:
    shop = a_shop()
    conversation = a_question(shop, words="Je réclame.")
    done = register_complaint(actor=ines(shop.pk), conversation=conversation, at=LATER)
    assert letters(done.case) == []
    assert Deadline.objects.get(case=done.case, name="acknowledge").state == DeadlineState.OPEN.value


def test_nothing_said_is_no_complaint() -> None:
    shop = a_shop()
    with refused(NothingSaid):
        register_complaint(actor=ines(shop.pk), conversation=a_question(shop, email="a@example.com"), at=LATER)
    assert not Case.objects.exists()


def test_nobody_registers_somebody_else_s() -> None:
    shop, other = a_shop(), a_shop("voisin")
    conversation = a_question(shop, email="alice@example.com", words="Je réclame.")
    with refused(NotFound):
        register_complaint(actor=ines(other.pk), conversation=conversation, at=LATER)
    stranger = a_question(shop, email="eve@example.com", words="Moi aussi.")
    with refused(NotFound):
        register_complaint(actor=visitor(stranger), conversation=conversation, at=LATER)


def _thread(case: Case) -> Conversation:
    write(actor=alice_at(case), case=case, body="Bonjour.", at=AT, client_id="first")
    return Conversation.objects.get(case=case)
