"""Take an upload: through the gate, into the store, and only then a row."""

import hashlib
from collections.abc import Set
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final, Protocol

import structlog
from django.conf import settings

from reprise.platform.files.gate import check
from reprise.platform.files.models import StoredFile
from reprise.platform.files.names import tidy_name
from reprise.platform.files.rejections import REJECTIONS, EmptyFile, FileRejected, FileTooLarge, NotThisKind
from reprise.platform.files.store import clear, incoming, keep
from reprise.platform.files.verdict import LARGEST, MIB, Verdict

IMAGES_AND_PDF: Final = frozenset({"photo", "pdf"})
LARGEST_LOGO: Final = 5 * MIB
_CHUNK: Final = 2**20
log = structlog.get_logger("reprise.files")


class Uploader(Protocol):
    """Who sends a file, and in which shop."""

    @property
    def shop_id(self) -> int: ...
    @property
    def key(self) -> str: ...


def accept_upload(
    *, actor: Uploader, name: str, content: BinaryIO, at: datetime, allowed: Set[str] = IMAGES_AND_PDF,
    logo: bool = False,
) -> StoredFile:  # fmt: skip
    """Check a file, keep what the gate made of it, and answer its row; call it outside any transaction, it is slow.

    A `logo` is a picture that becomes a small PNG and keeps its transparency.
    """
    limits = {**LARGEST, "photo": settings.ENV.max_photo_mb * MIB}
    if logo:
        allowed, limits = frozenset({"photo"}), limits | {"photo": LARGEST_LOGO, "logo": LARGEST_LOGO}
    folder = incoming()
    try:
        path = folder / "upload"
        _receive(content, path, max(limits[kind] for kind in allowed))
        verdict = check(path, name, folder=folder, limits=limits)
        _admit(verdict, allowed)
        return _store(actor, name, path, verdict, at)
    finally:
        clear(folder)


def _receive(content: BinaryIO, path: Path, most: int) -> None:
    """Write what comes, up to the largest that could be allowed."""
    size = 0
    with path.open("wb") as file:
        path.chmod(0o600)
        while chunk := content.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise FileTooLarge(field="file", limit=most // MIB)
            file.write(chunk)
    if size == 0:
        raise EmptyFile(field="file")


def _admit(verdict: Verdict, allowed: Set[str]) -> None:
    if not verdict.accepted:
        log.info("file rejected", code=verdict.code, sort=verdict.kind)
        raise REJECTIONS.get(verdict.code, FileRejected)(field="file", **verdict.params)
    if verdict.kind not in allowed:
        raise NotThisKind(field="file")


def _store(actor: Uploader, name: str, path: Path, verdict: Verdict, at: datetime) -> StoredFile:
    main = path.parent / verdict.main if verdict.main else path
    _empty(main, verdict.blank)
    with main.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    size = main.stat().st_size
    preview_key = keep(path.parent / verdict.preview) if verdict.preview else ""
    return StoredFile.objects.create(
        shop_id=actor.shop_id, kind=verdict.kind, name=tidy_name(name, verdict.media_type),
        media_type=verdict.media_type, size=size, sha256=digest, key=keep(main), preview_key=preview_key,
        width=verdict.width, height=verdict.height, facts=dict(verdict.facts), uploaded_by=actor.key, created_at=at,
    )  # fmt: skip


def _empty(path: Path, blank: tuple[tuple[int, int], ...]) -> None:
    """Overwrite what tells where a video was taken, boxes and pieces of tracks; lengths stay, so nothing else moves."""
    if not blank:
        return
    size = path.stat().st_size
    with path.open("r+b") as file:
        for at, length in blank:
            if at >= 0 and length >= 8 and at + length <= size:
                file.seek(at + 4)
                file.write(b"free")
                _zero(file, length - 8)


def _zero(file: BinaryIO, length: int) -> None:
    while length > 0:
        length -= file.write(bytes(min(length, _CHUNK)))
