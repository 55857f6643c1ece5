import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection

from reprise.platform import killpoints
from reprise.platform.backup.databases import copy_database, room_needed
from reprise.platform.backup.manifest import Manifest, Member, applied, measured
from reprise.platform.backup.refusals import Unusable
from reprise.platform.files.models import StoredFile
from reprise.platform.files.store import every_key, path_of

#: What lies in the data folder besides the database and the files.
BESIDE: Final = ("statements", "shops", "erasures.jsonl")
SECRET: Final = "secret_key"
SPARE: Final = 50_000_000
killpoints.declare("backup.database", "backup.files")


def make_backup(target: Path, *, at: datetime, with_secret: bool = True) -> Manifest:
    """Copy the instance into a new folder while it serves: the database first, then the files it names.

    The folder appears under its name when it is whole; what a killed copy left behind is taken away by the next one.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Unusable(why=f"{target} is not empty: name a new folder for each backup.")
    target.parent.mkdir(parents=True, exist_ok=True)
    for left in target.parent.glob(f".{target.name}.part-*"):
        shutil.rmtree(left, ignore_errors=True)
    _check_room(target.parent)
    draft = target.with_name(f".{target.name}.part-{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    try:
        manifest = _filled(draft, at, with_secret=with_secret)
        if target.exists():
            target.rmdir()
        draft.rename(target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def _filled(draft: Path, at: datetime, *, with_secret: bool) -> Manifest:
    known = applied()
    database = copy_database(draft)
    killpoints.reach("backup.database")
    for source, place in _sources(with_secret=with_secret):
        _copy(source, draft / place)
    killpoints.reach("backup.files")
    members = [_member(draft, path) for path in sorted(draft.rglob("*")) if path.is_file()]
    lacking = _lacking({member.path: member.sha256 for member in members})
    manifest = Manifest(at.isoformat(), version("reprise"), connection.vendor, known, members, lacking)
    assert any(member.path == database for member in members)
    manifest.write(draft)
    for path in [*draft.rglob("*"), draft]:
        path.chmod(0o700 if path.is_dir() else 0o600)
        _sync(path)
    return manifest


def _sources(*, with_secret: bool) -> Iterator[tuple[Path, str]]:
    """What is copied, and where to."""
    for key, _ in every_key():
        yield path_of(key), f"files/{key}"
    folder = Path(settings.ENV.data_dir)
    for name in (*BESIDE, *((SECRET,) if with_secret else ())):
        place = folder / name
        found = [place] if place.is_file() else sorted(place.glob("*")) if place.is_dir() else []
        for path in found:
            if path.is_file() and not path.name.startswith("."):
                yield path, str(path.relative_to(folder))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        shutil.copyfile(source, target)
    except FileNotFoundError:  # erased, or taken into the database, since we looked
        target.unlink(missing_ok=True)
        return
    target.chmod(0o600)


def _member(draft: Path, path: Path) -> Member:
    size, digest = measured(path)
    return Member(path.relative_to(draft).as_posix(), size, digest)


def _lacking(copied: dict[str, str]) -> list[str]:
    """Files that rows still name and that were not there, or are not what they were."""
    rows = StoredFile.objects.filter(erased_at__isnull=True).order_by("pk").values_list("pk", "key", "sha256")
    return [f"{pk} {key}" for pk, key, digest in rows.iterator() if copied.get(f"files/{key}") != digest]


def _check_room(place: Path) -> None:
    files = sum(path_of(key).stat().st_size for key, _ in every_key())
    needed, free = files + room_needed() + SPARE, shutil.disk_usage(place).free
    if free < needed:
        raise Unusable(why=f"there is not enough room in {place}: {needed // 1_000_000} MB are needed, "
                           f"{free // 1_000_000} MB are free.")  # fmt: skip


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
