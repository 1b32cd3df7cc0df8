from django.db import migrations, models
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("commitments", "0017_demonstration_clock")]

    operations = [
        migrations.RemoveIndex("entry", "entry_word_of_side"),
        migrations.AddIndex(
            "entry",
            models.Index(F("commitment"), F("recorded_at"), F("party"), F("kind"), name="entry_words"),
        ),
    ]
