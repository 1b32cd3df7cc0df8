"""Comparing what the log says with what it rests on: quotes, evidence, meetings, readouts, and seats."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import F, QuerySet

from commitments.actions.briefing import briefing_object
from commitments.actions.projector import Projector
from commitments.actions.session_state import item_object, session_object
from commitments.models import (
    AgendaItem,
    Briefing,
    BriefingFile,
    Commission,
    Entry,
    Evidence,
    Mark,
    Meeting,
    Quote,
    Readout,
    Seat,
    Session,
)
from commitments.models.fields import ITEM, SESSION
from commitments.models.names import NAMES, names_of_what_is_known
from commitments.models.readout import text_checksum
from commitments.models.settings_of import IS_REMOVED, OTHER_NAMES, SETTINGS, other_names_of, settings_of
from commitments.reports.replay.compare import code_of, differences
from commitments.reports.replay.part import Part, Register
from commitments.reports.replay.recorded import RecordedRows

# What records call the columns of a source, and the columns.
SOURCE_COLUMNS = {
    "class": "evidence_class",
    **{name: name for name in ("title", "language", "publisher", "address", "published_on")},
    "file": "file_sha256",
}
SOURCES = RecordedRows(Evidence, (*SOURCE_COLUMNS.values(), "meets", "announces"))


def quotes(part: Part, made: Projector) -> Iterator[str]:
    found = {}
    for row in (
        Quote.objects.filter(commitment__in=part.keys)
        .annotate(told_by=F("entry__number"))
        .order_by("readout_id")
        .iterator(chunk_size=2000)
    ):
        row.readout = part.register.readout(row.readout_id)
        place = (part.code(row.commitment_id), code_of(row, "readout", part.commission), row.start, row.end)
        found[place] = [row.sha256, row.told_by, row.holds(), row.wording, row.relation]
    yield from differences("quote", made.quotes, found)


def evidence(part: Part, made: Projector) -> Iterator[str]:
    yield from _evidence(
        Evidence.objects.filter(entry__commitment__in=part.keys, entry__commission=part.commission),
        part,
        made,
    )


def evidence_beside(register: Register, made: Projector) -> Iterator[str]:
    """What is about no commitment rests on no sources."""
    rows = Evidence.objects.filter(entry__in=Entry.objects.beside(register.commission))
    yield from _evidence(rows, Part(register, ()), made)


def _evidence(rows: QuerySet[Evidence], part: Part, made: Projector) -> Iterator[str]:
    found = {}
    for number, key, position, *row, meets, announces in SOURCES.read(
        rows, "entry__number", "commitment", "position"
    ):
        source: dict[str, Any] = dict(zip(SOURCE_COLUMNS, row, strict=True))
        source |= {"file": source["file"] or None, "commitment": part.code(key)}
        if meets:
            source["meets"] = meets
        if announces:
            source["announces"] = True
        found[number, position] = source
    yield from differences("evidence", made.evidence, found)


def others(commission: Commission, made: Projector) -> Iterator[str]:
    """Meetings, readouts, marks, sessions and seats: what is not about one commitment."""
    found: dict[str, dict[str, Any]] = {}
    for meeting in Meeting.objects.filter(commission=commission).select_related("entry"):
        found[f"meeting/{meeting.slug}"] = {
            "kind": meeting.kind,
            "title": meeting.title,
            "held_on": meeting.held_on.isoformat(),
            "entry": meeting.entry.number,
        }
    readouts = Readout.objects.filter(commission=commission).select_related(
        "meeting", "party", "entry", "replaces", "closing__entry"
    )
    for readout in readouts.iterator(chunk_size=200):
        holds = text_checksum(readout.text) == readout.sha256
        found[f"readout/{readout.slug}"] = {
            "meeting": code_of(readout, "meeting", commission),
            "party": code_of(readout, "party", commission),
            "language": readout.language,
            "publisher": readout.publisher,
            "address": readout.address,
            "published_on": readout.published_on.isoformat(),
            "is_summary": readout.is_summary,
            "sha256": readout.sha256 if holds else f"{readout.sha256} of another text",
            "entry": readout.entry.number,
        }
        if readout.replaces is not None:
            found[f"readout/{readout.slug}"]["replaces"] = code_of(readout, "replaces", commission)
        # Whether it is closed stands in the log from the first closing on.
        known = made.others.get(f"readout/{readout.slug}", {})
        is_closed = hasattr(readout, "closing")
        if is_closed or "is_closed" in known:
            found[f"readout/{readout.slug}"] |= {
                "is_closed": is_closed,
                "closed_with": readout.closing.entry.number if is_closed else None,
            }
    for mark in Mark.objects.filter(readout__commission=commission).select_related("readout", "entry"):
        found[f"mark/{mark.readout.slug}/{mark.start}-{mark.end}"] = {
            "mark": mark.kind,
            "entry": mark.entry.number,
        }
    for seat in Seat.objects.filter(commission=commission).select_related("user", "party", "body"):
        fields = {
            "holder": str(seat.user.public_id),
            "party": code_of(seat, "party", commission),
            "role": seat.role,
            "post": seat.post,
            "held_from": seat.held_from.isoformat(),
            "held_until": seat.held_until.isoformat() if seat.held_until else None,
            "body": seat.body.code if seat.body else None,
            "stands_in_for": f"seat/{seat.stands_in_for_id}" if seat.stands_in_for_id else None,
        }
        known = made.others.get(f"seat/{seat.pk}", {})
        found[f"seat/{seat.pk}"] = {k: v for k, v in fields.items() if v is not None or k in known}
    found |= dict(_sessions(commission))
    found |= dict(_briefings(commission))
    if NAMES in made.others:
        found[NAMES] = {NAMES: names_of_what_is_known(commission, made.others[NAMES][NAMES])}
    if SETTINGS in made.others:
        now = settings_of(commission)
        made.others[SETTINGS].pop(IS_REMOVED, None)  # compared with the head
        found[SETTINGS] = {name: now.get(name) for name in made.others[SETTINGS]}
        if told := made.others[SETTINGS].get(OTHER_NAMES):
            found[SETTINGS][OTHER_NAMES] = other_names_of(commission, told)
    yield from differences("the row of", made.others, found)


def _sessions(commission: Commission) -> Iterator[tuple[str, dict[str, Any]]]:
    for session in Session.objects.filter(commission=commission):
        yield session_object(session.slug), SESSION.state_of(session)
    items = AgendaItem.objects.filter(session__commission=commission).select_related("session", "commitment")
    for item in items.iterator(chunk_size=2000):
        code = None if item.commitment is None else code_of(item, "commitment", commission)
        yield item_object(item.session.slug, item.number), ITEM.state_of(item) | {"commitment": code}


def _briefings(commission: Commission) -> Iterator[tuple[str, dict[str, Any]]]:
    """What was issued, with the hashes of the bytes that are kept."""
    kept: dict[int, dict[str, str]] = defaultdict(dict)
    for party in commission.sides:
        files = BriefingFile.objects.readable_by(party)
        for briefing, name, content in files.values_list("briefing", "name", "content").iterator(
            chunk_size=20
        ):
            kept[briefing][name] = hashlib.sha256(bytes(content)).hexdigest()
    for row in Briefing.objects.filter(commission=commission).select_related("party", "entry"):
        yield (
            briefing_object(row.party.code, row.week),
            {
                "week": row.week,
                "until": row.entry.changes["until"][1],
                "files": [list(one) for one in sorted(kept[row.pk].items())],
            },
        )
