"""Lists as people have them and as attackers send them, made by code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from openpyxl import Workbook

HEAD = ("No.", "Measure", "Executors", "Term")
ROW = (1, "Build a school", "Ministry of Health", "1.3.2027")


def workbook(*rows: Iterable[Any], change: Callable[[Workbook], Any] | None = None) -> bytes:
    """A workbook of one sheet; `change` does the rest to it."""
    book = Workbook()
    for row in rows:
        book.active.append(list(row))
    if change is not None:
        change(book)
    to = io.BytesIO()
    book.save(to)
    return to.getvalue()


def text(*rows: Iterable[Any], separator: str = ",", encoding: str = "utf-8") -> bytes:
    return "\n".join(separator.join(str(cell) for cell in row) for row in rows).encode(encoding)


def repacked(
    content: bytes, parts: Mapping[str, bytes | None], *, method: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The package with some parts put in the place of others, or added; None takes one out."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w", method) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return to.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


def archive(**parts: bytes) -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/"), data)
    return to.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    return repacked(workbook(HEAD, ROW), {SHEET: xml})


def sheet_of(cells: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        b'<worksheet xmlns="' + space + b'">' + before + b"<sheetData>" + cells + b"</sheetData>" + after
        + b"</worksheet>"
    )  # fmt: skip
