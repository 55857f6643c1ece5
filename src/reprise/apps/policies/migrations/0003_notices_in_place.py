import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('policies', '0002_tables_and_drafts'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoticePlaced',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('notice', models.CharField(max_length=40)),
                ('digest', models.CharField(max_length=64)),
                ('placed_at', models.DateTimeField()),
                ('placed_by', models.CharField(max_length=40)),
                ('shop', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.shop')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('shop', 'notice'), name='one_tick_per_notice')],
            },
        ),
    ]
