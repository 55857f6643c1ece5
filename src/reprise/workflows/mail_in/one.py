"""One mail, from its bytes to where it belongs."""

from concurrent.futures import Executor, Future
from datetime import datetime
from typing import TYPE_CHECKING

import structlog
from django.db import transaction

from reprise.apps.conversations.kinds import MailNature
from reprise.apps.conversations.reading.reader import Reader, Unreadable
from reprise.apps.conversations.services.settle_mail import begin_attempt, quarantine_mail
from reprise.platform.files.store import FileGone, clear, incoming, path_of
from reprise.workflows.mail_in.attachments import Brought, through_gate
from reprise.workflows.mail_in.settle import settle
from reprise.workflows.mail_in.where import find_matter

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail
    from reprise.apps.conversations.rules.read_mail import ReadMail

log = structlog.get_logger("reprise.mail")


class Reading:
    """A mail that is being read beside, while the one before it is settled; it has a folder until it is closed."""

    def __init__(self, mail: "IncomingMail", reader: Reader, beside: Executor) -> None:
        self.mail = mail
        self.folder = incoming()
        self._read: Future[ReadMail] = beside.submit(self._of, reader, mail.raw_key)

    def _of(self, reader: Reader, key: str) -> "ReadMail":
        return reader.read(path_of(key), self.folder)

    def result(self) -> "ReadMail":
        """What it says; `Unreadable` when it cannot be read, `FileGone` when its bytes are no longer kept."""
        return self._read.result()

    def close(self) -> None:
        """Remove the folder; a mail still being read is waited for."""
        if not self._read.cancel():
            self._read.exception()
        clear(self.folder)


def take_in(reading: Reading, *, at: datetime, then: "IncomingMail | None" = None) -> bool:
    """Settle a mail in one transaction, its files checked before; the next one's attempt is counted with it.

    Says whether it was.
    """
    mail = reading.mail
    try:
        read = reading.result()
        found = find_matter(mail, read)
        from_people = found.nature in {MailNature.PERSON, MailNature.AUTO_REPLY}
        files = through_gate(found.shop_id, mail, read, reading.folder, at=at) if from_people else Brought()
        with transaction.atomic():
            settle(mail, read, found, files, at=at)
            return then is not None and begin_attempt(mail=then)
    except Unreadable as why:
        log.warning("mail quarantined", mail=mail.pk, why=why.code, size=mail.size)
        quarantine_mail(mail=mail, why=why.code, at=at)
    except FileGone:
        quarantine_mail(mail=mail, why="gone", at=at)
    return False
