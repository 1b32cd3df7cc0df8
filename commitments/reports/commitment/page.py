"""Everything the page of one commitment shows, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commitments.models import Calendar, Commitment, Entry, Evidence, Party, Quote, Readout, Seat, Standpoint
from commitments.reports.commitment.lanes import Lanes, lanes_of
from commitments.reports.commitment.lineage import Step, lineage
from commitments.reports.commitment.moves import Move, move_of, waits_on_words
from commitments.reports.commitment.speech import act_words
from commitments.reports.commitment.words import CommitmentWords, passages_of
from commitments.reports.criteria import Checklist, checklist
from commitments.reports.duties import ANSWER, RESULT, Duty, duties_of
from commitments.reports.names import body_name, names_at
from commitments.reports.register.clock import silent_since
from commitments.reports.requests import RequestFacts, request_facts
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.reports.silence import days_without_progress
from commitments.reports.timeliness import DueLine, due_of, due_words, redated_words
from commitments.vocabulary import (
    CLOSED,
    SIDES,
    STANDING,
    Agreed,
    Answer,
    DueKind,
    Outlook,
    Recognition,
    Side,
    Status,
    Whose,
    language_of,
)

HISTORY = 50

REQUEST_WORDS = {
    Answer.NONE: gettext_lazy("Request, not answered"),
    Answer.READY: gettext_lazy("Request, being looked into"),
    Answer.DECLINED: gettext_lazy("Request, declined"),
}


@dataclass(frozen=True, slots=True)
class View:
    """One of the three places: what a side says, or what both make."""

    whose: str
    party: Party | None
    status: str
    label: str
    since: dt.date | None  # the day from which it is true
    recorded_on: dt.date | None  # where that was another day
    days: int  # since the day from which it is true
    outlook: str = ""
    outlook_label: str = ""
    next_step: str = ""
    next_step_lang: str = ""
    next_on: dt.date | None = None
    waits_on: str = ""
    idle_days: int = 0
    word_days: int = 0
    is_silent: bool = False
    said: Sentence | None = None
    last_agreed: str = ""


@dataclass(frozen=True, slots=True)
class SideOwner:
    party: Party
    body: str
    post: str


@dataclass(frozen=True, slots=True)
class DueFacts:
    due: DueLine
    words: str
    words_lang: str
    asked: str
    first_date: str
    redated: str
    filed: list[str]  # what each side that owes reports or answers has filed last


@dataclass(frozen=True, slots=True)
class Day:
    """The entries of one day of recording, newest first."""

    date: dt.date
    sentences: list[Sentence]


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    commitment: Commitment
    words: CommitmentWords
    lineage: list[Step]
    act: str
    recognition: str
    is_confirmed: bool
    views: list[View]
    lanes: Lanes | None
    due: DueFacts
    move: Move | None
    request: RequestFacts | None
    owners: list[SideOwner]
    evidence: list[Any]  # that stands
    taken_back: list[Any]
    test: Checklist | None
    history: list[Day]
    history_count: int
    as_of: dt.date | None = None
    successor: Commitment | None = None
    all_shown: bool = True
    entries: dict[int, Sentence] = field(default_factory=dict)


def commitment_page(
    commitment: Commitment, *, seat: Seat, as_of: dt.date | None = None, whole: bool = False
) -> CommitmentPage:
    """The page of a commitment; `commitment` is the row as it is, or as it was at the end of `as_of`.

    The sides stand in the order the reader of `seat` wants. `whole` asks for the whole history, else the newest
    entries are shown.
    """
    commission = commitment.commission
    day = as_of or commission.today()
    until = None if as_of is None else commission.calendar.end_of_day(as_of)
    quotes, replaced = _quotes(commitment, until)
    entries = Entry.objects.filter(commitment=commitment).readable().order_by("-number")
    readouts = Readout.objects.filter(meeting=commitment.meeting_id).defer("text")
    if until is not None:
        entries = entries.recorded_by(until)
        readouts = readouts.filter(entry__recorded_at__lte=until)
    parties = [party for _side, party in seat.sides]
    shown = list(entries if whole else entries[: HISTORY + 1])
    count = len(shown)
    if not whole and count > HISTORY:
        shown, count = shown[:HISTORY], entries.count()
    wording = SentenceWriter(commission)
    names = names_at(commission, until)
    sentences = {entry.number: wording.sentence(entry, with_changes=True) for entry in shown}
    sources = list(Evidence.of(commitment, until=until))
    for source in sources:
        if source.entry.number in sentences:
            sentences[source.entry.number].sources.append(source)
    standpoints = list(
        Standpoint.objects.filter(commitment=commitment, entry_number__lte=commitment.last_number).order_by(
            "-entry_number"
        )
    )
    # What was corrected after a past day was not known to be wrong on it.
    known_wrong = [(said.corrects, said.number) for said in sentences.values() if said.corrects is not None]
    all_known = as_of is None or len(shown) < count
    return CommitmentPage(
        commitment=commitment,
        words=passages_of(parties, commitment, quotes, readouts, replaced=replaced),
        lineage=lineage(parties, commitment, quotes),
        act=act_words(commitment),
        recognition=recognition_words(commitment),
        is_confirmed=commitment.recognition == Recognition.CONFIRMED and not commitment.is_request,
        views=_views(commitment, seat, day, standpoints, sentences, wording),
        lanes=lanes_of(
            standpoints, commitment, seat.sides, day=day, corrections=None if all_known else known_wrong
        ),
        due=_due(commitment, day),
        move=move_of(commitment),
        request=request_facts(commitment, on=day),
        owners=[
            SideOwner(
                party, body_name(commitment.of(side, "owner"), party, names), commitment.of(side, "post")
            )
            for side, party in seat.sides
        ],
        evidence=[source for source in sources if source.taken_back_by is None],
        taken_back=[source for source in sources if source.taken_back_by is not None],
        test=checklist(commitment, until=until),
        history=_by_day(sentences, commission.calendar),
        history_count=count,
        as_of=as_of,
        successor=commitment.superseded_by,
        all_shown=len(shown) == count,
        entries=sentences,
    )


def _quotes(commitment: Commitment, until: dt.datetime | None) -> tuple[list[Quote], list[Quote]]:
    """The quotes known at a moment: those that hold, and those of versions that had been replaced by then."""
    found = (
        Quote.objects.filter(commitment=commitment)
        .select_related("readout__meeting", "readout__replaced_by__entry")
        .defer("readout__replaced_by__text", "readout__replaced_by__entry__record")
        .order_by("readout__meeting__held_on", "readout", "start")
    )
    if until is not None:
        found = found.filter(entry__recorded_at__lte=until)
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


def _views(
    commitment: Commitment,
    seat: Seat,
    day: dt.date,
    rows: list[Standpoint],
    sentences: dict[int, Sentence],
    wording: SentenceWriter,
) -> list[View]:
    """One side, agreed, the other side: always three places in this order. `rows` are its views, newest first."""
    missing = {
        commitment.of(side, "entry")
        for side in SIDES
        if commitment.of(side, "entry") not in (None, *sentences)
    }
    said = dict(sentences)
    for entry in (
        Entry.objects.filter(commitment=commitment, number__in=missing).readable() if missing else ()
    ):
        said[entry.number] = wording.sentence(entry)
    places, calendar = [], commitment.commission.calendar
    for side, party in seat.sides:
        status, outlook = commitment.of(side, "status"), commitment.of(side, "outlook")
        since = commitment.of(side, "true_on")  # None for a view that nobody has stated
        places.append(
            View(
                whose=side,
                party=party,
                status=status,
                label=str(Status(status).label),
                since=since,
                recorded_on=_recorded_on(calendar, since, commitment.of(side, "since")),
                days=(day - since).days if since else 0,
                outlook=outlook if status not in CLOSED and status != Status.NOT_ASSESSED else "",
                outlook_label=str(Outlook(outlook).label),
                next_step=commitment.of(side, "next_step"),
                next_step_lang=language_of(commitment.of(side, "next_step")),
                next_on=commitment.of(side, "next_on"),
                waits_on=waits_on_words(commitment, side),
                **_silence(commitment, side, day),
                said=said.get(commitment.of(side, "entry")),
            )
        )
    since = commitment.agreed_true_on
    agreed = View(
        whose=Whose.AGREED.value,
        party=None,
        status=commitment.agreed,
        label=str(Agreed(commitment.agreed).label),
        since=since,
        recorded_on=_recorded_on(calendar, since, commitment.agreed_since),
        days=(day - since).days if since else 0,
        last_agreed=_last_agreed(rows) if commitment.agreed in (Agreed.DIFFER, Agreed.ONE_SIDE) else "",
    )
    return [places[0], agreed, places[1]]


def _recorded_on(calendar: Calendar, since: dt.date | None, at: dt.datetime | None) -> dt.date | None:
    """The day a view was recorded, where that is not the day from which it is true."""
    recorded_on = calendar.day_of(at) if at else None
    return recorded_on if recorded_on != since else None


def _silence(commitment: Commitment, side: str, day: dt.date) -> dict[str, Any]:
    """The days since the last word of a side and since its status last changed, where these count as long."""
    calendar, at = commitment.commission.calendar, commitment.of(side, "word_at")
    since, limit = silent_since(commitment.commission, day), commitment.commission.silent_after_days
    idle = days_without_progress(
        commitment.of(side, "status"), commitment.of(side, "true_on"), day=day, limit=limit
    )
    return {
        "idle_days": idle if commitment.is_open else 0,
        "word_days": (day - calendar.day_of(at)).days,
        "is_silent": commitment.is_open and at < since,
    }


def _last_agreed(rows: list[Standpoint]) -> str:
    for row in rows:
        if row.whose == Whose.AGREED and row.status not in (
            Agreed.DIFFER,
            Agreed.ONE_SIDE,
            Agreed.NOT_ASSESSED,
        ):
            return str(Agreed(row.status).label)
    return ""


def _due(commitment: Commitment, day: dt.date) -> DueFacts:
    first, second = commitment.commission.sides
    names: dict[str, str] = {Side.FIRST: first.name, Side.SECOND: second.name}
    asked = names.get(commitment.asked, _("both sides"))
    first_date = date_format(commitment.first_due_on) if commitment.first_due_on else ""
    words = commitment.due_text
    if commitment.due_from and commitment.due_on:
        period = {"first": date_format(commitment.due_from), "last": date_format(commitment.due_on)}
        words = words or _("%(first)s to %(last)s") % period
    return DueFacts(
        due=DueLine(due_words(commitment))
        if commitment.is_request
        else due_of(commitment, on=day, names=names),
        words=words,
        words_lang=language_of(words),
        asked=asked if commitment.due_kind == DueKind.CONDITION else "",
        first_date=first_date if commitment.first_due_on != commitment.due_on else "",
        redated=redated_words(commitment.redated_times, commitment.redated_days),
        filed=[
            filed_words(commitment, duty, names[duty.side])
            for duty in duties_of(commitment, on=day)
            if duty.what != RESULT
        ],
    )


def filed_words(commitment: Commitment, duty: Duty, party: str) -> str:
    """ "Belarus reported last on 28 December 2023."; that a side has filed nothing yet is said too."""
    last: dt.date | None = commitment.of(duty.side, "checked_on" if duty.what == ANSWER else "reported_on")
    words = {"party": party, "day": date_format(last) if last else ""}
    if duty.what == ANSWER:
        sentence = _("%(party)s answered last on %(day)s.") if last else _("%(party)s has not answered yet.")
    else:
        sentence = _("%(party)s reported last on %(day)s.") if last else _("%(party)s has not reported yet.")
    return sentence % words


def _by_day(sentences: dict[int, Sentence], calendar: Calendar) -> list[Day]:
    grouped: dict[dt.date, list[Sentence]] = {}
    for sentence in sentences.values():
        grouped.setdefault(calendar.day_of(sentence.recorded_at), []).append(sentence)
    return [Day(date, found) for date, found in grouped.items()]


def last_said(seat: Seat, commitment: Commitment) -> Sentence | None:
    """What the side of `seat` last said of its view, to have in sight while writing."""
    number = commitment.of(seat.side, "entry")
    if number is None:
        return None
    entry = Entry.objects.readable().get(commitment=commitment, number=number)
    return SentenceWriter(seat.commission).sentence(entry)
