from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0009_the_assistant_speaks_first"),
    ]

    operations = [
        migrations.AddField(
            model_name="chatsession",
            name="orders",
            field=models.JSONField(default=dict),
        ),
    ]
