import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0006_letters_to_the_absent"),
        ("platform", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="incomingmail",
            name="raw",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile"),
        ),
    ]
