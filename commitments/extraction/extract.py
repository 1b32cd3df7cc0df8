"""From a file to its text: what kind it is, who reads it, and what every text has to be."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO

from django.utils.translation import gettext as _

from commitments.extraction import kinds, pdf, plain, word
from commitments.extraction.errors import Unreadable
from commitments.extraction.limits import check_length
from commitments.extraction.package import Oversized, looked_into
from commitments.vocabulary.characters import UNSTORABLE, refusal, tidied

OLD_OFFICE = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
READERS: dict[str, Callable[[BinaryIO], tuple[str, list[str]]]] = {
    ".txt": plain.text_of,
    ".docx": word.text_of,
    ".pdf": pdf.text_of,
}


@dataclass(frozen=True)
class Extracted:
    """The text, its paragraphs parted by an empty line; the suffix of its format; the number of paragraphs.

    `missing` are sentences about what the file shows and the text does not hold, or holds in other letters.
    """

    text: str
    format: str
    paragraphs: int
    missing: tuple[str, ...] = ()


def extract(name: str, data: BinaryIO) -> Extracted:
    """The text of the file called `name`. Raises Unreadable with a sentence for whoever chose it."""
    size = data.seek(0, 2)
    if not size:
        raise Unreadable(_("This file is empty."))
    if size > kinds.MAX_BYTES:
        raise Unreadable(_("This file is larger than 10 MB."))
    found = format_of(name, data)
    data.seek(0)
    text, missing = READERS[found](data)
    if UNSTORABLE.search(text):
        raise Unreadable(
            _("This file holds a character that cannot be kept. Copy its text and paste it instead.")
        )
    if not text.strip():
        raise Unreadable(_("This file holds no text."))
    tidy = tidied(text)
    text = tidy.text
    check_length(len(text))
    said = [*missing, *tidy.sentences(), *filter(None, [refusal(text, is_frozen=True)])]
    return Extracted(text, found, sum(1 for line in text.split("\n") if line.strip()), tuple(said))


def format_of(name: str, data: BinaryIO) -> str:
    """The suffix of the format, by content; Unreadable where no text can be taken, or the name says otherwise."""
    kind, suffix = kinds.kind_of(data), PurePath(name).suffix.lower()
    data.seek(0)
    head = data.read(8)
    if head.startswith(OLD_OFFICE):
        raise Unreadable(
            _(
                "This is a file of an older Word, or one with a password. Save it as .docx without one, and choose that."
            )
        )
    if head.startswith(kinds.PACKAGE) and not kind:
        check_package(data)
    known = kind.suffixes[0] if kind else ".txt" if looks_like_text(head) or suffix == ".txt" else ""
    if known not in READERS or suffix not in READERS:
        raise Unreadable(_("This is not a Word (.docx), PDF or text (.txt) file."))
    if suffix != known:
        raise Unreadable(
            _(
                "The name of this file ends in %(suffix)s, but that is not what it holds. Give it its right name."
            )
            % {"suffix": suffix}
        )
    return known


def looks_like_text(head: bytes) -> bool:
    return not head.startswith(kinds.PACKAGE) and all(byte > 8 for byte in head)


def check_package(data: BinaryIO) -> None:
    """Raise Unreadable where a package is nothing known because it would unpack to too much."""
    try:
        with looked_into(data):
            return
    except Oversized as error:
        raise Unreadable(_("This file unpacks to more than a readout can be.")) from error
    except zipfile.BadZipFile:
        return
