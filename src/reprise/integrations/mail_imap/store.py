import imaplib
import ipaddress
import ssl
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Final

import httpx
from imap_tools.errors import ImapToolsError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted

from reprise.apps.conversations.ports import Access, MailboxFault
from reprise.integrations.mail_imap.folder import ImapFolder
from reprise.integrations.mail_imap.places import check_place
from reprise.integrations.mail_imap.tokens import AccessTokens

TIMEOUT: Final = 15


class ImapStore:
    """Opens a folder of a mailbox over IMAP."""

    def __init__(
        self, http: httpx.Client | None = None, trust: ssl.SSLContext | None = None, inside: Collection[str] = ()
    ) -> None:
        self._tokens = AccessTokens(http, inside)
        self._trust, self._inside = trust, inside

    @contextmanager
    def open(self, access: Access) -> Iterator[ImapFolder]:
        """Connect, sign in, choose the folder; leave politely."""
        box = self._connected(access)
        try:
            self._sign_in(box, access)
            with _told():
                box.folder.set(access.folder, readonly=True)
                folder = ImapFolder(box, access.folder)
            yield folder
        finally:
            with suppress(ImapToolsError, imaplib.IMAP4.error, OSError):
                box.logout()

    def _connected(self, access: Access) -> BaseMailBox:
        trust = self._trust or ssl.create_default_context()
        if access.security == "none" and not _is_here(access.host):
            raise MailboxFault("no_tls")  # a password never travels in the clear, except within this machine
        check_place(access.host, access.port, inside=self._inside)
        with _told():
            if access.security == "tls":
                return MailBox(access.host, access.port, timeout=TIMEOUT, ssl_context=trust)
            if access.security == "starttls":
                return MailBoxStartTls(access.host, access.port, timeout=TIMEOUT, ssl_context=trust)
            return MailBoxUnencrypted(access.host, access.port, timeout=TIMEOUT)

    def _sign_in(self, box: BaseMailBox, access: Access) -> None:
        with _told():
            if not access.by_token:
                box.login(access.user, access.password, initial_folder=None)
                return
            try:
                box.xoauth2(access.user, self._tokens.of(access), initial_folder=None)
            except (MailboxLoginError, imaplib.IMAP4.error):
                self._tokens.forget(access)  # the next try asks for a fresh one
                raise


@contextmanager
def _told() -> Iterator[None]:
    """Faults of the network and of the server as ours."""
    try:
        yield
    except (MailboxLoginError, imaplib.IMAP4.error) as fault:
        refused = isinstance(fault, MailboxLoginError) or "AUTH" in str(fault).upper() or "LOGIN" in str(fault).upper()
        raise MailboxFault("refused" if refused else "server", str(fault)) from fault
    except ImapToolsError as fault:
        raise MailboxFault("server", str(fault)) from fault
    except ssl.SSLError as fault:
        raise MailboxFault("tls", str(fault)) from fault
    except (OSError, UnicodeError) as fault:
        raise MailboxFault("unreachable", str(fault)) from fault


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
