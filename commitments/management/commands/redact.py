"""`manage.py redact ask …` and `… consent …`: remove texts of an entry, with the consent of a second person."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commitments.actions import NotAllowed, ask_redaction, consent_to_redaction
from commitments.management.administrators import administrator
from commitments.models import Entry, Redaction
from commitments.models.redaction import REDACTABLE
from commitments.reports.briefing.issued import issued_with
from commitments.reports.removal import removed_with


class Command(BaseCommand):
    help = "Remove texts of an entry for good. One administrator asks, another one consents; the log says who and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        ask = steps.add_parser("ask", help="ask that texts be removed; prints the number to consent to")
        ask.add_argument("--commission", metavar="SLUG", required=True)
        ask.add_argument("--entry", metavar="NUMBER", type=int, required=True)
        ask.add_argument("--text", dest="texts", action="append", choices=sorted(REDACTABLE), required=True)
        ask.add_argument("--why", required=True, help="the rule and the request, without what is removed")
        ask.add_argument("--by", metavar="ADDRESS", required=True)
        consent = steps.add_parser("consent", help="remove the texts that somebody else asked to remove")
        consent.add_argument("asked", metavar="NUMBER", type=int)
        consent.add_argument("--by", metavar="ADDRESS", required=True)

    def handle(self, *, step: str, by: str, **options: Any) -> None:
        user = administrator(by)
        try:
            if step == "ask":
                entry = self.entry(options["commission"], options["entry"])
                asked = ask_redaction(entry, by=user, texts=options["texts"], why=options["why"])
                sentence = _(
                    "Asked. Another administrator consents with: manage.py redact consent %(number)d"
                )
                self.stdout.write(sentence % {"number": asked.pk})
                if told := removed_with(asked):
                    self.stdout.write(told)
            else:
                asked = self.asked(options["asked"])
                done = consent_to_redaction(asked, by=user)
                self.stdout.write(_("Removed, and entered as No. %(number)d.") % {"number": done.number})
            if kept := issued_with(asked.entry):
                self.stdout.write(kept)
        except NotAllowed as refusal:
            raise CommandError(_("Another administrator than the one who asked has to consent.")) from refusal
        except ValidationError as refusal:
            raise CommandError(" ".join(refusal.messages)) from refusal

    def entry(self, slug: str, number: int) -> Entry:
        found = Entry.objects.filter(commission__slug=slug, number=number).first()
        if found is None:
            sentence = _("The log of %(slug)s has no entry %(number)d.")
            raise CommandError(sentence % {"slug": slug, "number": number})
        return found

    def asked(self, number: int) -> Redaction:
        found = Redaction.objects.select_related("entry__commission").filter(pk=number).first()
        if found is None:
            raise CommandError(_("Nobody has asked for number %(number)d.") % {"number": number})
        return found
