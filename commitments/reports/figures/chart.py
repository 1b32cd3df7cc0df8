"""The chart of an indicator: both sides told apart by shape, targets, the line that leads to them, and what is unsaid."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from commitments import typography
from commitments.figures.observation import Observation, SeriesLevel
from commitments.figures.pace import trajectory
from commitments.reports.charts import (
    ChartBar,
    ChartFrame,
    ChartLine,
    ChartPath,
    ChartText,
    Drawing,
    LinearScale,
    Shape,
    pixels,
    share,
)
from commitments.reports.figures.reading import IndicatorReading, SideReading
from commitments.reports.figures.wording import short_number
from commitments.vocabulary import Side
from commitments.vocabulary.figures import PACED, Combining

HEIGHT, TOP, AXIS = 226, 24, 190
SMALL_HEIGHT, SMALL_AXIS = 128, 104
# The drawing ends here, so that the last labels have room beside it.
WIDTH = 0.86
# A series with more points than this is thinned out; the table has them all.
MOST_POINTS = 120
GRIDLINES = 4
LABEL_APART = 15
# A longer label would reach past the drawing on a phone; the table beneath has its number.
LABEL_LENGTH = 8
# The course of a series is drawn in a box of its own, so many places wide, which is drawn out to the width.
PLACES = 1000
# Lines across a box of 100 by 100, for a period without a figure.
HATCH = "M0 25L25 0M0 50L50 0M0 75L75 0M0 100L100 0M25 100L100 25M50 100L100 50M75 100L100 75"

# Where a number is, in pixels from the top.
Height = Callable[[Decimal], float]


class DayScale:
    """Days as shares of the width."""

    def __init__(self, first: dt.date, last: dt.date) -> None:
        self.first, self.days = first, max(1, (last - first).days)

    def __call__(self, day: dt.date) -> str:
        return share(self.at(day))

    def at(self, day: dt.date) -> float:
        return (day - self.first).days / self.days * WIDTH

    def place(self, day: dt.date) -> str:
        """Within the box that is drawn out to the width."""
        return pixels((day - self.first).days / self.days * PLACES)


def indicator_chart(
    reading: IndicatorReading, *, today: dt.date, name: str, is_small: bool = False
) -> Drawing | None:
    """The drawing, or None where there is nothing to draw. `name` begins its ids."""
    sides = reading.drawn
    points = [level for side in sides for level in side.levels]
    if not points:
        return None
    first, last = _span(reading, sides, points, today)
    numbers = [level.number for level in points] + [one.value for one in reading.terms.targets]
    low, high = min([Decimal(0), *numbers]), max([Decimal(0), *numbers])
    step = _step(high - low)
    bottom = (low / step).to_integral_value(ROUND_FLOOR) * step
    top = (high / step).to_integral_value(ROUND_CEILING) * step
    days = DayScale(first, last)
    axis = SMALL_AXIS if is_small else AXIS
    height_of = SMALL_HEIGHT if is_small else HEIGHT
    height = LinearScale(float(top - bottom) or 1.0, axis - TOP)

    def y(number: Decimal) -> float:
        return axis - height(float(number - bottom))

    shapes: list[Shape] = []
    tick, each = bottom, step * 2 if is_small else step
    while tick <= top:
        shapes.append(ChartLine("gridline", "0", share(WIDTH), pixels(y(tick)), pixels(y(tick))))
        shapes.append(ChartText(short_number(tick), "0", pixels(y(tick) - 4)))
        tick += each
    shapes += _years(first, last, days, axis)
    for side in sides:
        shapes += _unsaid(side.known, days, axis)
    shapes += _promised(reading, sides, days, y)
    if first <= today <= last:
        shapes.append(ChartLine("today", days(today), days(today), pixels(TOP), pixels(axis)))
    for side in sides:
        course = tuple(_course(reading.terms.combining, side, days, y, is_small=is_small))
        box, width = f"0 0 {PLACES} {height_of}", share(WIDTH)
        shapes.append(ChartFrame("course", "0", "0", width, str(height_of), course, box))
    shapes += _labels(sides, y, with_numbers=not is_small)
    return Drawing(
        css="chart",
        width="100%",
        height=str(height_of),
        shapes=tuple(shapes),
        name=name,
        title=reading.finding,
        description=_("The page of the commitment has every value.")
        if is_small
        else _("The table beneath has every value."),
    )


def _span(
    reading: IndicatorReading, sides: Sequence[SideReading], points: Sequence[SeriesLevel], today: dt.date
) -> tuple[dt.date, dt.date]:
    """From the first thing that is said or promised to the last, at least a year."""
    said = [one.period.start for side in sides for one in side.known]
    first = min([level.day for level in points] + said)
    if reading.terms.targets and reading.terms.combining in PACED:
        first = min(first, reading.terms.start)
    ends = [level.day for level in points] + [one.period.end for one in reading.terms.targets]
    last = max([*ends, first + dt.timedelta(days=365)])
    return dt.date(first.year, 1, 1), max(last, min(today, last + dt.timedelta(days=400)))


def _step(span: Decimal) -> Decimal:
    """A round distance between gridlines: 1, 2 or 5 times a power of ten."""
    if not span:
        return Decimal(1)
    rough = span / GRIDLINES
    power = Decimal(10) ** rough.adjusted()
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def _years(first: dt.date, last: dt.date, days: DayScale, axis: float) -> list[Shape]:
    years = range(first.year, last.year + 1)
    each = max(1, len(years) // 8)
    shapes: list[Shape] = [ChartLine("axis", "0", share(WIDTH), pixels(axis), pixels(axis))]
    for year in list(years)[::each]:
        shapes.append(ChartText(str(year), days(dt.date(year, 1, 1)), pixels(axis + 18)))
    return shapes


def _promised(
    reading: IndicatorReading, sides: Sequence[SideReading], days: DayScale, y: Height
) -> list[Shape]:
    """Each target with its number, and the line that leads to it."""
    terms = reading.terms
    reached = next((side.levels for side in sides if side.levels), [])
    # Targets with a day share one line.
    stretches = {
        stretch: None
        for target in terms.targets
        if terms.combining in PACED
        for stretch in itertools.pairwise(trajectory(terms, target, reached).points)
    }
    shapes: list[Shape] = [
        ChartLine("trajectory", days(day), days(next_day), pixels(y(value)), pixels(y(next_value)))
        for (day, value), (next_day, next_value) in stretches
        if day >= days.first
    ]
    for target in terms.targets:
        at, end = y(target.value), days(target.period.end)
        shapes.append(ChartLine("target", days(target.period.start), end, pixels(at), pixels(at)))
        mark = short_number(target.value, reading.indicator["decimals"])
        shapes.append(ChartText(mark, end, pixels(at - 6), "target-label", is_centred=True))
    return shapes


def _course(
    combining: str, side: SideReading, days: DayScale, y: Height, *, is_small: bool
) -> Iterator[ChartPath]:
    """Steps for amounts, a line for levels and running totals, points alone for rates; hollow is what was revised.

    A point is a stroke of no length: its ends are round for the first side and square for the second.
    """
    css = "first" if side.side == Side.FIRST else "second"
    shown = _thinned(side.levels)
    if shown and combining != Combining.RATE:
        yield ChartPath(f"series {css}", _line(shown, combining, days, y))
    if side.revised and not is_small:
        revised = "".join(_point(day, number, days, y) for day, number in side.revised)
        yield ChartPath(f"point {css}", revised)
        yield ChartPath("point hollow", revised)
    last_alone = is_small and combining != Combining.RATE
    points = "".join(_point(one.day, one.number, days, y) for one in (shown[-1:] if last_alone else shown))
    if points:
        yield ChartPath(f"point {css}", points)


def _line(shown: Sequence[SeriesLevel], combining: str, days: DayScale, y: Height) -> str:
    path = f"M{days.place(shown[0].day)} {pixels(y(shown[0].number))}"
    for level in shown[1:]:
        x, at = days.place(level.day), pixels(y(level.number))
        path += f"H{x}V{at}" if combining == Combining.FLOW else f"L{x} {at}"
    return path


def _point(day: dt.date, number: Decimal, days: DayScale, y: Height) -> str:
    return f"M{days.place(day)} {pixels(y(number))}h0"


def _labels(sides: Sequence[SideReading], y: Height, *, with_numbers: bool) -> list[Shape]:
    """Whose line it is, beside its end; two that would cover each other stand apart."""
    ends = [(y(side.levels[-1].number) + 4, side) for side in sides if side.levels]
    shapes: list[Shape] = []
    lowest = 0.0
    for place, side in sorted(ends, key=lambda end: end[0]):
        lowest = at = max(place, lowest + LABEL_APART)
        css = "first" if side.side == Side.FIRST else "second"
        words = f"{side.party.code} {side.latest}"
        if not with_numbers or typography.width(words) > LABEL_LENGTH:
            words = side.party.code
        shapes.append(ChartText(words, share(WIDTH + 0.015), pixels(at), f"label {css}"))
    return shapes


def _thinned(levels: Sequence[SeriesLevel]) -> list[SeriesLevel]:
    """At most so many points, the last one always among them."""
    each = -(-len(levels) // MOST_POINTS) or 1
    kept = list(levels[::each])
    return kept if not levels or kept[-1] is levels[-1] else [*kept, levels[-1]]


def _unsaid(known: Iterable[Observation], days: DayScale, axis: float) -> list[Shape]:
    """The periods of which a side says that there is no figure."""
    shapes: list[Shape] = []
    for one in known:
        if one.number is None:
            start, end = days.at(one.period.start), days.at(one.period.end)
            place = (share(start), pixels(TOP), share(end - start), pixels(axis - TOP))
            shapes.append(ChartBar("unsaid", *place))
            shapes.append(ChartFrame("unsaid", *place, (ChartPath("hatch", HATCH),), "0 0 100 100"))
    return shapes


def sparkline(levels: Sequence[SeriesLevel], name: str = "") -> Drawing | None:
    """The course of a series in the height of a line of text; it repeats what stands beside it."""
    if len(levels) < 2:
        return None
    shown = _thinned(levels)
    first, last = shown[0].day, shown[-1].day
    numbers = [level.number for level in shown]
    low, high = min(numbers), max(numbers)
    width, height = 80.0, 18.0
    span = max(1, (last - first).days)

    def place(level: SeriesLevel) -> tuple[float, float]:
        up = float((level.number - low) / (high - low)) if high != low else 0.5
        return 2 + (level.day - first).days / span * width, 2 + (1 - up) * height

    places = [" ".join(map(pixels, place(level))) for level in shown]
    shapes = (
        ChartPath("series first", "M" + "L".join(places)),
        ChartPath("point first", f"M{places[-1]}h0"),
    )
    return Drawing(css="spark", width="84", height="22", shapes=shapes, name=name)


def bar(line_share: Decimal | None, needed: Decimal | None) -> Drawing | None:
    """How much of the way is made, and where it should be by the day of the value, both as shares of the whole."""
    if line_share is None:
        return None
    made = float(min(Decimal(1), max(Decimal(0), line_share)))
    shapes: list[Shape] = [
        ChartBar("track", "0", "3", "100%", "12"),
        ChartBar("made", "0", "3", share(made), "12"),
    ]
    if needed is not None:
        at = share(float(min(Decimal(1), max(Decimal(0), needed))))
        shapes.append(ChartLine("pace", at, at, "0", "18"))
    return Drawing(css="bar", width="100%", height="18", shapes=tuple(shapes))
