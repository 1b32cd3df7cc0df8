"""One spelling for the rules to match, of exactly the same length, so that offsets in it are offsets in the text."""

from __future__ import annotations

from commitments.suggestions.traditional import TO_SIMPLIFIED
from commitments.vocabulary.radicals import RADICALS

_SAME = str.maketrans(
    {
        **dict.fromkeys("’‘ʼʹ`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u3000\t\r\n\v\f\u2028\u2029", " "),
        **dict.fromkeys("\u2010\u2011\u00ad", "-"),
        "ё": "е",
    }
    | RADICALS
)
# Chinese pages mix the two widths; only where Chinese is read, because English commas are no Chinese ones.
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "﹐": "，"}) | TO_SIMPLIFIED


def fold(text: str, *, wide: bool = False) -> str:
    """`text` in lower case with plain quotes, spaces and hyphens, code point for code point.

    `wide` is for Chinese: Latin commas, semicolons, colons and brackets become the Chinese ones, traditional characters
    the simplified ones.
    """
    lower = text.lower()
    if len(lower) != len(text):  # a few letters have a longer lower case; they keep their own form
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    lower = lower.translate(_SAME)
    return lower.translate(_WIDE) if wide else lower
