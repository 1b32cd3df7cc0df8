"""Comparing what the log says with what the tables hold, one table after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from commitments.actions.projection import STATE_FIELDS, state_of
from commitments.actions.record import moment
from commitments.actions.state import TERMS
from commitments.models import (
    Commission,
    Commitment,
    Evidence,
    Meeting,
    Movement,
    Quote,
    Readout,
    Seat,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.readout import text_checksum
from commitments.reports.replay.picture import Picture


def differences(what: str, expected: dict, found: dict) -> Iterator[str]:
    for key in expected.keys() - found.keys():
        yield f"{what} {key}: missing"
    for key in found.keys() - expected.keys():
        yield f"{what} {key}: not in the log"
    for key in expected.keys() & found.keys():
        if expected[key] != found[key]:
            yield f"{what} {key}: the log makes {expected[key]!r}, the table holds {found[key]!r}"


def states(commission: Commission, picture: Picture) -> Iterator[str]:
    rows = Commitment.objects.filter(commission=commission).select_related(
        "meeting", "sector", "first_owner", "second_owner", "superseded_by"
    )
    found = {}
    for row in rows.iterator(chunk_size=2000):
        for name, value in state_of(row).items():
            found[row.code, name] = value
    expected = {(code, name): state[name] for code, state in picture.states.items() for name in STATE_FIELDS}
    yield from differences("commitment", expected, found)


def standpoints(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {
        (row.commitment.code, row.whose, row.entry_number): [
            row.status,
            row.outlook,
            moment(row.recorded_from),
            moment(row.recorded_to) if row.recorded_to else None,
            row.effective_from.isoformat(),
            row.is_corrected,
        ]
        for row in Standpoint.objects.filter(commitment__commission=commission)
        .select_related("commitment")
        .iterator(chunk_size=2000)
    }
    yield from differences("standpoint", picture.standpoints, found)


def terms(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {}
    rows = Terms.objects.filter(commitment__commission=commission).select_related(
        "commitment", "sector", "first_owner", "second_owner"
    )
    for row in rows.iterator(chunk_size=2000):
        values = []
        for name in TERMS:
            value = getattr(row, name)
            value = value.code if hasattr(value, "code") else value
            values.append(value.isoformat() if hasattr(value, "isoformat") else value)
        until = moment(row.recorded_to) if row.recorded_to else None
        found[row.commitment.code, row.entry_number] = [moment(row.recorded_from), until, *values]
    yield from differences("terms", picture.terms, found)


def counts(commission: Commission, picture: Picture) -> Iterator[str]:
    tally = {
        (row.whose, row.sector.code, row.status): row.count
        for row in Tally.objects.filter(commission=commission).exclude(count=0).select_related("sector")
    }
    yield from differences("count", {key: n for key, n in picture.tally.items() if n}, tally)
    movement = {
        (row.week.isoformat(), row.status): row.delta
        for row in Movement.objects.filter(commission=commission).exclude(delta=0)
    }
    yield from differences("movement", {key: n for key, n in picture.movement.items() if n}, movement)


def quotes(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {
        (row.commitment.code, row.readout.slug, row.start, row.end): [
            row.sha256,
            row.entry.number,
            row.holds(),
        ]
        for row in Quote.objects.filter(commitment__commission=commission)
        .select_related("commitment", "readout", "entry")
        .iterator(chunk_size=2000)
    }
    yield from differences("quote", picture.quotes, found)


def evidence(commission: Commission, picture: Picture) -> Iterator[str]:
    found = {
        (row.entry.number, row.position): {
            "class": row.evidence_class,
            "title": row.title,
            "language": row.language,
            "publisher": row.publisher,
            "address": row.address,
            "published_on": row.published_on.isoformat() if row.published_on else None,
            "file": row.file_sha256 or None,
            "commitment": row.commitment.code,
        }
        for row in Evidence.objects.filter(entry__commission=commission)
        .select_related("entry", "commitment")
        .iterator(chunk_size=2000)
    }
    yield from differences("evidence", picture.evidence, found)


def others(commission: Commission, picture: Picture) -> Iterator[str]:
    """Meetings, readouts and seats: what is not about one commitment."""
    found: dict[str, dict[str, Any]] = {}
    for meeting in Meeting.objects.filter(commission=commission):
        found[f"meeting/{meeting.slug}"] = {
            "kind": meeting.kind,
            "title": meeting.title,
            "held_on": meeting.held_on.isoformat(),
        }
    for readout in Readout.objects.filter(commission=commission).select_related("meeting").iterator(200):
        found[f"readout/{readout.slug}"] = {
            "meeting": readout.meeting.slug,
            "language": readout.language,
            "publisher": readout.publisher,
            "address": readout.address,
            "published_on": readout.published_on.isoformat(),
            "is_summary": readout.is_summary,
            # The checksum of the text itself: a changed text is a difference as well.
            "sha256": text_checksum(readout.text),
        }
    for seat in Seat.objects.filter(commission=commission).select_related("user", "party"):
        fields = {
            "holder": str(seat.user.public_id),
            "party": seat.party.code,
            "role": seat.role,
            "post": seat.post,
            "held_from": seat.held_from.isoformat(),
            "held_until": seat.held_until.isoformat() if seat.held_until else None,
        }
        known = picture.others.get(f"seat/{seat.pk}", {})
        found[f"seat/{seat.pk}"] = {k: v for k, v in fields.items() if v is not None or k in known}
    yield from differences("the row of", picture.others, found)
