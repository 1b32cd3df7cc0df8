"""One indicator of one commitment on one day: both sides' figures, targets, verdicts, differences, and what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commitments import typography
from commitments.actions.figures_state import owed_on, present_target
from commitments.figures.difference import FiguresDiffer, between
from commitments.figures.observation import Observation, SeriesLevel, parts_that_differ, vintage
from commitments.figures.pace import IndicatorTerms, TargetVerdict, course_of, judge
from commitments.figures.period_words import day_words, period_words
from commitments.figures.record import Indicator, ValueRow, indicator_terms, observations
from commitments.figures.series import description_of
from commitments.figures.tolerance import USUAL, Tolerance
from commitments.models import Party
from commitments.reports.figures.wording import (
    apart_words,
    finding_words,
    number_words,
    pace_words,
    per_cent,
    qualified,
    short_number,
    short_verdict,
    target_words,
    unsaid_words,
    verdict_words,
    with_unit,
)
from commitments.reports.texts import NO_TITLES, Offered, counted_title
from commitments.vocabulary import Side
from commitments.vocabulary.figures import Combining, Verdict
from commitments.vocabulary.other_names import called_unit


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target and what one side's values say of it; a page asks for the words it has room for."""

    indicator: Indicator
    found: TargetVerdict

    @property
    def words(self) -> str:
        return target_words(self.indicator, self.found.target)

    @property
    def verdict(self) -> str:
        """The code of it."""
        return str(self.found.verdict)

    @property
    def short(self) -> str:
        return short_verdict(self.indicator, self.found)

    @property
    def sentence(self) -> str:
        return verdict_words(self.indicator, self.found)

    @property
    def pace(self) -> list[str]:
        return pace_words(self.indicator, self.found)

    @property
    def share(self) -> Decimal | None:
        return self.found.share


@dataclass(frozen=True, slots=True)
class SideReading:
    """The figures of one side. `given` holds what was revised, too; `known` what is known."""

    party: Party
    side: str
    indicator: Indicator
    terms: IndicatorTerms
    given: list[Observation]
    known: list[Observation]
    levels: list[SeriesLevel]
    targets: list[TargetLine]
    owed: str
    is_owed: bool
    series: dict[str, str]  # publisher, method and unit of its figures, "" where it says none

    @property
    def own_unit(self) -> str:
        """The unit of its figures where it is another one than the indicator's, so that nothing is held against them."""
        return next((one.unit for one in reversed(self.known)), self.series["own_unit"])

    @property
    def unit(self) -> str:
        return self.own_unit or str(self.indicator["unit"])

    @property
    def apart(self) -> str:
        """Why its figures are compared with nothing; "" where they are."""
        if not self.own_unit or not self.known:
            return ""
        return apart_words(self.party.name, self.own_unit, self.indicator["unit"])

    @property
    def present(self) -> TargetLine | None:
        """What is said of the target it is on its way to."""
        return self.targets[-1] if self.targets else None

    @property
    def latest(self) -> str:
        """The figure to date, "" where there is none; with its unit where that is not the indicator's."""
        if self.own_unit:
            return self.latest_with_unit
        return figure_words(self.indicator, self.levels[-1]) if self.levels else ""

    @property
    def latest_with_unit(self) -> str:
        """The same with its unit."""
        if not self.levels:
            return ""
        last = self.levels[-1]
        return with_unit(figure_words(self.indicator, last), self.unit, last.number)

    @property
    def latest_of(self) -> str:
        """The period or day it speaks of."""
        return _spoken_of(self.terms, self.levels[-1]) if self.levels else ""

    @property
    def without(self) -> list[str]:
        """Periods of which the side says that there is no figure, and no target tells it."""
        told = {line.found.unsaid.period for line in self.targets if line.found.unsaid is not None}
        return [unsaid_words(one) for one in self.known if one.number is None and one.period not in told]

    @property
    def parts_differ(self) -> list[str]:
        """Totals that are not the sum of their parts."""
        if self.terms.combining != Combining.FLOW:
            return []
        decimals = self.indicator["decimals"]
        return [
            _("%(period)s: %(whole)s, its parts add up to %(sum)s.")
            % {
                "period": period_words(one.whole.period),
                "whole": number_words(one.whole.number or Decimal(0), decimals),
                "sum": number_words(one.sum, decimals),
            }
            for one in parts_that_differ(self.known, self._tolerance)
        ]

    @property
    def _tolerance(self) -> Tolerance:
        """So much in the unit of the indicator says nothing of another unit."""
        said = self.terms.tolerance
        return USUAL if self.own_unit and not said.in_per_cent else said

    @property
    def revised(self) -> list[tuple[dt.date, Decimal]]:
        """Where each level was before the value it ends with was revised."""
        ends = {level.observations[-1].period: level for level in self.levels}
        found = []
        for one in self.given:
            level = ends.get(one.period)
            now = level.observations[-1].number if level else None
            is_other = now is not None and one.number not in (None, now)
            if level and now is not None and one.ended_at and is_other and one.unit == self.own_unit:
                found.append((level.day, level.number - now + (one.number or Decimal(0))))
        return found


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """`said` names each side with its number; since when both are known and differ is recorded time."""

    period: str
    said: str
    by: str
    share: str
    since: dt.datetime


