"""The sentences of the week and its four comparisons, made by rules from the sections: the weightiest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commitments import typography
from commitments.reports.weekly.events import WeekEntry
from commitments.reports.weekly.section import Counts
from commitments.reports.weekly.sections import SECTIONS
from commitments.reports.weekly.wording import figure, listed
from commitments.vocabulary import SESSION_KINDS, STEP_KINDS, EntryKind

# So many sentences at most, unless more of them must be told.
MOST = 4

# What entries are about that have no section, and how they are named.
OWNERS, STEPS, QUOTES, READOUTS, SESSIONS, SEATS, NOTES, NAMES, SETTINGS, REMOVALS, BRIEFINGS, LISTS = (
    gettext_lazy("owners"),
    gettext_lazy("steps"),
    gettext_lazy("quotes"),
    gettext_lazy("readouts"),
    gettext_lazy("sessions"),
    gettext_lazy("seats"),
    gettext_lazy("private notes"),
    gettext_lazy("names"),
    gettext_lazy("settings"),
    gettext_lazy("removed texts"),
    gettext_lazy("briefings"),
    gettext_lazy("lists"),
)
ABOUT: dict[str, Any] = {
    EntryKind.HANDED_OVER: OWNERS,
    **dict.fromkeys(STEP_KINDS, STEPS),
    EntryKind.QUOTED: QUOTES,
    **dict.fromkeys(
        (
            EntryKind.MEETING_OPENED,
            EntryKind.READOUT_FILED,
            EntryKind.READOUT_CLOSED,
            EntryKind.READOUT_REOPENED,
            EntryKind.MARKED,
        ),
        READOUTS,
    ),
    **dict.fromkeys(SESSION_KINDS, SESSIONS),
    EntryKind.SEAT_CHANGED: SEATS,
    EntryKind.ACCOUNT_CHANGED: SEATS,
    EntryKind.NOTE_KEPT: NOTES,
    EntryKind.NAMED: NAMES,
    EntryKind.SETTINGS_CHANGED: SETTINGS,
    EntryKind.REDACTED: REMOVALS,
    EntryKind.BRIEFING_ISSUED: BRIEFINGS,
}


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """One figure of the week and how it compares with the week before."""

    figure: str
    remark: str


def sentence_of(now: Counts, rest: Iterable[WeekEntry], *, is_running: bool) -> str:
    """What the week brought and how it stands: what ended, what is late, where the sides differ, then the rest.

    What ended, is late or differs is never left out, least of all where nothing was recorded.
    """
    told: list[str] = []
    more: list[str] = []
    for section in SECTIONS:
        if words := section.clause(now):
            (told if section.is_always_told else more).append(words)
    sentences = told + more[: max(0, MOST - len(told))]
    if not any(now[section.key].total for section in SECTIONS if not section.stands) and not _has_parted(now):
        sentences.insert(0, _nothing(rest, is_running))
    return typography.sentences(sentences)


def _has_parted(now: Counts) -> bool:
    return bool(now["differ"].events)


def _nothing(rest: Iterable[WeekEntry], is_running: bool) -> str:
    if about := {_about(entry): None for entry in rest}:
        return _("Only entries on %(subjects)s were recorded.") % {
            "subjects": listed([str(one) for one in about])
        }
    return _("Nothing has been recorded this week yet.") if is_running else _("Nothing was recorded.")


def _about(entry: WeekEntry) -> str:
    if (entry.batch and entry.commitment) or entry.undone_batch:
        return str(LISTS)
    return str(ABOUT.get(entry.kind) or EntryKind(entry.kind).label)


def besides(rest: Iterable[WeekEntry], names: Mapping[str, str]) -> str:
    """ "Also: 2 entries on readouts, 1 on sessions. China brought in list No. 3 with 224 commitments."

    Empty where every entry has its section. `names` are those of the sides.
    """
    single = [entry for entry in rest if _about(entry) != str(LISTS)]
    return typography.sentences((_others(single), *_lists(rest, names)))


def _lists(rest: Iterable[WeekEntry], names: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each list that was brought in or taken back."""
    brought = Counter(
        (entry.batch, entry.side) for entry in rest if entry.batch and entry.kind == EntryKind.RECORDED
    )
    undone = Counter((entry.undone_batch, entry.side) for entry in rest if entry.undone_batch)
    for (number, side), count in brought.items():
        yield ngettext(
            "%(party)s brought in list No. %(number)s with %(n)s commitment.",
            "%(party)s brought in list No. %(number)s with %(n)s commitments.",
            count,
        ) % {"party": names[side], "number": number, "n": figure(count)}
    for (number, side), count in undone.items():
        yield ngettext(
            "%(party)s took back list No. %(number)s with %(n)s commitment.",
            "%(party)s took back list No. %(number)s with %(n)s commitments.",
            count,
        ) % {"party": names[side], "number": number, "n": figure(count)}


