"""Paragraphs out of printed lines: which lines go on, and how two of them are joined.

A paragraph begins where the page shows it: after a wider gap, with an indent, in letters of another size, at the mark
of a list, or where the line before stopped although the next word would have fitted.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from commitments.extraction.lines import CJK, PrintedLine, in_columns, width_of, without_running

MARK = re.compile(
    r"(?:[•▪◦●■–—·*\uf0a7\uf0b7-]\s|[(（]?(?:\d{1,2}(?:\.\d{1,2})*|[a-zа-я])[.)）]\s|[(（]?[一二三四五六七八九十]{1,3}[)）、])"
)
ENDS = re.compile(r"[.!?…;:。！？；：][\"”»’)）」』]*$")
BEGINS_SMALL = re.compile(r"[\"“«(]?[a-zа-яёіў\ufb00-\ufb06]")
FIRST_WORD = re.compile(f"[{CJK}]{{1,2}}|[^\\s{CJK}]+")
CHINESE_BLANK = re.compile(f"(?<=[{CJK}“”‘’·]) (?=[{CJK}“”‘’·])|(?<=[{CJK}]) | (?=[{CJK}])")

GAP, SOME_GAP = 1.4, 1.12  # of the usual step from line to line
FEW, SPACING = 3, 1.5
INDENT = 0.8  # of the size of the letters
OTHER_SIZE = 1.12
FULL = 0.88  # of the widest line: with the next word a line would have been no wider than that
LONGEST_WORD = 60
HYPHENATED = 0.05  # of the lines end in a hyphen: the printer broke words


def put_together(lines: Sequence[PrintedLine]) -> str:
    """The text of all lines, its paragraphs parted by an empty line."""
    kept = in_columns(without_running(lines))
    shape = Shape(kept)
    paragraphs: list[list[PrintedLine]] = []
    for line in kept:
        if paragraphs and not shape.begins(paragraphs[-1], line):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    joints = Joints(kept)
    return "\n\n".join(joints.joined(paragraph) for paragraph in paragraphs)


class Shape:
    """How the lines of a document usually stand, and which of them begin a paragraph."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        steps = Counter(
            round(above.y - below.y, 0)
            for above, below in pairwise(lines)
            if above.page == below.page and 0 < above.y - below.y < 3 * above.size
        )
        self.step, times = steps.most_common(1)[0] if steps else (0.0, 0)
        if times < FEW and lines:  # of so few lines none tells what is usual
            self.step = min(self.step, SPACING * lines[0].size)
        self.widest = max((line.width for line in lines), default=0.0)
        places: dict[int, list[float]] = defaultdict(list)
        for line in lines:
            places[line.page].append(line.x)
        self.left = {page: edge_of(found) for page, found in places.items()}

    def begins(self, paragraph: Sequence[PrintedLine], line: PrintedLine) -> bool:
        before, first = paragraph[-1], paragraph[0]
        if not 1 / OTHER_SIZE < line.size / (before.size or 1) < OTHER_SIZE:
            return True
        is_point = bool(MARK.match(first.text))
        if MARK.match(line.text) and (ENDS.search(before.text) or is_point or self.has_room(before, line)):
            return True
        if before.page == line.page and before.y > line.y and self.step:
            gap = (before.y - line.y) / self.step
            if gap > GAP or (gap > SOME_GAP and not BEGINS_SMALL.match(line.text)):
                return True
        indent = line.x - self.left[line.page]
        if indent > INDENT * line.size and not self.goes_on_indented(paragraph, line, is_point):
            return True
        return self.has_room(before, line) and not BEGINS_SMALL.match(line.text)

    def goes_on_indented(self, paragraph: Sequence[PrintedLine], line: PrintedLine, is_point: bool) -> bool:
        """A point whose lines hang under its first one, or a paragraph that is set in as a whole."""
        if len(paragraph) > 1 or is_point:
            return abs(line.x - paragraph[-1].x) < INDENT * line.size or len(paragraph) == 1
        return False

    def has_room(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether the first word of `line` would have fitted behind `before`, had it been of one paragraph."""
        word = FIRST_WORD.match(line.text)
        needed = before.width + (width_of(word[0]) + 0.28 if word else 0.0) * before.size
        return needed < FULL * (self.widest - max(0.0, before.x - self.left[before.page]))


def edge_of(places: Sequence[float]) -> float:
    """The left edge of a page: the leftmost place where several of its lines begin."""
    rounded = Counter(round(x) for x in places)
    several = [x for x, times in rounded.items() if times >= max(2, 0.15 * len(places))]
    return float(min(several or rounded))


class Joints:
    """How two lines of a paragraph are joined. Needs the whole document: a word elsewhere tells about its hyphen."""

    def __init__(self, lines: Sequence[PrintedLine]) -> None:
        text = " ".join(line.text for line in lines).lower()
        self.words = set(re.findall(r"[\w-]+", text))
        broken = sum(1 for line in lines if re.search(r"[a-zа-яёіў]-$", line.text))
        self.is_hyphenated = broken >= 3 and broken > HYPHENATED * len(lines)

    def joined(self, paragraph: Sequence[PrintedLine]) -> str:
        texts = [line.text for line in paragraph]
        pieces = [self.leading_to(before, after) for before, after in pairwise(texts)]
        return CHINESE_BLANK.sub("", "".join([*pieces, texts[-1]]).replace("\u00ad", ""))

    def leading_to(self, before: str, after: str) -> str:
        """A line as it stands in front of the next: with a blank, or without its hyphen."""
        if before.endswith(("\u00ad", "\u2010")):
            return before[:-1]
        if before.endswith("-") and not before.endswith(" -"):
            return before[:-1] if self.is_broken(before[-LONGEST_WORD:], after[:LONGEST_WORD]) else before
        if before.endswith(("–", "/")) and before[-2:-1].strip():
            return before
        return f"{before} "

    def is_broken(self, before: str, after: str) -> bool:
        """Whether the hyphen stands for the line only: "coop-" and "eration", not "long-" and "term"."""
        first, second = re.search(r"([^\W\d_]+)-$", before), re.match(r"[^\W\d_]+", after)
        if not (first and second and first[1][-1].islower() and second[0][0].islower()):
            return False
        if f"{first[1]}{second[0]}".lower() in self.words:
            return True
        if f"{first[1]}-{second[0]}".lower() in self.words:
            return False
        return self.is_hyphenated
