"""What a form would change, while it is filled in. Nothing is written, and nothing is refused yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commitments.forms.base import ActForm
from commitments.forms.compared import ComparedTerms
from commitments.models import Commitment, Seat
from commitments.reports.change import Change
from commitments.reports.proposals import would_change


def is_compared(form: ActForm) -> TypeGuard[ComparedTerms]:
    """Whether the reader asks what the typed terms would change. What cannot be read then is refused as when saving."""
    return isinstance(form, ComparedTerms) and form.is_compared()


def changes_typed(form: ComparedTerms, seat: Seat, commitment: Commitment) -> Sequence[Change] | None:
    """What the typed terms would change; None while they cannot be read."""
    terms = form.typed_terms()
    return None if terms is None else would_change(seat, commitment, terms)


def show_changes(request: HttpRequest, changes: Sequence[Change] | None) -> HttpResponse:
    """The part that a form shows of it; while the terms cannot be read, what it has shown before stays."""
    if changes is None:
        return HttpResponse(status=204)
    return render(request, "commitments/_would_change.html", {"changes": changes})