@dataclass(frozen=True, slots=True)
class IndicatorReading:
    """What is shown of one indicator. `sides` stand in the order of the reader."""

    indicator: Indicator
    terms: IndicatorTerms
    title: str
    lang: str
    unit: str
    sides: list[SideReading]
    differences: list[DifferenceLine]
    finding: str

    @property
    def number(self) -> int:
        return int(self.indicator["number"])

    @property
    def drawn(self) -> list[SideReading]:
        """The sides that a chart has: another unit has no place on its axis."""
        return [side for side in self.sides if not side.own_unit]

    @property
    def key(self) -> list[str]:
        """What is drawn of it besides the course."""
        words = []
        if any(side.revised for side in self.drawn):
            words.append(_("Hollow points: the value before it was revised."))
        if any(one.number is None for side in self.drawn for one in side.known):
            words.append(_("Hatched: a period without a figure."))
        return words

    @property
    def promised(self) -> list[str]:
        return promised_words(self.indicator, self.terms)


def read_indicator(
    indicator: Indicator,
    rows: Iterable[ValueRow],
    parties: Sequence[tuple[str, Party]],
    *,
    today: dt.date,
    owing: Sequence[str] = (),
    described: Sequence[dict[str, Any]] = (),
    titles: Mapping[str, Offered] = NO_TITLES,
) -> IndicatorReading:
    """Read the values known of an indicator. `rows` hold revised ones too; `owing` are the sides that owe values.

    `described` says who publishes each series of the commitment, `titles` what it counts in other languages.
    """
    terms = indicator_terms(indicator)
    title = counted_title(titles, indicator["number"], indicator["title"], indicator["language"])
    own = [row for row in rows if row["indicator"] == indicator["number"] and not row["reference"]]
    all_of = {side: observations(row for row in own if row["whose"] == side) for side, _party in parties}
    sides = [
        _side(
            indicator,
            terms,
            side,
            party,
            all_of[side],
            today=today,
            owes=side in owing and bool(indicator["every_months"]),
            series=description_of(described, (indicator["number"], side, "")),
        )
        for side, party in parties
    ]
    names = {str(side): party.name for side, party in parties}
    first, second = (
        next((one.known, one.given) for one in sides if one.side == side)
        for side in (Side.FIRST, Side.SECOND)
    )
    differing = between(first, second, terms.tolerance)
    lines = [_difference(indicator, one, names) for one in differing]
    return IndicatorReading(
        indicator=indicator,
        terms=terms,
        title=title,
        lang=title.lang,
        unit=called_unit(indicator["unit"]),
        sides=sides,
        differences=lines,
        finding=_finding(indicator, sides, lines),
    )


def is_by_period(terms: IndicatorTerms) -> bool:
    """Whether amounts were promised, and all of them for periods."""
    is_flow = terms.combining == Combining.FLOW
    return is_flow and bool(terms.targets) and not any(one.period.is_day for one in terms.targets)


def promised_words(indicator: Indicator, terms: IndicatorTerms) -> list[str]:
    """Each target in words, in order; or that no figure was given."""
    if indicator["is_open"] or not terms.targets:
        return [_("no figure was promised")] if indicator["is_open"] else []
    return [
        target_words(indicator, target) for target in sorted(terms.targets, key=lambda one: one.period.end)
    ]


