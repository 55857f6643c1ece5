"""Mails over SMTP and LMTP: only for our own addresses, and "yes" only once nothing can lose them."""

import asyncio
import smtplib
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail
from reprise.integrations.mail_smtp import listener
from reprise.integrations.mail_smtp.listener import Handler, listening
from reprise.web.cli.mail import NO_SUCH_USER
from reprise.workflows.mail_in.arrive import NobodyHere, arrive, is_ours
from tests.mail.letters import ALICE, DESK, a_mail, a_mailbox
from tests.support.builders import LATER, a_shop

COMMAND = "import sys; from reprise.web.cli.main import main; sys.exit(main())"


def _keeps(raw: bytes, to: Sequence[str]) -> None:
    """Kept, whatever it is."""


@contextmanager
def _server(keep: Callable[[bytes, Sequence[str]], None], *, lmtp: bool = False) -> Iterator[int]:
    """A listener in a thread; it knows one address and its plus addresses."""
    loop, found, stop = asyncio.new_event_loop(), [], asyncio.Event()
    ready = threading.Event()

    async def serve() -> None:
        def ours(address: str) -> bool:
            return address.partition("+")[0] in {"contact", DESK}

        async with listening(Handler(ours, keep), host="127.0.0.1", port=0, lmtp=lmtp) as port:
            found.append(port)
            ready.set()
            await stop.wait()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def test_a_mail_is_kept_with_its_envelope() -> None:
    kept: list[tuple[bytes, list[str]]] = []
    with _server(lambda raw, to: kept.append((raw, list(to)))) as port, smtplib.SMTP("127.0.0.1", port) as wire:
        to = [DESK, "contact+rp-abc@lamelle.example", "bob@elsewhere.example"]
        refused = wire.sendmail(ALICE, to, a_mail().as_bytes())
    assert list(refused) == ["bob@elsewhere.example"]
    ((raw, reached),) = kept
    assert raw.startswith(b"Return-Path: <alice@example.com>\r\n")
    assert reached == [DESK, "contact+rp-abc@lamelle.example"]


def test_over_lmtp_each_recipient_has_an_answer() -> None:
    with _server(_keeps, lmtp=True) as port, smtplib.LMTP("127.0.0.1", port) as wire:
        wire.ehlo()
        wire.mail("")
        wire.rcpt(DESK)
        wire.rcpt("contact+rp-abc@lamelle.example")
        assert wire.data(a_mail().as_bytes())[0] == 250
        assert wire.getreply()[0] == 250


def test_it_is_no_relay() -> None:
    with (
        _server(_keeps) as port,
        smtplib.SMTP("127.0.0.1", port) as wire,
        pytest.raises(smtplib.SMTPRecipientsRefused) as refused,
    ):
        wire.sendmail(ALICE, ["bob@elsewhere.example"], a_mail().as_bytes())
    assert refused.value.recipients["bob@elsewhere.example"][0] == 550


def test_a_mail_that_could_not_be_kept_is_asked_for_again() -> None:
    def fails(raw: bytes, to: Sequence[str]) -> None:
        raise OSError("disk full")

    with (
        _server(fails) as port,
        smtplib.SMTP("127.0.0.1", port) as wire,
        pytest.raises(smtplib.SMTPDataError) as refused,
    ):
        wire.sendmail(ALICE, [DESK], a_mail().as_bytes())
    assert refused.value.smtp_code == 451


def test_a_mail_beyond_all_measure_is_refused_before_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "LARGEST", 10_000)
    with (
        _server(_keeps) as port,
        smtplib.SMTP("127.0.0.1", port) as wire,
        pytest.raises(smtplib.SMTPException),
    ):
        wire.sendmail(ALICE, [DESK], b"x" * 20_000)


def test_too_many_at_once_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "MOST_SESSIONS", 1)
    with (
        _server(_keeps) as port,
        smtplib.SMTP("127.0.0.1", port),
        pytest.raises(smtplib.SMTPConnectError) as refused,
    ):
        smtplib.SMTP("127.0.0.1", port)
    assert refused.value.smtp_code == 421


@pytest.mark.django_db
def test_the_address_says_the_shop() -> None:
    shop, other = a_shop(), a_shop("autre-atelier")
    a_mailbox(shop)
    a_mailbox(other, "help@other.example")
    assert is_ours("Contact+rp-c2k7@lamelle.example")
    assert not is_ours("contact@lamelle.example.evil.example")
    kept = arrive(a_mail().as_bytes(), [DESK, "contact+x@lamelle.example", "help@other.example"], at=LATER)
    assert {mail.shop_id for mail in kept} == {shop.pk, other.pk}
    assert len(kept) == 2
    with pytest.raises(NobodyHere):
        arrive(a_mail().as_bytes(), ["nobody@x.example"], at=LATER)


@pytest.mark.django_db(transaction=True)
def test_a_mail_servers_pipe_hands_over_a_mail() -> None:
    a_mailbox(a_shop())
    words = [sys.executable, "-c", COMMAND, "mail", "take"]
    done = subprocess.run([*words, DESK], input=a_mail().as_bytes(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert IncomingMail.objects.get().state == MailState.WAITING
    lost = subprocess.run([*words, "nobody@x.example"], input=b"x", capture_output=True, check=False)
    assert lost.returncode == NO_SUCH_USER
