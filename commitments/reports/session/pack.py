"""The pack of a session: per item all that has to be on the table, from the register as it is, or was on a past day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from commitments.actions.projection import References
from commitments.figures.record import standing
from commitments.models import Commission, Commitment, Entry, Party, Quote, Seat, Session
from commitments.models.fields import COMMITMENT
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.together import asked_ahead
from commitments.reports.commitment import as_they_were, preferred
from commitments.reports.figures.load import (
    CountedThen,
    counted_of,
    indicators_at,
    known_question,
    readings_of,
    titles_at,
)
from commitments.reports.figures.reading import IndicatorReading
from commitments.reports.position import StatedPosition, positions, positions_question
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.session.page import Item, SessionPage, session_page
from commitments.reports.session.texts import title_of_item
from commitments.reports.texts import NO_TITLES
from commitments.reports.timeliness import DueLine, due_of, redated_words
from commitments.vocabulary import CLOSED, SIDES, Agreed, Outlook, Status
from commitments.vocabulary.texts import TextReader, reading

LAST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Said:
    """A side's view of a commitment and why it holds it, beside its exact words in the readouts."""

    party: Party
    quotes: list[Quote]
    status: str
    label: str
    outlook: str
    position: StatedPosition | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One item of the pack. Without a commitment there is only what the agenda says."""

    item: Item
    commitment: Commitment | None
    sides: list[Said]
    agreed: str
    agreed_label: str
    due: DueLine | None
    redated: str
    last: list[Sentence]
    figures: Sequence[
        IndicatorReading
    ] = ()  # what was promised and what each side has given, on the day of the pack


def pack(
    session: Session, seat: Seat, *, until: dt.datetime | None = None
) -> tuple[SessionPage, list[Sheet]]:
    """The session and a sheet for every item, in a fixed number of queries.

    With `until` the agenda is that of today, and the register beside it as it was at that moment.
    """
    page = session_page(session, seat)
    items = page.items if until is None else _before(page.items, session.commission, until)
    commitments = [item.commitment for item in items if item.commitment is not None]
    keys = sorted({row.pk for row in commitments})
    counting = [row.pk for row in commitments if standing(row.indicators)]
    numbers = {row.of(side, "position") for row in commitments for side in SIDES}
    questions: list[PreparedQuestion[Any] | None] = [
        _quotes_question(keys, until),
        positions_question(
            session.commission, {number for number in numbers if number is not None}, until=until
        ),
        known_question(counting, until) if counting else None,
    ]
    with asked_ahead(questions):
        return page, _sheets(session, seat, items, commitments, until)


def _sheets(
    session: Session,
    seat: Seat,
    items: Sequence[Item],
    commitments: list[Commitment],
    until: dt.datetime | None,
) -> list[Sheet]:
    quotes = _quotes(commitments, until)
    entries = _entries(commitments, until)
    wording = SentenceWriter(session.commission)
    last: dict[int, list[Sentence]] = defaultdict(list)
    for number in sorted(entries, reverse=True):
        key = entries[number].commitment_id or 0
        if len(last[key]) < LAST_ENTRIES:
            last[key].append(wording.sentence(entries[number]))
    held = [row.of(side, "position") for row in commitments for side in SIDES]
    stated = positions(session.commission, held, until=until)
    commission = session.commission
    counted = readings_of(
        [counted_of(row) for row in commitments],
        seat.sides,
        today=commission.today() if until is None else commission.calendar.day_of(until),
        until=until,
    )
    sheets = [_sheet(item, seat, quotes, stated, last) for item in items]
    return [
        replace(sheet, figures=counted[sheet.commitment.pk]) if sheet.commitment else sheet
        for sheet in sheets
    ]


def with_figures(
    page: SessionPage, session: Session, sides: Sequence[tuple[str, Party]], *, until: dt.datetime | None
) -> list[tuple[Item, Sequence[IndicatorReading]]]:
    """Each item of a protocol with the figures of its commitment as they were known at `until`; None: now."""
    rows = {item.commitment.pk: item.commitment for item in page.items if item.commitment is not None}
    if until is None:
        indicators = {key: row.indicators for key, row in rows.items()}
        titles = {key: row.counted_titles for key, row in rows.items()}
    else:
        indicators, titles = indicators_at(rows, until), titles_at(rows, until)
    commission = session.commission
    counted = readings_of(
        [
            CountedThen(key, row.code, indicators.get(key, []), (), titles=titles.get(key, NO_TITLES))
            for key, row in rows.items()
        ],
        sides,
        today=commission.today() if until is None else commission.calendar.day_of(until),
        until=until,
    )
    return [(item, counted[item.commitment.pk] if item.commitment is not None else ()) for item in page.items]


def _before(items: Sequence[Item], commission: Commission, until: dt.datetime) -> list[Item]:
    """The items with their commitments as they were; without one where that had not been recorded yet."""
    rows = Commitment.objects.filter(pk__in=[item.commitment.pk for item in items if item.commitment])
    named = list(rows.select_related(*sorted(COMMITMENT.references)))
    for row in named:
        row.commission = commission
    then = as_they_were(named, until, References(commission, known=named))
    return [_as_it_was(item, item.commitment and then.get(item.commitment.pk)) for item in items]


def _as_it_was(item: Item, commitment: Commitment | None) -> Item:
    title = title_of_item(item.item, commitment)
    return replace(item, commitment=commitment, title=title, title_lang=title.lang)


def _sheet(
    item: Item,
    seat: Seat,
    quotes: dict[tuple[int, int], list[Quote]],
    stated: dict[int | None, StatedPosition],
    last: dict[int, list[Sentence]],
) -> Sheet:
    row = item.commitment
    if row is None:
        return Sheet(item, None, [], "", "", None, "", [])
    sides = []
    for side, party in seat.sides:
        status, outlook = row.of(side, "status"), row.of(side, "outlook")
        has_view = status not in CLOSED and outlook != Outlook.NO_VIEW
        sides.append(
            Said(
                party=party,
                quotes=quotes.get((row.pk, party.pk), []),
                status=status,
                label=str(Status(status).label),
                outlook=str(Outlook(outlook).label) if has_view else "",
                position=stated.get(row.of(side, "position")),
            )
        )
    return Sheet(
        item=item,
        commitment=row,
        sides=sides,
        agreed=row.agreed,
        agreed_label=str(Agreed(row.agreed).label),
        due=due_of(row, on=item.item.session.held_on, names={side: party.name for side, party in seat.sides}),
        redated=redated_words(row.redated_times, row.redated_days),
        last=last[row.pk],
    )


def _quotes(
    commitments: Iterable[Commitment], until: dt.datetime | None
) -> dict[tuple[int, int], list[Quote]]:
    """The exact words by commitment and party: of each meeting in the language its reader reads best."""
    rows = _quotes_question(sorted({row.pk for row in commitments}), until).rows()
    texts: dict[tuple[int, int, int], list[Quote]] = defaultdict(list)
    for quote in rows:
        texts[quote.commitment_id, quote.readout.party_id, quote.readout.meeting_id].append(quote)
    found: dict[tuple[int, int], list[Quote]] = defaultdict(list)
    for (commitment, party, _meeting), quotes in texts.items():
        language = preferred([quote.readout.language for quote in quotes])
        found[commitment, party] += [quote for quote in quotes if quote.readout.language == language]
    return found


def _quotes_question(keys: list[int], until: dt.datetime | None) -> PreparedQuestion[Quote]:
    return _quoted.of(keys=keys, **({} if until is None else {"until": until}))


@prepared
def _quoted(*, keys: Hole, until: Hole | None = None) -> QuerySet[Quote]:
    rows = (
        Quote.objects.filter(commitment__among=keys, readout__replaced_by__isnull=True)
        .select_related("readout__meeting", "readout__commission")
        .defer("readout__text")
        .order_by("readout__meeting__held_on", "readout__party_id", "start")
    )
    return rows if until is None else rows.filter(entry__recorded_at__lte=until)


def _entries(commitments: list[Commitment], until: dt.datetime | None) -> dict[int, Entry]:
    """The last entries on each commitment."""
    rows = _last_told(
        reading(), keys=sorted({row.pk for row in commitments}), **({} if until is None else {"until": until})
    )
    return {entry.number: entry for entry in rows}


@prepared
def _last_told(reader: TextReader, *, keys: Hole, until: Hole | None = None) -> QuerySet[Entry]:
    place = Window(RowNumber(), partition_by=F("commitment"), order_by=F("number").desc())
    rows = Entry.objects.filter(commitment__among=keys).readable(reader, until=until)
    if until is not None:
        rows = rows.recorded_by(until)
    return rows.annotate(place=place).filter(place__lte=LAST_ENTRIES)
