"""The state of a commitment as the log makes it: one pure step from record to record.

A state is a plain dict named after the columns of `Commitment`, in the values a record holds (codes, ISO days and
moments). Actions, the replay and the sample all take the same step, so projections cannot disagree with the log
unless something else wrote them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from commitments.actions import criteria, duty_state, position_state, request_state
from commitments.actions.steps_state import settle_steps, steps_after
from commitments.actions.texts_state import TRANSLATION, settle_texts
from commitments.figures.series import described_after
from commitments.models.canonical import moment
from commitments.models.fields import COMMITMENT, State
from commitments.vocabulary import (
    CLOSED,
    RECORD_VERSIONS,
    SIDE_KEYS,
    STANDING,
    VIEW_KINDS,
    WITHDRAWABLE,
    EntryKind,
    Need,
    Outlook,
    Recognition,
    Side,
    Status,
    agreed_view,
    other_side,
)

Record = dict[str, Any]

# The key of a record's `set` under which a proposal on terms is put on the table or taken off; it changes no term.
PROPOSAL = "proposal"
# What a view of a side consists of: when one of these changes, a new period of it begins.
VIEW_FIELDS = ("status", "outlook", "position")
# The key under which values of a series are stated; they are rows of their own (actions/figures_state.py).
VALUES = "values"


class UnknownVersion(ValueError):
    """A record was written under rules that came later than this code."""


def advance(before: State | None, record: Record, zone: dt.tzinfo) -> State:
    """The state after `record`. Pure; `before` is None for the record that creates the commitment.

    `zone` is that of the commission, whose day counts.
    """
    if record["v"] not in RECORD_VERSIONS:
        raise UnknownVersion(
            f"entry {record['seq']} is of version {record['v']}, which this code does not know"
        )
    state = dict(COMMITMENT.blank if before is None else before)
    kind, side = record["kind"], record["actor"]["side"]
    number, at = record["seq"], record["recorded_at"]
    if before is None:
        _begin(state, record)
    _apply(state, record, side)
    duty_state.note_filed(state, record)
    if kind in (EntryKind.REDATED, EntryKind.DECIDED):
        _count_redating(state, record)
    if kind == EntryKind.REQUEST_ACCEPTED:
        request_state.begin_promise(state)
    if state["due_on"] and not state["first_due_on"]:
        state["first_due_on"] = state["due_on"]
    for speaker in speaking_sides(record):
        state[f"{speaker}_word"], state[f"{speaker}_word_at"] = number, at
    if before is not None and not restates_an_older_view(record):
        for speaker in viewing_sides(record):
            position_state.note_position(state, before, record, speaker)
            _note_view(state, before, record, speaker)
    criteria.note_evidence(state, record)
    state["indicators_given"] = max(
        [state["indicators_given"], *(one["number"] for one in state["indicators"])]
    )
    settle_texts(state, before, record)
    _settle(state, record)
    duty_state.settle(state, before, record, day=day_of(record, zone))
    _settle_needs(state, before, record, zone)
    state["last_number"] = number
    return state


def is_of_the_past(record: Record, key: str) -> bool:
    """Whether a correction changes only what is known of a past day: it then names no value of the present view."""
    return record["kind"] == EntryKind.CORRECTED and record["set"][key][0] is None


def restates_an_older_view(record: Record) -> bool:
    return is_of_the_past(record, "status")


def viewing_sides(record: Record) -> tuple[str, ...]:
    """The sides whose view a record states: its author's, or both where a session decided on the status."""
    if record["kind"] in VIEW_KINDS:
        return (record["actor"]["side"],)
    return SIDE_KEYS if decides_status(record["kind"], record["set"]) else ()


def speaking_sides(record: Record) -> tuple[str, ...]:
    """The sides whose word a record is: its author's, or both where a session decided, because both have signed.

    Nobody's of a translation, which says again what has been said.
    """
    if record["kind"] == EntryKind.TRANSLATED:
        return ()
    if record["kind"] == EntryKind.DECIDED:
        return SIDE_KEYS
    side = record["actor"]["side"]
    return (side,) if side else ()


