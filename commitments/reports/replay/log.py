"""What is wrong with a row of the log by itself: its record, its hash, its texts, and the columns beside it."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from typing import Any, NamedTuple

from commitments.actions.projector import OF_COMMITMENT, Projector
from commitments.actions.record import TEXT_FIELDS, translated_in
from commitments.actions.state import Record
from commitments.models import Commission, Entry, User
from commitments.models.canonical import NotCanonical, leaf_hash, parsed, seal
from commitments.models.commission import Party
from commitments.models.entry import EntryQuerySet
from commitments.reports.replay.recorded import RecordedRows
from commitments.vocabulary import RECORD_VERSIONS, EntryKind

# What a row of the log refers to, and its texts with their salts.
REFERRED = ("commitment__code", "party", "author", "corrects__number", "translates__number", "texts__pk")
TEXTS = tuple(f"texts__{name}{part}" for name in TEXT_FIELDS for part in ("", "_salt"))


class EntryRow(NamedTuple):
    """A row of the log, in the values of records."""

    commitment: str | None
    party: int | None
    author: int | None
    corrects: int | None
    texts: tuple[tuple[str, str | None, bytes | None], ...] | None  # name, text and salt of each
    number: int
    record: bytes
    leaf: bytes
    columns: tuple[Any, ...]  # as COLUMNS


# The columns that are compared with the record; those before `kind` are looked up.
LOOKED_UP = ("commitment", "side", "author", "corrects", "translates")
READ = (
    *("kind", "effective_on", "recorded_at", "changes", "batch", "author_role", "author_post", "language"),
    *("status_before", "status_after", "agreed_before", "agreed_after"),
)
COLUMNS = (*LOOKED_UP, *READ)
of_columns = itemgetter(*COLUMNS)
ENTRIES = RecordedRows(Entry, ("number", "record", "leaf", *READ))


class Names:
    """What records call the accounts and parties that rows of a log refer to."""

    def __init__(self) -> None:
        self.accounts: dict[int | None, str | None] = {None: None}
        self.accounts |= {key: str(name) for key, name in User.objects.values_list("pk", "public_id")}
        self.sides: dict[int | None, str] = {None: ""}
        self.sides |= {party.pk: str(party.side) for party in Party.objects.all()}

    def account(self, key: int | None) -> str | None:
        """Of an account that is missing, words that no record has."""
        return self.accounts.get(key, f"no account {key}")

    def side(self, key: int | None) -> str:
        return self.sides.get(key, f"no party {key}")


def entries_of(entries: EntryQuerySet, names: Names) -> Iterator[EntryRow]:
    """Rows of the log in the order of the query, with their texts."""
    first = len(REFERRED) + len(TEXTS)
    for row in ENTRIES.read(entries, *REFERRED, *TEXTS):
        code, party, author, corrects, translates, has_texts = row[: len(REFERRED)]
        told = row[len(REFERRED) : first]
        number, record, leaf = row[first : first + 3]
        yield EntryRow(
            code, party, author, corrects,
            None if has_texts is None else tuple(zip(TEXT_FIELDS, told[::2], told[1::2], strict=True)),
            number, bytes(record), bytes(leaf),
            (code, names.side(party), names.account(author), corrects, translates, *row[first + 3 :]),
        )  # fmt: skip


def read(entry: EntryRow) -> tuple[Record, list[str]]:
    """The record of an entry, and why it cannot be believed."""
    found = []
    if leaf_hash(entry.record) != entry.leaf:
        found.append(f"entry {entry.number}: the leaf is not the hash of the record")
    try:
        record, is_canonical = parsed(entry.record)
    except (ValueError, NotCanonical) as error:
        return {}, [*found, f"entry {entry.number}: the record cannot be read ({error})"]
    if not is_canonical:
        found.append(f"entry {entry.number}: the record is not in canonical form")
    if not isinstance(record, dict) or record.get("seq") != entry.number:
        found.append(f"entry {entry.number} is missing or out of order")
    elif record.get("v") not in RECORD_VERSIONS:
        found.append(f"entry {entry.number} is of version {record.get('v')}, which this code does not know")
    return record, found


def code_of(record: Record) -> str | None:
    """The code of the commitment a record is about."""
    named: str = record["object"]
    return named.removeprefix(OF_COMMITMENT) if named.startswith(OF_COMMITMENT) else None


def row_problems(entry: EntryRow, record: Record, address: str, made: Projector) -> Iterator[str]:
    """Where the columns and the texts of an entry do not say what its record says. Wants what the log made with it.

    `address` is that of the commission after this record.
    """
    if record["commission"] != address:
        yield f"entry {entry.number} belongs to the log of {record['commission']}"
    expected = of_columns(columns_of_record(record, made))
    if expected != entry.columns:
        for name, value, found in zip(COLUMNS, expected, entry.columns, strict=True):
            if found != value:
                yield f"entry {entry.number}: the record says {name} {value!r}, the row {found!r}"
    yield from text_problems(entry, record)


def text_problems(entry: EntryRow, record: Record) -> Iterator[str]:
    if entry.texts is None:
        yield f"entry {entry.number}: its texts are missing"
        return
    for name, value, salt in entry.texts:
        # A salt without its text lets a short text be guessed from the hash in the record; a text needs its salt.
        if (value is None) != (salt is None):
            yield f"entry {entry.number}: the {name} and its salt are not there together"
        elif value is not None and salt is not None:
            sealed = record["sealed"].get(name)
            if sealed is None or seal(value, bytes(salt)) != sealed:
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
    actor, refs, code = record["actor"], record["refs"], code_of(record)
    translates, language = translated_in(record)
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
        "translates": translates,
        "language": language,
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
