"""The life of a commitment across meetings: how firmly each readout words it, and what its words do to it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from commitments import links
from commitments.models import Commitment, Meeting, Party, Quote
from commitments.reports.commitment.words import preferred, quote_url
from commitments.vocabulary import Relation, Wording, lang_tag


@dataclass(frozen=True, slots=True)
class FirmestWording:
    """What one side's text says at one meeting, at its firmest."""

    party: Party
    words: str
    lang: str
    url: str
    wording: str
    wording_label: str
    relation: str


@dataclass(frozen=True, slots=True)
class Step:
    """One meeting that speaks of the commitment."""

    title: str
    held_on: dt.date
    url: str
    rungs: list[FirmestWording]


LADDER = [wording.value for wording in Wording]


def lineage(parties: Sequence[Party], commitment: Commitment, quotes: Sequence[Quote]) -> list[Step]:
    """The meetings in their order; nothing where no more is known than where the commitment comes from.

    `quotes` with their readouts and meetings loaded.
    """
    by_meeting: dict[int, list[Quote]] = defaultdict(list)
    meetings: dict[int, Meeting] = {}
    for quote in quotes:
        meeting = quote.readout.meeting
        meetings[meeting.pk] = meeting
        by_meeting[meeting.pk].append(quote)
    if len(meetings) < 2 and not any(quote.wording for quote in quotes):
        return []
    slug = commitment.commission.slug
    return [
        Step(
            title=meeting.called,
            held_on=meeting.held_on,
            url=links.reconciliation(slug, meeting.slug),
            rungs=[
                _rung(commitment, party, found)
                for party in parties
                if (found := [one for one in by_meeting[meeting.pk] if one.readout.party_id == party.pk])
            ],
        )
        for meeting in sorted(meetings.values(), key=lambda one: (one.held_on, one.pk))
    ]


def _rung(commitment: Commitment, party: Party, quotes: list[Quote]) -> FirmestWording:
    """The firmest words of one side, in the language its reader reads best."""
    language = preferred([quote.readout.language for quote in quotes])
    shown = [quote for quote in quotes if quote.readout.language == language]
    firmest = max(shown, key=lambda one: LADDER.index(one.wording) if one.wording else -1)
    return FirmestWording(
        party=party,
        words=firmest.words,
        lang=lang_tag(language),
        url=quote_url(commitment, firmest),
        wording=firmest.wording,
        wording_label=str(Wording(firmest.wording).label) if firmest.wording else "",
        relation=str(Relation(firmest.relation).label) if firmest.relation else "",
    )
