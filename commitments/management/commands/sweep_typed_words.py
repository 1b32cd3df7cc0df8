"""`manage.py sweep_typed_words`: throws away what people typed, or brought as a file, and never saved."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext

from commitments.actions.bringing import throw_away_old_lists
from commitments.actions.typed import throw_away_old
from commitments.management.timed import TimedCommand


class Command(TimedCommand):
    help = (
        "Throw away the words of forms that nobody has come back to for 30 days, and files of lists that nobody "
        "brought in within a day. For a timer, beside clearsessions."
    )
    requires_system_checks: list[str] = []

    def handle(self, **options: Any) -> None:
        throw_away_old_lists()
        count = throw_away_old()
        self.stdout.write(
            ngettext("The words of %(count)d form removed.", "The words of %(count)d forms removed.", count)
            % {"count": count}
        )
