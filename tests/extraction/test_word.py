"""Word files: what is read of them, in which order, and what they may not do to us."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from commitments.extraction import Unreadable, extract, package
from commitments.extraction import word as word_files
from tests.extraction.papers import saved, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
DAMAGED = "This Word file is damaged, or made in a way that is not read here. Paste its text instead."
TOO_MUCH = "This file unpacks to more than a readout can be."


def read(content):
    return extract("a.docx", io.BytesIO(content)).text


def refusal(content):
    with pytest.raises(Unreadable) as refused:
        read(content)
    return str(refused.value)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def of_xml(*paragraphs):
    """A Word file whose body holds these paragraphs, written as XML."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.element.body.insert_element_before(parse_xml(f"<w:p {W} {MC}>{paragraph}</w:p>"), "w:sectPr")
    return saved(document)


def with_part(content, text, name="word/document.xml"):
    """The same package with another text in one of its parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, text if member.filename == name else old.read(member))
    return data.getvalue()


def body(words, before=""):
    return (
        f"<?xml version='1.0'?>{before}<w:document {W}><w:body><w:p>{run(words)}</w:p></w:body></w:document>"
    )


def test_tables_and_lists_are_read_in_their_order():
    document = docx.Document()
    document.add_heading("Итоги", 1)
    document.add_paragraph("Стороны условились:")
    document.add_paragraph("начать поставки;", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for number, cell in enumerate((cell for row in table.rows for cell in row.cells), 1):
        cell.text = f"Клетка {number}"
    document.add_paragraph("открыть выставку.", style="List Number")
    section = document.sections[0]
    section.header.paragraphs[0].text = "Шапка"
    section.footer.paragraphs[0].text = "Подвал"
    document.add_comment(document.paragraphs[0].runs, text="Замечание", author="A")

    assert read(saved(document)).split("\n\n") == [
        "Итоги",
        "Стороны условились:",
        "начать поставки;",
        *(f"Клетка {number}" for number in range(1, 5)),
        "открыть выставку.",
    ]


@pytest.mark.parametrize(
    ("xml", "is_told"),
    [
        ('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr></w:pPr>', True),
        ('<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr></w:pPr>', False),
        ('<w:pPr><w:pStyle w:val="ListNumber2"/></w:pPr>', True),
        ('<w:pPr><w:pStyle w:val="ListParagraph"/></w:pPr>', False),
    ],
)
def test_marks_of_lists_are_missed_aloud(xml, is_told):
    found = extract("a.docx", io.BytesIO(of_xml(xml + run("First."))))

    told = "Word sets the numbers and bullets of its lists itself: type in those that were published."
    assert (found.text, found.missing) == ("First.", (told,) if is_told else ())


def test_a_line_broken_by_hand_stays_a_line():
    document = docx.Document()
    paragraph = document.add_paragraph()
    paragraph.add_run("The sides").add_break()
    paragraph.add_run("met.\tThen ").add_break(WD_BREAK.PAGE)
    paragraph.add_run("they left.")

    found = extract("a.docx", io.BytesIO(saved(document)))

    assert (found.text, found.paragraphs) == ("The sides\nmet. Then\nthey left.", 3)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("It is ") + f"<w:del>{'<w:r><w:delText>not </w:delText></w:r>'}</w:del>" + run("so."), "It is so."),
        (run("It is ") + f"<w:ins>{run('not ')}</w:ins>" + run("so."), "It is not so."),
        (f"<w:moveFrom>{run('Gone. ')}</w:moveFrom>" + run("Here."), "Here."),
        (f"<w:moveTo>{run('Moved. ')}</w:moveTo>" + run("Here."), "Moved. Here."),
        (f"<w:hyperlink>{run('linked')}</w:hyperlink>", "linked"),
        (f"<w:sdt><w:sdtContent>{run('in a box')}</w:sdtContent></w:sdt>", "in a box"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen </w:t></w:r>" + run("seen"), "seen"),
        ('<w:r><w:rPr><w:vanish w:val="false"/></w:rPr><w:t>seen</w:t></w:r>', "seen"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>" + run("p."), "p."),
        (run("long") + "<w:r><w:noBreakHyphen/></w:r>" + run("term"), "long‑term"),
        ('<w:pPr><w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs></w:pPr>' + run("text"), "text"),
        (
            f"<w:r><mc:AlternateContent><mc:Choice Requires='x'><w:p>{run('box')}</w:p></mc:Choice>"
            f"<mc:Fallback><w:p>{run('box')}</w:p></mc:Fallback></mc:AlternateContent></w:r>" + run("text"),
            "box\n\ntext",
        ),
        (
            f"<w:r><w:ruby><w:rt>{run('rì')}</w:rt><w:rubyBase>{run('日')}</w:rubyBase></w:ruby></w:r>",
            "日",
        ),
    ],
)  # fmt: skip
def test_what_is_read_of_a_paragraph(xml, text):
    assert read(of_xml(xml)) == text


def test_paragraphs_whose_end_was_deleted_are_one():
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"

    assert read(of_xml(deleted + run("The sides "), run("met."), run("Again."))) == "The sides met.\n\nAgain."
    assert read(of_xml(deleted + run("Last."))) == "Last."


def test_an_empty_document_holds_no_text():
    assert refusal(word()) == "This file holds no text."


# --- What may not be done to us -------------------------------------------------------------------------------

LAUGHS = (
    "<!DOCTYPE d [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


@pytest.mark.parametrize(
    "xml",
    [
        body("&i;", LAUGHS),
        body("&x;", "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"),
        body("words", "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/d.dtd'>"),
        body("words", "<!DOCTYPE d>"),
        body("words")[:-5],
        body("a\0b"),
        body("&#xD800;"),
        f"<w:document {W}>" + "<w:p>" * 5000,
        "",
    ],
    ids=["laughs", "external entity", "external rules", "rules", "cut off", "NUL", "half", "deep", "empty"],
)  # fmt: skip
def test_dangerous_or_broken_words_are_refused(xml):
    assert refusal(with_part(word("Words."), xml)) == DAMAGED


def test_a_package_that_announces_too_much_is_not_opened(monkeypatch):
    bomb = with_part(word("Words."), body("words", " " * 9_000_000))
    monkeypatch.setattr(zipfile.ZipFile, "open", None)

    assert refusal(bomb) == TOO_MUCH


def test_a_package_that_lies_about_its_size_is_counted(monkeypatch):
    monkeypatch.setattr(word_files, "MAX_PART", 1_000_000)
    content = with_part(word("Words."), body("words", " " * 1_500_000))
    with zipfile.ZipFile(io.BytesIO(content)) as honest:
        size = honest.getinfo("word/document.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (900_000).to_bytes(4, "little"))
    assert lying != content

    assert refusal(lying) == DAMAGED
    assert refusal(content) == TOO_MUCH


def test_a_package_of_too_many_parts_is_not_opened(monkeypatch):
    monkeypatch.setattr(package, "MAX_MEMBERS", 5)

    assert refusal(word("Words.")) == TOO_MUCH


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_package_packed_in_another_way_is_refused(method):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", body("Words."))

    assert refusal(data.getvalue()) == DAMAGED


def test_a_part_that_is_damaged_is_refused():
    content = bytearray(word("Words. " * 500))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        start = archive.getinfo("word/document.xml").header_offset
    content[start + 120 : start + 160] = b"\xff" * 40

    assert refusal(bytes(content)) == DAMAGED
