"""`python -m tests.golden.load NAME`: fill an empty database with the golden register of migration NAME.

Its tables are made as its installation made them: step by step, since the one migration that stands for the first ones
makes only the newest tables.
"""

from __future__ import annotations

import os
import sys

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()

    from django.core.management.color import no_style
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor

    from tests.golden import rows

    name = sys.argv[1]
    executor = MigrationExecutor(connection)
    replaced = {key for one in executor.loader.disk_migrations.values() for key in one.replaces}
    executor.loader.replace_migrations = ("commitments", name) not in replaced
    executor.loader.build_graph()
    apps = executor.migrate([("commitments", name)]).apps
    models = set()
    with transaction.atomic():
        for row in rows(name):
            model = apps.get_model(row["model"])
            models.add(model)
            fields = {}
            for field_name, value in row["fields"].items():
                field = model._meta.get_field(field_name)
                fields[field.attname] = value if field.is_relation else field.to_python(value)
            model(pk=row["pk"], **fields).save_base(force_insert=True)
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), models):
                cursor.execute(statement)
