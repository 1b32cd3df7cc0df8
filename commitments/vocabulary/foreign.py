"""Words of another script within a sentence: a name somebody gave in English within Russian, say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from commitments.vocabulary.guessing import language_of
from commitments.vocabulary.languages import script_of

LATIN, CYRILLIC, HAN = "A-Za-zÀ-ɏ", "Ѐ-ӿ", "㐀-鿿"
# What may be between two words of a run.
BETWEEN = r"[0-9\s ,;:.’'“”\"%/&()–-]*"


def _runs(letters: str) -> re.Pattern[str]:
    return re.compile(rf"[{letters}](?:{BETWEEN}[{letters}])*")


RUNS = {"Latn": _runs(LATIN), "Cyrl": _runs(CYRILLIC), "Hani": _runs(HAN)}
# One word of small letters at least: "BY", "CSV" and "BY-CN-2021-05" are written so in every language.
WORDS = {"Latn": re.compile(r"[a-zß-ɏ]{3}"), "Cyrl": re.compile(r"[Ѐ-ӿ]{3}"), "Hani": re.compile(r"[㐀-鿿]")}
OWN = {"Hans": "Hani", "Hant": "Hani", "Jpan": "Hani"}


def pieces(text: str, language: str) -> Iterator[tuple[str, str]]:
    """`text` in pieces, each with the `lang` it needs within text in `language`; "" for what is in it."""
    script = script_of(language.lower())
    own = OWN.get(script, script)
    found = sorted(
        (match.start(), match.end())
        for name, run in RUNS.items()
        if name != own and WORDS[name].search(text)
        for match in run.finditer(text)
        if WORDS[name].search(match.group())
    )
    at = 0
    for start, end in found:
        if start > at:
            yield text[at:start], ""
        yield text[start:end], language_of(text[start:end])
        at = end
    if at < len(text):
        yield text[at:], ""
