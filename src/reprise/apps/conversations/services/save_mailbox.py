import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reprise.apps.accounts.actors import Actor
from reprise.apps.accounts.rights import Right
from reprise.apps.conversations.mailbox_secrets import MailboxSecrets, sealed
from reprise.apps.conversations.models import Mailbox
from reprise.core.refusals import Invalid, Kind, NotFound, Refusal, mark
from reprise.platform.transactions import atomic

Way = Mailbox.Way
MOST: Final = 20  # mailboxes of one shop
PORTS: Final = {"tls": 993, "starttls": 143, "none": 143}
_HOST: Final = re.compile(r"(?!-)[a-z0-9._-]{1,200}|[0-9a-f:.]{2,45}", re.IGNORECASE)


class AddressTaken(Refusal):
    """Mail to one address comes in once."""

    code = "mailbox_address_taken"
    kind = Kind.CONFLICT
    sentence = mark("This address is read already. Change the mailbox there is, or remove it first.")


class TooManyMailboxes(Refusal):
    """Nobody has so many."""

    code = "too_many_mailboxes"
    sentence = mark("A shop has %(most)s mailboxes at most. Remove one that is no longer used.")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMailbox:
    """What somebody typed about a mailbox; an empty secret leaves the one that is kept."""

    address: str
    way: str
    host: str = ""  # of the IMAP server; for a webhook, the provider's name
    port: int | None = None
    security: str = "tls"
    user: str = ""
    folder: str = "INBOX"
    auth: str = "password"
    secrets: MailboxSecrets | None = None


@atomic
def save_mailbox(*, actor: Actor, new: NewMailbox, at: datetime, mailbox_id: int | None = None) -> Mailbox:
    """Add a mailbox, or change one; what its tests proved of another server or address proves nothing of this one."""
    actor.require(Right.SETTINGS_EDIT)
    mailbox = _kept(actor, mailbox_id) or Mailbox(shop_id=actor.shop_id, created_at=at)
    told = checked(new)
    _free(mailbox, told.address)
    moved = mailbox_id is None or _place(mailbox) != (told.address, told.way, told.host, told.port, told.folder)
    if mailbox_id is not None:
        check_secret(mailbox, told)
    for name in ("address", "way", "host", "port", "security", "user", "folder", "auth"):
        setattr(mailbox, name, getattr(told, name))
    if told.secrets is not None:
        mailbox.sealed = sealed(told.secrets, told.address)
    if moved:
        mailbox.plus_works = mailbox.proved_at = mailbox.uid_validity = mailbox.last_seen_at = None
        mailbox.last_uid, mailbox.created_at = 0, at  # mail is read from now on
    mailbox.last_error = ""
    mailbox.save()
    return mailbox


@atomic
def switch_mailbox(*, actor: Actor, mailbox_id: int, is_on: bool) -> Mailbox:
    """Stop reading a mailbox, or go on; what came in stays."""
    actor.require(Right.SETTINGS_EDIT)
    mailbox = _known(actor, mailbox_id)
    mailbox.is_on, mailbox.last_error = is_on, ""
    mailbox.save(update_fields=["is_on", "last_error"])
    return mailbox


@atomic
def remove_mailbox(*, actor: Actor, mailbox_id: int) -> None:
    """Forget a mailbox and what opens it; the mails that came in through it stay where they are."""
    actor.require(Right.SETTINGS_EDIT)
    _known(actor, mailbox_id).delete()


def _kept(actor: Actor, mailbox_id: int | None) -> Mailbox | None:
    if mailbox_id is not None:
        return _known(actor, mailbox_id)
    if Mailbox.objects.filter(shop_id=actor.shop_id).count() >= MOST:
        raise TooManyMailboxes(most=MOST)
    return None


def _known(actor: Actor, mailbox_id: int) -> Mailbox:
    found = Mailbox.objects.select_for_update().filter(shop_id=actor.shop_id, pk=mailbox_id).first()
    if found is None:
        raise NotFound
    return found


def _free(mailbox: Mailbox, address: str) -> None:
    if Mailbox.objects.filter(address__iexact=address).exclude(pk=mailbox.pk).exists():
        raise AddressTaken(field="address")


def check_secret(kept: Mailbox, told: NewMailbox) -> None:
    """What is kept goes to the address and to the server it was given for, and nowhere else that somebody types."""
    if told.secrets is not None or not kept.sealed:
        return
    if kept.address != told.address:
        raise Invalid(
            field="password", why=mark("type the secret again: the one that is kept belongs to the address of before.")
        )
    if told.way == Way.IMAP and (kept.host, kept.port or PORTS[kept.security]) != (told.host, told.port):
        why = mark("type the secret again: the one that is kept was given for the server of before.")
        raise Invalid(field="password", why=why)


def _place(mailbox: Mailbox) -> tuple[str, str, str, int | None, str]:
    return mailbox.address, mailbox.way, mailbox.host, mailbox.port, mailbox.folder


def checked(new: NewMailbox) -> NewMailbox:
    """What was typed, tidied; the first thing that cannot be used is refused at its field."""
    address = new.address.strip().lower()
    try:
        validate_email(address)
    except ValidationError as fault:
        raise Invalid(field="address", why=mark("write an e-mail address, for example support@example.com.")) from fault
    if new.way not in Way.values:
        raise Invalid(field="way", why=mark("choose how mail comes in."))
    if new.way == Way.IMAP and not _HOST.fullmatch(new.host.strip()):
        raise Invalid(field="host", why=mark("write the name of the server, for example imap.example.com."))
    if new.security not in PORTS or new.auth not in {"password", "oauth"}:
        raise Invalid(field="security", why=mark("choose one of the list."))
    port = new.port or (PORTS[new.security] if new.way == Way.IMAP else None)
    if port is not None and not 1 <= port <= 65535:
        raise Invalid(field="port", why=mark("a port is a number from 1 to 65535."))
    return NewMailbox(
        address=address, way=new.way, host=new.host.strip().lower(), port=port, security=new.security,
        user=_line(new.user) or address, folder=_line(new.folder) or "INBOX", auth=new.auth,
        secrets=new.secrets,
    )  # fmt: skip


def _line(typed: str) -> str:
    """One line: it is sent to a server within a command of the protocol."""
    return "".join(sign for sign in typed if sign.isprintable()).strip()[:200]
