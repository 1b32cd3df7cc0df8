"""One's letters of a commission: what is wanted, what is followed, how the next one reads; and the way out of them."""

from __future__ import annotations

from typing import cast

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from commitments import links
from commitments.actions.telling import follow, keep_choice, stop_letters, unfollow
from commitments.exports.mail import as_mail, stop_of
from commitments.forms.letters import LettersForm
from commitments.models import Body, Commission, Commitment, Meeting, Seat, User
from commitments.reports.letters import choice_of, followed_by, last_closed, week_letter
from commitments.reports.letters.week import report_of
from commitments.views.loaders import get_seat
from commitments.views.parts import done
from commitments.vocabulary.letters import LetterKind

# What a form may ask to be followed, and by which of its names it says so.
FOLLOWED = {"commitment": (Commitment, "code"), "meeting": (Meeting, "slug"), "body": (Body, "pk")}


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """What letters its reader wants of this commission, and what they follow."""
    seat = get_seat(request, slug)
    user = cast(User, request.user)
    form = LettersForm(request.POST or None, instance=choice_of(user, seat.commission))
    if request.method == "POST" and form.is_valid():
        keep_choice(seat, by=user, choice=form.cleaned_data)
        return done(
            request, _("Your choice of letters is saved."), reverse("commitments:letters", args=[slug])
        )
    context = {
        "form": form,
        "followed": [(one, page_of_followed(slug, one)) for one in followed_by(seat)],
        "has_week": last_closed(seat.commission) is not None,
    }
    return render(request, "commitments/letters.html", context, status=422 if form.errors else 200)


@require_safe
def week(request: HttpRequest, slug: str) -> HttpResponse:
    """The weekly letter as it would be written now. Nothing is sent."""
    seat = get_seat(request, slug)
    last = last_closed(seat.commission)
    if last is None:
        raise Http404
    period, report = report_of(seat.commission, last, seat.sides)
    text = week_letter(seat, last, report, period)
    subject, body, _html = as_mail(text, user=seat.user, commission=seat.commission, kind=LetterKind.WEEK)
    context = {"subject": subject, "body": body, "text": text, "language": get_language()}
    return render(request, "commitments/letter_shown.html", context)


@require_POST
def keep_followed(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow what the form names, or with `stop` follow it no longer."""
    seat = get_seat(request, slug)
    thing, name, url = _named(request, seat)
    if "stop" in request.POST:
        unfollow(seat, thing)
        return done(request, _("You no longer follow %(name)s.") % {"name": name}, url)
    follow(seat, thing)
    return done(request, _("You follow %(name)s. Letters tell you what is new.") % {"name": name}, url)


def _named(request: HttpRequest, seat: Seat) -> tuple[Commitment | Meeting | Body, str, str]:
    """What a form names, what it is called, and its page."""
    slug = seat.commission.slug
    for field, (model, column) in FOLLOWED.items():
        value = request.POST.get(field, "")
        if not value or (column == "pk" and not value.isdecimal()):
            continue
        of = {"party__commission": seat.commission} if model is Body else {"commission": seat.commission}
        thing = model._default_manager.filter(**of, **{column: value[:200]}).first()
        if isinstance(thing, Commitment):
            return thing, thing.code, links.commitment(slug, thing.code)
        if isinstance(thing, Meeting):
            return thing, thing.called, links.reconciliation(slug, thing.slug)
        if isinstance(thing, Body):
            return thing, thing.called_short, links.register(slug, owner=f"{thing.party.side}:{thing.code}")
    raise Http404


def page_of_followed(slug: str, one: object) -> tuple[str, str, str, str]:
    """What a followed thing is called, its page, and the name and value that a form names it by."""
    commitment, meeting, body = (getattr(one, name) for name in FOLLOWED)
    if commitment is not None:
        called = f"{commitment.code} {commitment.title}"
        return called, links.commitment(slug, commitment.code), "commitment", commitment.code
    if meeting is not None:
        return meeting.called, links.reconciliation(slug, meeting.slug), "meeting", meeting.slug
    url = links.register(slug, owner=f"{body.party.side}:{body.code}")
    return f"{body.called} ({body.party.name})", url, "body", str(body.pk)


# The signature says whose letters end and that nothing else does, so there is no session and no token of a form:
# a mail program sends it by itself (RFC 8058).
@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, signed: str) -> HttpResponse:
    """End letters of one kind, by the address in each of them."""
    if refused := ratelimit.consume_or_429(request, action="letters_stop"):
        return cast(HttpResponse, refused)
    found = stop_of(signed)
    if found is None:
        raise Http404
    public_id, slug, kind = found
    user = User.objects.filter(public_id=public_id).first()
    commission = Commission.objects.filter(slug=slug).first()
    if user is None or commission is None:
        raise Http404
    kind = LetterKind(kind)
    if request.method == "POST":
        stop_letters(user, commission, kind)
    context = {"kind": kind.label, "commission_name": commission.called, "is_done": request.method == "POST"}
    return render(request, "commitments/letters_stop.html", context)
