"""The commissions a command is for."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from commitments.models import Commission, Entry


def chosen(slug: str | None) -> list[str]:
    """The addresses of the commissions meant. Raises CommandError for one that does not exist."""
    slugs = list(Commission.objects.order_by("slug").values_list("slug", flat=True))
    if slug is None:
        return slugs
    if slug not in slugs:
        raise CommandError(
            _("There is no commission “%(slug)s”; there are: %(slugs)s.")
            % {"slug": slug, "slugs": ", ".join(slugs) or "none"}
        )
    return [slug]


def to_verify(slug: str | None) -> list[str]:
    """The addresses of the commissions meant that have entries. Raises CommandError where no entry can be verified:
    that a wrong or an empty database is in order must never be said.
    """
    meant = chosen(slug)
    filled = set(
        Entry.objects.filter(commission__slug__in=meant).values_list("commission__slug", flat=True).distinct()
    )
    if not filled:
        raise CommandError(
            _("Nothing was verified: there is no entry in %(database)s.") % {"database": database_name()}
        )
    return [one for one in meant if one in filled]


def database_name() -> str:
    """The database that commands work on, as an operator knows it; without its password."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return _("the SQLite file %(path)s") % {"path": database["NAME"]}
    return _("the PostgreSQL database “%(name)s” on %(host)s, as “%(user)s”") % {
        "name": database["NAME"],
        "host": database.get("HOST") or _("this machine"),
        "user": database.get("USER") or _("this user"),
    }
