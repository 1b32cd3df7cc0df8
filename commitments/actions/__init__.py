"""Every write that means something: keyword `by=`, one transaction, one lock, one entry; private notes make none."""

from commitments.actions.closing import close, reopen, supersede
from commitments.actions.commitment import (
    Due,
    Owner,
    amend,
    hand_over,
    record,
    redate,
    withdraw,
)
from commitments.actions.errors import (
    Conflict,
    FiledAlready,
    NotAllowed,
    NoteChanged,
    RuleBroken,
    SubmissionReused,
)
from commitments.actions.intake import close_readout, mark, reopen_readout, unmark
from commitments.actions.log import Submission
from commitments.actions.private import change_private_note, delete_private_note, write_private_note
from commitments.actions.readout import Words, file_readout, open_meeting, quote
from commitments.actions.recognition import (
    accept_wording,
    confirm,
    decline,
    keep_wording,
    note_one_sided,
    reword,
)
from commitments.actions.record import Source
from commitments.actions.seat import keep_seat
from commitments.actions.session import (
    Question,
    agree_agenda,
    call_session,
    change_item,
    close_session,
    put_items,
    take_item_off,
)
from commitments.actions.session_decision import countersign, decide, withdraw_draft
from commitments.actions.standpoint import (
    agree,
    check_condition,
    correct,
    file_report,
    log_update,
)

__all__ = [
    "Conflict",
    "Due",
    "FiledAlready",
    "NotAllowed",
    "NoteChanged",
    "Owner",
    "Question",
    "RuleBroken",
    "Source",
    "Submission",
    "SubmissionReused",
    "Words",
    "accept_wording",
    "agree",
    "agree_agenda",
    "amend",
    "call_session",
    "change_item",
    "change_private_note",
    "check_condition",
    "close",
    "close_readout",
    "close_session",
    "confirm",
    "correct",
    "countersign",
    "decide",
    "decline",
    "delete_private_note",
    "file_readout",
    "file_report",
    "hand_over",
    "keep_seat",
    "keep_wording",
    "log_update",
    "mark",
    "note_one_sided",
    "open_meeting",
    "put_items",
    "quote",
    "record",
    "redate",
    "reopen",
    "reopen_readout",
    "reword",
    "supersede",
    "take_item_off",
    "unmark",
    "withdraw",
    "withdraw_draft",
    "write_private_note",
]
