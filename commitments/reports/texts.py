"""The texts of a commitment in words: which one a reader gets and what it is, and what entries say of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, Protocol

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.authentic import part_label
from commitments.actions.texts_state import (
    STATEMENT,
    STEP,
    TEXTS_OF,
    TITLE,
    TRANSLATION,
    of_entry,
    offered,
)
from commitments.models import Commitment, Entry
from commitments.vocabulary import guessed_language, language_of
from commitments.vocabulary.languages import LangShown, lang_tag, language_name, script_of
from commitments.vocabulary.texts import TextMark, reading_side

# Of what a commitment offers besides its original: [mark, side, text], by language (actions/texts_state.py).
Offered = Mapping[str, Sequence[Sequence[str]]]
NO_TITLES: Mapping[str, Offered] = MappingProxyType({})


class Titled(Protocol):
    """A commitment, or what is known of one."""

    title: str
    titles: Any


class TextShown(str):
    """A text as its reader gets it: it knows its language, and what it is where it is not the original."""

    lang: str
    mark: str  # of `TextMark`; "" where there is nothing to say

    def __new__(cls, text: str, lang: str = "", mark: str = "") -> TextShown:
        made = super().__new__(cls, text)
        made.mark = mark
        lang = lang or (language_of(text) if text else "")
        made.lang = LangShown.of(lang, str(TextMark(mark).label)) if mark else lang
        return made

    @property
    def mark_label(self) -> str:
        return str(TextMark(self.mark).label) if self.mark else ""


NOTHING = TextShown("")


def is_in(language: str, reader: str) -> bool:
    """Whether texts in a language are in that of a reader: in the same script, whatever the country."""
    return language.partition("-")[0] == reader.partition("-")[0] and script_of(language) == script_of(reader)


def shown(original: str, versions: Offered, side: str = "", reader: str = "") -> TextShown:
    """The text for who reads a language, by itself the active one: theirs where there is one, marked with what it is; else the original.

    `versions` names the language of the original, too; where it is empty there is nothing but the original. `side` is
    the reader's, unless it is known to the thread: of two translations as good as each other its own comes first.
    """
    if not versions:
        return TextShown(original)
    reader, own = reader or get_language() or "en", side or reading_side()
    code = next((code for code in versions if is_in(code, reader)), "")
    rows = sorted(versions.get(code, ()), key=lambda row: (row[0] == TextMark.OLD, row[1] != own))
    if rows and rows[0][0] != TextMark.ORIGINAL:
        mark, _side, text = rows[0]
        return TextShown(text, lang_tag(code), mark)
    written = next(code for code, rows in versions.items() if rows[0][0] == TextMark.ORIGINAL)
    return TextShown(original, lang_tag(written))


def said(text: str, translated: str | None, lang: str = "") -> TextShown:
    """A text of an entry for its reader: a translation into their language where there is one, and it is in another.

    `lang` is the tag of its language, where it is known.
    """
    if not text:
        return NOTHING
    written = lang or language_of(text)
    if not translated:
        return TextShown(text, written)
    reader = get_language() or "en"
    if is_in(written, reader):
        return TextShown(text, written)
    return TextShown(translated, lang_tag(reader), TextMark.TRANSLATION)


def said_in(entry: Entry, name: str, text: str | None = None, lang: str = "") -> TextShown:
    """One of the texts of an entry for its reader; `text` where it is not as the entry has it."""
    text = getattr(entry.texts, name) if text is None else text
    if not text:
        return NOTHING
    if entry.language:  # it is a translation itself
        return TextShown(text, lang_tag(entry.changes[TRANSLATION][1]["language"]), TextMark.TRANSLATION)
    return said(text, getattr(entry, f"translated_{name}"), lang)


def original(text: str) -> tuple[str, str]:
    """A text of an entry as it was written, with the tag of its language and the mark of an original."""
    return LangShown.of(language_of(text), str(TextMark.ORIGINAL.label)), text


def marked(text: str, lang: str) -> str:
    """A text for a file or a letter, where nothing else says what it is: "Vaccine for Belarus (translation)"."""
    said = getattr(lang, "said", "")
    if not said:
        return text
    return f"{text}（{said}）" if typography.is_wide() else f"{text} ({said})"


def title_in(row: Mapping[str, Any], side: str = "") -> TextShown:
    """The title of a row with the columns `title` and `titles`."""
    return shown(row["title"], row["titles"], side)


def counted_title(titles: Mapping[str, Offered], number: int, written: str, language: str = "") -> TextShown:
    """What is counted for its reader: `titles` are those of a commitment (`counted_titles`), `written` the original."""
    words = shown(written, titles.get(str(number), {}))
    return words if words.mark or not language else TextShown(written, lang_tag(language))


def step_of(commitment: Commitment, step: Mapping[str, Any]) -> TextShown:
    """The words of a step, one of the column `steps`, for their reader."""
    state = {"worded": commitment.worded, "translations": commitment.translations}
    text = step["text"]
    return shown(text, offered(state, f"{STEP}/{step['number']}", guessed_language(text), {}))


def next_step_of(commitment: Commitment, side: str) -> TextShown:
    """The words of a side's next step for their reader."""
    text = commitment.of(side, "next_step")
    for step in commitment.steps:
        if (step["side"], step["text"], step["done_on"]) == (side, text, None):
            return step_of(commitment, step)
    return TextShown(text)


