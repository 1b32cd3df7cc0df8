"""The stretch of a commission's log that a week is, and how it is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from commitments import clock
from commitments.models import Commission, Week

DUE_WITHIN = dt.timedelta(weeks=4)
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WeekPeriod:
    """One week: entries after `start`, up to and with `end`. It is looked at from `moment`, the end or now.

    Moments are in UTC, days are those of the commission: `first_day` is the day of the cut-off before, which this
    week begins after; `day` is the day of `moment`.
    """

    week: Week
    start: dt.datetime
    end: dt.datetime
    moment: dt.datetime
    first_day: dt.date
    day: dt.date
    is_present: bool = False  # the running week, looked at now

    @property
    def is_running(self) -> bool:
        return self.moment < self.end


def period_of(commission: Commission, week: Week, *, now: dt.datetime | None = None) -> WeekPeriod:
    """The period of `week`, which must have begun. `now` is the present moment unless given."""
    calendar = commission.calendar
    start, end = (moment.astimezone(dt.UTC) for moment in calendar.span(week))
    moment = min(end, (now or clock.now()).astimezone(dt.UTC))
    is_present = now is None and moment < end
    return WeekPeriod(
        week, start, end, moment, calendar.day_of(start), calendar.day_of(moment), is_present=is_present
    )


def name_of(week: Week) -> str:
    """The label of a week, by its ISO number: "Week 37 of 2022"."""
    return _("Week %(number)d of %(year)d") % {"number": week.number, "year": week.year}


def span_of(commission: Commission, week: Week) -> str:
    """What a week covers, by the clock of the commission: "Fri 9 Sep 2022 18:00 to Fri 16 Sep 18:00".

    The second year is named where it is another one.
    """
    start, end = (moment.astimezone(commission.zone) for moment in commission.calendar.span(week))
    with_year = pgettext("moment with its year", "D j M Y H:i")
    without = pgettext("moment without its year", "D j M H:i")
    words = {
        "start": date_format(start, with_year),
        "end": date_format(end, without if start.year == end.year else with_year),
    }
    return _("%(start)s to %(end)s") % words


def until_of(commission: Commission, week: Week) -> str:
    """The same in short, for the head of every page: "Week 37, until Fri 16 Sep 18:00"."""
    end = commission.calendar.cutoff(week).astimezone(commission.zone)
    words = {"number": week.number, "end": date_format(end, pgettext("moment without its year", "D j M H:i"))}
    return _("Week %(number)d, until %(end)s") % words


def days_between(first: dt.date, last: dt.date) -> str:
    """A range of days: "12–18 September 2022", "29 August – 4 September 2022", "28 December 2020 – 3 January 2021"."""
    if first.year != last.year:
        return f"{day(first)} – {day(last)}"
    if first.month != last.month:
        return f"{date_format(first, pgettext('day and month', 'j F'))} – {day(last)}"
    return f"{date_format(first, pgettext('first day of a range within one month', 'j'))}–{day(last)}"


def day(value: dt.date) -> str:
    """A day within a sentence: "31 December 2022"."""
    return date_format(value, "DATE_FORMAT")


def moment_words(commission: Commission, moment: dt.datetime) -> str:
    """ "Friday 16 September, 18:00", by the clock of the commission."""
    return date_format(moment.astimezone(commission.zone), pgettext("moment of a week", "l j F, H:i"))
