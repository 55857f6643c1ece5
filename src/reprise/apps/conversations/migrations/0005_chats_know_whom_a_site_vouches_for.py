from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conversations", "0004_mails_wait_with_what_was_read")]

    operations = [
        migrations.AddField("chatsession", "name", models.CharField(blank=True, max_length=160)),
        migrations.AddField("chatsession", "email", models.EmailField(blank=True, max_length=254)),
    ]
