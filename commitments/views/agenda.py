"""The agenda of a session: what is put on it, said on it, taken off it, agreed to, decided and signed."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import replace_url

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.session import DraftDecisionForm, ItemForm, PressForm, PutForm, TakeForm, chosen
from commitments.models import AgendaItem, Entry, Seat, Session
from commitments.reports.session.draft import suggestions_of
from commitments.reports.session.page import sentences
from commitments.reports.told import told_by_session
from commitments.views.attempt import attempt
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.loaders import get_agenda_item, get_session
from commitments.views.parts import done, is_held, not_saved, render_part, wants_part
from commitments.views.session import FORM_TEMPLATE, PART, TEMPLATE, answer, page_context

Act = Callable[[ActForm], Entry]
any_method = require_http_methods(["GET", "HEAD", "POST"])


def _posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of what is pressed. Who comes back to its address, having had to sign in meanwhile, is led to the page."""

    @functools.wraps(view)
    @any_method
    def posted(request: HttpRequest, slug: str, session: str, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            get_session(request, slug, session)
            return redirect("commitments:session", slug, session)
        return view(request, slug, session, **kwargs)

    return posted


def _try(form: ActForm, act: Callable[[], Entry]) -> tuple[Entry | None, int, actions.Conflict | None]:
    """What `act` made, the status of the answer, and what happened meanwhile if that is why it was refused."""
    if not form.is_valid():
        return None, 422, None
    try:
        entry, status = attempt(form, act)
    except actions.Conflict as conflict:
        return None, 409, conflict
    return entry, status, None


def _press(
    request: HttpRequest, seat: Seat, session: Session, act: Callable[[PressForm], Entry], sentence: str
) -> HttpResponse:
    """Do what a button of the page of a session does, and show the page."""
    form = PressForm(request.POST, seat=seat)
    entry, status, conflict = _try(form, lambda: act(form))
    if entry is None and is_held(request):
        return not_saved(request, session.called, form, status=status, conflict=conflict is not None)
    if entry is None:
        return answer(request, seat, session, status=status, refused=form, conflict=conflict)
    for told in told_by_session(entry, seat):
        messages.info(request, told)
    return done(request, sentence, session.get_absolute_url())


# --- the agenda


@_posted
def take(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    """Take a suggestion of the register over, or all that are shown of a kind."""
    seat, row = get_session(request, slug, session, may="put_items")
    form = TakeForm(request.POST, seat=seat)
    entry, status, _none = _try(
        form,
        lambda: actions.put_items(
            row,
            by=seat,
            questions=chosen(row, form.cleaned_data["take"], suggestions_of),
            submission=form.submission_of(request),
        ),
    )
    if entry is None:
        return answer(request, seat, row, status=status, refused=form)
    place = form.cleaned_data.get("place")
    if not wants_part(request):
        return redirect(f"{row.get_absolute_url()}?place={place or 0}")
    _seat, fresh = get_session(request, slug, session)
    context = page_context(seat, fresh, place=place, said=_("Put on the agenda."))
    return replace_url(render_part(request, TEMPLATE, context, part=PART), row.get_absolute_url())


@any_method
def put(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    """Put something of one's own on the agenda."""
    seat, row = get_session(request, slug, session, may="put_items")
    form = PutForm(request.POST or None, seat=seat, initial=kept_words(request))
    words = {
        "title": _("Put something on the agenda"),
        "button": _("Put it on the agenda for %(party)s") % {"party": seat.party.name},
    }
    return _written(request, seat, row, form, actions.put_items, _("Put on the agenda."), words)


@any_method
def change(request: HttpRequest, slug: str, session: str, number: int) -> HttpResponse:
    """State the own side's position on an item, and word an own item anew."""
    seat, row, item = _load(request, slug, session, number, may="change_item")
    if request.method != "POST" and not rules.may_change_item(seat, item):
        raise PermissionDenied(_("The agenda is fixed: it cannot change any more."))
    form = ItemForm(request.POST or None, seat=seat, item=item, initial=kept_words(request))
    words = {
        "title": _("Item %(number)d: position of %(party)s") % {"number": number, "party": seat.party.name},
        "button": _("Save for %(party)s") % {"party": seat.party.name},
    }
    return _written(request, seat, row, form, actions.change_item, _("Saved."), words, item=item)


@_posted
def take_off(request: HttpRequest, slug: str, session: str, number: int) -> HttpResponse:
    seat, row, item = _load(request, slug, session, number, may="take_item_off")
    return _press(
        request,
        seat,
        row,
        lambda form: actions.take_item_off(
            row, by=seat, number=item.number, submission=form.submission_of(request)
        ),
        _("Taken off the agenda."),
    )


@_posted
def agree(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    seat, row = get_session(request, slug, session, may="agree_agenda")
    return _press(
        request,
        seat,
        row,
        lambda form: actions.agree_agenda(
            row, by=seat, version=form.cleaned_data["shown"], submission=form.submission_of(request)
        ),
        _("Agreed for %(party)s.") % {"party": seat.party.name},
    )


# --- decisions


@any_method
def decide(request: HttpRequest, slug: str, session: str, number: int) -> HttpResponse:
    """Draft the decision of an item."""
    seat, row, item = _load(request, slug, session, number, may="decide")
    if request.method != "POST" and not rules.may_decide(seat, item):
        raise PermissionDenied(_("This item cannot be decided now."))
    form = DraftDecisionForm(request.POST or None, seat=seat, item=item, initial=kept_words(request))
    words = {
        "title": _("Item %(number)d: draft the decision") % {"number": number},
        "button": _("Draft it for the other side to sign"),
    }
    sentence = _("Drafted. It is binding when the other side has signed.")
    return _written(request, seat, row, form, actions.decide, sentence, words, item=item)


@_posted
def sign(request: HttpRequest, slug: str, session: str, number: int) -> HttpResponse:
    seat, row, item = _load(request, slug, session, number, may="countersign")
    return _press(
        request,
        seat,
        row,
        lambda form: actions.countersign(
            row,
            by=seat,
            number=item.number,
            draft=form.cleaned_data["shown"],
            submission=form.submission_of(request),
        ),
        _("Countersigned: item %(number)d is decided.") % {"number": number},
    )


@_posted
def withdraw(request: HttpRequest, slug: str, session: str, number: int) -> HttpResponse:
    seat, row, item = _load(request, slug, session, number, may="withdraw_draft")
    return _press(
        request,
        seat,
        row,
        lambda form: actions.withdraw_draft(
            row,
            by=seat,
            number=item.number,
            draft=form.cleaned_data["shown"],
            submission=form.submission_of(request),
        ),
        _("The draft is withdrawn."),
    )


@_posted
def close(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    seat, row = get_session(request, slug, session, may="close_session")
    return _press(
        request,
        seat,
        row,
        lambda form: actions.close_session(row, by=seat, submission=form.submission_of(request)),
        _("The session is finished."),
    )


def _load(
    request: HttpRequest, slug: str, session: str, number: int, *, may: str
) -> tuple[Seat, Session, AgendaItem]:
    seat, row = get_session(request, slug, session, may=may)
    item = get_agenda_item(row, number)
    if item.is_off:
        raise Http404(_("This item was taken off the agenda."))
    return seat, row, item


def _written(
    request: HttpRequest,
    seat: Seat,
    session: Session,
    form: Any,
    act: Callable[..., Entry],
    sentence: str,
    words: dict[str, str],
    *,
    item: AgendaItem | None = None,
) -> HttpResponse:
    """A form about a session as a page of its own: shown, or sent, or shown again with what is wrong."""
    status, conflict = 200, None
    if request.method == "POST":
        entry, status, conflict = _try(
            form,
            lambda: act(session, by=seat, submission=form.submission_of(request), **form.fields_of_action()),
        )
        if entry is not None:
            forget_kept_words(request)
            anchor = f"#item-{item.number}" if item else ""
            return done(request, sentence, f"{session.get_absolute_url()}{anchor}")
        if conflict is not None and item is not None:
            item.refresh_from_db()
            form.ask_again(seen=item.last_number)
    context = words | {
        "form": form,
        "seat": seat,
        "session": session,
        "item": item,
        "theirs": _theirs(seat, item),
        "url": request.get_full_path(),
        "conflict": sentences(seat.commission, conflict.entries) if conflict else [],
    }
    return render(request, FORM_TEMPLATE, context, status=status)


def _theirs(seat: Seat, item: AgendaItem | None) -> list[tuple[Any, str, str]]:
    """What the sides say on an item, to have in sight while writing."""
    if item is None:
        return []
    said = [(side, party, item.of(side, "position")) for side, party in seat.sides]
    return [(party, words, item.position_tag(side)) for side, party, words in said if words]
