"""Documents as files: what stands in them can be taken out again, they are tagged and dated alike, and fetch nothing."""

import datetime as dt
import io
import re
import subprocess
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from commitments.exports.documents import pdf
from commitments.exports.documents.content import (
    Bar,
    DocumentTable,
    NewPage,
    NumberedList,
    PaperDocument,
    TextRun,
    heading,
    joined,
    lines,
    paragraph,
)
from commitments.exports.documents.pdf import CannotPrint, write_one_page, write_pdf
from commitments.exports.documents.word import write_docx
from tests.test_docs import ROOT
from tracker import settings as product

MOMENT = dt.datetime(2022, 9, 16, 15, 0, tzinfo=dt.UTC)
BLOCKS = (
    paragraph("Briefing", style="title"),
    paragraph("Беларусь і Кітай: «Вялікі камень» ўведзены.", lang="be"),
    heading("Decide"),
    NumberedList((paragraph("白俄罗斯共和国", lang="zh-Hans"),)),
    DocumentTable(
        rows=((lines("First\nsecond"), (Bar(0.62, "62 % of the target", 0.7),)),),
        widths=(60, 40),
        head=("Title", "Share"),
    ),
    joined([TextRun("Source", "", "", "https://example.org/a?b=1&c=2"), " of it"]),
)


def a_document(*blocks, **parts):
    return PaperDocument(
        **{
            "name": "BY-CN",
            "title": "Briefing <1>",
            "language": "en",
            "author": "Belarus",
            "made_at": MOMENT,
            "foot": "Log up to entry No. 170",
            "blocks": blocks or BLOCKS,
            **parts,
        }
    )


def text_of(content):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


@pytest.fixture(scope="module")
def printed():
    return write_pdf(a_document())


def test_words_of_each_script_can_be_taken_out_of_a_pdf(printed):
    text = text_of(printed)

    for words in (
        "白俄罗斯共和国",
        "«Вялікі камень» ўведзены",
        "62 % of the target",
        "Log up to entry No. 170",
    ):
        assert words in text


def test_a_pdf_in_arabic_has_its_letters_in_it_as_they_are_written():
    words = paragraph("تورّد الصين اللقاح", lang="ar")
    content = write_pdf(a_document(words, paragraph("Vaccine"), language="ar"))

    fonts = PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values()
    assert any("Naskh" in str(one.get_object()["/BaseFont"]) for one in fonts)
    # Not in their shapes, and none taken for another that differs by its points only.
    assert "تورّد الصين اللقاح\nVaccine" in text_of(content)


def test_a_pdf_in_japanese_has_the_characters_that_chinese_has_not():
    content = write_pdf(a_document(paragraph("小麦の輸出を拡大し、経済圏を択ぶ。", lang="ja"), language="ja"))

    assert "小麦の輸出を拡大し、経済圏を択ぶ。" in text_of(content)
    fonts = PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values()
    assert any("Kanji" in str(one.get_object()["/BaseFont"]) for one in fonts)


