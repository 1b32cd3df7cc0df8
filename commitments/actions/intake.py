"""What is decided about the sentences of a readout that make no commitment, and when its intake is over."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import rules
from commitments.actions.errors import RuleBroken, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.marking import event_of_mark
from commitments.actions.readout import check_words
from commitments.actions.record import EventDraft, Words
from commitments.models import Closing, Entry, Mark, Readout, Seat
from commitments.models.coverage import sentences_of, undecided
from commitments.vocabulary import SENTENCE_MARKS, EntryKind, MarkKind


def _check_open(readout: Readout) -> None:
    if Closing.objects.filter(readout=readout).exists():
        raise RuleBroken(_("The intake of this readout is finished. Reopen it before you decide again."))


@transaction.atomic
def mark(
    words: Words,
    *,
    by: Seat,
    kind: str,
    was: str | None = None,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """State what words of a readout of the own side are, other than a commitment. A former mark gives way.

    `was` is the mark its reader saw there ("" for none): over one that a colleague has set meanwhile nobody marks.
    "No longer said" is for quoted words of a version that has been replaced, whatever else overlaps them; the other
    kinds are for a version that holds.
    Raises RuleBroken for words that are not there, that overlap other marked words, or of a closed readout.
    """
    readout = words.readout
    ledger = Ledger(readout.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    require(rules.may_mark(by, readout))
    check_words(words)
    _check_kind(words, kind)
    held = Mark.objects.filter(readout=readout, start=words.start, end=words.end).first()
    _check_seen(held, was)
    over = Mark.objects.filter(readout=readout, start__lt=words.end, end__gt=words.start)
    if held is None and kind != MarkKind.GONE and over.exists():
        raise RuleBroken(_("Some of these words have a mark already. Take that mark back first."))
    if held is not None and held.kind == kind:
        raise RuleBroken(_("These words have this mark already."))
    return ledger.write(event_of_mark(ledger, words, held.kind if held else None, str(kind)))


def _check_seen(held: Mark | None, was: str | None) -> None:
    is_kind = held.kind if held else ""
    if was is None or was == is_kind:
        return
    if held is None:
        raise RuleBroken(_("Somebody has taken this mark back meanwhile. Look at the sentence once more."))
    raise RuleBroken(
        _("Somebody has marked these words meanwhile: %(kind)s. Look at the sentence once more.")
        % {"kind": MarkKind(is_kind).label}
    )


def _check_kind(words: Words, kind: str) -> None:
    is_replaced = Readout.objects.filter(replaces=words.readout).exists()
    if kind == MarkKind.GONE:
        if not is_replaced:
            raise RuleBroken(_("“No longer said” is only for words of a version that was replaced."))
        return
    if kind not in SENTENCE_MARKS:
        raise RuleBroken({"kind": _("Choose what these words are.")})
    if is_replaced:
        raise RuleBroken(_("This version has been replaced: decide about the sentences of the new one."))
    if (words.start, words.end) not in {(one.start, one.end) for one in sentences_of(words.readout)}:
        raise RuleBroken(_("A mark is for one whole sentence."))
    _check_open(words.readout)


@transaction.atomic
def unmark(
    words: Words,
    *,
    by: Seat,
    was: str | None = None,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Take a mark back: the words are undecided again. Both entries stay in the log. `was` as for `mark`."""
    readout = words.readout
    ledger = Ledger(readout.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    require(rules.may_mark(by, readout))
    held = Mark.objects.filter(readout=readout, start=words.start, end=words.end).first()
    if held is None:
        raise RuleBroken(_("These words are not marked."))
    _check_seen(held, was)
    if held.kind != MarkKind.GONE:
        _check_open(readout)
    check_words(words)
    return ledger.write(event_of_mark(ledger, words, held.kind, None))


@transaction.atomic
def close_readout(
    readout: Readout, *, by: Seat, submission: Submission | None = None, at: dt.datetime | None = None
) -> Entry:
    """State that the own side's readout has been taken in: every sentence quoted or marked."""
    ledger = Ledger(readout.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    require(rules.may_close_readout(by, readout))
    if Closing.objects.filter(readout=readout).exists():
        raise RuleBroken(_("The intake of this readout is finished already."))
    if left := len(undecided(readout)):
        raise RuleBroken(
            ngettext("%(n)d sentence is not decided yet.", "%(n)d sentences are not decided yet.", left)
            % {"n": left}
        )
    return ledger.write(_closing_deed(ledger, readout, EntryKind.READOUT_CLOSED, is_closed=True))


@transaction.atomic
def reopen_readout(
    readout: Readout, *, by: Seat, submission: Submission | None = None, at: dt.datetime | None = None
) -> Entry:
    """Take the closing of a readout back, to decide about sentences anew."""
    ledger = Ledger(readout.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    require(rules.may_close_readout(by, readout))
    if not Closing.objects.filter(readout=readout).exists():
        raise RuleBroken(_("The intake of this readout is not finished."))
    return ledger.write(_closing_deed(ledger, readout, EntryKind.READOUT_REOPENED, is_closed=False))


def _closing_deed(ledger: Ledger, readout: Readout, kind: EntryKind, *, is_closed: bool) -> EventDraft:
    return EventDraft(
        kind=kind,
        object=f"readout/{readout.slug}",
        effective_on=ledger.today,
        changes={"is_closed": [not is_closed, is_closed]},
    )