def day_of(record: Record, zone: dt.tzinfo) -> str:
    """The day of recording where the commission sits, as records write it."""
    return dt.datetime.fromisoformat(record["recorded_at"]).astimezone(zone).date().isoformat()


def decides_status(kind: str, changes: dict[str, Any]) -> bool:
    """Whether an entry is the decision of a session on where the performance stands, which both sides have signed."""
    return kind == EntryKind.DECIDED and not changes.keys().isdisjoint({"first_status", "second_status"})


def _begin(state: State, record: Record) -> None:
    at, number = record["recorded_at"], record["seq"]
    state.update(recorded_at=at, agreed_since=at, agreed_view=number)
    for side in SIDE_KEYS:
        state.update({f"{side}_word_at": at, f"{side}_view": number})


def _apply(state: State, record: Record, side: str) -> None:
    for key, pair in record["set"].items():
        if key == PROPOSAL:
            state["proposals"] = proposals_after(state["proposals"], record, side)
        elif key == "steps":
            state["steps"] = steps_after(state["steps"], record)
        elif key == VALUES:
            state["series"] = described_after(state["series"], pair[1], side, record["seq"])
        elif key == TRANSLATION:
            pass  # of the own side, part by part: settle_texts
        elif key not in duty_state.FILED.values() and not is_of_the_past(record, key):
            state[key if key in state else f"{side}_{key}"] = pair[1]


def proposals_after(open_ones: dict[str, Any], record: Record, side: str) -> dict[str, Any]:
    """The proposals on the table after a record that puts one there, or takes one off; by subject, at most one each."""
    before, after = record["set"][PROPOSAL]
    left = {
        subject: one for subject, one in open_ones.items() if before is None or subject != before["subject"]
    }
    if after is None:
        return left
    return left | {after["subject"]: {"number": record["seq"], "side": side, "terms": after["terms"]}}


def _count_redating(state: State, record: Record) -> None:
    """Times and days moved in all: the first date is where the counting starts."""
    old, new = record["set"].get("due_on", (None, None))
    if old and new:
        state["redated_times"] += 1
        state["redated_days"] += (dt.date.fromisoformat(new) - dt.date.fromisoformat(old)).days


def _note_view(state: State, before: State, record: Record, side: str) -> None:
    state[f"{side}_entry"] = record["seq"]
    if state[f"{side}_status"] in CLOSED:
        state[f"{side}_outlook"] = Outlook.NO_VIEW.value
    if state[f"{side}_status"] != before[f"{side}_status"]:
        state[f"{side}_since"] = record["recorded_at"]
        state.update({f"{side}_true_on": record["effective_on"], f"{side}_begun": record["seq"]})
    elif record["refs"].get("corrects") == before[f"{side}_begun"] is not None:
        state.update({f"{side}_true_on": record["effective_on"], f"{side}_begun": record["seq"]})
    moved = any(state[f"{side}_{field}"] != before[f"{side}_{field}"] for field in VIEW_FIELDS)
    if moved or _corrects_a_view(record, before, side):
        state[f"{side}_view"] = record["seq"]


def _corrects_a_view(record: Record, before: State, side: str) -> bool:
    """A corrected view begins anew even as it was; only the latest word may have begun none, and corrects none."""
    corrected = record["refs"].get("corrects")
    went_on = before[f"{side}_entry"] != before[f"{side}_view"] and corrected == before[f"{side}_entry"]
    return corrected is not None and not went_on


