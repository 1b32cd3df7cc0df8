"""What the role the application works as may do on PostgreSQL, where another role owns the tables.

The triggers refuse changes of the log to everybody. An owner can drop them; this role can not, and it is refused before
a trigger is asked.
"""

from __future__ import annotations

from django.db import connection, connections, transaction

from commitments.models.triggers import APPEND_ONLY, EVENTS, SEALED, SEALED_FIELDS

FORBIDDEN = ("UPDATE", "DELETE", "TRUNCATE")


def grant_to(role: str) -> None:
    """Give `role` what the application does, in one transaction: at no moment may it do more or less.

    Does nothing on SQLite, which has no roles. Raises DatabaseError where the role does not exist.
    """
    if connection.vendor != "postgresql":
        return
    name = connection.ops.quote_name(role)
    log = ", ".join((*APPEND_ONLY, SEALED))
    texts = ", ".join(f"{field}, {field}_salt" for field in SEALED_FIELDS)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {name}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}",
            f"REVOKE {', '.join(FORBIDDEN)} ON {log} FROM {name}",
            f"GRANT DELETE ON {EVENTS} TO {name}",  # after their time: a trigger keeps them for a year
            f"GRANT UPDATE ({texts}) ON {SEALED} TO {name}",  # the removal of a text; a trigger allows no other
            f"REVOKE INSERT, {', '.join(FORBIDDEN)} ON django_migrations FROM {name}",
        ):
            cursor.execute(statement)


def excess_of(role: str | None, using: str) -> list[str]:
    """The tables of the log that `role` (None: the role of this connection) may change, empty or drop. [] on SQLite."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class, coalesce(%s, current_user) AS role"
            " WHERE relkind = 'r' AND relname = ANY(%s) AND relnamespace = current_schema()::regnamespace"
            " AND (has_table_privilege(role, oid, CASE relname WHEN %s THEN %s ELSE %s END) OR pg_has_role(role, relowner, 'USAGE')) ORDER BY relname",
            [role, [*APPEND_ONLY, SEALED], EVENTS, "UPDATE, TRUNCATE", ", ".join(FORBIDDEN)],
        )
        return [name for (name,) in cursor.fetchall()]
