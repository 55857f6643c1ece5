"""The index itself: FTS5 on SQLite, kept by triggers; a GIN index on PostgreSQL. Words come ready, so neither parses.

SQLite makes a table anew when a column changes, and loses its triggers then: a later migration that alters
search_searchdocument on SQLite has to create them again.
"""

from django.db import migrations

TABLE, INDEX = "search_searchdocument", "search_words"
OLD = f"INSERT INTO {INDEX}({INDEX}, rowid, words) VALUES ('delete', old.id, old.words)"  # noqa: S608 (names of ours)
NEW = f"INSERT INTO {INDEX}(rowid, words) VALUES (new.id, new.words)"  # noqa: S608


def make(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE {INDEX} USING fts5(words, content='{TABLE}', content_rowid='id', "
            "tokenize=\"unicode61 remove_diacritics 2\", prefix='2 3 4', detail=none)"
        )
        schema_editor.execute(f"CREATE TRIGGER {INDEX}_new AFTER INSERT ON {TABLE} BEGIN {NEW}; END")
        schema_editor.execute(f"CREATE TRIGGER {INDEX}_old AFTER DELETE ON {TABLE} BEGIN {OLD}; END")
        schema_editor.execute(
            f"CREATE TRIGGER {INDEX}_changed AFTER UPDATE OF words ON {TABLE} BEGIN {OLD}; {NEW}; END"
        )
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE INDEX {INDEX} ON {TABLE} USING gin (array_to_tsvector(string_to_array(words, ' ')))"
        )


def unmake(_apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("new", "old", "changed"):
            schema_editor.execute(f"DROP TRIGGER {INDEX}_{name}")
        schema_editor.execute(f"DROP TABLE {INDEX}")
    elif schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(make, unmake),
    ]
