"""In the place of Django's command: a password that somebody else has typed is known to two."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _


class Command(BaseCommand):
    help = "Refused: manage.py invite_administrator"
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        raise CommandError(
            _(
                "Nobody but its holder sets a password. Use: manage.py invite_administrator ADDRESS --name NAME"
            )
        )
