from django.db import migrations, models


class Migration(migrations.Migration):
    """A nullable column: SQLite adds it in place, and the triggers of this append-only table stay."""

    dependencies = [
        ('payments', '0002_ledger_is_append_only'),
    ]

    operations = [
        migrations.AddField(
            model_name='creditnote',
            name='seller',
            field=models.JSONField(null=True),
        ),
    ]
