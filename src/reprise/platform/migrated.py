"""Whether an instance's tables are those of this version, found out without loading a single migration."""

import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.migrations.recorder import MigrationRecorder


def is_up_to_date() -> bool:
    """Whether every migration there is was applied, and the table of short-lived values made; asked at each start."""
    tables = {MigrationRecorder.Migration._meta.db_table, *_cache_tables()}
    return tables <= set(connection.introspection.table_names()) and has_every_migration()


def has_every_migration(alias: str = DEFAULT_DB_ALIAS) -> bool:
    """Whether every migration there is was applied to a database that says so."""
    return set(_migrations()) <= set(MigrationRecorder(connections[alias]).applied_migrations())


def _cache_tables() -> Iterator[str]:
    for cache in settings.CACHES.values():
        if cache["BACKEND"].endswith("DatabaseCache"):
            yield cache["LOCATION"]


def _migrations() -> Iterator[tuple[str, str]]:
    """The app and the name of each migration of this version."""
    for app in apps.get_app_configs():
        package = find_spec(f"{app.name}.migrations")
        for place in package.submodule_search_locations or () if package else ():
            yield from ((app.label, each.name) for each in pkgutil.iter_modules([place]) if each.name[0] not in "_~")
