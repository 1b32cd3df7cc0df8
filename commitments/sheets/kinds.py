"""What an uploaded list is, told by its bytes: a workbook, a text with separators, or something else that is named."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.extraction.package import METHODS, Oversized, looked_into
from commitments.sheets.row import SheetName
from commitments.sheets.separated import read_text
from commitments.sheets.shared_words import MOST_BYTES, check_shared_words
from commitments.sheets.workbook import sheets_of

MAX_LIST_BYTES = 5 * 1024 * 1024
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PACKAGE = (b"PK\x03\x04", b"PK\x05\x06")
HTML = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta")
# What other files begin with, by the name that people know them by.
OTHERS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"\x1f\x8b", "gzip"),
)
# Parts of a workbook that are read whole, with the most bytes each may unpack to.
WHOLE_PARTS = {
    "xl/sharedStrings.xml": MOST_BYTES,
    "xl/styles.xml": 4 * 1024 * 1024,
    "xl/workbook.xml": 1024 * 1024,
    "[Content_Types].xml": 1024 * 1024,
}
OTHER_PARTS = 64 * 1024 * 1024  # such as the sheets, which are read row by row


@dataclass(frozen=True, slots=True)
class FileInside:
    """What a file holds. `encoding` and `separator` are those of a text, as Python has them."""

    sheets: tuple[SheetName, ...]
    is_workbook: bool
    encoding: str = ""
    separator: str = ""


def look_into(content: bytes) -> FileInside:
    """Raises Unreadable, with a sentence that says what the file is and what to do."""
    if not content.strip():
        raise Unreadable(_("This file is empty."))
    if len(content) > MAX_LIST_BYTES:
        raise Unreadable(_("This file is larger than 5 MB. Divide the list, or delete its pictures."))
    if content.startswith(PACKAGE):
        _check_package(content)
        return FileInside(sheets_of(content), is_workbook=True)
    _refuse_others(content)
    text = read_text(content)
    return FileInside((SheetName(""),), False, text.encoding, text.separator)


def _refuse_others(content: bytes) -> None:
    if content.startswith(OLD_OFFICE):
        if ENCRYPTED in content:
            raise Unreadable(_("This workbook has a password. Save it without one and choose it again."))
        raise Unreadable(
            _("This is an Excel file of before 2007 (.xls). Save it as .xlsx and choose it again.")
        )
    for magic, name in OTHERS:
        if content.startswith(magic):
            raise Unreadable(
                _("This is a %(kind)s file. Choose an Excel workbook or a CSV file.") % {"kind": name}
            )
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(HTML):
        raise Unreadable(
            _("This is a web page with the name of a spreadsheet. Open it in Excel and save it as .xlsx.")
        )
    if head.startswith((b"<?xml", b"<")):
        raise Unreadable(_("This is an XML file. Open it in Excel and save it as .xlsx."))


def _check_package(content: bytes) -> None:
    try:
        with looked_into(io.BytesIO(content)) as package:
            parts = {member.filename: member.file_size for member in package.infolist()}
            is_locked = any(member.flag_bits & 1 for member in package.infolist())
            if any(member.compress_type not in METHODS for member in package.infolist()):
                raise zipfile.BadZipFile("packed in a way that office programs do not use")
    except Oversized as error:
        raise too_much() from error
    except zipfile.BadZipFile as error:
        raise Unreadable(
            _("This file is damaged. Open it in Excel, save it again and choose it again.")
        ) from error
    if is_locked:
        raise Unreadable(_("This file has a password. Save it without one and choose it again."))
    if any("vbaproject" in name.lower() for name in parts):
        raise Unreadable(_("This workbook holds macros. Save it as .xlsx, which has none."))
    if "xl/workbook.bin" in parts:
        raise Unreadable(_("This is a binary workbook (.xlsb). Save it as .xlsx and choose it again."))
    if "content.xml" in parts:
        raise Unreadable(_("This is an OpenDocument file. Save it as .xlsx or CSV and choose it again."))
    if "word/document.xml" in parts:
        raise Unreadable(_("This is a Word file. Copy its table into a spreadsheet and save it as .xlsx."))
    if "xl/workbook.xml" not in parts:
        raise Unreadable(_("This is a ZIP archive and no workbook. Choose one list of those that are in it."))
    if any(size > WHOLE_PARTS.get(name, OTHER_PARTS) for name, size in parts.items()):
        raise too_much()
    try:
        check_shared_words(content)
    except Oversized as error:
        raise too_much() from error


def too_much() -> Unreadable:
    return Unreadable(_("This file unpacks to far more than a list of commitments has. It was not read."))
