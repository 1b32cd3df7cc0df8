"""A corrected version of a readout: every quote of the old one is carried over, or said to be gone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import actions, rules
from commitments.forms.version import AGAIN, UNDO, CarryForm
from commitments.models import Entry, Readout, Seat
from commitments.reports.marks import marks_taken_off
from commitments.reports.version import version
from commitments.views.attempt import attempt
from commitments.views.lists import page_number, page_of
from commitments.views.loaders import get_readout
from commitments.views.parts import render_part, wants_part
from commitments.vocabulary import MarkKind

TEMPLATE, PART = "commitments/version.html", "version"


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = get_readout(request, slug, readout)
    if text.replaces_id is None:
        raise Http404
    if request.method != "POST":
        return render_part(request, TEMPLATE, _context(request, seat, text), part=PART)
    if not rules.may_mark(seat, text):
        raise PermissionDenied(_("Each side decides about the words of its own readouts."))
    form, status = CarryForm(request.POST, seat=seat, readout=text), 422
    if form.is_valid():
        entry, status = attempt(form, lambda: _carry(request, seat, form))
        if entry and (taken_off := marks_taken_off(entry)):
            messages.info(request, taken_off)
        if entry and not wants_part(request):
            quote = form.cleaned_data["quote"].pk
            return redirect(f"{url_of(text)}?page={page_number(request)}#quote-{quote}")
        if entry:
            context = _context(request, seat, text, decided=form.cleaned_data["quote"].pk)
            context["is_answer"] = True
            return render_part(request, TEMPLATE, context, part=PART)
    return render_part(
        request, TEMPLATE, _context(request, seat, text, refused=form), part=PART, status=status
    )


def _carry(request: HttpRequest, seat: Seat, form: CarryForm) -> Entry:
    submission = form.submission_of(request)
    if form.cleaned_data["decision"] == AGAIN:
        commitment = form.cleaned_data["quote"].commitment
        return actions.quote(commitment, by=seat, words=form.words(), submission=submission)
    if form.cleaned_data["decision"] == UNDO:
        return actions.unmark(form.words(), by=seat, submission=submission)
    return actions.mark(form.words(), by=seat, kind=MarkKind.GONE, submission=submission)


def url_of(readout: Readout) -> str:
    return reverse("commitments:version", args=[readout.commission.slug, readout.slug])


def _context(
    request: HttpRequest,
    seat: Seat,
    readout: Readout,
    *,
    decided: int | None = None,
    refused: CarryForm | None = None,
) -> dict[str, Any]:
    newer = getattr(readout, "replaced_by", None)
    return {
        "found": page_of(request, lambda page: version(readout, page=page)),
        "seat": seat,
        "readout": readout,
        "may_decide": rules.may_mark(seat, readout) and newer is None,
        "newer": newer,
        "new_form": CarryForm(seat=seat, readout=readout),
        "form": refused,
        "decided": decided,
        "url": f"{url_of(readout)}?page={page_number(request)}",
    }
