"""Translating the texts of a commitment: each side for itself, and it binds nobody."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.criteria import TEXT_LIMIT
from commitments.actions.errors import RuleBroken
from commitments.actions.indicators import TITLE_LIMIT as INDICATOR_LIMIT
from commitments.actions.log import Ledger
from commitments.actions.readout import check_language
from commitments.actions.record import EventDraft
from commitments.actions.step import event_on, on_commitment
from commitments.actions.texts_state import (
    CRITERION,
    DUE_TEXT,
    INDICATOR,
    OF_ENTRIES,
    STATEMENT,
    STEP,
    TITLE,
    TRANSLATION,
    of_entry,
    parts_of,
    texts_state,
)
from commitments.models import Commitment, Entry, Party
from commitments.models.fields import COMMITMENT
from commitments.vocabulary import NOTE_LIMIT, STATEMENT_LIMIT, TITLE_LIMIT, EntryKind, guessed_language
from commitments.vocabulary.languages import spoken

# The longest translation of each part: as long as its original may be.
LIMITS = {
    TITLE: TITLE_LIMIT,
    STATEMENT: STATEMENT_LIMIT,
    DUE_TEXT: COMMITMENT.column(DUE_TEXT).max_length,
    CRITERION: TEXT_LIMIT,
    INDICATOR: INDICATOR_LIMIT,
    STEP: COMMITMENT.column("first_next_step").max_length,
    **dict.fromkeys(OF_ENTRIES, NOTE_LIMIT),
}


# What a session decided is signed in its own texts, and a translation is made from the original.
NOT_TRANSLATED = (EntryKind.TRANSLATED, EntryKind.DECIDED)


def limit_of(part: str) -> int:
    """How long a translation of a part may be; 0 of what is no part."""
    return LIMITS.get(part.partition("/")[0], 0)


def translation_of(commitment: Commitment, part: str, language: str, side: str) -> dict[str, Any] | None:
    """What a side has translated: its text, the entry it came with, and what it was made of."""
    found: dict[str, Any] | None = commitment.translations.get(part, {}).get(language, {}).get(side)
    return found


def entry_text(commitment: Commitment, part: str) -> tuple[Entry | None, str]:
    """The entry of a commitment of which `part` is a text, and the text; None where it has none, or no longer."""
    found = of_entry(part)
    if found is None:
        return None, ""
    name, number = found
    entry = Entry.objects.filter(commitment=commitment.pk, number=number).select_related("texts").first()
    if entry is None or entry.kind in NOT_TRANSLATED:
        return None, ""
    text = getattr(entry.texts, name) or ""
    return (entry if text else None), text


def own_translation(entry: Entry, name: str, language: str, party: Party) -> str:
    """How a side has translated a text of an entry, the last time; "" where it has not, or no longer."""
    made = Entry.objects.filter(translates=entry, language=spoken(language), party=party)
    texts = made.order_by("-number").values_list(f"texts__{name}", flat=True)
    return next(filter(None, texts), "")


def _translate_entry(
    ledger: Ledger, commitment: Commitment, part: str, language: str, text: str
) -> EventDraft:
    """Say a text of an entry in another language. What is said anew takes the place of what the side said before."""
    entry, original = entry_text(commitment, part)
    if entry is None:
        raise RuleBroken(_("There is nothing to translate here any more."))
    check_language(language, commitment.commission)
    if spoken(language) == spoken(guessed_language(original)):
        raise RuleBroken({"language": _("It is written in this language.")})
    if not text:
        raise RuleBroken({"text": _("Write the translation.")})
    if len(text) > (limit := limit_of(part)):
        raise RuleBroken({"text": _("Write it, in at most %(limit)d characters.") % {"limit": limit}})
    name = part.partition("/")[0]
    if own_translation(entry, name, language, ledger.seat.party) == text:
        raise RuleBroken({"text": _("Nothing was changed.")})
    told = {"part": f"{name}/{entry.number}", "language": language}
    return event_on(
        commitment,
        EntryKind.TRANSLATED,
        ledger.today,
        changes={TRANSLATION: [None, told]},
        translates=entry,
        **{name: text},
    )


@on_commitment(rules.may_translate, rests_on=(TRANSLATION,))
def translate(
    ledger: Ledger, commitment: Commitment, *, part: str, language: str, text: str, reason: str = ""
) -> EventDraft:
    """Say a part of the commitment in another language for the own side; an empty text takes that back.

    The same words again say that they are still right after their original has changed. A part may be a text of one of
    its entries ("note/482"): these never change, and a translation of them is not taken back.
    """
    if of_entry(part):
        return _translate_entry(ledger, commitment, part, language, text)
    state = texts_state(commitment)
    originals = {name: (written, code, texts) for name, written, code, texts in parts_of(state)}
    if part not in originals:
        raise RuleBroken(_("There is nothing to translate here any more."))
    written, code, texts = originals[part]
    check_language(language, commitment.commission)
    if language == (code or guessed_language(written)):
        raise RuleBroken({"language": _("It is written in this language.")})
    if language in texts:
        raise RuleBroken({"language": _("There is an authentic text in this language.")})
    own = translation_of(commitment, part, language, ledger.seat.side)
    told = {"part": part, "language": language}
    before = None if own is None else told | {"text": own["text"], "of": own["of"]}
    if text:
        if len(text) > (limit := limit_of(part)):
            raise RuleBroken({"text": _("Write it, in at most %(limit)d characters.") % {"limit": limit}})
        after = told | {"text": text, "of": commitment.worded[part]}
        if before == after:
            raise RuleBroken({"text": _("Nothing was changed.")})
    elif before is None:
        raise RuleBroken({"text": _("Write the translation.")})
    elif not reason:
        raise RuleBroken({"reason": _("Say why the translation is removed.")})
    else:
        after = None
    changes: dict[str, list[Any]] = {TRANSLATION: [before, after]}
    return event_on(commitment, EntryKind.TRANSLATED, ledger.today, changes=changes, reason=reason)
