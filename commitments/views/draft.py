"""Preparing, sending and answering proposals on the terms of a commitment."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.proposal import FORMS, ReturnForm, SendForm, TermsForm
from commitments.models import Commitment, Draft, Entry, Seat
from commitments.reports.change import Change
from commitments.reports.conflict import compare
from commitments.reports.proposals import draft_of, draft_page
from commitments.views.attempt import attempt
from commitments.views.commitment import show_after
from commitments.views.compared import changes_typed, is_compared, show_changes
from commitments.views.kept import LATER, forget_kept_words, keep_for_later, kept_words
from commitments.views.loaders import get_commitment
from commitments.views.parts import done, is_held, not_saved, number_in, render_part, wants_part
from commitments.vocabulary import Subject, other_side

any_method = require_http_methods(["GET", "HEAD", "POST"])


@any_method
def prepare(request: HttpRequest, slug: str, code: str, subject: str) -> HttpResponse:
    """Terms of one's own on a subject: kept as a draft, or proposed at once where one person may do both."""
    if subject not in FORMS:
        raise Http404
    seat, commitment = get_commitment(request, slug, code, role="prepare")
    counters = _countered(request, seat, commitment, subject)
    if request.method != "POST":
        if not rules.may_prepare(seat, commitment):
            raise PermissionDenied(
                _("Both sides have to confirm a commitment before its terms need consent.")
            )
        proposed = commitment.proposals[subject]["terms"] if counters else {}
        initial = {name: pair[1] for name, pair in proposed.items()} | kept_words(request)
        form = FORMS[subject](seat=seat, commitment=commitment, initial=initial)
        return _form(request, form, commitment, counters=counters)
    form, status = FORMS[subject](request.POST, seat=seat, commitment=commitment), 422
    if form.is_unfinished():
        form = FORMS[subject](seat=seat, commitment=commitment, initial=form.with_more_room())
        return _form(request, form, commitment, counters=counters)
    if is_compared(form):
        changes = changes_typed(form, seat, commitment)
        if wants_part(request):
            return show_changes(request, changes)
        if changes is not None:
            form = FORMS[subject](seat=seat, commitment=commitment, initial=form.typed_so_far())
            return _form(request, form, commitment, counters=counters, changes=changes)
    if LATER in request.POST:
        return keep_for_later(request, form, commitment.get_absolute_url())
    if form.is_valid():
        if not seat.commission.four_eyes and rules.may(seat, "propose"):
            return _propose(request, form, commitment, counters)
        draft, status = attempt(form, lambda: _keep(request, form, commitment, counters))
        if draft is not None:
            forget_kept_words(request)
            sentence = _("Kept as a draft. Only a secretary who did not prepare it can send it.")
            return done(request, sentence, _draft_url(commitment, draft))
    return _form(request, form, commitment, counters=counters, status=status)


def _countered(request: HttpRequest, seat: Seat, commitment: Commitment, subject: str) -> int | None:
    """The other side's proposal that the terms are to answer, if the address names one that is on the table."""
    asked = number_in(request.GET.get("counters", ""))
    standing = commitment.proposals.get(subject)
    if asked is None or standing is None:
        return None
    is_theirs = standing["number"] == asked and standing["side"] == other_side(seat.side)
    return asked if is_theirs else None


def _keep(request: HttpRequest, form: TermsForm, commitment: Commitment, counters: int | None) -> Draft:
    return actions.prepare(
        commitment,
        by=form.seat,
        subject=form.subject,
        counters=counters,
        cover_note=form.cleaned_data["cover_note"],
        source=form.source(),
        submission=form.submission_of(request),
        **form.fields_of_action(),
    )


def _put(
    form: ActForm,
    commitment: Commitment,
    subject: str,
    counters: int | None,
    request: HttpRequest,
    **fields: Any,
) -> Entry:
    """Put terms on the table, in answer to the other side's where they were prepared for that."""
    common = {
        "by": form.seat,
        "seen": form.cleaned_data.get("seen"),
        "submission": form.submission_of(request),
        **fields,
    }
    if counters is not None:
        return actions.counter(commitment, proposal=counters, **common)
    return actions.propose(commitment, subject=subject, **common)


