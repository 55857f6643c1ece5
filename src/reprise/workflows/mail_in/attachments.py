"""The files of a mail, through the same gate as any upload."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from reprise.core.refusals import Refusal
from reprise.platform.files.accept import accept_upload
from reprise.platform.files.rejections import GateBusy
from reprise.platform.files.verdict import KINDS

if TYPE_CHECKING:
    from reprise.apps.conversations.models import IncomingMail
    from reprise.apps.conversations.rules.read_mail import Attached, ReadMail
    from reprise.platform.files.models import StoredFile

MOST: Final = 10  # of one message
PATIENCE, PAUSE = 5, 2.0  # how often, and how many seconds, a busy gate is waited for
_DOT: Final = 400  # bytes: a picture so small is there to count who reads


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose the files are until the mail is somebody's message."""

    shop_id: int
    key: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What passed the gate, with its name inside the text if it has one, and what did not, and why."""

    files: tuple[tuple["StoredFile", str], ...] = ()
    left_out: tuple[Mapping[str, str], ...] = ()
    by: str = field(default="")


def through_gate(shop_id: int, mail: "IncomingMail", read: "ReadMail", folder: Path, *, at: datetime) -> Brought:
    """Check each file in a limited process of its own; one that is refused stays in the raw mail."""
    bearer = Bearer(shop_id, f"mail:{mail.pk}")
    files: list[tuple[StoredFile, str]] = []
    left_out: list[Mapping[str, str]] = list(read.left_out)
    for attached in read.files:
        path = folder / Path(attached.path).name
        if attached.content_id and path.stat().st_size < _DOT:
            continue
        if len(files) == MOST:
            left_out.append({"name": attached.name, "code": "too_many_files"})
            continue
        try:
            files.append((_accepted(bearer, attached, path, at), attached.content_id))
        except Refusal as refusal:
            left_out.append({"name": attached.name, "code": refusal.code})
    return Brought(tuple(files), tuple(left_out), bearer.key)


def _accepted(bearer: Bearer, attached: "Attached", path: Path, at: datetime) -> "StoredFile":
    for _ in range(PATIENCE):
        try:
            with path.open("rb") as content:
                return accept_upload(actor=bearer, name=attached.name, content=content, at=at, allowed=KINDS)
        except GateBusy:
            time.sleep(PAUSE)
    with path.open("rb") as content:
        return accept_upload(actor=bearer, name=attached.name, content=content, at=at, allowed=KINDS)
