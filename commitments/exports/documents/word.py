"""A document as Word (DOCX): headings, lists and tables that can be edited, and the same bytes for the same content."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from commitments.exports.documents.content import (
    Bar,
    Block,
    DocumentTable,
    Heading,
    NewPage,
    NumberedList,
    PaperDocument,
    PaperParagraph,
    TextRun,
    is_from_right,
)
from commitments.exports.documents.paper import margins_of
from commitments.exports.documents.word_fonts import embed, fonts_for
from commitments.vocabulary.languages import direction_of, with_region

INK, STRUCTURE, MUTED, RULE = "151D29", "1A3760", "4B5463", "D8D4C7"
A4 = (Mm(210), Mm(297))
# What Word calls a language; it takes the Chinese one from a place of its own.
WORD_LANGUAGES = {"zh-Hans": "zh-CN", "ru": "ru-RU", "be": "be-BY", "en": "en-GB"}
EAST_ASIAN = ("zh", "ja", "ko")
# Styles of ours: size as a share of that of the text, colour, bold.
LOOKS: dict[str, tuple[float, str, bool]] = {
    "kicker": (0.86, MUTED, False),
    "title": (1.75, STRUCTURE, True),
    "lede": (1.14, INK, False),
    "note": (0.86, MUTED, False),
    "words": (1, INK, False),
    "figure": (1.2, STRUCTURE, True),
}
NAMES = {"title": "Title"}  # Word has a style for it
BAR_PLACES = 24
# The day in the table of contents of the archive, which can be no earlier.
EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(document: PaperDocument, *, size: float = 10.5) -> bytes:
    """The document; `size` is that of its text, in points."""
    return _Writer(document, size).write()


class _Writer:
    def __init__(self, document: PaperDocument, size: float) -> None:
        self.document, self.size = document, size
        self.word = Document()
        self.margins = margins_of(document.language)
        self.width = 210 - self.margins.left - self.margins.right
        self.is_east_asian = document.language.startswith(EAST_ASIAN)
        self.line_height = 1.34 if self.is_east_asian else 1.3
        self.styled: list[Any] = []

    def write(self) -> bytes:
        self._properties()
        self._sheet()
        self._styles()
        for block in self.document.blocks:
            self._block(block, self.word)
        self._foot()
        self._fonts()
        made = io.BytesIO()
        self.word.save(made)
        return _dated_alike(made.getvalue())

    def _properties(self) -> None:
        document, properties = self.document, self.word.core_properties
        moment = document.made_at.astimezone(dt.UTC).replace(tzinfo=None, microsecond=0)
        properties.title, properties.author = document.title, document.author
        properties.last_modified_by, properties.comments = document.author, ""
        properties.created = properties.modified = moment
        properties.language, properties.identifier = document.language, document.identifier

    def _sheet(self) -> None:
        section, margins = self.word.sections[0], self.margins
        section.page_width, section.page_height = A4
        section.top_margin, section.right_margin = Mm(margins.top), Mm(margins.right)
        section.bottom_margin, section.left_margin = Mm(margins.bottom), Mm(margins.left)
        section.footer_distance = Mm(margins.bottom - 10)
        section.header_distance = Mm(10)

    def _styles(self) -> None:
        styles = self.word.styles
        normal = styles["Normal"]
        self._font(normal, self.size, INK, bold=False)
        normal.paragraph_format.space_after = Pt(self.size * 0.2)
        normal.paragraph_format.space_before = Pt(0)
        languages = OxmlElement("w:lang")
        # Latin words in it are broken as English ones: as Chinese ones LibreOffice breaks them at any letter.
        latin = "en" if self.is_east_asian else self.document.language
        languages.set(qn("w:val"), WORD_LANGUAGES.get(latin, latin))
        languages.set(qn("w:eastAsia"), "zh-CN")
        normal.element.get_or_add_rPr().append(languages)
        for level, share in ((1, 1.05), (2, 1.0)):
            style = styles[f"Heading {level}"]
            self._font(style, self.size * share, STRUCTURE if level == 1 else INK, bold=True)
            style.paragraph_format.space_before = Pt(self.size * (0.8 if level == 1 else 0.6))
            style.paragraph_format.space_after = Pt(self.size * 0.2)
            if level == 1:
                _line(style.element.get_or_add_pPr(), "bottom", STRUCTURE, 6)
        for name, (share, colour, bold) in LOOKS.items():
            style = styles[NAMES[name]] if name in NAMES else styles.add_style(f"Accord {name}", 1)
            if name not in NAMES:
                style.base_style = normal
            self._font(style, self.size * share, colour, bold=bold)
        title = styles["Title"]
        for borders in title.element.pPr.findall(qn("w:pBdr")):
            title.element.pPr.remove(borders)
        title.paragraph_format.space_after = Pt(self.size * 0.3)
        styles["Accord words"].paragraph_format.left_indent = Mm(3)
        _line(styles["Accord words"].element.get_or_add_pPr(), "left", "CFC9B8", 12)
        styles["List Number"].paragraph_format.space_after = Pt(self.size * 0.15)

    def _font(self, style: Any, size: float, colour: str, *, bold: bool) -> None:
        style.font.size, style.font.bold = Pt(round(size * 2) / 2), bold
        # Lines of one height in every program: what one page holds, one page holds.
        style.paragraph_format.line_spacing = Pt(size * self.line_height)
        style.font.italic, style.font.cs_bold = False, bold
        size_from_right = OxmlElement("w:szCs")
        size_from_right.set(qn("w:val"), str(round(size * 2)))
        for old in style.element.rPr.findall(qn("w:szCs")):
            style.element.rPr.remove(old)
        style.element.rPr.find(qn("w:sz")).addnext(size_from_right)
        style.font.color.rgb = RGBColor.from_string(colour)
        self.styled.append(style)

    def _fonts(self) -> None:
        """Those that the words need: named by the styles, in the file, and kept there by whoever saves it."""
        roots = (self.word.element, self.word.sections[0].footer._element)
        european, han, from_right = fonts_for(
            "".join(one.text or "" for root in roots for one in root.iter(qn("w:t")))
        )
        latin = han if self.is_east_asian and han.letters else european
        for style in self.styled:
            style.font.name = latin.name
            fonts = style.element.rPr.rFonts
            for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{name}"), None)
            fonts.set(qn("w:cs"), from_right.name)
            fonts.set(qn("w:eastAsia"), han.name)
        embed(self.word.part, dict.fromkeys((european, han, from_right)))
        zoom = self.word.settings.element.find(qn("w:zoom"))
        for name in ("saveSubsetFonts", "embedTrueTypeFonts"):
            zoom.addnext(OxmlElement(f"w:{name}"))

    # --- blocks

    def _block(self, block: Block | Bar, place: Any, *, first: WordParagraph | None = None) -> None:
        """`place` is what it is added to, the document or a cell; `first` is an empty paragraph to begin with."""
        match block:
            case Heading():
                self._runs(place.add_heading(level=block.level), block.runs)
            case PaperParagraph():
                written = first or place.add_paragraph()
                if block.style:
                    written.style = NAMES.get(block.style, f"Accord {block.style}")
                self._runs(written, block.runs)
            case NumberedList():
                for item in block.items:
                    self._runs(place.add_paragraph(style="List Number"), item.runs)
            case Bar():
                self._bar(first or place.add_paragraph(), block)
            case NewPage():
                place.add_page_break()
            case DocumentTable():
                self._table(block, place)

    def _runs(self, paragraph: WordParagraph, runs: Sequence[TextRun]) -> None:
        if is_from_right(runs):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        for run in runs:
            written = paragraph.add_run(run.text)
            if run.look == "strong":
                written.bold = written.font.cs_bold = True
            elif run.look:
                written.font.color.rgb = RGBColor.from_string(MUTED)
                if run.look == "code":
                    written.font.size = Pt(round(self.size * 0.86 * 2) / 2)
            if run.lang:
                self._language(written, run.lang)
            if run.url:
                self._link(paragraph, written, run.url)

    def _language(self, written: Any, lang: str) -> None:
        """Word knows languages by their country, and in three kinds: those of East Asia, from the right, and others."""
        language = OxmlElement("w:lang")
        properties = written._r.get_or_add_rPr()
        kind = "w:val"
        if lang.startswith(EAST_ASIAN):
            kind = "w:eastAsia"
            properties.get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
        elif direction_of(lang) == "rtl":
            kind = "w:bidi"
            written.font.rtl = True
        language.set(qn(kind), WORD_LANGUAGES.get(lang) or with_region(lang))
        properties.append(language)

    def _link(self, paragraph: WordParagraph, written: Any, url: str) -> None:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written._r.addprevious(link)
        link.append(written._r)

    def _bar(self, paragraph: WordParagraph, bar: Bar) -> None:
        """Blanks on a ground: a drawing that any program shows, and that can be edited away."""
        paragraph.style = "Accord note"
        filled = max(0, min(BAR_PLACES, round(bar.share * BAR_PLACES)))
        for count, colour in ((filled, STRUCTURE), (BAR_PLACES - filled, "E6E3D8")):
            if count:
                ground = OxmlElement("w:shd")
                ground.set(qn("w:val"), "clear")
                ground.set(qn("w:fill"), colour)
                paragraph.add_run("\u00a0" * count)._r.get_or_add_rPr().append(ground)
        paragraph.add_run(f"  {bar.words}")

    def _table(self, table: DocumentTable, place: Any) -> None:
        columns = len(table.widths)
        total = sum(table.widths)
        written = place.add_table(rows=0, cols=columns)
        written.autofit = False
        properties = written._tbl.tblPr
        widths = [Mm(self.width * share / total) for share in table.widths]
        for column, width in zip(written.columns, widths, strict=True):
            column.width = width
        if table.head:
            row = written.add_row()
            _repeats(row)
            for cell, label, width in zip(row.cells, table.head, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                paragraph.style = "Accord note"
                paragraph.add_run(label).bold = True
        for cells in table.rows:
            row = written.add_row()
            _stays_together(row)
            for cell, blocks, width in zip(row.cells, cells, widths, strict=True):
                cell.width = width
                self._cell(cell, blocks)
        _lines(properties, table.style.split()[0])

    def _cell(self, cell: Any, blocks: Sequence[PaperParagraph | Bar]) -> None:
        first: WordParagraph | None = cell.paragraphs[0]
        for block in blocks:
            self._block(block, cell, first=first)
            first = None
        for written in cell.paragraphs:
            written.paragraph_format.space_after = Pt(self.size * 0.06)

    def _foot(self) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.style = "Accord note"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        _line(paragraph._p.get_or_add_pPr(), "top", RULE, 4)
        run = paragraph.add_run(self.document.foot)
        run.font.size = Pt(7.5)
        if not self.document.has_page_numbers:
            return
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t").font.size = Pt(7.5)
        for place, name in enumerate(("PAGE", "NUMPAGES")):
            if place:
                paragraph.add_run(" / ").font.size = Pt(7.5)
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), name)
            shown = paragraph.add_run("1")
            shown.font.size = Pt(7.5)
            shown._r.addprevious(field)
            field.append(shown._r)


def _line(properties: Any, side: str, colour: str, eighths: int) -> None:
    """A line on one side of a paragraph, in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    border = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "2"), ("color", colour)):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    # Before what follows it by the schema, or Word repairs the file.
    later = (
        "shd",
        "tabs",
        "suppressAutoHyphens",
        "spacing",
        "ind",
        "contextualSpacing",
        "jc",
        "outlineLvl",
        "rPr",
    )
    for child in properties:
        if child.tag in {qn(f"w:{name}") for name in later}:
            child.addprevious(borders)
            return
    properties.append(borders)