def _propose(
    request: HttpRequest, form: TermsForm, commitment: Commitment, counters: int | None
) -> HttpResponse:
    entry, status, conflict = None, 422, None
    try:
        entry, status = attempt(
            form,
            lambda: _put(
                form,
                commitment,
                form.subject,
                counters,
                request,
                sources=form.take_sources(),
                **form.fields_of_action(),
            ),
        )
    except actions.Conflict as found:
        status, conflict = 409, compare(found.entries, form.typed(), form.seat)
        form.ask_again(seen=found.entries[-1].number)
    if entry is not None:
        forget_kept_words(request)
        return show_after(request, form.seat, commitment, entry, is_new=form.made(entry))
    return _form(request, form, commitment, counters=counters, status=status, conflict=conflict)


def _form(
    request: HttpRequest,
    form: TermsForm,
    commitment: Commitment,
    *,
    counters: int | None = None,
    draft: Draft | None = None,
    status: int = 200,
    conflict: Any = None,
    changes: Sequence[Change] | None = None,
) -> HttpResponse:
    seat = form.seat
    proposes = draft is None and not seat.commission.four_eyes and rules.may(seat, "propose")
    context = {
        "form": form,
        "seat": seat,
        "commitment": commitment,
        "subject": Subject(form.subject).label,
        "counters": counters,
        "proposes": proposes,
        "button": _("Propose for %(party)s") % {"party": seat.party.name}
        if proposes
        else _("Save the draft"),
        "standing": None if counters or draft else commitment.proposals.get(form.subject),
        "conflict": conflict,
        "compares": True,
        "changes": changes,
        "is_page": not wants_part(request),
        "url": request.get_full_path(),
        "back": _draft_url(commitment, draft) if draft else commitment.get_absolute_url(),
    }
    return render_part(request, "commitments/terms_form.html", context, part="act-form", status=status)


def _draft_url(commitment: Commitment, draft: Draft) -> str:
    return reverse("commitments:draft", args=[commitment.commission.slug, commitment.code, draft.public_id])


def _load(
    request: HttpRequest, slug: str, code: str, draft: uuid.UUID, role: str
) -> tuple[Seat, Commitment, Draft]:
    seat, commitment = get_commitment(request, slug, code, role=role)
    row = draft_of(seat, commitment, draft)
    if row is None:
        raise Http404
    return seat, commitment, row


@any_method
def show(request: HttpRequest, slug: str, code: str, draft: uuid.UUID) -> HttpResponse:
    """A draft of the own side; with POST it is sent as it was shown."""
    seat, commitment, row = _load(request, slug, code, draft, "read_private")
    if request.method != "POST":
        return _draft(request, seat, commitment, row)
    form, status = SendForm(request.POST, seat=seat, commitment=commitment), 422
    if not rules.may_send(seat, row):
        raise PermissionDenied(_("A proposal is sent by a secretary of the side who did not prepare it."))
    if form.is_valid():
        row.revision = form.cleaned_data["revision"]
        entry, conflict = None, None
        try:
            entry, status = attempt(form, lambda: _send(request, form, commitment, row))
        except actions.DraftChanged as found:
            row, status = found.draft, 409
            row.commitment = commitment
            form.add_error(None, _("The draft was changed meanwhile. This is how it reads now."))
        except actions.Conflict as found:
            status, conflict = 409, compare(found.entries, {}, seat)
        if entry is not None:
            return show_after(request, seat, commitment, entry, is_new=form.made(entry))
        if is_held(request):
            return not_saved(request, commitment.title, form, status=status, conflict=conflict is not None)
        return _draft(request, seat, commitment, row, form=form, conflict=conflict, status=status)
    return _draft(request, seat, commitment, row, form=form, status=status)


def _send(request: HttpRequest, form: SendForm, commitment: Commitment, draft: Draft) -> Entry:
    return _put(
        form,
        commitment,
        draft.subject,
        draft.counters,
        request,
        values=draft.terms,
        reason=draft.reason,
        sources=(actions.Source.of_record(draft.source),) if draft.source else (),
        draft=draft,
    )


def _draft(
    request: HttpRequest,
    seat: Seat,
    commitment: Commitment,
    draft: Draft,
    *,
    form: ActForm | None = None,
    conflict: Any = None,
    returning: ReturnForm | None = None,
    status: int = 200,
) -> HttpResponse:
    initial = {"revision": draft.revision}
    send = SendForm(seat=seat, commitment=commitment, initial=initial)
    send.auto_id = "send_%s"
    if returning is None and rules.may_return_draft(seat, draft):
        returning = ReturnForm(seat=seat, commitment=commitment, initial=initial)
    context = {
        "draft": draft_page(seat, commitment, draft),
        "seat": seat,
        "commitment": commitment,
        "send": send,
        "form": form,
        "returning": returning,
        "conflict": conflict,
        "back": commitment.get_absolute_url(),
    }
    return render_part(request, "commitments/draft.html", context, part="draft", status=status)


