"""Word files: the text, the notes behind it, and what else the file shows that is no text.

Parts are read as they unpack, so that neither a small file that unpacks to gigabytes nor entities that multiply cost
anything. Comments are never opened: only their places are told. Headers and footers are told with their words, because
they stand on every page and in no place.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError
from xml.sax import SAXException
from xml.sax.handler import feature_namespaces

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from defusedxml.expatreader import create_parser
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.extraction.errors import Unreadable
from commitments.extraction.numbering import Numbering
from commitments.extraction.package import Oversized, chunks, looked_into
from commitments.extraction.word_body import LeftBehind, PartReader, mark_of_note

PART = "word/document.xml"
EDGES = re.compile(r"word/(header|footer)\d*\.xml")
MAX_PART = 32 * 1024 * 1024
MAX_TABLE = 4 * 1024 * 1024
MOST_TOLD = 5  # pictures and the like that are named one by one
SHOWN = 80  # characters of a header or footer


def text_of(data: BinaryIO) -> tuple[str, list[str]]:
    """The paragraphs with words, in the order they are read in, parted by an empty line; and what is missing.

    Raises Unreadable.
    """
    try:
        with looked_into(data) as package:
            parts = frozenset(package.namelist())
            numbering = Numbering(
                table_of(package, "word/numbering.xml", parts), table_of(package, "word/styles.xml", parts)
            )
            body = read_part(package, PART, numbering)
            notes = notes_of(package, body, parts)
            edges = edges_of(package, sorted(parts))
    except Oversized as error:
        raise Unreadable(_("This file unpacks to more than a readout can be.")) from error
    except (zipfile.BadZipFile, SAXException, DefusedXmlException, ParseError) as error:
        raise Unreadable(
            _("This Word file is damaged, or made in a way that is not read here. Paste its text instead.")
        ) from error
    paragraphs = list(map(tidied, body.done))
    missing = [*told(body.left_behind, paragraphs), *edges]
    if notes:
        missing.append(
            ngettext(
                "%(count)d note of this file is at the end of the text, with its mark.",
                "%(count)d notes of this file are at the end of the text, with their marks.",
                len(notes),
            )
            % {"count": len(notes)}
        )
    if numbering.unknown:
        missing.append(
            _("Some list numbers are of a kind that is not known here: compare them with the file.")
        )
    return "\n\n".join(filter(None, [*paragraphs, *notes])), missing


def read_part(package: zipfile.ZipFile, name: str, numbering: Numbering | None = None) -> PartReader:
    reader = PartReader(numbering)
    parser = create_parser(forbid_dtd=True)
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(reader)
    for chunk in chunks(package, name, limit=MAX_PART):
        parser.feed(chunk)
    parser.feed(b"")  # without a byte, closing would find nothing wrong
    parser.close()
    return reader


def table_of(package: zipfile.ZipFile, name: str, parts: frozenset[str]) -> Element | None:
    """A small part as a tree; None where the file has none."""
    if name not in parts:
        return None
    return fromstring(b"".join(chunks(package, name, limit=MAX_TABLE)), forbid_dtd=True)


def notes_of(package: zipfile.ZipFile, body: PartReader, parts: frozenset[str]) -> list[str]:
    """The notes in the order of their marks, each with its mark."""
    found = []
    for kind in ("footnote", "endnote"):
        wanted = [number for other, number in body.referred if other == kind]
        name = f"word/{kind}s.xml"
        if not wanted or name not in parts:
            continue
        known = read_part(package, name).notes
        for count, number in enumerate(wanted, 1):
            words = " ".join(filter(None, map(tidied, known.get(number, []))))
            if words:
                found.append(f"{mark_of_note(kind, count)} {words.strip()}")
    return found


def edges_of(package: zipfile.ZipFile, parts: Iterable[str]) -> list[str]:
    """One sentence for each text with letters that stands above or below the pages."""
    sentences = {
        "header": _("The header of this file reads “%(words)s”. It is not in the text."),
        "footer": _("The footer of this file reads “%(words)s”. It is not in the text."),
    }
    said: dict[str, None] = {}
    for name in parts:
        if found := EDGES.fullmatch(name):
            words = " ".join(" ".join(read_part(package, name).done).split())
            if any(character.isalpha() for character in words):
                said[sentences[found[1]] % {"words": Truncator(words).chars(SHOWN)}] = None
    return list(said)


def told(left_behind: Sequence[LeftBehind], paragraphs: Sequence[str]) -> list[str]:
    """Sentences about pictures and the like, each with its place."""
    kinds = {
        "picture": _("a picture"),
        "document": _("an embedded document"),
        "object": _("an embedded object"),
        "equation": _("an equation"),
        "comment": _("a comment of a reviewer"),
    }
    sentences = [
        _("This file holds %(thing)s %(place)s: look whether something is missing.")
        % {"thing": kinds[one.kind], "place": place_of(one, paragraphs)}
        for one in left_behind[:MOST_TOLD]
    ]
    more = len(left_behind) - MOST_TOLD
    if more > 0:
        sentences.append(
            ngettext(
                "It holds %(count)d more picture, equation, comment or embedded document.",
                "It holds %(count)d more pictures, equations, comments or embedded documents.",
                more,
            )
            % {"count": more}
        )
    return sentences


def place_of(one: LeftBehind, paragraphs: Sequence[str]) -> str:
    """Where it stands among the paragraphs with words, as the register numbers them."""
    index = one.paragraph
    before = sum(count_of(paragraph) for paragraph in paragraphs[:index])
    if one.is_within and index < len(paragraphs) and count_of(paragraphs[index]):
        return _("in paragraph %(number)d") % {"number": before + 1}
    if not before:
        return _("before paragraph 1")
    if not any(paragraphs[index:]):
        return _("after paragraph %(number)d") % {"number": before}
    return _("between paragraphs %(first)d and %(second)d") % {"first": before, "second": before + 1}


def count_of(paragraph: str) -> int:
    return sum(1 for line in paragraph.split("\n") if line.strip())


def tidied(paragraph: str) -> str:
    """Without blanks too many. A line that its writer broke by hand stays a line of its own."""
    lines = (" ".join(filter(None, line.split(" "))) for line in paragraph.split("\n"))
    return "\n".join(line for line in lines if line.strip())
