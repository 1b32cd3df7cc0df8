"""The entry that marks words of a readout, and the marks that go when a commitment is made of the words."""

from __future__ import annotations

from commitments import rules
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft, Words
from commitments.models import Mark
from commitments.vocabulary import EntryKind, MarkKind


def event_of_mark(ledger: Ledger, words: Words, before: str | None, after: str | None) -> EventDraft:
    return EventDraft(
        kind=EntryKind.MARKED,
        object=f"mark/{words.readout.slug}/{words.start}-{words.end}",
        effective_on=ledger.today,
        changes={"mark": [before, after]},
        quotes=(words,),
    )


def take_marks_off(ledger: Ledger, words: Words) -> None:
    """Take back what the own side had marked these words as: they make a commitment now. The log keeps both entries.

    A mark of the other side is its word and stays.
    """
    readout = words.readout
    if not rules.may_mark(ledger.seat, readout):
        return
    over = Mark.objects.filter(readout=readout, start__lt=words.end, end__gt=words.start)
    for mark in over.exclude(kind=MarkKind.GONE).order_by("start"):
        marked = Words(readout, mark.start, mark.end, readout.text[mark.start : mark.end])
        ledger.write(event_of_mark(ledger, marked, mark.kind, None))
