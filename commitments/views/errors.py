"""Error pages: what happened, what became of the words typed, and what to do.

None of them touches the database, which may be what is missing, and none extends the pages' frame, which does.
"""

import datetime as dt
import errno
import sqlite3
import sys
from dataclasses import dataclass

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commitments import clock, request_number
from commitments.clock import WrongClock
from commitments.reports.demonstration import day_of_demonstration
from commitments.views.typed import CSRF_FIELD, sent, typed_fields, typed_texts

Words = str | Promise

RETRY_SECONDS = 10
STORAGE_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
DISK_FULL = "53100"
# States that PostgreSQL counts among mistakes, and which will pass all the same: a standby that has not taken over
# yet, and a connection it closed because this process had been standing still in the middle of a transaction.
PASSING_STATES = {"25006", "25P03", "25P04"}


@dataclass(frozen=True)
class ErrorPage:
    """The words of one status: what is the case, and what to do about it. `resend` offers to send the form again.

    `first` is the name of a page to open in another window before that, and the words of its link.
    """

    title: Words
    text: Words
    resend: bool = False
    first: tuple[str, Words] | None = None


ERROR_PAGES = {
    400: ErrorPage(
        _("Accord cannot read this request"),
        _("Something in the address or in the form is not as it should be. Nothing was changed."),
    ),
    403: ErrorPage(
        _("You cannot do this here"),
        _("Your seat on this commission does not allow it. Nothing was changed."),
    ),
    404: ErrorPage(
        _("This page does not exist"),
        _("The address may be mistyped, or the page belongs to a commission you have no seat on."),
    ),
    405: ErrorPage(
        _("This page is for reading"),
        _("What you tried cannot be done at this address. Nothing was changed."),
    ),
    413: ErrorPage(
        _("This is too large to send"),
        _(
            "A form may carry 20 MB of files and 2 MB of text. Nothing was saved. Go back: what you typed is"
            " still in the form. Shorten it, or attach fewer or smaller files."
        ),
    ),
    429: ErrorPage(
        _("Too many attempts"),
        _("For safety Accord pauses after several attempts in a row. Wait five minutes, then try again."),
    ),
    500: ErrorPage(
        _("Something went wrong in Accord"),
        _(
            "This is our fault, not yours. What you sent was not saved, not even in part."
            " The administrators can find the fault by the number below."
        ),
        resend=True,
    ),
    503: ErrorPage(
        _("Accord cannot reach its register right now"),
        _(
            "What you just sent was not confirmed as saved. Wait a few seconds and try again:"
            " sent twice, it is still recorded once."
        ),
        resend=True,
    ),
}

FORM_EXPIRED = ErrorPage(
    _("You signed in again after opening this form"),
    _("So Accord asks again before it saves it. Nothing is saved yet, and nothing you typed is lost."),
    resend=True,
)
FORM_IS_STRANGE = ErrorPage(
    _("Accord cannot be sure that this form is yours"),
    _("Nothing was saved. Open the page again and send the form from there."),
)
NO_COOKIES = ErrorPage(
    _("Your browser sent no cookie"),
    _(
        "Accord needs one cookie to be sure that a form is yours. Allow cookies for this address, then try again."
    ),
)
CLOCK_IS_WRONG = ErrorPage(
    _("The clock of this server is wrong"),
    _(
        "Accord dates everything it records, so nothing was saved. Reading still works. Tell the administrators,"
        " and send this again when the clock is right."
    ),
    resend=True,
)
STORAGE_IS_FULL = ErrorPage(
    _("Accord has no room to save"),
    _(
        "The storage of this installation is full or cannot be written to. What you sent was not saved;"
        " reading still works. Tell the administrators."
    ),
    resend=True,
)


def answer(
    request: HttpRequest, status: int, page: ErrorPage | None = None, *, token: str = ""
) -> HttpResponse:
    """The page for this status; for htmx a short alert, as the words typed are still in the form then.

    `token` goes along with a form to be sent again; without one, the token it came with.
    """
    page = page or ERROR_PAGES[status]
    seat = getattr(request, "seat", None)
    zone = seat.commission.zone if seat else dt.UTC
    context = {
        "status": status,
        "page": page,
        "number": request_number.current(),
        "typed": typed_texts(request),
        "resend": _fields_to_resend(request, token) if page.resend else [],
        "path": request.get_full_path(),
        "is_get": request.method in {"GET", "HEAD"},
        "csrf_token": get_token(request) if request.method == "GET" and _has_forms(request) else "",
        # Where the page was loaded with a seat, its head costs nothing more.
        "seat": seat,
        "demo_day": day_of_demonstration(zone) if clock.needs_no_database() else "",
    }
    name = "errors/alert.html" if request.headers.get("HX-Request") == "true" else "errors/error.html"
    # Without the request: context processors would ask the database who is reading.
    response = HttpResponse(render_to_string(name, context), status=status)
    response["Vary"] = "HX-Request"
    return response


