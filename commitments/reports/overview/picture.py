"""The whole overview of a day: the same for every reader of a commission, so computed once per entry and day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from django.core.cache import caches
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Least
from django.urls import reverse
from django.utils.translation import get_language

from commitments.models import Commission, Entry, SealedText, Standpoint
from commitments.reports.overview.counts import Counts, counts_of
from commitments.reports.overview.movement import Chart, movement_chart
from commitments.reports.register.page import count_rows
from commitments.reports.register.query import Query, rows_for, silent_since, with_last_words
from commitments.reports.sentences import Sentence, Wording, days
from commitments.reports.timeliness import due_of
from commitments.reports.weekly import Headline, headline
from commitments.vocabulary import Agreed, Status, Whose, language_of

SHOWN, LATEST = 5, 7


@dataclass(frozen=True, slots=True)
class Said:
    """One side's part of a difference."""

    code: str
    label: str
    reason: str
    reason_lang: str


@dataclass(frozen=True, slots=True)
class Difference:
    title: str
    title_lang: str
    code: str
    url: str
    number: int
    days: int
    sides: list[Said]


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


@dataclass(frozen=True, slots=True)
class Overview:
    counts: Counts
    late_count: int
    silent_count: int
    differences: list[Difference]
    late: list[Pressing]
    silent: list[Pressing]
    latest: list[Sentence]
    chart: Chart
    headline: Headline
    as_of: dt.date | None


def overview(commission: Commission, *, head: int, as_of: dt.date | None = None) -> Overview:
    """How the register stands now, or stood at the end of `as_of`. `head` is the size of the log."""
    key = f"overview:{commission.picture_key}:{head}:{commission.today()}:{as_of}:{get_language()}"
    found = caches["pictures"].get(key)
    if found is None:
        found = _compute(commission, Query(as_of=as_of), head)
        caches["pictures"].set(key, found, timeout=3600)
    return found


def _compute(commission: Commission, query: Query, head: int) -> Overview:
    day = query.as_of or commission.today()
    late, silent = Query(late=True, as_of=query.as_of), Query(silent="any", as_of=query.as_of)
    late_count, silent_count = count_rows(commission, [late, silent], head=head)
    counts = counts_of(commission, query)
    return Overview(
        headline=headline(commission, head=head, as_of=query.as_of),
        counts=counts,
        late_count=late_count,
        silent_count=silent_count,
        differences=_differences(commission, query, day),
        late=_pressing(commission, late),
        silent=_silent(commission, silent),
        latest=_latest(commission, query),
        chart=movement_chart(commission, until=day, present=counts.agreed),
        as_of=query.as_of,
    )


def _url(commission: Commission, code: str, query: Query) -> str:
    then = f"?as_of={query.as_of}" if query.as_of else ""
    return reverse("commitments:commitment", args=[commission.slug, code]) + then


def _pressing(commission: Commission, query: Query) -> list[Pressing]:
    """The longest owed first."""
    day = query.as_of or commission.today()
    columns = ("code", "title", "due_kind", "due_on", "due_text", "condition_met_on", "owed_on", "is_open")
    found = []
    for row in rows_for(commission, query).order_by("owed_on", "place").values(*columns)[:SHOWN]:
        due = due_of(SimpleNamespace(**row), on=day)
        found.append(
            Pressing(
                title=row["title"],
                title_lang=language_of(row["title"]),
                code=row["code"],
                url=_url(commission, row["code"], query),
                remark=due.remark,
                mark=due.mark,
                due=due.words,
            )
        )
    return found


