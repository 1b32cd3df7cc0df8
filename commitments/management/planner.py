"""What the database knows of its tables when it chooses how to read them."""

from __future__ import annotations

from django.db import connection, transaction

from commitments.models.snapshot import without_timeouts


def count_tables() -> None:
    """Let the database count its tables anew: it chooses by these figures, and a table that is remade loses them."""
    with transaction.atomic(), connection.cursor() as cursor:
        without_timeouts()
        cursor.execute("ANALYZE")
