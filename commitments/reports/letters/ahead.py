"""Days that come near: of what a person owns or follows, and of sessions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import links, typography
from commitments.models import Commitment, LetterChoice, Seat, Session
from commitments.models.session import SessionState
from commitments.reports.duties import ANSWER, REPORT, what_is_owed
from commitments.reports.letters.contents import NewsItem
from commitments.reports.letters.followed import followed_rows
from commitments.reports.reminders import owners_of
from commitments.reports.texts import marked, next_step_of, title_of
from commitments.vocabulary import SIDES, language_of
from commitments.vocabulary.letters import DAYS_BEFORE

# The days of a side that a letter can tell ahead.
OWED, STEP, VALUE = "owed_on", "next_on", "figures_owed_on"


def days_ahead(seat: Seat, choice: LetterChoice, seats: Sequence[Seat]) -> list[NewsItem]:
    """The days within what `seat` chose, the nearest first. `seats` are all readers: who owns what goes by them.

    Each day is told once for each number of days that was chosen and reached.
    """
    chosen = [days for days in DAYS_BEFORE if getattr(choice, f"before_{days}")]
    if not chosen:
        return []
    found = [*_of_commitments(seat, chosen, seats), *_of_sessions(seat, chosen)]
    return [item for _day, item in sorted(found, key=lambda one: (one[0], one[1].what))]


def _of_commitments(
    seat: Seat, chosen: list[int], seats: Sequence[Seat]
) -> Iterator[tuple[dt.date, NewsItem]]:
    today = seat.commission.today()
    within = (today, today + dt.timedelta(days=max(chosen)))
    near = Q()
    for place in SIDES:
        for column in (OWED, STEP, VALUE):
            near |= Q(**{f"{place.value}_{column}__range": within})
    rows = Commitment.objects.filter(near, commission=seat.commission, is_open=True, is_counted=True)
    followed = set(followed_rows(seat).filter(pk__in=rows).values_list("pk", flat=True))
    names = {party.side: party.name for party in seat.commission.sides}
    for row in rows.order_by("place"):
        for side in (one.value for one in SIDES):
            own = side == seat.side and any(one.pk == seat.pk for one in owners_of(row, side, list(seats)))
            if not own and row.pk not in followed:
                continue
            for column in (OWED, STEP, VALUE):
                day = row.of(side, column)
                if day is None or not within[0] <= day <= within[1]:
                    continue
                left = (day - today).days
                yield (
                    day,
                    NewsItem(
                        what=f"ahead:{row.code}:{side}:{column}:{day}:{_reached(chosen, left)}",
                        name=f"{row.code} {marked(title := title_of(row, seat.side), title.lang)}",
                        lang=title.lang,
                        says=f"{date_format(day)}{typography.colon()}{_owes(row, side, column, names[side])}",
                        url=links.commitment(seat.commission.slug, row.code),
                    ),
                )


def _owes(row: Commitment, side: str, column: str, party: str) -> str:
    words = {"party": party, "step": next_step_of(row, side)}
    if column == STEP:
        return _("%(party)s announced “%(step)s”.") % words
    if column == VALUE:
        return _("%(party)s owes a value.") % words
    match what_is_owed(row):
        case kind if kind == ANSWER:
            return _("%(party)s owes a word on whether the condition is met.") % words
        case kind if kind == REPORT:
            return _("%(party)s owes a report.") % words
        case _:
            return _("%(party)s owes the result.") % words


def _of_sessions(seat: Seat, chosen: list[int]) -> Iterator[tuple[dt.date, NewsItem]]:
    today = seat.commission.today()
    rows = Session.objects.filter(
        commission=seat.commission, held_on__range=(today, today + dt.timedelta(days=max(chosen)))
    ).exclude(state=SessionState.CLOSED)
    for row in rows:
        left = (row.held_on - today).days
        yield (
            row.held_on,
            NewsItem(
                what=f"ahead:session:{row.pk}:{row.held_on}:{_reached(chosen, left)}",
                name=row.called,
                lang=language_of(row.called),
                says=_("Session on %(day)s, %(place)s.")
                % {"day": date_format(row.held_on), "place": row.held_at},
                url=links.session(seat.commission.slug, row.slug),
            ),
        )


def _reached(chosen: list[int], left: int) -> int:
    """The smallest number of days chosen that is reached when so many days are left."""
    return min(days for days in chosen if left <= days)
