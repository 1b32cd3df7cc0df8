"""Fifty files that are faulty or hostile: each gets an answer in words, or is read as its owner meant it."""

import re
import tracemalloc
import zipfile

import pytest

from commitments.sheets import Unreadable, look_into, rows_of
from tests.sheets.files import (
    HEAD,
    ROW,
    SHEET,
    archive,
    part_of,
    repacked,
    sheet_of,
    text,
    with_sheet,
    workbook,
)

GOOD = workbook(HEAD, ROW)
MEGABYTE = 2**20
BOMB = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;'>]>"


def old_office(marked: str = "") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + marked.encode("utf-16-le") + bytes(512)


def locked() -> bytes:
    """The bit that says a part is encrypted, set in the directory of a good workbook."""
    content = bytearray(GOOD)
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


CONTENTS = "[Content_Types].xml"


# Few enough bytes, but objects for each; not all alike, or the package would seem to be packed too well.
EMPTY_WORDS = b"<sst>" + b"".join(b"<si/><!--%d-->" % n for n in range(350_000)) + b"</sst>"


def listing_shared_words(name: str) -> bytes:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    named = b'<Override PartName="/xl/' + name.encode() + b'" ContentType="' + kind + b'"/>'
    others = re.sub(rb"<Override [^>]*sharedStrings[^>]*>", b"", part_of(GOOD, CONTENTS))
    return others.replace(b"</Types>", named + b"</Types>")


