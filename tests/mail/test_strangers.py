"""A stranger never gets into a thread, nor sees anything back; a person of the shop looks first."""

import pytest

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.kinds import MailState, PartRole
from reprise.apps.conversations.models import Conversation, IncomingMail, Message, Participant
from reprise.apps.conversations.queries import people_of
from reprise.apps.notifications.models import Mail
from reprise.core.mail_tokens import About, sign
from tests.mail.letters import (
    ALICE,
    BOB,
    MALLORY,
    a_mail,
    answer,
    came,
    case_mark,
    hidden,
    in_subject,
    letter_id,
    plus,
    questions,
    said,
)
from tests.support.builders import AT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("signal", ["id", "plus", "marker", "subject"])
def test_a_true_mark_in_a_strangers_hand_opens_nothing(signal: str) -> None:
    """Rows 8, 9 and 11: a copied third party, a blind copy, a number in the subject."""
    case = a_case()
    mails = {
        "id": a_mail(sender=MALLORY, In_Reply_To=letter_id(case)),
        "plus": a_mail(sender=MALLORY, to=plus(case)),
        "marker": a_mail(sender=MALLORY, body=f"Bonjour {hidden(case)}"),
        "subject": a_mail(sender=MALLORY, subject=in_subject(case)),
    }
    letters = Mail.objects.count()
    row = came(case.shop, mails[signal])
    assert (row.state, row.why) == (MailState.ASKS, "unknown_sender")
    assert row.conversation is not None
    assert row.conversation.case_id == case.pk
    assert said(case) == []
    assert Mail.objects.count() == letters  # nothing went back
    assert not Participant.objects.filter(email=MALLORY).exists()


def test_the_buyer_never_changes_by_a_mail() -> None:
    case = a_case()
    came(case.shop, answer(case, sender=f"Alice Martin <{BOB}>", Reply_To=BOB))
    case.refresh_from_db()
    assert (case.contact_email, case.contact_name) == (ALICE, "Alice Martin")


@pytest.mark.parametrize(
    "token",
    [
        "c2k7h8vxk3qzc2k7h8vx",
        "c" + "2" * 17,
        "",
        "c2.nonce",
        "../../etc/passwd",
        "c2' OR 1=1--",
        "c" + "z" * 31,
        "𝐜𝟐𝐤𝟕",
    ],
)
def test_a_forged_mark_is_no_mark(token: str) -> None:
    case = a_case()
    plain = token.isascii() and token.isalnum()
    mail = a_mail(
        In_Reply_To=f"<rp.{token}.nonce@lamelle.example>" if plain else "", subject=f"[#{token}]",
        body=f"[rp:{token}:]",
        to=f"contact+rp-{token[:40]}@lamelle.example" if plain else "contact@lamelle.example",
    )  # fmt: skip
    row = came(case.shop, mail)
    assert row.state == MailState.ATTACHED
    assert row.conversation is not None
    assert row.conversation.case_id is None
    assert said(case) == []


def test_a_mark_signed_by_another_instance_is_none() -> None:
    case = a_case()
    forged = sign("another secret", About.CASE, case.pk)
    came(case.shop, a_mail(In_Reply_To=f"<rp.{forged}.n@lamelle.example>"))
    assert said(case) == []


def test_the_number_of_somebody_elses_case_in_the_subject_shows_and_does_nothing() -> None:
    case = a_case()
    row = came(case.shop, a_mail(sender=MALLORY, subject=f"Re: {case.reference}", body=f"{case.reference} {case.pk}"))
    assert row.conversation is not None
    assert row.conversation.case_id is None
    assert said(case) == []


def test_a_name_that_looks_like_an_address_is_a_name() -> None:
    case = a_case()
    encoded = f"=?utf-8?q?Alice_=3C{ALICE.replace('@', '=40')}=3E?="
    for name in (f'"{ALICE}"', ALICE, encoded, f"({ALICE})"):
        sender = f"{name} <{MALLORY}>"
        raw = answer(case).as_bytes().replace(f"Alice Martin <{ALICE}>".encode(), sender.encode())
        row = came(case.shop, raw.replace(b"merci", str(hash(sender)).encode()))
        assert row.state == MailState.ASKS, sender
        assert row.sender in {MALLORY, ""}
    assert said(case) == []


@pytest.mark.parametrize(
    "lines",
    [
        f"From: {ALICE}, {MALLORY}", f"From: {ALICE}\r\nFrom: {MALLORY}", f"From: {MALLORY}\r\nFrom: {ALICE}", "From: ",
        "From: nobody", f"From: <{ALICE}>@evil.example", f"From: {ALICE}, ", f"From: {ALICE} x <>",
        f"From: undisclosed: {ALICE}, {MALLORY};",
    ],
)  # fmt: skip
def test_a_sender_who_is_several_people_is_nobody(lines: str) -> None:
    case = a_case()
    raw = answer(case).as_bytes().replace(f"From: Alice Martin <{ALICE}>".encode(), lines.encode())
    row = came(case.shop, raw)
    if row.sender == ALICE:  # one empty place more does not make two people
        assert lines == f"From: {ALICE}, "
        return
    assert row.state == MailState.ASKS
    assert said(case) == []


