"""One mail, from its bytes to where it belongs."""

from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from reprise.apps.conversations.reading.reader import Reader, Unreadable
from reprise.apps.conversations.services.settle_mail import quarantine_mail
from reprise.platform.files.store import FileGone, clear, incoming, path_of
from reprise.workflows.mail_in.attachments import through_gate
from reprise.workflows.mail_in.settle import settle
from reprise.workflows.mail_in.where import find_matter

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail

log = structlog.get_logger("reprise.mail")


def take_in(mail: "IncomingMail", reader: Reader, *, at: datetime) -> None:
    """Read a mail and its files outside any transaction, then settle it in one."""
    folder = incoming()
    try:
        read = reader.read(path_of(mail.raw_key), folder)
        found = find_matter(mail, read)
        files = through_gate(found.shop_id, mail, read, folder, at=at)
        settle(mail, read, found, files, at=at)
    except Unreadable as why:
        log.warning("mail quarantined", mail=mail.pk, why=why.code, size=mail.size)
        quarantine_mail(mail=mail, why=why.code, at=at)
    except FileGone:
        quarantine_mail(mail=mail, why="gone", at=at)
    finally:
        clear(folder)
