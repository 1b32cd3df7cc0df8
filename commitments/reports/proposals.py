"""Proposals on the table of a commitment, and the drafts and cover notes of the reader's side about them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from commitments import links, rules
from commitments.actions.state import PROPOSAL
from commitments.models import Commitment, Draft, Entry, Evidence, Seat
from commitments.models.fields import as_recorded
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.reports.change import Change
from commitments.reports.sentences import Sentence, SentenceWriter, changes_of_terms
from commitments.vocabulary import Subject, language_of
from commitments.vocabulary.other_names import called_post


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal: what would change, who proposes it, since when it waits, and what this reader may do."""

    number: int
    url: str
    subject: str
    label: str
    by: Sentence
    prepared_by: str
    days: int
    changes: tuple[Change, ...]
    sources: list[Evidence]
    is_own: bool
    may_answer: bool
    may_counter: bool
    may_retract: bool
    cover_note: str
    cover_note_lang: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft as its side reads it, and what this reader may do with it."""

    id: uuid.UUID
    url: str
    label: str
    counters: int | None
    changes: tuple[Change, ...]
    reason: str
    reason_lang: str
    cover_note: str
    cover_note_lang: str
    remark: str
    remark_lang: str
    source: dict[str, Any]
    post: str
    author: str
    written_at: dt.datetime
    revision: int
    sent_with: int | None
    may_send: bool
    may_change: bool
    may_return: bool
    may_delete: bool
    is_own: bool


def open_proposals(seat: Seat, commitment: Commitment, *, as_of: dt.date | None = None) -> list[Proposal]:
    """What is on the table, oldest first. On a past day nothing can be answered. No query where nothing is."""
    if not commitment.proposals:
        return []
    numbers = {one["number"]: subject for subject, one in commitment.proposals.items()}
    until = None if as_of is None else seat.commission.calendar.end_of_day(as_of)
    entries = Entry.objects.filter(commitment=commitment, number__in=numbers).readable(until=until)
    evidence: dict[int, list[Evidence]] = {}
    for source in Evidence.objects.filter(commitment=commitment, entry__number__in=numbers).select_related(
        "entry"
    ):
        evidence.setdefault(source.entry.number, []).append(source)
    notes: dict[int, str] = {}
    if as_of is None and rules.may(seat, "read_private"):
        sent = _drafts(seat, commitment).filter(sent_with__in=numbers)
        notes = {draft.sent_with: draft.cover_note for draft in sent if draft.sent_with is not None}
    wording, day = SentenceWriter(seat.commission), as_of or seat.commission.today()
    found = []
    for entry in entries.order_by("number"):
        put, note = entry.changes[PROPOSAL][1], notes.get(entry.number, "")
        is_own = entry.party_id == seat.party_id
        prepared_by = put.get("prepared_by", {})
        wrote = entry.author_id == seat.user_id or prepared_by.get("id") == str(seat.user.public_id)
        is_now = as_of is None
        answers = is_now and not is_own and not wrote
        found.append(
            Proposal(
                number=entry.number,
                url=links.entry(seat.commission.slug, entry.number),
                subject=put["subject"],
                label=str(Subject(put["subject"]).label),
                by=wording.sentence(entry),
                prepared_by=called_post(prepared_by.get("post", "")),
                days=(day - seat.commission.calendar.day_of(entry.recorded_at)).days,
                changes=tuple(changes_of_terms(wording, put["terms"])),
                sources=evidence.get(entry.number, []),
                is_own=is_own,
                may_answer=answers and rules.may(seat, "answer_terms"),
                may_counter=answers and rules.may(seat, "prepare"),
                may_retract=is_now and is_own and rules.may(seat, "retract"),
                cover_note=note,
                cover_note_lang=language_of(note),
            )
        )
    return found


def _drafts(seat: Seat, commitment: Commitment) -> QuerySet[Draft]:
    return Draft.objects.of(seat.party).filter(commitment=commitment).select_related("author")


def drafts(seat: Seat, commitment: Commitment) -> list[DraftPage]:
    """What the side of `seat` has prepared on a commitment and not sent, oldest first."""
    if not rules.may(seat, "read_private"):
        return []
    return [draft_page(seat, commitment, draft) for draft in drafts_question(seat, commitment).rows()]


def drafts_question(seat: Seat, commitment: Commitment) -> PreparedQuestion[Draft]:
    """What `drafts` asks for who may read them."""
    return _waiting.of(party=seat.party_id, commitment=commitment.pk)


@prepared
def _waiting(*, party: Hole, commitment: Hole) -> QuerySet[Draft]:
    found = Draft.objects.of(party).filter(commitment=commitment, sent_with__isnull=True)
    return found.select_related("author")


def draft_of(seat: Seat, commitment: Commitment, public_id: uuid.UUID) -> Draft | None:
    """A draft of the side of `seat`; None for one of the other side, just as for one that never was."""
    draft = _drafts(seat, commitment).filter(public_id=public_id).first()
    if draft is not None:
        draft.commitment = commitment
    return draft


def would_change(seat: Seat, commitment: Commitment, terms: Mapping[str, Any]) -> tuple[Change, ...]:
    """What differs between the terms of a commitment and others, which are as records write them."""
    pairs = {name: [as_recorded(getattr(commitment, name)), value] for name, value in terms.items()}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    return tuple(changes_of_terms(SentenceWriter(seat.commission), changed))


def draft_page(seat: Seat, commitment: Commitment, draft: Draft) -> DraftPage:
    """`draft` of the side of `seat` on `commitment`."""
    return DraftPage(
        id=draft.public_id,
        url=links.draft(seat.commission.slug, commitment.code, draft.public_id),
        label=str(Subject(draft.subject).label),
        counters=draft.counters,
        changes=would_change(seat, commitment, draft.terms),
        reason=draft.reason,
        reason_lang=language_of(draft.reason),
        cover_note=draft.cover_note,
        cover_note_lang=language_of(draft.cover_note),
        remark=draft.remark,
        remark_lang=language_of(draft.remark),
        source=draft.source,
        post=called_post(draft.author_post),
        author=called_post(draft.author.full_name),
        written_at=draft.written_at,
        revision=draft.revision,
        sent_with=draft.sent_with,
        may_send=rules.may_send(seat, draft),
        may_change=rules.may_change_draft(seat, draft),
        may_return=rules.may_return_draft(seat, draft),
        may_delete=rules.may_delete_draft(seat, draft),
        is_own=draft.author_id == seat.user_id,
    )
