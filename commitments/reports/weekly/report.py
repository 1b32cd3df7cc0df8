"""The weekly status of a commission as it was known at the cut-off. Entries recorded later never change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.cache import caches
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from commitments import clock, links
from commitments.models import Commission, Entry, Week
from commitments.models.together import asked_ahead
from commitments.models.week import SETTLED_AFTER
from commitments.reports.position import positions, positions_question
from commitments.reports.touched import is_over
from commitments.reports.weekly import wording
from commitments.reports.weekly.book import book_of, in_week
from commitments.reports.weekly.events import Event, WeekEntry, apart_from_lists, entries_of, events_of, read
from commitments.reports.weekly.figures import Crossed, crossed_question, crossed_within, take_crossings
from commitments.reports.weekly.headline import WeekFigure, besides, figures_of, sentence_of
from commitments.reports.weekly.lines import LineWriter, Sides
from commitments.reports.weekly.material import WeekSubject, subjects, texts_of, texts_question
from commitments.reports.weekly.period import WeekPeriod, period_of
from commitments.reports.weekly.present import counts_of_closed, standing_now, standing_questions
from commitments.reports.weekly.rows import PrintLine, WeekRows
from commitments.reports.weekly.section import SectionCount, WeekSection
from commitments.reports.weekly.sections import (
    SECTIONS,
    SectionCounts,
    WrittenSection,
    count,
    rest_of,
    write,
)
from commitments.reports.weekly.silence import count_silent, silent_question
from commitments.reports.weekly.standing import (
    COUNTED,
    ENTRIES,
    counts_of_each_question,
    counts_question,
    delivered_late,
    late_and_differing,
    late_and_differing_in,
    standing,
    standing_asked,
)
from commitments.vocabulary import SIDES, EntryKind, Side, Status
from commitments.vocabulary.texts import reading_side


@dataclass(frozen=True, slots=True)
class WeekReport:
    """The weekly status of one week, in the reader's language. `rest` are the numbers of entries without a section."""

    period: WeekPeriod
    headline: str
    figures: list[WeekFigure]
    counted: str
    besides: str
    log_url: str
    sections: list[WrittenSection]
    rest: tuple[int, ...]
    last_entry: int | None


@dataclass(frozen=True, slots=True)
class WeekHeadline:
    """The sentence of a week, for pages that show nothing else of it."""

    week: Week
    sentence: str


def key_of(commission: Commission, period: WeekPeriod, *, head: int, side_first: str) -> str:
    """Under what a weekly status is kept: all it depends on, the language too.

    A closed week as known then never changes; a running one does with every entry (`head` is the size of the log)
    and day. So does one just cut off, for a minute: an entry may carry a moment before the cut-off and be committed
    after it.
    """
    is_settled = clock.now() > period.end + SETTLED_AFTER
    until = f"{period.day}.{head}.{period.is_running}" if not is_settled else f"{period.end:%Y%m%dT%H%M}"
    cut = f"{period.start:%Y%m%dT%H%M}.{until}.{commission.silent_after_days}"
    of_reader = f"{side_first}.{reading_side()}.{get_language()}"
    return f"week:{commission.picture_key}.{commission.slug}.{period.week}.{cut}.{of_reader}"


def weekly(
    commission: Commission,
    period: WeekPeriod,
    *,
    first: Week,
    sides: Sides,
    print_line: PrintLine | None = None,
) -> WeekReport:
    """The weekly status of a week that is not before `first`, in which the log began, naming the sides in this order.

    With `print_line` the lines of the running week come printed, and only those that changed are printed again.
    How many queries it takes does not depend on the size of the register. Pages keep what they made of it by `key_of`.
    """
    before = period_of(commission, period.week.shifted(-1))
    is_first = period.week <= first
    rows = None
    if period.is_present:
        book = book_of(commission, period)
        if print_line is not None:
            rows = book.rows_of(commission, period, sides, print_line)
    told = _told_now(commission, period, with_lists=True, rows=rows) if period.is_present else None
    if told is not None:
        period, now, rest = told
        was = counts_of_closed(commission, before, lambda: _counts_then(commission, before))
    else:
        now, was, rest = _told_then(commission, period, before)
        rows = None
    wanted = {
        section.key: rows.missing(section.key, shown) if rows else shown
        for section in SECTIONS
        if (shown := now[section.key].shown)
    }
    writer, material = material_of(commission, period, now, sides, wanted)
    day = "" if period.is_running else period.day.isoformat()
    return WeekReport(
        period=period,
        headline=sentence_of(now, rest, is_running=period.is_running),
        figures=figures_of(now, was, is_first=is_first),
        counted=_counted(now[COUNTED].total, now, rest),
        besides=besides(rest, writer.names),
        log_url=links.log(commission.slug, week=period.week),
        sections=[
            write(
                writer,
                section,
                now[section.key],
                material,
                note=_note(writer, section, now, None if is_first else was),
                rest=rest_of(commission, period, section, now[section.key], day),
                rows=rows,
                wanted=wanted.get(section.key, ()),
            )
            for section in SECTIONS
            if now[section.key].total
        ],
        rest=tuple(entry.number for entry in rest),
        last_entry=now[ENTRIES].total - 1 if now[ENTRIES].total else None,
    )


