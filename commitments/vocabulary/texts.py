"""Languages, scripts and lengths of what is written."""

from __future__ import annotations

# Languages a text of the register can be in; names are written in the language itself.
LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "be": "Беларуская",
    "zh-hans": "中文",
}


# The BCP 47 tag an HTML `lang` attribute takes.
LANG_TAGS = {"zh-hans": "zh-Hans"}


def lang_tag(code: str) -> str:
    return LANG_TAGS.get(code, code)


# Limits in Unicode code points after NFC, line breaks counted as one: what the reader of a form sees counted.
TITLE_LIMIT = 160


POST_LIMIT = 120


STATEMENT_LIMIT = 1_000


NOTE_LIMIT = 2_000


READOUT_LIMIT = 200_000


def language_of(text: str) -> str:
    """The HTML `lang` of a text whose language nobody stated, told from its letters."""
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return "zh-Hans"
    if any("\u0400" <= c <= "\u04ff" for c in text):
        return "be" if any(c in "іўІЎ" for c in text) else "ru"
    return "en"


# The script each language is written in, by the first and last letter of its block.
SCRIPTS = {"latin": ("a", "z"), "cyrillic": ("\u0400", "\u04ff"), "han": ("\u4e00", "\u9fff")}


SCRIPT_OF = {"en": "latin", "ru": "cyrillic", "be": "cyrillic", "zh-hans": "han"}


def is_written_in(text: str, language: str) -> bool:
    """Whether most letters of a text are of the script of a language. A text without any letters is in none wrong."""
    letters = text.lower()
    counts = {
        name: sum(first <= letter <= last for letter in letters) for name, (first, last) in SCRIPTS.items()
    }
    # A Chinese character says what takes about five letters elsewhere.
    counts["han"] *= 5
    return not any(counts.values()) or max(counts, key=lambda name: counts[name]) == SCRIPT_OF[language]