def title_of(commitment: Titled, side: str = "", reader: str = "") -> TextShown:
    """The title of a commitment, as it is or was, for its reader."""
    return shown(commitment.title, commitment.titles, side, reader)


def part_of(commitment: Commitment, part: str, side: str = "") -> TextShown:
    """A part that is a column ("title", "statement", "due_text") for its reader."""
    state = {"worded": commitment.worded, "translations": commitment.translations}
    texts = getattr(commitment, TEXTS_OF[part])
    words = shown(getattr(commitment, part), offered(state, part, commitment.language, texts), side)
    return words if words.mark else TextShown(words, lang_tag(commitment.language))


# --- in the log


def of_language(part: str, code: str) -> str:
    """ "Title: Chinese" """
    return f"{part}{typography.colon()}{language_name(code, get_language() or 'en')}"


def texts_words(texts: Mapping[str, str]) -> str:
    """Authentic texts in one text, where a field has only one."""
    reader = get_language() or "en"
    return "\n".join(
        f"{language_name(code, reader)}{typography.colon()}{text}" for code, text in sorted(texts.items())
    )


def texts_changes(
    part: str, before: Mapping[str, str] | None, after: Mapping[str, str] | None
) -> Iterator[tuple[str, str, str]]:
    """(label, before, after) for each language in which an authentic text of a part changed."""
    old, new = before or {}, after or {}
    for code in sorted({*old, *new}):
        if old.get(code) != new.get(code):
            label = of_language(part_label(part), code)
            yield label, old.get(code, "–"), new.get(code, "–")


# As sentences tell changes row by row: by the field of the record.
TEXT_ROWS = {
    **{column: partial(texts_changes, part) for part, column in TEXTS_OF.items()},
    "offered_texts": partial(texts_changes, STATEMENT),
}


def translation_changes(changes: Mapping[str, list[Any]]) -> Iterable[tuple[str, str, str]]:
    """(label, before, after) of what an entry says of a translation; nothing for any other."""
    before, after = changes.get(TRANSLATION, (None, None))
    told = after or before
    if told and not of_entry(told["part"]):  # of an entry's text it is the text of this entry
        label = of_language(part_label(told["part"]), told["language"])
        yield label, before["text"] if before else "–", after["text"] if after else "–"


def translated_sentence(entry: Entry, words: dict[str, Any]) -> str:
    """The sentence of an entry about a translation; `words` name the party and hold the place of the title."""
    before, after = entry.changes.get(TRANSLATION, (None, None))
    told = after or before or {"part": TITLE, "language": "en"}
    words = words | {
        "part": part_label(told["part"]),
        "language": language_name(told["language"], get_language() or "en"),
    }
    if after is None:
        return _("%(party)s removed its translation of %(title)s (%(part)s, %(language)s).") % words
    if before is not None and before["text"] == after["text"]:
        return _("%(party)s kept its translation of %(title)s (%(part)s, %(language)s): it is right.") % words
    return _("%(party)s translated %(title)s (%(part)s, %(language)s).") % words
