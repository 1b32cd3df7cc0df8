"""What changes a commitment both sides share, or who answers for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments import actions
from commitments.forms.commitment import AmendForm, HandOverForm, ReasonForm, RedateForm
from commitments.forms.criteria import CriteriaForm
from commitments.forms.indicators import IndicatorsForm
from commitments.forms.proposal import RetractForm
from commitments.forms.translating import TranslateForm
from commitments.views.action_pages.page import ActionPage

SHARED = (
    ActionPage(
        actions.redate,
        "redate/",
        RedateForm,
        title=_("Move the date"),
        button=_("Move the date"),
        explanation=_("The page still shows the first date given, and how often and how far it was moved."),
        refusal=_(
            "After both sides have confirmed a commitment, its date moves only by consent: propose another date."
        ),
        offer=_("Move the date"),
    ),
    ActionPage(
        actions.hand_over,
        "hand-over/",
        HandOverForm,
        title=_("Change the owner on the side of %(party)s"),
        button=_("Change owner"),
        offer=_("Change owner"),
    ),
    ActionPage(
        actions.amend,
        "amend/",
        AmendForm,
        title=_("Change the wording"),
        button=_("Save the new wording"),
        explanation=_(
            "This changes only the register’s own wording. The quoted words of the readouts stay as they are."
        ),
        refusal=_(
            "After both sides have confirmed a commitment, its wording changes only by consent: propose another wording."
        ),
        offer=_("Change the wording"),
    ),
    ActionPage(
        actions.set_criteria,
        "criteria/",
        CriteriaForm,
        title=_("Set the completion criteria"),
        button=_("Set the criteria for %(party)s"),
        explanation=_(
            "What shows that it is fulfilled, and what shows that it has failed. %(other)s agrees to the criteria when it confirms the commitment. After that they change only by consent of both sides."
        ),
        refusal=_(
            "Only the side that proposed a commitment can set its criteria alone, and only until the other side confirms it."
        ),
        offer=_("Set the completion criteria"),
    ),
    ActionPage(
        actions.set_indicators,
        "indicators/",
        IndicatorsForm,
        title=_("Say what is counted"),
        button=_("Save what is counted"),
        explanation=_(
            "What is counted, in which unit, and which figures were promised. %(other)s agrees to it when it confirms the commitment. After that it changes only by consent of both sides."
        ),
        refusal=_(
            "Only the side that proposed a commitment can say alone what is counted, and only until the other side confirms it."
        ),
        offer=_("Say what is counted"),
    ),
    ActionPage(
        actions.translate,
        "translate/",
        TranslateForm,
        title=_("Translate for %(party)s"),
        button=_("Save the translation of %(party)s"),
        refusal=_("There is nothing to translate here."),
        offer=pgettext_lazy("button", "Translate"),
    ),
    ActionPage(
        actions.retract,
        "proposals/<int:proposal>/withdraw/",
        RetractForm,
        title=_("Withdraw the proposal of %(party)s"),
        button=_("Withdraw the proposal for %(party)s"),
        explanation=_("The proposal ends before it is answered. Its entry stays in the log."),
        refusal=_("Your side has no open proposal."),
    ),
    ActionPage(
        actions.withdraw,
        "withdraw/",
        ReasonForm,
        title=_("Withdraw"),
        button=_("Withdraw for %(party)s"),
        explanation=_("It is no longer counted. Its words and history stay in the register."),
        refusal=_(
            "Only the side that proposed a commitment can withdraw it, and only until the other side confirms it or both sides close it. After that both sides can drop it by agreement."
        ),
        offer=_("Withdraw"),
    ),
)
