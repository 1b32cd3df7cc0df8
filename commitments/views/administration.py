"""The first page of the administration: its tables in the order of work, and how the installation stands."""

from __future__ import annotations

import platform
import shutil
from dataclasses import dataclass
from typing import Any

import django
from django.conf import settings
from django.contrib.admin import AdminSite
from django.db import connection
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from commitments.models import LogHead
from commitments.reports.setup import timer_runs
from commitments.views.installation import TIMERS, Finding, timer_words

FULL_FROM = 0.9  # of a disk: docs/operations.md

# Headings with the models below them, in the order in which somebody needs them.
GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    ("set up", ("Commission", "Body", "Sector")),
    ("people", ("Invitation", "Seat", "User", "AccountRequest")),
    ("done", ("Letter", "SecurityEvent", "Redaction")),
    (
        "read",
        (
            "Commitment",
            "Meeting",
            "Readout",
            "Quote",
            "Entry",
            "Evidence",
            "Briefing",
            "Standpoint",
            "ObservedValue",
        ),
    ),
)


def heading(name: str) -> str:
    return {
        "set up": _("Commissions"),
        "people": _("People"),
        "done": _("Letters, security, removals"),
        "read": _("The register, to look at"),
    }[name]


class AccordSite(AdminSite):
    """Django's administration in the order of work."""

    index_template = "admin/accord_index.html"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """One group of tables after the other; a table that stands in no group would be in the last one."""
        listed = {
            model["object_name"]: model
            for app in super().get_app_list(request, app_label)
            for model in app["models"]
        }
        grouped = []
        for name, models in GROUPS:
            rows = [listed.pop(model) for model in models if model in listed]
            if name == GROUPS[-1][0]:
                rows += listed.values()
            if rows:
                group = {"name": heading(name), "app_label": name.replace(" ", "-"), "app_url": "#"}
                grouped.append(group | {"has_module_perms": True, "models": rows})
        return grouped

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"state": state(), **(extra_context or {})})


@dataclass(frozen=True, slots=True)
class TimerLine:
    """A command of a timer, whether it ran as it should, and when."""

    name: str
    is_good: bool
    says: str


def state() -> dict[str, Any]:
    """Timers, sizes of the logs, disk and versions."""
    runs = timer_runs()
    return {
        "timers": [TimerLine(name, *timer_words(name, runs)) for name in TIMERS],
        "logs": LogHead.objects.filter(removed_at=None)
        .select_related("commission")
        .order_by("commission__name"),
        "disk": disk(),
        "versions": versions(),
    }


def disk() -> Finding:
    """The disk with the evidence. Its folder is made with the first file, so the nearest one above it is asked."""
    folder = settings.MEDIA_ROOT
    while not folder.exists():
        folder = folder.parent
    usage = shutil.disk_usage(folder)
    words = {"free": filesizeformat(usage.free), "whole": filesizeformat(usage.total)}
    return Finding(
        _("Disk"), usage.used / usage.total < FULL_FROM, _("%(free)s of %(whole)s are free.") % words
    )


def versions() -> list[tuple[str, str]]:
    database = ".".join(str(part) for part in connection.get_database_version())
    return [
        ("Accord", settings.VERSION),
        (connection.display_name, database),
        ("Django", django.get_version()),
        ("Python", platform.python_version()),
    ]
