"""Mailboxes read over IMAP, with a real server: nothing is lost, nothing comes twice, one bad mail stops nothing."""

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from reprise.apps.accounts.models import Shop
from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.access import access_to
from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, sealed
from reprise.apps.conversations.models import IncomingMail, Mailbox
from reprise.apps.conversations.ports import STORES, Access, MailboxFault
from reprise.apps.conversations.services import take_mail as taking
from reprise.integrations.mail_imap.places import check_place
from reprise.integrations.mail_imap.store import ImapStore
from reprise.integrations.mail_imap.tokens import AccessTokens
from reprise.platform.files.store import incoming
from reprise.platform.jobs.worker import work_off
from reprise.workflows.mail_in.fetch import ask_for_visit
from tests.mail.letters import a_mail, a_mailbox, answer, said
from tests.support.builders import AT, LATER, a_shop
from tests.support.mail_servers import DOMAIN, PASSWORD, MailServers, an_imap_server
from tests.support.waiting import until

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[MailServers]:
    with an_imap_server("contact", "other", "third", "fourth", "fifth") as running:
        yield running


def _box(
    server: MailServers, name: str = "contact", *, shop: Shop | None = None, password: str = PASSWORD, **more: object
) -> Mailbox:
    address = f"{name}@{DOMAIN}"
    told: dict[str, Any] = {
        "way": "imap", "host": "127.0.0.1", "port": server.imap_port, "security": "none", "user": name,
        "sealed": sealed(MailboxSecrets(password=password), address),
    }  # fmt: skip
    row = a_mailbox(shop or a_shop(), address, **{**told, **more})
    Mailbox.objects.filter(pk=row.pk).update(created_at=AT - timedelta(days=365))
    row.refresh_from_db()
    return row


def _visit(box: Mailbox) -> Mailbox:
    ask_for_visit(box.pk, at=LATER)
    work_off(at=LATER)
    box.refresh_from_db()
    return box


def test_what_comes_is_brought_in_once_and_read(server: MailServers) -> None:
    case = a_case()
    box = _box(server, shop=case.shop)
    server.deliver(answer(case, body="Un.").as_bytes(), to=box.address)
    _visit(box)
    server.deliver(answer(case, body="Deux.").as_bytes(), to=box.address)
    _visit(_visit(box))
    assert said(case) == ["Un.", "Deux."]
    assert (box.last_error, box.last_uid, box.last_mail_at) == ("", 2, LATER)
    with STORES["imap"].open(access_to(box)) as opened:
        assert [mail.uid for mail in opened.after(0)] == [1, 2]  # and the mailbox is as it was


def test_when_the_numbers_of_a_box_begin_anew_nothing_is_lost_and_nothing_comes_twice(server: MailServers) -> None:
    box = _box(server, "other")
    for number in range(3):
        server.deliver(a_mail(subject=f"n{number}").as_bytes(), to=box.address)
    _visit(box)
    before = box.uid_validity
    for path in (server.folder / "mail" / "other").glob("dovecot*"):
        path.unlink()
    assert before is not None
    until(lambda: time.time() > before + 1)  # the server numbers a box by the second in which it begins
    server.deliver(a_mail(subject="after").as_bytes(), to=box.address)
    _visit(box)
    assert box.uid_validity != before
    assert sorted(IncomingMail.objects.values_list("subject", flat=True)) == ["after", "n0", "n1", "n2"]


