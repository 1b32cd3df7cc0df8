"""Everything the page of one commitment shows, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.actions.texts_state import STATEMENT, TITLE
from commitments.models import Commitment, Entry, Party, Quote, Readout, Seat, Standpoint
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.commitment.due import DueFacts, due_facts
from commitments.reports.commitment.history import CommitmentLog
from commitments.reports.commitment.lanes import Lanes, lanes_of
from commitments.reports.commitment.lineage import Step, lineage
from commitments.reports.commitment.moves import Move, move_of
from commitments.reports.commitment.speech import act_words
from commitments.reports.commitment.standpoints import StandpointPlace, places_of, places_of_request
from commitments.reports.commitment.words import CommitmentWords, passages_of
from commitments.reports.criteria import Checklist, checklist
from commitments.reports.names import body_name, names_at
from commitments.reports.requests import RequestFacts, request_facts
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.texts import TextShown, part_of
from commitments.vocabulary import STANDING, Answer, Recognition, Side
from commitments.vocabulary.other_names import called_post
from commitments.vocabulary.texts import TextReader, reading

REQUEST_WORDS = {
    Answer.NONE: gettext_lazy("Request, not answered"),
    Answer.READY: gettext_lazy("Request, being looked into"),
    Answer.DECLINED: gettext_lazy("Request, declined"),
}


@dataclass(frozen=True, slots=True)
class SideOwner:
    party: Party
    body: str
    post: str


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    commitment: Commitment
    title: TextShown
    statement: TextShown
    sector: str
    words: CommitmentWords
    lineage: list[Step]
    act: str
    recognition: str
    is_confirmed: bool
    places: list[StandpointPlace]
    lanes: Lanes | None
    due: DueFacts
    move: Move | None
    request: RequestFacts | None
    owners: list[SideOwner]
    evidence: list[Any]  # that stands
    taken_back: list[Any]
    test: Checklist | None
    as_of: dt.date | None = None
    successor: Commitment | None = None


def commitment_page(
    commitment: Commitment, *, seat: Seat, as_of: dt.date | None = None, log: CommitmentLog | None = None
) -> CommitmentPage:
    """The page of a commitment; `commitment` is the row as it is, or as it was at the end of `as_of`.

    The sides stand in the order the reader of `seat` wants. `log` may have been read from already.
    """
    commission = commitment.commission
    day = as_of or commission.today()
    until = None if as_of is None else commission.calendar.end_of_day(as_of)
    log = log or CommitmentLog(commitment, until=until)
    quotes, replaced = _quotes(commitment, until)
    at = {} if until is None else {"until": until}
    filed = {party for (party,) in _filed(meeting=commitment.meeting_id, **at)}
    parties = [party for _side, party in seat.sides]
    standpoints = _standpoints(commitment=commitment.pk, last=commitment.last_number)
    # What was corrected after a past day was not known to be wrong on it.
    known_wrong = (
        None
        if as_of is None
        else [(row.corrects, row.number) for row in log.rows if row.corrects is not None]
    )
    request, names = request_facts(commitment, on=day), names_at(commission, until)
    return CommitmentPage(
        commitment=commitment,
        title=part_of(commitment, TITLE, seat.side),
        statement=part_of(commitment, STATEMENT, seat.side),
        sector=names.sector(commitment.sector.code, commitment.sector.name),
        words=passages_of(parties, commitment, quotes, filed, replaced=replaced),
        lineage=lineage(parties, commitment, quotes),
        act=act_words(commitment),
        recognition=recognition_words(commitment),
        is_confirmed=commitment.recognition == Recognition.CONFIRMED and not commitment.is_request,
        places=places_of_request(commitment, seat, request)
        if request is not None and request.clock is not None
        else places_of(commitment, seat, day, standpoints, log.read, until),
        lanes=lanes_of(standpoints, commitment, seat.sides, day=day, corrections=known_wrong),
        due=due_facts(commitment, seat.sides, day, seat.side),
        move=move_of(commitment),
        request=request,
        owners=[
            SideOwner(
                party,
                body_name(commitment.of(side, "owner"), party, names),
                called_post(commitment.of(side, "post")),
            )
            for side, party in seat.sides
        ],
        evidence=[source for source in log.sources if source.taken_back_by is None],
        taken_back=[source for source in log.sources if source.taken_back_by is not None],
        test=checklist(commitment, sources=log.sources, side=seat.side),
        as_of=as_of,
        successor=commitment.superseded_by,
    )


def page_questions(commitment: Commitment, *, as_of: dt.date | None = None) -> list[PreparedQuestion[Any]]:
    """What `commitment_page` asks besides the log."""
    at = {} if as_of is None else {"until": commitment.commission.calendar.end_of_day(as_of)}
    return [
        _quotes_of.of(commitment=commitment.pk, **at),
        _filed.of(meeting=commitment.meeting_id, **at),
        _standpoints.of(commitment=commitment.pk, last=commitment.last_number),
    ]


@prepared
def _quotes_of(*, commitment: Hole, until: Hole | None = None) -> QuerySet[Quote]:
    found = (
        Quote.objects.filter(commitment=commitment)
        .select_related("readout__meeting", "readout__replaced_by__entry")
        .defer("readout__replaced_by__text", "readout__replaced_by__entry__record")
        .order_by(
            "readout__meeting__held_on",
            "-readout__published_on",
            "readout__party_id",
            "readout__language",
            "start",
        )
    )
    return found if until is None else found.filter(entry__recorded_at__lte=until)


@prepared
def _filed(*, meeting: Hole, until: Hole | None = None) -> QuerySet[Readout, tuple[int]]:
    """The parties that filed a readout of a meeting."""
    found = Readout.objects.filter(meeting=meeting).order_by()
    found = found if until is None else found.filter(entry__recorded_at__lte=until)
    return found.values_list("party_id")


@prepared
def _standpoints(*, commitment: Hole, last: Hole) -> QuerySet[Standpoint]:
    return Standpoint.objects.filter(commitment=commitment, entry_number__lte=last).order_by("-entry_number")


def _quotes(commitment: Commitment, until: dt.datetime | None) -> tuple[list[Quote], list[Quote]]:
    """The quotes known at a moment: those that hold, and those of versions that had been replaced by then."""
    found = _quotes_of(commitment=commitment.pk, **({} if until is None else {"until": until}))
    hold: list[Quote] = []
    replaced: list[Quote] = []
    for quote in found:
        newer = getattr(quote.readout, "replaced_by", None)
        is_replaced = newer is not None and (until is None or newer.entry.recorded_at <= until)
        (replaced if is_replaced else hold).append(quote)
    return hold, replaced


def recognition_words(commitment: Commitment) -> str:
    """How the sides recognise it; of a request, what it has come to: to confirm that it was made promises nothing."""
    if commitment.is_request and commitment.recognition in STANDING:
        return str(REQUEST_WORDS[Answer(commitment.answer)])
    first, second = commitment.commission.sides
    proposer = first.name if commitment.proposed_by == Side.FIRST else second.name
    match commitment.recognition:
        case Recognition.PROPOSED:
            return _("Proposed by %(party)s") % {"party": proposer}
        case Recognition.ONE_SIDED:
            return _("Understanding of %(party)s only") % {"party": proposer}
        case _:
            return str(Recognition(commitment.recognition).label)


def last_said(seat: Seat, commitment: Commitment) -> Sentence | None:
    """What the side of `seat` last said of its view, to have in sight while writing."""
    number = commitment.of(seat.side, "entry")
    if number is None:
        return None
    entry = _told.first(reading(), commitment=commitment.pk, number=number)
    return SentenceWriter(seat.commission).sentence(entry) if entry else None


@prepared
def _told(reader: TextReader, *, commitment: Hole, number: Hole) -> QuerySet[Entry]:
    return Entry.objects.filter(commitment=commitment, number=number).readable(reader)
