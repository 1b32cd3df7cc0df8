"""Plain text: what its encoding is, where that can be told."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from django.utils.translation import gettext as _

from commitments.extraction.errors import Unreadable
from commitments.extraction.limits import check_length
from commitments.vocabulary import READOUT_LIMIT

MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
LONGEST = 4 * (READOUT_LIMIT + 1)  # bytes; no character of a readout takes more in any of the encodings

# What a text of that encoding is made of. A text read in the wrong one has something else in it, too.
MARKS = "\u00a0«»–—„“”‘’‚…•№§°·©®±"
CYRILLIC = re.compile(f"[\\x09-\\x7e{MARKS}А-Яа-яЁёІіЎў]*")
CHINESE = re.compile("[\\x09-\\x7e\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—–·°±×①-⑳]*")
# Small letters before great ones, and scripts mixed in a word, are what the wrong encoding looks like.
ODD = re.compile("[а-яёіў][А-ЯЁІЎ]|[A-Za-z][А-Яа-яЁёІіЎў]|[А-Яа-яЁёІіЎў][A-Za-z]")
CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f]")
HAN = re.compile("[\u4e00-\u9fff]")
LATIN = re.compile("[A-Za-z]")
COMMON = range(0xB0, 0xD8)  # lead bytes of the 3,755 characters of everyday Chinese in GB 2312


def text_of(data: BinaryIO) -> tuple[str, list[str]]:
    """The text as it is, with line feeds only, of which nothing is missing. Raises Unreadable where the encoding cannot be told, or it is no text."""
    content = data.read(LONGEST + 1)
    if len(content) > LONGEST:
        check_length(READOUT_LIMIT + 1)
    text, _encoding = decoded(content)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
    if CONTROLS.search(text):
        raise no_text()
    return text.strip(), []


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding as Python has it."""
    for mark, encoding in MARKED:
        if content.startswith(mark):
            return strictly(content, encoding), encoding
    if b"\0" in content:
        raise no_text()
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return legacy(content)


def strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise unclear() from error


def legacy(content: bytes) -> tuple[str, str]:
    """Windows-1251 or GB 18030, where the bytes make sense in exactly one of them."""
    readings = {}
    for encoding, makes_sense in (("cp1251", is_cyrillic), ("gb18030", is_chinese)):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if makes_sense(text):
            readings[encoding] = text
    if len(readings) != 1:
        raise unclear()
    encoding, text = readings.popitem()
    return text, encoding


def is_cyrillic(text: str) -> bool:
    return bool(CYRILLIC.fullmatch(text)) and not ODD.search(text)


def is_chinese(text: str) -> bool:
    """In everyday characters: other bytes, read like this, come out as rare ones."""
    han = HAN.findall(text)
    common = sum(1 for character in han if character.encode("gb18030")[0] in COMMON)
    return bool(CHINESE.fullmatch(text)) and len(han) > len(LATIN.findall(text)) and common > 0.85 * len(han)


def no_text() -> Unreadable:
    return Unreadable(_("This is not a text file, although its name says so."))


def unclear() -> Unreadable:
    return Unreadable(
        _("Accord cannot tell the encoding of this text file. Save it as UTF-8 and choose it again.")
    )
