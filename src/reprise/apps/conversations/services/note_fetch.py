from datetime import datetime

from reprise.apps.conversations.mailbox_secrets import sealed, secrets_of
from reprise.apps.conversations.models import Mailbox
from reprise.platform.transactions import atomic


@atomic
def note_reached(*, mailbox: Mailbox, validity: int, uid: int, at: datetime) -> None:
    """The box was read up to a number; the number only means something together with its validity."""
    row = Mailbox.objects.filter(pk=mailbox.pk)
    same = mailbox.uid_validity == validity
    row.update(uid_validity=validity, last_seen_at=at, last_error="")
    if same:
        row.filter(last_uid__lt=uid).update(last_uid=uid)
    else:
        row.update(last_uid=uid)
    mailbox.uid_validity, mailbox.last_uid = validity, max(uid, mailbox.last_uid) if same else uid


@atomic
def note_fault(*, mailbox: Mailbox, code: str, said: str) -> None:
    """The box could not be read: the desk says so, and it is tried again."""
    Mailbox.objects.filter(pk=mailbox.pk).update(last_error=f"{code} {said}".strip()[:300])


@atomic
def keep_refresh_token(*, mailbox: Mailbox, token: str) -> None:
    """The provider gave another token for the next time."""
    held = Mailbox.objects.select_for_update().get(pk=mailbox.pk)
    secrets = secrets_of(held)
    held.sealed = sealed(type(secrets)(**{**_fields(secrets), "refresh_token": token}), held.address)
    held.save(update_fields=["sealed"])


def _fields(secrets: object) -> dict[str, str]:
    return {name: getattr(secrets, name) for name in secrets.__slots__}  # type: ignore[attr-defined]
