"""In the place of Django's command: nobody but its holder ever sets a password."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Refused: whoever forgot a password asks for a letter on the sign-in page"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            _(
                "Nobody but its holder sets a password: “Forgotten password” on the sign-in page sends them a letter."
                " An administrator who gets no letter: manage.py invite_administrator ADDRESS --print-link"
            )
        )
