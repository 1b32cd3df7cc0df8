"""What is counted, as a file: a row for each value that a side states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from commitments import typography
from commitments.exports.lists.facts import Absolute, every_page, facts_of, file_name, log_end
from commitments.exports.table import Cell, CellKind, ExportColumn, ExportedList
from commitments.figures.observation import Observation
from commitments.figures.period_words import period_words
from commitments.models import Seat
from commitments.reports.figures.listing import indicators_page
from commitments.reports.figures.reading import IndicatorReading, SideReading
from commitments.reports.figures.section import IndicatorSection
from commitments.reports.figures.sentences import described_words
from commitments.reports.register import Query
from commitments.reports.texts import marked
from commitments.vocabulary.figures import Qualifier, ValueStatus
from commitments.vocabulary.other_names import called_unit

# Of a series that no target is held against.
NO_TARGET: tuple[Cell, ...] = (None, "", "", "")


def indicators_list(seat: Seat, query: Query, *, shows: str, absolute: Absolute) -> ExportedList:
    """The values known of what is counted in `query`, side by side with the target each side is on its way to.

    A side that has stated nothing has one row without a value. Statistics of a third party come after both sides, with
    the side that recorded them; no target is held against them.
    """
    end = log_end(seat)
    return ExportedList(
        name=file_name(seat, "indicators", as_of=query.as_of),
        title=_("Indicators"),
        facts=facts_of(seat, end, shows=shows, as_of=query.as_of, known_today=query.known_today),
        columns=[
            ExportColumn(_("Code")),
            ExportColumn(_("Commitment"), width=40),
            ExportColumn(_("What is counted"), width=32),
            ExportColumn(_("Unit"), width=18),
            ExportColumn(_("Side"), width=14),
            ExportColumn(_("Statistics of a third party"), width=24),
            ExportColumn(_("Period"), width=18),
            ExportColumn(_("First day"), CellKind.DAY, 12),
            ExportColumn(_("Last day"), CellKind.DAY, 12),
            ExportColumn(_("Value"), CellKind.NUMBER, 16),
            ExportColumn(_("Precision"), width=14),
            ExportColumn(_("Status"), width=18),
            ExportColumn(_("Entry No."), CellKind.NUMBER, 8),
            ExportColumn(_("Target"), CellKind.NUMBER, 16),
            ExportColumn(_("Target for"), width=18),
            ExportColumn(_("What the values say of it"), width=36),
            ExportColumn(_("The words the target comes from"), width=40),
            ExportColumn(_("Numerator"), CellKind.NUMBER, 16),
            ExportColumn(_("Denominator"), CellKind.NUMBER, 16),
            ExportColumn(_("Source"), width=36),
            ExportColumn(_("Published by, and by which method"), width=36),
            ExportColumn(_("Page"), width=40),
        ],
        rows=_rows(seat, query, end.size, absolute),
    )


def _rows(seat: Seat, query: Query, head: int, absolute: Absolute) -> Iterator[tuple[Cell, ...]]:
    pages = every_page(lambda number: indicators_page(seat, query, page=number, head=head, with_sources=True))
    for found in pages:
        for commitment in found.rows():
            url = absolute(commitment.url)
            for section in commitment.sections:
                for cells in _of_section(section):
                    yield commitment.code, marked(commitment.title, commitment.title_lang), *cells, url


def _of_section(section: IndicatorSection) -> Iterator[tuple[Cell, ...]]:
    reading = section.reading
    for side in reading.sides:
        yield from _of_side(reading, side)
    for one in section.references:
        named = (reading.title, called_unit(one.described["own_unit"]) or reading.unit, one.party, one.name)
        yield from _of_values(named, one.known, NO_TARGET, _without_unit(one.described))


def _of_side(reading: IndicatorReading, side: SideReading) -> Iterator[tuple[Cell, ...]]:
    named = (reading.title, called_unit(side.unit), side.party.name, "")
    present = side.present
    target = NO_TARGET
    if present is not None:
        aim = present.found.target
        target = (aim.value, period_words(aim.period), present.sentence, _quoted(reading, aim.number))
    described = typography.sentences(filter(None, (_without_unit(side.series), side.apart)))
    if not side.known:
        yield *named, "", None, None, None, "", "", None, *target, None, None, "", described
    yield from _of_values(named, side.known, target, described)


def _of_values(
    named: tuple[Cell, ...], known: Iterable[Observation], target: tuple[Cell, ...], described: str
) -> Iterator[tuple[Cell, ...]]:
    for one in known:
        yield (
            *named,
            period_words(one.period),
            one.period.start,
            one.period.end,
            one.number,
            str(Qualifier(one.qualifier).label),
            str(ValueStatus(one.status).label),
            one.entry,
            *target,
            *(one.of or (None, None)),
            one.source,
            described,
        )


def _without_unit(described: dict[str, str]) -> str:
    """Who publishes a series, and by which method; the unit has a column."""
    return described_words({**described, "own_unit": ""})


def _quoted(reading: IndicatorReading, target: int) -> str:
    """The exact words a target comes from; "" where nobody has named them."""
    named = {one["number"]: one.get("quote") for one in reading.indicator["targets"]}
    return str((named.get(target) or {"words": ""})["words"])
