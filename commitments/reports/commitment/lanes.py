"""How the two views of a commitment moved: a lane for each side on the recorded clock, and where they differed.

Places are shares of the whole width, so that the chart fits any window. A word that has no room is left to the key
and the table.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Calendar, Commitment, Party, Standpoint
from commitments.reports.charts import (
    ChartBar,
    ChartFrame,
    ChartMark,
    ChartPath,
    ChartText,
    Drawing,
    Shape,
    Tick,
    TimeScale,
    grid,
    month_ticks,
    share,
)
from commitments.reports.numbers import days
from commitments.reports.overview.counts import CELLS
from commitments.vocabulary import Agreed, Status, Whose

# Pixels the chart surely has in a narrow and in a wide window.
NARROW, WIDE = 330, 560
MARK, LETTER, CHARACTER = 24, 7.6, 14.0
# What lasted a day still has to be seen in a chart of years.
SLIGHTEST = 0.004


@dataclass(frozen=True, slots=True)
class Period:
    """A status held from one moment to another, with nothing drawn yet."""

    status: str
    start: dt.datetime
    end: dt.datetime


@dataclass(frozen=True, slots=True)
class LaneBar:
    """A period as it is drawn. `word` and `mark` tell where there is room: "always", "wide" or "" for nowhere."""

    status: str
    label: str
    css: str
    x: str
    width: str
    start: dt.date
    end: dt.date
    days: int
    is_present: bool
    mark: str
    word: str


@dataclass(frozen=True, slots=True)
class Lane:
    party: Party
    parts: list[LaneBar]


@dataclass(frozen=True, slots=True)
class Lanes:
    """Both lanes in the reader's order, the differences between them, the axis, and what it all shows."""

    finding: str
    drawing: Drawing
    lanes: list[Lane]
    differences: list[LaneBar]
    ticks: list[Tick]
    key: list[tuple[str, str, str]]
    start: dt.date
    until: dt.date
    has_left_out: bool


def lanes_of(
    rows: Sequence[Standpoint],
    commitment: Commitment,
    sides: Sequence[tuple[str, Party]],
    *,
    day: dt.date,
    corrections: Collection[tuple[int, int]] | None = None,
) -> Lanes | None:
    """The lanes from the recording of `commitment` until the end of `day`; None while no side has changed its view.

    `rows` are its views in any order. `corrections` are the entries known to be corrected, each with the one that
    corrects it; None means that all that is known now counts.
    """
    calendar = commitment.commission.calendar
    start, until = commitment.recorded_at, calendar.end_of_day(day)
    by_whose: dict[str, list[Standpoint]] = {}
    for row in sorted(rows, key=lambda row: (row.recorded_from, row.entry_number)):
        if row.recorded_from <= until and row.recorded_to != row.recorded_from:
            by_whose.setdefault(row.whose, []).append(row)

    def holds(row: Standpoint) -> bool:
        return not _is_corrected(row, corrections)

    views = {side: list(_periods(by_whose.get(side, ()), until, holds)) for side, _party in sides}
    if not any(_has_moved(periods) for periods in views.values()):
        return None
    agreed = _periods(by_whose.get(Whose.AGREED.value, ()), until, lambda _row: True)
    differed = [
        period
        for period in agreed
        if period.status == Agreed.DIFFER and all(_overlaps(period, views[side]) for side, _party in sides)
    ]
    scale = TimeScale(start, until)
    lanes = [Lane(party, [_bar(period, calendar, scale) for period in views[side]]) for side, party in sides]
    bars = [_bar(period, calendar, scale) for period in differed]
    # What began and was settled on one day is on no page of the register as of a day, and so is not told here.
    differences = [bar for bar in bars if bar.days or bar.is_present]
    ticks, finding = month_ticks(calendar, scale), _finding(differences)
    description = _(
        "One lane for each side, by the day of recording, from %(first)s until %(last)s; between the lanes the "
        "periods in which the two views differed. The table below has the same periods."
    ) % {"first": date_format(calendar.day_of(start)), "last": date_format(day)}
    return Lanes(
        finding=finding,
        drawing=_drawing(lanes, differences, ticks, title=finding, description=description),
        lanes=lanes,
        differences=differences,
        ticks=ticks,
        key=_key(lanes, differences),
        start=calendar.day_of(start),
        until=day,
        has_left_out=not all(holds(row) for side, _party in sides for row in by_whose.get(side, ())),
    )


def _is_corrected(row: Standpoint, corrections: Collection[tuple[int, int]] | None) -> bool:
    """Whether the view of `row` is known to have been wrong. A correction also reaches what went on with it."""
    if corrections is None or not row.is_corrected:
        return row.is_corrected
    return any(corrected <= row.entry_number < by for corrected, by in corrections)


