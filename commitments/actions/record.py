"""Building a record of the log and its entry row. Pure but for the salts."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

from commitments.actions.state import Record
from commitments.actions.texts_state import TRANSLATION, of_entry
from commitments.models import Commission, Entry, Readout, SealedText, Seat, User
from commitments.models.canonical import canonical, leaf_hash, moment, seal
from commitments.models.readout import text_checksum
from commitments.vocabulary import RECORD_VERSION
from commitments.vocabulary.languages import spoken

TEXT_FIELDS = ("note", "reason", "position", "author_name")
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of evidence as it comes from a form; `upload` is a stored file's (path, name, type, sha256)."""

    evidence_class: str
    title: str
    language: str = "en"
    publisher: str = ""
    address: str = ""
    published_on: dt.date | None = None
    upload: tuple[str, str, str, str] | None = None
    meets: tuple[int, ...] = ()  # numbers of criteria it shows to be met
    announces: bool = False  # it only tells what is to come, and so shows nothing to be met

    def as_record(self) -> dict[str, Any]:
        claims = {"meets": sorted(self.meets), "announces": self.announces}
        return {
            "class": self.evidence_class,
            "title": self.title,
            "language": self.language,
            "publisher": self.publisher,
            "address": self.address,
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "file": self.upload[3] if self.upload else None,
            # Only where it is claimed: sources of before have bytes without it.
            **{name: value for name, value in claims.items() if value},
        }

    @classmethod
    def of_record(cls, source: dict[str, Any]) -> Source:
        """A source from how a record has it; one with a file is not made again from its checksum."""
        day = source["published_on"]
        return cls(
            evidence_class=source["class"],
            title=source["title"],
            language=source["language"],
            publisher=source["publisher"],
            address=source["address"],
            published_on=dt.date.fromisoformat(day) if day else None,
            meets=tuple(source.get("meets", ())),
            announces=source.get("announces", False),
        )


@dataclass(frozen=True, slots=True)
class Words:
    """Exact words of a readout: a range in Unicode code points, and the words that must stand there.

    `wording` tells how firmly they promise, `relation` what they do to a commitment that other words made.
    """

    readout: Readout
    start: int
    end: int
    words: str
    wording: str = ""
    relation: str = ""

    def as_record(self) -> dict[str, Any]:
        read_as = {"wording": self.wording, "relation": self.relation}
        return {
            "readout": self.readout.slug,
            "readout_sha256": self.readout.sha256,
            "start": self.start,
            "end": self.end,
            "sha256": text_checksum(self.words),
            # Only where somebody said it.
            **{name: str(value) for name, value in read_as.items() if value},
        }


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event before it has a number: its kind, its object, changed fields as [before, after], and texts."""

    kind: str
    object: str
    effective_on: dt.date
    changes: dict[str, list[Any]] = field(default_factory=dict)
    note: str = ""
    reason: str = ""
    position: str = ""
    corrects: Entry | None = None
    translates: Entry | None = None
    sources: tuple[Source, ...] = ()
    quotes: tuple[Words, ...] = ()
    session: dict[str, Any] | None = None  # which item of which session decided it


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a seat for its party, or an administrator for nobody."""

    user: User
    role: str
    post: str
    party_id: int | None
    party_code: str
    side: str
    owned_post: str  # the post they answer for
    stands_in_for: str = ""  # the stable id of whose seat it is

    @classmethod
    def of(cls, by: Seat | User) -> Actor:
        if isinstance(by, Seat):
            held = by.stands_in_for
            return cls(
                by.user,
                by.role,
                normalize("NFC", by.post),
                by.party_id,
                by.party.code,
                by.side,
                normalize("NFC", by.owned_post),
                str(held.user.public_id) if held is not None else "",
            )
        return cls(by, ADMINISTRATOR, str(ADMINISTRATOR), None, "", "", str(ADMINISTRATOR))


def build(
    event: EventDraft,
    actor: Actor,
    *,
    commission: Commission,
    codes: tuple[str, str],
    number: int,
    at: dt.datetime,
    batch: dict[str, Any] | None = None,
) -> tuple[Record, SealedText]:
    """The record of an event and the sealed texts that go beside it. `codes` are the two party codes in order.

    `batch` says from which row of which list it comes, where it comes from one.
    """
    texts = SealedText()
    sealed = {}
    for name, value in {
        "note": event.note,
        "reason": event.reason,
        "position": event.position,
        # Names and posts come from the administration, where nothing normalises what is pasted.
        "author_name": normalize("NFC", actor.user.full_name),
    }.items():
        if value:
            salt = secrets.token_bytes(32)
            setattr(texts, name, value)
            setattr(texts, f"{name}_salt", salt)
            sealed[name] = seal(value, salt)
    refs: dict[str, Any] = {}
    if event.corrects is not None:
        refs["corrects"] = event.corrects.number
    if event.sources:
        refs["evidence"] = [source.as_record() for source in event.sources]
    if event.quotes:
        refs["quotes"] = [words.as_record() for words in event.quotes]
    if event.session is not None:
        refs["session"] = event.session
    if batch is not None:
        refs["batch"] = batch
    record = {
        "v": RECORD_VERSION,
        "seq": number,
        "commission": commission.slug,
        "sides": list(codes),
        "object": event.object,
        "kind": str(event.kind),
        "actor": {
            "id": str(actor.user.public_id),
            "party": actor.party_code,
            "side": str(actor.side),
            "role": str(actor.role),
            "post": actor.post,
            # Only where somebody acts for another one.
            **({"for": actor.stands_in_for} if actor.stands_in_for else {}),
        },
        "set": event.changes,
        "sealed": sealed,
        "effective_on": event.effective_on.isoformat(),
        "recorded_at": moment(at),
        "refs": refs,
    }
    return record, texts


def translated_in(record: Record) -> tuple[int | None, str | None]:
    """The number of the entry of which a record says a text in another language, and which language that is."""
    after = record["set"].get(TRANSLATION, (None, None))[1]
    text = of_entry(after["part"]) if after else None
    return (None, None) if text is None else (text[1], spoken(after["language"]))


def entry_row(record: Record, actor: Actor, *, commission: Commission, at: dt.datetime) -> Entry:
    """The entry of a record, without what only its commitment can tell (statuses before and after)."""
    data = canonical(record)
    return Entry(
        commission=commission,
        number=record["seq"],
        kind=record["kind"],
        party_id=actor.party_id,
        author=actor.user,
        author_post=actor.post,
        author_role=actor.role,
        effective_on=dt.date.fromisoformat(record["effective_on"]),
        recorded_at=at,
        batch=record["refs"].get("batch", {}).get("number"),
        language=translated_in(record)[1],
        changes=record["set"],
        record=data,
        leaf=leaf_hash(data),
    )