def headline(commission: Commission, *, head: int, as_of: dt.date | None = None) -> WeekHeadline:
    """The sentence of the present week so far, or of the week `as_of` begins in, as known at the end of that day.

    `head` is the size of the log. Three queries, and none while no entry is added, the day is the same and the week, too.
    """
    week = commission.calendar.week_of(clock.now())
    until = "over" if as_of and is_over(commission, as_of) else f"{head}:{commission.today()}:{week}"
    key = f"headline:{commission.picture_key}:{until}:{as_of}:{get_language()}"
    found: WeekHeadline | None = caches["pictures"].get(key)
    if found is None:
        period = period_of(commission, week) if as_of is None else _period_by(commission, as_of)
        brought, rest = _brought_by(commission, period)
        found = WeekHeadline(period.week, sentence_of(brought, rest, is_running=period.is_running))
        # An entry of a clock that is ahead is told of once its moment has come.
        if not period.is_present or brought[ENTRIES].total >= head:
            caches["pictures"].set(key, found, timeout=3600)
    return found


def _period_by(commission: Commission, day: dt.date) -> WeekPeriod:
    """The week that `day` begins in, as it was at the end of that day."""
    calendar = commission.calendar
    begins = calendar.end_of_day(day - dt.timedelta(days=1)) + dt.timedelta(microseconds=1)
    return period_of(commission, calendar.week_of(begins), now=min(clock.now(), calendar.end_of_day(day)))


def _brought_by(commission: Commission, period: WeekPeriod) -> tuple[SectionCounts, list[WeekEntry]]:
    """The sections of a week without the lists, and the entries without a section."""
    told = _told_now(commission, period, with_lists=False) if period.is_present else None
    if told is not None:
        return told[1:]
    return next(counts_of(commission, [period]))


def _told_then(
    commission: Commission, period: WeekPeriod, before: WeekPeriod
) -> tuple[SectionCounts, SectionCounts, list[WeekEntry]]:
    """The sections of a week and those of the week before, and the entries without a section; of nothing that is kept."""
    with asked_ahead(
        [crossed_question(commission, before, period), *standing_asked(commission, period, before)]
    ):
        stands = standing(commission, period, before)
        crossed = crossed_within(commission, before, period)
    (was, _rest), (now, rest) = _brought(commission, [before, period], crossed)
    for found, week in zip(stands, (now, was), strict=True):
        _take_in(found, week)
    return now, was, rest


def _counts_then(commission: Commission, period: WeekPeriod) -> SectionCounts:
    """The counts of a week that is over, without the lists."""
    with asked_ahead(
        [
            crossed_question(commission, period),
            counts_question(commission, period),
            silent_question(commission, period, period),
        ]
    ):
        stands, _before = late_and_differing(commission, period)
        count_silent(commission, period, period, stands["silent"], SectionCount())
        crossed = crossed_within(commission, period)
    now, _rest = next(_brought(commission, [period], crossed))
    _take_in(stands, now)
    return now


def _told_now(
    commission: Commission, period: WeekPeriod, *, with_lists: bool, rows: WeekRows | None = None
) -> tuple[WeekPeriod, SectionCounts, list[WeekEntry]] | None:
    """The running week as it is now, without the one before: its book is carried on by what was recorded since somebody
    looked last. None where the book cannot tell of this moment."""
    book = book_of(commission, period)
    with book.lock:
        running = book.look(commission, period.week)
        if running is None:
            return None
        period = running
        stands = standing_questions(commission, period, book, with_lists=with_lists)
        with asked_ahead([*book.questions(commission, period), *stands]):
            book.carry_on(commission, period)
            stands_now = standing_now(commission, period, book, with_lists=with_lists)
        now, rest = book.counts(), book.rest
        if delivered := now["delivered"].events:
            last = tuple(sorted((key, book.last[key]) for key in delivered))
            if book.delivered != last:
                book.delivered, book.delivered_late = last, delivered_late(period, delivered)
            now["delivered"].late = book.delivered_late
        _take_in(stands_now, now)
        if rows is not None:
            rows.known = book.size
    return period, now, rest


def _take_in(stands: SectionCounts, brought: SectionCounts) -> None:
    """Add to the sections that entries led to those of how it stands; these count anew what their events are about."""
    for name, counted in stands.items():
        counted.events = brought[name].events
        brought[name] = counted


def counts_of(
    commission: Commission, periods: Sequence[WeekPeriod]
) -> Iterator[tuple[SectionCounts, list[WeekEntry]]]:
    """What the sentences of weeks that follow each other are made of: the counts of each, the earlier first, and its
    entries without a section. Three queries for all, and one more where something was delivered.
    """
    with asked_ahead([counts_of_each_question(commission, periods), crossed_question(commission, *periods)]):
        stands = late_and_differing_in(commission, periods)
        crossed = crossed_within(commission, *periods)
    for found, (now, rest) in zip(stands, _brought(commission, periods, crossed), strict=True):
        _take_in(found, now)
        yield now, rest


