"""The fonts in a Word file: the letters that it needs of those shipped here, so that any machine shows what was made.

Fonts are kept in a Word file as ISO/IEC 29500-4 (Transitional Migration Features), 15.2.13 has it: each a part, its first 32
bytes combined with a key that its entry in the table of fonts names.
"""

from __future__ import annotations

import hashlib
import io
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from fontTools import subset

HERE = Path(__file__).resolve().parent / "fonts"
# Records of a font's table of names that say its family.
FAMILY = (1, 16)
OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
# Letters of PT Serif that every file has: who edits it has them at hand.
EUROPEAN = (*range(0x20, 0x250), *range(0x400, 0x530), *range(0x2010, 0x2040), 0x20AC, 0x2116)
# Of the Chinese font a file has what its text needs, Latin letters, and marks.
ALWAYS_HAN = (*range(0x20, 0x7F), *range(0x2010, 0x2040), *range(0x3000, 0x3018), *range(0xFF01, 0xFF61))
FIRST_EAST_ASIAN = 0x2E80
# Of the Arabic one all letters, with Latin digits and marks: what is written from right to left is in it as a whole.
ARABIC_LETTERS = (*range(0x600, 0x700), *range(0x750, 0x780))
ALWAYS_ARABIC = (*range(0x20, 0x7F), *range(0x2010, 0x2040), *ARABIC_LETTERS)


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A typeface as a Word file names it, and the letters that the file has of it; none: it is not in the file."""

    name: str
    regular: str
    bold: str
    letters: frozenset[int]


def fonts_for(text: str) -> tuple[EmbeddedFont, EmbeddedFont, EmbeddedFont]:
    """The European and the Chinese typeface of a file with this text, and that of what is written from right to left.

    The Chinese one has a name by its letters, as in a PDF: of two open files with the same name LibreOffice would show
    both in the letters of the first.
    """
    letters = frozenset(map(ord, text))
    european = EmbeddedFont("PT Serif", "PTSerif-Regular.ttf", "PTSerif-Bold.ttf", frozenset(EUROPEAN))
    han = letters.union(ALWAYS_HAN) if any(one >= FIRST_EAST_ASIAN for one in letters) else frozenset[int]()
    tag = hashlib.sha256("".join(map(chr, sorted(han))).encode()).hexdigest()[:6] if han else ""
    name = f"Noto Sans SC {tag}".strip()
    from_right = european
    if not letters.isdisjoint(ARABIC_LETTERS):
        from_right = EmbeddedFont("Amiri", "Amiri-Regular.ttf", "Amiri-Bold.ttf", frozenset(ALWAYS_ARABIC))
    return european, EmbeddedFont(name, "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", han), from_right


def embed(document: Any, fonts: Iterable[EmbeddedFont]) -> None:
    """Put `fonts` into `document`, the main part of a Word file."""
    part = document.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for font in fonts:
        entry = OxmlElement("w:font")
        entry.set(qn("w:name"), font.name)
        for kind, file in (("Regular", font.regular), ("Bold", font.bold)) if font.letters else ():
            key = uuid.uuid5(uuid.NAMESPACE_OID, file)
            data = _combined(_letters_of(HERE / file, font), key)
            kept = Part(PackURI(f"/word/fonts/{Path(file).stem}.odttf"), OBFUSCATED, data, part.package)
            embedded = OxmlElement(f"w:embed{kind}")
            embedded.set(qn("r:id"), part.relate_to(kept, RELATIONSHIP_TYPE.FONT))
            embedded.set(qn("w:fontKey"), f"{{{key}}}".upper())
            entry.append(embedded)
        table.append(entry)
    part._blob = serialize_part_xml(table)


@lru_cache(maxsize=4)  # those of Europe are the same in every file
def _letters_of(path: Path, wanted: EmbeddedFont) -> bytes:
    options = subset.Options(hinting=False, name_IDs=["*"], notdef_outline=True)
    with subset.load_font(path, options) as font:
        chosen = subset.Subsetter(options)
        chosen.populate(unicodes=wanted.letters)
        chosen.subset(font)
        for record in font["name"].names:
            if record.nameID in FAMILY:
                record.string = wanted.name
        written = io.BytesIO()
        font.save(written)
    return written.getvalue()


def _combined(font: bytes, key: uuid.UUID) -> bytes:
    mask = key.bytes[::-1] * 2
    return bytes(one ^ other for one, other in zip(font, mask, strict=False)) + font[len(mask) :]
