"""One page of the register: rows as plain values in words, ready to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.cache import caches
from django.db.models import Count, F, Value
from django.http import Http404
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments.models import Commission, Quote
from commitments.reports.register.query import (
    KNOWN,
    SORTS,
    Query,
    column,
    rows_for,
    silent_since,
    with_last_words,
)
from commitments.reports.sentences import days
from commitments.reports.timeliness import due_of, redated_words
from commitments.vocabulary import Agreed, Status, lang_tag, language_of

PAGE_SIZE = 50
COLUMNS = (
    "code",
    "title",
    "sector__name",
    "first_status",
    "agreed",
    "second_status",
    "first_owner__short_name",
    "second_owner__short_name",
    "due_kind",
    "due_on",
    "due_text",
    "condition_met_on",
    "owed_on",
    "is_open",
    "redated_times",
    "redated_days",
    "first_due_on",
    "first_word_at",
    "second_word_at",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment in the list."""

    code: str
    url: str
    title: str
    title_lang: str
    words: str
    words_lang: str
    sector: str
    first: str
    first_label: str
    agreed: str
    agreed_label: str
    second: str
    second_label: str
    due: str
    due_remark: str
    due_mark: str
    redated: str
    last_word: str
    is_silent: bool
    first_owner: str
    second_owner: str


@dataclass(frozen=True, slots=True)
class Page:
    number: int
    count: int
    size: int = PAGE_SIZE

    @property
    def last(self) -> int:
        return max(1, -(-self.count // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.count else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.count)

    def numbers(self) -> list[int | None]:
        """Page numbers to offer; None stands for a gap."""
        near = {1, self.last, *range(self.number - 1, self.number + 2)}
        offered: list[int | None] = []
        for number in sorted(n for n in near if 1 <= n <= self.last):
            if offered and offered[-1] is not None and number - offered[-1] > 1:
                offered.append(None)
            offered.append(number)
        return offered


@dataclass(frozen=True, slots=True)
class RegisterPage:
    query: Query
    page: Page
    all_count: int
    rows: list[Row]


def register_page(commission: Commission, query: Query, *, page: int, head: int) -> RegisterPage:
    """The rows of page `page` (from 1). `head` is the size of the log, by which counts are remembered.

    Raises Http404 for a page that does not exist.
    """
    count, all_count = _counts(commission, query, head)
    shown = Page(page, count)
    if not 1 <= page <= shown.last:
        raise Http404
    found = _slice(commission, query, shown)
    return RegisterPage(query, shown, all_count, _rows(commission, query, found))


def _counts(commission: Commission, query: Query, head: int) -> tuple[int, int]:
    """How many rows answer, and how many there are without filters, in one query.

    Remembered until the log grows or the day changes.
    """
    asked = query.without("sort").without("descending")
    key, key_of_all = (_count_key(commission, one, head) for one in (asked, asked.without_filters()))
    queries = {key: asked, key_of_all: asked.without_filters()}
    found: dict[str, int] = caches["pictures"].get_many(queries)
    missing = [
        rows_for(commission, one)
        .order_by()
        .values(of=Value(of))
        .annotate(n=Count("*"))
        .values_list("of", "n")
        for of, one in queries.items()
        if of not in found
    ]
    if missing:
        new = dict(missing[0].union(*missing[1:], all=True))
        caches["pictures"].set_many(new, timeout=3600)
        found |= new
    return found[key], found[key_of_all]


def _count_key(commission: Commission, query: Query, head: int) -> str:
    return f"count:{commission.picture_key}:{head}:{commission.today()}:{hash(query)}"


def _slice(commission: Commission, query: Query, page: Page) -> Sequence[dict[str, Any]]:
    """The rows of a page. Past the middle they are counted from the end: a far OFFSET reads all it skips."""
    by, ends = column(query, SORTS[query.sort]), query.descending
    start, stop = page.first_row - 1, page.last_row
    if not page.count:
        return []
    from_end = start > page.count // 2
    if from_end:
        start, stop = page.count - stop, page.count - start
    names = ["pk" if query.as_of is None else "commitment", *COLUMNS]
    if query.known_today:
        names += KNOWN.values()
    rows = with_last_words(rows_for(commission, query), commission, query).order_by(
        *_order(by, ends != from_end)
    )
    found = list(rows.values(*names)[start:stop])
    if query.known_today:
        found = [row | {name: row[known] for name, known in KNOWN.items()} for row in found]
    return found[::-1] if from_end else found


def _order(by: str, descending: bool) -> list[Any]:
    if by == "code":
        return [F("code").desc() if descending else F("code").asc()]
    if by == "owed_on":  # what is owed first comes first, what owes nothing last
        first = F(by).desc(nulls_first=True) if descending else F(by).asc(nulls_last=True)
    else:
        first = F(by).desc() if descending else F(by).asc()
    return [first, F("code").desc() if descending else F("code").asc()]


def _rows(commission: Commission, query: Query, found: Sequence[dict[str, Any]]) -> list[Row]:
    day = query.as_of or commission.today()
    key = "pk" if query.as_of is None else "commitment"
    keys = [row[key] for row in found]
    moment = None if query.as_of is None else commission.calendar.end_of_day(query.as_of)
    words = _words(keys, moment)
    since = silent_since(commission, day)
    base = reverse("commitments:register", args=[commission.slug])
    # What is known today about a past day may have been recorded later: that leads to the page as it is.
    then = "" if query.as_of is None or query.known_today else f"?as_of={query.as_of}"
    statuses = {status.value: str(status.label) for status in Status}
    agreed = {status.value: str(status.label) for status in Agreed}
    built = []
    for row in found:
        due = due_of(SimpleNamespace(**row), on=day)
        heard = (row["first_word_at"], row["second_word_at"])
        quoted, quoted_lang = words.get(row[key], ("", ""))
        built.append(
            Row(
                code=row["code"],
                url=f"{base}{row['code']}/{then}",
                title=row["title"],
                title_lang=language_of(row["title"]),
                words=quoted,
                words_lang=quoted_lang,
                sector=row["sector__name"],
                first=row["first_status"],
                first_label=statuses[row["first_status"]],
                agreed=row["agreed"],
                agreed_label=agreed[row["agreed"]],
                second=row["second_status"],
                second_label=statuses[row["second_status"]],
                due=due.words,
                due_remark=due.remark,
                due_mark=due.mark,
                redated=redated_words(row["redated_times"], row["redated_days"]),
                last_word=_ago((day - commission.calendar.day_of(max(heard))).days),
                is_silent=row["is_open"] and min(heard) < since,
                first_owner=row["first_owner__short_name"] or "",
                second_owner=row["second_owner__short_name"] or "",
            )
        )
    return built


def _ago(number: int) -> str:
    return days(number) if number else _("today")


def _words(keys: list[int], moment: dt.datetime | None) -> dict[int, tuple[str, str]]:
    """For each commitment one quote, in the reader's language where there is one, else in English."""
    quotes = Quote.objects.filter(commitment__in=keys)
    if moment is not None:
        quotes = quotes.filter(entry__recorded_at__lte=moment)
    wanted = [get_language() or "en", "en"]
    best: dict[int, tuple[tuple[int, int], str, str]] = {}
    # Of several in one language, the one quoted first: it is what the commitment was recorded from.
    for key, words, language, pk in quotes.order_by().values_list(
        "commitment", "words", "readout__language", "pk"
    ):
        rank = (wanted.index(language) if language in wanted else len(wanted), pk)
        if key not in best or rank < best[key][0]:
            best[key] = (rank, words, lang_tag(language))
    return {key: (words, language) for key, (_rank, words, language) in best.items()}
