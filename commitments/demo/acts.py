"""One entry of the data as the action that writes it, with its fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from commitments import actions
from commitments.demo.rows import EntryRow, SourceRow
from commitments.models import Body, Commitment, Entry, Seat

Act = tuple[Callable[..., Entry], dict[str, Any]]


def replay(row: EntryRow, commitment: Commitment, seat: Seat, *, preparer: Seat | None = None) -> Entry:
    """Write the entry of a row; `preparer` is who prepared it, for the secretary of `seat` to send."""
    act, fields = _ACTS[row.kind](row, commitment, seat)
    if preparer is not None:
        draft = actions.prepare(
            commitment,
            by=preparer,
            subject=row.subject,
            counters=fields.get("proposal"),
            values=fields["values"],
            reason=row.reason,
            cover_note=row.cover_note,
            at=row.recorded_at,
        )
        fields |= {"draft": draft, "values": draft.terms}  # sent just as it was prepared
    return act(commitment, by=seat, at=row.recorded_at, **fields)


def _update(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    # A side that says what comes next has done what it had announced before, unless the row says that it goes on.
    announced = row.next_step is not None and not row.keeps_steps
    open_steps = [step for step in commitment.steps if step["side"] == seat.side and step["done_on"] is None]
    return actions.log_update, {
        "status": row.status or commitment.of(seat.side, "status"),
        "outlook": row.outlook or None,
        "reason": row.reason,
        "note": row.note,
        "waits_on": _mover(row, seat),
        "next_step": row.next_step or "",
        "next_on": row.next_on,
        "next_post": row.post,
        "steps_done": tuple(step["number"] for step in open_steps) if announced else (),
        "effective_on": row.effective_on,
        "sources": sources(row),
    }


def _mover(row: EntryRow, seat: Seat) -> str | None:
    """The side, or "both" or "else", for the code of a party; None where the row does not say whose move it is."""
    return {party.code: side for side, party in seat.sides}.get(row.waits_on, row.waits_on) or None


def _step(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.set_step, {
        "next_step": row.next_step,
        "next_on": row.next_on,
        "next_post": row.post,
        "note": row.note,
    }


def _step_numbered(row: EntryRow, commitment: Commitment, seat: Seat) -> int:
    """The open step of the side whose text the row repeats."""
    return next(
        step["number"]
        for step in commitment.steps
        if (step["side"], step["text"], step["done_on"]) == (seat.side, row.next_step, None)
    )


def _step_done(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.mark_step_done, {
        "number": _step_numbered(row, commitment, seat),
        "effective_on": row.effective_on,
        "note": row.note,
    }


def _step_moved(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.move_step, {
        "number": _step_numbered(row, commitment, seat),
        "next_on": row.next_on,
        "reason": row.reason,
    }


def _step_dropped(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.drop_step, {"number": _step_numbered(row, commitment, seat), "reason": row.reason}


def _no_news(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.say_no_news, {"effective_on": row.effective_on, "note": row.note}


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


def _terms(row: EntryRow) -> dict[str, Any]:
    return {"values": row.terms, "reason": row.reason, "sources": sources(row)}


def _propose(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.propose, {"subject": row.subject, **_terms(row)}


def _counter(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.counter, {"proposal": commitment.proposals[row.subject]["number"], **_terms(row)}


def _accept(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.accept, {"proposal": commitment.proposals[row.subject]["number"], "note": row.note}


def _turn_down(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.turn_down, {
        "proposal": commitment.proposals[row.subject]["number"],
        "reason": row.reason,
    }


def _retract(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.retract, {"proposal": commitment.proposals[row.subject]["number"], "reason": row.reason}


def _criteria(row: EntryRow, commitment: Commitment, seat: Seat) -> Act:
    return actions.set_criteria, {"criteria": [asdict(line) for line in row.criteria], "note": row.note}


_ACTS: dict[str, Callable[[EntryRow, Commitment, Seat], Act]] = {
    "update": _update,
    "report": _report,
    "step": _step,
    "step_done": _step_done,
    "step_moved": _step_moved,
    "step_dropped": _step_dropped,
    "no_news": _no_news,
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
    "propose": _propose,
    "counter": _counter,
    "accept": _accept,
    "turn_down": _turn_down,
    "retract": _retract,
    "criteria": _criteria,
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
        meets=row.meets,
        announces=row.announces,
    )
