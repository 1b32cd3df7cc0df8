"""All rules by name, in the order in which docs/permissions.md prints them; tests compare every cell."""

from __future__ import annotations

from typing import Any, TypeGuard

from commitments.models import Seat
from commitments.rules import briefings, commitments, consent, private, requests, sessions
from commitments.rules.permission import READERS, SECRETARIES, WRITERS, Permission

PERMISSIONS: dict[str, Permission[Any]] = {
    rule.name: rule
    for rule in (
        Permission("read", READERS, "Read the register, the log and the readouts"),
        Permission("open_meeting", WRITERS, "Enter a meeting"),
        Permission("file_readout", WRITERS, "File a readout of the own side"),
        commitments.may_quote,
        commitments.may_mark,
        commitments.may_close_readout,
        Permission("record", WRITERS, "Record a commitment, proposed by the own side"),
        commitments.may_log_update,
        commitments.may_report,
        commitments.may_check_condition,
        commitments.may_correct,
        commitments.may_set_steps,
        commitments.may_say_no_news,
        commitments.may_give_values,
        commitments.may_translate,
        consent.may_amend,
        commitments.may_hand_over,
        consent.may_redate,
        consent.may_set_criteria,
        consent.may_set_indicators,
        commitments.may_recognise,
        commitments.may_note_one_sided,
        commitments.may_answer_wording,
        consent.may_prepare,
        consent.may_propose,
        consent.may_answer_terms,
        consent.may_retract,
        requests.may_answer_request,
        requests.may_ask_again,
        commitments.may_agree,
        commitments.may_close,
        commitments.may_reopen,
        commitments.may_withdraw,
        commitments.may_supersede,
        Permission("call_session", SECRETARIES, "Call a session"),
        Permission(
            "move_session",
            SECRETARIES,
            "Name another day or place of a session, until a decision is drafted at it",
        ),
        sessions.may_change_agenda,
        sessions.may_change_item,
        sessions.may_take_item_off,
        sessions.may_agree_agenda,
        sessions.may_decide,
        sessions.may_countersign,
        sessions.may_withdraw_draft,
        sessions.may_close_session,
        briefings.may_read_draft,
        briefings.may_prepare_briefing,
        briefings.may_issue_briefing,
        private.may_read_private,
        private.may_write_private,
        private.may_delete_private,
        private.may_see_mentions,
    )
}


def may(seat: Seat | None, action: str) -> TypeGuard[Seat]:
    """Whether the role of `seat` allows `action` at all. Without a seat nothing is allowed, also to administrators."""
    return PERMISSIONS[action].allows_role(seat)
