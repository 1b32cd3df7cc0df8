"""Django's sessions in the database, each with its account and when it began and was last used."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet

from commitments import clock
from commitments.models import SignedIn
from commitments.models.prepared import Hole, prepared


@prepared
def _session(*, key: Hole, now: Hole) -> QuerySet[SignedIn]:
    return SignedIn.objects.filter(session_key=key, expire_date__gt=now)


class SessionStore(DatabaseStore):
    # Of the row that was loaded; None before there is one.
    began_at: dt.datetime | None = None
    seen_at: dt.datetime | None = None

    @classmethod
    def get_model_class(cls) -> type[SignedIn]:
        return SignedIn

    def _get_session_from_db(self) -> SignedIn | None:
        row = _session.first(key=self.session_key or "", now=clock.of_this_machine())
        if row is None:
            self._session_key = None
        else:
            self.began_at, self.seen_at = row.began_at, row.seen_at
        return row

    def cycle_key(self) -> None:
        """Signing in begins anew, also where a session was there before."""
        self.began_at = None
        super().cycle_key()

    def create_model_instance(self, data: dict[str, Any]) -> SignedIn:
        row = cast(SignedIn, super().create_model_instance(data))
        now = clock.of_this_machine()
        self.began_at, self.seen_at = self.began_at or now, now
        row.account_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.began_at, row.seen_at = self.began_at, now
        # A session that is used on and on ends all the same.
        row.expire_date = self.began_at + dt.timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return row
