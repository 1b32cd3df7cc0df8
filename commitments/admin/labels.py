"""What the administration calls the columns of tables that the log is projected into.

They are named here and not with the columns: a label there is a migration, and nobody reads it anywhere else.
"""

from __future__ import annotations

from django.contrib.admin.options import ModelAdmin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LABELS = {
    "agreed": pgettext_lazy("status of both sides together", "Agreed"),
    "asked_by": _("asked by"),
    "author_post": pgettext_lazy("of a person", "post"),
    "author_role": _("role"),
    "code": _("code"),
    "commission": _("commission"),
    "done_with": pgettext_lazy("of a redaction", "done with entry"),
    "effective_from": _("effective from"),
    "effective_on": _("happened on"),
    "end": pgettext_lazy("of a quote", "up to sign"),
    "entry": _("entry"),
    "evidence_class": _("kind of evidence"),
    "held_on": _("Held on"),
    "indicator": _("indicator"),
    "is_corrected": _("Corrected"),
    "is_open": pgettext_lazy("of a commitment", "open"),
    "is_summary": _("summary"),
    "kind": _("Kind"),
    "language": _("language"),
    "meeting": _("meeting"),
    "number": pgettext_lazy("a number", "No."),
    "outlook": _("Outlook"),
    "owed_on": _("owed on"),
    "party": _("party"),
    "period": _("Period"),
    "published_on": _("Published on"),
    "publisher": _("Publisher"),
    "readout": _("readout"),
    "recorded_at": _("recorded at"),
    "recorded_from": _("recorded from"),
    "recorded_to": _("recorded until"),
    "slug": _("address"),
    "start": pgettext_lazy("of a quote", "from sign"),
    "status": _("Status"),
    "title": _("Title"),
    "week": _("Week"),
    "whose": _("Whose"),
    "words": _("Words"),
}


def label_columns(shown: ModelAdmin) -> None:
    """Label what a list shows and filters by, where its column says nothing itself. Raises KeyError for what has no label."""
    for path in {*shown.list_display, *shown.list_filter}:
        if not isinstance(path, str) or hasattr(shown, path) or path == "__str__":
            continue
        field = get_fields_from_path(shown.model, path)[-1]
        if isinstance(field, Field) and not is_labelled(field):
            field.verbose_name = LABELS[field.name]
        if "__" in path:  # Django makes words of the path
            field.short_description = field.verbose_name


def is_labelled(field: Field) -> bool:
    return isinstance(field.verbose_name, Promise)