# name: (the file, words of the sentence)
REFUSED = {
    "nothing": (b"", "is empty"),
    "blanks": (b" \n\t\n", "is empty"),
    "too large": (b"a," * (3 * MEGABYTE), "larger than 5 MB"),
    "xls": (old_office(), "before 2007 (.xls)"),
    "with a password": (old_office("EncryptedPackage"), "has a password"),
    "with a locked part": (locked(), "has a password"),
    "macros": (repacked(GOOD, {"xl/vbaProject.bin": b"x"}), "holds macros"),
    "macros in capitals": (repacked(GOOD, {"xl/VBAPROJECT.BIN": b"x"}), "holds macros"),
    "xlsb": (archive(**{"xl__workbook.bin": b"x", "[Content_Types].xml": b"x"}), "binary workbook"),
    "ods": (archive(**{"mimetype": b"x", "content.xml": b"<x/>"}), "OpenDocument"),
    "docx": (archive(**{"word__document.xml": b"<x/>"}), "Word file"),
    "zip of lists": (archive(**{"a.csv": b"a,b"}), "ZIP archive"),
    "zip of nothing": (archive(), "ZIP archive"),
    "200 MB in a zip": (archive(**{"xl__workbook.xml": bytes(200 * MEGABYTE)}), "unpacks to far more"),
    "200 MB in a sheet": (repacked(GOOD, {SHEET: bytes(200 * MEGABYTE)}), "unpacks to far more"),
    "many parts": (archive(**{f"{n}.xml": b"" for n in range(1200)}), "unpacks to far more"),
    "shared words of 40 MB": (
        repacked(GOOD, {"xl/sharedStrings.xml": bytes(range(256)) * (40 * 4096)}),
        "unpacks to far more",
    ),
    "350,000 shared words that are empty": (
        repacked(
            GOOD, {"xl/sharedStrings.xml": EMPTY_WORDS, CONTENTS: listing_shared_words("sharedStrings.xml")}
        ),
        "unpacks to far more",
    ),
    "shared words under another name": (
        repacked(GOOD, {"xl/words.xml": EMPTY_WORDS, CONTENTS: listing_shared_words("words.xml")}),
        "unpacks to far more",
    ),
    "packed with BZIP2": (repacked(GOOD, {}, method=zipfile.ZIP_BZIP2), "damaged"),
    "packed with LZMA": (repacked(GOOD, {}, method=zipfile.ZIP_LZMA), "damaged"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "damaged"),
    "no sheets": (repacked(GOOD, {"xl/workbook.xml": b"<workbook/>"}), "no sheet with cells"),
    "no workbook in the workbook": (repacked(GOOD, {"xl/workbook.xml": b"not XML"}), "cannot be read"),
    "no relations": (repacked(GOOD, {"xl/_rels/workbook.xml.rels": None}), "cannot be read"),
    "no sheet where one is named": (repacked(GOOD, {SHEET: None}), "no sheet with cells"),
    "entities": (with_sheet(BOMB + sheet_of(b"<row><c><v>&b;</v></c></row>")), "cannot be read"),
    "entities in words": (
        repacked(
            GOOD,
            {
                "xl/sharedStrings.xml": BOMB + b"<sst>&b;</sst>",
                CONTENTS: listing_shared_words("sharedStrings.xml"),
            },
        ),
        "cannot be read",
    ),
    "external entity": (
        with_sheet(b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + sheet_of(b"<row>&a;</row>")),
        "cannot be read",
    ),
    "a sheet that breaks off": (with_sheet(sheet_of(b"<row r='1'><c r='A1'><v>1")[:-40]), "cannot be read"),
    "a cell nowhere": (with_sheet(sheet_of(b'<row r="1"><c r="??"><v>1</v></c></row>')), "cannot be read"),
    "a style that is none": (with_sheet(sheet_of(b'<row><c s="99999"><v>1</v></c></row>')), "cannot be read"),
    "a word that is none": (with_sheet(sheet_of(b'<row><c t="s"><v>99999</v></c></row>')), "cannot be read"),
    "pdf": (b"%PDF-1.7 x", "PDF file"),
    "picture": (b"\x89PNG\r\n\x1a\n x", "PNG file"),
    "gzip": (b"\x1f\x8b\x08 x", "gzip file"),
    "rtf": (b"{\\rtf1 x}", "RTF file"),
    "html": (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    "html with its mark": (b"\xef\xbb\xbf<!DOCTYPE html><table>", "web page"),
    "table alone": (b"  <TABLE><tr><td>1", "web page"),
    "xml": (b"<?xml version='1.0'?><Workbook/>", "XML file"),
    "bytes of a program": (b"\x7fELF\x02\x01\x01\0\0\0", "not a text"),
    "UTF-16 without its mark": ("No.,Measure".encode("utf-16-le"), "not a text"),
    "half a character": (b"\xff\xfeN\0o\0.", "encoding"),
    "Latin letters of Windows": ("Mesure,Délai".encode("cp1252"), "encoding"),
    "controls": (b"No.,Measure\n1,\x07bell", "neither a workbook nor a text"),
    "a quotation mark that is never closed": (b'No.,Measure\n1,"' + b"x" * 140_000, "quotation mark"),
    "more rows than a list has": (text(HEAD, *[ROW] * 10_100), "more than 10,000 rows"),
    "more rows of a workbook": (
        with_sheet(sheet_of(b'<row><c t="inlineStr"><is><t>x</t></is></c></row>' * 10_100)),
        "more than 10,000 rows",
    ),
}


def read(content):
    inside = look_into(content)
    return [row for sheet in inside.sheets[:1] for row in rows_of(content, inside, sheet.name)]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_list_is_refused_in_words_and_little_memory(name):
    content, words = REFUSED[name]
    tracemalloc.start()
    try:
        with pytest.raises(Unreadable) as refused:
            read(content)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert words in str(refused.value)
    assert most < 60 * MEGABYTE


def second_row(content):
    return [cell.text or cell.problem for cell in read(content)[1].cells][:4]


READ_AS = ["1", "Build a school", "Ministry of Health", "1.3.2027"]
# What is odd and still a list: all of these say the same.
MEANT = {
    "commas": text(HEAD, ROW),
    "semicolons": text(HEAD, ROW, separator=";"),
    "tabs": text(HEAD, ROW, separator="\t"),
    "the separator said": b"sep=;\r\n" + text(HEAD, ROW, separator=";"),
    "with its mark": text(HEAD, ROW, encoding="utf-8-sig"),
    "UTF-16": text(HEAD, ROW, separator="\t", encoding="utf-16"),
    "quotation marks": b'No.,Measure,Executors,Term\n1,"Build a school",Ministry of Health,1.3.2027\n',
    "Windows lines": text(HEAD, ROW).replace(b"\n", b"\r\n"),
    "empty rows between": text(HEAD, ("", "", "", ""), ROW),
    "empty rows between, in a workbook": workbook(HEAD, (), (), ROW),
    "a size that is wrong": repacked(
        GOOD, {SHEET: part_of(GOOD, SHEET).replace(b'ref="A1:D2"', b'ref="A1"')}
    ),
    "format far below": repacked(
        GOOD,
        {SHEET: part_of(GOOD, SHEET).replace(b"</sheetData>", b'<row r="1048576"/></sheetData>')},
    ),
    "a cell far to the right": repacked(
        GOOD,
        {SHEET: part_of(GOOD, SHEET).replace(b"</row></sheetData>", b'<c r="XFD2"><v>1</v></c></row></sheetData>')},
    ),
    "blanks around": workbook(HEAD, (1, "  Build a school \n", "Ministry of Health", "1.3.2027")),
}  # fmt: skip


@pytest.mark.parametrize("name", MEANT)
def test_what_is_only_odd_is_read_as_it_was_meant(name):
    assert second_row(MEANT[name]) == READ_AS


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", ("Мера", "Построить школу")),
        ("gb18030", ("措施", "建设一所学校并配备教师")),
        ("utf-16", ("Мера", "Построить школу")),
        ("utf-8", ("措施", "建设一所学校")),
    ],
)
def test_the_encodings_of_four_countries_are_told_and_said(encoding, words):
    content = text(
        ("序号", words[0]) if encoding == "gb18030" else ("№", words[0]),
        (1, words[1]),
        separator=";",
        encoding=encoding,
    )

    assert look_into(content).encoding == encoding
    assert second_row(content) == ["1", words[1]]


def test_rows_are_numbered_by_their_lines_also_below_the_separator():
    content = b"sep=;\r\n" + text(HEAD, ROW, separator=";")

    assert [row.number for row in read(content)] == [2, 3]
