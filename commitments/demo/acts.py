"""One entry of the data as the action that writes it, with its fields."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from commitments import actions
from commitments.demo.rows import EntryRow, SourceRow
from commitments.models import Body, Commitment, Entry, Seat

Act = tuple[Callable[..., Entry], dict[str, Any]]


def replay(row: EntryRow, commitment: Commitment, seat: Seat) -> Entry:
    act, fields = _ACTS[row.kind](row, commitment, seat)
    return act(commitment, by=seat, at=row.recorded_at, **fields)


def _update(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.log_update, {
        "status": row.status or commitment.of(seat.side, "status"),
        "outlook": row.outlook or None,
        "reason": row.reason,
        "note": row.note,
        "next_step": row.next_step,
        "next_on": row.next_on,
        "effective_on": row.effective_on,
        "sources": sources(row),
    }


def _report(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.file_report, {
        "effective_on": row.effective_on,
        "note": row.note,
        "sources": sources(row),
    }


def _check(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.check_condition, {
        "answer": row.answer,
        "effective_on": row.effective_on,
        "note": row.note,
        "due_on": row.due_on,
        "sources": sources(row),
    }


def _redate(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.redate, {
        "due_on": row.due_on,
        "reason": row.reason,
        "effective_on": row.effective_on,
        "note": row.note,
        "sources": sources(row),
    }


def _confirm(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.confirm, {"note": row.note}


def _note_one_sided(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.note_one_sided, {"note": row.note}


def _decline(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.decline, {"reason": row.reason}


def _accept_request(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    due = actions.Due("date", on=row.due_on) if row.due_on else None
    return actions.accept_request, {"note": row.note, "effective_on": row.effective_on, "due": due}


def _ready(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.ready_to_look, {"note": row.note, "effective_on": row.effective_on}


def _decline_request(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.decline_request, {"reason": row.reason, "effective_on": row.effective_on}


def _ask_again(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.ask_again, {"note": row.note, "effective_on": row.effective_on, "sources": sources(row)}


def _reword(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.reword, {"statement": row.statement, "reason": row.reason}


def _accept_wording(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.accept_wording, {"statement": commitment.offered_statement, "note": row.note}


def _agree(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.agree, {"note": row.note, "shown": row.status}


def _close(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.close, {
        "status": row.status,
        "effective_on": row.effective_on,
        "note": row.note,
        "reason": row.reason,
        "sources": sources(row),
    }


def _reopen(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.reopen, {
        "status": row.status,
        "reason": row.reason,
        "effective_on": row.effective_on,
        "note": row.note,
    }


def _hand_over(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    body = Body.objects.get(party=seat.party, code=row.body)
    return actions.hand_over, {
        "owner": actions.Owner(body, row.post),
        "note": row.note,
    }


_ACTS: dict[str, Callable[[EntryRow, Commitment, Seat], Act]] = {
    "update": _update,
    "report": _report,
    "check": _check,
    "redate": _redate,
    "confirm": _confirm,
    "note_one_sided": _note_one_sided,
    "decline": _decline,
    "reword": _reword,
    "accept_wording": _accept_wording,
    "agree": _agree,
    "close": _close,
    "reopen": _reopen,
    "hand_over": _hand_over,
    "accept_request": _accept_request,
    "ready": _ready,
    "decline_request": _decline_request,
    "ask_again": _ask_again,
}


def sources(row: EntryRow) -> tuple[actions.Source, ...]:
    return tuple(_source(source) for source in row.evidence)


def _source(row: SourceRow) -> actions.Source:
    # A source without a day says when in words; the title is where its reader looks for them.
    title = row.title if row.published_on else f"{row.title} ({row.dated})"
    return actions.Source(
        evidence_class=row.evidence_class,
        title=title,
        language=row.language,
        publisher=row.publisher,
        address=row.address,
        published_on=row.published_on,
    )
