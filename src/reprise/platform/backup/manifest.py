"""What a copy holds: its day, the versions that made it, and the hash of each file in it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reprise.platform.backup.refusals import Unusable

FORMAT: Final = 1
NAME: Final = "manifest.json"
PART: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a copy."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """All of a copy; `lacking` names files that the database speaks of and that were not there any more."""

    made_at: str
    version: str
    database: str  # sqlite, postgresql
    migrations: list[str]
    members: list[Member] = field(default_factory=list)
    lacking: list[str] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Lay it down in the copy, last of all."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a copy; a folder without one is none."""
    try:
        told = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if told["format"] > FORMAT:
            raise Unusable(why=f"{folder} was made by a newer version of Reprise: install that one first.")
        return Manifest(**{**told, "members": [Member(**one) for one in told["members"]]})
    except FileNotFoundError:
        raise Unusable(why=f"{folder} holds no backup: it has no {NAME}.") from None
    except (ValueError, KeyError, TypeError):
        raise Unusable(why=f"{folder / NAME} cannot be read: take another backup.") from None


def verify(folder: Path, manifest: Manifest) -> None:
    """Read every file of a copy and compare; the first that differs is named."""
    for member in manifest.members:
        place = PurePosixPath(member.path)
        if place.is_absolute() or ".." in place.parts:
            raise Unusable(why=f"{NAME} names a file outside the backup: {member.path}")
        try:
            size, found = measured(folder / member.path)
        except OSError:
            raise Unusable(why=f"{member.path} is missing from the backup.") from None
        if (size, found) != (member.size, member.sha256):
            raise Unusable(why=f"{member.path} is not as it was written: the backup is damaged, or was changed.")


def measured(path: Path) -> tuple[int, str]:
    """The size and the hash of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while part := file.read(PART):
            digest.update(part)
            size += len(part)
    return size, digest.hexdigest()


def applied() -> list[str]:
    """The migrations of the database we speak to."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
