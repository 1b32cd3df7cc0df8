"""Files that people send: as evidence, which is kept, or as a readout, of which only the text is taken."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, BinaryIO, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from commitments.extraction import Extracted, Unreadable, extract
from commitments.extraction.kinds import MAX_BYTES, kind_of

NAME_LIMIT = 200


def clean_name(name: str) -> str:
    """The last part of a file's name as it can be shown and sent: no path, no control characters."""
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    return "".join(c for c in name if c.isprintable())[-NAME_LIMIT:] or "file"


def bytes_in(file: File[Any]) -> BinaryIO:
    """What an uploaded file holds, be it in memory or in a temporary file."""
    return cast(BinaryIO, file.file)


class EvidenceFile(forms.FileField):
    """A file of a kind and size that is kept. The cleaned value carries its `kind`."""

    default_error_messages = {"empty": _("This file is empty.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("PDF, Word, Excel, PNG or JPEG, at most 10 MB."))
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"

    def to_python(self, data: File[Any] | None) -> File[Any] | None:
        file = super().to_python(data)
        if file is None:
            return None
        if file.size > MAX_BYTES:
            raise ValidationError(_("This file is larger than 10 MB."))
        kind = kind_of(bytes_in(file))
        if kind is None:
            raise ValidationError(
                _("This is not a PDF, Word, Excel, PNG or JPEG file, although its name says so.")
            )
        name = clean_name(file.name or "")
        suffix = PurePath(name).suffix
        if suffix and not kind.fits(name):
            raise ValidationError(
                _("“%(name)s” ends in %(suffix)s, but it is a %(kind)s file. Let its name end in %(right)s."),
                params={
                    "name": name,
                    "suffix": suffix,
                    "kind": kind.name,
                    "right": get_text_list([*kind.suffixes], _("or")),
                },
            )
        file.kind = kind
        return file


@dataclass(frozen=True)
class UploadedText:
    """What a file gave: its name, and the text with its number of paragraphs."""

    name: str
    found: Extracted


class TextFile(forms.FileField):
    """A file whose text is taken. The cleaned value is an UploadedText; the file itself is kept nowhere."""

    default_error_messages = {"empty": _("This file is empty.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Word (.docx), PDF or plain text (.txt), at most 10 MB."))
        super().__init__(**kwargs)
        self.widget.attrs["accept"] = ".docx,.pdf,.txt"

    def clean(self, data: File[Any] | None, initial: Any = None) -> UploadedText | None:
        file = super().clean(data, initial)
        if not file:
            return None
        name = clean_name(file.name or "")
        try:
            return UploadedText(name, extract(name, bytes_in(file)))
        except Unreadable as error:
            raise ValidationError(str(error)) from error
