"""The texts of a commitment in all languages: what there is of each part, by whom, and what is missing or out of date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from commitments import links, rules
from commitments.actions.authentic import demanded, part_label
from commitments.actions.texts_state import (
    INDICATOR,
    STEP,
    Texts,
    found_in,
    languages_of,
    of_entry,
    parts_of,
    texts_state,
)
from commitments.actions.translating import entry_text, own_translation
from commitments.models import Commitment, Seat
from commitments.models.entry import TRANSLATABLE
from commitments.reports.texts import is_in, of_language
from commitments.vocabulary import guessed_language
from commitments.vocabulary.languages import language_name, spoken
from commitments.vocabulary.texts import TextMark

OUT_OF_DATE = (TextMark.NOT_RENEWED, TextMark.OLD)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """What there is of a part in one language; `text` is empty where there is nothing."""

    language: str
    name: str
    text: str
    mark: str
    by: str = ""  # who translated it
    number: int | None = None
    number_url: str = ""
    url: str = ""  # where the reader translates it
    is_own: bool = False

    @property
    def mark_label(self) -> str:
        return str(TextMark(self.mark).label) if self.mark else ""

    @property
    def is_old(self) -> bool:
        return self.mark in OUT_OF_DATE


@dataclass(frozen=True, slots=True)
class PartVersions:
    """One part of a commitment, its original first."""

    label: str
    versions: list[TextVersion]


@dataclass(frozen=True, slots=True)
class AllTexts:
    """Every part in every language of the commission."""

    parts: list[PartVersions]

    @property
    def old(self) -> int:
        return sum(one.is_old for part in self.parts for one in part.versions)

    @property
    def missing(self) -> int:
        return sum(not one.text for part in self.parts for one in part.versions)


def all_texts(commitment: Commitment, seat: Seat, *, is_past: bool = False) -> AllTexts | None:
    """The texts of a commitment for a reader; None where the commission has one language only."""
    codes = commitment.commission.language_codes
    if len(codes) < 2:
        return None
    state = texts_state(commitment)
    translates = not is_past and rules.may_translate(seat, commitment)
    done = {f"{STEP}/{one['number']}" for one in state["steps"] if one["done_on"]}
    over = {f"{INDICATOR}/{one['number']}" for one in state["indicators"] if one.get("is_over")}
    return AllTexts(
        [
            _part(commitment, seat, state, (part, text, code, texts), codes, translates=translates)
            for part, text, code, texts in parts_of(state)
            if part not in done | over
        ]
    )


def _part(
    commitment: Commitment,
    seat: Seat,
    state: dict[str, Any],
    of: tuple[str, str, str, Texts],
    codes: Sequence[str],
    *,
    translates: bool,
) -> PartVersions:
    part, text, code, texts = of
    code = code or guessed_language(text)
    reader = get_language() or "en"
    parties = {side: party.name for side, party in seat.sides}
    versions = [TextVersion(code, language_name(code, reader), text, TextMark.ORIGINAL)]
    for language in dict.fromkeys([*codes, *languages_of(state, part, texts)]):
        if language == code:
            continue
        name, found = language_name(language, reader), found_in(state, part, texts, language)
        own = any(side in ("", seat.side) for _mark, side, _text in found)
        url = translate_url(commitment, part, language) if translates else ""
        for place, (mark, side, words) in enumerate(found, start=1):
            number = state["translations"][part][language][side]["number"] if side else None
            versions.append(
                TextVersion(
                    language,
                    name,
                    words,
                    mark,
                    by=parties[side] if side else "",
                    number=number,
                    number_url=links.entry(commitment.commission.slug, number) if number else "",
                    # Who has none of their own is offered to write one, beside the last there is.
                    url=url if side == seat.side or (not own and place == len(found)) else "",
                    is_own=side == seat.side,
                )
            )
        if not found:
            versions.append(TextVersion(language, name, "", "", url=url))
    return PartVersions(part_label(part), versions)


def authentic_texts(commitment: Commitment) -> list[PartVersions]:
    """What binds both sides in every authentic language, also where a text is missing."""
    if not (codes := commitment.commission.authentic_codes):
        return []
    reader = get_language() or "en"
    state = texts_state(commitment)
    if commitment.offered_statement:
        state |= {"statement": commitment.offered_statement, "statement_texts": commitment.offered_texts}
    found = []
    for part, text, language, texts in demanded(state):
        versions = [TextVersion(language, language_name(language, reader), text, "")]
        versions += [
            TextVersion(code, language_name(code, reader), texts.get(code, ""), "")
            for code in codes
            if code != language
        ]
        versions.sort(key=lambda one: not is_in(one.language, reader))
        found.append(PartVersions(part_label(part), versions))
    return found


def translate_url(commitment: Commitment, part: str, language: str) -> str:
    return links.translate(commitment.commission.slug, commitment.code, part=part, language=language)


@dataclass(frozen=True, slots=True)
class TextToTranslate:
    """The original of a part beside its translation, and how it read when that was made, where it has changed since."""

    part: str
    language: str
    label: str
    original_label: str
    text: str
    lang: str
    before: str
    own: str = ""  # what the side has written so far
    others: tuple[
        tuple[str, str], ...
    ] = ()  # label and address: what else of the same entry can be translated


def text_to_translate(commitment: Commitment, seat: Seat, part: str, language: str) -> TextToTranslate:
    """What a reader of `seat` translates. A part or a language that is none is left to the action to refuse."""
    if of_entry(part):
        return _entry_to_translate(commitment, seat, part, language)
    state = texts_state(commitment)
    parts = {name: (text, code or guessed_language(text)) for name, text, code, _texts in parts_of(state)}
    text, code = parts.get(part, ("", ""))
    language = language or _usual(commitment, seat, code)
    own = state["translations"].get(part, {}).get(language, {}).get(seat.side)
    is_old = own is not None and own["of"] < state["worded"][part]
    name = part_label(part) if part in parts else part
    return TextToTranslate(
        part=part,
        language=language,
        label=of_language(name, language),
        original_label=of_language(name, code) if code else name,
        text=text,
        lang=code or "en",
        before=_read_as(commitment, part, own["of"]) if own is not None and is_old else "",
        own=own["text"] if own else "",
    )


def _entry_to_translate(commitment: Commitment, seat: Seat, part: str, language: str) -> TextToTranslate:
    """The same of a text of an entry, which never changes."""
    entry, text = entry_text(commitment, part)
    if entry is None:
        return TextToTranslate(part, language or "en", part_label(part), part_label(part), "", "en", "")
    code = guessed_language(text)
    language = language or _usual(commitment, seat, code)
    texts = {f"{name}/{entry.number}": getattr(entry.texts, name) for name in TRANSLATABLE}
    others = (
        (of_language(part_label(of), one), translate_url(commitment, of, one))
        for of, written in texts.items()
        for one in commitment.commission.language_codes
        if written and (of, one) != (part, language) and spoken(one) != spoken(guessed_language(written))
    )
    return TextToTranslate(
        part=part,
        language=language,
        label=of_language(part_label(part), language),
        original_label=of_language(part_label(part), code),
        text=text,
        lang=code,
        before="",
        own=own_translation(entry, part.partition("/")[0], language, seat.party),
        others=tuple(others),
    )


def _usual(commitment: Commitment, seat: Seat, code: str) -> str:
    """The language somebody translates into who names none: theirs, that of their side, or any other."""
    codes = [one for one in commitment.commission.language_codes if one != code]
    own = [one for one in codes if is_in(one, get_language() or "en")]
    return next(iter([*own, *(one for one in codes if one == seat.party.language), *codes]), code)


def _read_as(commitment: Commitment, part: str, number: int) -> str:
    """How a part read at entry `number`: what the first later entry that changed it says was there before."""
    kind, _slash, place = part.partition("/")
    for entry in commitment.entry_set.filter(number__gt=number).order_by("number"):
        if kind in entry.changes:
            return str(entry.changes[kind][0] or "")
        if kind == INDICATOR and "indicators" in entry.changes:
            rows = entry.changes["indicators"][0] or ()
            return next((one["title"] for one in rows if str(one["number"]) == place), "")
    return ""
