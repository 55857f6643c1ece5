"""Mails over SMTP and LMTP: only for our own addresses, and "yes" only once nothing can lose them."""

import asyncio
import smtplib
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail
from reprise.integrations.mail_smtp import listener
from reprise.integrations.mail_smtp.listener import Handler, listening
from reprise.web.cli.mail import NO_SUCH_USER
from reprise.web.cli.main import main
from reprise.workflows.mail_in.arrive import NobodyHere, arrive, is_ours
from tests.mail.letters import ALICE, DESK, a_mail, a_mailbox
from tests.support.builders import LATER, a_shop
from tests.support.waiting import until

COMMAND = "import sys; from reprise.web.cli.main import main; sys.exit(main())"


def _keeps(raw: bytes, to: Sequence[str]) -> None:
    """Kept, whatever it is."""


@contextmanager
def _server(keep: Callable[[bytes, Sequence[str]], None], *, lmtp: bool = False, **more: Any) -> Iterator[int]:
    """A listener in a thread; it knows one address and its plus addresses."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()
    found: list[int] = []
    ready = threading.Event()

    async def serve() -> None:
        def ours(address: str) -> bool:
            return address.partition("+")[0] in {"contact", DESK}

        def kept(mail: Path, to: Sequence[str]) -> None:
            keep(mail.read_bytes(), to)

        spool = more.pop("spool", partial(_folder, tmp))
        async with listening(Handler(ours, kept), host="127.0.0.1", port=0, spool=spool, lmtp=lmtp, **more) as port:
            found.append(port)
            ready.set()
            await stop.wait()

    tmp = Path(mkdtemp())
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    assert ready.wait(10)
    try:
        yield found[0]
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()
    assert list(tmp.iterdir()) == []  # nothing is left of what was kept, nor of what was not
    tmp.rmdir()


def _folder(place: Path) -> Path:
    return Path(mkdtemp(dir=place))


def test_a_mail_is_kept_with_its_envelope() -> None:
    kept: list[tuple[bytes, list[str]]] = []
    with _server(lambda raw, to: kept.append((raw, list(to)))) as port, smtplib.SMTP("127.0.0.1", port) as wire:
        to = [DESK, "contact+rp-abc@lamelle.example", "bob@elsewhere.example"]
        refused = wire.sendmail(ALICE, to, a_mail().as_bytes())
    assert list(refused) == ["bob@elsewhere.example"]
    ((raw, reached),) = kept
    assert raw.startswith(b"Return-Path: <alice@example.com>\r\n")
    assert reached == [DESK, "contact+rp-abc@lamelle.example"]


def test_a_large_mail_is_on_the_disk_while_it_arrives_and_not_in_memory(tmp_path: Path) -> None:
    kept: list[bytes] = []
    line, count = b".." + b"x" * 997 + b"\r\n", 5_000
    with (
        _server(lambda raw, _to: kept.append(raw), spool=partial(_folder, tmp_path)) as port,
        smtplib.SMTP("127.0.0.1", port) as wire,
    ):
        wire.helo()
        wire.mail(ALICE)
        wire.rcpt(DESK)
        assert wire.docmd("DATA")[0] == 354
        wire.send(line * count)
        until(lambda: sum(place.stat().st_size for place in tmp_path.glob("*/mail")) > 4_000_000)
        wire.send(b".\r\n")
        assert wire.getreply()[0] == 250
    assert kept[0].partition(b"\r\n")[2] == line[1:] * count  # the dot that was doubled on the way is one again
    assert list(tmp_path.iterdir()) == []


def test_a_mail_whose_connection_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    kept: list[bytes] = []
    with _server(lambda raw, _to: kept.append(raw), spool=partial(_folder, tmp_path)) as port:
        wire = smtplib.SMTP("127.0.0.1", port)
        wire.helo()
        wire.mail(ALICE)
        wire.rcpt(DESK)
        wire.docmd("DATA")
        wire.send(b"Subject: half\r\n\r\nof a")
        until(lambda: any(tmp_path.glob("*/mail")))
        wire.close()
        until(lambda: not any(tmp_path.iterdir()))
    assert kept == []


def test_a_line_without_end_is_refused_and_the_next_mail_goes_on() -> None:
    kept: list[bytes] = []
    with _server(lambda raw, _to: kept.append(raw)) as port, smtplib.SMTP("127.0.0.1", port) as wire:
        with pytest.raises(smtplib.SMTPDataError) as refused:
            wire.sendmail(ALICE, [DESK], b"x" * 5_000)
        assert refused.value.smtp_code == 500
        wire.sendmail(ALICE, [DESK], a_mail().as_bytes())
    assert len(kept) == 1


def test_over_lmtp_each_recipient_has_an_answer() -> None:
    with _server(_keeps, lmtp=True) as port, smtplib.LMTP("127.0.0.1", port) as wire:
        wire.ehlo()
        wire.mail("")
        wire.rcpt(DESK)
        wire.rcpt("contact+rp-abc@lamelle.example")
        assert wire.data(a_mail().as_bytes())[0] == 250
        assert wire.getreply()[0] == 250


@pytest.fixture(scope="module")
def pem(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - timedelta(days=1), now + timedelta(days=9))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    return path


@pytest.mark.parametrize("speak", [smtplib.SMTP, smtplib.LMTP])
def test_a_mail_server_goes_over_to_tls(pem: Path, speak: type[smtplib.SMTP]) -> None:
    kept: list[bytes] = []
    tls, lmtp = partial(listener.certificate, pem, pem), speak is smtplib.LMTP
    with _server(lambda raw, _to: kept.append(raw), lmtp=lmtp, tls=tls) as port, speak("localhost", port) as wire:
        wire.starttls(context=ssl.create_default_context(cafile=pem))
        wire.sendmail(ALICE, [DESK], a_mail().as_bytes())
        assert isinstance(wire.sock, ssl.SSLSocket)
    assert len(kept) == 1


def test_nothing_is_taken_in_the_clear_where_tls_is_asked_for(pem: Path) -> None:
    tls = partial(listener.certificate, pem, pem)
    with (
        _server(_keeps, tls=tls, only_tls=True) as port,
        smtplib.SMTP("localhost", port) as wire,
        pytest.raises(smtplib.SMTPSenderRefused, match="STARTTLS"),
    ):
        wire.sendmail(ALICE, [DESK], a_mail().as_bytes())


@pytest.mark.django_db
def test_a_wrong_certificate_is_told_before_the_first_mail(pem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = pem.with_name("broken.pem")
    broken.write_text("nothing")
    both = ["--certificate", str(pem), "--key", str(pem)]
    for more, said in (
        (["--only-tls"], "go together"), (both[:2], "go together"), ([*both, "--only-tls", "--lmtp"], "is for SMTP"),
        (["--certificate", str(broken), "--key", str(broken)], "cannot be used"),
        (["--certificate", "/nowhere", "--key", "/nowhere"], "No such file"),
    ):  # fmt: skip
        assert main(["mail", "listen", "--port", "8026", *more]) == 2
        assert said in capsys.readouterr().err


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
def test_the_address_says_the_shop(tmp_path: Path) -> None:
    shop, other = a_shop(), a_shop("autre-atelier")
    a_mailbox(shop)
    a_mailbox(other, "help@other.example")
    assert is_ours("Contact+rp-c2k7@lamelle.example")
    assert not is_ours("contact@lamelle.example.evil.example")
    kept = arrive(a_mail().as_bytes(), [DESK, "contact+x@lamelle.example", "help@other.example"], at=LATER)
    assert {mail.shop_id for mail in kept} == {shop.pk, other.pk}
    assert len(kept) == 2
    file = tmp_path / "mail"
    file.write_bytes(a_mail(subject="Encore").as_bytes())
    again = arrive(file, [DESK, "help@other.example"], at=LATER)
    assert {mail.shop_id for mail in again} == {shop.pk, other.pk}
    assert len({mail.pk for mail in (*kept, *again)}) == 4
    assert list(tmp_path.iterdir()) == []
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
