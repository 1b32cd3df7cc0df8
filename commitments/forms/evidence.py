"""The fields with which an entry names its source: a page, a file, or both."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from commitments.actions import Source
from commitments.actions.criteria import Criterion
from commitments.forms.fields import AddressField, DayField, WordsField
from commitments.forms.files import EvidenceFile, clean_name
from commitments.models import Commitment, Entry, Evidence
from commitments.models.evidence import file_path
from commitments.vocabulary import EvidenceClass, guessed_language, lang_tag
from commitments.vocabulary.languages import in_language

# What an action calls the parts of a source, and their fields here.
REFUSED_SOURCE = {
    "sources": "source_title",
    "published_on": "source_day",
    "meets": "source_meets",
    "announces": "source_announces",
}


class EvidenceMixin(forms.Form):
    """One source. Naming anything of it asks for its title and class; naming nothing is allowed unless required."""

    source_title = WordsField(
        label=_("Source"), limit=300, required=False, help_text=_("Its title, as published.")
    )
    source_class = forms.ChoiceField(
        label=_("Kind of source"), choices=[("", _("Choose")), *EvidenceClass.choices], required=False
    )
    source_publisher = WordsField(label=_("Published by"), limit=160, required=False)
    source_address = AddressField(label=_("Address of the page"), required=False)
    source_day = DayField(label=_("Published on"), required=False)
    source_file = EvidenceFile(label=_("Or a file"), required=False)
    source_meets = forms.TypedMultipleChoiceField(
        label=_("What it shows"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": _("Criterion %(value)s is not in force here.")},
    )
    source_announces = forms.BooleanField(
        label=_("This source only announces a future step. It does not count as proof."),
        required=False,
    )

    evidence_fields: tuple[str, ...] = (
        "source_title",
        "source_class",
        "source_publisher",
        "source_address",
        "source_day",
        "source_file",
        "source_meets",
        "source_announces",
    )

    def offer_criteria(self, criteria: Sequence[Criterion]) -> None:
        """Let the source say which of these it shows to be met; nothing is asked where there are none."""
        criteria = [criterion for criterion in criteria if not criterion.get("target")]
        if not criteria:
            del self.fields["source_meets"]
            return
        self.fields["source_meets"].choices = [
            (
                criterion["number"],
                format_html(
                    "<span>{} <span {}>{}</span></span>",
                    _("Criterion %(number)d is met:") % {"number": criterion["number"]},
                    in_language(lang_tag(criterion["language"])),
                    criterion["text"],
                ),
            )
            for criterion in criteria
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(name) for name in self.evidence_fields if name != "source_class") or (
            cleaned.get("source_class") and cleaned["source_class"] != self.offered_class()
        ):
            if not cleaned.get("source_title") and "source_title" not in self.errors:
                self.add_error("source_title", _("Give the title of the source."))
            if not cleaned.get("source_class") and "source_class" not in self.errors:
                self.add_error("source_class", _("Choose what kind of source it is."))
        return cleaned

    def offered_class(self) -> str:
        """The kind of source that the form offers: sent back by itself it names nothing."""
        offered: str = self.initial.get("source_class", "")
        return offered

    def given_file_name(self) -> str:
        """The name of a file that was sent with a refused form: it has to be chosen again, so the form names it."""
        file = self.files.get("source_file")
        return clean_name(file.name or "") if file else ""

    def take_sources(self) -> tuple[Source, ...]:
        """The source as an action takes it; stores the file. Call it only when the form is valid."""
        cleaned = self.cleaned_data
        if not cleaned.get("source_title"):
            return ()
        file = cleaned.get("source_file")
        return (
            Source(
                evidence_class=cleaned["source_class"],
                title=cleaned["source_title"],
                language=source_language(cleaned["source_title"]),
                publisher=cleaned["source_publisher"],
                address=cleaned["source_address"],
                published_on=cleaned["source_day"],
                upload=store(file) if file else None,
                meets=tuple(cleaned.get("source_meets") or ()),
                announces=cleaned["source_announces"],
            ),
        )


def source_of(commitment: Commitment, number: str) -> dict[str, Any]:
    """The fields of the source that entry `number` of a commitment names first; {} where it names none.

    Its file stays with that entry: a browser cannot send it again.
    """
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # typed into an address
        return {}
    named = Evidence.objects.filter(commitment=commitment, entry__number=int(number))
    source = named.order_by("position").first()
    if source is None:
        return {}
    return {
        "source_title": source.title,
        "source_class": source.evidence_class,
        "source_publisher": source.publisher,
        "source_address": source.address,
        "source_day": source.published_on,
    }


def source_language(title: str) -> str:
    return guessed_language(title)


def store(file: UploadedFile) -> tuple[str, str, str, str]:
    """Keep an uploaded file under a name of ours. Returns (path, name as given, type, SHA-256 as hex)."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    path = default_storage.save(file_path(None, ""), file)
    return path, file.kind.named(clean_name(file.name or "")), file.kind.content_type, digest.hexdigest()


def discard(sources: tuple[Source, ...]) -> None:
    """Remove the files of sources whose entry was not written."""
    for source in sources:
        if source.upload:
            default_storage.delete(source.upload[0])


def unused(sources: tuple[Source, ...], entry: Entry) -> tuple[Source, ...]:
    """Of some sources, those whose file the entry does not hold."""
    if not any(source.upload for source in sources):
        return ()
    held = set(entry.evidence_set.values_list("file", flat=True))
    return tuple(source for source in sources if source.upload and source.upload[0] not in held)
