"""Search words, made once in Python so that both databases find the same rows.

Without invisible characters, NFKC, case folded, "ё" as "е" and "ў" as "у"; Arabic and Hebrew without vowel signs, and
Arabic letters of one sound as one. Words as stems, the Cyrillic ones without fleeting vowels; what is written without
spaces (Chinese, Japanese, Thai) or with endings that stick to its words (Korean) as single characters and pairs.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from django.db import connections
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from snowballstemmer import stemmer

from commitments.vocabulary.characters import INVISIBLE, plain_letters

# Chinese characters and 々, kana and ー, Hangul; Thai and Lao, Burmese, Khmer, with their vowel signs.
UNSPACED = (
    r"\u4e00-\u9fff\u3005\u3041-\u3096\u30a1-\u30fc\uac00-\ud7a3\u0e01-\u0eff\u1000-\u109f\u1780-\u17d3"
)
# Vowel signs of Indian scripts, which stand inside of words and are no letters.
SIGNS = "".join(chr(c) for c in range(0x0900, 0x0E00) if unicodedata.category(chr(c)).startswith("M"))
IS_UNSPACED = re.compile(f"[{UNSPACED}]")
WORD = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}](?:[^\W_{UNSPACED}]|[{SIGNS}])*")
# Points of Hebrew, vowel signs of Arabic, and what only makes an Arabic word longer.
VOWEL_SIGNS = re.compile(
    r"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]"
)
# Letters that are written now in one way, now in another; Persian ones as the Arabic keyboard has them.
ARABIC_LETTERS = str.maketrans("أإآٱىئؤةکی", "ااااييوهكي")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# What the Russian stemmer leaves different: the fleeting vowel of рынок and рынка, of паставак and пастаўка, and the
# Belarusian в that is ў (folded to у) before a consonant.
FLEETING = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[оеа](?=[кц]$)")
SHORT_U = re.compile(r"(?<=[аеиоуыэюяі])у(?=[бвгджзклмнпрстфхцчшщ])")
MAX_QUERY_WORDS = 12
# PostgreSQL takes words of up to 2,046 bytes; what is longer is an address, found by its beginning.
MAX_WORD_LENGTH = 100


class _Stemmers(threading.local):
    """A stemmer works on one word at a time and keeps it in itself, so each thread has its own."""

    def __init__(self) -> None:
        self.english, self.russian = stemmer("english"), stemmer("russian")


_stemmers = _Stemmers()


def fold(text: str) -> str:
    plain = plain_letters(INVISIBLE.sub("", text))
    folded = unicodedata.normalize("NFKC", plain).casefold().replace("ё", "е").replace("ў", "у")
    return VOWEL_SIGNS.sub("", folded).translate(ARABIC_LETTERS)


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    if not CYRILLIC.search(word):
        return str(_stemmers.english.stemWord(word))
    return FLEETING.sub("", SHORT_U.sub("в", _stemmers.russian.stemWord(word)))


def _runs(text: str) -> Iterator[str]:
    """Runs of letters and digits of one kind: those without spaces whole, others as words."""
    for run in WORD.findall(fold(text)):
        yield run if _is_unspaced(run) else run[:MAX_WORD_LENGTH]


def _is_unspaced(run: str) -> bool:
    return IS_UNSPACED.match(run) is not None


def _pieces(run: str) -> list[str]:
    return [*run, *(run[i : i + 2] for i in range(len(run) - 1))]


def tokens(*texts: str) -> str:
    """The search words of some texts, each once, separated by blanks."""
    found: dict[str, None] = {}
    for run in _runs(" ".join(texts)):
        if _is_unspaced(run):
            found.update(dict.fromkeys(_pieces(run)))
        else:
            found.update({run: None, _stem(run): None})
    return " ".join(found)


def query_words(query: str) -> list[list[str]]:
    """What a query asks for: a row must have, for every word, one of its forms. The forms match as beginnings."""
    words: list[list[str]] = []
    for run in _runs(query):
        if _is_unspaced(run):
            words += [[pair] for pair in ([run[i : i + 2] for i in range(len(run) - 1)] or [run])]
        else:
            words.append(list(dict.fromkeys([run, _stem(run)])))
    return words[:MAX_QUERY_WORDS]


def matching(rows: QuerySet, query: str, *, column: str = "pk") -> QuerySet:
    """`rows` whose commitment holds every word of `query`; all rows when it has no words."""
    words = query_words(query)
    if not words:
        return rows
    if connections[rows.db].vendor == "sqlite":
        expression = " AND ".join("(" + " OR ".join(f'"{form}"*' for form in forms) + ")" for forms in words)
        found = RawSQL("SELECT rowid FROM commitments_search WHERE commitments_search MATCH %s", [expression])
    else:
        expression = " & ".join("(" + " | ".join(f"'{form}':*" for form in forms) + ")" for forms in words)
        found = RawSQL(
            "SELECT id FROM commitments_commitment"
            " WHERE array_to_tsvector(string_to_array(search_tokens, ' ')) @@ %s::tsquery",
            [expression],
        )
    return rows.filter(**{f"{column}__in": found})
