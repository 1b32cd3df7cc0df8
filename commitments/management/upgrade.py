"""What a migration does besides changing tables: it makes projections again, and it goes one way only."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandError, OutputWrapper
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.exceptions import AmbiguityError
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.translation import gettext as _

from commitments.actions.rebuild import outdated, rebuild
from commitments.management.planner import count_tables
from commitments.management.progress import Progress

APP = "commitments"


def refuse_backwards(*, using: str, plan: list[tuple[Any, bool]], **kwargs: object) -> None:
    """Raise CommandError where a register with entries would be taken back to older tables."""
    if any(backwards and migration.app_label == APP for migration, backwards in plan) and _has_entries(using):
        raise CommandError(_not_backwards())


def refuse_replaced(app_label: str | None, name: str | None, *, using: str) -> None:
    """Raise CommandError where `name` begins the name of a migration that another one stands for in this database.

    Django makes no plan for it and ends in a trace.
    """
    if app_label != APP or not name:
        return
    loader = MigrationLoader(connections[using])
    try:
        migration = loader.get_migration_by_prefix(APP, name)
    except (AmbiguityError, KeyError):
        return  # none, or several: Django says so
    if (APP, migration.name) in loader.graph.nodes or (APP, migration.name) in loader.replacements:
        return
    if _has_entries(using):
        raise CommandError(_not_backwards())
    raise CommandError(
        _("No tables are made as of %(name)s any more. Leave the name away.") % {"name": migration.name}
    )


def _not_backwards() -> str:
    return _(
        "A register with entries is not migrated backwards: older code cannot keep what its log says. "
        "Restore the copy made before the upgrade."
    )


def _has_entries(using: str) -> bool:
    connection = connections[using]
    if "commitments_entry" not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM commitments_entry LIMIT 1")
        return cursor.fetchone() is not None


def make_again(*, using: str, **kwargs: object) -> None:
    """Rebuild every commission whose tables other code has made, once all tables are as this code wants them. The
    planner of the database then learns what there is.

    Only `migrate` names a plan; emptying the tables of a test sends the same signal and has nothing to rebuild.
    """
    if using != DEFAULT_DB_ALIAS or "plan" not in kwargs or not _is_complete(using):
        return
    progress = Progress(OutputWrapper(sys.stderr))
    made_by_others = outdated()
    for commission in made_by_others:
        step = _("Rebuilding the tables of %(slug)s") % {"slug": commission.slug}
        rebuild(commission, tell=lambda done, total, step=step: progress.tell(step, done, total))  # type: ignore[misc]
        progress.finish()
    if kwargs["plan"] or made_by_others:
        count_tables()


def _is_complete(using: str) -> bool:
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes(APP))
