"""Charts: scales that turn numbers and moments into places, and the shapes `templatetags/charts.py` writes.

Along the width places are shares of it, so a chart fits any window; heights are pixels. Both are texts as attributes
take them, which no language writes with another comma. What a shape means is told by its class: the stylesheet gives
it its colour, in the dark and on paper too. The numbers themselves stand in a table beneath the chart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format

from commitments.models import Calendar

# Months between the marks of a time axis, how many of them a narrow window has room for, and the share of the width
# from where on a label would be cut off.
STEPS, MAX_TICKS, LAST_TICK = (1, 3, 6, 12, 24, 60, 120), 6, 0.9


@dataclass(frozen=True, slots=True)
class LinearScale:
    """Numbers from 0 to `most` as lengths from 0 to `length`."""

    most: float
    length: float

    def __call__(self, number: float) -> float:
        return number / self.most * self.length


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Moments as shares of the time from `start` to `until`."""

    start: dt.datetime
    until: dt.datetime

    def __call__(self, moment: dt.datetime) -> float:
        return (moment - self.start) / (self.until - self.start)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis, and its place along the width."""

    label: str
    x: str


@dataclass(frozen=True, slots=True)
class ChartLine:
    css: str
    x1: str
    x2: str
    y1: str
    y2: str
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class ChartBar:
    css: str
    x: str
    y: str
    width: str
    height: str
    kind: str = "bar"


@dataclass(frozen=True, slots=True)
class ChartText:
    """`css` may be empty; `is_centred` puts the middle of the text at `x`, else it begins there."""

    text: str
    x: str
    y: str
    css: str = ""
    is_centred: bool = False
    kind: str = "text"

    @property
    def anchor(self) -> str:
        return "middle" if self.is_centred else "start"


@dataclass(frozen=True, slots=True)
class ChartPath:
    css: str
    d: str
    kind: str = "path"


@dataclass(frozen=True, slots=True)
class ChartMark:
    """The mark of a status, from the sprite."""

    css: str
    status: str
    x: str
    y: str
    size: str
    kind: str = "mark"


@dataclass(frozen=True, slots=True)
class ChartFrame:
    """Shapes with places of their own, cut off at its edges.

    `box` is that of the places of its shapes where it is drawn out to the size of the frame: paths in it then need a
    stroke that does not scale.
    """

    css: str
    x: str
    y: str
    width: str
    height: str
    shapes: tuple[Shape, ...]
    box: str = ""
    kind: str = "frame"


Shape = ChartLine | ChartBar | ChartText | ChartPath | ChartMark | ChartFrame


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole chart. Without a title it only repeats what stands beside it, and is kept from screen readers.

    `name` begins its ids, and is the only one on its page.
    """

    css: str
    width: str
    height: str
    shapes: tuple[Shape, ...]
    name: str = ""
    title: str = ""
    description: str = ""


def share(part: float) -> str:
    """A place along the width: 0.5 is "50.00%"."""
    return f"{part:.2%}"


def pixels(length: float) -> str:
    """At most two digits after the point: 118.5, 13."""
    return f"{length:.2f}".rstrip("0").rstrip(".")


def month_ticks(calendar: Calendar, scale: TimeScale) -> list[Tick]:
    """The first days of months or years, as many as have room."""
    first, last = calendar.day_of(scale.start), calendar.day_of(scale.until)
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in STEPS if months // step <= MAX_TICKS), STEPS[-1])
    found: list[Tick] = []
    number = first.year * 12 + first.month  # the month after the first
    for month in range(-(-number // step) * step, last.year * 12 + last.month, step):
        day = dt.date(month // 12, month % 12 + 1, 1)
        at = scale(calendar.end_of_day(day - dt.timedelta(days=1)))
        if 0 <= at <= LAST_TICK:
            style = "Y" if step >= 12 else "M" if found and day.month > 1 else "M Y"
            found.append(Tick(date_format(day, style), share(at)))
    return found


def grid(ticks: Iterable[Tick], *, top: float, axis: float) -> list[Shape]:
    """A line and a label for each tick, and the axis they stand on."""
    shapes: list[Shape] = []
    for tick in ticks:
        shapes.append(ChartLine("gridline", tick.x, tick.x, pixels(top), pixels(axis)))
        shapes.append(ChartText(tick.label, tick.x, pixels(axis + 14)))
    return [*shapes, ChartLine("axis", "0", "100%", pixels(axis + 0.5), pixels(axis + 0.5))]
