"""What must hold below the ORM: append-only tables, and the search index.

Installed after every migrate, idempotently: SQLite silently drops a table's triggers when a migration rebuilds it.
"""

from __future__ import annotations

import re
from contextlib import nullcontext

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = (
    "commitments_entry",
    "commitments_readout",
    "commitments_quote",
    "commitments_evidence",
    "commitments_meeting",
    "commitments_securityevent",
    "commitments_briefing",
    "commitments_briefingfile",
)
# Events of accounts go after their time, and never before a year has passed.
EVENTS, EVENTS_KEPT_DAYS = "commitments_securityevent", 365
SEALED = "commitments_sealedtext"
SEALED_FIELDS = ("note", "reason", "position", "author_name")
# Cache keys of pages hold the revision of the commission, so a redaction invalidates all of them at once.
FORGET_PICTURES = (
    "UPDATE commitments_commission SET revision = revision + 1"
    " WHERE id = (SELECT commission_id FROM commitments_entry WHERE id = NEW.entry_id);"
)
REFUSAL = "the log is append-only"
CREATED = re.compile(r"CREATE (?:OR REPLACE )?TRIGGER (\w+) .*? ON (\w+)", re.DOTALL)


def _sqlite_append_only(table: str) -> list[str]:
    young = f"WHEN OLD.at > datetime('now', '-{EVENTS_KEPT_DAYS} days') "
    when = {"DELETE": young if table == EVENTS else ""}
    return [
        statement
        for event in ("UPDATE", "DELETE")
        for statement in (
            f"DROP TRIGGER IF EXISTS {table}_no_{event.lower()}",
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"{when.get(event, '')}BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        )
    ]


def _sqlite_no_replacing(table: str, keys: list[list[str]]) -> list[str]:
    """INSERT OR REPLACE takes away the row in its place without asking a trigger on DELETE, so it is asked before."""
    taken = " OR ".join(
        "(" + " AND ".join(f"{column} = NEW.{column}" for column in key) + ")" for key in keys
    )
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_replace",
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


def _unique_keys(connection: BaseDatabaseWrapper, table: str) -> list[list[str]]:
    """The columns of every key of a table that can stand in it only once (SQLite)."""
    keys: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'primary key', name FROM pragma_table_info(%s) WHERE pk", [table])
        found = cursor.fetchall()
        cursor.execute(
            'SELECT l.name, i.name FROM pragma_index_list(%s) AS l, pragma_index_info(l.name) AS i WHERE l."unique"',
            [table],
        )
        for key, column in [*found, *cursor.fetchall()]:
            keys.setdefault(key, []).append(column)
    return list(keys.values())


def _kept_or_redacted(connection: BaseDatabaseWrapper, different: str) -> str:
    """SQL that is true when every sealed text stays as it was or goes together with its salt.

    Tables that stand at an earlier migration do not have every text yet, and PostgreSQL looks columns up at once.
    """
    with connection.cursor() as cursor:
        columns = {one.name for one in connection.introspection.get_table_description(cursor, SEALED)}
    kept = [
        f"((NEW.{f} {different} OLD.{f} AND NEW.{f}_salt {different} OLD.{f}_salt)"
        f" OR (NEW.{f} IS NULL AND NEW.{f}_salt IS NULL))"
        for f in SEALED_FIELDS
        if f in columns
    ]
    return " AND ".join([f"NEW.entry_id {different} OLD.entry_id", *kept])


def _sqlite(connection: BaseDatabaseWrapper) -> list[str]:
    statements = [statement for table in APPEND_ONLY for statement in _sqlite_append_only(table)]
    for table in (*APPEND_ONLY, SEALED):
        statements += _sqlite_no_replacing(table, _unique_keys(connection, table))
    statements += [
        f"DROP TRIGGER IF EXISTS {SEALED}_only_redaction",
        f"CREATE TRIGGER {SEALED}_only_redaction BEFORE UPDATE ON {SEALED} "
        f"WHEN NOT ({_kept_or_redacted(connection, 'IS')}) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"DROP TRIGGER IF EXISTS {SEALED}_no_delete",
        f"CREATE TRIGGER {SEALED}_no_delete BEFORE DELETE ON {SEALED} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"DROP TRIGGER IF EXISTS {SEALED}_forget_pictures",
        f"CREATE TRIGGER {SEALED}_forget_pictures AFTER UPDATE ON {SEALED} BEGIN {FORGET_PICTURES} END",
    ]
    search, table, fields = "commitments_search", "commitments_commitment", "(rowid, search_tokens)"
    old = (
        f"INSERT INTO {search}({search}, rowid, search_tokens) VALUES ('delete', OLD.id, OLD.search_tokens);"
    )
    new = f"INSERT INTO {search}{fields} VALUES (NEW.id, NEW.search_tokens);"
    return [
        *statements,
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {search} USING fts5("
        f"search_tokens, content='{table}', content_rowid='id', tokenize=\"unicode61 remove_diacritics 0\")",
        *(f"DROP TRIGGER IF EXISTS {search}_{event}" for event in ("insert", "update", "delete")),
        f"CREATE TRIGGER {search}_insert AFTER INSERT ON {table} BEGIN {new} END",
        f"CREATE TRIGGER {search}_update AFTER UPDATE OF search_tokens ON {table} BEGIN {old} {new} END",
        f"CREATE TRIGGER {search}_delete AFTER DELETE ON {table} BEGIN {old} END",
        # A rebuilt table keeps its row numbers, so this only costs time; it runs once per migrate.
        f"INSERT INTO {search}({search}) VALUES ('rebuild')",
    ]


def _postgresql(connection: BaseDatabaseWrapper) -> list[str]:
    statements = [
        "CREATE OR REPLACE FUNCTION commitments_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        "CREATE OR REPLACE FUNCTION commitments_forget_pictures() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {FORGET_PICTURES} RETURN NULL; END $$",
    ]
    call = "EXECUTE FUNCTION commitments_append_only()"
    for table in APPEND_ONLY:
        statements.append(
            f"CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE{'' if table == EVENTS else ' OR DELETE'}"
            f" ON {table} FOR EACH ROW {call}"
        )
    statements += [
        f"CREATE OR REPLACE TRIGGER kept_a_year BEFORE DELETE ON {EVENTS} FOR EACH ROW"
        f" WHEN (OLD.at > now() - interval '{EVENTS_KEPT_DAYS} days') {call}",
    ]
    unchanged = _kept_or_redacted(connection, "IS NOT DISTINCT FROM")
    statements += [
        f"CREATE OR REPLACE TRIGGER only_redaction BEFORE UPDATE ON {SEALED} FOR EACH ROW WHEN (NOT ({unchanged})) {call}",
        f"CREATE OR REPLACE TRIGGER append_only BEFORE DELETE ON {SEALED} FOR EACH ROW {call}",
        f"CREATE OR REPLACE TRIGGER forget_pictures AFTER UPDATE ON {SEALED} FOR EACH ROW "
        "EXECUTE FUNCTION commitments_forget_pictures()",
    ]
    for table in (*APPEND_ONLY, SEALED):
        statements.append(
            f"CREATE OR REPLACE TRIGGER no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
            if settings.LOG_REFUSES_TRUNCATE
            else f"DROP TRIGGER IF EXISTS no_truncate ON {table}"
        )
    # Asked for before it is made: PostgreSQL refuses even "IF NOT EXISTS" while a transaction has work pending.
    statements.append(
        "DO $$ BEGIN IF to_regclass('commitments_search') IS NULL THEN "
        "CREATE INDEX commitments_search ON commitments_commitment "
        "USING gin (array_to_tsvector(string_to_array(search_tokens, ' '))); END IF; END $$"
    )
    return statements


def install(using: str = "default") -> None:
    """(Re)create the triggers and the search index of database `using`. Does nothing before the tables exist.

    Others may read and write meanwhile: at no moment do they find the log without a trigger it had. SQLite cannot
    replace one, so there all are dropped and made in one transaction; PostgreSQL replaces each where it is.
    """
    connection = connections[using]
    if not {*APPEND_ONLY, SEALED, "commitments_commitment"} <= set(connection.introspection.table_names()):
        return
    statements = _sqlite(connection) if connection.vendor == "sqlite" else _postgresql(connection)
    in_one_piece = transaction.atomic(using) if connection.vendor == "sqlite" else nullcontext()
    with in_one_piece, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def missing(using: str = "default") -> list[str]:
    """The triggers that should be there and are not, or are switched off, as "table: name". [] before the tables exist."""
    connection = connections[using]
    if not {*APPEND_ONLY, SEALED, "commitments_commitment"} <= set(connection.introspection.table_names()):
        return []
    statements = _sqlite(connection) if connection.vendor == "sqlite" else _postgresql(connection)
    wanted = {(made[2], made[1]) for one in statements if (made := CREATED.match(one))}
    if connection.vendor == "sqlite":
        present = "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
    else:
        present = (
            "SELECT c.relname, t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE t.tgenabled <> 'D' AND c.relnamespace = current_schema()::regnamespace"
        )
    with connection.cursor() as cursor:
        cursor.execute(present)
        return [f"{table}: {name}" for table, name in sorted(wanted - set(cursor.fetchall()))]


def make_way(using: str = "default") -> None:
    """Before a migration: SQLite rebuilds no table that the trigger of another one names. `install` brings it back."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER IF EXISTS {SEALED}_forget_pictures")
