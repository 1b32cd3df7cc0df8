"""The numbers and bullets that Word sets in front of paragraphs: worked out from the parts `numbering` and `styles`.

ECMA-376, part 1, 17.9. A counter belongs to an abstract list; a deeper level begins anew after a higher one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from commitments.vocabulary.characters import is_meaningless, plain_letters

BULLET = "•"
COURIER_BULLET = {"o": "◦"}  # Word draws its bullet of the second level as a letter of Courier
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
HAN = "〇一二三四五六七八九十"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
LEVELS = 9


def roman(number: int) -> str:
    said = ""
    for value, letters in ROMAN:
        said += letters * (number // value)
        number %= value
    return said


def lettered(alphabet: str) -> Callable[[int], str]:
    """a, b, … z, aa, bb, … as Word goes on."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * ((number - 1) // len(alphabet) + 1)


def chinese(number: int) -> str:
    """1 to 99 in Chinese numerals; what is longer in digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")


def circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02}",
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
    "lowerLetter": lettered(LATIN),
    "upperLetter": lettered(LATIN.upper()),
    "russianLower": lettered(RUSSIAN),
    "russianUpper": lettered(RUSSIAN.upper()),
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand"),
        chinese,
    ),
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese", "ideographEnclosedCircle"), circled
    ),
}


@dataclass(frozen=True)
class Level:
    format: str = "decimal"
    text: str = ""
    start: int = 1
    style: str = ""
    is_legal: bool = False


@dataclass
class AbstractList:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """What stands in front of each paragraph, asked in the order of the paragraphs."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.lists: dict[str, AbstractList] = {}
        self.instances: dict[str, tuple[AbstractList, dict[int, int]]] = {}
        self.styles: dict[str, tuple[str, int | None, str]] = {}  # number, level, the style it is based on
        self.unknown = False  # a format was met whose numbers are not known here
        for part in children(numbering, "abstractNum"):
            self.lists[value(part, "abstractNumId", own=True)] = AbstractList(
                {int(value(level, "ilvl", own=True) or 0): level_of(level) for level in children(part, "lvl")}
            )
        for part in children(numbering, "num"):
            known = self.lists.get(value(part, "abstractNumId"))
            if known is not None:
                starts = {
                    int(value(change, "ilvl", own=True) or 0): int(value(change, "startOverride") or 1)
                    for change in children(part, "lvlOverride")
                    if children(change, "startOverride")
                }
                self.instances[value(part, "numId", own=True)] = known, starts
        for part in children(styles, "style"):
            numbered = first(first(part, "pPr"), "numPr")
            level = value(numbered, "ilvl")
            self.styles[value(part, "styleId", own=True)] = (
                value(numbered, "numId"),
                int(level) if level else None,
                value(part, "basedOn"),
            )

    def mark(self, number: str, level: str, style: str) -> str:
        """The mark of the next paragraph, by its own number and level or by its style; "" where it has none."""
        found, at = number, int(level) if level.isdigit() else None
        seen = 0
        while not found and style in self.styles and seen < LEVELS:
            found, own, based = self.styles[style]
            at = own if at is None else at
            if found and at is None:
                at = self.level_of_style(found, style)
            style, seen = based, seen + 1
        if found not in self.instances:
            self.unknown |= found not in ("", "0")
            return ""
        return self.counted(found, at or 0)

    def level_of_style(self, number: str, style: str) -> int | None:
        known, _starts = self.instances.get(number, (AbstractList(), {}))
        return next((at for at, level in known.levels.items() if level.style == style), None)

    def counted(self, number: str, at: int) -> str:
        known, starts = self.instances[number]
        if at in starts:
            known.counts[at] = starts.pop(at) - 1
        level = known.levels.get(at, Level())
        known.counts[at] = known.counts.get(at, level.start - 1) + 1
        for deeper in [other for other in known.counts if other > at]:
            del known.counts[deeper]
        if level.format == "bullet":
            return bullet_of(level.text)
        if level.format == "none":
            return level.text if "%" not in level.text else ""

        def said(match: re.Match[str]) -> str:
            other = int(match[1]) - 1
            its = known.levels.get(other, Level())
            kind = "decimal" if level.is_legal else its.format
            self.unknown |= kind not in FORMATS
            return FORMATS.get(kind, str)(known.counts.get(other, its.start))

        return re.sub(r"%(\d)", said, level.text)


def bullet_of(text: str) -> str:
    plain = COURIER_BULLET.get(text, plain_letters(text))
    return BULLET if any(is_meaningless(character) for character in plain) else plain


def level_of(part: Element) -> Level:
    start = value(part, "start")
    return Level(
        value(part, "numFmt") or "decimal",
        value(part, "lvlText"),
        int(start) if start.isdigit() else 1,
        value(part, "pStyle"),
        bool(children(part, "isLgl")),
    )


def children(part: Element | None, name: str) -> list[Element]:
    return [] if part is None else [child for child in part if child.tag.rpartition("}")[2] == name]


def first(part: Element | None, name: str) -> Element | None:
    return next(iter(children(part, name)), None)


def value(part: Element | None, name: str, *, own: bool = False) -> str:
    """The `val` of a child called `name`; or, of its `own`, the attribute of that name. "" where there is none."""
    holder, wanted = (part, name) if own else (first(part, name), "val")
    if holder is None:
        return ""
    return next((said for key, said in holder.attrib.items() if key.rpartition("}")[2] == wanted), "")