def _side(
    indicator: Indicator,
    terms: IndicatorTerms,
    side: str,
    party: Party,
    given: list[Observation],
    *,
    today: dt.date,
    owes: bool,
    series: dict[str, str],
) -> SideReading:
    known = vintage(given)
    reached = course = course_of(terms, known)
    if is_by_period(terms):
        # What was promised by the year is told by the year: a sum over all of them answers nothing.
        reached = [
            SeriesLevel(one.day, one.number, one.qualifier, (one,)) for one in known if one.number is not None
        ]
    is_apart = any(one.unit for one in known)
    due = owed_on(indicator, known) if owes else None
    is_owed = due is not None and due < today
    owed = _("%(party)s has owed a value since %(day)s.") if is_owed else _("Next value by %(day)s.")
    return SideReading(
        party=party,
        side=side,
        indicator=indicator,
        terms=terms,
        given=given,
        known=known,
        levels=reached,
        targets=[
            TargetLine(indicator, found)
            for found in ([] if is_apart else _judged(terms, known, course, today=today))
        ],
        owed=owed % {"party": party.name, "day": day_words(due)} if due else "",
        is_owed=is_owed,
        series=series,
    )


def figure_words(indicator: Indicator, level: SeriesLevel) -> str:
    return qualified(short_number(level.number, indicator["decimals"]), level.qualifier)


def _spoken_of(terms: IndicatorTerms, level: SeriesLevel) -> str:
    """What the figure to date is of: a sum is up to its last day, all else of its own period."""
    last = level.observations[-1]
    if terms.combining == Combining.FLOW and len(level.observations) > 1:
        return _("up to %(day)s") % {"day": day_words(level.day)}
    return period_words(last.period)


def _judged(
    terms: IndicatorTerms,
    known: Sequence[Observation],
    course: Sequence[SeriesLevel],
    *,
    today: dt.date,
) -> list[TargetVerdict]:
    """Every target up to the one the series is on its way to, in order; none before anything was said."""
    if not known:
        return []
    day = max(max(one.day for one in known), today)
    present = present_target(terms, day)
    in_order = sorted(terms.targets, key=lambda one: one.period.end)
    return [
        judge(terms, known, target, today, course=course)
        for target in in_order
        if present is not None and target.period.end <= present.period.end
    ]


def _difference(indicator: Indicator, one: FiguresDiffer, names: Mapping[str, str]) -> DifferenceLine:
    decimals = indicator["decimals"]
    said = {Side.FIRST: one.first, Side.SECOND: one.second}
    numbers = {
        side: qualified(number_words(value.number or Decimal(0), decimals), value.qualifier)
        for side, value in said.items()
    }
    return DifferenceLine(
        period=period_words(one.period),
        said=typography.items(f"{name} {numbers[Side(side)]}" for side, name in names.items()),
        by=number_words(one.by, decimals),
        share=per_cent(one.share),
        since=one.since,
    )


def _finding(indicator: Indicator, sides: Sequence[SideReading], lines: Sequence[DifferenceLine]) -> str:
    """What the figures show, in one sentence: the differing figures first, then the present target, then the figure."""
    if lines:
        last = lines[-1]
        words = {
            "period": last.period,
            "share": last.share,
            "said": last.said,
            "unit": called_unit(indicator["unit"]),
        }
        return _("The sides’ figures for %(period)s differ by %(share)s: %(said)s %(unit)s.") % words
    for side in sides:
        if (line := side.present) is not None and line.verdict != Verdict.TOO_FEW:
            return finding_words(indicator, side.party.name, line.found)
    for side in sides:
        if side.latest:
            words = {"number": side.latest_with_unit, "of": side.latest_of, "party": side.party.name}
            return _("%(party)s: %(number)s, %(of)s.") % words
    for side in sides:
        if unsaid := [line.short for line in side.targets if line.found.unsaid is not None]:
            return _("%(party)s: %(said)s.") % {"party": side.party.name, "said": unsaid[-1]}
        if side.without:
            return _("%(party)s: %(said)s.") % {"party": side.party.name, "said": side.without[-1]}
    return _("No value has been given yet.")
