"""Files are what their first bytes say, never what their name says."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from commitments.extraction import package as packages
from commitments.extraction.kinds import DOCX, JPEG, MAX_BYTES, PDF, PNG, XLSX, kind_of
from commitments.forms.files import EvidenceFile


def package(*names, content=b"<xml/>"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return data.getvalue()


WORD = package("[Content_Types].xml", "word/document.xml")


def uploaded(content, name="paper.bin"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 text", PDF),
        (b"\x89PNG\r\n\x1a\nrest", PNG),
        (b"\xff\xd8\xff\xe0rest", JPEG),
        (WORD, DOCX),
        (package("[Content_Types].xml", "xl/workbook.xml"), XLSX),
        (package("word/document.xml"), None),
        (package("[Content_Types].xml", "ppt/presentation.xml"), None),
        (package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (package("a.exe"), None),
        (b"PK\x03\x04 not a package", None),
        (b"MZ\x90\x00", None),
        (b"<!doctype html><script>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
        (b" %PDF-1.7", None),
        (b"", None),
    ],
)
def test_kind_by_content(content, kind):
    file = uploaded(content)

    assert kind_of(file) == kind
    assert file.tell() == 0


def test_package_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1000)

    assert kind_of(uploaded(package("[Content_Types].xml", "word/document.xml", content=b"0" * 600))) is None


def test_package_of_too_many_parts(monkeypatch):
    monkeypatch.setattr(packages, "MAX_MEMBERS", 2)

    assert kind_of(uploaded(package("[Content_Types].xml", "word/document.xml", "word/a.xml"))) is None


@pytest.mark.parametrize(
    ("at", "byte"),
    [(6, 200), (46, 0xFF), (28, 0xFF), (42, 0xFF), (45, 0xFF)],
    ids=["a version to come", "a name in no encoding", "an endless name", "an odd place", "a far place"],
)
def test_broken_package_is_nothing_we_keep_and_no_fault(at, byte):
    """`at` counts from the list of parts at the end of the package."""
    broken = bytearray(package("документ.xml", "[Content_Types].xml"))
    broken[broken.index(b"PK\x01\x02") + at] = byte

    assert kind_of(uploaded(bytes(broken))) is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Protocol No. 4.pdf.bat", "“Protocol No. 4.pdf.bat” ends in .bat, but it is a PDF file. Let its name end in .pdf."),
        ("Protocol.hta", "“Protocol.hta” ends in .hta, but it is a PDF file. Let its name end in .pdf."),
        ("report.docx", "“report.docx” ends in .docx, but it is a PDF file. Let its name end in .pdf."),
    ],
)  # fmt: skip
def test_name_that_says_another_kind_is_refused(name, sentence):
    with pytest.raises(ValidationError) as refusal:
        EvidenceFile().clean(uploaded(b"%PDF-1.7 start calc.exe", name))

    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize("name", ["Protocol.PDF", "bat.pdf", "Protocol"])
def test_name_that_says_its_kind_or_none_is_taken(name):
    assert EvidenceFile().clean(uploaded(b"%PDF-1.7", name)).kind == PDF


def test_clean_file_carries_its_kind():
    assert EvidenceFile().clean(uploaded(WORD, "доклад.docx")).kind == DOCX


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"%PDF-" + b"0" * MAX_BYTES, "This file is larger than 10 MB."),
        (b"text", "This is not a PDF, Word, Excel, PNG or JPEG file, although its name says so."),
    ],
    ids=["empty", "too large", "text"],
)
def test_file_that_is_not_kept(content, sentence):
    with pytest.raises(ValidationError) as refusal:
        EvidenceFile().clean(uploaded(content, "доклад.pdf"))

    assert refusal.value.messages == [sentence]
