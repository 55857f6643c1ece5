import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0007_mails_are_kept_as_files"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailboxTrial",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("begun", "begun"),
                            ("under_way", "under_way"),
                            ("proved", "proved"),
                            ("no_plus", "no_plus"),
                            ("lost", "lost"),
                            ("not_sent", "not_sent"),
                        ],
                        default="begun",
                        max_length=10,
                    ),
                ),
                ("plain_id", models.CharField(max_length=200, unique=True)),
                ("plus_id", models.CharField(max_length=200, unique=True)),
                ("begun_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("plain_at", models.DateTimeField(null=True)),
                ("plus_at", models.DateTimeField(null=True)),
                ("plus_refused", models.BooleanField(default=False)),
                ("fault", models.CharField(blank=True, max_length=300)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "mailbox",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="trials", to="conversations.mailbox"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["mailbox", "-id"], name="trials_of_mailbox")],
            },
        ),
    ]
