"""How the reader's language sets text: what stands between its pieces, and in which order lists of names are.

Chinese sets no space after its wide stops and commas.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import east_asian_width

from django.utils.translation import get_language


def is_wide() -> bool:
    """Whether the language of the reader has stops and commas as wide as its letters."""
    return (get_language() or "").startswith("zh")


def sentences(said: Iterable[str]) -> str:
    """Sentences one after the other; empty ones are left out."""
    return ("" if is_wide() else " ").join(filter(None, said))


def items(said: Iterable[object]) -> str:
    """ "one, two, three" """
    return ("、" if is_wide() else ", ").join(str(one) for one in said)


def clauses(said: Iterable[str]) -> str:
    """ "one; two" """
    return ("；" if is_wide() else "; ").join(said)


def comma() -> str:
    """Between what belongs to one thing: "a page, its publisher"."""
    return "，" if is_wide() else ", "


def colon() -> str:
    """Between a name and what is said of it: "Due on: 1 March"."""
    return "：" if is_wide() else ": "


def quotes() -> tuple[str, str]:
    """The marks around words of somebody."""
    return ("«", "»") if (get_language() or "") in ("ru", "be") else ("“", "”")


def quoted(text: object) -> str:
    first, last = quotes()
    return f"{first}{text}{last}"


def width(text: str) -> int:
    """How wide a text is, in narrow letters: those of Chinese count twice."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def full_stop() -> str:
    return "。" if is_wide() else "."


def stop(text: object) -> str:
    """A text with its full stop; one that has an end has it already."""
    words = str(text)
    if words.endswith((".", "!", "?", "…", "。", "！", "？", ":", "：")):
        return words
    return words + full_stop()


# Letters Unicode has outside of their alphabets, as letters before them and a sign behind all others.
BEHIND = str.maketrans({"ё": "е\uffff", "і": "з\uffff", "ў": "у\uffff"})


def order_key(name: str) -> tuple[list[tuple[int, str]], str]:
    """For sorting names: Latin, Cyrillic with Ё, І and Ў in their places, then Chinese by pinyin.

    The sounds of Chinese are those of GB 2312, whose frequent characters stand in the order of pinyin; the rest follows
    by radical. Python sorts, so both databases give the same order.
    """
    folded = name.casefold()
    letters = [
        (1, letter.encode("gb18030").hex())
        if "\u4e00" <= letter <= "\u9fff"
        else (0, letter.translate(BEHIND))
        for letter in folded
    ]
    return letters, name
