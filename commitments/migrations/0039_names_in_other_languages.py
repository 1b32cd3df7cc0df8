"""A party is called in the language of its reader. Its name is renamed to what it is: its own, as the log has it."""

from django.db import migrations, models

import commitments.models.commission


class Migration(migrations.Migration):
    dependencies = [("commitments", "0038_settings_entries")]

    operations = [
        migrations.RenameField("party", "name", "own_name"),
        migrations.AlterField(
            "party",
            "own_name",
            models.CharField(
                "name", max_length=80, help_text="As in a sentence: Belarus. The log calls it so."
            ),
        ),
        migrations.AddField(
            "party",
            "forms",
            models.JSONField(
                "names in other languages",
                default=dict,
                blank=True,
                validators=[commitments.models.commission.validate_forms],
            ),
        ),
    ]
