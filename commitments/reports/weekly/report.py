"""The weekly status of a commission as it was known at the cut-off. Entries recorded later never change it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments.models import Commission, Entry, Week
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Sections, events
from commitments.reports.weekly.headline import Delta, deltas, sentence_of
from commitments.reports.weekly.lines import Sides
from commitments.reports.weekly.material import subjects
from commitments.reports.weekly.period import Period, period_of
from commitments.reports.weekly.sections import EVENT_HEADINGS, HEADINGS, Section, keys, note_of, write
from commitments.reports.weekly.standing import COUNTED, ENTRIES, standing
from commitments.reports.weekly.stood import Stood
from commitments.reports.weekly.told import Told

STOOD = tuple(name for name in HEADINGS if name not in EVENT_HEADINGS)


@dataclass(frozen=True, slots=True)
class Report:
    """The weekly status of one week, in the reader's language."""

    period: Period
    headline: str
    deltas: list[Delta]
    counted: str
    besides: str
    besides_url: str
    sections: list[Section]
    last_entry: int | None


def first_week(commission: Commission) -> Week | None:
    """The week of the first entry; None while the log is empty."""
    first = (
        Entry.objects.filter(commission=commission, number=0).values_list("recorded_at", flat=True).first()
    )
    return commission.calendar.week_of(first) if first else None


def number_of(week: Week, first: Week) -> int:
    """Which weekly status it is, counted from that of the week in which the log began."""
    return (week.monday - first.monday).days // 7 + 1


SETTLED_AFTER = dt.timedelta(minutes=1)


def key_of(commission: Commission, period: Period, *, head: int, side_first: str) -> str:
    """What a weekly status depends on besides the language. A closed week as known then never changes; a running one
    does with every entry (`head` is the size of the log) and day. So does one just cut off, for a minute: an entry
    may carry a moment before the cut-off and be committed after it.
    """
    is_settled = timezone.now() > period.end + SETTLED_AFTER
    until = f"{period.day}.{head}" if not is_settled else f"{period.end:%Y%m%dT%H%M}"
    cut = f"{period.start:%Y%m%dT%H%M}.{until}.{commission.silent_after_days}"
    return f"{commission.picture_key}.{commission.slug}.{period.week}.{cut}.{side_first}"


def weekly(commission: Commission, period: Period, *, first: Week, sides: Sides) -> Report:
    """The weekly status of a week that is not before `first`, in which the log began, naming the sides in this order.

    Seven queries, whatever the size of the register; pages keep what they made of it by `key_of`.
    """
    before = period_of(commission, period.week.shifted(-1))
    told, told_before = events(commission, period, before)
    stood, stood_before = standing(commission, period, before)
    now, was = told | stood, told_before | stood_before
    is_first = period.week <= first
    material = subjects(
        commission,
        period,
        entries=Entry.objects.filter(commission=commission).recorded_within(period.start, period.moment),
        heard=keys(told, EVENT_HEADINGS),
        seen=keys(stood, STOOD),
    )
    told_by, stood_by = Told(commission, period, sides), Stood(commission, period, sides)
    writers = {name: told_by if name in EVENT_HEADINGS else stood_by for name in HEADINGS}
    day = "" if period.is_running else period.day.isoformat()
    return Report(
        period=period,
        headline=sentence_of(now, is_running=period.is_running),
        deltas=deltas(now, was, is_first=is_first),
        counted=_counted(now[COUNTED].total, now),
        besides=_besides(now["rest"].total),
        besides_url=reverse("commitments:log", args=[commission.slug]) + f"?week={period.week}",
        sections=[
            write(
                writers[name],
                name,
                now[name],
                material,
                note=note_of(writers[name], name, now, None if is_first else was),
                day=day,
            )
            for name in HEADINGS
            if now[name].total
        ],
        last_entry=now[ENTRIES].total - 1 if now[ENTRIES].total else None,
    )


def _counted(number: int, now: Sections) -> str:
    words = {"n": wording.figure(number)}
    if not number:
        return _("The register held no commitment yet.")
    if any(now[name].total for name in ("added", "dropped", "reopened")):
        return ngettext("%(n)s commitment is counted.", "All %(n)s commitments are counted.", number) % words
    return (
        ngettext(
            "%(n)s commitment is counted; none was added, dropped or reopened.",
            "All %(n)s commitments are counted; none was added, dropped or reopened.",
            number,
        )
        % words
    )


def _besides(number: int) -> str:
    if not number:
        return ""
    return ngettext(
        "Besides, %(n)s entry on owners, steps, quotes, readouts, sessions or seats is in the log of the week.",
        "Besides, %(n)s entries on owners, steps, quotes, readouts, sessions or seats are in the log of the week.",
        number,
    ) % {"n": wording.figure(number)}