def _brought(
    commission: Commission, periods: Sequence[WeekPeriod], crossed: Sequence[Crossed]
) -> Iterator[tuple[SectionCounts, list[WeekEntry]]]:
    """The sections that entries of weeks following each other led to, and the entries without a section, by week.

    The first of several is only compared with: of what was delivered nobody asks whether it was late.
    """
    start, moment = periods[0].start, periods[-1].moment
    if len(periods) == 1:
        found = entries_of(commission, in_week(commission=commission.pk, after=start, until=moment))
    else:
        entries = Entry.objects.filter(commission=commission).recorded_within(start, moment)
        found = read(commission, entries, ends=[period.start for period in periods[1:]])
    by_week = groupby(found, key=lambda entry: entry.place)
    place, own = next(by_week, (len(periods), iter(())))
    for number, period in enumerate(periods):
        single, of_lists = apart_from_lists(own if number == place else ())
        if number == place:
            place, own = next(by_week, (len(periods), iter(())))
        events, rest = events_of(single)
        take_crossings(events, crossed[number])
        now = count(events)
        is_before = number == 0 < len(periods) - 1
        if (delivered := now["delivered"].events) and not is_before:
            now["delivered"].late = delivered_late(period, delivered)
        yield now, rest + of_lists


def material_of(
    commission: Commission,
    period: WeekPeriod,
    now: SectionCounts,
    sides: Sides,
    wanted: Mapping[str, Sequence[int]] | None = None,
) -> tuple[LineWriter, dict[int, WeekSubject]]:
    """Who writes the lines that are wanted, by section, and the commitments they are about: four queries.

    Without `wanted`: those of all sections.
    """
    if wanted is None:
        wanted = {name: counted.shown for name, counted in now.items()}
    stands = {key for section in SECTIONS if section.stands for key in wanted.get(section.key, ())}
    events = [event for name, keys in wanted.items() for key in keys if (event := now[name].events.get(key))]
    found = subjects(commission, period, told=(event.commitment for event in events), stands=stands)
    parted = [found[key] for key in wanted.get("differ", ()) if key in found]
    views = [view for one in parted for side in SIDES if (view := one.now.get(side.value))]
    numbers = {view.position for view in views if view.position is not None}
    behind, replaced = set(_behind(events)), set(_replaced(found, events))
    with asked_ahead(
        [
            texts_question(commission, period, behind, replaced=replaced),
            positions_question(commission, numbers, until=period.moment) if numbers else None,
        ]
    ):
        texts = texts_of(commission, period, behind, replaced=replaced)
        stated = positions(commission, numbers, until=period.moment)
    for one in texts.values():
        if one.successor and one.commitment in found:
            found[one.commitment].successor = one.successor
    return LineWriter(commission, period, sides, texts, stated), found


def _behind(events: Iterable[Event]) -> Iterable[int]:
    """The entries a line is written from: its own, and the proposals they answer."""
    for event in events:
        for entry in event.entries:
            yield entry.number
            if entry.answers is not None:
                yield entry.answers


def _replaced(found: dict[int, WeekSubject], events: Iterable[Event]) -> Iterable[int]:
    """The commitments that a side says were replaced by another."""
    told = {event.commitment for event in events if event.has(EntryKind.SUPERSEDED)}
    return told | {
        key
        for key, one in found.items()
        if any(view.status == Status.SUPERSEDED for view in one.now.values())
    }


def _counted(number: int, now: SectionCounts, rest: Iterable[WeekEntry]) -> str:
    words = {"n": wording.figure(number)}
    if not number:
        return _("The register held no commitment yet.")
    changed = ("added", "dropped", "superseded", "withdrawn", "reopened")
    has_lists = any(entry.batch or entry.undone_batch for entry in rest)
    if has_lists or any(now[name].total for name in changed):
        return ngettext("%(n)s commitment is counted.", "All %(n)s commitments are counted.", number) % words
    return (
        ngettext(
            "%(n)s commitment is counted; none was added, dropped or reopened.",
            "All %(n)s commitments are counted; none was added, dropped or reopened.",
            number,
        )
        % words
    )


def _note(writer: LineWriter, section: WeekSection, now: SectionCounts, before: SectionCounts | None) -> str:
    """The count of a section beside its name, and that of the week before."""
    counted = now[section.key]
    note = wording.count_note(counted.total, None if before is None else before[section.key].total)
    if section.key == "next":
        return _("%(count)s in the next four weeks") % {"count": wording.figure(counted.total)}
    if section.key in ("newly", "already", "silent"):
        numbers = {Side.FIRST: counted.first, Side.SECOND: counted.second}
        (one, first), (other, second) = writer.names.items()
        words = {"note": note, "one": first, "other": second}
        words |= {"n": wording.figure(numbers[Side(one)]), "m": wording.figure(numbers[Side(other)])}
        return _("%(note)s; %(one)s %(n)s, %(other)s %(m)s") % words
    return note
