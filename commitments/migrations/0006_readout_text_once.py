from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('commitments', '0005_whole_lines'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='readout',
            name='readout_text_once',
        ),
        migrations.AddConstraint(
            model_name='readout',
            constraint=models.UniqueConstraint(models.F('commission'), models.F('sha256'), name='readout_text_once'),
        ),
    ]
