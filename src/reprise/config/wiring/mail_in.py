"""Who opens the mailboxes that are read."""

from reprise.apps.conversations.ports import provide_mail_store
from reprise.integrations.mail_imap.store import ImapStore


def wire_mail_in() -> None:
    """Give conversations its way into mailboxes."""
    provide_mail_store("imap", ImapStore())
