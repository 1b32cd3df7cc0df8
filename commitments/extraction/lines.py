"""The lines of a printed page: what they say, where they stand, how wide they probably are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

CJK = "\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
IS_CJK = re.compile(f"[{CJK}]")
NUMBERS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|стр\.?|с\.|страница|старонка|第)?\s*(\d{1,4})\s*页?"
    r"(?:\s*(?:/|of|из|з|共)\s*\d{1,4}\s*页?)?[-–—\s]*",
    re.IGNORECASE,
)
# What a browser prints above and below a page: the moment and the title, the address and the page.
PRINTED = re.compile(r"\d{1,4}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}\b.*|[a-z]+://\S+(?:\s+\d+\s?/\s?\d+)?")
NARROW, WIDE = re.compile(r"[\s.,:;!|'’‘iljtfI()\[\]-]"), re.compile(r"[A-ZА-ЯЁЎmwжшщюмфыЖШЩЮМФЫ—…№%@]")
RUNNING = 3  # lines at either edge of a page that may repeat on the next


@dataclass(frozen=True)
class PrintedLine:
    """Place and size are in points, y upwards; direction in steps of five degrees."""

    page: int
    x: float
    y: float
    size: float
    text: str
    direction: int = 0

    def saying(self, text: str) -> PrintedLine:
        return replace(self, text=text)

    @property
    def width(self) -> float:
        return width_of(self.text) * self.size


def width_of(text: str) -> float:
    """About how wide a text is, in widths of a Chinese character; a line is compared with lines of its document only."""
    cjk, narrow, wide = (len(pattern.findall(text)) for pattern in (IS_CJK, NARROW, WIDE))
    return cjk + 0.28 * narrow + 0.72 * wide + 0.5 * (len(text) - cjk - narrow - wide)


def without_running(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Without page numbers, and without what stands at the same edge of the pages again and again."""
    pages: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    dropped: set[int] = set()
    for is_top in (True, False):
        rest = {page: sorted(found, key=lambda line: line.y, reverse=is_top) for page, found in pages.items()}
        for _step in range(RUNNING):
            edge = {page: found[0] for page, found in rest.items() if len(found) > 1}
            again = repeated(edge, len(pages))
            if not again:
                break
            dropped |= {id(line) for line in again}
            for line in again:
                rest[line.page].pop(0)
    return [line for line in lines if id(line) not in dropped]


def in_columns(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines with each column counted as a page: it begins where the text goes up again."""
    column, counted = 0, []
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else line
        if line.page != before.page or line.y > before.y + line.size:
            column += 1
        counted.append(replace(line, page=column))
    return counted


def repeated(edge: dict[int, PrintedLine], pages: int) -> list[PrintedLine]:
    """Of the outermost lines of the pages, those that are no part of the text."""
    masks = Counter(NUMBERS.sub("#", line.text) for line in edge.values())
    often = {mask for mask, times in masks.items() if times >= max(2, pages - 1)}
    return [
        line
        for page, line in edge.items()
        if NUMBERS.sub("#", line.text) in often
        or is_number_of(page, line.text)
        or PRINTED.fullmatch(line.text)
    ]


def is_number_of(page: int, text: str) -> bool:
    found = PAGE_NUMBER.fullmatch(text)
    return found is not None and int(found[1]) == page + 1
