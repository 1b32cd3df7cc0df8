"""What one list brought in: to be read by both sides, taken back by its own, accepted by the other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments import links, rules
from commitments.actions.batch import accept_batch, take_batch_back, to_accept, undoable
from commitments.models import Seat
from commitments.reports.brought import BatchPage, batch_page
from commitments.views.lists import page_of, pager
from commitments.views.loaders import get_seat
from commitments.views.parts import done, number_in, render_part


@require_safe
def show(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    seat = get_seat(request, slug)
    return _page(request, seat, number)


@require_POST
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One step; the page that comes back asks for the next one until there is nothing left."""
    seat = get_seat(request, slug, may="withdraw")
    found = _found(request, seat, number)
    if found.party.pk != seat.party_id:
        raise Http404
    before, refused = take_batch_back(seat, number, before=number_in(request.POST.get("before", "")))
    for sentence in refused:
        messages.warning(request, _("Not taken back: %(what)s") % {"what": sentence})
    if before is None:
        sentence = _("What could be taken back of this list is taken back.")
        return done(request, sentence, links.batch(slug, number))
    return _page(request, seat, number, going_on=before, act="undo")


@require_POST
def accept(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One step of accepting the whole list, as the other side brought it in."""
    seat = get_seat(request, slug, may="recognise")
    _found(request, seat, number)
    accept_batch(seat, number)
    left = to_accept(seat, number).count()
    if not left:
        return done(request, _("The list is accepted."), links.batch(slug, number))
    return _page(request, seat, number, going_on=left, act="accept")


def _found(request: HttpRequest, seat: Seat, number: int) -> BatchPage:
    found = page_of(request, lambda page: batch_page(seat.commission, number, page=page))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, seat: Seat, number: int, *, going_on: int | None = None, act: str = ""
) -> HttpResponse:
    found = _found(request, seat, number)
    is_own = found.party.pk == seat.party_id
    context = {
        "seat": seat,
        "found": found,
        "going_on": going_on,
        "act": act,
        "undoable": len(undoable(seat, number)) if is_own and rules.may(seat, "withdraw") else 0,
        "to_accept": to_accept(seat, number).count() if not is_own and rules.may(seat, "recognise") else 0,
        "pager": pager(request.GET, found.page, target="batch-rows"),
    }
    part = "batch-acts" if request.method == "POST" else "batch-rows"
    return render_part(request, "commitments/batch.html", context, part=part)
