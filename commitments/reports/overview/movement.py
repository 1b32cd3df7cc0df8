"""Movement over time: how many commitments stood where at the end of each period, as a chart and as its table."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments.models import Commission, Movement
from commitments.vocabulary import REQUESTS, Agreed

MAX_COLUMNS = 16
HEIGHT, TOP, AXIS = 156.0, 28.0, 184.0

WIDTH = 74.0

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
class Bar:
    css: str
    count: int
    y: str
    height: str
    text_y: str
    has_room: bool


@dataclass(frozen=True, slots=True)
class BarColumn:
    """One period: its label, where it stands (x in per cent), its bars and counts in the order of the groups."""

    label: str
    year: str
    x: str
    middle: str
    width: str
    bars: list[Bar]
    counts: list[int]
    end: dt.date


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a group beside its bar in the last column."""

    text: str
    y: str


@dataclass(frozen=True, slots=True)
class Chart:
    finding: str
    columns: list[BarColumn]
    groups: list[tuple[str, str]]
    until: dt.date
    labels: list[Label] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not self.columns


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


def movement_chart(commission: Commission, *, until: dt.date, present: Counter[str]) -> Chart:
    """The chart up to `until`, a day whose counts by status are `present`. One query, whatever the size.

    Kept by weeks, so each period but the last one ends with the last cut-off in it.
    """
    to_cutoff = dt.timedelta(days=commission.cutoff_weekday - 1)
    rows = Movement.objects.filter(commission=commission, week__lte=until - to_cutoff).exclude(
        status=REQUESTS
    )
    deltas = sorted(rows.values_list("week", "status", "delta"))
    groups = [(str(label), css) for _short, label, css, _statuses in GROUPS]
    if not present:
        return Chart("", [], groups, until)
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
    highest = max(1, *(counter.total() for counter in counts))
    columns = [
        _column(index, len(ends), day, label, counter, highest)
        for index, ((_end, label), day, counter) in enumerate(zip(ends, days, counts, strict=True))
    ]
    return Chart(_finding(columns), columns, groups, until, _labels(columns[-1]))


def _labels(column: BarColumn) -> list[Label]:
    """Direct labels, kept a line apart where the bars are thin."""
    names = {css: str(short) for short, _label, css, _statuses in GROUPS}
    labels, above = [], AXIS + 18
    for bar in column.bars:
        above = min(float(bar.text_y), above - 15)
        labels.append(Label(names[bar.css], f"{above:.1f}"))
    return labels


def _column(index: int, of: int, end: dt.date, label: str, counter: Counter[str], highest: int) -> BarColumn:
    step = WIDTH / of
    width = step * 0.72
    x = index * step + step * 0.14
    counts = [sum(counter[status] for status in statuses) for _short, _label, _css, statuses in GROUPS]
    bars, y = [], AXIS
    for count, (_short, _label, css, _statuses) in zip(counts, GROUPS, strict=True):
        if not count:
            continue
        height = count / highest * HEIGHT
        y -= height
        shown = max(height - 1, 0.5)
        bars.append(
            Bar(
                css,
                count,
                f"{y:.1f}",
                f"{shown:.1f}",
                f"{y + shown / 2 + 4:.1f}",
                shown >= 14 and of <= MAX_COLUMNS,
            )
        )
    return BarColumn(
        label=label,
        year=str(end.year),
        x=f"{x:.2f}%",
        middle=f"{x + width / 2:.2f}%",
        width=f"{width:.2f}%",
        bars=bars,
        counts=counts,
        end=end,
    )


def _finding(columns: list[BarColumn]) -> str:
    """The chart's title: what it shows, first against last."""
    first, last = columns[0], columns[-1]
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
