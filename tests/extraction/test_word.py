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
        "• начать поставки;",
        *(f"Клетка {number}" for number in range(1, 5)),
        "1. открыть выставку.",
    ]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Article"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="russianLower"/><w:lvlText w:val="%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="hebrew1"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Article"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Smaller"><w:basedOn w:val="Article"/></w:style>
</w:styles>"""


def numbered(number, level):
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>' + run(
        "x"
    )


def styled(name):
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' + run("x")


@pytest.mark.parametrize(
    ("paragraphs", "marks"),
    [
        ([numbered(1, 0), numbered(1, 1), numbered(1, 1), numbered(1, 2), numbered(1, 0), numbered(1, 1)],
         ["1.", "1.1.", "1.2.", "а)", "2.", "2.1."]),
        ([styled("Article"), numbered(1, 1), styled("Smaller")], ["1.", "1.1.", "2."]),
        ([numbered(1, 0), numbered(2, 0), numbered(2, 0)], ["1.", "7.", "8."]),
        ([numbered(3, 0), numbered(3, 1), numbered(3, 1)], ["•", "（一）", "（二）"]),
        ([numbered(0, 0), styled("Other")], ["", ""]),
    ],
    ids=["levels", "by style", "begun anew", "bullets and Chinese", "none"],
)  # fmt: skip
def test_list_numbers_are_worked_out_as_word_shows_them(paragraphs, marks):
    content = with_part(of_xml(*paragraphs), NUMBERING, "word/numbering.xml")
    found = extract("a.docx", io.BytesIO(with_part(content, STYLES, "word/styles.xml")))

    assert found.text.split("\n\n") == [f"{mark} x".strip() for mark in marks]
    assert found.missing == ()


@pytest.mark.parametrize("number", ["3", "99"], ids=["a kind of number", "a list"])
def test_list_numbers_that_are_not_known_are_told(number):
    content = with_part(of_xml(numbered(number, 2)), NUMBERING, "word/numbering.xml")

    assert extract("a.docx", io.BytesIO(content)).missing == (
        "Some list numbers are of a kind that is not known here: compare them with the file.",
    )


REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = f"""<w:footnotes {W}>
<w:footnote w:id="0" w:type="separator"><w:p>{run("----")}</w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Subject to approval by the State Council.")}</w:p></w:footnote>
</w:footnotes>"""


def with_new_part(content, text, name):
    data = io.BytesIO(content)
    with zipfile.ZipFile(data, "a") as package:
        package.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(("kind", "mark"), [("footnote", "¹"), ("endnote", "ⁱ")])
def test_notes_stand_behind_the_text_with_their_marks(kind, mark):
    content = of_xml(run("China supplies vaccine") + REFERENCE.replace("footnote", kind) + run(" by June."))
    content = with_new_part(content, FOOTNOTES.replace("footnote", kind), f"word/{kind}s.xml")
    found = extract("a.docx", io.BytesIO(content))

    assert found.text == (
        f"China supplies vaccine{mark} by June.\n\n{mark} Subject to approval by the State Council."
    )
    assert found.missing == ("1 note of this file is at the end of the text, with its mark.",)


PICTURE = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
COMMENT = '<w:r><w:commentReference w:id="0"/></w:r>'
EQUATION = f"<m:oMath {M}><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"


@pytest.mark.parametrize(
    ("paragraphs", "text", "told"),
    [
        ([run("One."), PICTURE, run("Two.")], "One.\n\nTwo.", "a picture between paragraphs 1 and 2"),
        ([run("One.") + PICTURE], "One.", "a picture in paragraph 1"),
        ([PICTURE, run("One.")], "One.", "a picture before paragraph 1"),
        ([run("One."), PICTURE], "One.", "a picture after paragraph 1"),
        (["<w:r><w:object><w:x/></w:object></w:r>", run("One.")], "One.", "an embedded object before paragraph 1"),
        ([run("It is ") + EQUATION + run(" tonnes.")], "It is a/(b) tonnes.", "an equation in paragraph 1"),
        ([run("One."), run("Two.") + COMMENT + COMMENT], "One.\n\nTwo.", "a comment of a reviewer in paragraph 2"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_told_with_its_place(paragraphs, text, told):
    found = extract("a.docx", io.BytesIO(of_xml(*paragraphs)))

    assert found.text == text
    assert found.missing == (f"This file holds {told}: look whether something is missing.",)


def test_an_embedded_document_is_told_with_its_place():
    document = f"<w:document {W}><w:body><w:p>{run('One.')}</w:p><w:altChunk/><w:p>{run('Two.')}</w:p></w:body></w:document>"
    found = extract("a.docx", io.BytesIO(with_part(word("x"), document)))

    assert found.missing == (
        "This file holds an embedded document between paragraphs 1 and 2: look whether something is missing.",
    )


def test_what_stands_above_the_pages_is_told():
    document = docx.Document()
    document.add_paragraph("One.")
    document.sections[0].header.paragraphs[0].text = "UNOFFICIAL TRANSLATION"
    document.sections[0].footer.paragraphs[0].text = "– 7 –"

    assert extract("a.docx", io.BytesIO(saved(document))).missing == (
        "The header of this file reads “UNOFFICIAL TRANSLATION”. It is not in the text.",
    )


RAISED_RUN = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
SYM = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        (run("10") + RAISED_RUN.format("6") + run(" m") + RAISED_RUN.format("2"), "10⁶ m²"),
        (run("the 5") + RAISED_RUN.format("th") + run(" round"), "the 5th round"),
        (run("10") + RAISED_RUN.format("−3"), "10⁻³"),
        (run("at most ") + SYM.format("Symbol", "F0A3") + run(" 5 %"), "at most ≤ 5 %"),
        (SYM.format("Wingdings", "F0A7") + run(" first"), "▪ first"),
    ],
)
def test_raised_figures_and_symbols_keep_their_meaning(xml, text):
    assert read(of_xml(xml)) == text


def test_a_symbol_without_a_letter_is_told():
    found = extract("a.docx", io.BytesIO(of_xml(run("go ") + SYM.format("Wingdings 3", "F07D") + run(" on"))))

    assert found.missing[0].startswith("Paragraph 1 holds the character U+F07D after “go”.")


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
