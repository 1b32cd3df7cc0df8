"""What is asked before a service starts, asked again where the database was away at that moment."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import DatabaseError, InterfaceError, connections

from commitments import checks
from commitments.views.errors import RETRY_SECONDS, will_pass

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
ALIVE = "/healthz"  # asks no database; a process that refuses the register is not to be restarted for it
logger = logging.getLogger("accord")


class AskedLater:
    """Serves as `application` does, from the first request on for which there is no reason against it.

    While the database is away `application` says so itself. While there is a reason, everybody gets 503, and the log says
    the reason.
    """

    def __init__(
        self, application: Application, ask: Callable[[], list[str]] = checks.reasons_not_to_start
    ) -> None:
        self.application = application
        self.ask = ask
        self.is_asked = False
        self.turn = threading.Lock()
        self.heard_at, self.heard = 0.0, list[str]()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if self.is_asked or environ.get("PATH_INFO") == ALIVE or not self._reasons():
            return self.application(environ, start_response)
        words = b"not started, the log says why\n"
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(words)))]
        headers += [("Retry-After", str(RETRY_SECONDS)), ("Cache-Control", "no-store")]
        start_response("503 Service Unavailable", headers)
        return [words]

    def _reasons(self) -> list[str]:
        """One of several requests asks, the others wait for what it hears."""
        came = time.monotonic()
        with self.turn:
            if self.is_asked or self.heard_at > came:
                return self.heard
            try:
                reasons = self.ask()
                self.is_asked = not reasons
            except (DatabaseError, InterfaceError) as fault:
                if not will_pass(fault):
                    raise
                reasons = []
            finally:
                for connection in connections.all(initialized_only=True):
                    connection.close()
            self.heard_at, self.heard = time.monotonic(), reasons
        for sentence in reasons:
            logger.error("Not serving: %s", sentence)
        return reasons
