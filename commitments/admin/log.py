"""The log and what its entries rest on, to look at."""

from __future__ import annotations

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.admin.base import FoundByCode, ReadOnly
from commitments.models import Briefing, Entry, Evidence


@admin.register(Entry)
class EntryAdmin(FoundByCode):
    list_display = (
        "number",
        "commission__code_prefix",
        "kind",
        "commitment__code",
        "party",
        "author_post",
        "effective_on",
        "recorded_at",
    )
    list_filter = ("commission", "kind", "author_role")
    list_select_related = ("commission", "commitment__commission", "party", "author", "corrects", "texts")
    # By key, which is the order of writing over all commissions; another order would sort the whole log.
    ordering = ("-pk",)
    sortable_by = ()
    fields = (
        "commission",
        "number",
        "commitment",
        "kind",
        "party",
        "author",
        "author_post",
        "author_role",
        ("status_before", "status_after"),
        ("agreed_before", "agreed_after"),
        "effective_on",
        "recorded_at",
        "note",
        "reason",
        "author_name",
        "corrects",
        "record_text",
        "leaf_hex",
    )

    @admin.display(description=_("note"))
    def note(self, obj: Entry) -> str | None:
        return obj.texts.note

    @admin.display(description=_("reason"))
    def reason(self, obj: Entry) -> str | None:
        return obj.texts.reason

    @admin.display(description=_("author’s name"))
    def author_name(self, obj: Entry) -> str | None:
        return obj.texts.author_name

    @admin.display(description=pgettext_lazy("noun", "record"))
    def record_text(self, obj: Entry) -> str:
        return bytes(obj.record).decode()

    @admin.display(description=_("leaf hash"))
    def leaf_hex(self, obj: Entry) -> str:
        return bytes(obj.leaf).hex()


@admin.register(Evidence)
class EvidenceAdmin(FoundByCode):
    list_display = ("title", "evidence_class", "publisher", "published_on", "commitment__code", "entry")
    list_filter = ("evidence_class", "language")
    list_select_related = ("commitment__commission", "entry")
    ordering = ("-pk",)


@admin.register(Briefing)
class BriefingAdmin(ReadOnly):
    """Which briefings were issued, and the hashes of their files; the files are for people with a seat."""

    list_display = ("week", "party", "entry__number", "entry__recorded_at")
    list_filter = ("commission", "party")
    list_select_related = ("party", "entry__commission")
    fields = ("commission", "party", "week", "entry", "files")
