"""What one list brought in: to be read by both sides, taken back by its own, accepted by the other."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from commitments import links, rules
from commitments.actions.batch import accept_batch, take_batch_back, to_accept, undoable
from commitments.models import LogHead, Seat
from commitments.reports.brought import BatchPage, batch_page
from commitments.views.lists import page_of, pager
from commitments.views.loaders import get_seat
from commitments.views.parts import done, number_in, render_part, wants_part


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
    before, refused = take_batch_back(seat, number, before=number_in(request.POST.get("past", "")))
    for sentence in refused:
        messages.warning(request, _("Not taken back: %(what)s") % {"what": sentence})
    if before is None:
        sentence = _("What could be taken back of this list is taken back.")
        return done(request, sentence, links.batch(slug, number))
    return _page(request, seat, number, going_on=before, act="undo")


@require_POST
def accept(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The first step of accepting the whole list as it was shown; the session keeps for the others what was seen."""
    seat = get_seat(request, slug, may="recognise")
    _found(request, seat, number)
    seen = number_in(request.POST.get("seen", ""))
    if seen is None:
        return _back(request, links.batch(slug, number))
    request.session[_accepting(seat, number)] = seen
    return _accept(request, seat, number, seen)


@require_POST
def accept_step(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A further step, for who has begun it: the second factor is asked for there, and not at each step."""
    seat = get_seat(request, slug, may="recognise")
    _found(request, seat, number)
    seen = request.session.get(_accepting(seat, number))
    if seen is None:
        return _back(request, links.batch(slug, number))
    return _accept(request, seat, number, seen, after=number_in(request.POST.get("past", "")) or 0)


def _accepting(seat: Seat, number: int) -> str:
    """Where a session keeps the last entry that was seen when the list was accepted."""
    return f"accepting list {seat.commission_id}/{number}"


def _accept(request: HttpRequest, seat: Seat, number: int, seen: int, after: int = 0) -> HttpResponse:
    past, left_out = accept_batch(seat, number, seen=seen, after=after)
    for sentence in left_out:
        messages.warning(request, sentence)
    if past is not None:
        return _page(request, seat, number, going_on=past, act="accept")
    del request.session[_accepting(seat, number)]
    url = links.batch(seat.commission.slug, number)
    if to_accept(seat, number).exists():
        return _back(request, url)
    return done(request, _("The list is accepted."), url)


def _back(request: HttpRequest, url: str) -> HttpResponse:
    return HttpResponseClientRedirect(url) if wants_part(request) else redirect(url)


def _found(request: HttpRequest, seat: Seat, number: int) -> BatchPage:
    found = page_of(request, lambda page: batch_page(seat.commission, number, page=page))
    if found is None:
        raise Http404
    return found


def _page(
    request: HttpRequest, seat: Seat, number: int, *, going_on: int | None = None, act: str = ""
) -> HttpResponse:
    seen = LogHead.objects.get(commission=seat.commission).size - 1  # before anything else is looked at
    found = _found(request, seat, number)
    is_own = found.party.pk == seat.party_id
    is_open = going_on is None
    may_accept = is_open and not is_own and rules.may(seat, "recognise")
    context = {
        "seat": seat,
        "found": found,
        "seen": seen,
        "going_on": going_on,
        "act": act,
        "undoable": undoable(seat, number).count() if is_open and is_own else 0,
        "may_undo": rules.may(seat, "withdraw"),
        "to_accept": to_accept(seat, number).count() if may_accept else 0,
        "pager": pager(request.GET, found.page, target="batch-rows"),
    }
    part = "batch-acts" if request.method == "POST" else "batch-rows"
    return render_part(request, "commitments/batch.html", context, part=part)
