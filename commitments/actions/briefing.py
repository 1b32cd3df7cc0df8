"""Preparing a briefing for the own head of state, and issuing it: one entry, and files that never change again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from commitments import clock, rules
from commitments.actions.errors import BriefingChanged, RuleBroken, require
from commitments.actions.log import Ledger, Submission
from commitments.actions.private import require_seat
from commitments.actions.record import EventDraft
from commitments.actions.session_texts import named, own_first
from commitments.models import Briefing, BriefingDraft, BriefingFile, Commission, Entry, Party, Seat, Week
from commitments.models.briefing import COVER_LIMIT, DECISION_LIMIT, DECISIONS
from commitments.models.week import SETTLED_AFTER
from commitments.vocabulary import EntryKind

PREFIX = "briefing/"


@dataclass(frozen=True, slots=True)
class PrintedFile:
    """A file of a briefing: its name, its bytes, and whether it holds the cover note."""

    name: str
    content: bytes
    is_own: bool = False

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class PrintedBriefing:
    """What a draft at one revision was printed as. `until` is the last entry of the log that it tells of.

    `log_size` is that of the log before it was read: what was removed later may stand in it.
    """

    revision: int
    until: int
    log_size: int
    files: tuple[PrintedFile, ...]


def briefing_object(party_code: str, week: str) -> str:
    return f"{PREFIX}{party_code}/{week}"


@transaction.atomic
def save_briefing(
    commission: Commission,
    *,
    by: Seat,
    week: Week,
    decisions: Sequence[str],
    cover_note: str = "",
    other_decisions: Mapping[str, Sequence[str]] | None = None,
    is_in_columns: bool = False,
    seen: int | None = None,
    at: dt.datetime | None = None,
) -> BriefingDraft:
    """Write the draft of the own side for a week that is over. Empty lines are left out; the same words change nothing.

    `other_decisions` are the lines in the other authentic languages, by code and place; `is_in_columns` says that it
    is issued in all of them. `seen` is the revision its writer saw, None for no draft; raises BriefingChanged when
    there is another one now.
    """
    at = at or clock.now()
    require(rules.may(by, "prepare_briefing"))
    require_seat(by, commission, at)
    lines = [words for one in decisions if (words := normalize("NFC", one).strip())]
    note = normalize("NFC", cover_note).strip()
    others = _in_other_languages(by, other_decisions or {})
    if is_in_columns and len(briefing_languages(by)) < 2:
        raise RuleBroken(_("This commission has no second authentic language for a briefing."))
    _check_words(lines, note)
    for other_lines in others.values():
        _check_words(other_lines, "")
    _check_week(commission, week, at)
    _lock_side(by)
    _check_not_issued(by, week)
    row = BriefingDraft.objects.of(by.party).select_for_update().filter(week=str(week)).first()
    told = {
        "decisions": lines,
        "other_decisions": others,
        "is_in_columns": is_in_columns,
        "cover_note": note,
    }
    if row is not None and all(getattr(row, name) == value for name, value in told.items()):
        return row
    if (row.revision if row else None) != seen:
        raise BriefingChanged(row)
    if row is None:
        row = BriefingDraft(party=by.party, week=str(week), revision=0)
    for name, value in told.items():
        setattr(row, name, value)
    row.revision += 1
    row.author, row.author_post, row.written_at = by.user, by.post, at
    row.save()
    return row


@transaction.atomic
def delete_briefing(draft: BriefingDraft, *, by: Seat, at: dt.datetime | None = None) -> None:
    """Remove a draft for good; it is in no log. One that is gone already stays gone."""
    require(rules.may(by, "prepare_briefing") and draft.party_id == by.party_id)
    require_seat(by, by.commission, at or clock.now())
    _lock_side(by)
    BriefingDraft.objects.of(by.party).filter(pk=draft.pk).delete()


def throw_away_briefings(party: Party) -> None:
    """Let go the drafts of a side, whose commission is removed."""
    BriefingDraft.objects.of(party).delete()


@transaction.atomic
def issue_briefing(
    draft: BriefingDraft,
    *,
    by: Seat,
    printed: PrintedBriefing,
    submission: Submission | None = None,
    at: dt.datetime | None = None,
) -> Entry:
    """Issue what a draft was printed as: the other side reads all of it but the copies with the cover note.

    Raises BriefingChanged when the draft is not the one that was printed any more or a text was removed meanwhile,
    RuleBroken once it is issued.
    """
    ledger = Ledger(draft.party.commission, by=by, at=at, submission=submission)
    if ledger.repeated is not None:
        return ledger.repeated
    require(rules.may(by, "issue_briefing") and draft.party_id == by.party_id)
    week = Week.parse(draft.week)
    _check_week(ledger.commission, week, ledger.at)
    _lock_side(by)
    _check_not_issued(by, week)
    row = BriefingDraft.objects.of(by.party).select_for_update().filter(pk=draft.pk).first()
    if row is None or row.revision != printed.revision:
        raise BriefingChanged(row)
    since = Entry.objects.filter(commission=ledger.commission, number__gte=printed.log_size)
    if since.filter(kind=EntryKind.REDACTED).exists():
        raise BriefingChanged(row)
    files = {one.name: one.sha256 for one in printed.files}
    changes: dict[str, list[Any]] = {
        "week": [None, draft.week],
        "until": [None, printed.until],
        "files": [None, [list(one) for one in sorted(files.items())]],
    }
    entry = ledger.write(
        EventDraft(
            kind=EntryKind.BRIEFING_ISSUED,
            object=briefing_object(by.party.code, draft.week),
            effective_on=ledger.today,
            changes=changes,
        )
    )
    briefing = Briefing(
        commission=ledger.commission, party=by.party, week=draft.week, entry=entry, files=files
    )
    briefing.save(force_insert=True)
    for one in printed.files:
        file = BriefingFile(briefing=briefing, name=one.name, is_own=one.is_own, content=one.content)
        file.save(force_insert=True)
    row.delete()
    return entry


def briefing_languages(seat: Seat) -> list[str]:
    """The languages a briefing can be in, that of the own side first: the authentic ones that the interface speaks."""
    spoken = dict(settings.LANGUAGES)
    return [code for code in own_first(seat.commission.authentic_codes, seat) if code in spoken]


def _in_other_languages(by: Seat, others: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """The lines in other languages, each at its place; a language without any is left out."""
    known = briefing_languages(by)[1:]
    if unknown := [code for code in others if code not in known]:
        sentence = _("Decisions of this commission are not signed in: %(languages)s.")
        raise RuleBroken(sentence % {"languages": named(unknown)})
    found = {
        code: [normalize("NFC", one).strip() for one in others[code]] for code in known if code in others
    }
    return {code: told for code, told in found.items() if any(told)}


def _check_words(lines: Sequence[str], cover_note: str) -> None:
    if len(lines) > DECISIONS:
        raise RuleBroken(_("At most %(n)d lines can ask for a decision.") % {"n": DECISIONS})
    for one in lines:
        if len(one) > DECISION_LIMIT:
            words = {"limit": DECISION_LIMIT}
            raise RuleBroken(_("A line is longer than %(limit)d characters.") % words)
    if len(cover_note) > COVER_LIMIT:
        words = {"limit": COVER_LIMIT}
        raise RuleBroken({"cover_note": _("The note is longer than %(limit)d characters.") % words})


def _check_week(commission: Commission, week: Week, at: dt.datetime) -> None:
    """Only what is known at a cut-off can be told, and an entry of its last moment may still be on its way."""
    if at <= commission.calendar.cutoff(week) + SETTLED_AFTER:
        raise RuleBroken(_("This week is not over yet. A briefing tells what is known at its cut-off."))
    first = Entry.objects.filter(commission=commission, number=0).values_list("recorded_at", flat=True)
    if not first or week < commission.calendar.week_of(first[0]):
        raise RuleBroken(_("Nothing had been recorded by the end of this week."))


def _check_not_issued(by: Seat, week: Week) -> None:
    issued = Briefing.objects.filter(party=by.party_id, week=str(week)).values_list(
        "entry__number", flat=True
    )
    if number := issued.first():
        raise RuleBroken(_("This briefing was issued already, as No. %(number)d.") % {"number": number})


def _lock_side(by: Seat) -> None:
    """Take the locks of all seats of the side in the order of their keys, to avoid a deadlock."""
    list(Seat.objects.select_for_update().filter(party=by.party_id).order_by("pk"))
