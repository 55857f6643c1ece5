import uuid

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conversations', '0002_one_thread_per_matter'),
    ]

    operations = [
        migrations.AlterField(
            model_name='conversation',
            name='key',
            field=models.UUIDField(default=uuid.uuid4, unique=True),
        ),
    ]
