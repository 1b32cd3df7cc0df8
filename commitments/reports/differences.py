"""Where the sides differ: both views, what each side last said of its own, and since when. No winner is picked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from commitments import links
from commitments.models import Commission, Entry, SealedText, Standpoint, Terms
from commitments.reports.pagination import Pagination
from commitments.reports.register.page import count_rows
from commitments.reports.register.query import Query, rows_for
from commitments.vocabulary import SIDES, VIEW_KINDS, Agreed, EntryKind, Side, Status, Whose, language_of

# By the words of the address; the earliest day first is the longest difference first.
SORTS = {
    "since": ("agreed_true_on",),
    "sector": ("sector__position", "sector__name", "agreed_true_on"),
    "code": (),
}
COLUMNS = (
    "code",
    "title",
    "sector__name",
    "first_status",
    "second_status",
    "agreed_since",
    "agreed_true_on",
    "agreed_view",
    "first_entry",
    "second_entry",
)


@dataclass(frozen=True, slots=True)
class LastWord:
    """The view of one side, and its last word on it: the entry, the day it was recorded, and the reason or note."""

    side: str
    code: str
    name: str
    status: str
    label: str
    reason: str
    reason_lang: str
    number: int
    url: str
    said_on: dt.date


@dataclass(frozen=True, slots=True)
class Difference:
    """`number` is the entry by which the views came to differ, recorded on `recorded_on`; `since` the day from which
    both are true, and from which `days` are counted."""

    code: str
    title: str
    title_lang: str
    url: str
    sector: str
    number: int
    since: dt.date
    recorded_on: dt.date
    days: int
    sides: tuple[LastWord, LastWord]


@dataclass(frozen=True, slots=True)
class DifferencesPage:
    page: Pagination
    all_count: int
    rows: list[Difference]


def query_of(*, sector: str = "", sort: str = "", as_of: dt.date | None = None) -> Query:
    """`sort` as it stands in an address: a name of SORTS, turned round by a minus."""
    name = sort or "since"
    return Query(
        {"agreed": Agreed.DIFFER.value} | ({"sector": sector} if sector else {}),
        sort=name.removeprefix("-"),
        descending=name.startswith("-"),
        as_of=as_of,
    )


def differences_page(commission: Commission, query: Query, *, page: int, head: int) -> DifferencesPage:
    """The differences of page `page` (from 1), and how many there are in all sectors. `head` is the size of the log.

    Raises NoSuchPage.
    """
    count, all_count = count_rows(commission, [query, query.without("sector")], head=head)
    shown = Pagination(page, count)
    rows = differences(commission, query, start=shown.first_row - 1, stop=shown.last_row) if count else []
    return DifferencesPage(shown, all_count, rows)


def differences(commission: Commission, query: Query, *, start: int = 0, stop: int) -> list[Difference]:
    """The differences of `query` in its order, from `start` up to and without `stop`; their sides in that of the
    commission. Two questions to the database, however many there are.
    """
    day = query.as_of or commission.today()
    found = list(_slice(commission, query, start, stop))
    texts = _texts(found)
    link = links.commitments(commission.slug, as_of=query.as_of)
    built = []
    for row in found:
        url, since = link(row["code"]), row["agreed_true_on"]
        first, second = (_said(commission, row, side, texts, url) for side in SIDES)
        built.append(
            Difference(
                code=row["code"],
                title=row["title"],
                title_lang=language_of(row["title"]),
                url=url,
                sector=row["sector__name"],
                number=row["agreed_view"],
                since=since,
                recorded_on=commission.calendar.day_of(row["agreed_since"]),
                days=(day - since).days,
                sides=(first, second),
            )
        )
    return built


def _said(
    commission: Commission,
    row: dict[str, Any],
    side: str,
    texts: dict[int, tuple[dt.datetime, str]],
    url: str,
) -> LastWord:
    party = commission.sides[0 if side == Side.FIRST else 1]
    status, number = row[f"{side}_status"], row[f"{side}_entry"]
    said_at, words = texts[number]
    return LastWord(
        side=side,
        code=party.code,
        name=party.name,
        status=status,
        label=str(Status(status).label),
        reason=words,
        reason_lang=language_of(words),
        number=number,
        url=f"{url}#entry-{number}",
        said_on=commission.calendar.day_of(said_at),
    )


def _slice(commission: Commission, query: Query, start: int, stop: int) -> QuerySet[Any, dict[str, Any]]:
    rows = rows_for(commission, query)
    order = [F(name).desc() if query.descending else F(name).asc() for name in (*SORTS[query.sort], "place")]
    if query.as_of is None:
        return rows.order_by(*order).values(*COLUMNS, commitment=F("pk"))[start:stop]
    moment = commission.calendar.end_of_day(query.as_of)
    shown = _with_beginnings(rows, moment).order_by(*order).values("pk")[start:stop]
    # The last words of a past day are looked up for the rows shown only, and those by their keys alone.
    found = _with_beginnings(Terms.objects.filter(pk__in=shown), moment)
    return _with_last_words(found, commission, moment).order_by(*order).values("commitment", *COLUMNS)


def _with_beginnings(rows: QuerySet[Any], moment: dt.datetime) -> QuerySet[Any]:
    """Rows of a past day with when, and by which entry, what both sides make together became what it was."""
    began = Standpoint.objects.filter(
        commitment=OuterRef("commitment"), whose=Whose.AGREED, recorded_from__lte=moment
    ).order_by("-entry_number")
    return rows.annotate(
        agreed_since=Subquery(began.values("recorded_from")[:1]),
        agreed_true_on=Subquery(began.values("effective_from")[:1]),
        agreed_view=Subquery(began.values("entry_number")[:1]),
    )


def _with_last_words(rows: QuerySet[Any], commission: Commission, moment: dt.datetime) -> QuerySet[Any]:
    """Rows of a past day with the last entry of each side on its view; the correction of an older view is none."""
    never_ruled = Standpoint.objects.filter(
        commitment=OuterRef("commitment"),
        entry_number=OuterRef("number"),
        recorded_to=F("recorded_from"),
    ).exclude(whose=Whose.AGREED)
    return rows.annotate(
        **{
            f"{side.value}_entry": Subquery(
                Entry.objects.filter(
                    ~Exists(never_ruled),
                    # The decision of a session on the status was the last word of both.
                    Q(party=party, kind__in=VIEW_KINDS)
                    | (Q(kind=EntryKind.DECIDED) & ~Q(agreed_before=F("agreed_after"))),
                    commitment=OuterRef("commitment"),
                    recorded_at__lte=moment,
                )
                .order_by("-recorded_at", "-number")
                .values("number")[:1]
            )
            for side, party in zip(SIDES, commission.sides, strict=True)
        }
    )


def _texts(rows: Sequence[dict[str, Any]]) -> dict[int, tuple[dt.datetime, str]]:
    """For the last words of both sides: when they were recorded, and the reason, or else the note, they gave."""
    found = SealedText.objects.filter(
        entry__commitment__in=[row["commitment"] for row in rows],
        entry__number__in={row[f"{side}_entry"] for row in rows for side in SIDES},
    ).values_list("entry__number", "entry__recorded_at", "reason", "note")
    return {number: (at, reason or note or "") for number, at, reason, note in found}
