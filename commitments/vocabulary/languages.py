"""Languages that texts are in: any that BCP 47 has a tag for, with their names, scripts and directions.

The register writes a language as its tag in small letters ("kk", "pt-br", "zh-hans"). Names, scripts and which subtags
there are come from CLDR, by way of Babel. The languages of the interface are another matter: `settings.LANGUAGES`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

TAG = re.compile(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?")
LONGEST_CODE = 12
# Tags of CLDR that say of no language which one it is: several, none, not known.
NO_LANGUAGE = frozenset({"mul", "und", "zxx"})
RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)

# What Unicode calls a letter by its first word, and the script's code (ISO 15924).
SCRIPT_OF_LETTER = {
    "ADLAM": "Adlm",
    "ARABIC": "Arab",
    "ARMENIAN": "Armn",
    "BENGALI": "Beng",
    "CJK": "Hani",
    "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva",
    "ETHIOPIC": "Ethi",
    "GEORGIAN": "Geor",
    "GREEK": "Grek",
    "GUJARATI": "Gujr",
    "GURMUKHI": "Guru",
    "HANGUL": "Hang",
    "HEBREW": "Hebr",
    "HIRAGANA": "Kana",
    "KANNADA": "Knda",
    "KATAKANA": "Kana",
    "KHMER": "Khmr",
    "LAO": "Laoo",
    "LATIN": "Latn",
    "MALAYALAM": "Mlym",
    "MONGOLIAN": "Mong",
    "MYANMAR": "Mymr",
    "NKO": "Nkoo",
    "ORIYA": "Orya",
    "SINHALA": "Sinh",
    "SYRIAC": "Syrc",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "THAANA": "Thaa",
    "THAI": "Thai",
    "TIBETAN": "Tibt",
    "TIFINAGH": "Tfng",
}
# Scripts that are written with the letters of several.
LETTERS_OF = {
    "Hans": ("Hani",),
    "Hant": ("Hani",),
    "Jpan": ("Kana", "Hani"),
    "Kore": ("Hang", "Hani"),
    "Cans": (),
}
# A character of these says what takes about five letters elsewhere.
DENSE = frozenset({"Hani", "Kana", "Hang"})


def code_of(tag: str) -> str:
    """The code of a BCP 47 tag: language, perhaps script, perhaps region ("pt-BR": "pt-br").

    Raises ValueError for a tag of another shape, or with a part that CLDR does not know.
    """
    code = tag.strip().replace("_", "-").lower()
    found = TAG.fullmatch(code)
    if found is None:
        raise ValueError(tag)
    language, script, region = found.groups()
    language = get_global("language_aliases").get(language, language)
    if code == "zh":  # its fonts and stops are those of one script or the other
        script = "hans"
    known = Locale("en")
    if (
        language in NO_LANGUAGE
        or language not in known.languages
        or (script and (script.startswith("z") or script.title() not in known.scripts))
        or (region and (region == "zz" or region.upper() not in known.territories))
    ):
        raise ValueError(tag)
    return "-".join(filter(None, (language, script, region)))


def is_language(code: str) -> bool:
    """Whether it is the code of a language, as the register writes it."""
    try:
        return code_of(code) == code
    except ValueError:
        return False


@lru_cache(maxsize=256)
def lang_tag(code: str) -> str:
    """The tag an HTML `lang` attribute takes: "zh-hans" as "zh-Hans", "pt-br" as "pt-BR"."""
    language, *parts = code.split("-")
    return "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in parts)])


@lru_cache(maxsize=256)
def script_of(code: str) -> str:
    """The script a language is usually written in (ISO 15924), or the one that its code names."""
    language, script, region = _parts(code)
    if script:
        return script
    likely = get_global("likely_subtags")
    found = likely.get(f"{language}_{region}") or likely.get(language) or ""
    return found.split("_")[1] if "_" in found else "Latn"


def _parts(code: str) -> tuple[str, str, str]:
    language, *parts = lang_tag(code).split("-")
    script = next((part for part in parts if len(part) == 4), "")
    return language, script, next((part for part in parts if len(part) < 4), "")


def spoken(code: str) -> str:
    """The code without its country, and without the script that is usual: "ru-by" as "ru", "zh-hans" as "zh".

    Whoever reads one language of such a code reads all.
    """
    language, _dash, _more = code.partition("-")
    return language if script_of(code) == script_of(language) else f"{language}-{script_of(code).lower()}"


def with_region(code: str) -> str:
    """The tag of a language with a country, that where it is spoken most if the code names none: "kk-KZ"."""
    language, script, region = _parts(code)
    likely = get_global("likely_subtags")
    usual = (likely.get(f"{language}_{script}") or likely.get(language) or language).split("_")
    return f"{language}-{region or usual[2]}" if region or len(usual) > 2 else language


def direction_of(code: str) -> str:
    """ "rtl" for what is written from right to left, else "ltr"."""
    return "rtl" if script_of(code) in RIGHT_TO_LEFT else "ltr"


class LangShown(str):
    """The `lang` of a text, with what that text is said to be: a translation, say. "" says nothing of it."""

    said: str = ""

    @classmethod
    def of(cls, tag: str, said: str) -> LangShown:
        made = cls(tag)
        made.said = said
        return made


def in_language(tag: str) -> SafeString:
    """The HTML attributes of an element with text in a language: `lang`, and `dir` where it runs from the right.

    With `dir`, an element keeps its order to itself: neither its text nor the text around it moves. What the text is
    said to be is shown behind it (`accord.css`).
    """
    attributes, said = _in_language(str(tag)), getattr(tag, "said", "")
    return format_html('{} data-text="{}"', attributes, said) if said else attributes


@lru_cache(maxsize=256)
def _in_language(tag: str) -> SafeString:
    attributes = format_html('lang="{}"', lang_tag(tag))
    return attributes if direction_of(tag) == "ltr" else format_html('{} dir="rtl"', attributes)


@lru_cache(maxsize=1024)
def own_name(code: str) -> str:
    """What a language is called in itself: "Қазақ тілі"; where CLDR has no such name, in English."""
    return _name(code, code) or _name(code, "en")


@lru_cache(maxsize=1024)
def language_name(code: str, reader: str) -> str:
    """What a language is called in that of its reader; where CLDR has no such name, in English."""
    return _name(code, reader) or _name(code, "en")


def name_shown(code: str) -> str:
    """What a language is called in that of the page."""
    return language_name(code, get_language() or "en")


def _name(code: str, reader: str) -> str:
    """With its script or region where these are not the usual ones of the language."""
    locale = _locale(reader)
    if locale is None:
        return ""
    language, script, region = _parts(code)
    name = locale.languages.get(language, "")
    usual = (get_global("likely_subtags").get(language) or "__").split("_")
    more = [locale.scripts.get(script, script)] if script and script != usual[1] else []
    more += [locale.territories.get(region, region)] if region and region != usual[2] else []
    if not name:
        return ""
    name = name[0].title() + name[1:]
    if not more:
        return name
    return f"{name}（{'、'.join(more)}）" if reader.startswith("zh") else f"{name} ({', '.join(more)})"


def script_name(code: str, reader: str) -> str:
    """What the script of a language is called in that of the reader."""
    script, locale = script_of(code), _locale(reader)
    return (locale and locale.scripts.get(script)) or Locale("en").scripts.get(script, script)


@lru_cache(maxsize=1024)
def city_of(time_zone: str, reader: str) -> str:
    """The town in the name of a time zone, in the language of the reader: "Europe/Minsk" is "Минск" """
    locale = _locale(reader)
    named = locale.time_zones.get(time_zone, {}).get("city", "") if locale else ""
    return named or time_zone.rpartition("/")[2].replace("_", " ")


def _locale(code: str) -> Locale | None:
    for tag in (lang_tag(code), code.split("-")[0]):
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):  # CLDR has no texts in it
            continue
    return None


def language_choices(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Languages to choose from: each in its own words, and in those of the reader."""
    return [(code, both_names(code)) for code in codes]