def test_a_huge_mail_is_put_apart_by_its_size_and_the_next_goes_on(
    server: MailServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Row 32: one huge mail stopped all fetching for two days."""
    monkeypatch.setattr("reprise.workflows.mail_in.fetch.LARGEST", 400_000)
    monkeypatch.setattr(taking, "LARGEST", 400_000)
    case = a_case()
    box = _box(server, "third", shop=case.shop)
    server.deliver(a_mail(subject="Huge", body="x" * 60 + "\n" + "y" * 900_000).as_bytes(), to=box.address)
    server.deliver(answer(case, body="Et moi ?").as_bytes(), to=box.address)
    _visit(box)
    huge = IncomingMail.objects.get(why="too_large")
    assert huge.state == MailState.QUARANTINED
    assert huge.size > 900_000
    assert huge.raw is not None
    assert huge.raw.size == taking.HEAD
    assert said(case) == ["Et moi ?"]


def test_a_large_mail_comes_piece_by_piece_and_whole(server: MailServers, tmp_path: Path) -> None:
    box = _box(server, "fourth")
    raw = a_mail(body="z" * 70 + "\n").as_bytes() + b"line of text\r\n" * 250_000
    server.deliver(raw, to=box.address)
    with STORES["imap"].open(access_to(box)) as opened:
        (mail,) = opened.after(0)
        opened.download(mail.uid, tmp_path / "mail", most=10**9)
        assert (tmp_path / "mail").stat().st_size == mail.size
        assert (tmp_path / "mail").read_bytes().endswith(b"line of text\r\n" * 1000)


def test_history_from_before_the_box_was_known_stays_where_it_is(server: MailServers) -> None:
    box = _box(server, "other")
    Mailbox.objects.filter(pk=box.pk).update(created_at=LATER + timedelta(days=365))
    _visit(box)
    assert not IncomingMail.objects.exists()
    assert box.last_uid > 0


@pytest.mark.parametrize(
    ("change", "code"),
    [({"password": "wrong"}, "refused"), ({"folder": "Nowhere"}, "server"), ({"host": "192.0.2.1"}, "no_tls")],
)
def test_a_box_that_does_not_open_says_why(server: MailServers, change: dict[str, str], code: str) -> None:
    box = _box(server, **change)  # type: ignore[arg-type]
    assert _visit(box).last_error.startswith(code)


def test_a_server_that_is_not_there_is_unreachable(server: MailServers) -> None:
    box = _box(server)
    Mailbox.objects.filter(pk=box.pk).update(port=1)
    assert _visit(box).last_error.startswith("unreachable")


def test_secrets_of_another_instance_are_said_to_be_that(server: MailServers) -> None:
    box = _box(server)
    Mailbox.objects.filter(pk=box.pk).update(sealed="nonsense")
    assert _visit(box).last_error == "sealed"


def test_idle_wakes_the_moment_a_mail_arrives(server: MailServers) -> None:
    box = _box(server, "fifth")
    woken = threading.Event()

    def wait() -> None:
        if opened.wait(20, until=lambda: False):
            woken.set()

    with STORES["imap"].open(access_to(box)) as opened:
        waiter = threading.Thread(target=wait)
        waiter.start()
        while not woken.wait(0.3):  # it may not be waiting yet when the first arrives
            server.deliver(a_mail().as_bytes(), to=box.address)
        waiter.join(10)
    assert woken.is_set()


def test_waiting_ends_when_told_to(server: MailServers) -> None:
    with STORES["imap"].open(access_to(_box(server))) as opened:
        assert opened.wait(20, until=lambda: True) is False


class PretendProvider:
    """Grants tokens as Google and Microsoft do, a new refresh token each time."""

    def __init__(self, status: int = 200) -> None:
        self.asked: list[str] = []
        self.status = status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.content.decode())
        return httpx.Response(self.status, json={"access_token": f"at{len(self.asked)}", "expires_in": 3600,
                                                 "refresh_token": f"rt{len(self.asked)}"})  # fmt: skip


def _by_token(**more: object) -> Access:
    return Access("imap.example", 993, "tls", "contact", refresh_token="rt0", client_id="id", token_url="https://t.example/t",
                  **more)  # type: ignore[arg-type]  # fmt: skip


def test_a_token_is_fetched_once_and_the_next_refresh_token_is_kept() -> None:
    provider = PretendProvider()
    kept: list[str] = []
    tokens = AccessTokens(httpx.Client(transport=httpx.MockTransport(provider)))
    access = _by_token(keep_refresh_token=kept.append)
    assert [tokens.of(access), tokens.of(access)] == ["at1", "at1"]
    assert kept == ["rt1"]
    assert "grant_type=refresh_token" in provider.asked[0]
    tokens.forget(access)
    assert tokens.of(access) == "at2"


def _is_found_at(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Have every name lead to one address, as a name server of Mallory's would."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(2, 1, 6, "", (address, 0))])


@pytest.mark.parametrize(
    ("address", "port"),
    [("169.254.169.254", 993), ("127.0.0.1", 6379), ("10.0.0.7", 5432), ("::ffff:10.0.0.7", 22), ("::1", 8000),
     ("fe80::1%eth0", 993), ("2002:7f00:1::", 80), ("224.0.0.1", 993), ("100.64.0.1", 80)],
)  # fmt: skip
@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_nobody_looks_around_in_this_network_by_typing_a_server(
    address: str, port: int, security: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _is_found_at(monkeypatch, address)
    with pytest.raises(MailboxFault) as fault, ImapStore().open(
        Access("imap.mallory.example", port, security, "contact", password="x")
    ):  # fmt: skip
        pass
    assert fault.value.code == "inside"


def test_a_mailbox_within_is_read_where_mailboxes_are_or_where_whoever_runs_the_instance_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _is_found_at(monkeypatch, "10.0.0.7")
    check_place("mail.lan", 993, inside=())
    check_place("Mail.lan", 1143, inside={"mail.lan"})
    _is_found_at(monkeypatch, "93.184.215.14")
    check_place("imap.example.com", 4430, inside=())


@pytest.mark.parametrize(
    ("url", "code"), [("https://127.0.0.1:9/t", "inside"), ("https://localhost/t", "inside"),
                      ("http://t.example/t", "token_unreachable"), ("file:///etc/passwd", "token_unreachable"),
                      ("", "token_unreachable")],
)  # fmt: skip
def test_what_opens_a_mailbox_is_sent_to_no_address_within_and_never_in_the_clear(url: str, code: str) -> None:
    with pytest.raises(MailboxFault) as fault:
        AccessTokens().of(replace(_by_token(), token_url=url))
    assert fault.value.code == code


def test_of_what_a_server_answers_only_the_word_for_its_fault_is_shown() -> None:
    def answers(_: httpx.Request) -> httpx.Response:
        return httpx.Response(400, text='{"error": "invalid_grant", "internal": "secret of the cloud"}')

    with pytest.raises(MailboxFault) as fault:
        AccessTokens(httpx.Client(transport=httpx.MockTransport(answers))).of(_by_token())
    assert fault.value.said == "invalid_grant"


def test_a_name_typed_by_another_shop_gets_no_token_of_the_box_it_names() -> None:
    tokens = AccessTokens(httpx.Client(transport=httpx.MockTransport(PretendProvider())))
    assert tokens.of(_by_token()) == "at1"
    theirs = Access("imap.mallory.example", 993, "tls", "contact", refresh_token="?", client_id="id",
                    token_url="https://t.example/t")  # fmt: skip
    assert tokens.of(theirs) == "at2"  # what the provider grants for what they have, which is nothing


@pytest.mark.parametrize(("status", "code"), [(400, "token_refused"), (503, "token_unreachable")])
def test_a_provider_that_grants_no_token_is_told_apart(status: int, code: str) -> None:
    tokens = AccessTokens(httpx.Client(transport=httpx.MockTransport(PretendProvider(status))))
    with pytest.raises(MailboxFault) as fault:
        tokens.of(_by_token())
    assert fault.value.code == code


def test_a_new_refresh_token_is_sealed_again(server: MailServers) -> None:
    box = _box(server)
    keep = access_to(box).keep_refresh_token
    assert keep is not None
    keep("rt9")
    box.refresh_from_db()
    Mailbox.objects.filter(pk=box.pk).update(auth="oauth")
    box.refresh_from_db()
    assert access_to(box).refresh_token == "rt9"


def test_nothing_is_read_while_a_box_is_off(server: MailServers) -> None:
    box = _box(server)
    Mailbox.objects.filter(pk=box.pk).update(is_on=False)
    server.deliver(a_mail().as_bytes(), to=box.address)
    _visit(box)
    assert not IncomingMail.objects.exists()


def test_leftovers_of_a_download_are_removed(server: MailServers) -> None:
    box = _box(server, "fourth")
    _visit(box)
    assert not [path for path in incoming().parent.iterdir() if any(path.iterdir())]
