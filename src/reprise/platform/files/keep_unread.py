"""Keep bytes as they came, without a look at them: they are shown to staff as a download, and to no customer."""

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from reprise.platform.files.models import StoredFile
from reprise.platform.files.names import tidy_name
from reprise.platform.transactions import atomic


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def kept_unread(
    *, shop_id: int, key: str, size: int, digest: str, name: str, media_type: str, by: str, at: datetime
) -> StoredFile:
    """The row of bytes that lie in the store already."""
    return StoredFile.objects.create(
        shop_id=shop_id, kind=StoredFile.Kind.OTHER, name=tidy_name(name, media_type), media_type=media_type, size=size,
        sha256=digest, key=key, uploaded_by=by, created_at=at,
    )  # fmt: skip


@atomic
def hand_over(*, file_ids: Collection[int], was: str, to: str) -> None:
    """Make files of somebody else's that one uploader brought in: of whoever sent the mail they came with."""
    StoredFile.objects.filter(pk__in=file_ids, uploaded_by=was).update(uploaded_by=to)