def both_names(code: str) -> str:
    """A language in its own words and, where these are others, in those of the reader: "Қазақ тілі – Kazakh"."""
    own, named = own_name(code), language_name(code, get_language() or "en")
    return own if own == named else f"{own} – {named}"


@lru_cache(maxsize=8)
def known_languages(reader: str) -> list[tuple[str, str]]:
    """The languages with a tag of two letters, by their names in that of the reader, and Chinese by its scripts."""
    codes = [code for code in map(str, Locale("en").languages) if len(code) == 2]
    named = [(lang_tag(code), language_name(code, reader)) for code in codes]
    of_reader = (_locale(reader) or Locale("en")).languages
    named += [(f"zh-{script}", of_reader[f"zh_{script}"]) for script in ("Hans", "Hant")]
    return sorted(named, key=lambda pair: pair[1].casefold())


@lru_cache(maxsize=4096)
def script_of_letter(letter: str) -> str:
    """The script of a letter; "" for what is no letter or of a script that is not listed."""
    return SCRIPT_OF_LETTER.get(unicodedata.name(letter, "").split(" ")[0], "") if letter.isalpha() else ""


def letters_by_script(text: str) -> dict[str, int]:
    """How much of a text is in which script. Characters that say more than a letter count for five."""
    counts: dict[str, int] = {}
    for letter in text:
        if script := script_of_letter(letter):
            counts[script] = counts.get(script, 0) + (5 if script in DENSE else 1)
    return counts


def letters_of(code: str) -> Sequence[str]:
    """The scripts of the letters that a language is written with."""
    script = script_of(code)
    return LETTERS_OF.get(script, (script,))


def is_written_in(text: str, code: str) -> bool:
    """Whether most letters of a text are of a script of a language. A text without any letters is in none wrong."""
    counts = letters_by_script(text)
    for script in ("Kana", "Hang"):  # in a text with these, Chinese characters are of its language
        if counts.get(script, 0) * 5 > counts.get("Hani", 0):
            counts[script] += counts.pop("Hani", 0)
    return not counts or max(counts, key=lambda name: counts[name]) in letters_of(code)