def _others(rest: Iterable[WeekEntry]) -> str:
    counts = Counter(_about(entry) for entry in rest)
    if not counts:
        return ""
    first, *others = counts.items()
    words = [
        ngettext("%(n)s entry on %(subject)s", "%(n)s entries on %(subject)s", first[1])
        % {"n": figure(first[1]), "subject": first[0]}
    ]
    words += [_("%(n)s on %(subject)s") % {"n": figure(n), "subject": name} for name, n in others]
    return _("Also: %(entries)s.") % {"entries": typography.items(words)}


def figures_of(now: Counts, before: Counts, *, is_first: bool) -> list[WeekFigure]:
    """Delivered, moved, late and differing, each against the week before."""
    return [
        WeekFigure(_delivered(now["delivered"].total), _was(now, before, "delivered", is_first)),
        WeekFigure(_moved(now["moved"].total), _was(now, before, "moved", is_first)),
        WeekFigure(_newly(now["newly"].total), _late(now, before, is_first)),
        _differences(now["differ"].total, before["differ"].total, is_first),
    ]


def changes_of(now: Counts, before: Counts, *, is_first: bool) -> list[str]:
    """The figures of the week in short, without those that say "none"."""
    told = [now[name].total for name in ("delivered", "moved", "newly")]
    told.append(now["differ"].total if is_first else now["differ"].total - before["differ"].total)
    figures = figures_of(now, before, is_first=is_first)
    return [one.figure for one, number in zip(figures, told, strict=True) if number]


def _delivered(n: int) -> str:
    return ngettext("%(n)s delivered", "%(n)s delivered", n) % {"n": figure(n)} if n else _("None delivered")


def _moved(n: int) -> str:
    return ngettext("%(n)s moved", "%(n)s moved", n) % {"n": figure(n)} if n else _("None moved")


def _newly(n: int) -> str:
    return (
        ngettext("%(n)s newly late", "%(n)s newly late", n) % {"n": figure(n)} if n else _("None newly late")
    )


def _was(now: Counts, before: Counts, name: str, is_first: bool) -> str:
    n, was = now[name].total, before[name].total
    if is_first:
        return _("the first week of the log")
    if n == was:
        return _("as in the week before") if n else _("none in the week before either")
    return _("the week before %(n)s") % {"n": figure(was)} if was else _("none in the week before")


def _late(now: Counts, before: Counts, is_first: bool) -> str:
    n, was = (week["newly"].total + week["already"].total for week in (now, before))
    words = {"n": figure(n), "was": figure(was)}
    if not n:
        return (
            _("nothing is late; a week ago %(was)s") % words if was and not is_first else _("nothing is late")
        )
    late = ngettext("%(n)s is late", "%(n)s are late", n) % words
    if is_first:
        return late
    if n == was:
        return _("%(late)s, as a week ago") % {"late": late}
    sentence = (
        _("worse: %(late)s, a week ago %(was)s") if n > was else _("better: %(late)s, a week ago %(was)s")
    )
    return sentence % {"late": late, "was": words["was"] if was else _("none")}


def _differences(n: int, was: int, is_first: bool) -> WeekFigure:
    words = {"n": figure(n), "was": figure(was) if was else _("none"), "by": figure(abs(n - was))}
    if is_first or n == was:
        told = ngettext("%(n)s difference", "%(n)s differences", n) if n else _("No difference")
        return WeekFigure(told % words, _("the first week of the log") if is_first else _("as a week ago"))
    now = words | {"n": figure(n) if n else _("none")}
    if n > was:
        told = ngettext("%(by)s more difference", "%(by)s more differences", n - was)
        return WeekFigure(told % words, _("worse: %(n)s now, %(was)s a week ago") % now)
    told = ngettext("%(by)s difference fewer", "%(by)s differences fewer", was - n)
    return WeekFigure(told % words, _("better: %(n)s now, %(was)s a week ago") % now)
