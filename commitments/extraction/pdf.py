"""PDF files: the text layer, line by line with its place on the page. What a line breaks, `lines.py` puts together.

Reading is bounded: `pypdf` refuses streams that unpack to too much, pages are counted first, and whatever a page does,
it is left when the time is up.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pypdf import Configuration, PdfReader, apply_configuration

from commitments.extraction.errors import Unreadable
from commitments.extraction.limits import check_length
from commitments.extraction.lines import PrintedLine
from commitments.extraction.paragraphs import put_together

MAX_PAGES = 200
MAX_SECONDS = 8.0  # of processor time: on a busy machine a file takes longer, and is as harmless
MAX_WAIT = 60.0  # by the clock on the wall, for a machine that hardly gets on
LIMITS = Configuration(
    maximum_declared_stream_length=12_000_000,
    array_based_stream_maximum_output_length=12_000_000,
    zlib_maximum_output_length=12_000_000,
    lzw_maximum_output_length=12_000_000,
    run_length_maximum_output_length=12_000_000,
    brotli_maximum_output_length=12_000_000,
    stream_decoding_work_maximum_length=50_000_000,
    stream_parsing_work_maximum_count=500_000,
    page_tree_maximum_entries=10_000,
    page_tree_maximum_page_entries=100_000,
    xform_maximum_invocations_per_extraction=500,
    disable_legacy_handling=True,
)
LOST = "\0\ufffd"  # what comes out where a font does not tell which letters its shapes are
SAME_LINE = 0.5  # of the size of the letters


class OutOfTime(Exception):
    pass


def text_of(data: BinaryIO) -> tuple[str, list[str]]:
    """The paragraphs, parted by an empty line; and which pages may be missing. Raises Unreadable."""
    try:
        with apply_configuration(LIMITS):
            lines, pages = lines_of(data)
    except OutOfTime as error:
        raise Unreadable(_("Reading this PDF takes too long. Copy its text and paste it instead.")) from error
    except Unreadable:
        raise
    except Exception as error:
        # Damaged files make the library stumble in every way there is; none of them is a fault of ours.
        raise Unreadable(
            _(
                "This PDF is damaged, or made in a way that is not read here. Copy its text and paste it instead."
            )
        ) from error
    if not any(line.text.strip() for line in lines):
        raise Unreadable(
            _(
                "This PDF holds pictures of pages and no text, as a scanner makes them. Paste the text instead."
            )
        )
    bare = sorted(set(range(pages)) - {line.page for line in lines})
    return put_together(lines), [without_text(bare)] if bare else []


def without_text(pages: Sequence[int]) -> str:
    return ngettext(
        "Page %(pages)s holds no text, perhaps a picture of it: look whether something is missing.",
        "Pages %(pages)s hold no text, perhaps pictures of it: look whether something is missing.",
        len(pages),
    ) % {"pages": ", ".join(str(page + 1) for page in pages)}


def lines_of(data: BinaryIO) -> tuple[list[PrintedLine], int]:
    """The lines of all pages, and how many pages there are."""
    limits = time.thread_time() + MAX_SECONDS, time.monotonic() + MAX_WAIT
    reader = PdfReader(data)
    if reader.is_encrypted:
        raise Unreadable(
            _("This PDF is protected. Save it without a password or restrictions, and choose that.")
        )
    if len(reader.pages) > MAX_PAGES:
        raise Unreadable(_("This PDF has more than %(limit)d pages.") % {"limit": MAX_PAGES})
    lines: list[PrintedLine] = []
    length = 0
    for number, page in enumerate(reader.pages):
        found = PageReader(number, limits)
        page.extract_text(visitor_text=found.take, visitor_operand_before=found.look_at_the_clock)
        found.look_at_the_clock()  # inside a form the library takes the exception for one of its own
        found.end_line()
        lines += found.upright()
        length += sum(len(line.text) for line in found.lines)
        check_length(length)
    if any(sign in line.text for line in lines for sign in LOST):
        raise Unreadable(
            _(
                "The fonts of this PDF do not tell which letters they show. Copy the text from where it was written."
            )
        )
    return lines, len(reader.pages)


class PageReader:
    """Collects the lines of one page from the pieces in which the library finds text."""

    def __init__(self, number: int, limits: tuple[float, float]) -> None:
        self.number, self.limits = number, limits
        self.lines: list[PrintedLine] = []
        self.pieces: list[str] = []
        self.place = PrintedLine(number, 0.0, 0.0, 0.0, "")

    def look_at_the_clock(self, *_operation: Any) -> None:
        processor, wall = self.limits
        if time.thread_time() > processor or time.monotonic() > wall:
            raise OutOfTime

    def take(self, text: str, cm: Sequence[float], tm: Sequence[float], font: Any, size: float) -> None:
        """A piece of text with its matrices; a line feed in it ends the line."""
        for number, part in enumerate(text.split("\n")):
            if number:
                self.end_line()
            if part.strip():
                place = placed(self.number, part, cm, tm, size)
                if self.pieces and not is_same_line(self.place, place):
                    self.end_line()
                if not self.pieces:
                    self.place = place
            if part and (self.pieces or part.strip()):
                self.pieces.append(part)

    def end_line(self) -> None:
        text = "".join(self.pieces).replace("\u00a0", " ")
        if text.strip():
            self.lines.append(self.place.saying(" ".join(text.split())))
        self.pieces = []

    def upright(self) -> list[PrintedLine]:
        """Without what runs in another direction than most of the page, as stamps and watermarks do."""
        if not self.lines:
            return []
        usual = Counter(line.direction for line in self.lines).most_common(1)[0][0]
        return [line for line in self.lines if line.direction == usual]


def placed(page: int, text: str, cm: Sequence[float], tm: Sequence[float], size: float) -> PrintedLine:
    """Where a piece begins, seen along its own direction, so that turned pages are read like others."""
    across = (tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3])
    up = (tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    at = (tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5])
    width, height = math.hypot(*across) or 1.0, math.hypot(*up) or 1.0
    real = abs(size) * height
    blanks = len(text) - len(text.lstrip())
    x = (at[0] * across[0] + at[1] * across[1]) / width + blanks * real / 4
    y = (at[0] * up[0] + at[1] * up[1]) / height
    return PrintedLine(
        page, x, y, real, "", direction=round(math.degrees(math.atan2(across[1], across[0])) / 5)
    )


def is_same_line(before: PrintedLine, now: PrintedLine) -> bool:
    return before.direction == now.direction and abs(before.y - now.y) <= SAME_LINE * max(
        before.size, now.size
    )
