"""One's keys of a commission: secret addresses and tokens are made here, shown once, renewed and taken back."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from commitments import typography
from commitments.accounts import address_of, tell
from commitments.actions.access_key import make_key, renew_key, take_back
from commitments.actions.errors import RuleBroken
from commitments.forms.keys import OWN, KeyForm
from commitments.models import AccessKey, Seat
from commitments.views.loaders import get_seat
from commitments.views.parts import done
from commitments.vocabulary import AccountEvent
from commitments.vocabulary.keys import KeyKind

TEMPLATE = "commitments/keys.html"


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """The keys of the reader's seat; a form for another one, which an address of the register may fill."""
    seat = get_seat(request, slug)
    initial = {"query": request.GET.get("query", "")[:500], "kind": request.GET.get("kind", "")}
    form = KeyForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        kind = KeyKind(asked["kind"])
        is_own = kind == KeyKind.CALENDAR and asked["what"] == OWN and not asked["query"]
        try:
            row, token = make_key(
                seat,
                kind,
                name=asked["name"],
                query="" if kind == KeyKind.PROGRAM else asked["query"],
                is_own=is_own,
                days=asked["days"] if kind == KeyKind.PROGRAM else None,
                address=address_of(request),
            )
        except RuleBroken as error:
            form.add_error(None, error)
        else:
            return _shown(request, seat, row, token)
    return render(request, TEMPLATE, _context(seat, form), status=422 if form.errors else 200)


def _context(seat: Seat, form: KeyForm) -> dict[str, object]:
    return {"form": form, "keys": AccessKey.objects.open().filter(seat=seat)}


def _shown(request: HttpRequest, seat: Seat, row: AccessKey, token: str) -> HttpResponse:
    """The page that has the secret, this once. It is in no cache and in no address of ours."""
    tell(AccountEvent.KEY_MADE, address=address_of(request), user=seat.user)
    secret = token
    if row.kind != KeyKind.PROGRAM:
        secret = f"{settings.SITE_ADDRESS}{reverse(f'commitments:{row.kind}', args=[token])}"
    context = _context(seat, KeyForm()) | {"made": row, "secret": secret}
    return render(request, TEMPLATE, context)


def _own(request: HttpRequest, slug: str, pk: int) -> tuple[Seat, AccessKey]:
    seat = get_seat(request, slug)
    row = AccessKey.objects.open().filter(seat=seat, pk=pk).first()
    if row is None:
        raise Http404
    return seat, row


@require_POST
def renew(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat, row = _own(request, slug, pk)
    try:
        made = renew_key(row, by=seat, address=address_of(request))
    except RuleBroken as error:
        return done(request, typography.sentences(error.messages), reverse("commitments:keys", args=[slug]))
    return _shown(request, seat, *made)


@require_POST
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    seat, row = _own(request, slug, pk)
    take_back(row, by=seat, address=address_of(request))
    tell(AccountEvent.KEY_TAKEN_BACK, address=address_of(request), user=seat.user)
    sentence = _("%(name)s opens nothing any more.") % {"name": row.name}
    return done(request, sentence, reverse("commitments:keys", args=[slug]))
