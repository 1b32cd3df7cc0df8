"""The values of commitments as they were known at a moment, in one query however many commitments there are."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from commitments.figures.record import Indicator, ValueRow, known_about, standing
from commitments.models import Commitment, Entry, Evidence, ObservedValue, Party, Readout, Seat, Terms
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.figures.origins import origins_of, readouts_named
from commitments.reports.figures.reading import IndicatorReading, read_indicator
from commitments.reports.figures.section import IndicatorSection, indicator_section
from commitments.reports.texts import Offered
from commitments.vocabulary import SIDES, EntryKind

COLUMNS = (
    "commitment",
    "entry_number",
    "position",
    "indicator",
    "whose",
    "reference",
    "period",
    "number",
    "qualifier",
    "status",
    "numerator",
    "denominator",
    "source",
    "unit",
    "effective_on",
    "recorded_from",
    "recorded_to",
)
# And what only the table of a commitment and a file show.
OF_TABLE = ("parts", "source_title", "source_address")


def known_rows(
    keys: Collection[int],
    until: dt.datetime | None = None,
    *,
    periods: Collection[str] | None = None,
    with_parts: bool = False,
) -> dict[int, list[ValueRow]]:
    """Every value recorded by a moment for these commitments, revised ones too, in the order of the log.

    Of all periods, or of those with these keys. What parts a value has, and the first source its entry names, is for
    the table of one commitment and for files.
    """
    found: dict[int, list[ValueRow]] = defaultdict(list)
    for row in known_question(keys, until, periods=periods, with_parts=with_parts).rows():
        if until is not None and row["recorded_to"] is not None and row["recorded_to"] > until:
            row["recorded_to"] = None
        found[row["commitment"]].append(row)
    return found


def known_question(
    keys: Collection[int],
    until: dt.datetime | None = None,
    *,
    periods: Collection[str] | None = None,
    with_parts: bool = False,
) -> PreparedQuestion[dict[str, Any]]:
    """What `known_rows` asks."""
    values: dict[str, Any] = {"keys": list(keys)}
    if periods is not None:
        values["periods"] = sorted(periods)
    if until is not None:
        values["until"] = until
    return _given.of(with_parts, **values)


@prepared
def _given(
    with_parts: bool, *, keys: Hole, periods: Hole | None = None, until: Hole | None = None
) -> QuerySet[ObservedValue, dict[str, Any]]:
    rows = ObservedValue.objects.filter(commitment__among=keys).order_by("entry_number", "position")
    if periods is not None:
        rows = rows.filter(period__among=periods)
    if until is not None:
        rows = rows.filter(recorded_from__lte=until)
    if with_parts:
        named = Evidence.objects.filter(
            commitment=OuterRef("commitment"), entry__number=OuterRef("entry_number")
        ).order_by("position")
        rows = rows.annotate(
            source_title=Subquery(named.values("title")[:1]),
            source_address=Subquery(named.values("address")[:1]),
        )
    return rows.values(*COLUMNS, *(OF_TABLE if with_parts else ()))


def indicators_at(keys: Collection[int], until: dt.datetime) -> dict[int, list[Indicator]]:
    """What was counted of commitments at a moment: as the last entry by then that changed it says."""
    kinds = (EntryKind.RECORDED, EntryKind.INDICATORS_SET)
    rows = _counting(kinds, keys=list(keys), until=until) if keys else []
    return {key: changes["indicators"][1] for key, changes in rows if "indicators" in changes}


@prepared
def _counting(kinds: tuple[str, ...], *, keys: Hole, until: Hole) -> QuerySet[Entry, Any]:
    entries = Entry.objects.filter(commitment__among=keys, kind__in=kinds, recorded_at__lte=until)
    return entries.order_by("number").values_list("commitment", "changes")


def titles_at(keys: Collection[int], until: dt.datetime) -> dict[int, Mapping[str, Offered]]:
    """What was counted in other languages, by commitment and its number, as it was known at a moment."""
    return dict(_titled(keys=list(keys), until=until) if keys else ())


@prepared
def _titled(*, keys: Hole, until: Hole) -> QuerySet[Terms, Any]:
    held = Q(recorded_from__lte=until) & (Q(recorded_to__isnull=True) | Q(recorded_to__gt=until))
    return Terms.objects.filter(held, commitment__among=keys).values_list("commitment", "counted_titles")


@dataclass(frozen=True, slots=True)
class CountedThen:
    """A commitment as it was known at a moment: what was counted of it, and which sides owed values."""

    key: int
    code: str
    indicators: list[Indicator]
    owing: tuple[str, ...]
    series: Sequence[dict[str, Any]] = ()  # who publishes each, and how
    titles: Mapping[str, Offered] = field(
        default_factory=dict
    )  # what is counted in other languages, by its number


def sections_of(
    counted: Sequence[CountedThen],
    seat: Seat,
    *,
    today: dt.date,
    until: dt.datetime | None = None,
    about: dt.date | None = None,
    is_small: bool = False,
    with_sources: bool = False,
) -> dict[int, list[IndicatorSection]]:
    """What is counted of each commitment, by its primary key; the sides stand in the order of the reader's seat.

    With the values known at `until`; None: those known now, of them with `about` those that speak of that day or an
    earlier one. A small section has no table; `with_sources`: its values say all the same where they come from.
    """
    keys = [one.key for one in counted if standing(one.indicators)]
    rows = known_rows(keys, until, with_parts=with_sources or not is_small) if keys else {}
    readouts: dict[str, Readout] = {}
    if not is_small:
        readouts = readouts_named(seat.commission, (line for one in counted for line in one.indicators))
    if about is not None:
        rows = {key: known_about(own, about) for key, own in rows.items()}
    return {
        one.key: [
            indicator_section(
                read_indicator(
                    indicator,
                    rows.get(one.key, ()),
                    seat.sides,
                    today=today,
                    owing=one.owing,
                    described=one.series,
                    titles=one.titles,
                ),
                rows.get(one.key, ()),
                seat.commission,
                today=today,
                name=f"figure-{one.code}-{indicator['number']}",
                is_small=is_small,
                with_references=with_sources,
                described=one.series,
                origins=() if is_small else origins_of(seat.commission, one.code, indicator, readouts),
            )
            for indicator in standing(one.indicators)
        ]
        for one in counted
    }


def readings_of(
    counted: Sequence[CountedThen],
    sides: Sequence[tuple[str, Party]],
    *,
    today: dt.date,
    until: dt.datetime | None = None,
) -> dict[int, list[IndicatorReading]]:
    """What is counted of each commitment in words alone, without drawings and tables; arguments as of `sections_of`."""
    keys = [one.key for one in counted if standing(one.indicators)]
    rows = known_rows(keys, until) if keys else {}
    return {
        one.key: [
            read_indicator(
                indicator, rows.get(one.key, ()), sides, today=today, owing=one.owing, titles=one.titles
            )
            for indicator in standing(one.indicators)
        ]
        for one in counted
    }


def counted_of(commitment: Commitment) -> CountedThen:
    """What is counted of a row, the present one or the one of a past day."""
    owing = tuple(side.value for side in SIDES if commitment.of(side, "figures_owed_on"))
    return CountedThen(
        commitment.pk,
        commitment.code,
        commitment.indicators,
        owing,
        commitment.series,
        commitment.counted_titles,
    )


def of_commitment(
    commitment: Commitment, seat: Seat, *, today: dt.date, until: dt.datetime | None = None
) -> list[IndicatorSection]:
    """What is counted of one commitment; the row is the present one, or the one of a past day."""
    return sections_of([counted_of(commitment)], seat, today=today, until=until)[commitment.pk]


def commitment_question(
    commitment: Commitment, until: dt.datetime | None = None
) -> PreparedQuestion[dict[str, Any]] | None:
    """What `of_commitment` asks first; None where nothing is counted."""
    if not standing(commitment.indicators):
        return None
    return known_question([commitment.pk], until, with_parts=True)
