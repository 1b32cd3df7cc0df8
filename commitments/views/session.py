"""Sessions of the commission: the list, calling one, its page, its protocol and its pack."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments import actions, rules
from commitments.context import log_size
from commitments.exports.documents.protocol import protocol_document
from commitments.exports.documents.session import agenda_document, pack_document
from commitments.forms.base import ActForm
from commitments.forms.session import CallForm, MoveForm, PressForm, TakeForm
from commitments.models import Seat, Session
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports.called import session_titles
from commitments.reports.names import names_question
from commitments.reports.session.draft import draft, draft_question
from commitments.reports.session.pack import pack
from commitments.reports.session.page import (
    closed_at,
    history,
    listed,
    own_first,
    sentences,
    session_page,
    session_questions,
)
from commitments.reports.session.protocol import protocol_of
from commitments.reports.waiting import task_question
from commitments.views.attempt import attempt
from commitments.views.files import is_file, paper_links, paper_of
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.loaders import get_seat, get_session
from commitments.views.parts import asked_day, done, name_as_of, number_in, render_part

TEMPLATE, PART = "commitments/session.html", "session"
FORM_TEMPLATE = "commitments/session_form.html"


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    context = {"sessions": listed(seat), "seat": seat, "may_call": rules.may(seat, "call_session")}
    return render(request, "commitments/session_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def call(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug, may="call_session")
    form = CallForm(request.POST or None, seat=seat, initial=kept_words(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            session, status = attempt(
                form,
                lambda: actions.call_session(
                    seat.commission,
                    by=seat,
                    submission=form.submission_of(request),
                    **form.fields_of_action(),
                ),
            )
            if session is not None:
                forget_kept_words(request)
                session.commission = seat.commission
                return done(request, _("Session created. The agenda is empty."), session.get_absolute_url())
    context = {
        "form": form,
        "seat": seat,
        "title": _("Call a session"),
        "button": _("Call the session"),
        "url": request.get_full_path(),
    }
    return render(request, FORM_TEMPLATE, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    seat, row = get_session(request, slug, session, may="move_session")
    if not rules.may_change_agenda(seat, row):
        raise PermissionDenied(
            _("The session is being decided or is finished: its day and place cannot change.")
        )
    form = MoveForm(request.POST or None, seat=seat, session=row, initial=kept_words(request))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            entry, status = attempt(
                form,
                lambda: actions.move_session(
                    row, by=seat, submission=form.submission_of(request), **form.fields_of_action()
                ),
            )
            if entry is not None:
                forget_kept_words(request)
                return done(
                    request, _("Moved. Both sides have to agree to the agenda again."), row.get_absolute_url()
                )
    context = {
        "form": form,
        "seat": seat,
        "session": row,
        "title": _("Another day or place"),
        "button": _("Move the session"),
        "url": request.get_full_path(),
    }
    return render(request, FORM_TEMPLATE, context, status=status)


@require_safe
def show(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    seat, row = get_session(request, slug, session)
    if is_file(request):
        return paper_of(
            request, lambda: agenda_document(seat, row, session_page(row, seat, sides=own_first(seat)))
        )
    at, place = request.GET.get("at", "")[:60], number_in(request.GET.get("place", ""))
    with asked_ahead(
        [*_questions(seat, row), draft_question(row), session_titles.of(commission=seat.commission_id)]
    ):
        return render_part(request, TEMPLATE, page_context(seat, row, at=at, place=place), part=PART)


def _questions(seat: Seat, session: Session) -> list[PreparedQuestion[Any] | None]:
    """What the page of a session and its pack ask."""
    of_frame = task_question(seat, head=log_size(seat))
    return [*session_questions(session), names_question(seat.commission), of_frame]


def page_context(
    seat: Seat,
    session: Session,
    *,
    at: str = "",
    place: int | None = None,
    said: str = "",
    refused: ActForm | None = None,
    conflict: actions.Conflict | None = None,
) -> dict[str, Any]:
    """What the page of a session is rendered with, also after something was pressed on it.

    A button names the entry its reader saw: what was drafted, or the last change of the agenda.
    """
    page = session_page(session, seat)
    suggested = draft(session, at=at, place=place, carried=page.carried) if page.may_put else None
    return {
        "page": page,
        "files": paper_links(),
        "session": session,
        "seat": seat,
        "draft": suggested,
        "take_form": TakeForm(seat=seat, initial={"place": suggested.place}) if suggested else None,
        "agree_form": PressForm(seat=seat, shown=session.agenda),
        "press_form": PressForm(seat=seat),
        "items": [(item, PressForm(seat=seat, shown=item.item.draft_entry)) for item in page.items],
        "said": said,
        "form": refused,
        "conflict": sentences(seat.commission, conflict.entries) if conflict else [],
        "told": history(page),
    }


def answer(
    request: HttpRequest,
    seat: Seat,
    session: Session,
    *,
    status: int,
    refused: ActForm | None = None,
    conflict: actions.Conflict | None = None,
) -> HttpResponse:
    """The page of a session as it is now, with what was refused and why."""
    _seat, fresh = get_session(request, seat.commission.slug, session.slug)
    context = page_context(seat, fresh, refused=refused, conflict=conflict)
    return render_part(request, TEMPLATE, context, part=PART, status=status)


@require_safe
def protocol(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    """What was decided, to be printed and signed by hand as well.

    Names and figures are those of the moment it was closed.
    """
    seat, row = get_session(request, slug, session)
    closed = closed_at(row)
    name_as_of(seat, closed)
    row.commission = seat.commission
    if is_file(request):
        return paper_of(
            request,
            lambda: protocol_document(seat, row, protocol_of(row, seat, until=closed), closed_at=closed),
        )
    found = protocol_of(row, seat, until=closed)
    context = {
        "protocol": found,
        "page": found.page,
        "items": found.items,
        "session": row,
        "seat": seat,
        "files": paper_links(),
    }
    return render(request, "commitments/session_protocol.html", context)


@require_safe
def session_pack(request: HttpRequest, slug: str, session: str) -> HttpResponse:
    """The agenda with all that has to be on the table, to be printed; also from the register of a past day."""
    seat, row = get_session(request, slug, session)
    as_of = asked_day(request, seat.commission)
    until = None if as_of is None else seat.commission.calendar.end_of_day(as_of)
    name_as_of(seat, until)
    row.commission = seat.commission
    if is_file(request):
        return paper_of(
            request,
            lambda: pack_document(seat, row, *pack(row, seat, until=until), as_of=as_of, until=until),
        )
    with asked_ahead(_questions(seat, row)):
        return _pack_page(request, seat, row, as_of, until)


def _pack_page(
    request: HttpRequest, seat: Seat, row: Session, as_of: dt.date | None, until: dt.datetime | None
) -> HttpResponse:
    page, sheets = pack(row, seat, until=until)
    context = {
        "files": paper_links(as_of),
        "page": page,
        "signatures": [given.signature for given in page.agreements if given.signature],
        "sheets": sheets,
        "session": row,
        "seat": seat,
        "as_of": as_of,
    }
    return render(request, "commitments/session_pack.html", context)
