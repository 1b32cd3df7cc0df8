"""What the database knows of its tables when it chooses how to read them."""

from __future__ import annotations

from django.db import connection, transaction

from commitments.models.snapshot import without_timeouts


def count_tables() -> None:
    """Let the database count its tables anew: it chooses by these figures, and a table that is remade loses them."""
    with transaction.atomic():
        without_timeouts()
        count_within()


def count_within() -> None:
    """The same within a transaction, which is the only one that sees what it has put into tables.

    The tables are named, because PostgreSQL would count those that all databases of a server share, too: two
    installations that are upgraded at once would wait for each other.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
            return
        names = connection.introspection.table_names(cursor)
        cursor.execute(f"ANALYZE {', '.join(connection.ops.quote_name(name) for name in names)}")
