"""What a file is, told by its first bytes and its parts, never by its name."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from commitments.extraction.package import Oversized, looked_into

MAX_BYTES = 10 * 1024 * 1024
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class FileKind:
    """`name` is for people; the first of the `suffixes` is the usual one."""

    content_type: str
    name: str
    suffixes: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether a file of this kind may bear this name: a desk opens a file by what its name ends in."""
        return name.lower().endswith(self.suffixes)

    def named(self, name: str) -> str:
        """The name, with the suffix of the kind where it ends otherwise."""
        return name if self.fits(name) else f"{name}{self.suffixes[0]}"


PDF = FileKind("application/pdf", "PDF", (".pdf",))
PNG = FileKind("image/png", "PNG", (".png",))
JPEG = FileKind("image/jpeg", "JPEG", (".jpg", ".jpeg"))
DOCX, XLSX = FileKind(WORD, "Word", (".docx",)), FileKind(EXCEL, "Excel", (".xlsx",))
KINDS = {kind.content_type: kind for kind in (PDF, PNG, JPEG, DOCX, XLSX)}
MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
PACKAGE = b"PK\x03\x04"


def kind_of(file: BinaryIO) -> FileKind | None:
    """What a file is, or None when it is nothing known here. Leaves the file at its beginning."""
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    return _office(file) if head.startswith(PACKAGE) else None


def _office(file: BinaryIO) -> FileKind | None:
    """Word or Excel, told by the parts of the package; nothing known where it unpacks to too much."""
    try:
        with looked_into(file) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, Oversized):
        return None
    finally:
        file.seek(0)
    if "[Content_Types].xml" not in names or any("vbaProject" in name for name in names):
        return None
    if "word/document.xml" in names:
        return DOCX
    return XLSX if "xl/workbook.xml" in names else None
