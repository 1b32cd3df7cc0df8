"""What the lines of a week are written from: a few rows for the commitments shown, as they were known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from django.db.models import (
    BinaryField,
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    QuerySet,
    When,
)

from commitments.models import Commission, Entry, Evidence, Standpoint
from commitments.models.entry import WORD_OF_BOTH, translations_for
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.together import asked_ahead
from commitments.reports.session.sentences import place_in
from commitments.reports.texts import TextShown, said
from commitments.reports.weekly.period import WeekPeriod
from commitments.vocabulary import EntryKind
from commitments.vocabulary.texts import TextReader, reading


class EntryTexts(NamedTuple):
    """The words of an entry, the number of the one it corrects, the code it names as the successor, its source."""

    number: int
    commitment: int
    side: str
    note: TextShown | None
    reason: TextShown | None
    position: TextShown | None
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
    first_figures_owed_on: dt.date | None
    second_figures_owed_on: dt.date | None
    figures_verdict: str
    figures_due_on: dt.date | None
    figures_share: int | None
    figures_behind: int | None
    figures_differ: bool
    figures_told: dict[str, Any]
    counted_titles: dict[str, Any]
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
    keys = sorted(set(told) | stands)
    by_party = {party.pk: str(party.side) for party in commission.sides}
    asked = _views.of(keys=keys, start=period.start, moment=period.moment) if keys else None
    spoken = _last_words.of(keys=sorted(stands), moment=period.moment) if stands else None
    with asked_ahead([asked, spoken]):
        found = _subjects(period, asked.rows() if asked else [])
        words = spoken.rows() if spoken else []
    for commitment, party, of_both, number, at in words:
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
    rows = texts_question(commission, period, numbers, replaced=replaced).rows()
    found = {}
    for (
        number,
        commitment,
        party,
        note,
        reason,
        position,
        corrects,
        successor,
        has_source,
        record,
        of_note,
        of_reason,
        of_position,
    ) in rows:
        lang = ""
        if note and record and (decided := place_in(bytes(record)).texts(note)):
            lang, note = decided[0]
        found[number] = EntryTexts(
            number,
            commitment,
            sides.get(party, ""),
            _said(note, of_note, lang),
            _said(reason, of_reason),
            _said(position, of_position),
            corrects,
            (successor or [None, ""])[1] or "",
            has_source,
        )
    return found


def _said(text: str | None, translated: str | None, lang: str = "") -> TextShown | None:
    return None if text is None else said(text, translated, lang)


def texts_question(
    commission: Commission, period: WeekPeriod, numbers: Iterable[int], *, replaced: Iterable[int]
) -> PreparedQuestion[Any]:
    """What `texts_of` asks."""
    of_these: dict[str, Any] = {"commission": commission.pk, "numbers": sorted(set(numbers))}
    if keys := sorted(set(replaced)):
        of_these["keys"] = keys
    return _texts.of(reading(), **of_these, moment=period.moment)


@prepared
def _texts(
    reader: TextReader, *, commission: Hole, numbers: Hole, moment: Hole, keys: Hole | None = None
) -> QuerySet[Entry, Any]:
    asked = Q(number__among=numbers)
    if keys is not None:
        asked |= Q(commitment__among=keys, kind=EntryKind.SUPERSEDED, recorded_at__lte=moment)
    rows = Entry.objects.filter(asked, commission=commission).order_by("number")
    translated = translations_for(reader, until=moment)
    decided = Case(When(kind=EntryKind.DECIDED, then="record"), output_field=BinaryField(null=True))
    return rows.values_list(
        "number",
        "commitment",
        "party",
        "texts__note",
        "texts__reason",
        "texts__position",
        "corrects__number",
        "changes__superseded_by",
        Exists(Evidence.objects.filter(entry=OuterRef("pk"))),
        decided,
        *translated.values(),
    )


@prepared
def _last_words(*, keys: Hole, moment: Hole) -> QuerySet[Entry, Any]:
    """(commitment, party, whether both spoke, number, when) of the last entry of each."""
    rows = Entry.objects.filter(commitment__among=keys, party__isnull=False, recorded_at__lte=moment)
    rows = rows.exclude(kind=EntryKind.TRANSLATED)  # it says again what has been said
    both = ExpressionWrapper(WORD_OF_BOTH, output_field=BooleanField())
    return (
        rows.order_by().values_list("commitment", "party", both).annotate(Max("number"), Max("recorded_at"))
    )


@prepared
def _views(*, keys: Hole, start: Hole, moment: Hole) -> QuerySet[Standpoint, Any]:
    """Terms at the end of the week, and the views that touch it."""
    terms = Q(commitment__terms__recorded_from__lte=moment) & (
        Q(commitment__terms__recorded_to__isnull=True) | Q(commitment__terms__recorded_to__gt=moment)
    )
    touching = Q(recorded_from__lte=moment) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=start))
    columns = ["commitment__code", "commitment__recorded_at"]
    columns += [f"commitment__terms__{name}" for name in NAMES[2:]]
    return (
        Standpoint.objects.filter(terms, touching, commitment__among=keys)
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


def _subjects(period: WeekPeriod, rows: Iterable[Any]) -> dict[int, WeekSubject]:
    """The views that touch the week, and the terms beside them, by commitment."""
    now = period.moment
    found: dict[int, WeekSubject] = {}
    for key, whose, *rest in rows:
        view = ViewThen(*rest[:6])
        subject = found.setdefault(key, WeekSubject(TermsThen(*rest[6:])))
        if view.since <= period.start:
            subject.before[whose] = view
        if view.until is None or view.until > now:
            subject.now[whose] = view
    return found
