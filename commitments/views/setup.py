"""The first day of an installation: five steps from nothing to people who are invited. For administrators alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments import typography
from commitments.accounts import address_of
from commitments.actions.commission import (
    add_bodies_and_sectors,
    invite_to_seat,
    make_commission,
    name_parties,
)
from commitments.actions.letter import post
from commitments.actions.setting_up import has_begun
from commitments.forms.setup import (
    SIDES,
    AuthenticForm,
    BodiesForm,
    CommissionForm,
    PartyForm,
    PeopleForm,
    suggested,
    zones,
)
from commitments.models import AccountRequest, Body, Commission, Entry, Invitation, Seat, Sector, User
from commitments.reports.languages import languages_in
from commitments.reports.setup import STEPS, next_step, steps
from commitments.views.installation import findings
from commitments.views.parts import done, render_part
from commitments.vocabulary import Role
from commitments.vocabulary.commissions import COMMISSION_KINDS
from commitments.vocabulary.languages import known_languages

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """404 for a commission that is not there, 403 for everybody who does not run the installation."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str | None = None) -> HttpResponse:
        if not request.user.is_staff:
            raise PermissionDenied
        if slug is None:
            return view(request)
        commission = Commission.objects.existing().filter(slug=slug).first()
        if commission is None or commission.party_set.count() != 2:
            raise Http404
        return view(request, commission)

    return guarded


def page(
    request: HttpRequest,
    name: str,
    commission: Commission | None,
    context: dict[str, Any],
    *,
    template: str = "",
    part: str = "",
) -> HttpResponse:
    """The page of a step, or another one that belongs to it, with all five at its side; or its `part` for htmx."""
    found = steps(commission)
    refused = any(form.errors for form in context.pop("forms", ()) if form.is_bound)
    context |= {"set_up": commission, "steps": found, "step": name, "number": STEPS.index(name) + 1}
    path, status = f"commitments/setup/{template or name}.html", 422 if refused else 200
    return (
        render_part(request, path, context, part=part, status=status)
        if part
        else render(request, path, context, status=status)
    )


def step_url(commission: Commission, name: str) -> str:
    return reverse(f"commitments:setup-{name}", args=[commission.slug])


