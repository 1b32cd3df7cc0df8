"""Word files: the paragraphs of the text itself, with what was inserted and without what was deleted.

The one part that holds the text is read as it unpacks, so that neither a small file that unpacks to gigabytes nor
entities that multiply cost anything. Headers, footers, notes and comments are other parts and are never opened.
"""

from __future__ import annotations

import zipfile
from typing import Any, BinaryIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.expatreader import create_parser
from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.extraction.limits import check_length
from commitments.extraction.package import Oversized, chunks, looked_into

PART = "word/document.xml"
MAX_PART = 32 * 1024 * 1024
MAX_DEPTH = 400
WORDS = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
# Deleted, moved elsewhere, read aloud above a word, or said a second time for older programs.
LEFT_OUT = frozenset({"del", "moveFrom", "rt", "Fallback"})
SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
LISTS = ("ListBullet", "ListNumber")
NO = frozenset({"0", "false", "off"})


def text_of(data: BinaryIO) -> tuple[str, list[str]]:
    """The paragraphs with words, in the order they are read in, parted by an empty line; and what is missing.

    Raises Unreadable.
    """
    reader = Paragraphs()
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(reader)
    try:
        with looked_into(data) as package:
            for chunk in chunks(package, PART, limit=MAX_PART):
                parser.feed(chunk)
            parser.feed(b"")  # without a byte, closing would find nothing wrong
            parser.close()
    except Oversized as error:
        raise Unreadable(_("This file unpacks to more than a readout can be.")) from error
    except (zipfile.BadZipFile, SAXException, DefusedXmlException) as error:
        raise Unreadable(
            _("This Word file is damaged, or made in a way that is not read here. Paste its text instead.")
        ) from error
    missing = []
    if reader.has_marks:
        missing.append(
            _("Word sets the numbers and bullets of its lists itself: type in those that were published.")
        )
    return "\n\n".join(filter(None, map(tidied, reader.done))), missing


def tidied(paragraph: str) -> str:
    """Without blanks too many. A line that its writer broke by hand stays a line of its own."""
    lines = (" ".join(filter(None, line.split(" "))) for line in paragraph.split("\n"))
    return "\n".join(line for line in lines if line.strip())


class Paragraphs(ContentHandler):
    """Collects the paragraphs of the main part of a Word file. One inside another is a text box."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.open: list[list[str]] = []  # the pieces of each paragraph that has begun
        self.path: list[str] = []
        self.outside = 0  # how deep in something that is left out
        self.is_hidden = False
        self.has_marks = False  # numbers or bullets of lists, which are not in the text
        self.carried = ""  # a paragraph whose end was deleted: the next one goes on with it
        self.goes_on = False
        self.length = 0

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: Any) -> None:
        space, local = name
        known = local if space in WORDS or local == "Fallback" else ""
        parent = self.path[-1] if self.path else ""
        self.path.append(known)
        if len(self.path) > MAX_DEPTH:
            raise SAXException("nested too deeply")
        if self.outside or known in LEFT_OUT:
            self.outside += 1
            if self.path[-3:] == ["pPr", "rPr", "del"]:
                self.goes_on = True
        elif known == "p":
            self.open.append([])
        elif known == "r":
            self.is_hidden = False
        elif known == "numId" or known == "pStyle":
            value = attrs.get((space, "val"), "0")
            self.has_marks |= value.startswith(LISTS) if known == "pStyle" else value != "0"
        elif known == "vanish" and self.path[-3:-1] == ["r", "rPr"]:
            self.is_hidden = attrs.get((space, "val"), "1") not in NO
        elif parent == "r" and known in SIGNS:
            self.add(SIGNS[known])

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        known = self.path.pop()
        if self.outside:
            self.outside -= 1
        elif known == "p":
            text = self.carried + "".join(self.open.pop())
            self.carried = text if self.goes_on else ""
            if not self.goes_on:
                self.done.append(text)
            self.goes_on = False

    def endDocument(self) -> None:
        self.done.append(self.carried)

    def characters(self, content: str) -> None:
        if not self.outside and self.path[-2:] == ["r", "t"]:
            self.add(content)

    def add(self, words: str) -> None:
        if self.open and not self.is_hidden:
            self.length += len(words)
            check_length(self.length)
            self.open[-1].append(words)
