"""The database into a file and back: SQLite copies itself while it serves, PostgreSQL is asked by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Final

from django.db import connection

from reprise.platform.backup.refusals import Unusable

NAMES: Final = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PAGES: Final = 4_096  # copied at once; others write in between


def copy_database(folder: Path) -> str:
    """Write the database as it is at one moment into a file of the folder; answers its name."""
    name = NAMES[connection.vendor]
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(folder / name)) as target:
            connection.connection.backup(target, pages=PAGES)
            target.execute("PRAGMA journal_mode=DELETE")
            if target.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                raise Unusable(why="the copy of the database does not pass its own check. Check the disk.")
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / name}")
    return name


def bring_back(source: Path) -> None:
    """Put the database of a verified copy in its place, whole or not at all."""
    if connection.vendor == "sqlite":
        target = Path(connection.settings_dict["NAME"])
        draft = target.with_name(f".{target.name}.restoring")
        shutil.copyfile(source, draft)
        draft.chmod(0o600)
        connection.close()
        for beside in ("-wal", "-shm"):  # of the empty database this process may have opened
            target.with_name(target.name + beside).unlink(missing_ok=True)
        draft.replace(target)
    else:
        connection.close()
        _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
             f"--dbname={connection.settings_dict['NAME']}", str(source))  # fmt: skip


def is_empty() -> bool:
    """Whether the database has no table yet."""
    if connection.vendor == "sqlite" and not Path(connection.settings_dict["NAME"]).exists():
        return True
    return not connection.introspection.table_names()


def room_needed() -> int:
    """How many bytes a copy of the database may take."""
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).stat().st_size
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def program(name: str) -> str:
    """Where a program of PostgreSQL is; Debian keeps some off the path."""
    debian = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which(name)
    if found is None:
        raise Unusable(why=f"{name} is not installed. Debian or Ubuntu: apt-get install postgresql-client. "
                           "macOS: brew install libpq.")  # fmt: skip
    return found


def _run(name: str, *arguments: str) -> None:
    told = connection.settings_dict
    known = {"PGHOST": told["HOST"], "PGPORT": told["PORT"], "PGUSER": told["USER"], "PGPASSWORD": told["PASSWORD"],
             "PGDATABASE": told["NAME"]}  # fmt: skip
    environment = {**os.environ, **{key: str(value) for key, value in known.items() if value}}
    done = subprocess.run([program(name), *arguments], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unusable(why=f"{name} did not succeed: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
