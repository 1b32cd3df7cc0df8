"""What is wrong with a row of the log by itself: its record, its hash, its texts, and the columns beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from commitments.actions.projector import OF_COMMITMENT, Projector
from commitments.actions.record import TEXT_FIELDS
from commitments.actions.state import Record
from commitments.models import Commission, Entry
from commitments.models.canonical import NotCanonical, canonical, leaf_hash, moment, seal
from commitments.reports.replay.texts import salts_left
from commitments.vocabulary import RECORD_VERSIONS, EntryKind

# The columns of a row of the log that are compared with its record.
COLUMNS = (
    *("number", "record", "leaf", "kind", "effective_on", "recorded_at", "changes", "batch"),
    *("author_role", "author_post", "status_before", "status_after", "agreed_before", "agreed_after"),
)


def entries_of(commission: Commission) -> Iterator[Entry]:
    entries = Entry.objects.filter(commission=commission).order_by("number")
    return (
        entries.select_related("texts", "party", "author", "commitment", "corrects")
        .only(
            *COLUMNS, "texts", "party__position", "author__public_id", "commitment__code", "corrects__number"
        )
        .iterator(chunk_size=2000)
    )


def read(entry: Entry) -> Record:
    return json.loads(bytes(entry.record))


def record_problems(entry: Entry, number: int) -> Iterator[str]:
    """Why the record of an entry cannot be believed."""
    data = bytes(entry.record)
    if leaf_hash(data) != bytes(entry.leaf):
        yield f"entry {number}: the leaf is not the hash of the record"
    try:
        record = json.loads(data)
        form = canonical(record)
    except (ValueError, NotCanonical) as error:
        yield f"entry {number}: the record cannot be read ({error})"
        return
    if form != data:
        yield f"entry {number}: the record is not in canonical form"
    if not isinstance(record, dict) or record.get("seq") != number or entry.number != number:
        yield f"entry {number} is missing or out of order"
    elif record.get("v") not in RECORD_VERSIONS:
        yield f"entry {number} is of version {record.get('v')}, which this code does not know"


def row_problems(entry: Entry, record: Record, address: str, made: Projector) -> Iterator[str]:
    """Where the columns and the texts of an entry do not say what its record says. Wants what the log made with it.

    `address` is that of the commission after this record.
    """
    if record["commission"] != address:
        yield f"entry {entry.number} belongs to the log of {record['commission']}"
    expected, found = columns_of_record(record, made), columns_of_row(entry)
    for name, value in expected.items():
        if found[name] != value:
            yield f"entry {entry.number}: the record says {name} {value!r}, the row {found[name]!r}"
    texts = getattr(entry, "texts", None)
    if texts is None:
        yield f"entry {entry.number}: its texts are missing"
        return
    yield from salts_left(entry)
    for name in TEXT_FIELDS:
        value, salt, sealed = getattr(texts, name), getattr(texts, f"{name}_salt"), record["sealed"].get(name)
        if value is not None and salt is not None and (sealed is None or seal(value, bytes(salt)) != sealed):
            yield f"entry {entry.number}: the {name} is not the one the record seals"


def first_address(commission: Commission) -> str:
    """The address a commission had at the first entry of its log."""
    changed = Entry.objects.beside(commission).filter(kind=EntryKind.SETTINGS_CHANGED)
    first = next(
        (one.changes["slug"][0] for one in changed.order_by("number") if "slug" in one.changes), None
    )
    return first or commission.slug


def columns_of_record(record: Record, made: Projector) -> dict[str, Any]:
    """What the columns of an entry's row have to be."""
    actor, refs = record["actor"], record["refs"]
    code = (
        record["object"].removeprefix(OF_COMMITMENT) if record["object"].startswith(OF_COMMITMENT) else None
    )
    columns = {
        "kind": record["kind"],
        "commitment": code,
        "side": actor["side"],
        "author": actor["id"],
        "author_role": actor["role"],
        "author_post": actor["post"],
        "effective_on": record["effective_on"],
        "recorded_at": record["recorded_at"],
        "changes": record["set"],
        "corrects": refs.get("corrects"),
        "batch": refs.get("batch", {}).get("number"),
        "status_before": "",
        "status_after": "",
        "agreed_before": "",
        "agreed_after": "",
    }
    if code is None:
        return columns
    before, after = made.last_step
    columns |= {"agreed_before": before["agreed"] if before else "", "agreed_after": after["agreed"]}
    if side := actor["side"]:
        columns["status_before"] = before[f"{side}_status"] if before else ""
        columns["status_after"] = after[f"{side}_status"]
    return columns


def columns_of_row(entry: Entry) -> dict[str, Any]:
    return {
        "kind": entry.kind,
        "commitment": entry.commitment.code if entry.commitment else None,
        "side": entry.party.side if entry.party else "",
        "author": str(entry.author.public_id) if entry.author else None,
        "author_role": entry.author_role,
        "author_post": entry.author_post,
        "effective_on": entry.effective_on.isoformat(),
        "recorded_at": moment(entry.recorded_at),
        "changes": entry.changes,
        "corrects": entry.corrects.number if entry.corrects else None,
        "batch": entry.batch,
        "status_before": entry.status_before,
        "status_after": entry.status_after,
        "agreed_before": entry.agreed_before,
        "agreed_after": entry.agreed_after,
    }
