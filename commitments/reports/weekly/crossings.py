"""Sections of what the figures crossed: targets missed or reached, a pace that fell behind, figures that part."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from commitments import typography
from commitments.figures.crossing import FiguresCrossing
from commitments.figures.pace import gap_qualifier
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.reports.figures.wording import (
    by_day_words,
    number_words,
    qualified,
    short_number,
    with_unit,
)
from commitments.reports.numbers import days, figure
from commitments.reports.texts import counted_title
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.lines import LineParts, LineWriter
from commitments.reports.weekly.material import WeekSubject
from commitments.reports.weekly.section import Counts, WeekSection
from commitments.reports.weekly.values import given_words, so_far_words
from commitments.vocabulary.figures import Crossing
from commitments.vocabulary.other_names import called_unit

# From so many days on the time left is said in months.
IN_MONTHS = 60
DAYS_OF_A_MONTH = 30.44

# Both sides' figures say alike what is of the same target and the same number; of one period there is one difference.
ALIKE = ("indicator", "target", "period", "number", "on")


# --- Which it is --------------------------------------------------------------------------------------------------


def has(*kinds: str) -> Callable[[Event], bool]:
    """The weightiest crossing of the event is one of these: they come with the weightiest first."""
    return lambda event: bool(event.crossings) and event.crossings[0].kind in kinds


# --- How it is said -----------------------------------------------------------------------------------------------


def crossing_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """Everything the figures crossed, of each side for itself, and the values that led to it."""
    parts = LineParts(
        facts=crossed_words(writer, event.crossings),
        meta=[*given_words(subject.terms, writer, event), *so_far_words(subject.terms, writer, event)],
    )
    if not event.entries:
        parts.rests_on.append(subject.terms.entry_number)
    return writer.said(parts, event.entries)


def crossed_words(writer: LineWriter, crossed: list[FiguresCrossing]) -> list[str]:
    """A sentence for each crossing; what both sides' figures say alike is said once, of both."""
    found: dict[tuple[Any, ...], list[FiguresCrossing]] = {}
    for one in crossed:
        found.setdefault(_alike(one), []).append(one)
    return [
        wording.capitalised(_sentence(one, one.party if not others else _("both sides"), writer.names))
        for one, *others in found.values()
    ]


def _alike(one: FiguresCrossing) -> tuple[Any, ...]:
    return (one.kind, *(one.row.get(name) for name in ALIKE))


def _sentence(one: FiguresCrossing, party: str, names: dict[str, str]) -> str:
    if one.kind in (Crossing.DIFFER, Crossing.AGREE):
        return _of_difference(one, names)
    words = {**_numbers(one), "party": party}
    match one.kind:
        case Crossing.MISSED:
            return (
                _(
                    "%(party)s, %(title)s: target missed. %(level)s of %(target)s on %(day)s, %(missing)s short."
                )
                % words
            )
        case Crossing.LOST:
            return (
                _("%(party)s, %(title)s: no longer at the target. %(level)s of %(target)s on %(day)s.")
                % words
            )
        case Crossing.BEHIND if one.row["off"] is not None:
            return (
                _(
                    "%(party)s, %(title)s: behind by %(off)s %%. %(level)s of %(target)s on %(day)s, due %(due)s."
                )
                % words
            )
        case Crossing.BEHIND:
            return _("%(party)s, %(title)s: behind. %(level)s of %(target)s on %(day)s, due %(due)s.") % words
        case Crossing.RECOVERED:
            return (
                _("%(party)s, %(title)s: the pace is enough again. %(level)s of %(target)s on %(day)s.")
                % words
            )
    return _("%(party)s, %(title)s: target reached. %(level)s of %(target)s on %(day)s.") % words


def _of_difference(one: FiguresCrossing, names: dict[str, str]) -> str:
    row = one.row
    said = typography.clauses(
        _("%(party)s: %(value)s") % {"party": name, "value": number_words(Decimal(row[side]))}
        for side, name in names.items()
    )
    words = {
        "title": _title(one),
        "period": period_words(ValuePeriod.of_key(row["period"])),
        "said": said,
        "unit": called_unit(row["unit"]),
    }
    if one.kind == Crossing.AGREE:
        return (
            _("%(title)s, %(period)s: the sides’ figures no longer differ. Before: %(said)s (%(unit)s).")
            % words
        )
    return _("%(title)s, %(period)s: the sides’ figures differ. %(said)s (%(unit)s).") % words


def _title(one: FiguresCrossing) -> str:
    return counted_title(one.titles, one.row["indicator"], one.row["title"])


def _numbers(one: FiguresCrossing) -> dict[str, str]:
    row = one.row
    due, promised = dt.date.fromisoformat(row["due"]), row.get("promised", "")
    value = Decimal(row["value"])
    short_by = gap_qualifier(row["qualifier"], promised, is_less=row["less"])
    return {
        "title": _title(one),
        "level": qualified(short_number(Decimal(row["number"])), row["qualifier"]),
        "target": with_unit(qualified(short_number(value), promised), row["unit"], value),
        "day": date_format(dt.date.fromisoformat(row["on"])),
        "missing": qualified(short_number(Decimal(row["missing"] or 0)), short_by),
        "off": figure(row["off"] or 0),
        "due": by_day_words(due),
        "left": left_words(one.left),
    }


