from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def known_shops_are_set_up(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """A shop that works already needs no list of first steps."""
    apps.get_model("accounts", "Shop").objects.filter(set_up_at__isnull=True).update(set_up_at=F("created_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_sessions_end_at_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='shop',
            name='set_up_kept',
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.RunPython(known_shops_are_set_up, migrations.RunPython.noop),
    ]
