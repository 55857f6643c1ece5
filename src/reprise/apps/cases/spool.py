"""Statements that are safe on the disk before anything else happens, so that no database can lose one.

One file each, named by its reference, written whole and synced; it is taken away once the row is committed.
"""

import contextlib
import errno
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import structlog

MOST: Final = 20_000  # more than any shop gets while its database is away; only an attack reaches it
ROOM: Final = 1 << 20  # bytes kept free for statements by a file that gives way to them on a full disk
PLENTY: Final = 1 << 25  # bytes that are free before such a file is made
STEP: Final = 1 << 16  # bytes it gives at a time, so that others do not take all of it
log = structlog.get_logger("reprise.statements")


class SpoolFull(RuntimeError):
    """So many statements wait that the disk is in danger."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A statement as it reached us: everything its row will hold, and the keyed digest of where it came from."""

    shop: str
    reference: str
    key: str
    fingerprint: str
    received_at: datetime
    channel: str
    language: str
    content: dict[str, Any]
    salt: str
    network: str = ""


def lay_down(folder: Path, filed: Filed) -> Filed:
    """Make a statement durable; the one of the same reference that lies there already wins."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = _place(folder, filed.reference)
    if not place.exists() and sum(1 for _ in folder.glob("RT-*.json")) >= MOST:
        raise SpoolFull
    draft = _written(folder, filed)
    try:
        os.link(draft, place)
    except FileExistsError:
        return read(folder, filed.reference) or filed
    finally:
        draft.unlink()
    _sync(folder)
    return filed


def keep_room(folder: Path) -> None:
    """Hold some room for statements while there is enough for everybody; where there is not, do without."""
    kept = _kept_room(folder)
    with contextlib.suppress(OSError):
        is_whole = kept.is_file() and kept.stat().st_size == ROOM
        if not is_whole and shutil.disk_usage(folder.parent).free > PLENTY:
            kept.write_bytes(os.urandom(ROOM))  # what is all alike takes no room on some disks


def _written(folder: Path, filed: Filed) -> Path:
    """A statement in a file of its own, whole and synced; on a full disk in the room that was kept for it."""
    while True:
        try:
            return _write(folder, filed)
        except OSError as fault:
            if fault.errno not in {errno.ENOSPC, errno.EDQUOT} or not _gave_way(folder):
                raise


def _write(folder: Path, filed: Filed) -> Path:
    draft = folder / f".{filed.reference}.{os.getpid()}.{os.urandom(4).hex()}"
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            json.dump({**asdict(filed), "received_at": filed.received_at.isoformat()}, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return draft


def _gave_way(folder: Path) -> bool:
    """Give a step of the room that was kept; False when nothing of it is left."""
    kept = _kept_room(folder)
    try:
        left = kept.stat().st_size
        os.truncate(kept, max(left - STEP, 0))
    except OSError:
        return False
    return left > 0


def _kept_room(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.room")  # beside it: no backup takes it along


def read(folder: Path, reference: str) -> Filed | None:
    """The statement that waits under a reference."""
    try:
        kept = json.loads(_place(folder, reference).read_text(encoding="utf-8"))
        known = {one.name for one in fields(Filed)}
        told = {name: value for name, value in kept.items() if name in known}
        return Filed(**{**told, "received_at": datetime.fromisoformat(kept["received_at"])})
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError) as fault:
        log.error("a statement on the disk cannot be read", reference=reference, fault=type(fault).__name__)
        return None


def waiting(folder: Path) -> Iterator[Filed]:
    """Every statement on the disk, in the order in which they came."""
    references = [place.stem for place in folder.glob("RT-*.json")] if folder.is_dir() else []
    found = [filed for reference in references if (filed := read(folder, reference)) is not None]
    yield from sorted(found, key=lambda filed: filed.received_at)


def take_away(folder: Path, reference: str) -> None:
    """Let go of a statement whose row is committed."""
    _place(folder, reference).unlink(missing_ok=True)


def _place(folder: Path, reference: str) -> Path:
    return folder / f"{reference}.json"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
