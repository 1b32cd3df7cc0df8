"""What the lines of a week are written from: a few rows for the commitments shown, as they were known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from django.db.models import BooleanField, Exists, ExpressionWrapper, Max, OuterRef, Q

from commitments.models import Commission, Entry, Evidence, Standpoint
from commitments.models.entry import WORD_OF_BOTH
from commitments.reports.weekly.period import WeekPeriod
from commitments.vocabulary import EntryKind


class EntryTexts(NamedTuple):
    """The words of an entry, the number of the one it corrects, the code it names as the successor, its source."""

    number: int
    commitment: int
    side: str
    note: str | None
    reason: str | None
    position: str | None
    corrects: int | None
    successor: str
    has_source: bool = False


class ViewThen(NamedTuple):
    """A view that held: since when, until when, and the entry it began with."""

    status: str
    outlook: str
    since: dt.datetime
    until: dt.datetime | None
    number: int
    position: int | None  # the entry that states why; none for what both make together


class LastEntry(NamedTuple):
    """The last entry in which a side spoke."""

    number: int
    at: dt.datetime


@dataclass(slots=True)
class TermsThen:
    """A commitment as it read at the end of the week."""

    code: str
    recorded_at: dt.datetime
    title: str
    titles: dict[str, Any]
    recognition: str
    due_kind: str
    due_on: dt.date | None
    due_text: str
    condition_met_on: dt.date | None
    every_weeks: int | None
    every_months: int | None
    rhythm_on: dt.date | None
    owed_on: dt.date | None
    first_owed_on: dt.date | None
    second_owed_on: dt.date | None
    first_missed: int
    second_missed: int
    first_reported_on: dt.date | None
    second_reported_on: dt.date | None
    first_checked_on: dt.date | None
    second_checked_on: dt.date | None
    delivered_on: dt.date | None
    asked_on: dt.date | None
    answer: str
    answered_on: dt.date | None
    first_need: str
    redated_times: int
    redated_days: int
    first_due_on: dt.date | None
    first_post: str
    second_post: str
    first_true_on: dt.date | None
    second_true_on: dt.date | None
    first_figures_on: dt.date | None
    second_figures_on: dt.date | None
    figures_verdict: str
    figures_due_on: dt.date | None
    figures_share: int | None
    figures_behind: int | None
    figures_differ: bool
    figures_told: dict[str, Any]
    agreed: str
    is_open: bool
    entry_number: int


NAMES = [one.name for one in fields(TermsThen)]


@dataclass(slots=True)
class WeekSubject:
    """One commitment of a week: its terms, its views at both ends of the week, the last words of the sides."""

    terms: TermsThen
    before: dict[str, ViewThen] = field(default_factory=dict)
    now: dict[str, ViewThen] = field(default_factory=dict)
    words: dict[str, LastEntry] = field(default_factory=dict)
    successor: str = ""


def subjects(
    commission: Commission, period: WeekPeriod, *, told: Iterable[int], stands: Iterable[int]
) -> dict[int, WeekSubject]:
    """Commitments by their key: those `told` of, and those of which it is told how it `stands`, with the last words."""
    stands = set(stands)
    found = _subjects(period, set(told) | stands)
    by_party = {party.pk: str(party.side) for party in commission.sides}
    words = (
        Entry.objects.filter(commitment__in=stands, party__isnull=False, recorded_at__lte=period.moment)
        .order_by()
        .values_list("commitment", "party", ExpressionWrapper(WORD_OF_BOTH, output_field=BooleanField()))
        .annotate(Max("number"), Max("recorded_at"))
    )
    for commitment, party, of_both, number, at in words if stands else ():
        for side in by_party.values() if of_both else (by_party[party],):
            last = found[commitment].words.get(side)
            if last is None or last.number < number:
                found[commitment].words[side] = LastEntry(number, at)
    return found


def texts_of(
    commission: Commission, period: WeekPeriod, numbers: Iterable[int], *, replaced: Iterable[int]
) -> dict[int, EntryTexts]:
    """The texts of entries by their number; of the commitments `replaced` also those that name what replaces them."""
    sides = {party.pk: str(party.side) for party in commission.sides}
    asked = Q(number__in=set(numbers))
    if keys := set(replaced):
        asked |= Q(commitment__in=keys, kind=EntryKind.SUPERSEDED, recorded_at__lte=period.moment)
    rows = Entry.objects.filter(asked, commission=commission).order_by("number")
    return {
        number: EntryTexts(
            number,
            commitment,
            sides.get(party, ""),
            note,
            reason,
            position,
            corrects,
            (successor or [None, ""])[1] or "",
            has_source,
        )
        for number, commitment, party, note, reason, position, corrects, successor, has_source in rows.values_list(
            "number",
            "commitment",
            "party",
            "texts__note",
            "texts__reason",
            "texts__position",
            "corrects__number",
            "changes__superseded_by",
            Exists(Evidence.objects.filter(entry=OuterRef("pk"))),
        )
    }


def _subjects(period: WeekPeriod, keys: set[int]) -> dict[int, WeekSubject]:
    """Terms at the end of the week, and the views that touch it, in one query."""
    now = period.moment
    terms = Q(commitment__terms__recorded_from__lte=now) & (
        Q(commitment__terms__recorded_to__isnull=True) | Q(commitment__terms__recorded_to__gt=now)
    )
    touching = Q(recorded_from__lte=now) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=period.start))
    columns = ["commitment__code", "commitment__recorded_at"]
    columns += [f"commitment__terms__{name}" for name in NAMES[2:]]
    rows = (
        Standpoint.objects.filter(terms, touching, commitment__in=keys)
        .order_by("commitment_id", "entry_number")
        .values_list(
            "commitment",
            "whose",
            "status",
            "outlook",
            "recorded_from",
            "recorded_to",
            "entry_number",
            "position",
            *columns,
        )
    )
    found: dict[int, WeekSubject] = {}
    for key, whose, *rest in rows:
        view = ViewThen(*rest[:6])
        subject = found.setdefault(key, WeekSubject(TermsThen(*rest[6:])))
        if view.since <= period.start:
            subject.before[whose] = view
        if view.until is None or view.until > now:
            subject.now[whose] = view
    return found
