"""Letters leave by a real SMTP server, arrive in a real mailbox, and what is answered there comes home."""

import imaplib
import smtplib
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

import pytest
from django.conf import settings as django_settings
from pydantic import SecretStr
from pytest_django.fixtures import Settings

from reprise.apps.accounts.actors import system
from reprise.apps.accounts.models import Shop
from reprise.apps.cases.models import Case
from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.kinds import MailState, Signal
from reprise.apps.conversations.models import IncomingMail, Mailbox
from reprise.apps.conversations.rules.trial_outcome import TrialState
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.apps.conversations.services.try_mailbox import try_mailbox
from reprise.apps.conversations.tests.builders import a_case as a_case_of
from reprise.apps.notifications.letters import Letter
from reprise.apps.notifications.models import Mail
from reprise.apps.notifications.sending.header_ids import WIRE
from reprise.apps.notifications.services.send_letter import send_letter
from reprise.apps.notifications.tests.builders import values_for
from reprise.core.mail_tokens import About, Pointer, in_addresses, in_body, in_message_ids, in_subject
from reprise.platform.jobs.worker import work_off
from tests.mail.letters import a_mailbox, said
from tests.support.builders import AT
from tests.support.mail_reading import seen_text
from tests.support.mail_servers import DOMAIN, PASSWORD, MailServers, mail_servers

pytestmark = pytest.mark.django_db(transaction=True)
ALICE, DESK = f"alice@{DOMAIN}", f"support@{DOMAIN}"


@pytest.fixture(scope="module")
def servers() -> Iterator[MailServers]:
    with mail_servers("support", "alice") as running:
        yield running


@pytest.fixture
def sending(settings: Settings) -> Callable[[MailServers], None]:
    """Lets letters leave by one of the servers."""

    def by(servers: MailServers) -> None:
        settings.ENV = django_settings.ENV.model_copy(
            update={"mail_url": SecretStr(servers.smtp_url), "mail_from": f"Reprise <noreply@{DOMAIN}>"}
        )

    return by


def arrived(servers: MailServers, name: str, count: int = 1) -> list[EmailMessage]:
    """What lies in somebody's mailbox once so many mails came, taken out of it."""
    with imaplib.IMAP4("127.0.0.1", servers.imap_port) as box:
        box.login(f"{name}@{DOMAIN}", PASSWORD)
        until = time.monotonic() + 10
        while int(box.select()[1][0] or b"0") < count:
            assert time.monotonic() < until, (servers.folder / "chasquid.log").read_text()
            time.sleep(0.02)
        raw = [box.fetch(str(number), "(RFC822)")[1][0] for number in range(1, count + 1)]
        box.store(f"1:{count}", "+FLAGS", "\\Deleted")
        box.expunge()
    return [message_from_bytes(each[1], policy=policy.default) for each in raw if isinstance(each, tuple)]


def fetch(servers: MailServers, mailbox: Mailbox, count: int = 1, at: object = AT) -> list[IncomingMail]:
    """What a fetcher does: take every mail of the shop's box."""
    return [
        take_mail(shop=mailbox.shop, mailbox=mailbox, raw=bytes(each), received_at=at, at=at)  # type: ignore[arg-type]
        for each in arrived(servers, "support", count)
    ]


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def a_letter(case: Case) -> None:
    """The letter that leaves about Alice's case."""
    values = {name: value for name, value in values_for(Letter.REQUEST_RECEIVED).items() if name != "author"}
    send_letter(
        shop=case.shop, to=ALICE, language="fr", letter=Letter.REQUEST_RECEIVED, values=values, at=AT, case_id=case.pk
    )  # fmt: skip
    work_off(at=AT)
    assert Mail.objects.get().state == Mail.State.SENT


def alice_s_case() -> Case:
    case = a_case()
    Case.objects.filter(pk=case.pk).update(contact_email=ALICE)
    case.refresh_from_db()
    return case


def test_a_letter_arrives_as_a_mail_program_shows_it(
    servers: MailServers, sending: Callable[[MailServers], None]
) -> None:
    sending(servers)
    case = alice_s_case()
    a_mailbox(case.shop, DESK, plus_works=True, proved_at=AT)
    a_letter(case)
    [letter] = arrived(servers, "alice")
    key, home = django_settings.SECRET_KEY, [Pointer(About.CASE, case.pk)]
    assert in_message_ids(key, letter["Message-ID"]) == in_subject(key, letter["Subject"]) == home
    assert in_addresses(key, letter["Reply-To"]) == in_addresses(key, letter["Return-Path"]) == home
    assert in_body(key, body(letter, "plain")) == in_body(key, body(letter, "html")) == home
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "Alice" not in letter["Subject"]
    read, shown = body(letter, "plain"), seen_text(body(letter, "html"))
    assert "Nous avons bien reçu votre demande" in read
    assert "Nous avons bien reçu votre demande" in shown
    assert "[rp:" not in shown


