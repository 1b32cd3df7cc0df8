"""The sections of the week in their order, and how they are written.

The order says three things at once: what is shown first, what the headline says first, and to which section an event
belongs, since that is the first that holds for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commitments import links
from commitments.models import Commission
from commitments.reports.weekly import wording
from commitments.reports.weekly.agreements import SETTLED
from commitments.reports.weekly.crossings import CROSSED
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.lines import LineWriter, WeekLine
from commitments.reports.weekly.material import WeekSubject
from commitments.reports.weekly.performance import ENDED, GOES_ON
from commitments.reports.weekly.period import WeekPeriod
from commitments.reports.weekly.rows import WeekRows
from commitments.reports.weekly.section import SHOWN, SectionCount, WeekSection
from commitments.reports.weekly.states import DIFFERING, LATE, WAITING
from commitments.reports.weekly.values import GIVEN

SECTIONS: tuple[WeekSection, ...] = (
    *ENDED,
    *LATE,
    *DIFFERING,
    *CROSSED,
    *GIVEN,
    *GOES_ON,
    *SETTLED,
    *WAITING,
)

SectionCounts = defaultdict[str, SectionCount]


@dataclass(frozen=True, slots=True)
class WrittenSection:
    """A section in words: `note` counts and compares, `rest` tells of lines not shown and `url` leads there.

    `total` commitments are in it, the lines not shown included. `rows` are the lines as they are printed, in place of
    `lines`, where whoever asked has a way to print one.
    """

    slug: str
    name: str
    mark: str
    colour: str
    note: str
    lines: tuple[WeekLine, ...]
    rest: str = ""
    url: str = ""
    total: int = 0
    rows: tuple[str, ...] = ()


def section_of(event: Event) -> WeekSection:
    """Where an event belongs: the first section of its topic that holds for it. The last of each topic always does."""
    return next(section for section in SECTIONS if section.topic == event.topic and section.holds(event))


def count(events: Iterable[Event]) -> SectionCounts:
    """How many events there are in each section, and the first ones with what they were made of."""
    found: SectionCounts = defaultdict(SectionCount)
    for event in sorted(events, key=lambda event: (-event.weight, event.commitment)):
        section = section_of(event)
        counted = found[section.key]
        if not section.stands:  # the others are counted by how it stands
            counted.total += 1
            if len(counted.shown) < SHOWN:
                counted.shown.append(event.commitment)
        counted.events[event.commitment] = event
    return found


def write(
    writer: LineWriter,
    section: WeekSection,
    counted: SectionCount,
    subjects: dict[int, WeekSubject],
    *,
    note: str,
    rest: tuple[str, str] = ("", ""),
    rows: WeekRows | None = None,
    wanted: Sequence[int] = (),
) -> WrittenSection:
    def line_of(key: int) -> WeekLine:
        event = counted.events.get(key) or Event(section.topic or EventTopic.OTHER, key)
        return writer.line(subjects[key], event, section.line(writer, subjects[key], event))

    lines: list[WeekLine] = []
    if rows is None:
        lines += map(line_of, _in_order(section, counted.shown, subjects))
    else:
        for key in wanted:
            order = section.order(subjects[key]) if section.order else None
            rows.keep(section.key, key, order, line_of(key))
    return WrittenSection(
        slug=section.key,
        name=str(section.heading),
        mark=section.mark,
        colour=section.colour,
        note=note,
        lines=tuple(lines),
        rest=rest[0],
        url=rest[1],
        total=counted.total,
        rows=rows.printed(section, counted.shown) if rows else (),
    )


def _in_order(section: WeekSection, shown: list[int], subjects: dict[int, WeekSubject]) -> list[int]:
    """By the order of the section: a union hands rows over in any order, events come in theirs."""
    order = section.order
    if order is not None:
        return sorted(shown, key=lambda key: (order(subjects[key]), key))
    return sorted(shown) if section.stands else shown


def rest_of(
    commission: Commission, period: WeekPeriod, section: WeekSection, counted: SectionCount, day: str
) -> tuple[str, str]:
    """What is said of lines not shown, and where all are: in the log, or in the register as of `day` (empty: now)."""
    if counted.total <= SHOWN:
        return "", ""
    words = {"shown": wording.figure(len(counted.shown)), "total": wording.figure(counted.total)}
    if not section.is_in_register:
        url = links.log(commission.slug, week=period.week)
        return _("%(shown)s of %(total)s are shown; the log has them all.") % words, (
            f"{url}&{section.query}" if section.query else url
        )
    url = links.register(commission.slug) + f"?{section.query}"
    if not day:
        return _("%(shown)s of %(total)s are shown; the register has them all.") % words, url
    return _(
        "%(shown)s of %(total)s are shown; the register as of that day has them all, at the end of the day."
    ) % words, f"{url}&as_of={day}"
