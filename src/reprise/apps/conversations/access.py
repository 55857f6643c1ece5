"""Mailboxes as the house itself reads them; no actor reaches this."""

from functools import partial

from reprise.apps.conversations.mailbox_secrets import secrets_of
from reprise.apps.conversations.models import Mailbox
from reprise.apps.conversations.ports import Access
from reprise.apps.conversations.services.note_fetch import keep_refresh_token
from reprise.platform.sealing import SealBroken


def mailboxes_to_fetch() -> list[Mailbox]:
    """Every box that is to be read over IMAP."""
    found = Mailbox.objects.filter(is_on=True, way=Mailbox.Way.IMAP).exclude(host="")
    return list(found.select_related("shop").order_by("id"))


def mailbox_to_fetch(mailbox_id: int) -> Mailbox | None:
    """One of them."""
    return next((box for box in mailboxes_to_fetch() if box.pk == mailbox_id), None)


def access_to(mailbox: Mailbox) -> Access:
    """How a box is opened; a `SealBroken` where the instance has another key than when its secrets were kept."""
    secrets = secrets_of(mailbox)
    by_token = mailbox.auth == "oauth"
    return Access(
        host=mailbox.host, port=mailbox.port or (993 if mailbox.security == "tls" else 143), security=mailbox.security,
        user=mailbox.user or mailbox.address, folder=mailbox.folder or "INBOX",
        password="" if by_token else secrets.password, refresh_token=secrets.refresh_token if by_token else "",
        client_id=secrets.client_id, client_secret=secrets.client_secret, token_url=secrets.token_url,
        keep_refresh_token=partial(_keep, mailbox),
    )  # fmt: skip


def _keep(mailbox: Mailbox, token: str) -> None:
    keep_refresh_token(mailbox=mailbox, token=token)


def mailbox_at(address: str) -> Mailbox | None:
    """The box at which a mail to an address comes in, with or without what a plus address adds."""
    if not address.isprintable():  # half a character, or a NUL, which no table could be asked for
        return None
    local, _, domain = address.strip().lower().rpartition("@")
    bare = local.partition("+")[0]
    unmarked = local.rpartition("-rp-")[0] or bare
    wanted = [f"{one}@{domain}" for one in dict.fromkeys((local, unmarked, bare))]
    boxes = Mailbox.objects.filter(is_on=True, address__in=wanted).select_related("shop")
    return min(boxes, key=lambda box: wanted.index(box.address.lower()), default=None)


def mailbox_of_hook(mailbox_id: int) -> Mailbox | None:
    """A box whose mails a provider posts."""
    found = Mailbox.objects.filter(pk=mailbox_id, way=Mailbox.Way.WEBHOOK, is_on=True)
    return found.select_related("shop").first()


def hook_key(mailbox: Mailbox) -> str:
    """The key its provider proves to hold; empty where none can be read."""
    try:
        return secrets_of(mailbox).webhook_key
    except SealBroken:
        return ""