@pytest.mark.parametrize("kept", ["everything", "the address", "the quotation", "the subject"])
def test_an_answer_reaches_the_thread_whatever_a_mail_program_leaves_of_the_letter(
    servers: MailServers, sending: Callable[[MailServers], None], kept: str
) -> None:
    sending(servers)
    case = alice_s_case()
    box = a_mailbox(case.shop, DESK, plus_works=True, proved_at=AT)
    a_letter(case)
    [letter] = arrived(servers, "alice")
    answer = EmailMessage(policy=WIRE)
    answer["From"] = f"Alice Martin <{ALICE}>"
    answer["To"] = letter["Reply-To"] if kept in {"everything", "the address"} else DESK
    answer["Subject"] = f"Re: {letter['Subject']}" if kept in {"everything", "the subject"} else "Question"
    answer["Message-ID"] = f"<{kept.replace(' ', '-')}@mail.example>"
    if kept == "everything":
        answer["In-Reply-To"] = letter["Message-ID"]
    quoted = "".join(f"> {line}\n" for line in body(letter, "plain").splitlines())
    answer.set_content(f"Voici la photo.\n\n{quoted}" if kept in {"everything", "the quotation"} else "Voici la photo.")
    with smtplib.SMTP("127.0.0.1", servers.smtp_port) as wire:
        wire.sendmail(ALICE, [parseaddr(str(answer["To"]))[1]], answer.as_bytes())
    [row] = fetch(servers, box)
    work_off(at=AT)
    row.refresh_from_db()
    signals = {"everything": Signal.MESSAGE_ID, "the address": Signal.PLUS_ADDRESS, "the quotation": Signal.MARKER,
               "the subject": Signal.SUBJECT}  # fmt: skip
    assert (row.state, row.signal) == (MailState.ATTACHED, signals[kept])
    assert [words.partition("\n")[0] for words in said(case)] == ["Voici la photo."]


def test_a_mailbox_proves_that_mail_comes_back_at_both_its_addresses(
    servers: MailServers, sending: Callable[[MailServers], None], shop: Shop
) -> None:
    sending(servers)
    box = a_mailbox(shop, DESK, way="imap")
    trial = try_mailbox(actor=system(shop.pk), mailbox_id=box.pk, at=AT)
    work_off(at=AT)
    fetch(servers, box, 2, AT + timedelta(seconds=2))
    work_off(at=AT + timedelta(seconds=2))
    work_off(at=AT + timedelta(seconds=5))
    trial.refresh_from_db()
    box.refresh_from_db()
    assert trial.state == TrialState.PROVED
    assert (box.plus_works, box.proved_at) == (True, AT + timedelta(seconds=5))
    assert set(IncomingMail.objects.values_list("state", "why")) == {(MailState.FOLDED.value, "trial")}


def test_where_plus_addresses_do_not_arrive_answers_go_to_the_plain_one(
    sending: Callable[[MailServers], None], shop: Shop
) -> None:
    with mail_servers("support", "alice", plus_addresses=False) as plain:
        sending(plain)
        box = a_mailbox(shop, DESK, way="imap")
        trial = try_mailbox(actor=system(shop.pk), mailbox_id=box.pk, at=AT)
        work_off(at=AT)
        fetch(plain, box, 1, AT)
        work_off(at=AT)
        work_off(at=AT + timedelta(seconds=5))
        trial.refresh_from_db()
        box.refresh_from_db()
        assert (trial.state, trial.plus_refused) == (TrialState.NO_PLUS, True)
        assert (box.plus_works, box.proved_at is not None) == (False, True)
        case = a_case_of(shop)
        a_letter(case)
        [letter] = arrived(plain, "alice")
        assert letter["Reply-To"] == DESK
        assert in_message_ids(django_settings.SECRET_KEY, letter["Message-ID"]) == [Pointer(About.CASE, case.pk)]


def test_a_mailbox_into_which_nothing_comes_back_loses_its_test(
    servers: MailServers, sending: Callable[[MailServers], None], shop: Shop
) -> None:
    sending(servers)
    box = a_mailbox(shop, DESK, way="imap")
    trial = try_mailbox(actor=system(shop.pk), mailbox_id=box.pk, at=AT)
    work_off(at=AT)
    at = AT
    while at < AT + timedelta(minutes=11):
        at += timedelta(seconds=30)
        work_off(at=at)
    trial.refresh_from_db()
    box.refresh_from_db()
    arrived(servers, "support", 2)
    assert trial.state == TrialState.LOST
    assert (box.proved_at, box.plus_works) == (None, None)


def test_a_mailbox_nobody_knows_says_what_the_server_said(
    servers: MailServers, sending: Callable[[MailServers], None], shop: Shop
) -> None:
    sending(servers)
    box = a_mailbox(shop, f"nobody@{DOMAIN}", way="imap")
    trial = try_mailbox(actor=system(shop.pk), mailbox_id=box.pk, at=AT)
    work_off(at=AT)
    trial.refresh_from_db()
    assert trial.state == TrialState.NOT_SENT
    assert "550" in trial.fault


@pytest.fixture
def shop() -> Shop:
    return a_case().shop
