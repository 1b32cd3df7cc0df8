"""What is asked of the register, and the rows that answer: now, as it was on a day, or as known today about a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest

from commitments.models import Commission, Commitment, Entry, Terms
from commitments.models.commitment import IS_REQUEST, UNANSWERED, waits_for
from commitments.models.search import matching
from commitments.reports.attestation import attested_as, restated
from commitments.reports.register.known import KNOWN, as_known_today, holding_at, known_waits_for
from commitments.reports.register.silences import is_silent, kind_and_sides, known_silent
from commitments.vocabulary import SIDES, Answer, Side, Status, Whose

SORTS = {
    "code": "place",
    "title": "title",
    "sector": "sector__name",
    "first": "first_status",
    "agreed": "agreed",
    "second": "second_status",
    "due": "owed_on",
    "word": "last_number",
    "promised": "first_due_on",
    "now": "due_on",
    "times": "redated_times",
    "days": "redated_days",
}


# What a request has come to; "none" leaves requests out.
REQUESTS = {
    "unanswered": UNANSWERED,
    Answer.READY.value: Q(answer=Answer.READY),
    Answer.ACCEPTED.value: Q(answer=Answer.ACCEPTED),
    Answer.DECLINED.value: Q(answer=Answer.DECLINED),
    "none": ~IS_REQUEST,
}


@dataclass(frozen=True, slots=True)
class Query:
    """Filters and order, in the words of the address. Empty means: not filtered by this."""

    q: str = ""
    agreed: str = ""
    group: str = ""
    first: str = ""
    second: str = ""
    sector: str = ""
    owner: str = ""
    late: bool = False
    due: int | None = None
    silent: str = ""
    need: str = ""
    move: str = ""
    request: str = ""
    redated: int | None = None  # so many times or more
    slipped: int | None = None  # by so many days in all or more
    recognition: str = ""
    test: str = ""
    attested: str = ""
    restated: int | None = None
    meeting: str = ""
    sort: str = "code"
    descending: bool = False
    as_of: dt.date | None = None
    known_today: bool = False

    @property
    def is_about_dates(self) -> bool:
        """Whether the list is asked how dates were moved: it then shows them in place of the views."""
        dates = ("promised", "now", "times", "days")
        return self.redated is not None or self.slipped is not None or self.sort in dates

    @property
    def is_filtered(self) -> bool:
        return self.without_filters() != self

    def without_filters(self) -> Query:
        return Query(
            sort=self.sort, descending=self.descending, as_of=self.as_of, known_today=self.known_today
        )

    def without(self, name: str) -> Query:
        default: Any = Query.__dataclass_fields__[name].default
        return replace(self, **{name: default})


def rows_for(commission: Commission, query: Query) -> QuerySet[Any]:
    """The rows that answer, unordered. Every row has the columns the list shows, whatever the clock."""
    if query.as_of is None:
        now = _now(Commitment.objects.filter(commission=commission), commission, query)
        return _searched(_by_columns(now, query), query, "pk")
    day = query.as_of
    then = as_known_today(commission, day) if query.known_today else _as_of(commission, day)
    rows = _past(then, commission, query, day)
    return _searched(_by_columns(rows, query), query, "commitment")


def column(query: Query, name: str) -> str:
    """The column that holds `name` by the day and clock asked for."""
    if name == "last_number" and query.as_of is not None:
        return "heard_at"  # the number of the last entry is the present one's
    return KNOWN.get(name, name) if query.known_today else name


def _by_columns(rows: QuerySet[Any], query: Query) -> QuerySet[Any]:
    """Filters whose columns have the same name now and then."""
    rows = rows.filter(recognition=query.recognition) if query.recognition else rows.filter(is_counted=True)
    asked = {"agreed": query.agreed, "first_status": query.first, "second_status": query.second}
    rows = rows.filter(**{column(query, name): value for name, value in asked.items() if value})
    if query.group:
        rows = rows.filter(**{column(query, "is_open"): query.group == "open"})
    if query.test:
        rows = rows.filter(test=query.test)
    if query.redated is not None:
        rows = rows.filter(redated_times__gte=query.redated)
    if query.slipped is not None:
        rows = rows.filter(redated_days__gte=query.slipped)
    if query.move:
        # By either clock as it was said by then; what is closed by the clock asked for is nobody's move.
        rows = rows.filter(move__in=(query.move, Side.BOTH))
        rows = rows.filter(known_open=True) if query.known_today else rows
    if query.sector:
        rows = rows.filter(sector__code=query.sector)
    if query.group == "closed" or Status.NOT_ASSESSED in asked.values():
        rows = rows.exclude(IS_REQUEST)  # of which no side says where it stands
    return rows.filter(REQUESTS[query.request]) if query.request else rows


def _now(rows: QuerySet[Commitment], commission: Commission, query: Query) -> QuerySet[Commitment]:
    today = commission.today()
    rows = _owned(rows, query)
    if query.meeting:
        rows = rows.filter(meeting__slug=query.meeting)
    if query.late:
        rows = rows.filter(is_open=True, owed_on__lt=today)
    if query.need:
        rows = rows.filter(waits_for(query.need, today))
    if query.due is not None:
        rows = rows.filter(
            is_open=True, owed_on__gte=today, owed_on__lte=today + dt.timedelta(days=query.due)
        )
    if query.silent:
        rows = rows.filter(is_silent(query.silent, since=silent_since(commission, today), day=today))
    return _attested(rows, query, commission, "pk", None)


def _past(rows: QuerySet[Any], commission: Commission, query: Query, day: dt.date) -> QuerySet[Any]:
    moment = commission.calendar.end_of_day(day)
    rows = _owned(rows, query)
    if query.meeting:
        rows = rows.filter(commitment__meeting__slug=query.meeting)
    is_open, owed_on = column(query, "is_open"), column(query, "owed_on")
    if query.late:
        rows = rows.filter(**{is_open: True, f"{owed_on}__lt": day})
    if query.need:
        waiting = known_waits_for if query.known_today else waits_for
        rows = rows.filter(waiting(query.need, day))
    if query.due is not None:
        until = day + dt.timedelta(days=query.due)
        rows = rows.filter(**{is_open: True, f"{owed_on}__gte": day, f"{owed_on}__lte": until})
    kind, sides = kind_and_sides(query.silent)
    if query.silent and kind != "word":
        since = silent_since(commission, day)
        asked = known_silent(query.silent, commission, day=day) if query.known_today else None
        rows = rows.filter(asked or is_silent(query.silent, since=since, day=day))
    elif query.silent:
        since = silent_since(commission, day)
        quiet = Q()
        for side in sides:
            heard = Entry.objects.filter(
                commitment=OuterRef("commitment"),
                party=commission.sides[0 if side == Whose.FIRST else 1],
                recorded_at__gte=since,
                recorded_at__lte=moment,
            )
            quiet |= Q(~Exists(heard))
        rows = rows.filter(quiet, **{is_open: True, "commitment__recorded_at__lt": since})
    return _attested(rows, query, commission, "commitment", moment)


def _owned(rows: QuerySet[Any], query: Query) -> QuerySet[Any]:
    if not query.owner:
        return rows
    side, _colon, code = query.owner.partition(":")
    return rows.filter(**{f"{side}_owner__code": code})


def _attested(
    rows: QuerySet[Any], query: Query, commission: Commission, column: str, moment: dt.datetime | None
) -> QuerySet[Any]:
    if query.attested:
        rows = attested_as(rows, query.attested, commission, OuterRef(column), moment)
    if query.restated:
        rows = restated(rows, query.restated, column, moment)
    return rows


def with_last_words(rows: QuerySet[Any], commission: Commission, query: Query) -> QuerySet[Any]:
    """Rows with `first_word_at` and `second_word_at`: when each side last spoke, as heard on the day asked for."""
    if query.as_of is None:
        return rows
    moment = commission.calendar.end_of_day(query.as_of)
    # Who has not said a word has been silent since it was recorded.
    return rows.annotate(
        **{
            f"{side.value}_word_at": Coalesce(
                Subquery(
                    Entry.objects.filter(
                        commitment=OuterRef("commitment"), party=party, recorded_at__lte=moment
                    )
                    .order_by("-recorded_at")
                    .values("recorded_at")[:1]
                ),
                F("commitment__recorded_at"),
            )
            for side, party in zip(SIDES, commission.sides, strict=True)
        }
    ).annotate(heard_at=Greatest("first_word_at", "second_word_at"))


def silent_since(commission: Commission, day: dt.date) -> dt.datetime:
    """The moment before which a side's last word counts as silence on `day`."""
    return commission.calendar.end_of_day(day - dt.timedelta(days=commission.silent_after_days))


def _searched(rows: QuerySet[Any], query: Query, column: str) -> QuerySet[Any]:
    return matching(rows, query.q, column=column) if query.q else rows


def _as_of(commission: Commission, day: dt.date) -> QuerySet[Terms]:
    """What the register showed at the end of a day."""
    return Terms.objects.filter(
        holding_at(commission.calendar.end_of_day(day)), commission=commission
    ).annotate(last_number=F("entry_number"))
