"""Files as evidence: what they are is told by their first bytes, never by their name."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 100 * 1024 * 1024
MAX_MEMBERS = 1000
NAME_LIMIT = 200
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Kind:
    content_type: str
    suffix: str


PDF, PNG, JPEG = Kind("application/pdf", ".pdf"), Kind("image/png", ".png"), Kind("image/jpeg", ".jpg")
DOCX, XLSX = Kind(WORD, ".docx"), Kind(EXCEL, ".xlsx")
MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))


def kind_of(file: File[Any]) -> Kind | None:
    """What a file is by its content, or None when it is nothing we keep. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    return _office(file) if head.startswith(b"PK\x03\x04") else None


def _office(file: File[Any]) -> Kind | None:
    """Word or Excel, told by the parts of the package; a package that unpacks to too much is nothing we keep."""
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None  # broken, of a format to come, or with names in no encoding
    finally:
        file.seek(0)
    if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
        return None
    names = {member.filename for member in members}
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None


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
        kind = kind_of(file)
        if kind is None:
            raise ValidationError(
                _("This is not a PDF, Word, Excel, PNG or JPEG file, whatever its name says.")
            )
        file.kind = kind
        return file
