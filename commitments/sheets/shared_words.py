"""The words that cells of a workbook share, counted before anything loads them: openpyxl makes objects of each."""

from __future__ import annotations

import io
import zipfile

from defusedxml.ElementTree import DefusedXMLParser
from openpyxl.packaging.manifest import Manifest
from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS
from openpyxl.xml.functions import fromstring

from commitments.extraction.package import Oversized, chunks
from commitments.sheets.workbook import BROKEN, damaged

MOST_ELEMENTS = 300_000  # of XML; each of the words has at least two
MOST_BYTES = 32 * 1024 * 1024


class _Counter:
    """What an XML parser tells its elements to; it keeps none."""

    def __init__(self) -> None:
        self.elements = 0

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Oversized


def check_shared_words(content: bytes) -> None:
    """Look at the part that openpyxl will read, whatever its name. Raises Oversized and Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            part = Manifest.from_tree(fromstring(package.read(ARC_CONTENT_TYPES))).find(SHARED_STRINGS)
            if part is None:
                return
            parser = DefusedXMLParser(target=_Counter())
            for chunk in chunks(package, part.PartName[1:], limit=MOST_BYTES):
                parser.feed(chunk)
    except BROKEN as error:
        raise damaged() from error