def left_words(left: int) -> str:
    """ "2 months left", "12 days left"; "the day has passed" where none is."""
    if left < 0:
        return _("the day has passed")
    if left < IN_MONTHS:
        return _("%(days)s left") % {"days": days(left)}
    months = round(left / DAYS_OF_A_MONTH)
    return ngettext("%(n)s month left", "%(n)s months left", months) % {"n": figure(months)}


# --- How the headline says it: how many, and the weightiest by name -------------------------------------------------


def told(key: str, alone: Any, many: Any) -> Callable[[Counts], str]:
    """The clause of a section: `alone` names what is furthest off, `many` says before it how many there are."""

    def clause(counts: Counts) -> str:
        counted = counts[key]
        if not counted.total:
            return ""
        said = str(alone) % _headline_words(counted.events[counted.shown[0]])
        if counted.total == 1:
            return said
        return f"{wording.counting(many, counted.total)} {said}"

    return clause


def _headline_words(event: Event) -> dict[str, str]:
    first = event.crossings[0]
    row = first.row
    if "period" not in row:
        alike = [one for one in event.crossings if _alike(one) == _alike(first)]
        return {**_numbers(first), "party": first.party if len(alike) == 1 else _("both sides")}
    return {
        "title": _title(first),
        "unit": called_unit(row["unit"]),
        "first": number_words(Decimal(row["first"])),
        "second": number_words(Decimal(row["second"])),
        "period": period_words(ValuePeriod.of_key(row["period"])),
    }


CROSSED = (
    WeekSection(
        key="missed",
        heading=gettext_lazy("Targets missed"),
        mark="late",
        colour="m-late",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.MISSED, Crossing.LOST),
        line=crossing_line,
        tells=told(
            "missed",
            gettext_lazy("%(title)s: target missed, %(level)s of %(target)s (%(party)s)."),
            ngettext_lazy("%(n)s target was missed.", "%(n)s targets were missed.", "count"),
        ),
        query="figures=missed",
        is_always_told=True,
    ),
    WeekSection(
        key="behind",
        heading=gettext_lazy("Fell behind"),
        mark="at_risk",
        colour="m-late",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.BEHIND),
        line=crossing_line,
        tells=told(
            "behind",
            gettext_lazy("%(title)s: behind, %(level)s of %(target)s with %(left)s (%(party)s)."),
            ngettext_lazy(
                "The figures of %(n)s commitment fell behind.",
                "The figures of %(n)s commitments fell behind.",
                "count",
            ),
        ),
        query="figures=behind",
        is_always_told=True,
    ),
    WeekSection(
        key="parted",
        heading=gettext_lazy("Figures differ"),
        mark="differ",
        colour="m-differ",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.DIFFER),
        line=crossing_line,
        tells=told(
            "parted",
            gettext_lazy(
                "%(title)s, %(period)s: the sides’ figures differ, %(first)s and %(second)s (%(unit)s)."
            ),
            ngettext_lazy(
                "The sides’ figures now differ on %(n)s commitment.",
                "The sides’ figures now differ on %(n)s commitments.",
                "count",
            ),
        ),
        query="figures=differ",
        is_always_told=True,
    ),
    WeekSection(
        key="reached",
        heading=gettext_lazy("Targets reached"),
        mark="delivered",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.REACHED),
        line=crossing_line,
        tells=told(
            "reached",
            gettext_lazy("%(title)s: target reached, %(level)s of %(target)s (%(party)s)."),
            ngettext_lazy("%(n)s target was reached.", "%(n)s targets were reached.", "count"),
        ),
        query="figures=reached",
    ),
    WeekSection(
        key="recovered",
        heading=gettext_lazy("Pace enough again"),
        mark="on_track",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.RECOVERED),
        line=crossing_line,
        tells=told(
            "recovered",
            gettext_lazy("%(title)s: pace enough again, %(level)s of %(target)s (%(party)s)."),
            ngettext_lazy(
                "The pace is enough again for %(n)s commitment.",
                "The pace is enough again for %(n)s commitments.",
                "count",
            ),
        ),
        query="figures=on_pace",
    ),
    WeekSection(
        key="joined",
        heading=gettext_lazy("Figures no longer differ"),
        mark="continuing",
        topic=EventTopic.FIGURES,
        holds=has(Crossing.AGREE),
        line=crossing_line,
        sentence=ngettext_lazy(
            "The sides’ figures no longer differ on %(n)s commitment.",
            "The sides’ figures no longer differ on %(n)s commitments.",
            "count",
        ),
        query="kind=values_given",
    ),
)
