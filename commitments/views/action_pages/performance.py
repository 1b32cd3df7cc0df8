"""What a side says about the performance, and about its next steps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commitments import actions, rules
from commitments.forms.standpoint import (
    AgreeForm,
    CheckForm,
    CloseForm,
    CorrectForm,
    ReopenForm,
    ReportForm,
    SupersedeForm,
    UpdateForm,
)
from commitments.forms.steps import NoNewsForm, StepDoneForm, StepDropForm, StepForm, StepMoveForm
from commitments.forms.values import ValuesForm
from commitments.views.action_pages.page import ActionPage
from commitments.vocabulary import Status

PERFORMANCE = (
    ActionPage(
        actions.log_update,
        "update/",
        UpdateForm,
        title=_("Log an update for %(party)s"),
        button=_("Save update for %(party)s"),
    ),
    ActionPage(
        actions.agree,
        "agree/",
        AgreeForm,
        title=_("Agree with %(other)s"),
        button=_("Agree for %(party)s: “%(theirs)s”"),
        explanation=_(
            "%(other)s says “%(theirs)s”. The view of %(party)s becomes the same; it is an entry like any other."
        ),
        refusal=_("There is nothing to agree with: the sides say the same, or the other side has no view."),
        shows_test=True,
        states=lambda seat, commitment: (rules.their_status(seat, commitment),),
    ),
    ActionPage(
        actions.check_condition,
        "check/",
        CheckForm,
        title=_("Answer the condition for %(party)s"),
        button=_("Save the answer of %(party)s"),
        offer=_("Answer the condition"),
        is_answer=True,
    ),
    ActionPage(
        actions.file_report,
        "report/",
        ReportForm,
        title=_("Report for %(party)s"),
        button=_("File the report of %(party)s"),
        offer=_("File a report"),
        is_answer=True,
    ),
    ActionPage(
        actions.give_values,
        "values/",
        ValuesForm,
        title=_("Give values of %(party)s"),
        button=_("Save the values of %(party)s"),
        explanation=_(
            "Values of your own side. A new value for the same day or period corrects the old one. The old one stays in the log."
        ),
        refusal=_("Nothing is counted here."),
        offer=_("Give a value"),
    ),
    ActionPage(
        actions.say_no_news,
        "no-news/",
        NoNewsForm,
        title=_("Nothing to report for %(party)s"),
        button=_("Say so for %(party)s"),
        explanation=_(
            "It counts as an update of your side: the days of silence are counted from today. If a report is owed, this is that report."
        ),
    ),
    ActionPage(
        actions.set_step,
        "steps/",
        StepForm,
        title=_("Announce a step of %(party)s"),
        button=_("Announce the step for %(party)s"),
        explanation=_("What your side does next, and who does it. The other side announces its own steps."),
    ),
    ActionPage(
        actions.mark_step_done,
        "steps/<int:number>/done/",
        StepDoneForm,
        title=_("A step of %(party)s is done"),
        button=_("Mark the step as done for %(party)s"),
    ),
    ActionPage(
        actions.move_step,
        "steps/<int:number>/move/",
        StepMoveForm,
        title=_("Another day for a step of %(party)s"),
        button=_("Move the step"),
        explanation=_("The day given before stays in the log."),
    ),
    ActionPage(
        actions.drop_step,
        "steps/<int:number>/drop/",
        StepDropForm,
        title=_("Drop a step of %(party)s"),
        button=_("Drop the step for %(party)s"),
        explanation=_("The step leaves this page. The log keeps it, with your reason."),
    ),
    ActionPage(
        actions.close,
        "close/",
        CloseForm,
        title=_("End this commitment for %(party)s"),
        button=_("Record as the view of %(party)s"),
        explanation=_(
            "It is closed when both sides have said the same. Until then the register shows that the sides differ."
        ),
        offer=_("End this commitment"),
        is_answer=True,
        shows_test=True,
        needs_source=True,
        states=lambda seat, commitment: (Status.DELIVERED, Status.NOT_DELIVERED),
    ),
    ActionPage(
        actions.reopen,
        "reopen/",
        ReopenForm,
        title=_("Reopen for %(party)s"),
        button=_("Reopen for %(party)s"),
        explanation=_("Your side takes back its closing. The entry that closed it stays in the log."),
        offer=_("Reopen"),
    ),
    ActionPage(
        actions.supersede,
        "supersede/",
        SupersedeForm,
        title=_("Replace by another commitment"),
        button=_("Record as the view of %(party)s"),
        explanation=_("It is replaced when both sides have said so."),
        offer=_("Replace by another"),
    ),
    ActionPage(
        actions.correct,
        "correct/<int:entry>/",
        CorrectForm,
        title=_("Correct an entry of %(party)s"),
        button=_("Save the correction"),
        explanation=_("Nothing is overwritten: the correction is a new entry that refers to the old one."),
    ),
)
