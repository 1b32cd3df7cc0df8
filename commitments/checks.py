"""Is this installation safe to run? Asked by `manage.py check --database default`, migrate, and each start."""

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import connections
from django.db.models import Max

from commitments import clock

DEMO_DOMAIN = "demo.accord.invalid"
SQLITE_WANTED = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
POSTGRESQL_WANTED = ("fsync", "synchronous_commit", "full_page_writes")


def is_demo_address(email: str) -> bool:
    return email.lower().endswith(f"@{DEMO_DOMAIN}")


def _fault(*, production: bool) -> type[Error] | type[Warning]:
    """What must not be in production may be on somebody's own machine, knowingly."""
    return Error if production else Warning


def durable_storage(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """What was told "saved" has to survive the loss of power, so the database must wait for the disk."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite":
            wrong = _wrong_on_sqlite(connection)
            transactions = connection.settings_dict["OPTIONS"].get("transaction_mode")
            if transactions != "IMMEDIATE":
                wrong.append(f"transaction_mode is {transactions}")
            number = "commitments.E001"
        else:
            wrong, number = _wrong_on_postgresql(connection), "commitments.E002"
        if wrong:
            found.append(
                _fault(production=not settings.DEMO)(
                    f"The database “{alias}” may lose what it has confirmed: {', '.join(wrong)}.",
                    hint="Take the settings of tracker/settings.py and the server's defaults.",
                    id=number,
                )
            )
    return found


def _wrong_on_sqlite(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        actual = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in SQLITE_WANTED}
    return [f"{name} is {actual[name]}" for name, wanted in SQLITE_WANTED.items() if actual[name] != wanted]


def _wrong_on_postgresql(connection: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(POSTGRESQL_WANTED)]
        )
        return [f"{name} is off" for name, setting in sorted(cursor.fetchall()) if setting == "off"]


def timeouts(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Behind PgBouncer the timeouts belong to the role; without them one slow statement holds a worker for ever."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "postgresql":
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            unlimited = "0" in cursor.fetchone()
        if unlimited:
            found.append(
                Warning(
                    f"The database “{alias}” lets a statement or a lock wait without end.",
                    hint="ALTER ROLE … SET statement_timeout = '5s'; ALTER ROLE … SET lock_timeout = '3s';",
                    id="commitments.W003",
                )
            )
    return found


def no_demo_accounts(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """The passwords of the demonstration are printed on its sign-in page: elsewhere its accounts are open doors."""
    if settings.DEMO:
        return []
    user_model = apps.get_model(settings.AUTH_USER_MODEL)
    found: list[CheckMessage] = []
    for alias in databases or ():
        if user_model._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migrate there is nobody
        active = user_model._default_manager.using(alias).filter(
            email__iendswith=f"@{DEMO_DOMAIN}", is_active=True
        )
        if active.exists():
            found.append(
                Error(
                    f"The database “{alias}” contains accounts of the demonstration, whose passwords everybody knows.",
                    hint="Start with a database of its own, or deactivate these accounts in the admin.",
                    id="commitments.E004",
                )
            )
    return found


def own_clock(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """What two governments record is dated by the real day; only a demonstration may live on another one."""
    if settings.DEMO:
        return []
    hint = "Take DEMO_CLOCK out of the settings, and start with a database of its own."
    found: list[CheckMessage] = []
    if settings.DEMO_CLOCK:
        sentence = "DEMO_CLOCK is set: the register would live on the day of its demonstration."
        found.append(Error(sentence, hint=hint, id="commitments.E007"))
    clocks = apps.get_model("commitments", "DemonstrationClock")
    for alias in databases or ():
        if clocks._meta.db_table not in connections[alias].introspection.table_names():
            continue
        if clocks._default_manager.using(alias).exists():
            sentence = f"The database “{alias}” holds a demonstration with a clock of its own."
            found.append(Error(sentence, hint=hint, id="commitments.E007"))
    return found


def right_clock(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """A wrong clock would date entries wrongly for good; saving is refused meanwhile, reading is not."""
    if not databases or "default" not in databases:
        return []
    heads = apps.get_model("commitments", "LogHead")
    needed = {heads._meta.db_table, apps.get_model("commitments", "DemonstrationClock")._meta.db_table}
    last = None
    if needed <= set(connections["default"].introspection.table_names()):
        last = heads._default_manager.aggregate(last=Max("last_recorded_at"))["last"]
    sentence = clock.fault(last)
    if not sentence:
        return []
    hint = "Set the clock, and keep it set (systemd-timesyncd, chrony). docs/operations.md: When the clock was wrong."
    return [Error(sentence, hint=hint, id="commitments.E005")]


def append_only(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Without its triggers the database would let anybody with a connection change the log."""
    if sys.argv[1:2] == ["migrate"]:
        return []  # it puts them back: an upgrade that was cut off, or a database without them, must not stop it
    # What looks at the tables of models can be imported only once all applications are loaded.
    missing = import_module("commitments.models.triggers").missing
    return [
        Error(
            f"The log on the database “{alias}” can be changed; these triggers are missing: {', '.join(gone)}.",
            hint="manage.py migrate puts them back. Find out who took them away, and run verify_projections.",
            id="commitments.E006",
        )
        for alias in databases or ()
        if (gone := missing(alias))
    ]


def least_privilege(
    app_configs: Sequence[AppConfig] | None = None, databases: Iterable[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Who owns the tables of the log can drop its triggers, so the application should work as another role."""
    if settings.DEMO:
        return []
    # What looks at the tables of models can be imported only once all applications are loaded.
    excess_of = import_module("commitments.models.privileges").excess_of
    return [
        Warning(
            f"On the database “{alias}” the application may change or drop the log: {', '.join(found)}.",
            hint="Let another role own the tables and deploy. docs/operations.md: Two roles.",
            id="commitments.W008",
        )
        for alias in databases or ()
        if (found := excess_of(settings.APPLICATION_ROLE or None, alias))
    ]


def reasons_not_to_start(alias: str = "default") -> list[str]:
    """One sentence per error found in this database; a database that cannot be reached raises OperationalError."""
    checks = (durable_storage, no_demo_accounts, own_clock, append_only)
    return [str(found.msg) for check in checks for found in check(databases=[alias]) if found.is_serious()]
