"""Two readouts of one meeting, one ledger: what both say, what only one says, and what each side decided about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from commitments import rules
from commitments.models import Commitment, Entry, Mark, Meeting, Party, Quote, Readout, Seat
from commitments.models.coverage import outside
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.attestation import BOTH, DIFFER, attested, quotes_at
from commitments.reports.commitment import preferred, quote_url, recognition_words
from commitments.reports.commitment.texts import PartVersions, authentic_texts
from commitments.reports.pagination import Pagination
from commitments.reports.sentences import Sentence, SentenceWriter
from commitments.vocabulary import RECOGNITION_KINDS, EntryKind, MarkKind, Recognition, Wording, lang_tag
from commitments.vocabulary.languages import language_name
from commitments.vocabulary.texts import TextReader, reading

ROWS_ON_A_PAGE = 40


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words of one side, in the language its reader reads best."""

    words: str
    lang: str
    url: str
    rung: str


@dataclass(frozen=True, slots=True)
class SaidBySide:
    """What the readouts of a side say, and the same in the other languages it published them in, by their names."""

    party: Party
    words: list[QuotedWords]
    elsewhere: list[tuple[str, list[QuotedWords]]]


@dataclass(frozen=True, slots=True)
class ReconciliationRow:
    """A commitment, what each text says of it, and what is to be decided by whom."""

    commitment: Commitment
    group: str
    said: list[SaidBySide]  # in the order of the reader
    authentic: list[PartVersions]  # what binds both sides, where its reader decides
    recognition: str
    decision: Sentence | None
    may_decide: bool
    may_decline: bool
    may_answer: bool
    waits_for: Party | None

    @property
    def decision_label(self) -> str:
        return str(EntryKind(self.decision.kind).label) if self.decision else ""

    @property
    def code(self) -> str:
        return self.commitment.code


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind, under the heading that says which."""

    name: str
    label: str
    count: int
    rows: list[ReconciliationRow] = field(default_factory=list)
    positions: list[QuotedWords] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The page of a meeting."""

    meeting: Meeting
    parties: list[Party]
    groups: list[Group]
    page: Pagination
    settled: int
    filed: dict[int, list[Readout]]

    @property
    def missing(self) -> list[Party]:
        """Sides that have filed nothing about this meeting."""
        return [party for party in self.parties if not self.filed.get(party.pk)]


def reconciliation(seat: Seat, meeting: Meeting, *, page: int = 1) -> Reconciliation:
    """What the readouts of a meeting say, row by row. Raises NoSuchPage."""
    parties = [party for _side, party in seat.sides]
    group_of = _groups(meeting)
    ordered = sorted(group_of, key=lambda key: (_order(parties).index(group_of[key][0]), group_of[key][1]))
    shown = Pagination(page, len(ordered), ROWS_ON_A_PAGE)
    keys = ordered[max(0, shown.first_row - 1) : shown.last_row] if ordered else []
    filed = _filed(meeting)
    rows = _rows(seat, meeting, keys, group_of)
    positions = _positions(filed) if page == 1 else {}
    counts = {name: sum(group == name for group, _code in group_of.values()) for name in _order(parties)}
    return Reconciliation(
        meeting=meeting,
        parties=parties,
        groups=[
            Group(
                name,
                _label(name, parties),
                counts[name],
                [row for row in rows if row.group == name],
                positions.get(name, []),
            )
            for name in _order(parties)
        ],
        page=shown,
        settled=_settled(ordered),
        filed=filed,
    )


def _order(parties: list[Party]) -> list[str]:
    return [BOTH, DIFFER, *(party.side for party in parties)]


def _label(name: str, parties: list[Party]) -> str:
    if name == BOTH:
        return _("Said by both")
    if name == DIFFER:
        return _("Said by both, in other words")
    party = next(party for party in parties if party.side == name)
    return _("Said by %(party)s only") % {"party": party.name}


def _groups(meeting: Meeting) -> dict[int, tuple[str, str]]:
    """(group, place) of every commitment that this meeting made or mentions, by its primary key."""
    quoted = groups_question(meeting).rows()
    places = {key: place for key, _position, _wording, place in quoted}
    return {key: (group, places[key]) for key, group in attested(row[:3] for row in quoted).items()}


def groups_question(meeting: Meeting) -> PreparedQuestion[tuple[int, int, str, str]]:
    """What `reconciliation` asks first."""
    return _quoted_at.of(meeting=meeting.pk)


@prepared
def _quoted_at(*, meeting: Hole) -> QuerySet[Quote, tuple[int, int, str, str]]:
    quotes = quotes_at(None).filter(readout__meeting=meeting, commitment__is_counted=True)
    return quotes.values_list("commitment", "readout__party__position", "wording", "commitment__place")


def _settled(keys: list[int]) -> int:
    """How many are decided: recognised somehow, and no other wording waits for an answer."""
    rows = Commitment.objects.filter(pk__in=keys, offered_by="")
    return rows.exclude(recognition=Recognition.PROPOSED).count()


