"""The connection: a transaction begins with one's turn to write, and gives it back at its end."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from django.db.backends.sqlite3 import base

from tracker.sqlite.turns import Turns, turns_at


class DatabaseWrapper(base.DatabaseWrapper):
    _turn: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
            return
        seconds = self.settings_dict["OPTIONS"].get("timeout", 5)
        begun = time.monotonic()
        turns = turns_at(str(self.settings_dict["NAME"]))
        if not turns.take(seconds):
            with self.wrap_database_errors:
                raise sqlite3.OperationalError("database is locked")  # as SQLite itself would say
        self._turn = turns
        try:
            # Others may write without a turn, as by a single statement: in all, nobody waits longer.
            self._wait_for_others(seconds - (time.monotonic() - begun))
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_back()
            raise
        finally:
            self._wait_for_others(seconds)

    def _wait_for_others(self, seconds: float) -> None:
        self.connection.execute(f"PRAGMA busy_timeout = {max(0, int(seconds * 1000))}")

    def _give_back(self) -> None:
        turns, self._turn = self._turn, None
        if turns is not None:
            turns.give_back()

    def _commit(self) -> Any:
        done = super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_back()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_back()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_back()
