"""The paragraphs of one part of a Word file, read as it unpacks, with what was inserted and without what was deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from commitments.extraction.limits import check_length
from commitments.extraction.numbering import Numbering, roman
from commitments.vocabulary.characters import plain_letters

MAX_DEPTH = 400
WORDS = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
MATHS = frozenset(
    {
        "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "http://purl.oclc.org/ooxml/officeDocument/math",
    }
)
# Deleted, moved elsewhere, read aloud above a word, or said a second time for older programs.
LEFT_OUT = frozenset({"del", "moveFrom", "rt", "Fallback"})
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
# What a picture, a chart or a diagram is drawn from, whatever frame it stands in.
DRAWN = frozenset({"blip", "imagedata", "chart", "relIds"})
NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
NO = frozenset({"0", "false", "off"})

RAISED = str.maketrans("0123456789+-−=()niabcdvxlm", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵛˣˡᵐ")
# Signs of Adobe's Symbol, which Word keeps as a number and the font: the Greek letters and what stands in figures.
SYMBOL = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0xA3: "≤", 0xA5: "∞", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD7: "⋅", 0xE5: "∑",
}  # fmt: skip


@dataclass(frozen=True)
class LeftBehind:
    """A picture, an embedded document, an equation or a comment: its kind, and the raw paragraph it stands in, or before."""

    kind: str
    paragraph: int
    is_within: bool


class PartReader(ContentHandler):
    """Collects the paragraphs of a part. One inside another is a text box; notes are kept by their number."""

    def __init__(self, numbering: Numbering | None = None) -> None:
        super().__init__()
        self.numbering = numbering
        self.done: list[str] = []
        self.open: list[list[str]] = []  # the pieces of each paragraph that has begun
        self.path: list[str] = []
        self.outside = 0  # how deep in something that is left out
        self.is_hidden = self.is_raised = False
        self.list_number = self.list_level = self.style = ""
        self.carried = ""  # a paragraph whose end was deleted: the next one goes on with it
        self.goes_on = False
        self.length = 0
        self.left_behind: list[LeftBehind] = []
        self.referred: list[tuple[str, str]] = []  # the notes in the order of their marks: kind and number
        self.notes: dict[str, list[str]] = {}
        self.note_begins: tuple[str, int] | None = None

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:
        space, local = name
        known = local if space in WORDS or local == "Fallback" else f"m:{local}" if space in MATHS else ""
        parent = self.path[-1] if self.path else ""
        self.path.append(known)
        if len(self.path) > MAX_DEPTH:
            raise SAXException("nested too deeply")
        if self.outside or known in LEFT_OUT:
            self.outside += 1
            if self.path[-3:] == ["pPr", "rPr", "del"]:
                self.goes_on = True
            return
        said = attrs.get((space, "val"), "")
        if known == "p":
            self.open.append([])
            self.list_number = self.list_level = self.style = ""
        elif known == "r":
            self.is_hidden = self.is_raised = False
        elif known in ("numId", "ilvl", "pStyle") and "pPrChange" not in self.path:
            self.place_in_list(known, said)
        elif known in ("vanish", "vertAlign") and self.path[-3:-1] == ["r", "rPr"]:
            if known == "vanish":
                self.is_hidden = said not in NO
            else:
                self.is_raised = said == "superscript"
        elif parent == "r":
            self.take_sign(known, attrs, space)
        elif known in ("footnote", "endnote"):
            if attrs.get((space, "type"), "normal") == "normal":
                self.note_begins = attrs.get((space, "id"), ""), len(self.done)
        elif known == "altChunk":
            self.left_behind.append(LeftBehind("document", len(self.done), is_within=False))
        elif known.startswith("m:"):
            self.take_maths(known)
        elif local in DRAWN and "object" not in self.path:
            self.leave("picture")

    def place_in_list(self, known: str, said: str) -> None:
        if known == "pStyle":
            self.style = said
        elif known == "ilvl":
            self.list_level = said
        else:
            self.list_number = said

    def take_sign(self, known: str, attrs: Any, space: str | None) -> None:
        """What stands in a run beside its words."""
        if known in SIGNS:
            self.add(SIGNS[known])
        elif known == "sym":
            self.add(symbol(attrs.get((space, "font"), ""), attrs.get((space, "char"), "")))
        elif known in NOTES and not self.is_hidden:
            kind = NOTES[known]
            self.referred.append((kind, attrs.get((space, "id"), "")))
            if attrs.get((space, "customMarkFollows"), "0") in NO:
                self.add(mark_of_note(kind, sum(1 for other, _id in self.referred if other == kind)))
        elif known == "object":
            self.leave("object")
        elif known == "commentReference":
            self.leave("comment")

    def take_maths(self, known: str) -> None:
        """An equation as one line: a fraction with a stroke, what is raised or lowered in brackets."""
        if known == "m:oMath":
            self.leave("equation")
        elif opening := {"m:den": "/(", "m:sup": "^(", "m:sub": "_(", "m:rad": "√"}.get(known):
            self.add(opening)

    def leave(self, kind: str) -> None:
        """Note something that is no text, in the paragraph that is open."""
        found = LeftBehind(kind, len(self.done), is_within=True)
        if found not in self.left_behind:
            self.left_behind.append(found)

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        known = self.path.pop()
        if self.outside:
            self.outside -= 1
        elif known in ("m:den", "m:sup", "m:sub"):
            self.add(")")
        elif known == "pPr" and self.path[-1:] == ["p"] and self.numbering is not None and self.open:
            if mark := self.numbering.mark(self.list_number, self.list_level, self.style):
                self.add(f"{mark} ", is_hidden=False)
        elif known == "p":
            text = self.carried + "".join(self.open.pop())
            self.carried = text if self.goes_on else ""
            if not self.goes_on:
                self.done.append(text)
            self.goes_on = False
        elif known in ("footnote", "endnote") and self.note_begins:
            number, begun = self.note_begins
            self.notes[number] = self.done[begun:]
            self.note_begins = None

    def endDocument(self) -> None:
        self.done.append(self.carried)

    def characters(self, content: str) -> None:
        if self.outside:
            return
        if self.path[-2:] == ["r", "t"]:
            self.add(raised(content) if self.is_raised else content)
        elif self.path[-1:] == ["m:t"]:
            self.add(content)

    def add(self, words: str, *, is_hidden: bool | None = None) -> None:
        if self.open and not (self.is_hidden if is_hidden is None else is_hidden):
            self.length += len(words)
            check_length(self.length)
            self.open[-1].append(words)


def raised(words: str) -> str:
    """Raised figures as raised figures: 10⁶ is not 106. Raised letters alone ("5th") are left as they are."""
    return words.translate(RAISED) if any(c.isdigit() for c in words) else words


def mark_of_note(kind: str, number: int) -> str:
    """The raised mark of a note: footnotes in figures, endnotes in Roman numerals, as Word sets them."""
    return (str(number) if kind == "footnote" else roman(number)).translate(RAISED)


def symbol(font: str, code: str) -> str:
    """A sign that is kept as a number and a font; one without a known letter stays of private use, and is told."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if font.lower() == "symbol" and (number & 0xFF) in SYMBOL:
        return SYMBOL[number & 0xFF]
    return plain_letters(chr(number)) if 0x20 <= number < 0xD800 or 0xE000 <= number < 0x110000 else ""
