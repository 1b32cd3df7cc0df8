"""Meetings, readouts and quotes, to look at."""

from __future__ import annotations

from django.contrib import admin

from commitments.admin.base import FoundByCode, ReadOnly
from commitments.models import Meeting, Quote, Readout


@admin.register(Meeting)
class MeetingAdmin(ReadOnly):
    list_display = ("title", "kind", "held_on", "commission")
    list_filter = ("commission", "kind")
    list_select_related = ("commission", "entry")
    search_fields = ("title",)
    date_hierarchy = "held_on"


@admin.register(Readout)
class ReadoutAdmin(ReadOnly):
    list_display = ("slug", "meeting", "party", "language", "publisher", "published_on", "is_summary")
    list_filter = ("commission", "language", "is_summary")
    list_select_related = ("commission", "meeting", "party", "entry")
    search_fields = ("slug", "publisher")
    date_hierarchy = "published_on"


@admin.register(Quote)
class QuoteAdmin(FoundByCode):
    list_display = ("words", "commitment__code", "readout", "start", "end")
    list_select_related = ("commitment__commission", "readout__commission", "entry")
    ordering = ("-pk",)