def _filed(meeting: Meeting) -> dict[int, list[Readout]]:
    """The readouts that hold, by party; versions that were replaced are left out."""
    filed: dict[int, list[Readout]] = defaultdict(list)
    for readout in Readout.objects.filter(meeting=meeting, replaced_by__isnull=True).select_related("party"):
        readout.commission, readout.meeting = meeting.commission, meeting
        filed[readout.party_id].append(readout)
    return filed


def _rows(
    seat: Seat, meeting: Meeting, keys: list[int], group_of: dict[int, tuple[str, str]]
) -> list[ReconciliationRow]:
    # Their own meetings are not told here.
    commitments = {row.pk: row for row in _commitments(keys=keys)}
    quotes: dict[tuple[int, int], list[Quote]] = defaultdict(list)
    found = quotes_at(None).filter(commitment__in=keys, readout__meeting=meeting).select_related("readout")
    for quote in found.order_by("readout__language", "start"):
        quote.readout.meeting = meeting
        quotes[quote.commitment_id, quote.readout.party_id].append(quote)
    decisions = _decisions(seat, keys)
    rows = []
    for key in keys:
        commitment, decision = commitments[key], decisions.get(key)
        commitment.commission = meeting.commission
        rows.append(
            ReconciliationRow(
                commitment=commitment,
                group=group_of[key][0],
                said=[_said(commitment, party, quotes[key, party.pk]) for _side, party in seat.sides],
                authentic=authentic_texts(commitment) if _decides(seat, commitment) else [],
                recognition=recognition_words(commitment),
                decision=decision,
                may_decide=rules.may_recognise(seat, commitment),
                may_decline=decision is None or decision.kind != EntryKind.DECLINED,
                may_answer=rules.may_answer_wording(seat, commitment),
                waits_for=_waits_for(seat, commitment),
            )
        )
    return rows


def _waits_for(seat: Seat, commitment: Commitment) -> Party | None:
    """Whose word is awaited: the side that has been offered another wording, or that has not recognised it yet."""
    waiting = [party for side, party in seat.sides if commitment.of(side, "need") == "confirm"]
    return waiting[0] if waiting else None


def _decisions(seat: Seat, keys: list[int]) -> dict[int, Sentence]:
    """The latest word on recognition of each commitment."""
    wording = SentenceWriter(seat.commission)
    entries = _recognised(reading(), keys=keys)
    return {entry.commitment_id: wording.sentence(entry) for entry in entries if entry.commitment_id}


@prepared
def _commitments(*, keys: Hole) -> QuerySet[Commitment]:
    return Commitment.objects.filter(pk__among=keys).order_by()


@prepared
def _recognised(reader: TextReader, *, keys: Hole) -> QuerySet[Entry]:
    rows = Entry.objects.filter(commitment__among=keys, kind__in=RECOGNITION_KINDS)
    return rows.readable(reader).order_by("number")


def _decides(seat: Seat, commitment: Commitment) -> bool:
    return rules.may_recognise(seat, commitment) or rules.may_answer_wording(seat, commitment)


def _said(commitment: Commitment, party: Party, quotes: list[Quote]) -> SaidBySide:
    by_language: dict[str, list[QuotedWords]] = defaultdict(list)
    for quote in quotes:
        words = QuotedWords(
            quote.words,
            lang_tag(quote.readout.language),
            quote_url(commitment, quote),
            str(Wording(quote.wording).label) if quote.wording else "",
        )
        by_language[quote.readout.language].append(words)
    language = preferred(list(by_language))
    # That of the side before its translations.
    others = sorted(by_language.keys() - {language}, key=lambda code: (code != party.language, code))
    reader = get_language() or "en"
    return SaidBySide(
        party,
        by_language.get(language, []),
        [(language_name(code, reader), by_language[code]) for code in others],
    )


def _positions(filed: dict[int, list[Readout]]) -> dict[str, list[QuotedWords]]:
    """What a side's text holds as positions, and no commitment rests on, by side."""
    chosen = []
    for readouts in filed.values():
        language = preferred([readout.language for readout in readouts])
        chosen += [readout for readout in readouts if readout.language == language]
    marks: dict[int, list[Mark]] = defaultdict(list)
    for mark in Mark.objects.filter(readout__in=chosen, kind=MarkKind.POSITION).order_by(
        "readout_id", "start"
    ):
        marks[mark.readout_id].append(mark)
    quoted: dict[int, list[tuple[int, int]]] = defaultdict(list)
    quotes = Quote.objects.filter(readout__in=marks, commitment__is_counted=True)
    for key, start, end in quotes.order_by().values_list("readout", "start", "end"):
        quoted[key].append((start, end))
    found: dict[str, list[QuotedWords]] = defaultdict(list)
    for readout in chosen:
        lang, url = lang_tag(readout.language), readout.get_absolute_url()
        found[readout.party.side] += [
            QuotedWords(readout.text[mark.start : mark.end], lang, url, "")
            for mark in outside(marks[readout.pk], quoted[readout.pk])
        ]
    return found
