from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0003_encloses_decisions"),
    ]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="conversation_id",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="mail",
            name="in_reply_to",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(
                condition=models.Q(("conversation_id__isnull", False)),
                fields=["conversation_id", "-id"],
                name="mail_of_conversation",
            ),
        ),
    ]
