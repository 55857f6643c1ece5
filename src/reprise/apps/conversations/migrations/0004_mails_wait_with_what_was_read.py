import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0003_threads_have_keys"),
        ("platform", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="incomingmail", name="body", field=models.TextField(blank=True)),
        migrations.AddField(model_name="incomingmail", name="language", field=models.CharField(blank=True, max_length=5)),
        migrations.AddField(model_name="incomingmail", name="left_out", field=models.JSONField(default=list)),
        migrations.AddField(model_name="incomingmail", name="quoted", field=models.TextField(blank=True)),
        migrations.AddField(model_name="incomingmail", name="recipients", field=models.JSONField(default=list)),
        migrations.AddField(model_name="incomingmail", name="references", field=models.JSONField(default=list)),
        migrations.CreateModel(
            name="IncomingFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content_id", models.CharField(blank=True, max_length=200)),
                ("file", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="platform.storedfile")),
                ("mail", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="files", to="conversations.incomingmail")),
            ],
        ),
    ]
