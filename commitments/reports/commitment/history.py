"""The history of a commitment: its log in lines, the newest first, grouped by the day of recording."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Commitment, Entry, Evidence
from commitments.models.entry import EntryQuerySet
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.vocabulary import EntryKind, HistoryKind
from commitments.vocabulary.texts import TextReader, reading

LINES = 10
# Entries that are read with all their words before it is known which of them are shown.
READ_AT_ONCE = 51


class LogRow(NamedTuple):
    """What tells which line an entry belongs to, without its words."""

    number: int
    kind: str
    party_id: int | None
    recorded_at: dt.datetime
    corrects: int | None


def _entries_of(commitment: int | Hole, until: dt.datetime | Hole | None) -> EntryQuerySet:
    entries = Entry.objects.filter(commitment=commitment).order_by("-number")
    return entries if until is None else entries.recorded_by(until)


@prepared
def _evidence(*, commitment: Hole, until: Hole | None = None) -> QuerySet[Evidence]:
    return Evidence.of(commitment, until=until)


@prepared
def _newest(
    is_whole: bool, reader: TextReader, *, commitment: Hole, until: Hole | None = None
) -> QuerySet[Entry]:
    entries = _entries_of(commitment, until).readable(reader, until=until)
    return entries if is_whole else entries[:READ_AT_ONCE]


class CommitmentLog:
    """The log of one commitment up to a moment. Each part of it is read once, when it is asked for.

    `is_whole`: all its words are wanted, not those of the newest entries alone.
    """

    def __init__(
        self, commitment: Commitment, *, until: dt.datetime | None = None, is_whole: bool = False
    ) -> None:
        self.commitment, self.until, self.is_whole = commitment, until, is_whole
        self._writer = SentenceWriter(commitment.commission)
        self.read: dict[int, Entry] = {}
        self._sentences: dict[int, Sentence] = {}

    def questions(self) -> list[PreparedQuestion[Any]]:
        """What it reads for the page."""
        return [
            _newest.of(self.is_whole, reading(), commitment=self.commitment.pk, **self._at),
            _evidence.of(commitment=self.commitment.pk, **self._at),
        ]

    def _entries(self) -> EntryQuerySet:
        return _entries_of(self.commitment.pk, self.until)

    @property
    def _at(self) -> dict[str, dt.datetime]:
        return {} if self.until is None else {"until": self.until}

    @cached_property
    def rows(self) -> list[LogRow]:
        """All entries, newest first."""
        newest = _newest(self.is_whole, reading(), commitment=self.commitment.pk, **self._at)
        self.read |= {entry.number: entry for entry in newest}
        if len(newest) == READ_AT_ONCE and not self.is_whole:
            names = ("number", "kind", "party_id", "recorded_at", "corrects__number")
            return [LogRow(*row) for row in self._entries().values_list(*names)]
        return [
            LogRow(
                one.number,
                one.kind,
                one.party_id,
                one.recorded_at,
                one.corrects.number if one.corrects else None,
            )
            for one in newest
        ]

    @property
    def newest(self) -> list[Entry]:
        """The newest entries with all their words, the newest first."""
        return [self.read[row.number] for row in self.rows[:READ_AT_ONCE] if row.number in self.read]

    @cached_property
    def sources(self) -> list[Evidence]:
        """All evidence, newest first."""
        return _evidence(commitment=self.commitment.pk, **self._at)

    def sentences(self, numbers: Iterable[int]) -> dict[int, Sentence]:
        """The sentences of some entries by their number."""
        wanted = set(numbers) - self._sentences.keys()
        if missing := wanted - self.read.keys():
            found = self._entries().filter(number__in=missing).readable(until=self.until)
            self.read |= {entry.number: entry for entry in found}
        sources: dict[int, list[Any]] = {}
        for source in self.sources if wanted else ():
            sources.setdefault(source.entry.number, []).append(source)
        for number in wanted:
            sentence = self._writer.sentence(self.read[number], with_changes=True)
            sentence.sources.extend(sources.get(number, ()))
            self._sentences[number] = sentence
        return self._sentences


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry; or all words that one side quoted on one day, which are one line."""

    words: str
    sentences: list[Sentence]

    @property
    def is_folded(self) -> bool:
        return len(self.sentences) > 1


@dataclass(frozen=True, slots=True)
class HistoryDay:
    """The lines of one day of recording."""

    date: dt.date
    lines: list[HistoryLine]


@dataclass(frozen=True, slots=True)
class KindCount:
    """One kind of entries, and how many there are; the kind of all entries is ""."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class CommitmentHistory:
    """The newest lines of one kind of entries, and how many older ones are not shown."""

    days: list[HistoryDay]
    kind: str
    kinds: list[KindCount]
    older: int
    numbers: Collection[int]

    @property
    def last(self) -> int | None:
        """The number of the oldest entry that is shown."""
        return min(self.numbers, default=None)


def history_of(log: CommitmentLog, *, kind: str = "", lines: int | None = LINES) -> CommitmentHistory:
    """The newest `lines` lines of the entries of a `kind` (a HistoryKind, or "" for all); None asks for all lines."""
    with_sources = {source.entry.number for source in log.sources}
    counts = Counter(HistoryKind.of(row.kind) for row in log.rows)
    counts[HistoryKind.FILES] = sum(row.number in with_sources for row in log.rows)
    calendar = log.commitment.commission.calendar
    folded: dict[Any, list[LogRow]] = {}
    for row in log.rows:
        if kind == HistoryKind.FILES and row.number not in with_sources:
            continue
        if kind not in ("", HistoryKind.FILES, HistoryKind.of(row.kind)):
            continue
        day = calendar.day_of(row.recorded_at)
        key = (day, row.party_id) if row.kind == EntryKind.QUOTED else row.number
        folded.setdefault(key, []).append(row)
    grouped = list(folded.values())
    shown = grouped if lines is None else grouped[:lines]
    numbers = {row.number for rows in shown for row in rows}
    sentences = log.sentences(numbers) if numbers else {}
    days: dict[dt.date, list[HistoryLine]] = {}
    for rows in shown:
        found = [sentences[row.number] for row in rows]
        days.setdefault(calendar.day_of(rows[0].recorded_at), []).append(HistoryLine(_words(found), found))
    return CommitmentHistory(
        days=[HistoryDay(date, found) for date, found in days.items()],
        kind=kind,
        kinds=[
            KindCount("", _("All"), len(log.rows)),
            *(KindCount(one.value, str(one.label), counts[one]) for one in HistoryKind if counts[one]),
        ],
        older=len(grouped) - len(shown),
        numbers=numbers,
    )


def _words(sentences: list[Sentence]) -> str:
    if len(sentences) == 1:
        return sentences[0].own_words
    quoted = ngettext(
        "%(party)s quoted further words %(n)d time.",
        "%(party)s quoted further words %(n)d times.",
        len(sentences),
    )
    return quoted % {"party": sentences[0].party, "n": len(sentences)}
