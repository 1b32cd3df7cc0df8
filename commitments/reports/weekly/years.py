"""All weeks of a commission: how much each brought, year by year, and each week of one year in a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db.models import Case, F, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import clock
from commitments.models import Commission, Movement, Week
from commitments.reports.weekly.beginning import number_of
from commitments.reports.weekly.events import WeekEntry
from commitments.reports.weekly.headline import changes_of, sentence_of
from commitments.reports.weekly.period import WeekPeriod, name_of, period_of, span_of
from commitments.reports.weekly.report import counts_of, key_of
from commitments.reports.weekly.sections import SectionCounts
from commitments.reports.weekly.standing import ENTRIES
from commitments.reports.weekly.wording import figure
from commitments.vocabulary import REQUESTS

QUARTER = 13
KEPT_FOR = 30 * 24 * 60 * 60  # seconds
# From how many changes on a week is drawn darker.
SHADES = (1, 3, 6)


@dataclass(frozen=True, slots=True)
class WeekSummary:
    """One week in the list of its year. `changes` are its figures without those that say "none"."""

    week: Week
    name: str
    span: str
    number: int
    sentence: str
    changes: tuple[str, ...]
    is_running: bool


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One week in the strip of its year. `shade` is 0 where nothing changed; outside of the log it is no week to read."""

    week: Week
    changes: int
    shade: int
    is_in_log: bool
    words: str


@dataclass(frozen=True, slots=True)
class YearStrip:
    year: int
    finding: str
    cells: tuple[WeekCell, ...]


def strips(commission: Commission, first: Week, present: Week) -> list[YearStrip]:
    """The years of the log, the latest first, in one query: how much changed in each week.

    What is counted is by how much the number of commitments in each agreed status grew from one cut-off to the next.
    Kept by weeks as they were recorded, so the past does not change.
    """
    gained = Sum(Case(When(delta__gt=0, then=F("delta")), default=Value(0)))
    rows = Movement.objects.filter(commission=commission).exclude(status=REQUESTS).order_by()
    changes: dict[dt.date, int] = dict(
        rows.values("week").annotate(number=gained).values_list("week", "number")
    )
    return [_strip(year, changes, first, present) for year in range(present.year, first.year - 1, -1)]


def _strip(year: int, changes: dict[dt.date, int], first: Week, present: Week) -> YearStrip:
    cells = []
    for number in range(1, dt.date(year, 12, 28).isocalendar().week + 1):
        week = Week(year, number)
        count = changes.get(week.monday, 0)
        words = (
            ngettext("%(n)s change", "%(n)s changes", count) % {"n": figure(count)}
            if count
            else _("no change")
        )
        shade = sum(count >= least for least in SHADES)
        cells.append(WeekCell(week, count, shade, first <= week <= present, words))
    return YearStrip(year, _finding(cells), tuple(cells))


def _finding(cells: list[WeekCell]) -> str:
    """What the strip shows, as its title."""
    total, most = sum(cell.changes for cell in cells), max(cells, key=lambda cell: cell.changes)
    if not total:
        return _("No change")
    words = {"n": figure(total), "week": most.week.number, "most": figure(most.changes)}
    sentence = ngettext(
        "%(n)s change, in week %(week)d", "%(n)s changes, most in week %(week)d: %(most)s", total
    )
    return sentence % words


def weeks_of(
    year: int, *, first: Week, present: Week, until: Week | None = None
) -> tuple[list[Week], Week | None]:
    """A quarter of a year at most, the latest week first, and the week that the quarter before it ends with.

    `until` is the latest week wanted. Raises ValueError where the year has no such week in the log.
    """
    weeks = [cell.week for cell in _strip(year, {}, first, present).cells if cell.is_in_log]
    weeks = weeks[: weeks.index(until) + 1] if until else weeks
    return weeks[::-1][:QUARTER], weeks[-QUARTER - 1] if len(weeks) > QUARTER else None


def summaries(commission: Commission, weeks: Sequence[Week], *, first: Week, head: int) -> list[WeekSummary]:
    """Each of `weeks` in their order, the latest first, as `weeks_of` gives them; `head` is the size of the log.

    A week that is over never changes, so it is read from the log once in each process, together with others that are
    read for the first time; the rest is one look into the cache.
    """
    moment = clock.now()
    periods = {week: period_of(commission, week, now=moment) for week in weeks}
    keys = {
        week: f"summary.{key_of(commission, period, head=head, side_first='')}"
        for week, period in periods.items()
    }
    kept: dict[str, WeekSummary] = caches["pictures"].get_many(keys.values())
    new: dict[str, WeekSummary] = {}
    ahead: set[str] = (
        set()
    )  # those of them that lack the entries of a clock that is ahead, until their moment has come
    unread = [periods[week] for week in reversed(weeks) if keys[week] not in kept]
    if unread:
        # All from the one before the first: weeks in between are known already, but the log is read in one piece.
        start = unread[0].week.shifted(-1)
        span = [start.shifted(n) for n in range((unread[-1].week.monday - start.monday).days // 7 + 1)]
        read = [periods.get(week) or period_of(commission, week, now=moment) for week in span]
        was: SectionCounts | None = None
        for period, (now, rest) in zip(read, counts_of(commission, read), strict=True):
            key = keys.get(period.week)
            if was is not None and key is not None and key not in kept:
                new[key] = _summary(commission, period, first, now, was, rest)
                if period.is_running and now[ENTRIES].total < head:
                    ahead.add(key)
            was = now
        caches["pictures"].set_many(
            {key: one for key, one in new.items() if key not in ahead}, timeout=KEPT_FOR
        )
    found = kept | new
    return [found[keys[week]] for week in weeks]


def _summary(
    commission: Commission,
    period: WeekPeriod,
    first: Week,
    now: SectionCounts,
    was: SectionCounts,
    rest: list[WeekEntry],
) -> WeekSummary:
    return WeekSummary(
        week=period.week,
        name=name_of(period.week),
        span=span_of(commission, period.week),
        number=number_of(period.week, first),
        sentence=sentence_of(now, rest, is_running=period.is_running),
        changes=tuple(changes_of(now, was, is_first=period.week <= first)),
        is_running=period.is_running,
    )
