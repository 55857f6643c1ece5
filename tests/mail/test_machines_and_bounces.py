"""What machines write is kept and folded: it is never answered, and moves no state and no clock."""

from datetime import timedelta

import pytest

from reprise.apps.accounts.actors import system
from reprise.apps.cases.models import Case
from reprise.apps.cases.tests.builders import a_case, alice, ines
from reprise.apps.conversations.kinds import MailNature, MailState, ThreadState
from reprise.apps.conversations.mail_queries import address_state, folded_in, open_raw
from reprise.apps.conversations.message_queries import messages_of
from reprise.apps.conversations.models import AddressState, Conversation, Message
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.platform.files.store import FileGone
from reprise.workflows.converse import say
from reprise.workflows.mail_in import settle as settling
from tests.mail.corpus import DAEMON, DSN
from tests.mail.letters import ALICE, BOB, a_mail, answer, came, letter_id, said
from tests.support.builders import AT, LATER

pytestmark = pytest.mark.django_db


def _closed(case: Case) -> Conversation:
    """The thread of a case, answered and closed by a person."""
    came(case.shop, answer(case))
    thread = Conversation.objects.select_related("case").get(case=case)
    say(actor=ines(case), conversation=thread, body="C’est fait.", at=LATER + timedelta(minutes=5))
    closed = {"state": ThreadState.CLOSED.value, "closed_at": LATER, "closed_by": "staff:1"}
    Conversation.objects.filter(pk=thread.pk).update(**closed)
    return Conversation.objects.get(pk=thread.pk)


def _state(case: Case) -> tuple[object, ...]:
    thread = Conversation.objects.get(case=case)
    case.refresh_from_db()
    return (thread.state, thread.waits_since, thread.closed_by, case.stage, case.turn, case.next_due, case.axes)


@pytest.mark.parametrize("header", [{"Auto_Submitted": "auto-replied"}, {"subject": "Absence du bureau"}])
def test_an_out_of_office_of_the_customer_stands_folded_and_moves_nothing(header: dict[str, str]) -> None:
    """Rows 12 and 13."""
    case = a_case()
    _closed(case)
    before, letters = _state(case), Mail.objects.count()
    row = came(case.shop, answer(case, body="Je suis absente jusqu’à lundi.", **header))
    assert (row.state, row.nature) == (MailState.FOLDED, MailNature.AUTO_REPLY)
    assert row.message is not None
    assert row.message.automatic
    assert _state(case) == before
    assert Mail.objects.count() == letters


def test_an_out_of_office_of_somebody_else_is_kept_beside_the_thread() -> None:
    case = a_case()
    thread = _closed(case)
    row = came(case.shop, answer(case, sender=BOB, Auto_Submitted="auto-replied", body="Absent."))
    assert (row.state, row.message, row.conversation) == (MailState.FOLDED, None, thread)
    assert row.body == "Absent."
    assert "Absent." not in said(case)


def test_two_answering_machines_never_talk_to_each_other() -> None:
    """Row 6."""
    case = a_case()
    letters = Mail.objects.count()
    for number in range(5):
        came(case.shop, answer(case, Auto_Submitted="auto-replied", body=f"Absent {number}"))
        came(case.shop, a_mail(sender="no-reply@robot.example", Auto_Submitted="auto-generated", body=f"Reçu {number}"))
    assert Mail.objects.count() == letters


def test_our_own_letter_come_back_is_a_loop_and_ends_here() -> None:
    case = a_case()
    row = came(case.shop, a_mail(header_id=letter_id(case), sender="Atelier <noreply@localhost>"))
    assert (row.state, row.nature) == (MailState.FOLDED, MailNature.OURS)
    assert said(case) == []


def _letter(case: Case, to: str = ALICE) -> Mail:
    mail = send_letter(
        shop=case.shop, to=to, language="fr", letter=Letter.MESSAGE_FROM_SHOP, at=AT, case_id=case.pk,
        values={
            "name": "Alice", "reference": case.reference, "link": "https://x.example", "message": "m",
            "author": "Inès", "shop_name": "Atelier",
        },
    )  # fmt: skip
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT)
    return mail


def _bounce_of(letter: Mail, status: str = "5.1.1") -> bytes:
    text = DSN.format(kind="message/rfc822", rest="\nx").replace("<letter@lamelle.example>", letter.message_id)
    raw = (DAEMON + text.replace("5.1.1", status)).replace("\n", "\r\n")
    return raw.encode()


