"""Whether every name in the demonstration's rows points at something that is there, and at the side it may."""

from __future__ import annotations

import datetime as dt

from commitments.demo import accounts
from commitments.demo.drafts import check_drafts
from commitments.demo.fields import known, require
from commitments.demo.rows import ClosingRow, MarkRow, RegisterRows
from commitments.demo.sessions import check_sessions


def check_references(rows: RegisterRows) -> None:
    """Raise DataError for the first row that names something unknown, another side's, or too early."""
    party_of = {account.email: account.party for account in accounts()}
    _check_readouts(rows, party_of)
    _check_commitments(rows, party_of)
    _check_decisions(rows, party_of)
    _check_entries(rows, party_of)
    _check_private_notes(rows, party_of)
    codes = {row.code for row in rows.commitments}
    check_drafts(rows.drafts, party_of, codes)
    check_sessions(rows.sessions, party_of, codes)


def _check_readouts(rows: RegisterRows, party_of: dict[str, str]) -> None:
    opened = {meeting.slug: meeting.opened_at for meeting in rows.meetings}
    for meeting in rows.meetings:
        known(meeting.opened_by, party_of, f"meeting {meeting.slug}", "account")
    for readout in rows.readouts:
        name = f"readout {readout.slug}"
        known(readout.meeting, opened, name, "meeting")
        require(opened[readout.meeting] < readout.filed_at, name, "filed before its meeting was opened")
        require(party_of.get(readout.filed_by) == readout.party, name, "filed by another side")


def _check_commitments(rows: RegisterRows, party_of: dict[str, str]) -> None:
    parties = {party.code for party in rows.parties}
    bodies = {body.code: body.party for body in rows.bodies}
    sectors = {sector.code for sector in rows.sectors}
    for row in rows.commitments:
        name = f"commitment {row.code}"
        known(row.sector, sectors, name, "sector")
        for side in (row.performed_by, row.beneficiary):
            known(side, {*parties, "both"}, name, "party")
        known(row.recorded_by, party_of, name, "account")
        for owner in row.owners:
            require(bodies.get(owner.body) == owner.party, name, f"{owner.body} is no body of {owner.party}")


def _check_decisions(rows: RegisterRows, party_of: dict[str, str]) -> None:
    """Further quotes, marks and closings: by whom, and not before what they are about was there."""
    readouts = {readout.slug: readout for readout in rows.readouts}
    recorded = {row.code: row for row in rows.commitments}
    for further in rows.quotes:
        name = f"further quote for {further.commitment} at {_minute(further.at)}"
        known(further.commitment, recorded, name, "commitment")
        known(further.by, party_of, name, "account")
        readout, commitment = readouts[further.quote.readout], recorded[further.commitment]
        require(
            readout.meeting != commitment.meeting, name, "of its own meeting: quote it where it is recorded"
        )
        require(max(readout.filed_at, commitment.recorded_at) < further.at, name, "quoted too early")
    decided: list[MarkRow | ClosingRow] = [*rows.marks, *rows.closings]
    for row in decided:
        name = f"{type(row).__name__} of {row.readout} at {_minute(row.at)}"
        readout = readouts[row.readout]
        require(party_of.get(row.by) == readout.party, name, f"{row.by} does not speak for {readout.party}")
        require(readout.filed_at < row.at, name, "before the readout was filed")


def _check_entries(rows: RegisterRows, party_of: dict[str, str]) -> None:
    bodies = {body.code: body.party for body in rows.bodies}
    codes = {commitment.code for commitment in rows.commitments}
    for entry in rows.entries:
        name = f"entry on {entry.commitment} at {_minute(entry.recorded_at)}"
        known(entry.commitment, codes, name, "commitment")
        require(party_of.get(entry.by) == entry.party, name, f"{entry.by} does not speak for {entry.party}")
        require(
            not entry.body or bodies.get(entry.body) == entry.party,
            name,
            f"{entry.body} is no body of {entry.party}",
        )


def _check_private_notes(rows: RegisterRows, party_of: dict[str, str]) -> None:
    recorded = {row.code: row.recorded_at for row in rows.commitments}
    for note in rows.private_notes:
        name = f"private note on {note.commitment} at {_minute(note.at)}"
        known(note.commitment, recorded, name, "commitment")
        require(recorded[note.commitment] < note.at, name, "before its commitment was recorded")
        require(party_of.get(note.by), name, f"{note.by} speaks for no side")


def _minute(at: dt.datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M}"
