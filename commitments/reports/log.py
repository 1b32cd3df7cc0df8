"""The log as a list of sentences, newest first, in pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import F, QuerySet, Subquery
from django.utils.translation import get_language

from commitments.models import Commission, Entry, LogHead, Week
from commitments.models.entry import EntryQuerySet
from commitments.models.prepared import Hole, prepared
from commitments.reports.pagination import PAGE_SIZE, Pagination
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.vocabulary.texts import TextReader, reading, reading_side

# Large columns of an entry and of the rows beside it that no sentence needs. What is about no commitment is named by its
# record, so that one comes along.
UNSAID = (
    "leaf",
    "corrects__record",
    "corrects__leaf",
    "corrects__changes",
    "commitment__statement",
    "commitment__search_tokens",
    "commitment__translations",
    "commitment__worded",
    *(f"commitment__{part}_texts" for part in ("title", "statement", "due", "offered")),
    "texts__note_salt",
    "texts__reason_salt",
    "texts__author_name_salt",
)


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What of the log is asked for. Empty means: not filtered by this."""

    party: str = ""
    kind: str = ""
    week: Week | None = None
    batch: int | None = None

    @property
    def is_filtered(self) -> bool:
        return self != LogQuery()


@dataclass(frozen=True, slots=True)
class LogPage:
    query: LogQuery
    page: Pagination
    sentences: list[Sentence]


def log_page(
    commission: Commission, query: LogQuery, *, page: int, head: int, size: int = PAGE_SIZE
) -> LogPage:
    """The entries of page `page` (from 1) of `size` each, newest first. `head` is the size of the log.

    Numbers have no gaps, and a week is a stretch of numbers: without other filters every page, the last one too, is
    found by its numbers. What the first page says is kept until the log grows. Raises NoSuchPage.
    """
    reader = f"{reading_side()}.{get_language()}"  # of two translations that of the own side comes first
    asked = f"{query.party}:{query.kind}:{query.week}:{query.batch}:{size}:{reader}"
    key = f"logged:{commission.picture_key}:{head}:{asked}"
    found: LogPage | None = caches["pictures"].get(key) if page == 1 else None
    if found is None:
        found = _page(commission, query, page=page, head=head, size=size)
        if page == 1:
            caches["pictures"].set(key, found, timeout=3600)
    return found


def _page(commission: Commission, query: LogQuery, *, page: int, head: int, size: int) -> LogPage:
    start, stop = (0, head) if query.week is None else _numbers_of(commission, query.week, head)
    wording = SentenceWriter(commission)
    if not query.party and not query.kind and query.batch is None:
        shown = Pagination(page, stop - start, size)
        newest = stop - max(1, shown.first_row)  # the number of the page's first entry
        last = max(start, newest - size + 1)
        entries = _by_number(reading(), commission=commission.pk, newest=newest, last=last)
    else:
        rows = _filtered(commission, query, start, stop)
        shown = Pagination(page, _count(commission, query, rows, head), size)
        entries = list(_said(_by_place(rows, shown), reading()))
    return LogPage(query, shown, [wording.sentence(entry) for entry in entries])


def _said(rows: EntryQuerySet, reader: TextReader) -> QuerySet[Entry]:
    return rows.readable(reader).defer(*UNSAID).order_by("-number")


@prepared
def _by_number(reader: TextReader, *, commission: Hole, newest: Hole, last: Hole) -> QuerySet[Entry]:
    # One bound at each end: of two, SQLite may take the looser one for its index, and read the log to its end.
    rows = Entry.objects.filter(commission=commission, number__lte=newest, number__gte=last)
    return _said(rows, reader)


def _filtered(commission: Commission, query: LogQuery, start: int, stop: int) -> EntryQuerySet:
    rows = Entry.objects.filter(commission=commission, number__lt=stop)
    if start:
        rows = rows.filter(number__gte=start)
    if query.party:
        rows = rows.filter(party__code=query.party)
    if query.kind:
        rows = rows.filter(kind=query.kind)
    if query.batch is not None:
        rows = rows.filter(batch=query.batch)
    return rows


def _numbers_of(commission: Commission, week: Week, head: int) -> tuple[int, int]:
    """The numbers of a week's entries: from the first up to, and without, the last."""
    after, until = commission.calendar.span(week)
    numbers = Entry.objects.filter(commission=commission).order_by("recorded_at", "number").values("number")
    ends = LogHead.objects.filter(commission=commission).values_list(
        Subquery(numbers.filter(recorded_at__gt=after)[:1]),
        Subquery(numbers.filter(recorded_at__gt=until)[:1]),
    )
    first, next_one = ends.first() or (None, None)
    stop = head if next_one is None else next_one
    return (stop, stop) if first is None else (min(first, stop), stop)


def _count(commission: Commission, query: LogQuery, rows: EntryQuerySet, head: int) -> int:
    """How many entries there are; cached until the log grows."""
    key = f"log:{commission.picture_key}:{head}:{query.party}:{query.kind}:{query.week}:{query.batch}"
    found = caches["pictures"].get(key)
    if found is None:
        found = rows.count()
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _by_place(rows: EntryQuerySet, page: Pagination) -> EntryQuerySet:
    """The rows of a page among those a filter leaves. Past the middle they are counted from the oldest one."""
    start, stop = max(page.first_row - 1, 0), page.last_row
    order = F("number").desc()
    if start > page.count // 2:
        start, stop, order = page.count - stop, page.count - start, F("number").asc()
    return Entry.objects.filter(pk__in=rows.order_by(order).values("pk")[start:stop])
