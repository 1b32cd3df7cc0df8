"""One page of the register: rows as plain values in words, ready to be printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from django.core.cache import caches
from django.db.models import Count, F, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import links
from commitments.models import Commission, Tally
from commitments.models.prepared import Hole, PreparedQuestion, ask
from commitments.reports.attestation import BOTH, DIFFER, attested, label
from commitments.reports.charts import Drawing
from commitments.reports.figures.chart import bar
from commitments.reports.figures.known import FIGURES, figures_known_of
from commitments.reports.names import names_at
from commitments.reports.numbers import days
from commitments.reports.pagination import PAGE_SIZE, Pagination
from commitments.reports.register.clock import KNOWN, ListClock, silent_since
from commitments.reports.register.columns import READ, SORTS
from commitments.reports.register.figures import (
    ComparedFigures,
    LeadingFigures,
    compared_figures,
    figures_words,
    leading_figures,
    verdict_then,
)
from commitments.reports.register.query import Query, rows_for, with_last_words
from commitments.reports.requests import clock_of
from commitments.reports.silence import days_without_progress
from commitments.reports.texts import title_in
from commitments.reports.timeliness import day as day_words
from commitments.reports.timeliness import due_of, redated_words
from commitments.reports.touched import is_over, touched_key
from commitments.vocabulary import REQUESTS, SIDES, Agreed, Answer, Side, Status, Whose, lang_tag
from commitments.vocabulary.parts import PicturePart


@dataclass(frozen=True, slots=True)
class RegisterRow:
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
    promised: str  # the first day ever given, and the one given now
    now: str
    times: int
    moved: str
    counted: LeadingFigures | None
    figures: str  # the verdict of the most urgent target
    figures_verdict: str
    figures_share: str
    figures_bar: Drawing | None
    differing: list[ComparedFigures]
    last_word: str
    is_silent: bool
    idle: str  # "No progress for 200 days"
    move: str  # "first", "second", "both" or ""
    first_owner: str
    second_owner: str
    attested: str  # "only BY"
    in_both: bool
    # As values, for files: the day promised now and at first, by how many days it was moved, and the last word.
    due_on: dt.date | None
    first_due_on: dt.date | None
    redated_days: int
    last_word_on: dt.date


# The filter of what is counted as a commitment everywhere.
STANDS = {"group": "stands"}


@dataclass(frozen=True, slots=True)
class RegisterPage:
    query: Query
    page: Pagination
    all_count: int
    stand_count: int  # of all: without requests and superseded ones, as the overview and the week count
    rows: list[RegisterRow]


def register_page(
    commission: Commission, query: Query, *, page: int, head: int, size: int = PAGE_SIZE
) -> RegisterPage:
    """The rows of page `page` (from 1) of `size` rows each. `head` is the size of the log, by which counts are cached.

    Raises NoSuchPage.
    """
    every, standing = query.without_filters(), replace(query, filters=STANDS)
    count, all_count, stand_count = count_rows(commission, [query, every, standing], head=head)
    shown = Pagination(page, count, size)
    found = _slice(commission, query, shown)
    return RegisterPage(query, shown, all_count, stand_count, _rows(commission, query, found))


def count_rows(commission: Commission, queries: Sequence[Query], *, head: int) -> list[int]:
    """How many rows answer each query, in one statement; their order does not matter and is best left out.

    Cached until the log (`head` is its size) grows or the day changes.
    """
    keys = [_count_key(commission, query, head) for query in queries]
    asked = dict(zip(keys, queries, strict=True))
    found: dict[str, int] = caches["pictures"].get_many(asked)
    if missing := {of: query for of, query in asked.items() if of not in found}:
        counts = dict(_counts_question(commission, list(missing.values())).rows())
        new = {of: counts.get(place, 0) for place, of in enumerate(missing)}
        caches["pictures"].set_many(new, timeout=3600)
        found |= new
    return [found[key] for key in keys]


def count_question(
    commission: Commission, queries: Sequence[Query], *, head: int
) -> PreparedQuestion[Any] | None:
    """What `count_rows` asks; None where all numbers are kept."""
    asked = {_count_key(commission, query, head): query for query in queries}
    found = caches["pictures"].get_many(asked)
    missing = [query for of, query in asked.items() if of not in found]
    return _counts_question(commission, missing) if missing else None


def _counts_question(commission: Commission, queries: Sequence[Query]) -> PreparedQuestion[Any]:
    texts = [query.text_key(commission) for query in queries]
    key = None if None in texts else ("counts", *texts)
    return PreparedQuestion(key, lambda: _counts(commission, queries), {})


def _counts(commission: Commission, queries: Sequence[Query]) -> QuerySet[Any, Any]:
    """(place of the query, number of rows)."""
    first, *others = (_count(commission, query, place) for place, query in enumerate(queries))
    return first.union(*others, all=True)


def _count(commission: Commission, query: Query, place: int) -> QuerySet[Any, Any]:
    """Of all, and of all that stand, the present number is kept."""
    if query.as_of is None and query.filters in ({}, STANDS):
        kept = Tally.objects.filter(commission=commission, whose=Whose.AGREED).order_by()
        if query.filters:
            kept = kept.exclude(status__in=(REQUESTS, Agreed.SUPERSEDED))
        return kept.values(of=Value(place)).annotate(n=Coalesce(Sum("count"), 0)).values_list("of", "n")
    rows = rows_for(commission, query).order_by()
    return rows.values(of=Value(place)).annotate(n=Count("*")).values_list("of", "n")


def _count_key(commission: Commission, query: Query, head: int) -> str:
    parts = {_part_of(name, value) for name, value in query.filters.items()} or {PicturePart.COUNTS}
    if query.as_of is None and None not in parts:
        touched = touched_key(commission, head, *sorted(filter(None, parts)))
        until = f"{touched}:{commission.today()}:{commission.silent_after_days}"
    else:
        # What the register showed at the end of a past day does not change any more.
        is_settled = query.as_of is not None and not query.known_today and is_over(commission, query.as_of)
        until = "over" if is_settled else f"{head}:{commission.today()}"
    return f"count:{commission.picture_key}:{until}:{query.cache_key}"


# Which part of the pictures an entry touches that changes what a filter finds; what is not here, any entry may change.
TOUCHED_BY: dict[str | tuple[str, str], PicturePart] = {
    **dict.fromkeys(("agreed", "first", "second", "sector"), PicturePart.COUNTS),
    "late": PicturePart.LATE,
    "figures": PicturePart.FIGURES,
    ("group", "stands"): PicturePart.COUNTS,
    ("request", "unanswered"): PicturePart.REQUESTS,
    ("request", "ready"): PicturePart.REQUESTS,
    **{("silent", whose): PicturePart.SILENT for whose in ("any", *Side.values)},
}


def _part_of(name: str, value: str) -> PicturePart | None:
    return TOUCHED_BY.get(name) or TOUCHED_BY.get((name, value))


def _slice(commission: Commission, query: Query, page: Pagination) -> Sequence[dict[str, Any]]:
    """The rows of a page. Past the middle they are counted from the end: a far OFFSET reads all it skips."""
    clock = query.clock(commission)
    by, ends = clock.column(SORTS[query.sort]), query.descending
    start, stop = page.first_row - 1, page.last_row
    if not page.count:
        return []
    from_end = start > page.count // 2
    if from_end:
        start, stop = page.count - stop, page.count - start
    names = [clock.key, *READ]
    known = {name: column for name, column in KNOWN.items() if name not in FIGURES}
    if query.known_today:
        names += [*known.values(), "recorded_from"]
    order = _order(by, ends != from_end)

    def rows_of_page() -> QuerySet[Any, dict[str, Any]]:
        rows = rows_for(commission, query)
        if query.as_of is None or by == "heard_at":
            rows = with_last_words(rows, commission, query).order_by(*order)[start:stop]
        else:  # the last words of a past day are looked up for the rows of the page only
            shown = rows.order_by(*order).values("pk")[start:stop]
            rows = with_last_words(rows.filter(pk__in=shown), commission, query).order_by(*order)
        return rows.values(*names)

    text = query.text_key(commission)
    found = ask(text and ("page", text, start, stop, from_end), rows_of_page)
    if query.known_today and query.as_of:
        figures = (
            query.figures_known(commission, query.as_of)
            if query.asks_figures
            else figures_known_of(commission, query.as_of, among=[row[clock.key] for row in found])
        )
        found = [
            {
                **row,
                **{name: row[column] for name, column in known.items()},
                **figures.get(row[clock.key], {}),
            }
            for row in found
        ]
    return found[::-1] if from_end else found


def _order(by: str, descending: bool) -> list[Any]:
    if by == "place":
        return [F("place").desc() if descending else F("place").asc()]
    if by.endswith("figures_share"):  # the same on both databases: what has no share comes last
        first = F(by).desc(nulls_last=True) if descending else F(by).asc(nulls_last=True)
    elif by.endswith("_on"):  # what is owed first comes first, what owes nothing last
        first = F(by).desc(nulls_first=True) if descending else F(by).asc(nulls_last=True)
    else:
        first = F(by).desc() if descending else F(by).asc()
    return [first, F("place").desc() if descending else F("place").asc()]


def _rows(commission: Commission, query: Query, found: Sequence[dict[str, Any]]) -> list[RegisterRow]:
    clock = query.clock(commission)
    day, key = clock.day, clock.key
    words = _words([row[key] for row in found], clock)
    since = silent_since(commission, day)
    link = links.commitments(commission.slug, as_of=query.as_of, known_today=query.known_today)
    # What is known today about a past day may have been recorded later, and had no page on that day.
    present = links.commitments(commission.slug)
    statuses = {status.value: str(status.label) for status in Status}
    agreed = {status.value: str(status.label) for status in Agreed}
    codes = {party.side: party.code for party in commission.sides}
    first, second = commission.sides
    names = names_at(commission, clock.moment)
    built = []
    for row in found:
        terms = SimpleNamespace(**row)
        due, request = due_of(terms, on=day, names=codes, is_brief=True), clock_of(terms, on=day)
        heard = (row["first_word_at"], row["second_word_at"])
        last_word_on = commission.calendar.day_of(max(heard))
        is_later = query.known_today and row["recorded_from"] > clock.moment
        share = row["figures_share"]
        quoted, quoted_lang, said_by = words.get(row[key], ("", "", ""))
        built.append(
            RegisterRow(
                code=row["code"],
                url=(present if is_later else link)(row["code"]),
                title=(title := title_in(row)),
                title_lang=title.lang,
                words=quoted,
                words_lang=quoted_lang,
                sector=names.sector(row["sector__code"], row["sector__name"]),
                first="" if request else row["first_status"],
                first_label=statuses[row["first_status"]],
                agreed=(request.mark or "dropped") if request else row["agreed"],
                agreed_label=str(Answer(row["answer"]).label) if request else agreed[row["agreed"]],
                second="" if request else row["second_status"],
                second_label=statuses[row["second_status"]],
                due=due.words,
                due_remark=due.remark,
                due_mark=due.mark,
                redated=redated_words(row["redated_times"], row["redated_days"]),
                promised=day_words(row["first_due_on"]) if row["first_due_on"] else "",
                now=day_words(row["due_on"]) if row["due_on"] else "",
                times=row["redated_times"],
                moved=_signed(row["redated_days"]) if row["redated_times"] else "",
                counted=leading_figures(row),
                figures=figures_words(row, day, codes),
                figures_verdict=verdict_then(row, day),
                figures_share="" if share is None else f"{share} %",
                figures_bar=bar(share and Decimal(share) / 100, None),
                differing=compared_figures(row["figures_told"], row["counted_titles"]),
                last_word=_ago((day - last_word_on).days),
                is_silent=row["is_open"] and min(heard) < since,
                idle=_idle(row, commission, day),
                move=row["move"] if row["is_open"] else "",
                first_owner=names.short_name(
                    first, row["first_owner__code"], row["first_owner__short_name"] or ""
                ),
                second_owner=names.short_name(
                    second, row["second_owner__code"], row["second_owner__short_name"] or ""
                ),
                attested=label(said_by, commission.sides),
                in_both=said_by in (BOTH, DIFFER),
                due_on=row["due_on"],
                first_due_on=row["first_due_on"],
                redated_days=row["redated_days"],
                last_word_on=last_word_on,
            )
        )
    return built


def _idle(row: dict[str, Any], commission: Commission, day: dt.date) -> str:
    """For how long the longest of the two sides has stated no progress, where that counts as long."""
    if not row["is_open"]:
        return ""
    limit = commission.silent_after_days
    longest = max(
        days_without_progress(
            row[f"{side}_status"],
            row[f"{side}_true_on"],
            row[f"{side}_figures_on"],
            day=day,
            limit=limit,
        )
        for side in (one.value for one in SIDES)
    )
    return _("No progress for %(days)s") % {"days": days(longest)} if longest else ""


def _signed(number: int) -> str:
    """ "+92", "−30" with a minus sign, "0"."""
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"


def _ago(number: int) -> str:
    return days(number) if number else _("today")


def _quotes(quotes: QuerySet[Any, Any], keys: Hole) -> QuerySet[Any, Any]:
    return (
        quotes.filter(commitment__among=keys)
        .order_by()
        .values_list(
            "commitment",
            "words",
            "readout__language",
            "pk",
            "readout__party__position",
            "wording",
            "readout__meeting",
            "commitment__meeting",
        )
    )


def _words(keys: list[int], clock: ListClock) -> dict[int, tuple[str, str, str]]:
    """For each commitment one quote, in the reader's language where there is one, else in English; and who says it."""
    wanted = [get_language() or "en", "en"]
    best: dict[int, tuple[tuple[int, int], str, str]] = {}
    made = []
    # Of several in one language, the one quoted first: it is what the commitment was recorded from.
    text = ("words", clock.as_of, clock.known_today, clock.moment)
    quotes = ask(text, lambda keys: _quotes(clock.quotes, keys), keys=keys)
    for key, words, language, pk, position, wording, meeting, made_at in quotes:
        rank = (wanted.index(language) if language in wanted else len(wanted), pk)
        if meeting == made_at:
            made.append((key, position, wording))
        if key not in best or rank < best[key][0]:
            best[key] = (rank, words, lang_tag(language))
    said_by = attested(made)
    return {key: (words, language, said_by.get(key, "")) for key, (_rank, words, language) in best.items()}
