"""What stands between pieces of text in the reader's language: Chinese sets no space after its wide stops and commas."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import get_language


def is_wide() -> bool:
    """Whether the language of the reader has stops and commas as wide as its letters."""
    return (get_language() or "").startswith("zh")


def sentences(said: Iterable[str]) -> str:
    """Sentences one after the other; empty ones are left out."""
    return ("" if is_wide() else " ").join(filter(None, said))


def items(said: Iterable[str]) -> str:
    """ "one, two, three" """
    return ("、" if is_wide() else ", ").join(said)


def clauses(said: Iterable[str]) -> str:
    """ "one; two" """
    return ("；" if is_wide() else "; ").join(said)


def comma() -> str:
    """Between what belongs to one thing: "a page, its publisher"."""
    return "，" if is_wide() else ", "


def stop(text: object) -> str:
    """A text with its full stop; one that has an end has it already."""
    words = str(text)
    if words.endswith((".", "!", "?", "…", "。", "！", "？", ":", "：")):
        return words
    return words + ("。" if is_wide() else ".")
