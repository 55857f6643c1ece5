"""Waits at the mailboxes (IDLE), so that a mail is read the moment it arrives and not a minute later."""

import random
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from reprise.apps.conversations.access import access_to, mailboxes_to_fetch
from reprise.apps.conversations.ports import STORES, MailboxFault
from reprise.platform.fence import fence
from reprise.platform.jobs.companions import beside_the_worker
from reprise.platform.sealing import SealBroken
from reprise.workflows.mail_in.fetch import ask_for_visit

if TYPE_CHECKING:
    from reprise.apps.conversations.models import Mailbox

LOOK_EVERY: Final = 20.0  # seconds between looks at which mailboxes there are
IDLE_SECONDS: Final = 240.0  # some servers hang up after five minutes
SHORTEST, LONGEST = 2.0, 300.0  # pauses after faults
log = structlog.get_logger("reprise.mail")


@dataclass(slots=True)
class Watch:
    """One mailbox that is waited at; a changed one is another."""

    key: tuple[object, ...]
    stop: threading.Event = field(default_factory=threading.Event)


@beside_the_worker("mail.watch")
def watch_mailboxes(stop: threading.Event) -> None:
    """Wait at every mailbox until told to stop."""
    watches: dict[int, Watch] = {}
    pause = 1.0
    while not stop.wait(pause):
        pause = LOOK_EVERY
        try:
            _follow(watches, [] if fence() else mailboxes_to_fetch())
        except DatabaseError as fault:
            log.warning("mailboxes not listed", fault=type(fault).__name__)
        finally:
            connection.close()
    for watch in watches.values():
        watch.stop.set()


def _follow(watches: dict[int, Watch], boxes: "list[Mailbox]") -> None:
    """Begin to wait where there is a new box, and leave those that are gone or changed."""
    wanted = {box.pk: (box.host, box.port, box.security, box.user, box.sealed, box.auth, box.folder) for box in boxes}
    for number in [number for number, watch in watches.items() if wanted.get(number) != watch.key]:
        watches.pop(number).stop.set()
    for box in boxes:
        if box.pk not in watches:
            watch = watches[box.pk] = Watch(wanted[box.pk])
            threading.Thread(target=wait_at, args=(box, watch.stop), name=f"mail.watch:{box.pk}", daemon=True).start()


def wait_at(mailbox: "Mailbox", stop: threading.Event, *, idle: float = IDLE_SECONDS) -> None:
    """Have the box visited whenever its server says that something came; come back by itself after any fault."""
    pause = SHORTEST
    while not stop.is_set():
        try:
            with STORES[mailbox.way].open(access_to(mailbox)) as box:
                _visit(mailbox)  # what came while nobody waited
                pause = SHORTEST
                while not stop.is_set():
                    if box.wait(idle, until=stop.is_set):
                        _visit(mailbox)
        except (MailboxFault, SealBroken, OSError) as fault:
            log.info("mailbox not watched", mailbox=mailbox.pk, fault=getattr(fault, "code", type(fault).__name__))
        except DatabaseError as fault:
            log.warning("visit not asked for", mailbox=mailbox.pk, fault=type(fault).__name__)
        stop.wait(pause * random.uniform(0.7, 1.3))  # noqa: S311  # so that not all come back at once
        pause = min(pause * 2, LONGEST)


def _visit(mailbox: "Mailbox") -> None:
    try:
        ask_for_visit(mailbox.pk, at=timezone.now())
    finally:
        connection.close()
