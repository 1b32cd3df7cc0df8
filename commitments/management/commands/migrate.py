"""`manage.py migrate`: Django's own, with words where it would be led to a migration that another one stands for."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from commitments.management.upgrade import refuse_replaced


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        refuse_replaced(options["app_label"], options["migration_name"], using=options["database"])
        super().handle(*args, **options)
