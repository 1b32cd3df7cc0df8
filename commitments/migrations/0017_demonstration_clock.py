from django.db import migrations, models

import commitments.clock


class Migration(migrations.Migration):
    dependencies = [("commitments", "0016_carried_items")]

    operations = [
        migrations.CreateModel(
            name="DemonstrationClock",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(
                        default=1, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("behind", models.DurationField()),
            ],
            options={
                "verbose_name": "clock of the demonstration",
                "verbose_name_plural": "clock of the demonstration",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="demonstration_has_one_clock")
                ],
            },
        ),
        # Defaults are of Python: no table changes.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "redaction",
                    "asked_at",
                    models.DateTimeField(
                        default=commitments.clock.now, editable=False, verbose_name="asked at"
                    ),
                ),
                migrations.AlterField(
                    "seat",
                    "held_from",
                    models.DateField(default=commitments.clock.today, verbose_name="from"),
                ),
                migrations.AlterField(
                    "user",
                    "date_joined",
                    models.DateTimeField(default=commitments.clock.of_this_machine, editable=False),
                ),
            ]
        ),
    ]
