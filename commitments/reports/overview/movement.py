"""Movement over time: how many commitments stood where at the end of each period, as a chart and as its table."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments import typography
from commitments.models import Commission, Movement
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.charts import (
    ChartBar,
    ChartLine,
    ChartText,
    Drawing,
    LinearScale,
    Shape,
    pixels,
    share,
)
from commitments.vocabulary import REQUESTS, Agreed

MAX_COLUMNS = 16
# Pixels: the highest column, where the axis stands, and what a number in a bar needs.
HEIGHT, AXIS, LEAST_ROOM = 156.0, 184.0, 14
WIDTH = 0.74  # of the chart; beside it stand the names
LETTERS = 32  # as many as have room below the columns on a phone

# What moves together in the chart, from the axis upwards: short name, name, colour, statuses.
GROUPS = (
    (
        gettext_lazy("Delivered"),
        gettext_lazy("Delivered, also in part"),
        "k-done",
        (Agreed.DELIVERED, Agreed.PART),
    ),
    (
        gettext_lazy("Under way"),
        gettext_lazy("Under way"),
        "k-track",
        (Agreed.IN_PROGRESS, Agreed.CONTINUING),
    ),
    (gettext_lazy("Held up"), gettext_lazy("Held up"), "k-risk", (Agreed.BLOCKED,)),
    (gettext_lazy("Differ"), gettext_lazy("Sides differ"), "k-differ", (Agreed.DIFFER,)),
    (gettext_lazy("One side"), gettext_lazy("One side only"), "k-one", (Agreed.ONE_SIDE,)),
    (
        gettext_lazy("Not begun"),
        gettext_lazy("Not begun or not looked at"),
        "k-idle",
        (Agreed.NOT_STARTED, Agreed.NOT_ASSESSED),
    ),
    (
        "over",
        gettext_lazy("Ended otherwise"),
        "k-late",
        (Agreed.NOT_DELIVERED, Agreed.DROPPED, Agreed.SUPERSEDED),
    ),
)


@dataclass(frozen=True, slots=True)
class MovementRow:
    """The end of one period, and its counts in the order of the groups."""

    label: str
    end: dt.date
    counts: list[int]


@dataclass(frozen=True, slots=True)
class MovementChart:
    """The drawing, and the rows of its table; no row where nothing has been recorded."""

    finding: str
    drawing: Drawing
    rows: list[MovementRow]
    groups: list[tuple[str, str]]
    until: dt.date

    @property
    def is_empty(self) -> bool:
        return not self.rows


def period_ends(first: dt.date, last: dt.date) -> list[tuple[dt.date, str]]:
    """(last day, label) of the quarters from `first` to `last`, or of half-years or years where those are too many.

    The running period ends with `last`.
    """
    for months, label in ((3, _("Q%(n)d")), (6, _("H%(n)d")), (12, "%(n)d")):
        ends = []
        month = first.replace(day=1, month=(first.month - 1) // months * months + 1)
        while month <= last:
            year, following = divmod(month.year * 12 + month.month - 1 + months, 12)
            after = dt.date(year, following + 1, 1)
            number = month.year if months == 12 else (month.month - 1) // months + 1
            ends.append((min(after - dt.timedelta(days=1), last), label % {"n": number}))
            month = after
        if len(ends) <= MAX_COLUMNS:
            return ends
    return ends[-MAX_COLUMNS:]


def movement_chart(commission: Commission, *, until: dt.date, present: Counter[str]) -> MovementChart:
    """The chart up to `until`, a day whose counts by status are `present`. One query, whatever the size.

    Kept by weeks, so each period but the last one ends with the last cut-off in it.
    """
    to_cutoff = _to_cutoff(commission)
    deltas = sorted(movement_question(commission, until=until).rows())
    groups = [(str(label), css) for _short, label, css, _statuses in GROUPS]
    if not present:
        return MovementChart("", Drawing("chart", "100%", "0", ()), [], groups, until)
    ends = period_ends(deltas[0][0] + to_cutoff if deltas else until, until)
    days, counts = [], []
    running: Counter[str] = Counter()
    at = 0
    for end, _label in ends[:-1]:
        day = end - dt.timedelta(days=(end.isoweekday() - commission.cutoff_weekday) % 7)
        while at < len(deltas) and deltas[at][0] + to_cutoff <= day:
            running[deltas[at][1]] += deltas[at][2]
            at += 1
        days.append(day)
        counts.append(running.copy())
    days, counts = [*days, until], [*counts, present]
    rows = [
        MovementRow(label, day, [sum(counter[status] for status in group) for *_names, group in GROUPS])
        for (_end, label), day, counter in zip(ends, days, counts, strict=True)
    ]
    return MovementChart(_finding(rows), _drawing(rows, until), rows, groups, until)


def _to_cutoff(commission: Commission) -> dt.timedelta:
    return dt.timedelta(days=commission.cutoff_weekday - 1)


def movement_question(commission: Commission, *, until: dt.date) -> PreparedQuestion[Any]:
    """What `movement_chart` asks."""
    return _deltas.of(commission=commission.pk, until=until - _to_cutoff(commission))


@prepared
def _deltas(*, commission: Hole, until: Hole) -> QuerySet[Movement, Any]:
    kept = Movement.objects.filter(commission=commission, week__lte=until).exclude(status=REQUESTS)
    return kept.order_by().values_list("week", "status", "delta")


def _drawing(rows: list[MovementRow], until: dt.date) -> Drawing:
    heights = LinearScale(max(1, *(sum(row.counts) for row in rows)), HEIGHT)
    step = WIDTH / len(rows)
    shapes: list[Shape] = [ChartLine("axis", "0", share(WIDTH), pixels(AXIS + 0.5), pixels(AXIS + 0.5))]
    year = None
    each = math.ceil(len(rows) * max(typography.width(row.label) for row in rows) / LETTERS)
    for index, row in enumerate(rows):
        x = (index + 0.14) * step
        middle = share(x + step * 0.36)
        for css, y, height, count in _stacked(row, heights):
            shapes.append(ChartBar(css, share(x), pixels(y), share(step * 0.72), pixels(height)))
            if height >= LEAST_ROOM:
                place = pixels(y + height / 2 + 4)
                shapes.append(ChartText(str(count), middle, place, f"in-{css}", is_centred=True))
        if index % each == 0:
            shapes.append(ChartText(row.label, middle, pixels(AXIS + 16), is_centred=True))
        if row.end.year != year:
            shapes.append(ChartText(str(row.end.year), share(x), pixels(AXIS + 32)))
        year = row.end.year
    title = _(
        "Commitments by agreed view at the end of each period, until %(day)s. The table below has the same numbers."
    ) % {"day": date_format(until)}
    return Drawing("chart", "100%", "222", (*shapes, *_labels(rows[-1], heights)), "mv", title)


def _stacked(row: MovementRow, heights: LinearScale) -> Iterator[tuple[str, float, float, int]]:
    """(colour, place from above, height, count) of the groups that occur, from the axis upwards."""
    y = AXIS
    for count, (_short, _label, css, _statuses) in zip(row.counts, GROUPS, strict=True):
        if count:
            y -= heights(count)
            yield css, y, max(heights(count) - 1, 0.5), count


def _labels(last: MovementRow, heights: LinearScale) -> Iterator[ChartText]:
    """The names of the groups beside the last column, kept a line apart where the bars are thin."""
    names = {css: str(short) for short, _label, css, _statuses in GROUPS}
    above = AXIS + 18
    for css, y, height, _count in _stacked(last, heights):
        above = min(y + height / 2 + 4, above - 15)
        yield ChartText(names[css], share(WIDTH + 0.015), pixels(above), "strong")


def _finding(rows: list[MovementRow]) -> str:
    """The chart's title: what it shows, first against last."""
    first, last = rows[0], rows[-1]
    settled = sum(last.counts[:2])
    words = {
        "settled": settled,
        "total": sum(last.counts),
        "before": sum(first.counts[:2]),
        "total_before": sum(first.counts),
        "day": date_format(first.end, "SHORT_DATE_FORMAT"),
        "differ": last.counts[3],
    }
    if first.end == last.end:  # nothing to compare with
        sentence = ngettext(
            "Both sides see %(settled)d of %(total)d as under way or delivered; they differ on %(differ)d.",
            "Both sides see %(settled)d of %(total)d as under way or delivered; they differ on %(differ)d.",
            settled,
        )
        return sentence % words
    sentence = ngettext(
        "Both sides see %(settled)d of %(total)d as under way or delivered, against %(before)d of "
        "%(total_before)d on %(day)s; they differ on %(differ)d.",
        "Both sides see %(settled)d of %(total)d as under way or delivered, against %(before)d of "
        "%(total_before)d on %(day)s; they differ on %(differ)d.",
        settled,
    )
    return sentence % words