def refuse(form: BaseForm, refused: ValidationError) -> None:
    """Put the sentences of an action where they belong, else above the form."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, sentences in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, sentences)


@require_safe
@for_administrators
def overview(request: HttpRequest) -> HttpResponse:
    """What is set up, and what is not yet; a commission each, the first one still to be made included."""
    problems = sum(not finding.is_good for finding in findings(request))
    commissions = list(Commission.objects.existing().order_by("pk"))
    whole = [one for one in commissions if one.party_set.count() == 2]
    rows = [(one, found, next_step(found)) for one in whole for found in [steps(one, problems=problems)]]
    context = {"rows": rows, "first": steps(None)}
    return render(request, "commitments/setup/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def commission(request: HttpRequest) -> HttpResponse:
    form = CommissionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_commission(form.instance, form.parties(), by=cast(User, request.user))
        except ValidationError as refused:
            refuse(form, refused)
        else:
            sentence = _("%(name)s is made. Now name its parties.") % {"name": made}
            return done(request, sentence, step_url(made, "parties"))
    return page(request, "commission", None, {"form": form, "zones": zones(), "forms": [form]})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def parties(request: HttpRequest, commission: Commission) -> HttpResponse:
    forms = [
        PartyForm(request.POST or None, instance=party, prefix=side)
        for (side, _position), party in zip(SIDES, commission.sides, strict=True)
    ]
    authentic = AuthenticForm(request.POST or None, instance=commission)
    every = [*forms, authentic]
    if request.method == "POST" and sum(form.is_valid() for form in every) == len(every):
        try:
            name_parties(
                commission,
                [form.instance for form in forms],
                by=cast(User, request.user),
                authentic_languages=authentic.cleaned_data["authentic_languages"],
            )
        except ValidationError as refused:
            refuse(forms[0], refused)
        else:
            return done(request, _("The names are saved."), step_url(commission, "bodies"))
    context = {
        "parties": forms,
        "authentic": authentic,
        "zones": zones(),
        "forms": every,
        "known": known_languages(get_language() or "en"),
        "languages": languages_in(commission),
    }
    return page(request, "parties", commission, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def bodies(request: HttpRequest, commission: Commission) -> HttpResponse:
    kind = request.GET.get("kind", "")
    form = BodiesForm(request.POST or None, commission=commission, initial=suggested(commission, kind))
    if request.method == "POST" and form.is_valid():
        try:
            count = add_bodies_and_sectors(commission, *form.made(), by=cast(User, request.user))
        except ValidationError as refused:
            refuse(form, refused)
        else:
            sentence = (
                ngettext("%(n)d row is added.", "%(n)d rows are added.", count) % {"n": count}
                if count
                else _("Nothing is added: these rows are there already.")
            )
            return done(request, sentence, step_url(commission, "people"))
    context = {
        "form": form,
        "forms": [form],
        "kinds": COMMISSION_KINDS,
        "kind": kind,
        "bodies": Body.objects.filter(party__commission=commission).select_related("party"),
        "sectors": Sector.objects.filter(commission=commission),
    }
    return page(request, "bodies", commission, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def people(request: HttpRequest, commission: Commission) -> HttpResponse:
    adds_row = "add_row" in request.POST
    if adds_row:
        form = PeopleForm(kept=request.POST, commission=commission)
    else:
        form = PeopleForm(request.POST or None, commission=commission)
    if request.method == "POST" and not adds_row and form.is_valid():
        try:
            sentence = _invite(request, form)
        except ValidationError as refused:
            refuse(form, refused)
        else:
            return done(request, sentence, step_url(commission, "checks"))
    seats = Seat.objects.filter(commission=commission).select_related("user", "party")
    context = {
        "form": form,
        "forms": [form],
        "roles": Role.choices,
        "sides": commission.sides,
        "seats": seats,
        "waiting": set(
            Invitation.objects.open()
            .filter(user__in=[seat.user_id for seat in seats])
            .values_list("user", flat=True)
        ),
    }
    return page(request, "people", commission, context)


@transaction.atomic
def _invite(request: HttpRequest, form: PeopleForm) -> str:
    """Invite everybody the form names, or nobody. Returns what to say. Raises ValidationError with who it is about."""
    invited = given = asked = 0
    for row in form.named():
        fields = {name: row[name] for name in ("email", "full_name", "role", "post", "language")}
        try:
            invitation, seat = invite_to_seat(
                **fields, party=row["side"], by=cast(User, request.user), address=address_of(request)
            )
        except ValidationError as refused:
            raise ValidationError(f"{row['email']}: {' '.join(refused.messages)}") from refused
        invited += invitation is not None
        given += invitation is None and isinstance(seat, Entry)
        asked += isinstance(seat, AccountRequest)
    return _told_of_seats(invited, given, asked)


def _told_of_seats(invited: int, given: int, asked: int) -> str:
    counted = (
        (invited, ngettext("%(n)d person is invited.", "%(n)d persons are invited.", invited)),
        (
            given,
            ngettext(
                "%(n)d person with an account has a seat now.",
                "%(n)d persons with an account have a seat now.",
                given,
            ),
        ),
        (
            asked,
            ngettext(
                "%(n)d seat waits for the consent of its side.",
                "%(n)d seats wait for the consent of their side.",
                asked,
            ),
        ),
    )
    sentences = [sentence % {"n": count} for count, sentence in counted if count]
    return typography.sentences(sentences) or _("Nothing is changed: they have these seats already.")


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def checks(request: HttpRequest, commission: Commission) -> HttpResponse:
    """The state of the installation; with POST, a letter to oneself on the way that all letters go."""
    if request.method == "POST":
        body = _("This letter was asked for on the page of checks. That you read it shows that mail works.")
        post(cast(User, request.user), subject=_("Accord: mail works"), body=f"{body}\n")
        sentence = _("A letter to %(address)s waits in the outbox. It should come within two minutes.")
        return done(request, sentence % {"address": request.user.email}, step_url(commission, "checks"))
    context = {
        "findings": findings(request),
        "has_begun": has_begun(commission),
    }
    return page(request, "checks", commission, context)
