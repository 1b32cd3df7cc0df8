"""A meeting: its two readouts reconciled, row by row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments import actions
from commitments.context import log_size
from commitments.forms import reconciliation as decisions
from commitments.forms.reconciliation import DecisionForm
from commitments.models import Entry, Meeting, Seat
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports.names import names_question
from commitments.reports.reconciliation import Reconciliation, groups_question, reconciliation
from commitments.reports.told import told_by_entry
from commitments.reports.waiting import task_question
from commitments.views.attempt import attempt
from commitments.views.kept import forget_kept_words, kept_words, unsaved_question
from commitments.views.lists import page_of
from commitments.views.loaders import get_meeting
from commitments.views.parts import is_held, not_saved, render_part, wants_part
from commitments.vocabulary.other_names import called_post

TEMPLATE, PART = "commitments/reconciliation.html", "reconciliation"

ACTIONS: dict[str, Callable[..., Entry]] = {
    decisions.CONFIRM: actions.confirm,
    decisions.NOTE: actions.note_one_sided,
    decisions.REWORD: actions.reword,
    decisions.DECLINE: actions.decline,
    decisions.ACCEPT: actions.accept_wording,
    decisions.KEEP: actions.keep_wording,
}


@require_safe
def show(request: HttpRequest, slug: str, meeting: str) -> HttpResponse:
    seat, held = get_meeting(request, slug, meeting)
    questions: list[PreparedQuestion[Any] | None] = [
        groups_question(held),
        names_question(seat.commission),
        unsaved_question(request, request.path),
        task_question(seat, head=log_size(seat)),
    ]
    with asked_ahead(questions):
        page = page_of(request, lambda page: reconciliation(seat, held, page=page))
        return render_part(request, TEMPLATE, _context(seat, page), part=PART)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, slug: str, meeting: str) -> HttpResponse:
    """With GET: the page with what had been typed in a row before its reader had to sign in again."""
    seat, held = get_meeting(request, slug, meeting, may="recognise")
    if request.method != "POST":
        kept = kept_words(request)
        if not kept:
            return redirect(url_of(held))
        page = page_of(request, lambda page: reconciliation(seat, held, page=page))
        return render_part(request, TEMPLATE, _context(seat, page, kept=kept), part=PART)
    form, status = DecisionForm(request.POST, seat=seat), 422
    entry: Entry | None = None
    if form.is_valid():
        try:
            entry, status = attempt(form, lambda: _decide(request, form))
        except actions.Conflict as found:
            status = 409
            form.add_error(None, _conflict_sentence(seat, form, found))
            form.ask_again(seen=found.entries[-1].number)
    if entry is not None:
        forget_kept_words(request)
        return _decided(request, seat, held, entry)
    if is_held(request):
        return not_saved(request, held.called, form, status=status)
    page = page_of(request, lambda page: reconciliation(seat, held, page=page))
    return render_part(request, TEMPLATE, _context(seat, page, refused=form), part=PART, status=status)


def _decide(request: HttpRequest, form: DecisionForm) -> Entry:
    return ACTIONS[form.cleaned_data["decision"]](
        form.cleaned_data["commitment"],
        by=form.seat,
        seen=form.cleaned_data.get("seen"),
        submission=form.submission_of(request),
        **form.fields_of_action(),
    )


def _decided(request: HttpRequest, seat: Seat, meeting: Meeting, entry: Entry) -> HttpResponse:
    code = entry.commitment.code
    for sentence in told_by_entry(entry, seat):
        messages.info(request, sentence)
    if is_held(request):
        return HttpResponse(status=204)
    if not wants_part(request):
        return redirect(f"{url_of(meeting)}#row-{code}")
    page = page_of(request, lambda page: reconciliation(seat, meeting, page=page))
    return render_part(request, TEMPLATE, _context(seat, page, decided=code), part=PART)


def url_of(meeting: Meeting) -> str:
    return reverse("commitments:reconciliation", args=[meeting.commission.slug, meeting.slug])


def _conflict_sentence(seat: Seat, form: DecisionForm, conflict: actions.Conflict) -> str:
    commitment = form.cleaned_data["commitment"]
    last = conflict.entries[-1]
    return format_html(
        _("{post} wrote on {commitment} while you were reading: look at {entry}, then decide again."),
        post=called_post(last.author_post),
        commitment=commitment.code,
        entry=format_html(
            '<a href="{}#entry-{}">{}</a>',
            commitment.get_absolute_url(),
            last.number,
            _("entry No. %(number)d") % {"number": last.number},
        ),
    )


def _context(
    seat: Seat,
    page: Reconciliation,
    *,
    decided: str = "",
    refused: DecisionForm | None = None,
    kept: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The page with a form in every row its reader may decide; one that was refused, or kept, has its words."""
    typed = (refused.data if refused is not None else kept) or {}
    typed_code = typed.get("commitment", "")
    forms: dict[str, DecisionForm] = {}
    for group in page.groups:
        for row in group.rows:
            if not (row.may_decide or row.may_answer):
                continue
            is_typed = row.code == typed_code
            if refused is not None and is_typed:
                form = refused
            else:
                initial = {"commitment": row.code, "statement": row.commitment.statement}
                form = DecisionForm(
                    seat=seat,
                    seen=row.commitment.last_number,
                    initial=initial | (kept if kept and is_typed else {}),
                )
            form.auto_id = f"{row.code}_%s"
            forms[row.code] = form
    return {
        "found": page,
        "seat": seat,
        "rows": [
            (group, [(row, forms.get(row.code)) for row in group.rows])
            for group in page.groups
            if group.rows or group.positions
        ],
        "decided": decided,
        "form": refused,
        "typed_code": typed_code,
        "url": url_of(page.meeting),
    }
