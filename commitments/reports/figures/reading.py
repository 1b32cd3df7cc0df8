"""One indicator of one commitment on one day: both sides' figures, targets, verdicts, differences, and what is owed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions.figures_state import owed_on, present_target
from commitments.figures.difference import FiguresDiffer, differences
from commitments.figures.observation import Observation, SeriesLevel, levels, parts_that_differ, vintage
from commitments.figures.pace import TOLERANCE, IndicatorTerms, TargetVerdict, judge
from commitments.figures.record import Indicator, ValueRow, indicator_terms, observations
from commitments.models import Party
from commitments.reports.figures.wording import (
    finding_words,
    number_words,
    pace_words,
    per_cent,
    period_words,
    qualified,
    short_number,
    short_verdict,
    target_words,
    unsaid_words,
    verdict_words,
    with_unit,
)
from commitments.vocabulary import Side, lang_tag
from commitments.vocabulary.figures import Combining, Verdict


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target and what one side's values say of it."""

    words: str
    found: TargetVerdict
    verdict: str  # code
    short: str
    sentence: str
    pace: list[str]
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class SideReading:
    """The figures of one side."""

    party: Party
    side: str
    known: list[Observation]
    levels: list[SeriesLevel]
    latest: str  # the figure to date, "" where there is none
    latest_of: str  # the period or day it speaks of
    without: list[str]  # periods of which the side says that there is no figure
    targets: list[TargetLine]
    owed: str
    is_owed: bool
    parts_differ: list[str]

    @property
    def present(self) -> TargetLine | None:
        """What is said of the target it is on its way to."""
        return self.targets[-1] if self.targets else None


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
    promised: list[str]
    sides: list[SideReading]
    differences: list[DifferenceLine]
    differ_by: str
    finding: str

    @property
    def number(self) -> int:
        return int(self.indicator["number"])


def read_indicator(
    indicator: Indicator,
    rows: Iterable[ValueRow],
    parties: Sequence[tuple[str, Party]],
    *,
    today: dt.date,
    owing: Sequence[str] = (),
    tolerance: Decimal = TOLERANCE,
) -> IndicatorReading:
    """Read the values known of an indicator. `rows` hold revised ones too; `owing` are the sides that owe values."""
    terms = indicator_terms(indicator)
    own = [row for row in rows if row["indicator"] == indicator["number"] and not row["reference"]]
    all_of = {side: observations(row for row in own if row["whose"] == side) for side, _party in parties}
    sides = [
        _side(
            indicator,
            terms,
            side,
            party,
            vintage(all_of[side]),
            today=today,
            owes=side in owing and bool(indicator["every_months"]),
            tolerance=tolerance,
        )
        for side, party in parties
    ]
    names = {str(side): party.name for side, party in parties}
    differing = differences(all_of[Side.FIRST], all_of[Side.SECOND], tolerance)
    lines = [_difference(indicator, one, names) for one in differing]
    return IndicatorReading(
        indicator=indicator,
        terms=terms,
        title=indicator["title"],
        lang=lang_tag(indicator["language"]),
        unit=indicator["unit"],
        promised=promised_words(indicator, terms),
        sides=sides,
        differences=lines,
        differ_by=lines[-1].share if lines else "",
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
    known: list[Observation],
    *,
    today: dt.date,
    owes: bool,
    tolerance: Decimal,
) -> SideReading:
    reached = levels(terms.combining, known, terms.start if terms.baseline else None)
    if is_by_period(terms):
        # What was promised by the year is told by the year: a sum over all of them answers nothing.
        reached = [
            SeriesLevel(one.day, one.number, one.qualifier, (one,)) for one in known if one.number is not None
        ]
    latest = reached[-1] if reached else None
    due = owed_on(indicator, known) if owes else None
    judged = _judged(terms, known, today=today, tolerance=tolerance)
    told = {found.unsaid.period for found in judged if found.unsaid is not None}
    words = {"party": party.name, "day": date_format(due) if due else ""}
    is_owed = due is not None and due < today
    owed = _("%(party)s has owed a value since %(day)s.") if is_owed else _("Next value by %(day)s.")
    return SideReading(
        party=party,
        side=side,
        known=known,
        levels=reached,
        latest=figure_words(indicator, latest) if latest else "",
        latest_of=_spoken_of(terms, latest) if latest else "",
        without=[unsaid_words(one) for one in known if one.number is None and one.period not in told],
        targets=[_target_line(indicator, terms, known, found) for found in judged],
        owed=owed % words if due else "",
        is_owed=is_owed,
        parts_differ=[
            _("%(period)s: %(whole)s, its parts add up to %(sum)s.")
            % {
                "period": period_words(one.whole.period),
                "whole": number_words(one.whole.number or Decimal(0), indicator["decimals"]),
                "sum": number_words(one.sum, indicator["decimals"]),
            }
            for one in (parts_that_differ(known, tolerance) if terms.combining == Combining.FLOW else ())
        ],
    )


