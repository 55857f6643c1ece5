import shutil
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from reprise.platform import killpoints
from reprise.platform.backup.databases import NAMES, bring_back, is_empty
from reprise.platform.backup.make import SECRET
from reprise.platform.backup.manifest import Manifest, read_manifest, verify
from reprise.platform.backup.refusals import Unusable
from reprise.platform.fence import fence, raise_fence

INSIDE: Final = ("files", "statements")
killpoints.declare("restore.fenced", "restore.files", "restore.database")


def restore(source: Path) -> Manifest:
    """Make an instance from a copy: checked whole before anything is touched, fenced before anything is there.

    A restore that was killed is begun again with the same command. The tables are brought up to date by the caller,
    who then calls `finish_restore`.
    """
    manifest = read_manifest(source)
    _check_versions(manifest)
    _check_place()
    verify(source, manifest)
    raise_fence(made_at=manifest.made_at, whole=False)
    killpoints.reach("restore.fenced")
    data = Path(settings.ENV.data_dir)
    for member in manifest.members:
        if member.path not in NAMES.values() and not (member.path == SECRET and settings.ENV.secret_key):
            target = data / member.path
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(source / member.path, target)
            target.chmod(0o600)
    killpoints.reach("restore.files")
    bring_back(source / NAMES[manifest.database])
    killpoints.reach("restore.database")
    return manifest


def finish_restore(manifest: Manifest) -> None:
    """The instance is whole; it stays fenced."""
    raise_fence(made_at=manifest.made_at, whole=True)


def _check_versions(manifest: Manifest) -> None:
    if manifest.database != connection.vendor:
        raise Unusable(why=f"this backup is of {manifest.database}, and this instance is set to {connection.vendor}: "
                           "set REPRISE_DATABASE_URL as it was.")  # fmt: skip
    ours = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    newer = sorted(set(manifest.migrations) - ours)
    if newer:
        raise Unusable(why=f"this backup was made by a newer version ({manifest.version}, with {newer[-1]}): "
                           "install that one first.")  # fmt: skip


def _check_place() -> None:
    """Refuse a living instance; what a killed restore left is no instance."""
    begun = fence()
    if begun is not None and not begun.whole:
        if connection.vendor == "postgresql" and not is_empty():
            return_to = "its database is there already: drop it, make it anew, then restore again."
            raise Unusable(why=f"a restore was killed after its last step: {return_to}")
        return
    data = Path(settings.ENV.data_dir)
    if not is_empty() or any((data / name).exists() and any((data / name).iterdir()) for name in INSIDE):
        raise Unusable(why=f"there is an instance in {data} already: point REPRISE_DATA_DIR (and REPRISE_DATABASE_URL) "
                           "at an empty place. Nothing was touched.")  # fmt: skip
