from django.db import migrations, models


def forget_unsent(apps, schema_editor):
    """Claims of runs that never ended: the next run reminds of the same."""
    apps.get_model("commitments", "Reminder").objects.filter(sent_at=None).delete()


class Migration(migrations.Migration):
    dependencies = [("commitments", "0030_positions_state_no_view")]

    operations = [
        migrations.RunPython(forget_unsent, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="reminder", name="claimed_at"),
        migrations.AlterField(model_name="reminder", name="sent_at", field=models.DateTimeField()),
    ]