def _silent(commission: Commission, query: Query) -> list[Pressing]:
    """The longest silent first, with which side and for how long."""
    day = query.as_of or commission.today()
    names = ("code", "title", "first_word_at", "second_word_at")
    since = silent_since(commission, day)
    built = []
    heard = with_last_words(rows_for(commission, query), commission, query).order_by(
        Least("first_word_at", "second_word_at"), "place"
    )
    for row in heard.values(*names)[:SHOWN]:
        quiet = [
            (party.code, (day - commission.calendar.day_of(at)).days)
            for party, at in zip(commission.sides, (row["first_word_at"], row["second_word_at"]), strict=True)
            if at < since
        ]
        built.append(
            Pressing(
                title=row["title"],
                title_lang=language_of(row["title"]),
                code=row["code"],
                url=_url(commission, row["code"], query),
                remark=", ".join(f"{code} {days(number)}" for code, number in quiet),
                mark="silent",
                due="",
            )
        )
    return built


def _differences(commission: Commission, query: Query, day: dt.date) -> list[Difference]:
    """The longest standing first, with what each side last said of its view."""
    rows = rows_for(commission, Query(agreed=Agreed.DIFFER, as_of=query.as_of))
    key = "pk" if query.as_of is None else "commitment"
    found = list(
        _since(commission, rows, query)
        .order_by("agreed_since", "place")
        .values(key, "code", "title", "first_status", "second_status")[:SHOWN]
    )
    held = _held(commission, [row[key] for row in found], query)
    numbers = {number for views in held.values() for number, _since in views.values()}
    texts = {
        text.entry.number: text.reason or text.note or ""
        for text in SealedText.objects.filter(
            entry__commission=commission, entry__number__in=numbers
        ).select_related("entry")
    }
    parties = commission.sides
    built = []
    for row in found:
        views = held[row[key]]
        said = [
            Said(
                party.code,
                str(Status(row[f"{side}_status"]).label),
                texts.get(views[side][0], ""),
                language_of(texts.get(views[side][0], "")),
            )
            for side, party in zip(("first", "second"), parties, strict=True)
        ]
        number, since = views["agreed"]
        built.append(
            Difference(
                title=row["title"],
                title_lang=language_of(row["title"]),
                code=row["code"],
                url=_url(commission, row["code"], query),
                number=number,
                days=(day - commission.calendar.day_of(since)).days,
                sides=said,
            )
        )
    return sorted(built, key=lambda difference: -difference.days)


def _since(commission: Commission, rows: Any, query: Query) -> Any:
    """Rows with `agreed_since`: when what both sides make together became what it is, by the day asked for."""
    if query.as_of is None:
        return rows
    moment = commission.calendar.end_of_day(query.as_of)
    began = Standpoint.objects.filter(
        commitment=OuterRef("commitment"), whose=Whose.AGREED, recorded_from__lte=moment
    )
    return rows.annotate(agreed_since=Subquery(began.order_by("-entry_number").values("recorded_from")[:1]))


def _held(
    commission: Commission, keys: list[int], query: Query
) -> dict[int, dict[str, tuple[int, dt.datetime]]]:
    """For each commitment and view: the entry it began with, and when."""
    rows = Standpoint.objects.filter(commitment__in=keys)
    if query.as_of is None:
        rows = rows.filter(recorded_to__isnull=True)
    else:
        moment = commission.calendar.end_of_day(query.as_of)
        rows = rows.filter(
            Q(recorded_to__gt=moment) | Q(recorded_to__isnull=True), recorded_from__lte=moment
        ).exclude(recorded_to=F("recorded_from"))
    held: dict[int, dict[str, tuple[int, dt.datetime]]] = {key: {} for key in keys}
    for key, whose, number, since in rows.values_list("commitment", "whose", "entry_number", "recorded_from"):
        held[key][whose] = (number, since)
    return held


def _latest(commission: Commission, query: Query) -> list[Sentence]:
    entries = (
        Entry.objects.filter(commission=commission, commitment__isnull=False).readable().order_by("-number")
    )
    if query.as_of is not None:
        entries = entries.recorded_by(commission.calendar.end_of_day(query.as_of))
    wording = Wording(commission)
    return [wording.sentence(entry) for entry in entries[:LATEST]]
