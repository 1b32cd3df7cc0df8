"""Readouts to be read: the list by meeting, and one text with its quotes marked and their commitments beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from commitments import links
from commitments.models import Commission, Meeting, Party, Quote, Readout, Seat
from commitments.models.place import place_of
from commitments.reports.attestation import quotes_at
from commitments.reports.marks import Note, QuoteAnchor, Text, marked
from commitments.reports.pagination import Pagination
from commitments.vocabulary import lang_tag, own_name

MEETINGS_ON_A_PAGE = 25


# --- The list -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filed:
    """A readout where it can be chosen: its language in that language, and how many commitments quote it.

    One that is replaced is kept for the record: it is listed, but leads nowhere further.
    """

    readout: Readout
    url: str
    language: str
    lang: str
    commitments: int
    is_replaced: bool
    is_closed: bool

    @property
    def slug(self) -> str:
        return self.readout.slug


@dataclass(frozen=True, slots=True)
class PublishedSide:
    """What one side has published about a meeting."""

    party: Party
    filed: list[Filed]


@dataclass(frozen=True, slots=True)
class Gathering:
    """A meeting and the readouts of both sides, in the order its reader wants the sides."""

    meeting: Meeting
    sides: list[PublishedSide]


@dataclass(frozen=True, slots=True)
class Listing:
    page: Pagination
    gatherings: list[Gathering]


def listing(seat: Seat, *, page: int) -> Listing:
    """The meetings of a commission, latest first, with their readouts. Raises NoSuchPage."""
    meetings = Meeting.objects.filter(commission=seat.commission_id)
    shown = Pagination(page, meetings.count(), MEETINGS_ON_A_PAGE)
    rows = list(meetings[max(0, shown.first_row - 1) : shown.last_row]) if shown.count else []
    filed = _filed(seat.commission, rows)
    parties = [party for _side, party in seat.sides]
    return Listing(
        shown,
        [
            Gathering(meeting, [PublishedSide(party, filed[meeting.pk, party.pk]) for party in parties])
            for meeting in rows
        ],
    )


def _filed(commission: Commission, meetings: Iterable[Meeting]) -> dict[tuple[int, int], list[Filed]]:
    """Readouts by meeting and party, without their texts. The authentic language of the party comes first."""
    readouts = list(
        Readout.objects.filter(meeting__in=meetings)
        .select_related("party", "replaced_by", "closing")
        .defer("text", "replaced_by__text")
    )
    quoted = dict(
        Quote.objects.filter(readout__in=readouts, commitment__is_counted=True)
        .order_by()
        .values_list("readout")
        .annotate(Count("commitment", distinct=True))
    )
    filed: dict[tuple[int, int], list[Filed]] = defaultdict(list)
    for readout in sorted(
        readouts, key=lambda one: (one.language != one.party.language, one.language, one.pk)
    ):
        filed[readout.meeting_id, readout.party_id].append(
            Filed(
                readout=readout,
                url=links.readout(commission.slug, readout.slug),
                language=own_name(readout.language),
                lang=lang_tag(readout.language),
                commitments=quoted.get(readout.pk, 0),
                is_replaced=hasattr(readout, "replaced_by"),
                is_closed=hasattr(readout, "closing"),
            )
        )
    return filed


# --- The reading page ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One readout on its page, with the other readouts of its meeting."""

    text: Text
    sides: list[PublishedSide]
    other: Party
    in_both: int  # commitments of this text that the other side's readouts hold too
    elsewhere: int  # commitments that only the other side's readouts hold

    @property
    def readout(self) -> Readout:
        return self.text.readout

    @property
    def only_here(self) -> int:
        return len(self.text.notes) - self.in_both

    @property
    def languages(self) -> list[Filed]:
        """The readouts of the same side: this one in its languages."""
        return next(side.filed for side in self.sides if side.party.pk == self.readout.party_id)

    @property
    def tabs(self) -> list[tuple[Party, Filed | None]]:
        """For each side the readout to go to: this one, or the other side's nearest in language."""
        return [(side.party, self._chosen(side) if side.filed else None) for side in self.sides]

    def _chosen(self, side: PublishedSide) -> Filed:
        mine = [one for one in side.filed if one.readout.pk == self.readout.pk]
        same = [one for one in side.filed if one.readout.language == self.readout.language]
        return (mine or same or side.filed)[0]

    @property
    def opposite(self) -> Filed | None:
        """What to read beside this one: the other side's, else the same side's in another language."""
        across = [one for party, one in self.tabs if one and party.pk != self.readout.party_id]
        others = [one for one in self.languages if one.readout.pk != self.readout.pk]
        return next(iter(across + others), None)


