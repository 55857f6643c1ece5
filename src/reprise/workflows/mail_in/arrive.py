"""A mail handed over with its envelope: by a mail server, or by a provider."""

import shutil
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reprise.apps.conversations.access import mailbox_at
from reprise.apps.conversations.services.take_mail import take_mail
from reprise.core.refusals import Kind, Refusal, mark

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail


class NobodyHere(Refusal):
    """None of the addresses is read here."""

    code = "no_such_mailbox"
    kind = Kind.MISSING
    sentence = mark("No mailbox of this instance has any of these addresses. Add it in the settings of the shop first.")


def is_ours(address: str) -> bool:
    """Whether mail for an address is taken here."""
    return mailbox_at(address) is not None


def arrive(raw: bytes | Path, addresses: Sequence[str], *, at: datetime) -> list["IncomingMail"]:
    """Keep a mail once for each shop it is addressed to; a path is moved away."""
    boxes = {box.shop_id: box for address in reversed(addresses) if (box := mailbox_at(address)) is not None}
    if not boxes:
        raise NobodyHere
    return [
        take_mail(shop=box.shop, mailbox=box, raw=one, received_at=at, envelope_to=addresses, at=at)
        for box, one in zip(boxes.values(), _once_each(raw, len(boxes)), strict=True)
    ]


def _once_each(raw: bytes | Path, count: int) -> list[bytes | Path]:
    """The mail as often as it is kept: of a file, copies beside it."""
    if isinstance(raw, bytes):
        return [raw] * count
    copies = [raw.with_name(f"{raw.name}-{number}") for number in range(1, count)]
    for copy in copies:
        shutil.copyfile(raw, copy)
    return [raw, *copies]
