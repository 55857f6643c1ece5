"""Where the bytes of files lie: below the data folder, under generated names, readable by nobody else."""

import os
import re
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

from reprise.core.refusals import Kind, Refusal, mark
from reprise.platform.files.models import StoredFile

KEY: Final = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


class FileGone(Refusal):
    """The row is there, the bytes are not: erased on request, or there never was a preview."""

    code = "file_gone"
    kind = Kind.MISSING
    sentence = mark("This file is no longer kept.")


def open_file(file: StoredFile) -> BinaryIO:
    """The bytes of a file; the caller has checked that the reader may have it, and closes it."""
    return _open(file, file.key)


def open_preview(file: StoredFile) -> BinaryIO:
    """The small picture of a file, for lists."""
    return _open(file, file.preview_key)


def _open(file: StoredFile, key: str) -> BinaryIO:
    if file.erased_at is not None or not key:
        raise FileGone
    try:
        return path_of(key).open("rb")
    except FileNotFoundError:
        raise FileGone from None


def path_of(key: str) -> Path:
    """Where a key's bytes lie; a key that we did not make leads nowhere."""
    if not KEY.fullmatch(key):
        raise FileGone
    return Path(settings.MEDIA_ROOT) / key


def keep(source: Path) -> str:
    """Move a file into the store for good, and answer its key: after this a power cut does not lose it."""
    key = secrets.token_hex(16)
    key = f"{key[:2]}/{key}"
    target = path_of(key)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source.chmod(0o600)
    with source.open("rb") as file:
        os.fsync(file.fileno())
    source.rename(target)
    folder = os.open(target.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return key


def destroy(key: str) -> None:
    """Remove a key's bytes; once is as good as twice."""
    path_of(key).unlink(missing_ok=True)


def every_key() -> Iterator[tuple[str, float]]:
    """All keys with the time of their last change, for the search after what nobody points to."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.glob("??/*"):
        key = f"{path.parent.name}/{path.name}"
        if KEY.fullmatch(key):
            yield key, path.stat().st_mtime


def incoming() -> Path:
    """A fresh folder beside the store, on the same disk, for a file that has not passed the gate."""
    root = Path(settings.MEDIA_ROOT) / ".incoming"
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / secrets.token_hex(8)
    folder.mkdir(mode=0o700)
    return folder


def clear(folder: Path) -> None:
    """Remove an incoming folder with what is left in it."""
    shutil.rmtree(folder, ignore_errors=True)
