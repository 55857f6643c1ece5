from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_letters_of_conversations")]

    operations = [
        # the columns keep their names: nothing is written for these four
        migrations.AlterField("mail", "text", models.TextField(blank=True, db_column="text")),
        migrations.RenameField("mail", "text", "kept_text"),
        migrations.AlterField("mail", "html", models.TextField(blank=True, db_column="html")),
        migrations.RenameField("mail", "html", "kept_html"),
        migrations.AddField("mail", "said", models.JSONField(null=True)),
    ]
