"""Where somebody is signed in: Django's session, and whose it is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from commitments import clock


class SignedInManager(BaseSessionManager["SignedIn"]):
    def of(self, user: Any) -> models.QuerySet[SignedIn]:
        """The sessions of one account that may still be used, the one used last first."""
        return self.filter(account=user, expire_date__gt=clock.of_this_machine()).order_by("-seen_at")


class SignedIn(AbstractBaseSession):
    """A session. With its account, so that all of an account's can be listed and ended; with when it was last used."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("account")
    )
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SignedInManager()  # type: ignore[misc]  # the stubs take it for a variable of one row

    class Meta(AbstractBaseSession.Meta):
        verbose_name = _("session of an account")  # type: ignore[assignment]  # lazy, as everywhere
        verbose_name_plural = _("sessions of accounts")  # type: ignore[assignment]

    @classmethod
    def get_session_store_class(cls) -> Any:
        raise NotImplementedError("sessions are read by request.session")
