"""`python -m tests.golden.schema`: what the tables of the application are, as one line of JSON."""

from __future__ import annotations

import json
import os
import re

import django
from django.db import connection

# What a database knows of a table, without the names that Django makes of a hash.
POSTGRESQL = """
SELECT format('%%s %%s %%s %%s', attname, format_type(atttypid, atttypmod), attnotnull, attgenerated)
FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
UNION ALL SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass
UNION ALL SELECT regexp_replace(indexdef, 'INDEX .* ON ', '') FROM pg_indexes WHERE tablename = %s
"""
SQLITE = (
    "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND %s IN (tbl_name) AND sql IS NOT NULL"
)


def schema() -> dict[str, list[str]]:
    """Columns and constraints of each table, in an order of their own: two ways to one schema say the same."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("commitments_"):
                if connection.vendor == "postgresql":
                    cursor.execute(POSTGRESQL, [table, table, table])
                else:
                    cursor.execute(SQLITE, [table])
                said = [definition for (definition,) in cursor.fetchall()]
                found[table] = sorted(_in_order(part) for one in said for part in _parts(one))
    return found


def _parts(definition: str) -> list[str]:
    """The columns and constraints of a statement of SQLite that makes a table; all else as it is."""
    if not definition.startswith("CREATE TABLE"):
        return [re.sub(r"INDEX \S+ ON", "INDEX ON", definition)]
    parts, depth = [""], 0
    for sign in definition[definition.index("(") + 1 : definition.rindex(")")]:
        depth += (sign == "(") - (sign == ")")
        if sign == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts]


def _in_order(part: str) -> str:
    """Choices stand in a set, and thus in any order."""
    words = iter(sorted(re.findall(r"'\w+'", part)))
    return re.sub(r"'\w+'", lambda _match: next(words), part)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    print(json.dumps(schema()))
