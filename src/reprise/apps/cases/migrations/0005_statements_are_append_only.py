"""The database itself refuses to change or remove a withdrawal statement and what was done about it.

SQLite makes a table anew when a column changes, and loses its triggers then: a later migration that alters these tables
on SQLite has to create them again.
"""

from django.db import migrations

TABLES = ("cases_statement", "cases_statementstep")
SENTENCE = "statements are append-only"


def refuse_changes(_apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for deed in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
                )
        elif schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
            )


def allow_changes(_apps, schema_editor):
    for table in TABLES:
        if schema_editor.connection.vendor == "sqlite":
            for deed in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuse()")


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_statements_of_withdrawal'),
    ]

    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
    ]
