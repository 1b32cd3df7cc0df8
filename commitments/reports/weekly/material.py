"""What the lines of a week are written from: a few rows for the commitments shown, as they were known then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from typing import Any, NamedTuple

from django.db.models import Max, Q, QuerySet

from commitments.actions.state import PROPOSAL
from commitments.models import Commission, Entry, Standpoint
from commitments.reports.weekly.events import topic_of
from commitments.reports.weekly.period import Period
from commitments.vocabulary import CONSENT


class Consent(NamedTuple):
    """The proposal an entry accepted: whose it was, and why it was made."""

    side: str
    reason: str


class Said(NamedTuple):
    """An entry, with what a line needs of it."""

    commitment: int
    number: int
    kind: str
    side: str
    status_before: str
    status_after: str
    agreed_before: str
    agreed_after: str
    changes: dict[str, Any]
    note: str | None
    reason: str | None
    corrects: int | None
    consent: Consent | None = None

    @property
    def topic(self) -> int:
        return topic_of(self.kind, self.agreed_before, self.agreed_after, self.changes)


class View(NamedTuple):
    """A view that held: since when, until when, and the entry it began with."""

    status: str
    outlook: str
    since: dt.datetime
    until: dt.datetime | None
    number: int


class Word(NamedTuple):
    """The last word of a side."""

    number: int
    at: dt.datetime


@dataclass(slots=True)
class Terms:
    """A commitment as it read at the end of the week."""

    code: str
    recorded_at: dt.datetime
    title: str
    recognition: str
    due_kind: str
    due_on: dt.date | None
    due_text: str
    condition_met_on: dt.date | None
    owed_on: dt.date | None
    owed_by: str
    asked_on: dt.date | None
    first_need: str
    redated_times: int
    redated_days: int
    first_due_on: dt.date | None
    first_post: str
    second_post: str
    first_since: dt.datetime | None
    second_since: dt.datetime | None
    is_open: bool
    entry_number: int


NAMES = [one.name for one in fields(Terms)]


@dataclass(slots=True)
class Subject:
    """One commitment of a week: its terms, its views at both ends of the week, what was said, the last words."""

    terms: Terms
    before: dict[str, View] = field(default_factory=dict)
    now: dict[str, View] = field(default_factory=dict)
    said: list[Said] = field(default_factory=list)
    words: dict[str, Word] = field(default_factory=dict)


def subjects(
    commission: Commission,
    period: Period,
    *,
    entries: QuerySet[Entry],
    heard: Iterable[int],
    seen: Iterable[int],
) -> dict[int, Subject]:
    """Commitments by their key: those `heard` of with their part of `entries`, those `seen` with the last words."""
    heard, seen = set(heard), set(seen)
    found = _subjects(period, heard | seen)
    for entry in said(commission, entries.filter(commitment__in=heard)):
        found[entry.commitment].said.append(entry)
    by_party = {party.pk: str(party.side) for party in commission.sides}
    words = (
        Entry.objects.filter(commitment__in=seen, party__isnull=False, recorded_at__lte=period.moment)
        .order_by()
        .values_list("commitment", "party")
        .annotate(Max("number"), Max("recorded_at"))
    )
    for commitment, party, number, at in words:
        found[commitment].words[by_party[party]] = Word(number, at)
    return found


def said(commission: Commission, entries: QuerySet[Entry]) -> list[Said]:
    """`entries` in their order, with their texts."""
    sides = {party.pk: str(party.side) for party in commission.sides}
    rows = entries.order_by("number").values_list(
        "party",
        "commitment",
        "number",
        "kind",
        "status_before",
        "status_after",
        "agreed_before",
        "agreed_after",
        "changes",
        "texts__note",
        "texts__reason",
        "corrects__number",
    )
    found = [
        Said(commitment, number, kind, sides.get(party, ""), *rest)
        for party, commitment, number, kind, *rest in rows
    ]
    accepted = {entry.number: answered for entry in found if (answered := _accepted(entry)) is not None}
    if not accepted:
        return found
    proposals = Entry.objects.filter(commission=commission, number__in=accepted.values()).order_by()
    made = {
        number: Consent(sides.get(party, ""), reason or "")
        for number, party, reason in proposals.values_list("number", "party", "texts__reason")
    }
    return [entry._replace(consent=made.get(accepted.get(entry.number, -1))) for entry in found]


def _accepted(entry: Said) -> int | None:
    """The number of the proposal whose terms an entry took over."""
    if entry.kind not in CONSENT.values() or PROPOSAL not in entry.changes:
        return None
    return entry.changes[PROPOSAL][0]["number"]


def _subjects(period: Period, keys: set[int]) -> dict[int, Subject]:
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
        .order_by("commitment", "entry_number")
        .values_list(
            "commitment",
            "whose",
            "status",
            "outlook",
            "recorded_from",
            "recorded_to",
            "entry_number",
            *columns,
        )
    )
    found: dict[int, Subject] = {}
    for key, whose, *rest in rows:
        view = View(*rest[:5])
        subject = found.setdefault(key, Subject(Terms(*rest[5:])))
        if view.since <= period.start:
            subject.before[whose] = view
        if view.until is None or view.until > now:
            subject.now[whose] = view
    return found
