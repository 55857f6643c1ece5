"""The worker waits at the mailboxes: a mail is in its thread a moment after it arrived."""

import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from reprise.apps.cases.tests.builders import a_case
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, sealed
from reprise.apps.conversations.models import IncomingMail
from reprise.platform.jobs.worker import work_until
from reprise.workflows.mail_in import watch
from tests.mail.letters import a_mailbox, answer, said
from tests.support.mail_servers import DOMAIN, PASSWORD, MailServers, an_imap_server
from tests.support.waiting import until


@pytest.fixture
def server() -> Iterator[MailServers]:
    with an_imap_server("contact") as running:
        yield running


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_in_its_thread_a_moment_after_it_arrived(
    server: MailServers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reprise.platform.jobs.worker.PERIODIC", {})  # nothing but the server's own word wakes us
    case = a_case()
    address = f"contact@{DOMAIN}"
    a_mailbox(
        case.shop, address, way="imap", host="127.0.0.1", port=server.imap_port, security="none", user="contact",
        sealed=sealed(MailboxSecrets(password=PASSWORD), address),
    )  # fmt: skip
    monkeypatch.setattr(watch, "LOOK_EVERY", 0.2)
    stop = threading.Event()
    worker = threading.Thread(target=work_until, args=(stop,))
    worker.start()
    try:
        for number in range(2):
            server.deliver(answer(case, body=f"n{number}").as_bytes(), to=address)
            until(lambda: f"n{number}" in said(case), seconds=20)  # noqa: B023
    finally:
        stop.set()
        worker.join(20)
    assert IncomingMail.objects.count() == 2
    assert timezone.now() - IncomingMail.objects.latest("id").received_at < timedelta(minutes=1)
    until(lambda: not [thread for thread in threading.enumerate() if thread.name.startswith("mail.watch")], seconds=10)
