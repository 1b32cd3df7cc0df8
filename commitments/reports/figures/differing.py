"""Periods of which the sides give other figures, over all commitments: both figures, neither chosen, and since when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from commitments import links
from commitments.figures.difference import FiguresDiffer, differences
from commitments.figures.observation import Observation
from commitments.figures.period_words import period_words
from commitments.figures.record import ValueRow, observations, tolerance_of
from commitments.models import Commission, Party
from commitments.models.prepared import PreparedQuestion
from commitments.reports.figures.load import known_rows
from commitments.reports.figures.wording import (
    number_words,
    per_cent,
    qualified,
)
from commitments.reports.names import names_at
from commitments.reports.register.query import Query, asked_of_rows, rows_for
from commitments.reports.texts import counted_title, title_in
from commitments.vocabulary import SIDES
from commitments.vocabulary.other_names import called_unit

# Commitments on a page of differences; the register and the file list all of them.
MOST = 10
# Periods of one indicator; the page of the commitment has all of them.
MOST_PERIODS = 3


@dataclass(frozen=True, slots=True)
class DifferingFigure:
    """What one side says."""

    side: str
    code: str
    number: str


@dataclass(frozen=True, slots=True)
class FiguresDiffering:
    """One period of one indicator. `figures` are in the order of the commission; `since` is the day from which both have been known.

    `others` says of how many more, earlier periods they differ, on the last row of an indicator.
    """

    code: str
    title: str
    title_lang: str
    url: str
    sector: str
    counted: str
    unit: str
    period: str
    figures: tuple[DifferingFigure, DifferingFigure]
    share: str
    since: dt.date
    others: int = 0


def differing_query(query: Query) -> Query:
    """The commitments on which figures differ, in the part and on the day that `query` asks for."""
    kept = {name: value for name, value in query.filters.items() if name != "agreed"}
    return Query({**kept, "figures": "differ"}, as_of=query.as_of)


def figures_differing(
    commission: Commission, query: Query, *, most: int | None = MOST, periods: int | None = MOST_PERIODS
) -> list[FiguresDiffering]:
    """So many commitments in the order of the register, with so many periods of each indicator, the latest first.

    None: all of them. Two statements.
    """
    clock = query.clock(commission)
    found = figures_question(commission, query, most=most).rows()
    told = [
        (row, list(lines)[::-1])
        for row in found
        for _number, lines in groupby(row["figures_told"].get("differ", ()), key=lambda one: one["indicator"])
    ]
    keys, of = (
        [row[clock.key] for row in found],
        {one["period"] for _row, lines in told for one in lines[:periods]},
    )
    values = known_rows(keys, clock.moment, periods=of) if found else {}
    url, names = links.commitments(commission.slug, as_of=query.as_of), names_at(commission, clock.moment)
    first, second = commission.sides
    built = []
    for row, lines in told:
        said = _said(values.get(row[clock.key], []), lines[0])
        for place, one in enumerate(lines[:periods], start=1):
            differ = said[one["period"]]
            built.append(
                FiguresDiffering(
                    code=row["code"],
                    title=(title := title_in(row)),
                    title_lang=title.lang,
                    url=f"{url(row['code'])}#figure-{row['code']}-{one['indicator']}",
                    sector=names.sector(row["sector__code"], row["sector__name"]),
                    counted=counted_title(row["counted_titles"], one["indicator"], one["title"]),
                    unit=called_unit(one["unit"]),
                    period=period_words(differ.period),
                    figures=(_figure(first, differ.first), _figure(second, differ.second)),
                    share=per_cent(differ.share),
                    since=commission.calendar.day_of(differ.since),
                    others=len(lines) - place if place == periods else 0,
                )
            )
    return built


def figures_question(
    commission: Commission, query: Query, *, most: int | None = MOST
) -> PreparedQuestion[dict[str, Any]]:
    """What `figures_differing` asks first."""
    columns = ("code", "title", "titles", "sector__code", "sector__name", "figures_told", "counted_titles")

    def rows() -> QuerySet[Any, dict[str, Any]]:
        found = rows_for(commission, query).order_by("place")
        return found.values(query.clock(commission).key, *columns)[:most]

    return asked_of_rows(commission, query, ("figures differing", most), rows)


def _said(rows: list[ValueRow], told: dict[str, Any]) -> dict[str, FiguresDiffer]:
    """Where the sides' values for the indicator of a told difference differ, by the key of the period."""
    own = [row for row in rows if row["indicator"] == told["indicator"] and not row["reference"]]
    first, second = (observations(row for row in own if row["whose"] == side) for side in SIDES)
    return {one.period.key: one for one in differences(first, second, tolerance_of(told))}


def _figure(party: Party, said: Observation) -> DifferingFigure:
    return DifferingFigure(
        party.side, party.code, qualified(number_words(said.number or Decimal(0)), said.qualifier)
    )
