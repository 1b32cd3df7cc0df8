"""Which briefings were issued, what of them a reader may take, and the draft of the own side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from commitments import links, rules
from commitments.models import Briefing, BriefingDraft, Entry, Party, Seat, Week
from commitments.models.prepared import Hole, PreparedQuestion, prepared


@dataclass(frozen=True, slots=True)
class BriefingCopy:
    """A file: its kind ("PDF"), whether it holds the cover note of the reader's side, its address and its hash."""

    label: str
    is_own: bool
    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class IssuedBriefing:
    """A briefing as its reader sees it. `copies` are those they may take, the own ones first."""

    party: Party
    week: str
    number: str
    issued_at: dt.datetime
    entry: int
    entry_url: str
    copies: list[BriefingCopy]


LABELS = {"pdf": "PDF", "docx": "Word"}
# How the files are called in the log: what both sides read, and the copy with the cover note.
SHARED, OWN = "briefing", "own"


def issued_in(seat: Seat, week: Week) -> list[IssuedBriefing]:
    """The briefings of one week, in the order of the reader's sides. One query."""
    return _read(seat, issued_question(seat, week).rows())


def issued_question(seat: Seat, week: Week) -> PreparedQuestion[Briefing]:
    """What `issued_in` asks."""
    return _issued_in.of(commission=seat.commission_id, week=str(week))


@prepared
def _issued_in(*, commission: Hole, week: Hole) -> QuerySet[Briefing]:
    return Briefing.objects.filter(commission=commission, week=week).select_related("entry")


def issued_of(seat: Seat) -> list[IssuedBriefing]:
    """All briefings of both sides, newest first. One query."""
    return _read(seat, Briefing.objects.filter(commission=seat.commission).select_related("entry"))


def own_draft(seat: Seat, week: Week) -> BriefingDraft | None:
    """The draft of the reader's side; None where there is none, or their role may not read it."""
    if not rules.may(seat, "read_briefing"):
        return None
    found = draft_question(seat, week).rows()
    return found[0] if found else None


def draft_question(seat: Seat, week: Week) -> PreparedQuestion[BriefingDraft]:
    """What `own_draft` asks for who may read it."""
    return _drafted.of(party=seat.party_id, week=str(week))


@prepared
def _drafted(*, party: Hole, week: Hole) -> QuerySet[BriefingDraft]:
    return BriefingDraft.objects.of(party).filter(week=week).order_by("pk")[:1]


def issued_with(entry: Entry) -> str:
    """A sentence on the issued briefings that may hold texts of `entry`, which stay there; "" where there is none."""
    rows = Briefing.objects.filter(commission=entry.commission_id, entry__number__gt=entry.number)
    names = "; ".join(str(one) for one in rows.select_related("party"))
    if not names:
        return ""
    return _(
        "Issued briefings never change. These, issued after entry No. %(number)d, may hold its texts: %(briefings)s."
    ) % {"number": entry.number, "briefings": names}


def _read(seat: Seat, rows: Iterable[Briefing]) -> list[IssuedBriefing]:
    found = list(rows)
    if not found:
        return []
    parties = {party.pk: (place, party) for place, (_side, party) in enumerate(seat.sides)}
    found.sort(key=lambda row: parties[row.party_id][0])
    found.sort(key=lambda row: row.week, reverse=True)
    return [_issued(seat, row, parties[row.party_id][1]) for row in found]


def _issued(seat: Seat, row: Briefing, party: Party) -> IssuedBriefing:
    slug = seat.commission.slug
    copies = []
    for name, sha256 in sorted(row.files.items(), key=lambda one: (not one[0].startswith(OWN), one[0])):
        stem, _dot, kind = name.partition(".")
        if stem == OWN and party.pk != seat.party_id:
            continue
        url = links.briefing_file(slug, row.week, party.code, name)
        copies.append(BriefingCopy(LABELS[kind], stem == OWN, url, sha256))
    return IssuedBriefing(
        party=party,
        week=row.week,
        number=row.number,
        issued_at=row.entry.recorded_at,
        entry=row.entry.number,
        entry_url=links.entry(slug, row.entry.number),
        copies=copies,
    )
