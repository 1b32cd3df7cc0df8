"""The register, to look at: it is a projection of the log, and only actions write it."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from commitments.admin.base import FoundByCode, ReadOnly
from commitments.models import Commitment, ObservedValue, Standpoint
from commitments.models.search import matching


@admin.register(Commitment)
class CommitmentAdmin(ReadOnly):
    list_display = (
        "code",
        "title",
        "agreed",
        "first_status",
        "second_status",
        "recognition",
        "owed_on",
    )
    list_filter = ("commission", "agreed", "recognition", "is_open")
    list_select_related = (
        "commission",
        "sector",
        "meeting",
        "first_owner",
        "second_owner",
        "superseded_by",
    )
    search_fields = ("code", "title")
    search_help_text = _("Words of the title, the statement or the quotes, or a code.")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Commitment], search_term: str
    ) -> tuple[QuerySet[Commitment], bool]:
        """The register's own search: a LIKE over all titles would neither be quick nor know Cyrillic capitals."""
        return matching(queryset, search_term), False


@admin.register(Standpoint)
class StandpointAdmin(FoundByCode):
    list_display = (
        "commitment__code",
        "whose",
        "status",
        "outlook",
        "recorded_from",
        "recorded_to",
        "effective_from",
        "is_corrected",
    )
    list_filter = ("whose", "status", "is_corrected")
    list_select_related = ("commitment__commission",)
    ordering = ("-pk",)


@admin.register(ObservedValue)
class ObservedValueAdmin(FoundByCode):
    list_display = (
        "commitment__code",
        "whose",
        "indicator",
        "period",
        "number",
        "status",
        "recorded_from",
        "recorded_to",
    )
    list_filter = ("whose", "status")
    list_select_related = ("commitment__commission", "commission")
    ordering = ("-pk",)
