"""What an administrator asks about who speaks for a side: its secretary consents or refuses."""

from __future__ import annotations

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import links, rules
from commitments.actions.account_request import decide_account_request
from commitments.models import AccountRequest
from commitments.reports.account_request import wanted_of
from commitments.views.loaders import get_seat
from commitments.views.parts import done


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str, asked: uuid.UUID) -> HttpResponse:
    seat = get_seat(request, slug)
    rows = AccountRequest.objects.filter(public_id=asked, party=seat.party_id)
    row = rows.select_related("user", "asked_by", "party", "seat", "decided_by").first()
    if row is None:
        raise Http404
    if not rules.may_decide_account_request(seat, row):
        raise PermissionDenied
    problems: list[tuple[str, str]] = []
    if request.method == "POST" and (answer := request.POST.get("answer")) in {"consent", "refuse"}:
        try:
            decide_account_request(row, by=seat, is_granted=answer == "consent")
        except ValidationError as refused:
            problems = [("asked", sentence) for sentence in refused.messages]
            row = rows.select_related("user", "asked_by", "party", "seat", "decided_by").get()
        else:
            sentence = _("You have consented.") if answer == "consent" else _("You have refused.")
            return done(request, sentence, links.inbox(slug))
    context = {"seat": seat, "asked": row, "wanted": wanted_of(row), "problems": problems}
    return render(request, "commitments/account_request.html", context, status=422 if problems else 200)
