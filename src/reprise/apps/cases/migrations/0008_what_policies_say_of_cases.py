import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_deadlines_know_their_shop"),
    ]

    operations = [
        migrations.AddField(
            model_name="case",
            name="priority",
            field=models.CharField(default="normal", max_length=6),
        ),
        migrations.AddField(
            model_name="customercard",
            name="tags",
            field=models.JSONField(default=list),
        ),
        migrations.CreateModel(
            name="EarlierProposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proposal", models.JSONField(default=dict)),
                ("because", models.CharField(max_length=20)),
                ("replaced_at", models.DateTimeField()),
                ("replaced_by", models.CharField(max_length=40)),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.caseline"
                    ),
                ),
            ],
        ),
    ]