def test_no_sender_at_all_and_no_mark_still_reaches_the_desk() -> None:
    case = a_case()
    row = came(case.shop, a_mail(sender=""))
    assert (row.state, row.sender) == (MailState.ATTACHED, "")
    assert len(questions()) == 1


def test_reply_to_is_never_taken_for_the_sender() -> None:
    """Row 10."""
    case = a_case()
    row = came(case.shop, answer(case, sender=MALLORY, Reply_To=ALICE))
    assert (row.state, row.sender, row.reply_to) == (MailState.ASKS, MALLORY, ALICE)


def test_a_sender_whose_own_domain_disowns_the_mail_waits() -> None:
    case = a_case()
    forged = answer(
        case, Authentication_Results="mx.lamelle.example; spf=fail smtp.mailfrom=x; dmarc=fail header.from=example.com"
    )
    row = came(case.shop, forged)
    assert (row.state, row.why) == (MailState.ASKS, "unproven_sender")
    assert row.authentication == {"by": "mx.lamelle.example", "spf": "fail", "dmarc": "fail"}


def test_a_pass_that_somebody_wrote_below_the_servers_own_word_counts_for_nothing() -> None:
    case = a_case()
    raw = answer(case).as_bytes()
    below = b"Authentication-Results: mx; dmarc=fail\r\nAuthentication-Results: mx; dmarc=pass\r\n"
    assert came(case.shop, below + raw).why == "unproven_sender"


@pytest.mark.parametrize(
    "told",
    [
        "mx; spf=pass smtp.mailfrom=dmarc=pass@mallory.example; dmarc=fail header.from=example.com",
        'mx; spf=pass smtp.mailfrom="; dmarc=pass"@mallory.example; dmarc=fail header.from=example.com',
        "mx; spf=pass (sender is ; dmarc=pass) smtp.mailfrom=x; dmarc=fail header.from=example.com",
        'mx; spf=pass (a " stands here) smtp.mailfrom=x; dmarc=fail header.from="example.com"',
        "mx; dmarc=pass header.from=mallory.example; dmarc=fail header.from=example.com",
        "mx; " + "dkim=fail header.d=mallory.example header.s=selector header.b=AbCdEfGh; " * 80 + "dmarc=fail",
        "mx 1; DMARC/1 = FAIL",
    ],
)
def test_nothing_a_sender_has_the_server_write_hides_that_their_domain_disowns_the_mail(told: str) -> None:
    case = a_case()
    assert came(case.shop, answer(case, Authentication_Results=told)).why == "unproven_sender"


def test_a_colleague_who_was_invited_is_somebody_and_one_who_left_is_not() -> None:
    case = a_case()
    came(case.shop, answer(case))
    thread = Conversation.objects.get(case=case)
    bob = Participant.objects.create(
        conversation=thread, role=PartRole.COLLEAGUE.value, name="Bob", email=BOB, language="en", created_at=AT
    )
    assert came(case.shop, answer(case, sender=BOB, body="I agree with Alice.")).state == MailState.ATTACHED
    assert Message.objects.get(body="I agree with Alice.").participant == bob
    Participant.objects.filter(pk=bob.pk).update(left_at=AT)
    assert came(case.shop, answer(case, sender=BOB, body="Me again.")).state == MailState.ASKS


def test_a_mail_goes_where_its_sender_belongs_when_it_points_at_two_matters() -> None:
    case = a_case()
    came(case.shop, a_mail(sender=MALLORY, header_id="<theirs@x>"))
    row = came(case.shop, a_mail(References=f"{letter_id(case)} <theirs@x>", In_Reply_To="<theirs@x>"))
    assert row.conversation is not None
    assert row.conversation.case_id == case.pk


def test_a_planted_reference_leads_nobody_into_the_planters_thread() -> None:
    case = a_case()
    came(case.shop, a_mail(sender=MALLORY, header_id="<m@x>", References="<alices-next-mail@x>"))
    row = came(case.shop, a_mail(In_Reply_To="<alices-next-mail@x>", body="Mon adresse est 3 rue du Puits."))
    assert row.state == MailState.ASKS
    assert Message.objects.filter(body__contains="rue du Puits").count() == 0


def test_a_flood_of_new_matters_from_one_address_stops_at_the_door() -> None:
    case = a_case()
    rows = [came(case.shop, a_mail(sender=MALLORY, subject=f"n{n}", header_id=f"<{n}@x>")) for n in range(13)]
    assert [row.state for row in rows].count(MailState.ATTACHED) == 10
    assert {(row.state, row.why) for row in rows[10:]} == {(MailState.QUARANTINED, "flood")}
    assert IncomingMail.objects.count() == 13


def test_a_mail_about_a_case_that_is_gone_begins_its_own_matter() -> None:
    case = a_case()
    row = came(case.shop, a_mail(In_Reply_To=f"<rp.{case_mark(case)[:-1]}z.n@x>"))
    assert row.conversation is not None
    assert row.conversation.case_id is None


def test_who_is_of_the_matter_is_told_by_the_case_and_nothing_else() -> None:
    case = a_case()
    came(case.shop, answer(case))
    thread = Conversation.objects.select_related("case").get(case=case)
    assert [one.email for one in people_of(thread)] == [ALICE]
