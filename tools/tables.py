"""Write the first tables of an instance anew after a migration was added: python -m tools.tables.

Every migration is applied to an empty database of its own, SQLite in a folder and PostgreSQL on a server, both thrown
away. From SQLite the tables are read as they stand. PostgreSQL cannot say them without its own programs, whose words
change with their version: there, what the migrations told it is told again.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any, Final

import django
from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from reprise.config import tables
from tests.support import postgresql

_SHAPE: Final = ("CREATE", "ALTER", "DROP", "SET CONSTRAINTS")
_FILLED_BY_DJANGO: Final = {"django_content_type", "auth_permission"}  # after every `migrate`
_HEAD: Final = "-- What all migrations come to on {}. Written by python -m tools.tables.\n\n"


def migrated(url: str, *, folder: str) -> str:
    """The script of a database that every migration is applied to, by a process of its own.

    Without a URL it is SQLite in `folder`.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REPRISE_")}
    place = {"REPRISE_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "reprise.config.settings"}
    database = {"REPRISE_DATABASE_URL": url} if url else {}
    command = [sys.executable, "-m", "tools.tables", "tell"]
    return subprocess.run(command, env=kept | place | database, stdout=subprocess.PIPE, text=True, check=True).stdout


def tell() -> None:
    """Apply every migration of Django's own accord, and print what it came to."""
    django.setup()
    said: list[str] = []
    with connection.execute_wrapper(_listening(said)):
        call_command(migrate.Command(), interactive=False, verbosity=0)
    _refuse_rows()
    shape = _as_it_stands() if connection.vendor == "sqlite" else _as_it_was_told(said)
    print(
        _HEAD.format(connection.display_name) + "".join(f"{statement};\n" for statement in (*shape, _names())), end=""
    )


def _refuse_rows() -> None:
    """The scripts bring no rows: a migration that gives some to an empty database needs another way into them."""
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.django_table_names(only_existing=True)) - _FILLED_BY_DJANGO):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")  # noqa: S608  # a name of our own
            if cursor.fetchone():
                sys.exit(f"a migration fills {table}, which the written tables would leave empty")


def _listening(said: list[str]) -> Callable[..., Any]:
    def heard(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(str(sql))
        return execute(sql, params, many, context)

    return heard


def _as_it_stands() -> Iterator[str]:
    """Every table, index and trigger of SQLite, without those a search table keeps for itself."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pragma_table_list WHERE type = 'shadow'")
        own = {name for (name,) in cursor.fetchall()}
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
        for name, sql in cursor.fetchall():
            if name not in own and not name.startswith("sqlite_"):
                yield sql


def _as_it_was_told(said: list[str]) -> Iterator[str]:
    return (sql.rstrip(";") for sql in said if sql.startswith(_SHAPE))


def _names() -> str:
    """The migrations that all this stands for."""
    rows = sorted(MigrationRecorder(connection).applied_migrations())
    values = ",\n".join(f"('{app}', '{name}', CURRENT_TIMESTAMP)" for app, name in rows)
    return f"INSERT INTO django_migrations (app, name, applied) VALUES\n{values}"


def write() -> None:
    """Write both scripts."""
    with tempfile.TemporaryDirectory() as folder:
        tables.written("sqlite").write_text(migrated("", folder=folder), encoding="utf-8")
        postgresql.start()
        try:
            told = migrated(postgresql.url("postgres"), folder=folder)
        finally:
            postgresql.stop()
        tables.written("postgresql").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    tell() if sys.argv[1:] == ["tell"] else write()
