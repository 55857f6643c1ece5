import os
import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, transaction

from reprise.apps.conversations.kinds import MailState
from reprise.apps.conversations.models import IncomingMail, Mailbox
from reprise.core.typed_text import readable
from reprise.platform.files.keep_unread import digest_of, kept_unread
from reprise.platform.files.store import clear, incoming, keep
from reprise.platform.jobs.enqueue import enqueue

if TYPE_CHECKING:
    from reprise.apps.accounts.models import Shop

LARGEST: Final = 64 * 2**20  # a mail of 45 MB of files is 61 MB on the way
HEAD: Final = 256 * 1024  # of a mail that is too large, so much is kept
READ: Final = "mail.read"
_MOST_RECIPIENTS: Final = 50


def take_mail(
    *, shop: "Shop", mailbox: Mailbox | None, raw: bytes | Path, received_at: datetime, at: datetime,
    envelope_to: Sequence[str] = (), fingerprint: str = "", size: int | None = None,
) -> IncomingMail:  # fmt: skip
    """Keep a mail on the disk and in the table, for a job to read it; the same bytes again are the same mail.

    Whoever brought it may say so once this answers: after that nothing loses it. A path is moved away. `fingerprint`
    replaces that of the bytes where a provider composes them anew at each attempt; `size` is that of the whole mail
    where only its head came. Call it outside any transaction.
    """
    folder = incoming()
    try:
        path = _at_hand(raw, folder)
        size = size or path.stat().st_size
        mine = fingerprint or digest_of(path)
        if known := IncomingMail.objects.filter(shop=shop, fingerprint=mine).first():
            return known
        if size > LARGEST and path.stat().st_size > HEAD:
            os.truncate(path, HEAD)
        mail = IncomingMail(
            shop=shop, mailbox=mailbox, fingerprint=mine, size=size, received_at=received_at,
            recipients=[readable(address).lower()[:320] for address in envelope_to[:_MOST_RECIPIENTS]],
            state=(MailState.QUARANTINED if size > LARGEST else MailState.WAITING).value,
            why="too_large" if size > LARGEST else "",
        )  # fmt: skip
        try:
            return _record(mail, path, at)
        except IntegrityError:  # the same mail came in by another way at this moment; the bytes are swept
            return IncomingMail.objects.get(shop=shop, fingerprint=mine)
    finally:
        clear(folder)


def _at_hand(raw: bytes | Path, folder: Path) -> Path:
    """The bytes as a file beside the store."""
    path = folder / "mail"
    if isinstance(raw, bytes):
        path.write_bytes(raw or b"\n")
    else:
        shutil.move(raw, path)
    return path


def _record(mail: IncomingMail, path: Path, at: datetime) -> IncomingMail:
    digest, size = digest_of(path), path.stat().st_size
    key = keep(path)
    with transaction.atomic():
        mail.raw = kept_unread(
            shop_id=mail.shop_id, key=key, size=size, digest=digest, name="mail.eml", media_type="message/rfc822",
            by="mail", at=at,
        )  # fmt: skip
        mail.raw_key = key
        mail.save(force_insert=True)
        if mail.mailbox_id is not None:
            Mailbox.objects.filter(pk=mail.mailbox_id).update(last_mail_at=at, last_seen_at=at)
        enqueue(kind=READ, payload={}, at=at, dedupe_key=READ)
    return mail
