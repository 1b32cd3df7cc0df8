"""The language of words whose language nobody stated, told from their letters, among those of the commission.

Which languages these are is known to the thread, as its time zone is: whoever knows the commission activates both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from babel.core import get_global

from commitments.vocabulary.languages import lang_tag, letters_by_script, letters_of

# Where no commission is known.
USUAL = ("en", "ru", "be", "zh-hans")
# Letters that tell a language from its neighbours of the same script.
OWN_LETTERS = {
    "az": "əğıöüçş",
    "be": "іў",
    "bg": "ъ",
    "cs": "ěřůčšž",
    "de": "äöüß",
    "es": "ñáéíóú¿¡",
    "fa": "پچژگکی",
    "fr": "éèêàçœùîôû",
    "hu": "őűáéíóöúü",
    "it": "àèéìòù",
    "kk": "әғқңөұүһі",
    "ky": "ңөү",
    "mk": "ѓќѕјљњџ",
    "mn": "өү",
    "pl": "ąćęłńóśźż",
    "pt": "ãõáâàçéêíóôú",
    "ro": "ăâîșț",
    "sr": "ђћџљњј",
    "tg": "ғӣқӯҳҷ",
    "tk": "ňžýäöüçş",
    "tr": "ğışçöü",
    "uk": "іїєґ",
    "ur": "ٹڈڑںےگ",
    "vi": "ăâđêôơư",
}

_languages: ContextVar[tuple[str, ...]] = ContextVar("languages of texts", default=USUAL)


def activate(codes: Iterable[str]) -> None:
    """Tell languages among these from now on, in this thread."""
    _languages.set(tuple(codes) or USUAL)


def deactivate() -> None:
    _languages.set(USUAL)


@contextmanager
def among(codes: Iterable[str]) -> Iterator[None]:
    """Tell languages among these inside the block."""
    token = _languages.set(tuple(codes) or USUAL)
    try:
        yield
    finally:
        _languages.reset(token)


def guessed_language(text: str) -> str:
    """The code of the language that a text seems to be in."""
    return _guessed(text, _languages.get())


def language_of(text: str) -> str:
    """The HTML `lang` of a text whose language nobody stated."""
    return lang_tag(guessed_language(text))


@lru_cache(maxsize=2048)
def _guessed(text: str, codes: tuple[str, ...]) -> str:
    counts = letters_by_script(text)
    # Latin names and abbreviations are in texts of every script; the letters of these two in no other language's.
    script = next((one for one in ("Kana", "Hang") if one in counts), "") or max(
        (one for one in counts if one != "Latn"), key=lambda one: counts[one], default="Latn"
    )
    for known in (codes, USUAL):
        written = [code for code in known if script in letters_of(code)]
        if written:
            return max(written, key=lambda code: _likeness(text, code, len(letters_of(code))))
    return get_global("likely_subtags").get(f"und_{script}", "en").split("_")[0]


def _likeness(text: str, code: str, scripts: int) -> tuple[int, bool, int]:
    """Whoever has most letters of its own in a text; with none, whoever has no such letters, and the fewest scripts."""
    own = OWN_LETTERS.get(code.split("-")[0], "")
    return sum(text.lower().count(letter) for letter in own), not own, -scripts
