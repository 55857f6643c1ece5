"""What waits for a person: admitted, the sender takes part; split, it is a matter of its own; never anything else."""

from datetime import timedelta

import pytest

from reprise.apps.cases.models import Case
from reprise.apps.cases.tests.builders import a_case, a_reader, ines
from reprise.apps.conversations.kinds import MailState, PartRole
from reprise.apps.conversations.models import Conversation, IncomingMail, Message, MessageFile, Participant
from reprise.apps.conversations.services.retry_mail import MailIsSettled, put_mail_aside, retry_mail
from reprise.core.refusals import NotFound, Refusal
from reprise.workflows.mail_in.decide import NobodyWroteIt, admit_mail, split_mail
from tests.mail.letters import BOB, a_mail, answer, came, questions, said
from tests.mail.pictures import A_PHOTO
from tests.support.builders import LATER, a_shop
from tests.support.refusals import refused

pytestmark = pytest.mark.django_db
THEN = LATER + timedelta(hours=1)


def _asking(case: Case, **more: str) -> IncomingMail:
    mail = answer(case, sender=f"Bob <{BOB}>", body="Je réponds pour Alice.", **more)
    mail.add_attachment(A_PHOTO, maintype="image", subtype="png", filename="lampe.png")
    row = came(case.shop, mail)
    assert row.state == MailState.ASKS
    return row


def test_admitted_the_sender_takes_part_and_the_buyer_stays_the_buyer() -> None:
    case = a_case()
    row = _asking(case)
    message = admit_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert said(case) == ["Je réponds pour Alice."]
    person = Participant.objects.get(email=BOB)
    assert (person.role, message.participant) == (PartRole.COLLEAGUE, person)
    assert MessageFile.objects.get(message=message).file.name == "lampe.jpg"
    row.refresh_from_db()
    assert (row.state, row.message, row.body, row.files.count()) == (MailState.ATTACHED, message, "", 0)
    assert came(case.shop, answer(case, sender=BOB, body="Et encore.")).state == MailState.ATTACHED
    case.refresh_from_db()
    assert case.contact_email == "alice@example.com"


def test_split_it_is_a_matter_of_its_own_and_the_other_never_hears_of_it() -> None:
    case = a_case()
    row = _asking(case)
    message = split_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert said(case) == []
    (own,) = questions()
    assert message.conversation == own
    assert [person.email for person in own.participants.all()] == [BOB]
    assert not Participant.objects.filter(conversation__case=case).exists()
    assert MessageFile.objects.filter(message=message).count() == 1


def test_a_suggestion_is_admitted_without_anybody_new() -> None:
    case = a_case()
    row = came(case.shop, a_mail(subject=f"Où en est {case.reference} ?"))
    admit_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert said(case) == ["Bonjour, merci."]
    assert not Participant.objects.filter(conversation__case=case).exists()


def test_decided_once_is_decided() -> None:
    case = a_case()
    row = _asking(case)
    admit_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    with refused(MailIsSettled):
        split_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert Message.objects.count() == 1


def test_put_aside_it_asks_nobody_any_more() -> None:
    case = a_case()
    row = _asking(case)
    put_mail_aside(actor=ines(case), mail_id=row.pk, at=THEN)
    with refused(MailIsSettled):
        admit_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert said(case) == []


def test_another_shop_and_whoever_may_not_write_decide_nothing() -> None:
    case, other = a_case(), a_case(shop=a_shop("autre-atelier"))
    row = _asking(case)
    with refused(NotFound):
        admit_mail(actor=ines(other), mail_id=row.pk, at=THEN)
    with refused(Refusal):
        split_mail(actor=a_reader(case), mail_id=row.pk, at=THEN)
    assert said(case) == []


def test_nobody_can_be_admitted_without_an_address() -> None:
    case = a_case()
    row = came(case.shop, answer(case, sender=""))
    with refused(NobodyWroteIt):
        admit_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    split_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert len(questions()) == 1


def test_what_quarantine_gives_back_is_read_again() -> None:
    case = a_case()
    row = came(case.shop, answer(case))
    IncomingMail.objects.filter(pk=row.pk).update(state=MailState.QUARANTINED.value, why="failed", message=None)
    Conversation.objects.filter(case=case).update(sequence=0)
    Message.objects.all().delete()
    retry_mail(actor=ines(case), mail_id=row.pk, at=THEN)
    assert came(case.shop, answer(case)).state == MailState.ATTACHED
    assert said(case) == ["Bonjour, merci."]