def figure_words(indicator: Indicator, level: SeriesLevel) -> str:
    return qualified(short_number(level.number, indicator["decimals"]), level.qualifier)


def _spoken_of(terms: IndicatorTerms, level: SeriesLevel) -> str:
    """What the figure to date is of: a sum is up to its last day, all else of its own period."""
    last = level.observations[-1]
    if terms.combining == Combining.FLOW and len(level.observations) > 1:
        return _("up to %(day)s") % {"day": date_format(level.day)}
    return period_words(last.period)


def _judged(
    terms: IndicatorTerms, known: Sequence[Observation], *, today: dt.date, tolerance: Decimal
) -> list[TargetVerdict]:
    """Every target up to the one the series is on its way to, in order; none before anything was said."""
    if not known:
        return []
    day = max(max(one.day for one in known), today)
    present = present_target(terms, day)
    in_order = sorted(terms.targets, key=lambda one: one.period.end)
    return [
        judge(terms, known, target, today, tolerance)
        for target in in_order
        if present is not None and target.period.end <= present.period.end
    ]


def _target_line(
    indicator: Indicator, terms: IndicatorTerms, known: Sequence[Observation], found: TargetVerdict
) -> TargetLine:
    return TargetLine(
        words=target_words(indicator, found.target),
        found=found,
        verdict=str(found.verdict),
        short=short_verdict(indicator, found),
        sentence=verdict_words(indicator, found),
        pace=pace_words(indicator, found),
        share=found.share,
    )


def _difference(indicator: Indicator, one: FiguresDiffer, names: Mapping[str, str]) -> DifferenceLine:
    decimals = indicator["decimals"]
    said = {Side.FIRST: one.first, Side.SECOND: one.second}
    numbers = {
        side: qualified(number_words(value.number or Decimal(0), decimals), value.qualifier)
        for side, value in said.items()
    }
    return DifferenceLine(
        period=period_words(one.period),
        said=", ".join(f"{name} {numbers[Side(side)]}" for side, name in names.items()),
        by=number_words(one.by, decimals),
        share=per_cent(one.share),
        since=one.since,
    )


def _finding(indicator: Indicator, sides: Sequence[SideReading], lines: Sequence[DifferenceLine]) -> str:
    """What the figures show, in one sentence: the differing figures first, then the present target, then the figure."""
    if lines:
        last = lines[-1]
        words = {"period": last.period, "share": last.share}
        return _("The sides’ figures for %(period)s differ by %(share)s.") % words
    for side in sides:
        if (line := side.present) is not None and line.verdict != Verdict.TOO_FEW:
            return finding_words(indicator, side.party.name, line.found)
    for side in sides:
        if side.latest:
            words = {
                "number": with_unit(side.latest, indicator),
                "of": side.latest_of,
                "party": side.party.name,
            }
            return _("%(party)s: %(number)s, %(of)s.") % words
    for side in sides:
        if unsaid := [line.short for line in side.targets if line.found.unsaid is not None]:
            return _("%(party)s: %(said)s.") % {"party": side.party.name, "said": unsaid[-1]}
        if side.without:
            return _("%(party)s: %(said)s.") % {"party": side.party.name, "said": side.without[-1]}
    return _("No value has been given yet.")