def _periods(
    rows: Sequence[Standpoint], until: dt.datetime, holds: Callable[[Standpoint], bool]
) -> Iterator[Period]:
    """The periods of one status each; a change of the outlook alone ends none."""
    last: Period | None = None
    for row in filter(holds, rows):
        end = until if row.recorded_to is None else min(row.recorded_to, until)
        if last is not None and last.status == row.status and last.end == row.recorded_from:
            last = Period(last.status, last.start, end)
            continue
        if last is not None:
            yield last
        last = Period(row.status, row.recorded_from, end)
    if last is not None:
        yield last


def _has_moved(periods: Sequence[Period]) -> bool:
    return len({period.status for period in periods} - {Status.NOT_ASSESSED.value}) > 1


def _overlaps(period: Period, others: Sequence[Period]) -> bool:
    """Whether any of a side's views that hold falls into `period`: else it rested on a view corrected since."""
    return any(other.start < period.end and period.start < other.end for other in others)


def _bar(period: Period, calendar: Calendar, scale: TimeScale) -> LaneBar:
    x, right = scale(period.start), scale(period.end)
    width = max(right - x, SLIGHTEST)
    first, last = calendar.day_of(period.start), calendar.day_of(period.end)
    label, number = str(Agreed(period.status).label), (last - first).days
    words = days(number) if period.status == Agreed.DIFFER else label
    room = MARK + sum(CHARACTER if letter > "\u2e7f" else LETTER for letter in words)
    return LaneBar(
        status=period.status,
        label=label,
        css="k-one" if period.status == Status.NOT_ASSESSED else CELLS[Agreed(period.status)],
        x=share(min(x, 1 - width)),
        width=share(width),
        start=first,
        end=last,
        days=number,
        is_present=period.end == scale.until,
        mark=_room(right - x, MARK - 4),
        word=_room(right - x, room),
    )


def _drawing(
    lanes: Sequence[Lane],
    differences: Sequence[LaneBar],
    ticks: Sequence[Tick],
    *,
    title: str,
    description: str,
) -> Drawing:
    shapes = grid(ticks, top=19, axis=118)
    for lane, name_y, y in zip(lanes, ("12", "108"), ("19", "68"), strict=True):
        says = _("%(party)s says") % {"party": lane.party.name}
        shapes.append(ChartText(says, "0", name_y, "strong"))
        shapes += [
            ChartFrame(f"in-{bar.css}", bar.x, y, bar.width, "26", (_ground(bar), *_inside(bar)))
            for bar in lane.parts
        ]
    for bar in differences:
        word = [ChartText(days(bar.days), "7", "13", bar.word)] if bar.word else []
        shapes.append(ChartFrame(f"in-{bar.css}", bar.x, "48", bar.width, "17", (_ground(bar), *word)))
    return Drawing("chart", "100%", "136", tuple(shapes), "lanes", title, description)


def _ground(bar: LaneBar) -> ChartBar:
    return ChartBar(bar.css, "0", "0", "100%", "100%")


def _inside(bar: LaneBar) -> Iterator[Shape]:
    """What stands in a bar of a lane, as far as it has room: a line where it begins, its mark and its word."""
    yield ChartPath("cut", "M0 0v26")
    if bar.mark:
        yield ChartMark(bar.mark, bar.status, "6", "6", "14")
    if bar.word:
        yield ChartText(bar.label, "25", "17.5", bar.word)


def _room(share: float, pixels: float) -> str:
    if share * NARROW >= pixels:
        return "always"
    return "wide" if share * WIDE >= pixels else ""


def _key(lanes: Sequence[Lane], differences: Sequence[LaneBar]) -> list[tuple[str, str, str]]:
    """(status, its word, its colour) of all that is drawn, each once, in the order of the vocabulary."""
    drawn = {part.status: part for lane in lanes for part in lane.parts}
    drawn |= {part.status: part for part in differences[:1]}
    return [
        (part.status, part.label, part.css)
        for status in Agreed
        if (part := drawn.get(status.value)) is not None
    ]


def _finding(differences: Sequence[LaneBar]) -> str:
    """What the chart shows, as its title."""
    if not differences:
        return _("The two views did not differ at the end of any day.")
    *before, last = differences
    times, number = len(differences), sum(part.days for part in differences)
    if not last.is_present:
        sentence = ngettext(
            "The two views differed once, for %(days)s, until %(day)s.",
            "The two views differed in %(times)d periods, for %(days)s in all, the last until %(day)s.",
            times,
        )
    elif before:
        sentence = ngettext(
            "The two views have differed for %(last)s, and did so once before, for %(earlier)s.",
            "The two views have differed for %(last)s, and did so %(n)d times before, for %(earlier)s in all.",
            len(before),
        )
    else:
        sentence = _("The two views have differed for %(last)s, recorded since %(since)s.")
    return sentence % {
        "times": times,
        "n": len(before),
        "days": days(number),
        "day": date_format(last.end),
        "last": days(last.days) if last.days else _("less than a day"),
        "earlier": days(number - last.days),
        "since": date_format(last.start),
    }