def test_a_pdf_is_tagged_and_dated_and_has_its_fonts_in_it(printed):
    read = PdfReader(io.BytesIO(printed))

    assert read.metadata.title == "Briefing <1>"
    assert read.metadata.creation_date == MOMENT
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert read.trailer["/Root"]["/Lang"] == "en"
    fonts = read.pages[0]["/Resources"]["/Font"].values()
    described = [one.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"] for one in fonts]
    assert len(described) > 2
    assert all({"/FontFile2", "/FontFile3"} & one.keys() for one in described)


def test_the_same_document_has_the_same_bytes(printed):
    assert write_pdf(a_document()) == printed
    assert write_docx(a_document()) == write_docx(a_document())


def test_a_page_takes_the_longest_version_it_can_hold():
    long = a_document(*(paragraph("A line of words.") for _n in range(200)))
    short = a_document(*(paragraph("A line of words.") for _n in range(30)))

    printed = write_one_page([long, short])

    assert (printed.version, printed.size) == (1, 11.5)
    assert len(PdfReader(io.BytesIO(printed.pdf)).pages) == 1


def test_a_new_page_begins_where_it_is_asked_for():
    content = write_pdf(a_document(paragraph("one"), NewPage(), paragraph("two")))

    assert [
        text.split()[0] for text in (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    ] == [
        "one",
        "two",
    ]


def test_words_of_the_register_are_never_markup_and_nothing_is_fetched():
    hostile = '<img src="file:///etc/passwd"><script>1</script>'

    assert hostile in text_of(write_pdf(a_document(paragraph(hostile)))).replace("\n", "")
    assert hostile in Document(io.BytesIO(write_docx(a_document(paragraph(hostile))))).paragraphs[0].text


def test_without_its_libraries_a_sentence_says_what_is_missing(monkeypatch):
    failed = subprocess.CompletedProcess([], 1, b"", b"OSError: cannot load library 'libpango-1.0-0'")
    monkeypatch.setattr(pdf.subprocess, "run", lambda *args, **kwargs: failed)

    with pytest.raises(CannotPrint, match=r"libpango-1\.0-0"):
        write_pdf(a_document())


def test_who_waits_for_another_document_is_told_to_come_back(monkeypatch):
    monkeypatch.setattr(pdf, "WAIT", 0.01)

    with pdf.ONE_AT_A_TIME, pytest.raises(CannotPrint, match="Ask for it again in a minute"):
        write_pdf(a_document())


def test_the_printer_is_told_no_secret_of_the_server(monkeypatch):
    told = []
    monkeypatch.setenv("SECRET_KEY", "Yellowhammer")
    monkeypatch.setenv("DATABASE_URL", "postgresql://accord:Yellowhammer@localhost/accord")
    done = subprocess.CompletedProcess([], 0, b"0 10.5\n%PDF", b"")
    monkeypatch.setattr(pdf.subprocess, "run", lambda *args, **kwargs: told.append(kwargs["env"]) or done)

    assert write_pdf(a_document()) == b"%PDF"

    assert "PATH" in told[0]
    assert set(told[0]) <= set(pdf.PASSED_ON)


def test_a_request_ends_before_the_proxy_gives_up():
    proxy = int(re.search(r"proxy_read_timeout (\d+)s;", (ROOT / "deploy/nginx.conf").read_text("utf-8"))[1])

    assert proxy - 5 > 2 * pdf.WAIT + product.PAPER_SECONDS  # a briefing is two documents


def test_what_takes_too_long_is_given_up(settings):
    settings.PAPER_SECONDS = 0.05

    with pytest.raises(CannotPrint, match="too long"):
        write_pdf(a_document())


def a_printer(folder, monkeypatch, *, killed):
    """The printer, whose first runs are ended by the kernel, as many as `killed`."""
    program, runs = folder / "printer.py", folder / "runs"
    program.write_text(
        "import os, runpy, signal, sys\n"
        f"with open({str(runs)!r}, 'a') as runs: runs.write('.')\n"
        f"if os.path.getsize({str(runs)!r}) <= {killed}: os.kill(os.getpid(), signal.SIGKILL)\n"
        f"runpy.run_path({str(pdf.PRINTER)!r}, run_name='__main__')\n"
    )
    monkeypatch.setattr(pdf, "PRINTER", program)
    return runs


def test_a_printer_that_the_kernel_ended_is_begun_once_more(tmp_path, monkeypatch):
    alone = write_pdf(a_document())
    runs = a_printer(tmp_path, monkeypatch, killed=1)

    assert write_pdf(a_document()) == alone
    assert runs.read_text() == ".."


def test_a_printer_that_is_always_ended_is_given_up_with_a_sentence(tmp_path, monkeypatch, caplog):
    a_printer(tmp_path, monkeypatch, killed=9)

    with pytest.raises(CannotPrint, match="could not be made"):
        write_pdf(a_document())
    assert "ended by signal 9" in caplog.text and "ended with -9" in caplog.text


def test_a_word_file_has_headings_lists_tables_languages_and_the_margins_of_its_language():
    read = Document(io.BytesIO(write_docx(a_document())))

    assert [one.text for one in read.paragraphs if one.style.name == "Heading 1"] == ["Decide"]
    assert [one.text for one in read.paragraphs if one.style.name == "List Number"] == ["白俄罗斯共和国"]
    assert read.paragraphs[0].style.name == "Title"
    [table] = read.tables
    assert [cell.text for cell in table.rows[0].cells] == ["Title", "Share"]
    assert "w:tblHeader" in table.rows[0]._tr.xml
    section = read.sections[0]
    margins = (section.left_margin, section.top_margin, section.bottom_margin, section.right_margin)
    assert [round(one.mm) for one in margins] == [30, 20, 20, 15]
    xml = read.element.xml
    assert 'w:eastAsia="zh-CN"' in xml and 'w:val="be-BY"' in xml
    assert (read.core_properties.created, read.core_properties.language) == (
        MOMENT,
        "en",
    )


def test_a_chinese_document_has_the_margins_of_chinese_official_papers():
    section = Document(io.BytesIO(write_docx(a_document(language="zh-Hans")))).sections[0]

    assert [round(one.mm) for one in (section.top_margin, section.left_margin)] == [37, 28]


def test_a_word_file_holds_nothing_that_runs_or_is_fetched():
    with zipfile.ZipFile(io.BytesIO(write_docx(a_document()))) as archive:
        names = archive.namelist()
        linked = archive.read("word/_rels/document.xml.rels").decode()

    assert not [name for name in names if "vba" in name.lower() or "media" in name]
    assert linked.count('TargetMode="External"') == linked.count("https://example.org") == 1
