"""`manage.py note_run backup`: notes that something outside of this program has run, for the checks of the installation."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from commitments.actions.timer_run import note_run


class Command(BaseCommand):
    help = "Note that a backup or its rehearsal has ended, so that the administration and its checks know."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=["backup", "rehearse"])
        parser.add_argument("--failed", action="store_true", help="it did not do all it should")

    def handle(self, *, name: str, failed: bool, **options: Any) -> None:
        note_run(name, is_good=not failed)