def test_a_bounce_marks_the_address_and_warns_the_desk_and_nobody_else() -> None:
    """Row 5: nothing is made of it, nothing goes out, and the seller learns that a notice may not have arrived."""
    case = a_case()
    thread = _closed(case)
    letter, before, letters = _letter(case), _state(case), Mail.objects.count()
    row = came(case.shop, _bounce_of(letter))
    assert (row.state, row.nature, row.about_mail_id) == (MailState.FOLDED, MailNature.BOUNCE, letter.pk)
    state = address_state(case.shop_id, "Alice@example.com")
    assert state is not None
    assert state.is_permanent
    assert "user unknown" in state.said
    letter.refresh_from_db()
    assert letter.state == Mail.State.FAILED
    note = Message.objects.filter(conversation=thread).latest("sequence")
    assert (note.internal, note.author_kind) == (True, "system")
    assert ALICE in note.body
    assert note.pk not in [message.pk for message in messages_of(alice(case), thread)]
    assert folded_in(system(case.shop_id), thread) == [row]
    assert _state(case) == before
    assert Mail.objects.count() == letters


def test_a_letter_that_is_late_is_not_lost() -> None:
    case = a_case()
    letter = _letter(case)
    came(case.shop, _bounce_of(letter, "4.4.7").replace(b"failed", b"delayed"))
    state = address_state(case.shop_id, ALICE)
    assert state is not None
    assert not state.is_permanent
    letter.refresh_from_db()
    assert letter.state == Mail.State.SENT


@pytest.mark.parametrize("forged", ["id", "address"])
def test_a_forged_bounce_marks_nobody(forged: str) -> None:
    case = a_case()
    letter = _letter(case, to=BOB if forged == "address" else ALICE)
    raw = _bounce_of(letter)
    if forged == "id":
        raw = raw.replace(letter.message_id.encode(), b"<guessed@lamelle.example>")
    row = came(case.shop, raw)
    assert row.state == MailState.FOLDED
    assert not AddressState.objects.exists()
    letter.refresh_from_db()
    assert letter.state == Mail.State.SENT


def test_a_letter_that_opens_something_is_not_kept_when_it_comes_back() -> None:
    """A code for a sign-in, sent back to the mailbox, is nothing for the people who read the mailbox."""
    case = a_case()
    mail = send_letter(
        shop=None,
        to="marc@example.com",
        language="fr",
        letter=Letter.SIGN_IN_CODE,
        at=AT,
        values={"code": "123456", "minutes": 10, "shop_name": "Reprise"},
    )
    row = came(case.shop, _bounce_of(mail).replace(b"\r\n\r\nx", b"\r\n\r\nCode: 123456"))
    assert (row.nature, row.body, row.quoted) == (MailNature.BOUNCE, "", "")
    with pytest.raises(FileGone):
        open_raw(row)
    loop = came(case.shop, a_mail(header_id=letter_id(case), body="https://x.example/secret"))
    assert (loop.nature, loop.body) == (MailNature.OURS, "")
    with pytest.raises(FileGone):
        open_raw(loop)


def test_whoever_writes_again_is_reached_again() -> None:
    case = a_case()
    came(case.shop, _bounce_of(_letter(case)))
    came(case.shop, answer(case))
    assert address_state(case.shop_id, ALICE) is None


def test_a_newsletter_is_nobodys_matter() -> None:
    case = a_case()
    row = came(case.shop, a_mail(List_Unsubscribe="<https://x.example>", Precedence="bulk"))
    assert (row.state, row.nature, row.conversation) == (MailState.FOLDED, MailNature.LIST, None)


def test_somebody_of_the_matter_who_writes_through_a_group_is_a_person() -> None:
    case = a_case()
    row = came(case.shop, answer(case, List_Id="<team.example.com>", Precedence="list"))
    assert (row.state, row.nature) == (MailState.ATTACHED, MailNature.PERSON)


def test_a_machine_that_hides_is_stopped_before_the_thread_fills(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settling, "MOST_SAID", 3)
    case = a_case()
    rows = [came(case.shop, answer(case, body=f"Tour {n}", header_id=f"<{n}@x>")) for n in range(5)]
    assert [row.state for row in rows] == [MailState.ATTACHED] * 3 + [MailState.ASKS] * 2
    assert {row.why for row in rows[3:]} == {"flood"}
