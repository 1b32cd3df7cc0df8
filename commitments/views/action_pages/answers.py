"""What answers the other side: proposals, requests, and whether a commitment is recognised."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commitments import actions, rules
from commitments.forms.commitment import AcceptWordingForm, NoteForm, ReasonForm, RewordForm
from commitments.forms.proposal import AcceptForm, TurnDownForm
from commitments.forms.request import AcceptRequestForm, AskAgainForm, DeclineRequestForm, ReadyForm
from commitments.views.action_pages.page import ActionPage

NO_PROPOSAL = _("The other side has no open proposal.")
NO_WORDING = _("No other wording is offered to your side.")
NOT_ASKED = _("It is not a request to your side, or it is answered already.")

ANSWERS = (
    ActionPage(
        actions.accept,
        "proposals/<int:proposal>/accept/",
        AcceptForm,
        title=_("Accept the terms of %(other)s"),
        button=_("Accept for %(party)s"),
        explanation=_("They apply to both sides from now on. A remark is kept with the entry."),
        refusal=NO_PROPOSAL,
        offer=_("Accept: %(subject)s"),
        is_answer=True,
        with_more=_("Accept them with a remark"),
    ),
    ActionPage(
        actions.turn_down,
        "proposals/<int:proposal>/decline/",
        TurnDownForm,
        title=_("Decline the terms of %(other)s"),
        button=_("Decline for %(party)s"),
        explanation=_("The terms stay as they are."),
        refusal=NO_PROPOSAL,
        offer=_("Decline: %(subject)s"),
        is_answer=True,
        declines=True,
    ),
    ActionPage(
        actions.accept_request,
        "accept/",
        AcceptRequestForm,
        title=_("Accept the request for %(party)s"),
        button=_("Accept it for %(party)s"),
        explanation=_(
            "It becomes a commitment of %(party)s, confirmed by both sides. It is due as you say here, or as it was asked for."
        ),
        refusal=NOT_ASKED,
        offer=_("Accept the request"),
        is_waited_for=True,
        is_answer=True,
        with_more=_("Accept it with another date"),
    ),
    ActionPage(
        actions.ready_to_look,
        "ready/",
        ReadyForm,
        title=_("Say that %(party)s is ready to look into it"),
        button=_("Say so for %(party)s"),
        explanation=_("It is an answer, not a promise. From now on the days are counted from this answer."),
        refusal=NOT_ASKED,
        offer=_("Ready to look into it"),
        only_while=rules.is_unanswered,
        is_waited_for=True,
        is_answer=True,
    ),
    ActionPage(
        actions.decline_request,
        "decline-request/",
        DeclineRequestForm,
        title=_("Decline the request for %(party)s"),
        button=_("Decline it for %(party)s"),
        explanation=_("The request stays in the register with your reason. It can still be accepted later."),
        refusal=NOT_ASKED,
        offer=_("Decline the request"),
        only_while=rules.is_not_refused,
        is_waited_for=True,
        is_answer=True,
        declines=True,
    ),
    ActionPage(
        actions.ask_again,
        "ask-again/",
        AskAgainForm,
        title=_("Ask again for %(party)s"),
        button=_("Save that %(party)s asked again"),
        explanation=_(
            "The days are still counted from the first request. The register also counts how often it was asked."
        ),
        refusal=_("It is not a request of your side, or it is answered already."),
        offer=_("Ask again"),
        is_waited_for=True,
    ),
    ActionPage(
        actions.confirm,
        "confirm/",
        NoteForm,
        title=_("Confirm for %(party)s"),
        button=_("Confirm for %(party)s"),
        explanation=_("%(party)s recognises that this was promised. It says nothing about progress."),
        offer=_("Confirm"),
        is_answer=True,
        with_more=_("Confirm with a remark"),
        shows_test=True,
    ),
    ActionPage(
        actions.accept_wording,
        "accept-wording/",
        AcceptWordingForm,
        title=_("Accept the wording of %(other)s"),
        button=_("Accept it for %(party)s"),
        explanation=_("The wording becomes: “%(offered)s” The commitment is confirmed by both sides then."),
        refusal=NO_WORDING,
        offer=_("Accept the other wording"),
        is_waited_for=True,
        is_answer=True,
        with_more=_("Accept it with a remark"),
        shows_test=True,
    ),
    ActionPage(
        actions.keep_wording,
        "keep-wording/",
        ReasonForm,
        title=_("Keep our wording"),
        button=_("Keep the wording of %(party)s"),
        explanation=_("%(other)s can still confirm it as it is worded, or offer other words."),
        refusal=NO_WORDING,
        offer=_("Keep our wording"),
        is_answer=True,
    ),
    ActionPage(
        actions.reword,
        "reword/",
        RewordForm,
        title=_("Offer to confirm it in other words"),
        button=_("Offer these words for %(party)s"),
        explanation=_("It is confirmed in these words when %(other)s accepts them."),
        offer=_("Confirm in other words"),
        is_answer=True,
    ),
    ActionPage(
        actions.note_one_sided,
        "note/",
        NoteForm,
        title=_("Record it as the understanding of %(other)s only"),
        button=_("Record it for %(party)s"),
        explanation=_("%(party)s neither shares nor disputes it. It can still be confirmed later."),
        offer=_("Record as their understanding only"),
        only_while=rules.is_not_noted,
        is_answer=True,
    ),
    ActionPage(
        actions.decline,
        "decline/",
        ReasonForm,
        title=_("Decline for %(party)s"),
        button=_("Decline it for %(party)s"),
        explanation=_("It stays in the register as the understanding of %(other)s alone, with your reason."),
        offer=_("Decline"),
        only_while=rules.is_not_declined,
        is_answer=True,
    ),
)
