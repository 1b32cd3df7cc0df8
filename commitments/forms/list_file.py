"""The file of a list that is brought in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy

from commitments.forms.files import bytes_in, clean_name
from commitments.sheets import MAX_LIST_BYTES, FileInside, Unreadable, look_into


@dataclass(frozen=True, slots=True)
class UploadedList:
    name: str
    content: bytes
    inside: FileInside


class ListFileField(forms.FileField):
    """A workbook or a text with separators; the cleaned value is an UploadedList."""

    default_error_messages = {"empty": gettext_lazy("This file is empty.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".xlsx,.csv,.txt,.tsv"

    def clean(self, data: File[Any] | None, initial: Any = None) -> UploadedList | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            content = bytes_in(file).read(MAX_LIST_BYTES + 1)
            return UploadedList(clean_name(file.name or ""), content, look_into(content))
        except Unreadable as error:
            raise ValidationError(str(error)) from error


class ListFileForm(forms.Form):
    file = ListFileField(
        label=gettext_lazy("The list"),
        help_text=gettext_lazy("Excel (.xlsx) or CSV, at most 5 MB and 10,000 rows."),
        error_messages={"required": gettext_lazy("Choose the file with the list.")},
    )
