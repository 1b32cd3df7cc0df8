"""`manage.py invite_administrator`: makes an administrator who chooses their own password, behind a one-time link."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.actions.invitation import draw_token, invite, invite_again
from commitments.actions.security import forget_factors
from commitments.models import User


class Command(BaseCommand):
    help = "Invite an administrator, or let one in again who gets no letter."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="ADDRESS")
        parser.add_argument("--name", default="", help="the person's name; needed for a new account")
        parser.add_argument("--print-link", action="store_true", help="print the link, and send no letter")

        parser.add_argument(
            "--forget-factor", action="store_true", help="and remove a second factor that was lost"
        )

    def handle(self, *, email: str, name: str, print_link: bool, forget_factor: bool, **options: Any) -> None:
        known = User.objects.filter(email__iexact=email).first()
        if known is not None and not known.is_staff:
            raise CommandError(
                _("“%(email)s” is no administrator. People with a seat are invited in the administration.")
                % {"email": email}
            )
        if known is None and not name.strip():
            raise CommandError(
                _("There is no account of “%(email)s” yet. For a new one, give --name, too.")
                % {"email": email}
            )
        try:
            if known is None:
                invitation = invite(
                    email=email, full_name=name, is_staff=True, by=None, by_letter=not print_link
                )
            else:
                invitation = invite_again(known, by=None, by_letter=not print_link)
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from refused
        if forget_factor:
            forget_factors(invitation.user, by=None)
        if print_link:
            path = reverse("account_invitation", args=[draw_token(invitation)])
            self.stdout.write(_("This link works once, for three days:") + f"\n{settings.SITE_ADDRESS}{path}")
        else:
            self.stdout.write(_("A letter waits for manage.py send_letters."))
