"""Commitments and what is counted of them as data, now or as recorded by the end of a past day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Q

from commitments import links
from commitments.actions.projection import References
from commitments.figures.record import Indicator, tolerance_of
from commitments.models import Commission, Commitment, ObservedValue, Quote
from commitments.reports.commitment.past import as_they_were
from commitments.reports.data.register import item_of
from commitments.reports.data.shapes import CommitmentData, IndicatorData, QuoteData, ValueData
from commitments.reports.data.slice import DataAsked, DataSlice, cut
from commitments.reports.register.known import holding_at


def _rows(commission: Commission, asked: DataAsked) -> tuple[Sequence[Commitment], str]:
    """The next commitments in the order of their codes, as they were by the clock asked for."""
    rows = Commitment.objects.filter(commission=commission, place__gt=asked.after)
    if moment := asked.moment(commission):
        rows = rows.filter(recorded_at__lte=moment)
    rows = rows.select_related("sector", "meeting", "first_owner", "second_owner", "superseded_by")
    found = list(rows.defer("search_tokens").order_by("place")[: asked.limit + 1])
    kept, after = cut(found, asked.limit, lambda row: str(row.place))
    return _then(commission, kept, asked.moment(commission)), after


def _then(
    commission: Commission, rows: Sequence[Commitment], moment: dt.datetime | None
) -> Sequence[Commitment]:
    for row in rows:
        row.commission = commission
    if moment is None:
        return rows
    past = as_they_were(rows, moment, References(commission, known=rows))
    found = []
    for row in rows:
        then = past[row.pk]
        then.meeting = row.meeting
        found.append(then)
    return found


def commitments_data(commission: Commission, asked: DataAsked) -> DataSlice[CommitmentData]:
    """Commitments, those withdrawn too."""
    rows, after = _rows(commission, asked)
    return DataSlice(_with_quotes(commission, rows, asked.moment(commission)), after)


def commitment_data(commission: Commission, code: str, asked: DataAsked) -> CommitmentData | None:
    """One commitment; None where it had not been recorded."""
    rows = Commitment.objects.filter(commission=commission, code=code)
    moment = asked.moment(commission)
    if moment is not None:
        rows = rows.filter(recorded_at__lte=moment)
    rows = rows.select_related("sector", "meeting", "first_owner", "second_owner", "superseded_by")
    found = _with_quotes(commission, _then(commission, list(rows[:1]), moment), moment)
    return found[0] if found else None


def _with_quotes(
    commission: Commission, rows: Sequence[Commitment], moment: dt.datetime | None
) -> list[CommitmentData]:
    quotes = Quote.objects.filter(commitment__in=[row.pk for row in rows])
    if moment is not None:
        quotes = quotes.filter(entry__recorded_at__lte=moment)
    names = ("readout__slug", "start", "end", "words", "wording", "relation")
    by_key: dict[int, list[QuoteData]] = defaultdict(list)
    for key, *values in quotes.order_by("pk").values_list("commitment", *names):
        by_key[key].append(QuoteData(*values))
    return [
        CommitmentData(
            register=item_of(row),
            url=links.commitment(commission.slug, row.code),
            statement=row.statement,
            language=row.language,
            title_texts=row.title_texts,
            statement_texts=row.statement_texts,
            translations=row.translations,
            reference_number=row.reference_number,
            meeting=row.meeting.slug,
            speech_act=row.speech_act,
            performed_by=row.performed_by,
            beneficiary=row.beneficiary,
            proposed_by=row.proposed_by,
            superseded_by=row.superseded_by.code if row.superseded_by else None,
            last_entry=row.last_number,
            criteria=row.criteria,
            steps=row.steps,
            quotes=by_key[row.pk],
        )
        for row in rows
    ]


def indicators_data(commission: Commission, asked: DataAsked) -> DataSlice[IndicatorData]:
    """What is counted of the next commitments, with the values of both sides.

    As known today about a past day: the values about it and about earlier days, whenever they were stated.
    """
    rows, after = _rows(commission, asked)
    counting = [row for row in rows if row.indicators]
    values = _values(commission, counting, asked)
    found = [_indicator(row, one, values) for row in counting for one in row.indicators]
    return DataSlice(found, after)


def _indicator(
    row: Commitment, one: Indicator, values: dict[tuple[str, int], list[ValueData]]
) -> IndicatorData:
    return IndicatorData(
        commitment=row.code,
        number=one["number"],
        title=one["title"],
        unit=one["unit"],
        language=one["language"],
        combining=one["combining"],
        direction=one["direction"],
        begins=one["begins"],
        baseline=one["baseline"],
        targets=one["targets"],
        is_over=bool(one.get("is_over")),
        tolerance=tolerance_of(one).text,
        series=[said for said in row.series if said["indicator"] == one["number"]],
        values=values[row.code, one["number"]],
    )


def _values(
    commission: Commission, rows: Iterable[Commitment], asked: DataAsked
) -> dict[tuple[str, int], list[ValueData]]:
    moment = asked.moment(commission)
    holds = Q(recorded_to__isnull=True) if moment is None else holding_at(moment)
    if asked.known_today and asked.as_of is not None:
        holds &= Q(from_day__lte=asked.as_of)
    codes = {row.pk: row.code for row in rows}
    found: dict[tuple[str, int], list[ValueData]] = defaultdict(list)
    rows_of = ObservedValue.objects.filter(holds, commitment__in=codes).order_by("from_day", "whose", "pk")
    for key, number, *said in rows_of.values_list("commitment", "indicator", *OF_VALUE):
        found[codes[key], number].append(ValueData(*said))
    return found


# In the order of the fields of ValueData.
OF_VALUE = (
    "whose",
    "reference",
    "period",
    "from_day",
    "to_day",
    "number",
    "qualifier",
    "status",
    "entry_number",
    "effective_on",
    "recorded_from",
    "numerator",
    "denominator",
    "source",
    "unit",
)
