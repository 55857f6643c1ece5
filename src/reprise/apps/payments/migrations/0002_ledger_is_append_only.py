"""The database itself refuses to change or remove what the ledger and the credit notes say.

SQLite makes a table anew when a column changes, and loses its triggers then: a later migration that alters one of
these tables on SQLite has to create them again.
"""

from django.db import migrations

SENTENCES = {
    "payments_ledgerentry": "the ledger is append-only",
    "payments_creditnote": "credit notes are append-only",
}


def refuse_changes(_apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, sentence in SENTENCES.items():
        if vendor == "sqlite":
            for deed in ("UPDATE", "DELETE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
                )
        elif vendor == "postgresql":
            schema_editor.execute(
                f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
            )


def allow_changes(_apps, schema_editor):
    for table in SENTENCES:
        if schema_editor.connection.vendor == "sqlite":
            for deed in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_{deed}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_no_change ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuse()")


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
    ]
