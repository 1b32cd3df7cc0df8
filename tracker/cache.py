"""The shared cache in the database, which says so when the database does not take a value."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends import db
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.db import connections, router


class DatabaseCache(db.DatabaseCache):
    """Django's, but a fault of the database stays one.

    Django's answers as if somebody else had been quicker. The limits on signing in keep a lock here, and would tell
    people that they tried too often where the truth is that the disk is full.
    """

    def add(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        return self._store(key, value, timeout, version, over_what_counts=False)

    def set(
        self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        self._store(key, value, timeout, version, over_what_counts=True)

    def _store(
        self, key: Any, value: Any, timeout: float | None, version: int | None, *, over_what_counts: bool
    ) -> bool:
        """Store a value in one statement, over an expired one in any case; whether it was stored."""
        until = self.get_backend_timeout(timeout)
        expires = datetime.max if until is None else datetime.fromtimestamp(int(until), UTC)
        now = datetime.now(UTC).replace(microsecond=0)
        pickled = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")
        connection = connections[router.db_for_write(self.cache_model_class)]
        moment = connection.ops.adapt_datetimefield_value
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]  # not in the stubs
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608 (a name of the settings)
            (entries,) = cursor.fetchone()
            if entries > self._max_entries:
                self._cull(connection.alias, cursor, now, entries)  # type: ignore[attr-defined]
            cursor.execute(
                f"INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)"  # noqa: S608
                " ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
                f" WHERE %s OR {table}.expires < %s",
                [
                    self.make_and_validate_key(key, version=version),
                    pickled,
                    moment(expires),
                    over_what_counts,
                    moment(now),
                ],
            )
            return cursor.rowcount == 1
