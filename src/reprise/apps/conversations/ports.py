"""What conversations need from outside: a mailbox that can be read, and told when a mail arrives."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol


@dataclass(frozen=True, slots=True)
class Access:
    """How a mailbox is opened: by password, or by what an OAuth provider gave."""

    host: str
    port: int
    security: str  # tls, starttls, none (within this machine only)
    user: str
    folder: str = "INBOX"
    password: str = ""
    refresh_token: str = ""
    client_id: str = ""
    client_secret: str = ""
    token_url: str = ""
    keep_refresh_token: Callable[[str], None] | None = None  # some providers give a new one at each use

    @property
    def by_token(self) -> bool:
        """Whether it is opened by an OAuth token."""
        return bool(self.refresh_token)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A mail on the server: its number, its size, and when the server took it in."""

    uid: int
    size: int
    at: datetime | None


class MailboxFault(Exception):
    """The mailbox cannot be reached or opened: a short code, and what the server said."""

    def __init__(self, code: str, said: str = "") -> None:
        self.code, self.said = code, " ".join(said.split())[:200]
        super().__init__(code)


class OpenMailbox(Protocol):
    """A folder of a mailbox, opened for reading; nothing in it is changed, not even what counts as read."""

    validity: int  # numbers hold as long as this stays the same
    next_uid: int

    def after(self, uid: int) -> Iterator[Arrived]:
        """The mails with a greater number, in order."""

    def since(self, moment: datetime) -> Iterator[Arrived]:
        """The mails the server took in from a moment on, in order."""

    def download(self, uid: int, path: Path, *, most: int) -> None:
        """Write a mail to a file, piece by piece, and at most so much of it."""

    def wait(self, seconds: float, *, until: Callable[[], bool]) -> bool:
        """Sleep until the server says that something came (True), or told to stop, or the time is over."""


class MailStore(Protocol):
    """A way to open mailboxes."""

    def open(self, access: Access) -> AbstractContextManager[OpenMailbox]:
        """Open one; a `MailboxFault` when that is not possible."""


STORES: Final[dict[str, MailStore]] = {}


def provide_mail_store(way: str, store: MailStore) -> None:
    """Say who opens mailboxes of a way (imap)."""
    STORES[way] = store
