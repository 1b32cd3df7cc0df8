"""The actions on a commitment: each a form that opens in place, and is a page of its own without JavaScript."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.compared import ComparedTerms
from commitments.forms.evidence import discard, unused
from commitments.forms.next_steps import NextStepFields
from commitments.models import Commitment, Entry, Seat
from commitments.reports.commitment import last_said
from commitments.reports.commitment.texts import authentic_texts
from commitments.reports.conflict import ConflictComparison, compare, proposed_by
from commitments.reports.criteria import checklist
from commitments.reports.position import is_older_than_values, own_position
from commitments.reports.proposals import Proposal, open_proposals
from commitments.reports.step_words import step_words
from commitments.views.action_pages import ActionPage
from commitments.views.attempt import attempt
from commitments.views.commitment import show_after
from commitments.views.compared import changes_typed, is_compared, show_changes
from commitments.views.kept import LATER, forget_kept_words, keep_for_later, kept_words
from commitments.views.loaders import get_commitment
from commitments.views.parts import is_held, not_saved, render_part, wants_part
from commitments.vocabulary import Status, language_of

TEMPLATE, PART = "commitments/act.html", "act-form"
# What makes words bind both sides: they are shown in every authentic language before.
BINDING = ("confirm", "accept_wording", "accept_request")


def _perform(request: HttpRequest, page: ActionPage, form: ActForm, commitment: Commitment) -> Entry:
    fields = form.fields_of_action()
    try:
        entry = page.action(
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


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, slug: str, code: str, page: ActionPage, **named: Any) -> HttpResponse:
    """Show the form of an action on a commitment, or do it. `named` is what a number in the address names."""
    seat, commitment = get_commitment(request, slug, code, role=page.action.rule.name)
    if "entry" in named:
        named["entry"] = _entry_to_correct(seat, commitment, named["entry"])
    if request.method != "POST":
        if "proposal" in named and not _is_on_the_table(commitment, named["proposal"]):
            messages.info(request, _("Proposal No. %(proposal)d is no longer open.") % named)
            return redirect(commitment)
        if not page.is_open(seat, commitment):
            raise PermissionDenied(page.refusal)
        initial = page.form.begin_with(request.GET) | kept_words(request)
        form = page.form(seat=seat, commitment=commitment, initial=initial, **named)
        return render_part(request, TEMPLATE, _context(page, request, form, commitment), part=PART)
    form = page.form(request.POST, request.FILES, seat=seat, commitment=commitment, **named)
    if form.is_unfinished():
        form = page.form(seat=seat, commitment=commitment, initial=form.with_more_room(), **named)
        return render_part(request, TEMPLATE, _context(page, request, form, commitment), part=PART)
    if is_compared(form):
        changes = changes_typed(form, seat, commitment)
        if wants_part(request):
            return show_changes(request, changes)
        if changes is not None:
            form = page.form(seat=seat, commitment=commitment, initial=form.typed_so_far(), **named)
            return render(request, TEMPLATE, _context(page, request, form, commitment) | {"changes": changes})
    if LATER in request.POST:
        return keep_for_later(request, form, commitment.get_absolute_url())
    status, conflict = 422, None
    if form.is_valid():
        entry = None
        try:
            entry, status = attempt(form, lambda: _perform(request, page, form, commitment))
        except actions.Conflict as found:
            status, conflict = 409, compare(found.entries, form.typed(), seat)
            form.ask_again(seen=found.entries[-1].number, **_meant_now(form, commitment, found))
        if entry is not None:
            forget_kept_words(request)
            return show_after(request, seat, commitment, entry, is_new=form.made(entry))
    context = _context(page, request, form, commitment, conflict=conflict)
    if is_held(request):
        act = f"{context['title']} ({commitment.code})"
        return not_saved(request, act, form, status=status, conflict=conflict is not None)
    return render_part(request, TEMPLATE, context, part=PART, status=status)


def _entry_to_correct(seat: Seat, commitment: Commitment, number: int) -> Entry:
    entry = Entry.objects.as_written().filter(commitment=commitment, number=number).first()
    if entry is None:
        raise Http404
    if not rules.may_correct_entry(seat, entry):
        raise PermissionDenied(_("You can correct only an entry of your own side about its view."))
    return entry


def _is_on_the_table(commitment: Commitment, proposal: int) -> bool:
    return any(one["number"] == proposal for one in commitment.proposals.values())


def _meant_now(form: ActForm, commitment: Commitment, conflict: actions.Conflict) -> dict[str, str]:
    """An answer sent again is to the proposal that the comparison shows, not to the one that is gone."""
    last = conflict.entries[-1]
    is_put = "proposal" in form.fields and bool(proposed_by(last))
    return {"proposal": str(last.number)} if is_put else {}


def _context(
    page: ActionPage,
    request: HttpRequest,
    form: ActForm,
    commitment: Commitment,
    conflict: ConflictComparison | None = None,
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
    if form.fields.get("due_kind"):
        aside |= getattr(form, "offered_fields", set())
    if with_steps:
        aside |= {"outlook", "reason", *form.step_fields}
    step = getattr(form, "step", None)
    position = own_position(seat, commitment) if with_steps else None
    problems = (
        [("conflict", _("Somebody wrote while you were writing: compare before you save"))]
        if conflict
        else []
    )
    return {
        "page": page,
        "compares": isinstance(form, ComparedTerms),
        "changes": None,
        "is_page": not wants_part(request),
        "form": form,
        "seat": seat,
        "commitment": commitment,
        "title": str(page.title) % words,
        "button": _("Save on top of theirs")
        if conflict and "proposal" not in form.fields
        else str(page.button) % words,
        "explanation": str(page.explanation) % words,
        "url": request.get_full_path(),
        "back": commitment.get_absolute_url(),
        "conflict": conflict,
        "problems": problems,
        "correcting": getattr(form, "entry", None),
        "proposed": _proposed(form, seat, commitment),
        "last_said": last_said(seat, commitment) if page.name == "log_update" else None,
        "test": checklist(commitment, side=seat.side) if page.shows_test else None,
        "authentic": authentic_texts(commitment) if page.name in BINDING else None,
        "main_fields": _begin_in(form, [field for field in form.visible_fields() if field.name not in aside]),
        "sources_open": page.needs_source or _has_any(form, getattr(form, "evidence_fields", ())),
        "sources_hint": _("needed for “Delivered”") if page.needs_source else _("a page or a file"),
        "with_steps": with_steps,
        "step": step_words(step) if step else "",
        "step_lang": language_of(step["text"]) if step else "",
        "position": position,
        "position_is_older": position is not None and is_older_than_values(position, commitment, seat.side),
        "more_source_open": with_steps
        and _has_any(
            form, ("source_publisher", "source_day", "source_file", "source_meets", "source_announces")
        ),
        "outlook_open": with_steps and _has_any(form, ("reason", "steps_done", "next_step", "next_on")),
        "given_file_name": form.given_file_name() if page.has_sources else "",
    }


def _proposed(form: ActForm, seat: Seat, commitment: Commitment) -> Proposal | None:
    """The proposal a form answers, while it is on the table."""
    if "proposal" not in form.fields:
        return None
    number = str(form["proposal"].value())
    return next((one for one in open_proposals(seat, commitment) if str(one.number) == number), None)


def _begin_in(form: ActForm, fields: list[BoundField]) -> list[BoundField]:
    """A form that opens in place begins in its first field, unless it says itself where, or shows what it understood."""
    shows = not form.is_bound and bool(getattr(form, "understood", None))
    if fields and not shows and not any("data-focus" in field.field.widget.attrs for field in fields):
        fields[0].field.widget.attrs["data-focus"] = True
    return fields


def _has_any(form: ActForm, names: tuple[str, ...]) -> bool:
    """Whether any of these fields has something in it or something wrong with it."""
    found = [form[name] for name in names if name in form.fields]
    return any(field.errors or field.value() not in (None, "", "no_view", [], False) for field in found)
