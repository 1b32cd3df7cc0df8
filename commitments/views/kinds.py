"""The kinds of action on a commitment: for each its form, its action, who may, and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from commitments import actions, rules
from commitments.forms import commitment as terms
from commitments.forms import request as requests
from commitments.forms import standpoint as views_of
from commitments.forms import steps
from commitments.forms import terms as consent
from commitments.forms.base import ActForm
from commitments.forms.criteria import CriteriaForm
from commitments.models import Commitment, Entry, Seat


@dataclass(frozen=True)
class Kind:
    """One action as a page: its form, who may, its words. `button` and `title` may name the side."""

    name: str
    form: type[ActForm]
    action: Callable[..., Entry]
    allowed: Callable[[Seat | None, Commitment], bool]
    title: Any
    button: Any
    explanation: Any = ""
    refusal: Any = ""
    is_binding: bool = False
    has_sources: bool = False


LOG_UPDATE = Kind(
    "log_update",
    views_of.UpdateForm,
    actions.log_update,
    rules.may_log_update,
    gettext_lazy("Log an update for %(party)s"),
    gettext_lazy("Save update for %(party)s"),
    has_sources=True,
)
AGREE = Kind(
    "agree",
    views_of.AgreeForm,
    actions.agree,
    rules.may_agree,
    gettext_lazy("Agree with %(other)s"),
    gettext_lazy("Agree for %(party)s: “%(theirs)s”"),
    gettext_lazy(
        "%(other)s says “%(theirs)s”. The view of %(party)s becomes the same; it is an entry like any other."
    ),
    refusal=gettext_lazy(
        "There is nothing to agree with: the sides say the same, or the other side has no view."
    ),
    is_binding=True,
)
CHECK = Kind(
    "check_condition",
    views_of.CheckForm,
    actions.check_condition,
    rules.may_check_condition,
    gettext_lazy("Answer the condition for %(party)s"),
    gettext_lazy("Save the answer of %(party)s"),
    has_sources=True,
)
REPORT = Kind(
    "report",
    views_of.ReportForm,
    actions.file_report,
    rules.may_report,
    gettext_lazy("Report for %(party)s"),
    gettext_lazy("File the report of %(party)s"),
    has_sources=True,
)
CLOSE = Kind(
    "close",
    views_of.CloseForm,
    actions.close,
    rules.may_close,
    gettext_lazy("Close for %(party)s"),
    gettext_lazy("State this for %(party)s"),
    gettext_lazy(
        "It is closed when both sides have said the same. Until then the register shows that they differ."
    ),
    is_binding=True,
    has_sources=True,
)
REOPEN = Kind(
    "reopen",
    views_of.ReopenForm,
    actions.reopen,
    rules.may_reopen,
    gettext_lazy("Reopen for %(party)s"),
    gettext_lazy("Reopen for %(party)s"),
    gettext_lazy("Your side takes back its closing. The entry that closed it stays in the log."),
    is_binding=True,
)
SUPERSEDE = Kind(
    "supersede",
    views_of.SupersedeForm,
    actions.supersede,
    rules.may_supersede,
    gettext_lazy("Replace by another commitment"),
    gettext_lazy("State this for %(party)s"),
    gettext_lazy("It counts as replaced when both sides have said so."),
    is_binding=True,
)
REDATE = Kind(
    "redate",
    terms.RedateForm,
    actions.redate,
    rules.may_redate,
    gettext_lazy("Move the date"),
    gettext_lazy("Move the date"),
    gettext_lazy("The first date given stays in sight, with how often and how far it was moved."),
    refusal=gettext_lazy(
        "Once both sides have confirmed a commitment its date moves by consent: propose another one."
    ),
    has_sources=True,
)
HAND_OVER = Kind(
    "hand_over",
    terms.HandOverForm,
    actions.hand_over,
    rules.may_hand_over,
    gettext_lazy("Hand over on the side of %(party)s"),
    gettext_lazy("Hand over"),
)
AMEND = Kind(
    "amend",
    terms.AmendForm,
    actions.amend,
    rules.may_amend,
    gettext_lazy("Change the wording"),
    gettext_lazy("Save the new wording"),
    gettext_lazy("The quoted words of the readouts stay as they are; this is the register’s own wording."),
    refusal=gettext_lazy(
        "Once both sides have confirmed a commitment its wording changes by consent: propose another one."
    ),
)
CONFIRM = Kind(
    "recognise",
    terms.NoteForm,
    actions.confirm,
    rules.may_recognise,
    gettext_lazy("Confirm for %(party)s"),
    gettext_lazy("Confirm for %(party)s"),
    gettext_lazy("%(party)s recognises that this was promised. It says nothing about progress."),
    is_binding=True,
)
DECLINE = Kind(
    "recognise",
    terms.ReasonForm,
    actions.decline,
    rules.may_recognise,
    gettext_lazy("Decline for %(party)s"),
    gettext_lazy("Decline it for %(party)s"),
    gettext_lazy("It stays in the register as the understanding of %(other)s alone, with your reason."),
    is_binding=True,
)
NOTE = Kind(
    "recognise",
    terms.NoteForm,
    actions.note_one_sided,
    rules.is_proposed_to,
    gettext_lazy("Take note of it as the understanding of %(other)s"),
    gettext_lazy("Take note for %(party)s"),
    gettext_lazy("%(party)s neither shares nor disputes it. It can still be confirmed later."),
    is_binding=True,
)
REWORD = Kind(
    "recognise",
    terms.RewordForm,
    actions.reword,
    rules.may_recognise,
    gettext_lazy("Offer to confirm it in other words"),
    gettext_lazy("Offer these words for %(party)s"),
    gettext_lazy("It is confirmed in these words when %(other)s accepts them."),
    is_binding=True,
)
ACCEPT_WORDING = Kind(
    "answer_wording",
    terms.AcceptWordingForm,
    actions.accept_wording,
    rules.may_answer_wording,
    gettext_lazy("Accept the wording of %(other)s"),
    gettext_lazy("Accept it for %(party)s"),
    gettext_lazy("The wording becomes: “%(offered)s” The commitment is confirmed by both sides then."),
    refusal=gettext_lazy("No other wording is offered to your side."),
    is_binding=True,
)
KEEP_WORDING = Kind(
    "answer_wording",
    terms.ReasonForm,
    actions.keep_wording,
    rules.may_answer_wording,
    gettext_lazy("Keep the wording"),
    gettext_lazy("Keep it for %(party)s"),
    gettext_lazy("%(other)s can then still confirm it as it is worded, or offer other words."),
    refusal=gettext_lazy("No other wording is offered to your side."),
    is_binding=True,
)
ACCEPT = Kind(
    "answer_terms",
    consent.AcceptForm,
    actions.accept,
    rules.may_answer_terms,
    gettext_lazy("Accept the terms of %(other)s"),
    gettext_lazy("Accept for %(party)s"),
    gettext_lazy("They hold from now on, for both sides. A remark is kept with the entry."),
    refusal=gettext_lazy("The other side has no proposal on the table."),
    is_binding=True,
)
TURN_DOWN = Kind(
    "answer_terms",
    consent.TurnDownForm,
    actions.turn_down,
    rules.may_answer_terms,
    gettext_lazy("Decline the terms of %(other)s"),
    gettext_lazy("Decline for %(party)s"),
    gettext_lazy("The terms stay as they are."),
    refusal=gettext_lazy("The other side has no proposal on the table."),
    is_binding=True,
)
RETRACT = Kind(
    "retract",
    consent.RetractForm,
    actions.retract,
    rules.may_retract,
    gettext_lazy("Withdraw the proposal of %(party)s"),
    gettext_lazy("Withdraw it for %(party)s"),
    gettext_lazy("It is taken off the table before it is answered; the entry that put it there stays."),
    refusal=gettext_lazy("Your side has no proposal on the table."),
    is_binding=True,
)
WITHDRAW = Kind(
    "withdraw",
    terms.ReasonForm,
    actions.withdraw,
    rules.may_withdraw,
    gettext_lazy("Withdraw"),
    gettext_lazy("Withdraw for %(party)s"),
    gettext_lazy("It is no longer counted. Its words and history stay in the register."),
    refusal=gettext_lazy(
        "Only who proposed a commitment can withdraw it, and only until the other side confirms it or both close it. "
        "After that both sides can drop it by agreement."
    ),
    is_binding=True,
)
SET_CRITERIA = Kind(
    "set_criteria",
    CriteriaForm,
    actions.set_criteria,
    rules.may_set_criteria,
    gettext_lazy("Set the test"),
    gettext_lazy("Set the test for %(party)s"),
    gettext_lazy(
        "What shows that it is fulfilled, and what that it has failed. %(other)s agrees to it by confirming the "
        "commitment; from then on it changes only by consent of both sides."
    ),
    refusal=gettext_lazy(
        "Only the side that proposed a commitment sets its test alone, and only until the other side confirms it."
    ),
    is_binding=True,
)
CORRECT = Kind(
    "correct",
    views_of.CorrectForm,
    actions.correct,
    rules.may_log_update,
    gettext_lazy("Correct an entry of %(party)s"),
    gettext_lazy("Save the correction"),
    gettext_lazy("Nothing is overwritten: the correction is a new entry that points at the old one."),
    has_sources=True,
)
SET_STEP = Kind(
    "set_steps",
    steps.StepForm,
    actions.set_step,
    rules.may_set_steps,
    gettext_lazy("Announce a step of %(party)s"),
    gettext_lazy("Announce it for %(party)s"),
    gettext_lazy("What your side does next, and who of it. The other side announces its own."),
)
STEP_DONE = Kind(
    "set_steps",
    steps.StepDoneForm,
    actions.mark_step_done,
    rules.may_set_steps,
    gettext_lazy("A step of %(party)s is done"),
    gettext_lazy("Mark it done for %(party)s"),
)
STEP_MOVE = Kind(
    "set_steps",
    steps.StepMoveForm,
    actions.move_step,
    rules.may_set_steps,
    gettext_lazy("Another day for a step of %(party)s"),
    gettext_lazy("Move the step"),
    gettext_lazy("The day given before stays in the log."),
)
STEP_DROP = Kind(
    "set_steps",
    steps.StepDropForm,
    actions.drop_step,
    rules.may_set_steps,
    gettext_lazy("Drop a step of %(party)s"),
    gettext_lazy("Drop it for %(party)s"),
    gettext_lazy("It leaves the page; the log keeps it, with your reason."),
)
NO_NEWS = Kind(
    "say_no_news",
    steps.NoNewsForm,
    actions.say_no_news,
    rules.may_say_no_news,
    gettext_lazy("Nothing to report for %(party)s"),
    gettext_lazy("Say so for %(party)s"),
    gettext_lazy(
        "It is a word of your side like any other: the days of silence begin anew. Where a report is owed, it is that report."
    ),
)
NOT_ASKED = gettext_lazy("It is no request to your side, or it is answered already.")
ACCEPT_REQUEST = Kind(
    "answer_request",
    requests.AcceptRequestForm,
    actions.accept_request,
    rules.may_answer_request,
    gettext_lazy("Accept the request for %(party)s"),
    gettext_lazy("Accept it for %(party)s"),
    gettext_lazy(
        "It becomes a commitment of %(party)s, confirmed by both sides, and due as you say here or as it was asked for."
    ),
    refusal=NOT_ASKED,
    is_binding=True,
)
READY = Kind(
    "answer_request",
    requests.ReadyForm,
    actions.ready_to_look,
    rules.may_be_ready,
    gettext_lazy("Say that %(party)s is ready to look into it"),
    gettext_lazy("Say so for %(party)s"),
    gettext_lazy("It is an answer and promises nothing. From now on the days count since you look into it."),
    refusal=NOT_ASKED,
    is_binding=True,
)
DECLINE_REQUEST = Kind(
    "answer_request",
    requests.DeclineRequestForm,
    actions.decline_request,
    rules.may_decline_request,
    gettext_lazy("Decline the request for %(party)s"),
    gettext_lazy("Decline it for %(party)s"),
    gettext_lazy("The request stays in the register with your reason. It can still be accepted later."),
    refusal=NOT_ASKED,
    is_binding=True,
)
ASK_AGAIN = Kind(
    "ask_again",
    requests.AskAgainForm,
    actions.ask_again,
    rules.may_ask_again,
    gettext_lazy("Ask again for %(party)s"),
    gettext_lazy("Save that %(party)s asked again"),
    gettext_lazy("The days go on from the first time; how often it was asked is counted."),
    refusal=gettext_lazy("It is no request of your side, or it is answered already."),
    has_sources=True,
)