def _settle(state: State, record: Record) -> None:
    """Everything that follows from the rest: the agreed view, since when it is true, and whether it is open."""
    agreed = agreed_view(state["first_status"], state["second_status"])
    if agreed != state["agreed"]:
        state.update(agreed=agreed, agreed_since=record["recorded_at"], agreed_view=record["seq"])
        state["agreed_true_on"] = _true_of_both(state)
    elif record["refs"].get("corrects") == state["agreed_view"]:
        state["agreed_true_on"] = _true_of_both(state)
    state["delivered_on"] = _delivered_on(state, record) if agreed == Status.DELIVERED else None
    if agreed == Status.SUPERSEDED:
        state["recognition"] = Recognition.SUPERSEDED.value
    elif state["recognition"] == Recognition.SUPERSEDED:
        # Reopened: it stands again. The record says how it was recognised; the oldest ones did not yet.
        state["recognition"] = Recognition.CONFIRMED.value
    if state["recognition"] not in WITHDRAWABLE:
        state.update(offered_statement="", offered_texts={}, offered_by="")  # settled otherwise
    if Status.SUPERSEDED not in (state["first_status"], state["second_status"]):
        state["superseded_by"] = None
    state["test"] = criteria.agreed_test(state)
    state["is_counted"] = state["recognition"] != Recognition.WITHDRAWN
    request_state.settle(state)
    followed = state["recognition"] in STANDING and not request_state.is_request(state)
    state["is_open"] = agreed not in CLOSED and followed
    if not state["is_open"]:
        state["proposals"] = {}  # what is over has nothing left to agree on


def _true_of_both(state: State) -> str | None:
    """The day from which both views are true: the later of theirs."""
    return max((day for side in SIDE_KEYS if (day := state[f"{side}_true_on"])), default=None)


def _delivered_on(state: State, record: Record) -> str | None:
    """The day it was delivered, once both say so: the one its performer states, the later one where both perform.

    Who takes over the other side's view with one click states no day.
    """
    side, performer = record["actor"]["side"], state["performed_by"]
    kept: str | None = state["delivered_on"]
    if kept is not None and not (state[f"{side}_begun"] == record["seq"] and performer in (side, Side.BOTH)):
        return kept
    if record["kind"] == EntryKind.AGREED:
        performer = other_side(side)
    return _true_of_both(state) if performer == Side.BOTH else state[f"{performer}_true_on"]


def settle_figures(state: State, before: State | None, record: Record, zone: dt.tzinfo) -> None:
    """What follows from what the figures have come to: criteria that name a target, and what is asked of a side."""
    criteria.note_targets(state)
    state["test"] = criteria.agreed_test(state)
    _settle_needs(state, before, record, zone)


def _settle_needs(state: State, before: State | None, record: Record, zone: dt.tzinfo) -> None:
    """What each side is asked for, since when, and whose move it is. A request is asked since the day it was made."""
    for side in SIDE_KEYS:
        asked = need(state, side)
        state[f"{side}_need"] = asked
        if asked == Need.NOTHING:
            state[f"{side}_need_at"] = None
        elif asked == Need.REQUEST:
            asked_on = dt.date.fromisoformat(state["asked_on"])
            state[f"{side}_need_at"] = moment(dt.datetime.combine(asked_on, dt.time(), zone))
        elif before is None or asked != before[f"{side}_need"]:
            state[f"{side}_need_at"] = record["recorded_at"]
    settle_steps(state)


def need(state: State, side: str) -> str:
    """What `side` is asked for: by what has been said, latest word first, else by what its own figures have reached."""
    asked = _asked(state, side)
    if asked == Need.NOTHING and criteria.may_be_delivered(state, side):
        return Need.REACHED.value
    return asked


def _asked(state: State, side: str) -> str:
    other = other_side(side)
    if request_state.awaits(state, side):
        return Need.REQUEST.value
    if state["agreed"] in CLOSED:
        return Need.NOTHING.value  # what both have closed waits for nobody
    if state["offered_by"] == other:
        return Need.CONFIRM.value
    if state["recognition"] == Recognition.PROPOSED and side not in (
        state["proposed_by"],
        state["offered_by"],
    ):
        return Need.CONFIRM.value
    if any(proposal["side"] == other for proposal in state["proposals"].values()):
        return Need.TERMS.value
    if not state["is_open"]:
        return Need.NOTHING.value
    if state[f"{side}_status"] == Status.NOT_ASSESSED:
        return Need.ASSESS.value if state[f"{other}_status"] != Status.NOT_ASSESSED else Need.NOTHING.value
    differ = state[f"{other}_status"] not in (Status.NOT_ASSESSED, state[f"{side}_status"])
    if differ and (state[f"{other}_entry"] or 0) > (state[f"{side}_entry"] or 0):
        return Need.ANSWER.value
    return Need.NOTHING.value
