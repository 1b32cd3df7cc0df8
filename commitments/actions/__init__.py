"""Every write that means something: keyword `by=`, one transaction, one lock, one entry."""

from commitments.actions.closing import close, reopen, supersede
from commitments.actions.commitment import (
    Due,
    Owner,
    amend,
    confirm,
    decline,
    hand_over,
    record,
    redate,
    withdraw,
)
from commitments.actions.errors import Conflict, FiledAlready, NotAllowed, RuleBroken, SubmissionReused
from commitments.actions.log import Submission
from commitments.actions.readout import Words, file_readout, open_meeting, quote
from commitments.actions.record import Source
from commitments.actions.seat import keep_seat
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
    "Owner",
    "RuleBroken",
    "Source",
    "Submission",
    "SubmissionReused",
    "Words",
    "agree",
    "amend",
    "check_condition",
    "close",
    "confirm",
    "correct",
    "decline",
    "file_readout",
    "file_report",
    "hand_over",
    "keep_seat",
    "log_update",
    "open_meeting",
    "quote",
    "record",
    "redate",
    "reopen",
    "supersede",
    "withdraw",
]
