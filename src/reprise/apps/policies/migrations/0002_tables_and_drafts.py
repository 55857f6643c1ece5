import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("policies", "0001_initial"),
    ]

    operations = [
        migrations.RenameField(model_name="policyversion", old_name="terms", new_name="content"),
        migrations.CreateModel(
            name="PolicyDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_by", models.CharField(max_length=40)),
                ("changed_at", models.DateTimeField()),
                ("based_on", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.policyversion")),
                ("shop", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.shop")),
            ],
        ),
    ]
