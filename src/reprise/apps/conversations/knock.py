"""Whether a mailbox opens with what somebody typed, before it is kept."""

from reprise.apps.conversations.access import access_to
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, sealed
from reprise.apps.conversations.models import Mailbox
from reprise.apps.conversations.ports import STORES, MailboxFault
from reprise.apps.conversations.services.save_mailbox import NewMailbox, check_secret, checked


def knock(new: NewMailbox, kept: Mailbox | None) -> str:
    """Sign in and open the folder; what the fault is called, or nothing when it opened. Outside any transaction."""
    told = checked(new)
    box = Mailbox(
        address=told.address, way=told.way, host=told.host, port=told.port, security=told.security, user=told.user,
        folder=told.folder, auth=told.auth,
    )  # fmt: skip
    if told.secrets is not None:
        box.sealed = sealed(told.secrets, told.address)
    elif kept is not None:
        check_secret(kept, told)
        box.sealed = kept.sealed
    else:
        box.sealed = sealed(MailboxSecrets(), told.address)
    try:
        with STORES[Mailbox.Way.IMAP].open(access_to(box)):
            return ""
    except MailboxFault as fault:
        return fault.code