@any_method
def change_draft(request: HttpRequest, slug: str, code: str, draft: uuid.UUID) -> HttpResponse:
    seat, commitment, row = _load(request, slug, code, draft, "prepare")
    if not rules.may_change_draft(seat, row):
        raise PermissionDenied(_("Only the person who prepared a draft can change it, until it is sent."))
    kind = FORMS[row.subject]
    if request.method != "POST":
        source = {f"source_{name}": value for name, value in _source_fields(row.source).items()}
        words = {"reason": row.reason, "cover_note": row.cover_note}
        form = kind(
            seat=seat,
            commitment=commitment,
            initial=row.terms | words | source | {"seen": row.revision} | kept_words(request),
        )
        return _form(request, form, commitment, draft=row)
    form, status = kind(request.POST, seat=seat, commitment=commitment), 422
    if form.is_unfinished():
        form = kind(seat=seat, commitment=commitment, initial=form.with_more_room())
        return _form(request, form, commitment, draft=row)
    if is_compared(form):
        changes = changes_typed(form, seat, commitment)
        if wants_part(request):
            return show_changes(request, changes)
        if changes is not None:
            form = kind(seat=seat, commitment=commitment, initial=form.typed_so_far())
            return _form(request, form, commitment, draft=row, changes=changes)
    if form.is_valid():
        try:
            changed, status = attempt(
                form,
                lambda: actions.change_draft(
                    row,
                    by=seat,
                    cover_note=form.cleaned_data["cover_note"],
                    source=form.source(),
                    seen=form.cleaned_data.get("seen"),
                    **form.fields_of_action(),
                ),
            )
        except actions.DraftChanged as found:
            changed, status = None, 409
            form.add_error(
                None, _("It was changed somewhere else meanwhile. Save again to replace that version.")
            )
            form.ask_again(seen=found.draft.revision)
        if changed is not None:
            forget_kept_words(request)
            return done(request, _("Saved."), _draft_url(commitment, row))
    return _form(request, form, commitment, draft=row, status=status)


def _source_fields(source: dict[str, Any]) -> dict[str, Any]:
    """The parts of a kept source by the names the form's fields have."""
    names = {"title": "title", "class": "class", "publisher": "publisher", "address": "address"}
    return {field: source[name] for name, field in names.items() if name in source} | {
        "day": source.get("published_on")
    }


@any_method
def return_draft(request: HttpRequest, slug: str, code: str, draft: uuid.UUID) -> HttpResponse:
    """Hand a draft back. Whoever was signed out over the remark comes back to the draft, with the remark in its form."""
    seat, commitment, row = _load(request, slug, code, draft, "propose")
    if request.method != "POST":
        if not rules.may_return_draft(seat, row):
            return redirect(_draft_url(commitment, row))
        initial = {"revision": row.revision} | kept_words(request)
        form = ReturnForm(seat=seat, commitment=commitment, initial=initial)
        return _draft(request, seat, commitment, row, returning=form)
    form, status = ReturnForm(request.POST, seat=seat, commitment=commitment), 422
    if form.is_valid():
        try:
            returned, status = attempt(
                form,
                lambda: actions.return_draft(
                    row, by=seat, remark=form.cleaned_data["remark"], seen=form.cleaned_data["revision"]
                ),
            )
        except actions.DraftChanged as found:
            returned, status, row = None, 409, found.draft
            row.commitment = commitment
            form.add_error(None, _("The draft was changed meanwhile. This is how it reads now."))
        if returned is not None:
            forget_kept_words(request)
            return done(request, _("Handed back with your remark."), _draft_url(commitment, row))
    return _draft(request, seat, commitment, row, form=form, returning=form, status=status)


@require_POST
def delete_draft(request: HttpRequest, slug: str, code: str, draft: uuid.UUID) -> HttpResponse:
    """What is not there any more needs no deleting: pressed twice, it is gone once."""
    seat, commitment = get_commitment(request, slug, code, role="prepare")
    row = draft_of(seat, commitment, draft)
    if row is not None:
        actions.delete_draft(row, by=seat)
    return done(request, _("The draft is deleted."), commitment.get_absolute_url())
