"""`manage.py openapi > docs/openapi.json`: what programs can read. With --file, the schema of the file of a commission."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from commitments.exports.schema import as_text, commission_schema, openapi


class Command(BaseCommand):
    help = "Print the OpenAPI document of the interface for programs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--file", action="store_true", help="the schema of the file of a commission instead"
        )

    def handle(self, *, file: bool, **options: Any) -> None:
        self.stdout.write(as_text(commission_schema() if file else openapi()), ending="")
