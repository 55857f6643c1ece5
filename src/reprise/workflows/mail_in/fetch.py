"""The jobs `mail.fetch` and `mail.visit`: bring in what came to the mailboxes that are read over IMAP."""

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog

from reprise.apps.conversations.access import access_to, mailbox_to_fetch, mailboxes_to_fetch
from reprise.apps.conversations.ports import STORES, MailboxFault
from reprise.apps.conversations.services.note_fetch import note_fault, note_reached
from reprise.apps.conversations.services.take_mail import HEAD, LARGEST, take_mail
from reprise.platform.files.store import clear, incoming
from reprise.platform.jobs.enqueue import enqueue
from reprise.platform.jobs.registry import Finish, handles, periodically
from reprise.platform.sealing import SealBroken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reprise.apps.conversations.models import Mailbox
    from reprise.apps.conversations.ports import Arrived, OpenMailbox

FETCH: Final = "mail.fetch"
SECONDS: Final = 20  # of one visit: other jobs wait behind it
FAULTY: Final = 5  # minutes between visits to a box that could not be read
OVERLAP: Final = timedelta(days=2)  # looked at again when the numbers of a box begin anew
log = structlog.get_logger("reprise.mail")


@periodically("mail.visit", every=timedelta(minutes=1))
def visit_all(_: dict[str, Any], *, at: datetime) -> Finish | None:
    """Have every box visited, whether or not its server tells us of new mail."""
    rests = at.minute % FAULTY  # a box that does not answer takes the worker's time: it is asked less often
    boxes = [box for box in mailboxes_to_fetch() if not (rests and box.last_error)]

    def ask() -> None:
        for box in boxes:
            ask_for_visit(box.pk, at=at)

    return ask if boxes else None


def ask_for_visit(mailbox_id: int, *, at: datetime) -> None:
    """Have one box visited, unless that is about to happen."""
    enqueue(kind=FETCH, payload={"mailbox_id": mailbox_id}, at=at, dedupe_key=f"{FETCH}:{mailbox_id}", priority=1)


@handles(FETCH)
def fetch(payload: dict[str, Any], *, at: datetime) -> Finish | None:
    """Visit one box; what is left after its time is for the next visit."""
    mailbox = mailbox_to_fetch(payload["mailbox_id"])
    if mailbox is None:
        return None
    try:
        with STORES[mailbox.way].open(access_to(mailbox)) as box:
            whole = bring_in(mailbox, box, at=at)
    except MailboxFault as fault:
        log.warning("mailbox not read", mailbox=mailbox.pk, fault=fault.code)
        return _noting(mailbox, fault.code, fault.said)
    except SealBroken:
        return _noting(mailbox, "sealed", "")
    return None if whole else lambda: ask_for_visit(mailbox.pk, at=at)


def _noting(mailbox: "Mailbox", code: str, said: str) -> Finish:
    return lambda: note_fault(mailbox=mailbox, code=code, said=said)


def bring_in(mailbox: "Mailbox", box: "OpenMailbox", *, at: datetime) -> bool:
    """Keep what is new, noting each mail before the next is looked at; False when there is more."""
    end = time.monotonic() + SECONDS
    for arrived in _new(mailbox, box):
        if time.monotonic() > end:
            return False
        _take(mailbox, box, arrived, at)
        note_reached(mailbox=mailbox, validity=box.validity, uid=arrived.uid, at=at)
    note_reached(mailbox=mailbox, validity=box.validity, uid=box.next_uid - 1, at=at)
    return True


def _new(mailbox: "Mailbox", box: "OpenMailbox") -> "Iterator[Arrived]":
    """At first what came since we know the box; when its numbers begin anew, the last days once more: known mails
    are seen to be known.
    """
    if mailbox.uid_validity is None:
        return box.since(mailbox.created_at - timedelta(minutes=1))
    if mailbox.uid_validity != box.validity:
        return box.since((mailbox.last_mail_at or mailbox.created_at) - OVERLAP)
    return box.after(mailbox.last_uid)


def _take(mailbox: "Mailbox", box: "OpenMailbox", arrived: "Arrived", at: datetime) -> None:
    folder = incoming()
    try:
        path = folder / "mail"
        too_large = arrived.size > LARGEST
        box.download(arrived.uid, path, most=HEAD if too_large else LARGEST + 1)
        take_mail(
            shop=mailbox.shop, mailbox=mailbox, raw=path, received_at=arrived.at or at, at=at,
            size=arrived.size if too_large else None,
        )  # fmt: skip
    finally:
        clear(folder)
