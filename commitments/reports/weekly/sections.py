"""The sections of a weekly status in their order: their names, their marks, and where the rest of a long one is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Commission
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import SHOWN, Found, Sections
from commitments.reports.weekly.lines import Line, Writer
from commitments.reports.weekly.material import Subject
from commitments.reports.weekly.period import Period
from commitments.vocabulary import EntryKind, Side, Whose


class Heading(NamedTuple):
    """`query` asks the log, or after a cut-off the register, for everything the section is about."""

    name: Promise
    mark: str
    colour: str
    query: str = ""


TOLD = {
    "delivered": Heading(gettext_lazy("Delivered"), "delivered", "m-done"),
    "not_delivered": Heading(gettext_lazy("Not delivered"), "not_delivered", "m-done"),
    "moved": Heading(gettext_lazy("Moved"), "in_progress", "m-track"),
}
STOOD_LATE = {
    "newly": Heading(gettext_lazy("Newly late"), "late", "m-late", "late=1"),
    "already": Heading(gettext_lazy("Already late"), "late", "m-late", "late=1"),
}
TOLD_TOO = {
    "redated": Heading(gettext_lazy("Re-dated"), "redated", "", f"kind={EntryKind.REDATED}"),
    "added": Heading(gettext_lazy("Added"), "not_assessed", "", f"kind={EntryKind.RECORDED}"),
    "recognised": Heading(gettext_lazy("Recognised, or not"), "one_side", ""),
    "terms": Heading(gettext_lazy("Terms proposed, agreed or declined"), "due", ""),
    "answered": Heading(gettext_lazy("Requests answered"), "due", ""),
    "dropped": Heading(gettext_lazy("Dropped, withdrawn or superseded"), "dropped", ""),
    "reopened": Heading(gettext_lazy("Reopened"), "continuing", ""),
}
STOOD = {
    "diverging": Heading(gettext_lazy("Sides differ"), "differ", "m-differ", "agreed=differ"),
    "requests": Heading(gettext_lazy("Requests without answer"), "due", "", "request=unanswered"),
    "silent": Heading(gettext_lazy("Silent"), "silent", "", "silent=any"),
    "next": Heading(gettext_lazy("Due next"), "due", "", "due=28"),
}
EVENT_HEADINGS = TOLD | TOLD_TOO
HEADINGS = TOLD | STOOD_LATE | TOLD_TOO | STOOD


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the weekly status: `note` counts and compares, `rest` tells of lines not shown and `url` leads there."""

    slug: str
    name: str
    mark: str
    colour: str
    note: str
    lines: tuple[Line, ...]
    rest: str = ""
    url: str = ""


def write(
    writer: Writer, name: str, found: Found, subjects: dict[int, Subject], *, note: str, day: str = ""
) -> Section:
    """One section in words. `day` is the day the register is asked for, empty for the present."""
    heading = HEADINGS[name]
    rest, url = _rest(writer.commission, writer.period, name, found, day)
    return Section(
        slug=name,
        name=str(heading.name),
        mark=heading.mark,
        colour=heading.colour,
        note=note,
        lines=tuple(writer.line(name, subjects[key]) for key in _in_order(name, found.shown, subjects)),
        rest=rest,
        url=url,
    )


def _in_order(name: str, shown: list[int], subjects: dict[int, Subject]) -> list[int]:
    """What stood at the cut-off, longest owed and newest difference first: a union hands rows over in any order."""
    if name in EVENT_HEADINGS:
        return shown
    if name == "diverging":
        return sorted(shown, key=lambda key: -subjects[key].now[Whose.AGREED].number)
    if name == "silent":
        return sorted(shown)
    if name == "requests":
        return sorted(shown, key=lambda key: (subjects[key].terms.asked_on or dt.date.max, key))
    return sorted(shown, key=lambda key: (subjects[key].terms.owed_on or dt.date.max, key))


def _rest(commission: Commission, period: Period, name: str, found: Found, day: str) -> tuple[str, str]:
    if found.total <= SHOWN:
        return "", ""
    words = {"shown": wording.figure(len(found.shown)), "total": wording.figure(found.total)}
    query = HEADINGS[name].query
    if name in EVENT_HEADINGS:
        url = reverse("commitments:log", args=[commission.slug]) + f"?week={period.week}"
        return _("%(shown)s of %(total)s are shown; the log has them all.") % words, (
            f"{url}&{query}" if query else url
        )
    url = reverse("commitments:register", args=[commission.slug]) + f"?{query}"
    if not day:
        return _("%(shown)s of %(total)s are shown; the register has them all.") % words, url
    return _(
        "%(shown)s of %(total)s are shown; the register as of that day has them all, at the end of the day."
    ) % words, f"{url}&as_of={day}"


def note_of(writer: Writer, name: str, now: Sections, before: Sections | None) -> str:
    """The count of a section beside its name, and that of the week before."""
    note = wording.count_note(now[name].total, None if before is None else before[name].total)
    if name == "next":
        return _("%(count)s in the next four weeks") % {"count": wording.figure(now[name].total)}
    if name == "silent":
        numbers = {Side.FIRST: now[name].some, Side.SECOND: now[name].others}
        (one, first), (other, second) = writer.names.items()
        words = {"note": note, "one": first, "other": second}
        words |= {"n": wording.figure(numbers[Side(one)]), "m": wording.figure(numbers[Side(other)])}
        return _("%(note)s; %(one)s %(n)s, %(other)s %(m)s") % words
    return note


def keys(sections: Sections, names: Iterable[str]) -> set[int]:
    """The commitments shown in some sections."""
    return {key for name in names for key in sections[name].shown}
