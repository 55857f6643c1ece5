"""A new instance begins with the tables that every migration together comes to, on either database."""

import os
import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psycopg
import pytest
from django.core.management import call_command
from django.db import connection

from reprise.config.tables import make_first_tables, written
from reprise.platform.migrated import has_every_migration
from tests.support import postgresql
from tests.support.instance import ON_POSTGRESQL
from tools.tables import migrated

STALE: Final = "a migration was added: run python -m tools.tables"
SAID_BESIDE: Final = re.compile(r"^\\(un)?restrict |^--|^$")  # what a dump tells between statements, a random word too
NAMES: Final = "INSERT INTO django_migrations"
WORKER: Final = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture
def place(tmp_path: Path) -> Iterator[str]:
    """An empty database for nobody else: a path of SQLite, or a name on the tests' server."""
    if not ON_POSTGRESQL:
        yield str(tmp_path / "begun.sqlite3")
        return
    name = f"begun_{WORKER}"
    tell_server(f"CREATE DATABASE {name}")
    yield name
    tell_server(f"DROP DATABASE {name} WITH (FORCE)")


def tell_server(*statements: str) -> None:
    """What is said of a database from outside of it."""
    with psycopg.connect(postgresql.url("postgres"), autocommit=True) as server:
        for statement in statements:
            server.execute(statement)


def shape(place: str) -> list[str]:
    """All that a database tells of its tables, sorted."""
    if not ON_POSTGRESQL:
        with sqlite3.connect(place) as database:
            return sorted(sql for (sql,) in database.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
    command: list[str] = ["pg_dump", "--schema-only", f"--dbname={postgresql.url(place)}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return sorted(line for line in told.splitlines() if not SAID_BESIDE.match(line))


def begin(place: str, script: str) -> None:
    """Make the tables a script tells of."""
    if ON_POSTGRESQL:
        with psycopg.connect(postgresql.url(place)) as server:
            server.execute(script)
    else:
        with sqlite3.connect(place) as database:
            database.executescript(script)


@pytest.mark.django_db
def test_what_is_written_is_what_the_migrations_come_to(place: str, tmp_path: Path) -> None:
    """Compared as a database tells it: on the way to PostgreSQL a migration says moments, and numbers by chance."""
    script = written(connection.vendor).read_text()
    told = migrated(postgresql.url(place) if ON_POSTGRESQL else "", folder=str(tmp_path))
    assert script.partition(NAMES)[2] == told.partition(NAMES)[2], STALE
    came_to = shape(place if ON_POSTGRESQL else str(tmp_path / "reprise.sqlite3"))
    if ON_POSTGRESQL:
        tell_server(f"DROP DATABASE {place} WITH (FORCE)", f"CREATE DATABASE {place}")
    begin(place, script)
    assert shape(place) == came_to, STALE


@pytest.mark.django_db
def test_models_ask_for_nothing_that_no_migration_gives() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
    assert set(connection.introspection.django_table_names()) <= set(connection.introspection.table_names())


@pytest.mark.django_db
def test_an_instance_that_has_tables_is_never_begun_anew() -> None:
    before = connection.introspection.table_names()
    assert not make_first_tables("default")
    assert connection.introspection.table_names() == before


@pytest.mark.django_db(transaction=True)
def test_an_instance_of_an_earlier_version_is_migrated_as_ever() -> None:
    name = str(connection.settings_dict["NAME"])
    before = shape(name)
    call_command("migrate", "search", "zero", verbosity=0)
    assert not has_every_migration()
    call_command("migrate", verbosity=0)
    assert has_every_migration()
    assert shape(name) == before
