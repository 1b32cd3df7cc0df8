"""What is known today about the days of a week, and what differs from the week as it was known at its cut-off."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Subquery, Value
from django.utils import timezone
from django.utils.translation import ngettext

from commitments.models import Commission, Entry
from commitments.models.entry import EntryQuerySet
from commitments.reports.sentences import Sentence, Wording
from commitments.reports.weekly.events import SHOWN, sorted_out
from commitments.reports.weekly.lines import Sides
from commitments.reports.weekly.material import subjects
from commitments.reports.weekly.period import Period, days_between
from commitments.reports.weekly.sections import EVENT_HEADINGS, Section, keys, write
from commitments.reports.weekly.told import Told
from commitments.reports.weekly.wording import figure

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Differing:
    """Entries by which today's knowledge differs, newest first; the log may hold more than are shown."""

    title: str
    entries: list[tuple[Sentence, int | None]]  # with the number of the entry that corrected it
    total: int

    @property
    def rest(self) -> int:
        return self.total - len(self.entries)


@dataclass(frozen=True, slots=True)
class Known:
    """The days in words, what entries say happened on them, and what the week did not know yet at its cut-off."""

    days: str
    sections: list[Section]
    later: Differing
    corrected: Differing

    @property
    def differing(self) -> list[Differing]:
        return [part for part in (self.later, self.corrected) if part.total]

    @property
    def is_same(self) -> bool:
        return not self.differing


def known_today(commission: Commission, period: Period, *, sides: Sides) -> Known:
    """Entries by the day they became true, whenever recorded; those that were corrected since are left out."""
    entries = Entry.objects.filter(commission=commission)
    is_corrected = Exists(Entry.objects.filter(corrects=OuterRef("pk")))
    of_days = entries.filter(~is_corrected, effective_on__gt=period.first_day, effective_on__lte=period.day)
    found, _before = sorted_out(of_days, this=Value(1))
    material = subjects(
        commission,
        replace(period, moment=timezone.now()),
        entries=of_days,
        heard=keys(found, EVENT_HEADINGS),
        seen=(),
    )
    writer, wording = Told(commission, period, sides), Wording(commission)
    later = of_days.filter(recorded_at__gt=period.moment)
    corrected = entries.filter(is_corrected).recorded_within(period.start, period.moment)
    return Known(
        days=days_between(period.first_day + ONE_DAY, period.day),
        sections=[
            _without_link(write(writer, name, found[name], material, note=figure(found[name].total)))
            for name in EVENT_HEADINGS
            if found[name].total
        ],
        later=_differing(later, wording, _later),
        corrected=_differing(corrected, wording, _corrected),
    )


def _without_link(section: Section) -> Section:
    """No list of the log is cut by the day things became true."""
    return replace(section, url="")


def _differing(entries: EntryQuerySet, wording: Wording, title: Callable[[int], str]) -> Differing:
    corrections = Entry.objects.filter(corrects=OuterRef("pk")).values("number")
    readable = entries.readable().annotate(corrected_by=Subquery(corrections[:1]))
    rows = list(readable.order_by("-number")[: SHOWN + 1])
    total = len(rows) if len(rows) <= SHOWN else entries.count()
    told = [(wording.sentence(row), row.corrected_by) for row in rows[:SHOWN]]
    return Differing(title(total), told, total)


def _later(number: int) -> str:
    return ngettext(
        "%(n)s entry recorded later speaks about these days",
        "%(n)s entries recorded later speak about these days",
        number,
    ) % {"n": figure(number)}


def _corrected(number: int) -> str:
    return ngettext(
        "%(n)s entry of the week was corrected since",
        "%(n)s entries of the week were corrected since",
        number,
    ) % {"n": figure(number)}
