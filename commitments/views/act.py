"""The actions on a commitment: each a form that opens in place, and is a page of its own without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.evidence import discard, unused
from commitments.forms.next_steps import NextStepFields
from commitments.models import Commitment, Entry, Seat
from commitments.reports.commitment import last_said
from commitments.reports.conflict import Comparison, compare, proposed_by
from commitments.reports.criteria import checklist
from commitments.reports.proposals import Proposal, open_proposals
from commitments.reports.step_words import step_words
from commitments.views import kinds
from commitments.views.attempt import attempt
from commitments.views.commitment import show_after
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.kinds import Kind
from commitments.views.loaders import get_commitment
from commitments.views.parts import render_part, wants_part
from commitments.vocabulary import Status, language_of

TEMPLATE, PART = "commitments/act.html", "act-form"
# What asks for the test to be met, or binds a side to it.
RESTS_ON_THE_TEST = (actions.close, actions.agree, actions.confirm, actions.accept_wording)


def _perform(request: HttpRequest, kind: Kind, form: ActForm, commitment: Commitment) -> Entry:
    fields = form.fields_of_action()
    try:
        entry = kind.action(
            commitment,
            by=form.seat,
            seen=form.cleaned_data.get("seen"),
            submission=form.submission_of(request),
            **fields,
        )
    except (actions.RuleBroken, actions.Conflict, actions.SubmissionReused, actions.NotAllowed):
        # Only where it is certain that nothing was written: a connection lost while committing leaves that open,
        # and a file without an entry does no harm.
        discard(fields.get("sources", ()))
        raise
    discard(
        unused(fields.get("sources", ()), entry)
    )  # a repeated submission had its file stored the first time
    return entry


def act_on(request: HttpRequest, slug: str, code: str, kind: Kind, **form_fields: Any) -> HttpResponse:
    """Show the form of an action on a commitment, or do it; `form_fields` go to the form."""
    seat, commitment = get_commitment(request, slug, code, role=kind.name)
    if request.method != "POST":
        if not kind.allowed(seat, commitment):
            raise PermissionDenied(kind.refusal or _("This cannot be done here now."))
        form = kind.form(seat=seat, commitment=commitment, initial=kept_words(request), **form_fields)
        return render_part(request, TEMPLATE, _context(kind, request, form, commitment), part=PART)
    form = kind.form(request.POST, request.FILES, seat=seat, commitment=commitment, **form_fields)
    if form.is_unfinished():
        form = kind.form(seat=seat, commitment=commitment, initial=form.with_more_room(), **form_fields)
        return render_part(request, TEMPLATE, _context(kind, request, form, commitment), part=PART)
    status, conflict = 422, None
    if form.is_valid():
        entry = None
        try:
            entry, status = attempt(form, lambda: _perform(request, kind, form, commitment))
        except actions.Conflict as found:
            status, conflict = 409, compare(found.entries, form.typed(), seat)
            form.ask_again(seen=found.entries[-1].number, **_meant_now(form, commitment, found))
        if entry is not None:
            forget_kept_words(request)
            return show_after(request, seat, commitment, entry, is_new=form.made(entry))
    context = _context(kind, request, form, commitment, conflict=conflict)
    return render_part(request, TEMPLATE, context, part=PART, status=status)


def _meant_now(form: ActForm, commitment: Commitment, conflict: actions.Conflict) -> dict[str, str]:
    """An answer sent again is to the proposal that the comparison shows, not to the one that is gone."""
    last = conflict.entries[-1]
    is_put = "proposal" in form.fields and bool(proposed_by(last))
    return {"proposal": str(last.number)} if is_put else {}


def _context(
    kind: Kind,
    request: HttpRequest,
    form: ActForm,
    commitment: Commitment,
    conflict: Comparison | None = None,
) -> dict[str, Any]:
    seat = form.seat
    first, second = seat.commission.sides
    words = {
        "party": seat.party.name,
        "other": second.name if seat.side == "first" else first.name,
        "offered": commitment.offered_statement,
        "theirs": Status(rules.their_status(seat, commitment)).label,
    }
    with_steps = isinstance(form, NextStepFields)
    aside = {*getattr(form, "evidence_fields", ()), *getattr(form, "due_fields", ())}
    if with_steps:
        aside |= {"outlook", "reason", *form.step_fields}
    step = getattr(form, "step", None)
    problems = (
        [("conflict", _("Somebody wrote while you were writing: compare before you save"))]
        if conflict
        else []
    )
    return {
        "kind": kind,
        "is_page": not wants_part(request),
        "form": form,
        "seat": seat,
        "commitment": commitment,
        "title": str(kind.title) % words,
        "button": str(kind.button) % words,
        "explanation": str(kind.explanation) % words,
        "url": request.get_full_path(),
        "back": commitment.get_absolute_url(),
        "conflict": conflict,
        "problems": problems,
        "correcting": getattr(form, "entry", None),
        "proposed": _proposed(form, seat, commitment),
        "last_said": last_said(seat, commitment) if kind.name == "log_update" else None,
        "test": checklist(commitment) if kind.action in RESTS_ON_THE_TEST else None,
        "main_fields": _begin_in([field for field in form.visible_fields() if field.name not in aside]),
        "sources_open": kind.action is actions.close or _has_any(form, getattr(form, "evidence_fields", ())),
        "sources_hint": _("needed for “Delivered”")
        if kind.action is actions.close
        else _("a page or a file"),
        "with_steps": with_steps,
        "step": step_words(step) if step else "",
        "step_lang": language_of(step["text"]) if step else "",
        "outlook_open": with_steps
        and _has_any(form, ("outlook", "reason", "waits_on", "steps_done", "next_step", "next_on")),
        "given_file_name": form.given_file_name() if kind.has_sources else "",
    }


def _proposed(form: ActForm, seat: Seat, commitment: Commitment) -> Proposal | None:
    """The proposal a form answers, while it is on the table."""
    if "proposal" not in form.fields:
        return None
    number = str(form["proposal"].value())
    return next((one for one in open_proposals(seat, commitment) if str(one.number) == number), None)


def _begin_in(fields: list[BoundField]) -> list[BoundField]:
    """A form that opens in place begins in its first field, unless it says itself where."""
    if fields and not any("data-focus" in field.field.widget.attrs for field in fields):
        fields[0].field.widget.attrs["data-focus"] = True
    return fields


def _has_any(form: ActForm, names: tuple[str, ...]) -> bool:
    """Whether any of these fields has something in it or something wrong with it."""
    found = [form[name] for name in names if name in form.fields]
    return any(field.errors or field.value() not in (None, "", "no_view", [], False) for field in found)


any_method = require_http_methods(["GET", "HEAD", "POST"])


def _page(kind: Kind) -> Callable[..., HttpResponse]:
    @any_method
    def view(request: HttpRequest, slug: str, code: str) -> HttpResponse:
        return act_on(request, slug, code, kind)

    view.__name__ = view.__qualname__ = kind.action.__name__
    return view


log_update = _page(kinds.LOG_UPDATE)
agree = _page(kinds.AGREE)
check_condition = _page(kinds.CHECK)
file_report = _page(kinds.REPORT)
close = _page(kinds.CLOSE)
reopen = _page(kinds.REOPEN)
supersede = _page(kinds.SUPERSEDE)
redate = _page(kinds.REDATE)
hand_over = _page(kinds.HAND_OVER)
amend = _page(kinds.AMEND)
confirm = _page(kinds.CONFIRM)
decline = _page(kinds.DECLINE)
note_one_sided = _page(kinds.NOTE)
reword = _page(kinds.REWORD)
accept_wording = _page(kinds.ACCEPT_WORDING)
keep_wording = _page(kinds.KEEP_WORDING)
withdraw = _page(kinds.WITHDRAW)
set_criteria = _page(kinds.SET_CRITERIA)
set_step = _page(kinds.SET_STEP)
say_no_news = _page(kinds.NO_NEWS)


def _page_of_step(kind: Kind) -> Callable[..., HttpResponse]:
    @any_method
    def view(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
        return act_on(request, slug, code, kind, number=number)

    view.__name__ = view.__qualname__ = kind.action.__name__
    return view


mark_step_done = _page_of_step(kinds.STEP_DONE)
move_step = _page_of_step(kinds.STEP_MOVE)
drop_step = _page_of_step(kinds.STEP_DROP)
accept_request = _page(kinds.ACCEPT_REQUEST)
ready_to_look = _page(kinds.READY)
decline_request = _page(kinds.DECLINE_REQUEST)
ask_again = _page(kinds.ASK_AGAIN)


@any_method
def correct(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Correct entry `number`, which has to be one of the reader's side about this commitment."""
    seat, commitment = get_commitment(request, slug, code, role="correct")
    entry = Entry.objects.readable().filter(commitment=commitment, number=number).first()
    if entry is None:
        raise Http404
    if not rules.may_correct(seat, entry):
        raise PermissionDenied(_("Only an entry of your own side about its view can be corrected by you."))
    return act_on(request, slug, code, kinds.CORRECT, entry=entry)
