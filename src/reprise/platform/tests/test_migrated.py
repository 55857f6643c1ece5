"""At its start an instance knows without loading a migration whether one is missing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from reprise.platform.migrated import is_up_to_date

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_lived_values() -> None:
    """Their table is made by a command of its own."""
    call_command("createcachetable", verbosity=0)


def test_tables_of_this_version_need_nothing() -> None:
    assert is_up_to_date()


def test_a_migration_of_any_app_that_was_not_applied_is_missed() -> None:
    for app, name in MigrationLoader(connection).graph.leaf_nodes():
        row = MigrationRecorder.Migration.objects.filter(app=app, name=name)
        kept = row.get()
        row.delete()
        assert not is_up_to_date(), app
        kept.save(force_insert=True)
    assert is_up_to_date()


def test_an_instance_without_any_table_is_not_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert not is_up_to_date()
