"""The whole overview of a day: the same for every reader of a commission, so each part is computed once, until an
entry touches it or the day is another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType, SimpleNamespace
from typing import Any

from django.core.cache import caches
from django.db.models import QuerySet
from django.db.models.functions import Least
from django.utils.translation import get_language

from commitments import links, typography
from commitments.models import Commission, Entry
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.called import session_titles
from commitments.reports.differences import Difference, differences, differences_question, query_of
from commitments.reports.figures.differing import differing_query
from commitments.reports.figures.listing import counted_query, counted_question
from commitments.reports.figures.overview import ROWS
from commitments.reports.numbers import days
from commitments.reports.overview.counts import Counts, counts_of, counts_question
from commitments.reports.overview.movement import MovementChart, movement_chart, movement_question
from commitments.reports.register.clock import silent_since
from commitments.reports.register.page import count_question, count_rows
from commitments.reports.register.query import Query, asked_of_rows, rows_for, with_last_words
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.texts import title_in
from commitments.reports.timeliness import DUE_COLUMNS, due_of
from commitments.reports.touched import is_over, touched_key
from commitments.reports.weekly import WeekHeadline, headline
from commitments.vocabulary.parts import PicturePart
from commitments.vocabulary.texts import TextReader, reading, reading_side

SHOWN, LATEST = 5, 7
# The parts of the page, and what an entry has to touch for them to become others; the latest entries do with each.
DEPENDS_ON: dict[str, tuple[PicturePart, ...]] = {
    "progress": (PicturePart.FIGURES,),
    "counts": (PicturePart.COUNTS,),
    "latest": (),
    "differ": (PicturePart.DIFFERING, PicturePart.FIGURES),
    "move": (PicturePart.COUNTS,),
    "late": (PicturePart.LATE, PicturePart.SILENT),
}
NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Pressing:
    """A commitment that is late, or on which a side has been silent."""

    title: str
    title_lang: str
    code: str
    url: str
    remark: str
    mark: str
    due: str


class Overview:
    """The overview of a day. Each part is computed when the page asks for it, and kept until an entry touches it."""

    def __init__(self, commission: Commission, query: Query, head: int) -> None:
        self.commission, self.query, self.head = commission, query, head
        self.as_of = query.as_of
        self.day = query.as_of or commission.today()

    def key(self, *parts: PicturePart) -> str:
        """Under what is kept that depends on these parts; without any, on every entry. The language is in it."""
        query, commission = self.query, self.commission
        if query.as_of is not None and is_over(commission, query.as_of):
            until = "over"
        elif parts and query.as_of is None and not query.is_filtered:
            until = f"{touched_key(commission, self.head, *parts)}:{commission.today()}"
        else:
            until = f"{self.head}:{commission.today()}"
        return (
            f"overview:{commission.picture_key}:{'-'.join(parts)}:{until}:{query.cache_key}:{get_language()}"
        )

    @cached_property
    def kept(self) -> dict[str, str]:
        """Under what each part of the page is kept, by its name."""
        return {name: self.key(*parts) for name, parts in DEPENDS_ON.items()}

    @cached_property
    def counts(self) -> Counts:
        key = self.key(PicturePart.COUNTS)
        found: Counts | None = caches["pictures"].get(key)
        if found is None:
            found = counts_of(self.commission, self.query)
            caches["pictures"].set(key, found, timeout=3600)
        return found

    @cached_property
    def numbers(self) -> dict[str, int]:
        """How many are late, silent, and so on, by name."""
        queries = self._counted
        found = count_rows(self.commission, list(queries.values()), head=self.head)
        return dict(zip(queries, found, strict=True))

    @cached_property
    def _counted(self) -> dict[str, Query]:
        return {
            "late": self._of(late="1"),
            "silent": self._of(silent="any"),
            "unanswered": self._of(request="unanswered"),
            "looked_into": self._of(request="ready"),
            "all": self.query,
            "figures_differ": differing_query(self.query),
        }

    def questions(self, kept: Collection[str]) -> list[PreparedQuestion[Any] | None]:
        """What the parts of the page ask at first that are not among those of which the page keeps what it shows."""
        commission, query = self.commission, self.query
        has_counts = caches["pictures"].has_key(self.key(PicturePart.COUNTS))
        found: list[PreparedQuestion[Any] | None] = [
            count_question(commission, list(self._counted.values()), head=self.head),
            None if has_counts else counts_question(commission, query),
        ]
        if "progress" not in kept:
            found.append(
                counted_question(commission, counted_query(query.filters, as_of=self.as_of), 0, ROWS)
            )
        if "latest" not in kept:
            found += [_latest_question(commission, query), session_titles.of(commission=commission.pk)]
        if "differ" not in kept:
            found.append(differences_question(commission, self._differing, stop=SHOWN))
        if "move" not in kept and not query.is_filtered:
            found.append(movement_question(commission, until=self.day))
        if "late" not in kept:
            found += [
                _pressing_question(commission, self._of(late="1")),
                _silent_question(commission, self._of(silent="any")),
            ]
        return found

    def _of(self, **filters: str) -> Query:
        return replace(self.query, filters={**self.query.filters, **filters})

    @property
    def has_requests(self) -> bool:
        return self.counts.total < self.numbers["all"]

    @cached_property
    def headline(self) -> WeekHeadline:
        return headline(self.commission, head=self.head, as_of=self.as_of)

    @cached_property
    def differences(self) -> list[Difference]:
        return differences(self.commission, self._differing, stop=SHOWN)

    @property
    def _differing(self) -> Query:
        asked = query_of(as_of=self.as_of)
        return replace(asked, filters={**self.query.filters, **asked.filters})

    @cached_property
    def late(self) -> list[Pressing]:
        return _pressing(self.commission, self._of(late="1"))

    @cached_property
    def silent(self) -> list[Pressing]:
        return _silent(self.commission, self._of(silent="any"))

    @cached_property
    def latest(self) -> list[Sentence]:
        return _latest(self.commission, self.query)

    @cached_property
    def chart(self) -> MovementChart | None:
        """Of all sectors and sides only."""
        if self.query.is_filtered:
            return None
        return movement_chart(self.commission, until=self.day, present=self.counts.agreed)


def overview(
    commission: Commission, *, head: int, as_of: dt.date | None = None, filters: Mapping[str, str] = NONE
) -> Overview:
    """How the register stands now, or stood at the end of `as_of`. `head` is the size of the log.

    `filters`, in the words of the register, ask for a part of it: all but the sentence of the week is about that part.
    """
    return Overview(commission, Query(filters, as_of=as_of), head)


def _pressing(commission: Commission, query: Query) -> list[Pressing]:
    """The longest owed first."""
    day = query.as_of or commission.today()
    codes = {party.side: party.code for party in commission.sides}
    found = []
    for row in _pressing_question(commission, query).rows():
        due = due_of(SimpleNamespace(**row), on=day, names=codes, is_brief=True)
        found.append(
            Pressing(
                title=(title := title_in(row)),
                title_lang=title.lang,
                code=row["code"],
                url=links.commitment(commission.slug, row["code"], as_of=query.as_of),
                remark=due.remark,
                mark=due.mark,
                due=due.words,
            )
        )
    return found


def _pressing_question(commission: Commission, query: Query) -> PreparedQuestion[dict[str, Any]]:
    columns = ("code", "title", "titles", *DUE_COLUMNS)
    return asked_of_rows(
        commission,
        query,
        "pressing",
        lambda: rows_for(commission, query).order_by("owed_on", "place").values(*columns)[:SHOWN],
    )


def _silent_question(commission: Commission, query: Query) -> PreparedQuestion[dict[str, Any]]:
    def longest() -> QuerySet[Any, dict[str, Any]]:
        heard = with_last_words(rows_for(commission, query), commission, query)
        heard = heard.order_by(Least("first_word_at", "second_word_at"), "place")
        return heard.values("code", "title", "titles", "first_word_at", "second_word_at")[:SHOWN]

    return asked_of_rows(commission, query, "silent", longest)


def _silent(commission: Commission, query: Query) -> list[Pressing]:
    """The longest silent first, with which side and for how long."""
    day = query.as_of or commission.today()
    since = silent_since(commission, day)
    built = []
    for row in _silent_question(commission, query).rows():
        quiet = [
            (party.code, (day - commission.calendar.day_of(at)).days)
            for party, at in zip(commission.sides, (row["first_word_at"], row["second_word_at"]), strict=True)
            if at < since
        ]
        built.append(
            Pressing(
                title=(title := title_in(row)),
                title_lang=title.lang,
                code=row["code"],
                url=links.commitment(commission.slug, row["code"], as_of=query.as_of),
                remark=typography.items(f"{code} {days(number)}" for code, number in quiet),
                mark="silent",
                due="",
            )
        )
    return built


def _latest(commission: Commission, query: Query) -> list[Sentence]:
    """The latest entries in a sentence each; a sentence is kept until an entry follows on its commitment."""
    numbers = _latest_question(commission, query).rows()
    keys = {
        f"sentence:{commission.picture_key}:{number}.{last}:{query.as_of}:{reading_side()}:{get_language()}": number
        for number, last in numbers
    }
    found: dict[str, Sentence] = caches["pictures"].get_many(keys)
    if missing := {number: key for key, number in keys.items() if key not in found}:
        wording = SentenceWriter(commission)
        at = {} if query.as_of is None else {"until": commission.calendar.end_of_day(query.as_of)}
        readable = _readable(reading(), commission=commission.pk, numbers=sorted(missing), **at)
        new = {missing[entry.number]: wording.sentence(entry) for entry in readable}
        # A session may get another title without an entry on the commitment.
        caches["pictures"].set_many(
            {key: one for key, one in new.items() if not one.session_url}, timeout=3600
        )
        found |= new
    return [found[key] for key in keys]


def _latest_question(commission: Commission, query: Query) -> PreparedQuestion[tuple[int, int]]:
    """(number of an entry, number of the last one on its commitment)."""

    def latest() -> QuerySet[Entry, Any]:
        # A note in another language is no news: the entry itself has it.
        entries = Entry.objects.filter(commission=commission, commitment__isnull=False, translates=None)
        entries = entries.order_by("-number")
        if query.is_filtered:
            asked = rows_for(commission, query).values(query.clock(commission).key)
            entries = entries.filter(commitment__in=asked)
        if query.as_of is not None:
            entries = entries.recorded_by(commission.calendar.end_of_day(query.as_of))
        return entries.values_list("number", "commitment__last_number")[:LATEST]

    return asked_of_rows(commission, query, "latest", latest)


@prepared
def _readable(
    reader: TextReader, *, commission: Hole, numbers: Hole, until: Hole | None = None
) -> QuerySet[Entry]:
    rows = Entry.objects.filter(commission=commission, number__among=numbers)
    return rows.readable(reader, until=until).order_by()
