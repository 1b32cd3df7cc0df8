"""The texts of a commitment in several languages, as they follow from the records of the log. Pure.

A commitment is written in its language. The same words in a further authentic language are terms: `title_texts`,
`statement_texts`, `due_texts`, and `texts` of a criterion or an indicator, each {language: text}. What a side has
translated besides binds nobody: {part: {language: {side: {"text", "number", "of"}}}}, where `number` is its entry and
`of` the entry since which the text that was translated reads as it does.

A part is "title", "statement", "due_text", "criterion/3", "indicator/2" or "step/5". The texts of an entry ("note/482")
are translated as well; these translations lie with the entries that bring them, and change no commitment. `worded` says of each part, and of
each authentic text of it ("title/ru"), since which entry it reads as it does: what is older than its original is out of
date.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commitments.vocabulary import SIDE_KEYS
from commitments.vocabulary.texts import TextMark

State = dict[str, Any]
Record = dict[str, Any]
Texts = dict[str, str]

# The key of a record's `set` under which a side translates a part, or takes its translation back.
TRANSLATION = "translation"
TITLE, STATEMENT, DUE_TEXT = "title", "statement", "due_text"
CRITERION, INDICATOR, STEP = "criterion", "indicator", "step"
# The texts of an entry, each a part with its number.
OF_ENTRIES = ("note", "position", "reason")
LONGEST_NUMBER = 18  # digits of an entry's number: what a database can hold
# The authentic texts of the parts that are columns.
TEXTS_OF = {TITLE: "title_texts", STATEMENT: "statement_texts", DUE_TEXT: "due_texts"}
# The parts that are lists, with the column they are in and what is translated of each.
LISTED = {CRITERION: ("criteria", "text"), INDICATOR: ("indicators", "title"), STEP: ("steps", "text")}
# What a record has to name for any of it to change.
CHANGED_BY = frozenset(
    {TRANSLATION, "language", *TEXTS_OF, *TEXTS_OF.values(), *(column for column, _name in LISTED.values())}
)

# What of a commitment its texts depend on.
OF_TEXTS = (
    *("language", "translations", "worded"),
    *TEXTS_OF,
    *TEXTS_OF.values(),
    *(column for column, _name in LISTED.values()),
)


def texts_state(row: Any) -> State:
    """So much of the state of a commitment as its texts depend on, from its row."""
    return {name: getattr(row, name) for name in OF_TEXTS}


def parts_of(state: State) -> Iterator[tuple[str, str, str, Texts]]:
    """Each part that has words: what it is called, its text, its language, and its other authentic texts.

    The language of a step is "": nobody stated it.
    """
    for part, column in TEXTS_OF.items():
        if state[part]:
            yield part, state[part], state["language"], state[column]
    for kind, (column, name) in LISTED.items():
        for row in state[column]:
            yield f"{kind}/{row['number']}", row[name], row.get("language", ""), row.get("texts", {})


def column_of(part: str) -> str:
    """The column that the original of a part is in; what is in none is called as it is."""
    kind = part.partition("/")[0]
    return LISTED[kind][0] if kind in LISTED else part


def of_entry(part: str) -> tuple[str, int] | None:
    """Which text of which entry a part is; None for a part of the commitment itself."""
    kind, _slash, number = part.partition("/")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return (kind, int(number)) if kind in OF_ENTRIES and is_number else None


def settle_texts(state: State, before: State | None, record: Record) -> None:
    """Take what a record says of any text into the state, and what follows from it."""
    if before is not None and CHANGED_BY.isdisjoint(record["set"]):
        return
    old = {} if before is None else {part: (text, code) for part, text, code, _texts in parts_of(before)}
    old_texts = {} if before is None else {part: texts for part, _text, _code, texts in parts_of(before)}
    worded = {}
    for part, text, code, texts in parts_of(state):
        since = state["worded"].get(part, record["seq"])
        worded[part] = since if old.get(part) == (text, code) else record["seq"]
        for language, same in texts.items():
            key, kept = f"{part}/{language}", old_texts.get(part, {}).get(language)
            worded[key] = state["worded"].get(key, record["seq"]) if kept == same else record["seq"]
    state["worded"] = worded
    translations = _translations_after(state["translations"], record)
    state["translations"] = {part: found for part, found in translations.items() if part in worded}
    state["titles"] = offered(state, TITLE, state["language"], state["title_texts"])
    state["counted_titles"] = {
        str(one["number"]): found
        for one in state["indicators"]
        if (found := offered(state, f"{INDICATOR}/{one['number']}", one["language"], one.get("texts", {})))
    }
    state["texts_in"] = _codes({state["language"], *state["titles"]})
    for side in SIDE_KEYS:
        state[f"{side}_texts_old"] = _codes({language for _part, language in out_of_date(state, side)})


def _translations_after(present: dict[str, Any], record: Record) -> dict[str, Any]:
    if TRANSLATION not in record["set"]:
        return present
    before, after = record["set"][TRANSLATION]
    told, side = after or before, record["actor"]["side"]
    part, language = told["part"], told["language"]
    if of_entry(part):
        return present
    languages = dict(present.get(part, {}))
    sides = {whose: one for whose, one in languages.pop(language, {}).items() if whose != side}
    if after is not None:
        sides[side] = {"text": after["text"], "number": record["seq"], "of": after["of"]}
    if sides:
        languages[language] = sides
    left = {name: found for name, found in present.items() if name != part}
    return left | ({part: languages} if languages else {})


def out_of_date(state: State, side: str) -> Iterator[tuple[str, str]]:
    """Part and language of each text that is older than its original: a translation of `side`, or an authentic text."""
    for part, _text, _code, texts in parts_of(state):
        for language in texts:
            if mark_of_authentic(state, part, language) == TextMark.NOT_RENEWED:
                yield part, language
        for language, sides in state["translations"].get(part, {}).items():
            if side in sides and language not in texts and is_old(state, part, sides[side]):
                yield part, language


def is_old(state: State, part: str, translation: dict[str, Any]) -> bool:
    """Whether the original of a translation has changed since."""
    since: int = state["worded"].get(part, 0)
    return bool(translation["of"] < since)


def mark_of_authentic(state: State, part: str, language: str) -> TextMark:
    """Whether an authentic text says what the original says now, as far as dates tell."""
    worded = state["worded"]
    is_renewed = worded.get(f"{part}/{language}", 0) >= worded.get(part, 0)
    return TextMark.AUTHENTIC if is_renewed else TextMark.NOT_RENEWED


def found_in(state: State, part: str, texts: Texts, language: str) -> list[list[str]]:
    """What there is of a part in a language besides the original, [mark, side, text], the best first.

    An authentic text excludes translations. Of these what is up to date comes first.
    """
    if language in texts:
        return [[mark_of_authentic(state, part, language).value, "", texts[language]]]
    rows = [
        [(TextMark.OLD if is_old(state, part, one) else TextMark.TRANSLATION).value, side, one["text"]]
        for side, one in sorted(state["translations"].get(part, {}).get(language, {}).items())
    ]
    return sorted(rows, key=lambda row: row[0] == TextMark.OLD)


def languages_of(state: State, part: str, texts: Texts) -> list[str]:
    """The languages in which there is anything of a part besides its original."""
    return sorted({*texts, *state["translations"].get(part, {})})


def offered(state: State, part: str, language: str, texts: Texts) -> dict[str, list[list[str]]]:
    """What there is of a part by language, the original, whose text is left out, first; empty where there is only that."""
    found = {
        code: rows
        for code in languages_of(state, part, texts)
        if (rows := found_in(state, part, texts, code))
    }
    return {language: [[TextMark.ORIGINAL.value, "", ""]]} | found if found else {}


def _codes(languages: set[str]) -> str:
    """Codes in one text, each between blanks, so that one is found as it is written."""
    return f" {' '.join(sorted(languages))} " if languages else ""
