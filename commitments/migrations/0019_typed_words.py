import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0018_words_of_a_side'),
    ]

    operations = [
        migrations.CreateModel(
            name='TypedWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64)),
                ('address', models.CharField(max_length=500)),
                ('fields', models.JSONField()),
                ('written_in', models.JSONField(default=list)),
                ('file_names', models.JSONField(default=list)),
                ('typed_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'typed words',
                'verbose_name_plural': 'typed words',
                'ordering': ['-typed_at', '-pk'],
                'indexes': [models.Index(fields=['user', '-typed_at'], name='typed_words_of_account'), models.Index(fields=['typed_at'], name='typed_words_by_age')],
                'constraints': [models.UniqueConstraint(models.F('user'), models.F('key'), name='typed_words_once_per_form')],
            },
        ),
    ]