def _has_forms(request: HttpRequest) -> bool:
    """Whether the page in whose place this is may have forms: what programs read has none, and gets no cookie."""
    found = request.resolver_match
    return found is None or not getattr(found.func, "csrf_exempt", False)


def _fields_to_resend(request: HttpRequest, token: str) -> list[tuple[str, str]]:
    """The form as it was sent; [] where it cannot be sent again whole, as with a password or a file in it."""
    fields = [(name, value) for name, values in typed_fields(request).items() for value in values]
    posted, files = sent(request)
    token = token or (posted.get(CSRF_FIELD, "") if fields else "")
    whole = token and not files and len(typed_fields(request)) == len(set(posted) - {CSRF_FIELD})
    return [(CSRF_FIELD, token), *fields] if whole else []


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    # Django takes every fault while saving a session for a session that was deleted meanwhile.
    if isinstance(exception, SessionInterrupted) and passing_fault(exception):
        return unavailable(request)
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`PermissionDenied(title, text)`, both translated, says more than the general words."""
    words = [word for word in exception.args if word]
    general = ERROR_PAGES[403]
    return answer(
        request, 403, ErrorPage(words[0], words[1] if len(words) > 1 else general.text) if words else general
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form with an outdated token: signing in, in another tab, replaces it.

    Where the browser vouches that our own page sent the form (its Origin has been compared by then), the reader may
    send it again with today's token. Otherwise it could be a stranger's form, and only its words are shown.
    """
    if not request.COOKIES:
        return answer(request, 403, NO_COOKIES)
    if reason.startswith("CSRF token") and "Origin" in request.headers and _typed_by_reader(request):
        return answer(request, 403, FORM_EXPIRED, token=get_token(request))
    return answer(request, 403, FORM_IS_STRANGE)


def _typed_by_reader(request: HttpRequest) -> bool:
    return sent(request)[0].get("typed_by", "") in {"", str(getattr(request.user, "public_id", ""))}


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return answer(request, 404)


def too_large(request: HttpRequest) -> HttpResponse:
    return answer(request, 413)


def too_many(request: HttpRequest) -> HttpResponse:
    response = answer(request, 429)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Called while the exception is being handled. A fault that will pass is 503, and says when to come back.

    Here, not in a middleware, because this is the one place that also sees faults of sessions and signing in:
    Django turns an exception into a response at each layer, so an outer middleware never gets to see it.
    """
    raised = sys.exception()
    if isinstance(raised, WrongClock):
        return unavailable(request, CLOCK_IS_WRONG)
    if isinstance(raised, OSError) and raised.errno in STORAGE_FULL:
        return unavailable(request, STORAGE_IS_FULL)
    if fault := passing_fault(raised):
        return unavailable(request, STORAGE_IS_FULL if says_full(fault) else None)
    return answer(request, 500)


def unavailable(request: HttpRequest, page: ErrorPage | None = None) -> HttpResponse:
    response = answer(request, 503, page)
    response["Retry-After"] = str(RETRY_SECONDS)
    return response


def passing_fault(raised: BaseException | None) -> DatabaseError | InterfaceError | None:
    """The fault of the database that will pass and that `raised` came of: what is said after a fault hides it."""
    while raised is not None:
        if isinstance(raised, DatabaseError | InterfaceError) and will_pass(raised):
            return raised
        raised = raised.__cause__ or raised.__context__
    return None


def will_pass(fault: DatabaseError | InterfaceError) -> bool:
    """Is this the state of the database (gone, busy, full, standing by) and not a mistake in a statement?"""
    cause = fault.__cause__
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        # SQLite reports mistakes such as an unknown table as its general error; without any code it was closed.
        return code is None or ((code & 0xFF) != sqlite3.SQLITE_ERROR and isinstance(fault, OperationalError))
    if getattr(cause, "sqlstate", None) in PASSING_STATES:
        return True
    # Without a state it was not the server that spoke, but the library that lost it in the middle of an answer.
    is_lost = type(fault) is DatabaseError and getattr(cause, "sqlstate", "") is None
    return is_lost or isinstance(fault, OperationalError | InterfaceError)


def says_full(fault: Exception) -> bool:
    code = getattr(fault.__cause__, "sqlite_errorcode", None) or 0
    state = getattr(fault.__cause__, "sqlstate", None)
    return code & 0xFF in {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY} or state == DISK_FULL
