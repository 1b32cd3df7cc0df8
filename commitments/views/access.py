"""Where one is signed in, the end of a session from another one, and what happened to the account."""

from __future__ import annotations

from typing import cast

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from commitments.accounts import address_of, happened
from commitments.actions.identity import allow_again, disconnect
from commitments.actions.security import end_session, end_sessions
from commitments.models import User
from commitments.reports.access import (
    events_of,
    events_of_side,
    identities_of,
    last_sign_in,
    open_sessions,
)
from commitments.views.home import framed
from commitments.views.parts import done
from commitments.vocabulary import AccountEvent


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    seats, events = framed(request), events_of(user)
    context = {
        "sessions": open_sessions(
            user, current=request.session.session_key, decode=type(request.session)().decode
        ),
        "events": events,
        "last": last_sign_in(events),
        "sides": [(seat, told) for seat in seats if (told := events_of_side(seat))],
        "seats": seats,
        "identities": identities_of(user),
    }
    return render(request, "commitments/access.html", context)


@require_POST
@reauthentication_required
def identity(request: HttpRequest) -> HttpResponse:
    """Disconnect the account from the provider that the form names, or allow it again."""
    user, issuer = cast(User, request.user), request.POST.get("issuer", "")
    if "allow" in request.POST:
        is_done = allow_again(user, issuer=issuer, address=address_of(request))
        sentence = _("The next sign-in there connects your account again.")
    else:
        key = request.session.session_key
        is_done = disconnect(user, issuer=issuer, session=key, address=address_of(request))
        sentence = _("Disconnected. Your other sessions have ended.")
    nothing = _("Nothing was to be changed.")
    return done(request, sentence if is_done else nothing, reverse("account_access"))


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End the session that the form names, or without one all but this."""
    user = cast(User, request.user)
    key = request.POST.get("session", "")
    current = request.session.session_key
    if key == current:
        return done(
            request, _("This is the session you are in: sign out instead."), reverse("account_access")
        )
    count = int(end_session(user, key=key)) if key else end_sessions(user, but=current)
    if count:
        happened(request, AccountEvent.SESSION_ENDED, user)
    sentence = ngettext("%(n)d session ended.", "%(n)d sessions ended.", count) % {"n": count}
    return done(request, sentence if count else _("No other session was open."), reverse("account_access"))
