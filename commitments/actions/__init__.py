"""Every write that means something: keyword `by=`, one transaction, one lock, one entry; private notes make none."""

from commitments.actions.briefing import (
    PrintedBriefing,
    PrintedFile,
    delete_briefing,
    issue_briefing,
    save_briefing,
)
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
from commitments.actions.criteria_set import set_criteria
from commitments.actions.draft import change_draft, delete_draft, prepare, return_draft
from commitments.actions.errors import (
    BriefingChanged,
    Conflict,
    DraftChanged,
    FiledAlready,
    NotAllowed,
    NoteChanged,
    RuleBroken,
    SubmissionReused,
)
from commitments.actions.indicators import set_indicators
from commitments.actions.intake import close_readout, mark, reopen_readout, unmark
from commitments.actions.log import Submission
from commitments.actions.mention import see_mention
from commitments.actions.naming import record_names
from commitments.actions.private import change_private_note, delete_private_note, write_private_note
from commitments.actions.proposal import accept, counter, propose, retract, turn_down
from commitments.actions.readout import file_readout, open_meeting, quote
from commitments.actions.recognition import (
    accept_wording,
    confirm,
    decline,
    keep_wording,
    note_one_sided,
    reword,
)
from commitments.actions.record import Source, Words
from commitments.actions.redaction import ask_redaction, consent_to_redaction
from commitments.actions.request import accept_request, ask_again, decline_request, ready_to_look
from commitments.actions.seat import keep_seat
from commitments.actions.session import (
    Question,
    agree_agenda,
    call_session,
    change_item,
    close_session,
    move_session,
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
from commitments.actions.steps import drop_step, mark_step_done, move_step, say_no_news, set_step
from commitments.actions.translating import translate
from commitments.actions.values import StatedValue, give_values
