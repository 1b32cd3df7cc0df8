"""Theirs, yours, before: what somebody else wrote on a commitment while a form was open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from commitments.actions.seen import OWN
from commitments.actions.state import PROPOSAL
from commitments.actions.texts_state import TRANSLATION
from commitments.models import Entry, Seat
from commitments.reports.sentences import SAID, Sentence, SentenceWriter, in_order, of_side
from commitments.reports.texts import translation_changes
from commitments.vocabulary import language_of


@dataclass(frozen=True, slots=True)
class ComparedField:
    label: str
    theirs: str
    theirs_lang: str
    yours: str
    yours_lang: str
    before: str


@dataclass(frozen=True, slots=True)
class ConflictComparison:
    sentences: list[Sentence]
    rows: list[ComparedField]

    @property
    def last(self) -> Sentence:
        return self.sentences[-1]


def compare(entries: list[Entry], typed: dict[str, tuple[str, Any]], seat: Seat) -> ConflictComparison:
    """`entries` are the newer ones, oldest first; `typed` is what the form's reader wrote: label and value by field.

    A field of the other side's view can be seen but not contradicted, so "yours" stays empty there.
    """
    wording = SentenceWriter(seat.commission)
    fields: dict[tuple[str, str], list[str]] = {}
    for entry in entries:
        speaker = entry.party.side if entry.party else ""
        for field_name, (before, after) in in_order(entry.changes | proposed_by(entry)):
            side, name = of_side(field_name)  # a session decides for both sides, and names each
            owner = side or (speaker if name in OWN else "")
            row = fields.setdefault((owner, name), [wording.value(name, before, owner or speaker), ""])
            row[1] = wording.value(name, after, owner or speaker)
    rows = []
    for (owner, name), (before, theirs) in fields.items():
        own = owner in ("", seat.side)
        yours = wording.value(name, typed[name][1], seat.side) if own and name in typed else ""
        label = str(SAID[name].verbose_name)
        if owner:
            label = _("%(field)s, %(party)s") % {"field": label, "party": wording.side_name(owner)}
        rows.append(_row(label, theirs, yours, before))
    for entry in entries:
        for label, before, theirs in translation_changes(entry.changes):
            yours = typed[TRANSLATION][1] if TRANSLATION in typed else ""
            rows.append(_row(label, theirs, yours, before))
    for name in ("note", "reason", "position"):
        theirs, (label, yours) = getattr(entries[-1].texts, name) or "", typed.get(name, ("", ""))
        if label and (theirs or yours):
            rows.append(_row(label, theirs, yours, ""))
    return ConflictComparison([wording.sentence(entry) for entry in entries], rows)


def proposed_by(entry: Entry) -> dict[str, Any]:
    """The terms an entry puts on the table: to who was about to answer others, they are what has changed."""
    put = entry.changes.get(PROPOSAL, [None, None])[1]
    return put["terms"] if put is not None else {}


def _row(label: str, theirs: str, yours: str, before: str) -> ComparedField:
    return ComparedField(
        label, theirs or "–", language_of(theirs), yours or "–", language_of(yours), before or "–"
    )
