"""What changes a commitment both sides share, or who answers for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commitments import actions
from commitments.forms.commitment import AmendForm, HandOverForm, ReasonForm, RedateForm
from commitments.forms.criteria import CriteriaForm
from commitments.forms.indicators import IndicatorsForm
from commitments.forms.proposal import RetractForm
from commitments.views.action_pages.page import ActionPage

SHARED = (
    ActionPage(
        actions.redate,
        "redate/",
        RedateForm,
        title=_("Move the date"),
        button=_("Move the date"),
        explanation=_("The first date given stays in sight, with how often and how far it was moved."),
        refusal=_(
            "Once both sides have confirmed a commitment its date moves by consent: propose another one."
        ),
        offer=_("Move the date"),
    ),
    ActionPage(
        actions.hand_over,
        "hand-over/",
        HandOverForm,
        title=_("Hand over on the side of %(party)s"),
        button=_("Hand over"),
        offer=_("Hand over"),
    ),
    ActionPage(
        actions.amend,
        "amend/",
        AmendForm,
        title=_("Change the wording"),
        button=_("Save the new wording"),
        explanation=_(
            "The quoted words of the readouts stay as they are; this is the register’s own wording."
        ),
        refusal=_(
            "Once both sides have confirmed a commitment its wording changes by consent: propose another one."
        ),
        offer=_("Change the wording"),
    ),
    ActionPage(
        actions.set_criteria,
        "criteria/",
        CriteriaForm,
        title=_("Set the test"),
        button=_("Set the test for %(party)s"),
        explanation=_(
            "What shows that it is fulfilled, and what that it has failed. %(other)s agrees to it by confirming the "
            "commitment; from then on it changes only by consent of both sides."
        ),
        refusal=_(
            "Only the side that proposed a commitment sets its test alone, and only until the other side confirms it."
        ),
        offer=_("Set the test"),
    ),
    ActionPage(
        actions.set_indicators,
        "indicators/",
        IndicatorsForm,
        title=_("Say what is counted"),
        button=_("Save what is counted"),
        explanation=_(
            "What is counted, in which unit, and which figures were promised. %(other)s agrees to it by confirming the "
            "commitment; from then on it changes only by consent of both sides."
        ),
        refusal=_(
            "Only the side that proposed a commitment says alone what is counted, and only until the other side "
            "confirms it."
        ),
        offer=_("Say what is counted"),
    ),
    ActionPage(
        actions.retract,
        "proposals/<int:proposal>/withdraw/",
        RetractForm,
        title=_("Withdraw the proposal of %(party)s"),
        button=_("Withdraw it for %(party)s"),
        explanation=_("It is taken off the table before it is answered; the entry that put it there stays."),
        refusal=_("Your side has no proposal on the table."),
    ),
    ActionPage(
        actions.withdraw,
        "withdraw/",
        ReasonForm,
        title=_("Withdraw"),
        button=_("Withdraw for %(party)s"),
        explanation=_("It is no longer counted. Its words and history stay in the register."),
        refusal=_(
            "Only who proposed a commitment can withdraw it, and only until the other side confirms it or both close it. "
            "After that both sides can drop it by agreement."
        ),
        offer=_("Withdraw"),
    ),
)
