"""Who opens the mailboxes that are read."""

from contextlib import AbstractContextManager
from functools import cached_property
from importlib import import_module
from typing import cast

from reprise.apps.conversations.ports import Access, MailStore, OpenMailbox, provide_mail_store


class ImapStore:
    """Loads what speaks IMAP with the first mailbox that is opened; most instances and processes open none."""

    @cached_property
    def _store(self) -> MailStore:
        return cast(MailStore, import_module("reprise.integrations.mail_imap.store").ImapStore())

    def open(self, access: Access) -> AbstractContextManager[OpenMailbox]:
        """Open a mailbox."""
        return self._store.open(access)


def wire_mail_in() -> None:
    """Give conversations its way into mailboxes."""
    provide_mail_store("imap", ImapStore())
