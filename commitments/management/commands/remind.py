"""`manage.py remind`: remind owners and secretaries of silence and of what is late. To be run once a day."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.utils.translation import ngettext

from commitments.actions.reminding import remind
from commitments.management.chosen import chosen
from commitments.management.letters import letter
from commitments.management.timed import TimedCommand
from commitments.models import Commission
from commitments.reports.reminders import Call, calls


class Command(TimedCommand):
    help = "Write the reminders that are due by the ladder of each commission. Writes nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        due: dict[int, list[Call]] = {}
        for slug in chosen(commission):
            for call in calls(Commission.objects.get(slug=slug)):
                due.setdefault(call.seat.user_id, []).append(call)
        written = sum(remind(theirs, letter) is not None for theirs in due.values())
        sentence = ngettext("%(n)d e-mail written.", "%(n)d e-mails written.", written)
        self.stdout.write(sentence % {"n": written})