def _lines(properties: Any, style: str) -> None:
    """The lines of a table: under each row, or above and below what is set in large figures."""
    sides = {"lined": ("insideH", "bottom"), "paper-figures": ("top", "bottom", "insideV")}.get(style, ())
    borders = OxmlElement("w:tblBorders")
    for name in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{name}")
        border.set(qn("w:val"), "single" if name in sides else "nil")
        if name in sides:
            border.set(qn("w:sz"), "4")
            border.set(qn("w:color"), STRUCTURE if style == "paper-figures" and name != "insideV" else RULE)
        borders.append(border)
    margins = OxmlElement("w:tblCellMar")
    for name, width in (
        ("top", 40),
        ("left", 90 if style == "paper-figures" else 0),
        ("bottom", 10),
        ("right", 110),
    ):
        margin = OxmlElement(f"w:{name}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # In the order of the schema, or Word repairs the file.
    layout, look = properties.find(qn("w:tblLayout")), properties.find(qn("w:tblLook"))
    if style == "paper-figures":  # so that its lines begin where the text does
        indent = OxmlElement("w:tblInd")
        indent.set(qn("w:w"), "90")
        indent.set(qn("w:type"), "dxa")
        layout.addprevious(indent)
    layout.addprevious(borders)
    layout.addnext(margins)
    if look is not None:
        properties.append(look)


def _repeats(row: Any) -> None:
    """The row is the head of its table, on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _stays_together(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _dated_alike(archive: bytes) -> bytes:
    """The same files in the same order, without the moment at which they were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as read, zipfile.ZipFile(packed, "w") as written:
        for name in read.namelist():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, read.read(name))
    return packed.getvalue()
