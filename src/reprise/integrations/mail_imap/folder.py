import imaplib
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox

from reprise.apps.conversations.ports import Arrived, MailboxFault

PIECE: Final = 2**20
_LOOK: Final = 2.0  # seconds between looks at whether to stop
_UID: Final = re.compile(rb"\bUID (\d+)")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
_DATE: Final = re.compile(rb'INTERNALDATE "([^"]+)"')


class ImapFolder:
    """The folder of a mailbox, opened for reading only."""

    def __init__(self, box: BaseMailBox, name: str) -> None:
        self._box = box
        told = box.folder.status(name, ("UIDVALIDITY", "UIDNEXT"))
        self.validity, self.next_uid = int(told["UIDVALIDITY"]), int(told["UIDNEXT"])

    def after(self, uid: int) -> Iterator[Arrived]:
        """The mails with a greater number."""
        return self._found(f"UID {uid + 1}:*", lambda mail: mail.uid > uid)  # n:* always names the last one

    def since(self, moment: datetime) -> Iterator[Arrived]:
        """The mails taken in from a moment on; the server itself only knows days."""
        day = imaplib.Time2Internaldate(moment - timedelta(days=1))[1:12].strip()
        return self._found(f"SINCE {day.replace(' ', '')}", lambda mail: mail.at is None or mail.at >= moment)

    def _found(self, search: str, wanted: Callable[[Arrived], bool]) -> Iterator[Arrived]:
        with _told():
            uids = sorted(int(uid) for uid in self._box.uids(search))
        for start in range(0, len(uids), 100):
            batch = ",".join(map(str, uids[start : start + 100]))
            lines = self._ask(batch, "(UID RFC822.SIZE INTERNALDATE)")
            mails = [mail for line in lines if (mail := _arrived(line)) is not None]
            yield from (mail for mail in sorted(mails, key=lambda mail: mail.uid) if wanted(mail))

    def download(self, uid: int, path: Path, *, most: int) -> None:
        """Write a mail to a file a megabyte at a time, so that a huge one takes no memory."""
        with path.open("wb") as file:
            while (at := file.tell()) < most:
                lines = self._ask(str(uid), f"(BODY.PEEK[]<{at}.{min(PIECE, most - at)}>)")
                piece = next((line[1] for line in lines if isinstance(line, tuple)), b"")
                file.write(piece)
                if len(piece) < PIECE:
                    return

    def wait(self, seconds: float, *, until: Callable[[], bool]) -> bool:
        """IDLE, looking now and then whether to stop."""
        end = time.monotonic() + seconds
        with _told(), self._box.idle as idle:
            while not until() and (left := end - time.monotonic()) > 0:
                told = idle.poll(timeout=min(_LOOK, left))
                if any(b"BYE" in line for line in told):
                    raise MailboxFault("server", "BYE")
                if any(b"EXISTS" in line or b"RECENT" in line for line in told):
                    return True
        return False

    def _ask(self, uids: str, what: str) -> list[Any]:
        with _told():
            status, lines = self._box.client.uid("fetch", uids, what)
        if status != "OK":
            raise MailboxFault("server", str(status))
        return list(lines)


def _arrived(line: object) -> Arrived | None:
    raw = line[0] if isinstance(line, tuple) else line
    if not isinstance(raw, bytes) or not (uid := _UID.search(raw)) or not (size := _SIZE.search(raw)):
        return None
    date = _DATE.search(raw)
    return Arrived(int(uid[1]), int(size[1]), _moment(date[1]) if date else None)


def _moment(raw: bytes) -> datetime | None:
    try:
        return datetime.strptime(raw.decode("ascii").strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC)
    except ValueError:
        return None


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (ImapToolsError, imaplib.IMAP4.error) as fault:
        raise MailboxFault("server", str(fault)) from fault
    except OSError as fault:
        raise MailboxFault("unreachable", str(fault)) from fault
