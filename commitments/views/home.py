"""The door to one's commissions, the reference, and one's own settings."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments.actions.account import keep_settings
from commitments.forms.settings import SettingsForm
from commitments.models import Seat, User
from commitments.reports.setup import unfinished
from commitments.typography import order_key
from commitments.views.parts import done


def _seats(request: HttpRequest) -> list[Seat]:
    """The seat one acts at in each commission: where one stands in for somebody, that one."""
    seats = Seat.objects.near_today(request.user).select_related("commission__loghead", "party")
    held = [seat for seat in seats if seat.is_held(on=seat.commission.today())]
    acting = {seat.commission_id: seat for seat in sorted(held, key=lambda seat: bool(seat.stands_in_for_id))}
    return sorted(acting.values(), key=lambda seat: order_key(seat.commission.called))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """One commission: go straight to it. Several: a choice. Administrators: the first steps, then the admin."""
    seats = _seats(request)
    if len(seats) == 1:
        return redirect("commitments:overview", seats[0].commission.slug)
    if not seats and request.user.is_staff:
        return redirect("commitments:setup" if unfinished() else "admin:index")
    return render(request, "commitments/home.html", {"seats": seats})


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    framed(request)
    return render(request, "commitments/reference.html")


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = SettingsForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        keep_settings(user, by=user, **form.cleaned_data)
        return done(request, _("Your settings are saved."), reverse("commitments:settings"))
    context = {"form": form, "seats": framed(request)}
    return render(request, "commitments/settings.html", context, status=422 if form.errors else 200)


def framed(request: HttpRequest) -> list[Seat]:
    """Pages outside a commission keep the frame of the only one their reader has."""
    seats = _seats(request)
    if len(seats) == 1:
        seats[0].user = cast(User, request.user)
        request.seat = seats[0]
    return seats
