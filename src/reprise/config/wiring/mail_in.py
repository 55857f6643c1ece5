"""Who opens the mailboxes that are read."""

from contextlib import AbstractContextManager
from functools import cached_property
from importlib import import_module
from typing import cast

from django.conf import settings

from reprise.apps.conversations.ports import Access, MailStore, OpenMailbox, provide_mail_store


class ImapStore:
    """Loads what speaks IMAP with the first mailbox that is opened; most instances and processes open none."""

    @cached_property
    def _store(self) -> MailStore:
        module = import_module("reprise.integrations.mail_imap.store")
        inside = frozenset(host.strip().lower() for host in settings.ENV.mailbox_hosts.split(",") if host.strip())
        return cast(MailStore, module.ImapStore(inside=inside))

    def open(self, access: Access) -> AbstractContextManager[OpenMailbox]:
        """Open a mailbox."""
        return self._store.open(access)


def wire_mail_in() -> None:
    """Give conversations its way into mailboxes."""
    provide_mail_store("imap", ImapStore())
