"""`manage.py remind`: remind owners and secretaries of silence and of what is late. To be run once a day."""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.actions.reminding import claim, give_back, handed_over
from commitments.management.chosen import chosen
from commitments.management.letters import letter
from commitments.management.timed import TimedCommand
from commitments.models import Commission, Reminder
from commitments.reports.reminders import Call, calls

logger = logging.getLogger("accord.reminders")


class Command(TimedCommand):
    help = "Send the reminders that are due by the ladder of each commission. Sends nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--commission", metavar="SLUG", help="only this commission (all)")

    def handle(self, *, commission: str | None, **options: Any) -> None:
        due: dict[int, list[Call]] = {}
        for slug in chosen(commission):
            for call in calls(Commission.objects.get(slug=slug)):
                due.setdefault(call.seat.user_id, []).append(call)
        connection = get_connection()
        outcomes = [remind(theirs, connection) for theirs in due.values()]
        sent, failed = outcomes.count(True), outcomes.count(False)
        self.stdout.write(ngettext("%(n)d e-mail sent.", "%(n)d e-mails sent.", sent) % {"n": sent})
        if failed:
            raise CommandError(
                _("E-mails that could not be sent: %(n)d. The next run tries again.") % {"n": failed}
            )


def remind(theirs: list[Call], connection: BaseEmailBackend) -> bool | None:
    """Send one person all that is theirs. None: another run does it; False: it could not be handed over."""
    claimed: list[tuple[Call, Reminder]] = []
    for call in theirs:
        lapsed = call.lapsed
        row = claim(
            lapsed.commitment,
            side=lapsed.side,
            rung=call.rung,
            lapse=lapsed.lapse,
            since=lapsed.since,
            seat=call.seat,
        )
        if row is not None:
            claimed.append((call, row))
    if not claimed:
        return None
    rows = [row for _call, row in claimed]
    try:
        taken = letter([call for call, _row in claimed], connection).send()
    except (OSError, SMTPException, ValueError):  # the last: an address no e-mail can be sent to
        logger.exception("A reminder could not be sent")
        taken = 0
    if not taken:
        give_back(rows)
        return False
    handed_over(rows)
    return True
