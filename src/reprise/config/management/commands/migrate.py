"""Django's `migrate`, which begins an empty database with all its tables at once."""

from typing import Any

from django.core.management.commands import migrate
from django.core.management.sql import emit_post_migrate_signal

from reprise.config.tables import make_first_tables
from reprise.platform.migrated import has_every_migration

#: What asks for something else than all the tables of an instance.
_PARTIAL = ("app_label", "fake", "fake_initial", "plan", "check_unapplied", "prune")


class Command(migrate.Command):
    """Whatever the written tables do not stand for is migrated as ever."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the first tables or migrate."""
        alias = options["database"]
        whole = not any(options[name] for name in _PARTIAL)
        if whole and make_first_tables(alias) and has_every_migration(alias):
            emit_post_migrate_signal(options["verbosity"], options["interactive"], alias)
            return
        super().handle(*args, **options)