def read(seat: Seat, readout: Readout) -> Reading:
    """A readout as its page shows it; the number of queries is the same however much is quoted."""
    text = marked(readout)
    filed = _filed(seat.commission, [readout.meeting])
    parties = [party for _side, party in seat.sides]
    other = next(party for party in parties if party.pk != readout.party_id)
    across = set(
        quotes_at(None)
        .filter(readout__meeting=readout.meeting_id, readout__party=other, commitment__is_counted=True)
        .order_by()
        .values_list("commitment", flat=True)
    )
    return Reading(
        text=text,
        sides=[
            PublishedSide(
                party,
                [
                    one
                    for one in filed[readout.meeting_id, party.pk]
                    if not one.is_replaced or one.readout.pk == readout.pk
                ],
            )
            for party in parties
        ],
        other=other,
        in_both=len(across & text.notes.keys()),
        elsewhere=len(across - text.notes.keys()),
    )


# --- Two readouts side by side --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pairing:
    """A commitment and where each of the two texts has its words; nowhere, where a text is silent."""

    note: Note
    left: list[QuoteAnchor]
    right: list[QuoteAnchor]


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One of the two texts: "left" or "right", and its languages with the pages that show them beside the other."""

    name: str
    text: Text
    languages: list[tuple[Filed, str]]

    @property
    def readout(self) -> Readout:
        return self.text.readout


@dataclass(frozen=True, slots=True)
class TextComparison:
    """Two readouts of one meeting next to each other."""

    left: Text
    right: Text
    left_languages: list[Filed]
    right_languages: list[Filed]
    rows: list[Pairing]

    @property
    def in_both(self) -> int:
        return sum(bool(row.left and row.right) for row in self.rows)

    @property
    def texts(self) -> list[ComparedText]:
        left, right = self.left.readout, self.right.readout
        here = links.readout(left.commission.slug, left.slug)
        beside_right = [(one, f"{one.url}?with={right.slug}") for one in self.left_languages]
        beside_left = [(one, f"{here}?with={one.slug}") for one in self.right_languages]
        return [
            ComparedText("left", self.left, beside_right),
            ComparedText("right", self.right, beside_left),
        ]


def compare(reading: Reading, slug: str) -> TextComparison | None:
    """The readout of `reading` and another one of its meeting; None when there is no other of that name."""
    chosen = {
        one.slug: one for side in reading.sides for one in side.filed if one.readout.pk != reading.readout.pk
    }
    if slug not in chosen:
        return None
    right = chosen[slug].readout
    right.commission, right.meeting = reading.readout.commission, reading.readout.meeting
    text = marked(right, prefix="w")
    notes = reading.text.notes | text.notes
    return TextComparison(
        left=reading.text,
        right=text,
        left_languages=[one for one in reading.languages if one.slug != slug],
        right_languages=[one for one in chosen.values() if one.readout.party_id == right.party_id],
        rows=[
            Pairing(note, reading.text.places.get(key, []), text.places.get(key, []))
            for key, note in sorted(notes.items(), key=lambda pair: place_of(pair[1].code))
        ],
    )
