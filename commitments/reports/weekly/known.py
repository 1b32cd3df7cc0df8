"""What is known today about the days of a week, and what differs from the week as it was known at its cut-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import ngettext

from commitments import clock
from commitments.models import Commission, Entry, Standpoint
from commitments.models.entry import EntryQuerySet
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.weekly.events import Event, EventTopic, events_of, read, went_on
from commitments.reports.weekly.figures import figures_by_day, take_crossings
from commitments.reports.weekly.lines import Sides
from commitments.reports.weekly.material import NAMES
from commitments.reports.weekly.period import ONE_DAY, WeekPeriod, days_between
from commitments.reports.weekly.report import material_of
from commitments.reports.weekly.section import SHOWN
from commitments.reports.weekly.sections import SECTIONS, WrittenSection, count, write
from commitments.reports.weekly.wording import figure
from commitments.vocabulary import SIDES, Status, agreed_view


@dataclass(frozen=True, slots=True)
class LaterEntries:
    """Entries by which today's knowledge differs, newest first; the log may hold more than are shown."""

    title: str
    entries: list[tuple[Sentence, int | None]]  # with the number of the entry that corrected it
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.entries)


@dataclass(frozen=True, slots=True)
class WeekKnownToday:
    """The days in words, what entries say happened on them, and what the week did not know yet at its cut-off."""

    days: str
    sections: list[WrittenSection]
    later: LaterEntries
    corrected: LaterEntries

    @property
    def differing(self) -> list[LaterEntries]:
        return [part for part in (self.later, self.corrected) if part.total]

    @property
    def is_same(self) -> bool:
        return not self.differing


def known_today(commission: Commission, period: WeekPeriod, *, sides: Sides) -> WeekKnownToday:
    """Entries by the day they became true, whenever recorded; those that were corrected since are left out.

    Valid time counts whole days: those after the day of the cut-off before, up to that of this one.
    """
    entries = Entry.objects.filter(commission=commission)
    is_corrected = Exists(Entry.objects.filter(corrects=OuterRef("pk")))
    of_days = entries.filter(~is_corrected, effective_on__gt=period.first_day, effective_on__lte=period.day)
    events, _rest = events_of(read(commission, of_days))
    _follow_valid_time(period, events)
    about_figures = [event.commitment for event in events if event.topic == EventTopic.FIGURES]
    figures = figures_by_day(commission, period, about_figures)
    take_crossings(events, figures.crossed)
    found = count(events)
    parted = found["differ"]  # how it stands otherwise belongs to the week as known then
    parted.total, parted.shown = len(parted.events), list(parted.events)[:SHOWN]
    writer, material = material_of(commission, replace(period, moment=clock.now()), found, sides)
    for key, subject in material.items():
        subject.now, subject.before = {}, {}
        columns = figures.columns.get(key, {})
        subject.terms = replace(subject.terms, **{name: columns[name] for name in NAMES if name in columns})
    later = of_days.filter(recorded_at__gt=period.moment)
    corrected = entries.filter(is_corrected).recorded_within(period.start, period.moment)
    wording = SentenceWriter(commission)
    return WeekKnownToday(
        days=days_between(period.first_day + ONE_DAY, period.day),
        sections=[
            write(writer, section, found[section.key], material, note=figure(found[section.key].total))
            for section in SECTIONS
            if found[section.key].total
        ],
        later=_later_entries(later, wording, _recorded_later),
        corrected=_later_entries(corrected, wording, _corrected),
    )


def _follow_valid_time(period: WeekPeriod, events: Iterable[Event]) -> None:
    """Give the events about the performance the courses that the register has by this clock."""
    found = {event.commitment: event for event in events if event.topic == EventTopic.PERFORMANCE}
    sides = [side.value for side in SIDES]
    # As the register asks for the view known of a day: the last one that was true by then and not corrected.
    rows = Standpoint.objects.filter(
        commitment__in=list(found), whose__in=sides, is_corrected=False, effective_from__lte=period.day
    ).order_by("effective_from", "entry_number")
    before: dict[int, dict[str, str]] = {}
    within: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, whose, status, since in rows.values_list("commitment", "whose", "status", "effective_from"):
        known = before.setdefault(key, dict.fromkeys(sides, str(Status.NOT_ASSESSED)))
        if since is None or since <= period.first_day:
            known[whose] = status
        else:
            within[key].append((whose, status))
    for key, event in found.items():
        known = before.get(key) or dict.fromkeys(sides, str(Status.NOT_ASSESSED))
        event.entries.sort(key=lambda entry: (entry.effective_on, entry.number))
        event.statuses = {side: [status] for side, status in known.items()}
        event.agreed = [str(agreed_view(*known.values()))]
        for whose, status in within[key]:
            went_on(event.statuses[whose], status)
            known[whose] = status
            went_on(event.agreed, str(agreed_view(*known.values())))
        _leave_out_who_said_nothing(event)


def _leave_out_who_said_nothing(event: Event) -> None:
    spoke = {entry.side for entry in event.entries}
    event.statuses = {
        side: course for side, course in event.statuses.items() if side in spoke or len(course) > 1
    }


def _later_entries(
    entries: EntryQuerySet, wording: SentenceWriter, title: Callable[[int], str]
) -> LaterEntries:
    corrections = Entry.objects.filter(corrects=OuterRef("pk")).values("number")
    readable = entries.readable().annotate(corrected_by=Subquery(corrections[:1]))
    rows = list(readable.order_by("-number")[: SHOWN + 1])
    total = len(rows) if len(rows) <= SHOWN else entries.count()
    told = [(wording.sentence(row), row.corrected_by) for row in rows[:SHOWN]]
    return LaterEntries(title(total), told, total)


def _recorded_later(number: int) -> str:
    return ngettext(
        "%(n)s later entry is about these days",
        "%(n)s later entries are about these days",
        number,
    ) % {"n": figure(number)}


def _corrected(number: int) -> str:
    return ngettext(
        "%(n)s entry of the week was corrected later",
        "%(n)s entries of the week were corrected later",
        number,
    ) % {"n": figure(number)}
