"""The intake of a readout: one sentence in hand, decided by a key, until none is left."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import replace_url

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.intake import UNDO, DecideSentenceForm, TieForm
from commitments.models import Readout, Seat
from commitments.reports.intake import Intake, intake
from commitments.reports.marks import marks_taken_off
from commitments.views.attempt import attempt
from commitments.views.loaders import get_readout
from commitments.views.parts import done, number_in, render_part, wants_part
from commitments.views.record import intake_url
from commitments.vocabulary import MarkKind

TEMPLATE = "commitments/intake.html"


def _load(request: HttpRequest, slug: str, readout: str) -> tuple[Seat, Readout]:
    seat, text = get_readout(request, slug, readout, may="mark")
    if not rules.may_mark(seat, text):
        raise PermissionDenied(
            _("Each side does the intake of its own readouts. You can read this one, and quote from it.")
        )
    return seat, text


@require_safe
def show(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = _load(request, slug, readout)
    asked = request.GET.get("at", "")
    at = number_in(asked)
    after = number_in(request.GET.get("after", ""))
    page = intake(text, at=at, after=-1 if after is None else after)
    if asked and (at is None or page.tray is None):
        raise Http404
    return _show(request, _context(seat, page))


def _show(request: HttpRequest, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """The page, or for htmx the sentence in hand with what has changed in the list of all: a text can be long."""
    page: Intake = context["intake"]
    context["changed"] = page.changed(request.POST.get("shown") or request.GET.get("shown", ""))
    response = render_part(request, TEMPLATE, context, part="in-hand", status=status)
    if not wants_part(request) or status != 200:
        return response
    return replace_url(response, page.tray.line.url if page.tray else intake_url(page.readout))


def _posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of what is sent. Who comes back to its address, having had to sign in meanwhile, is led to the page."""

    @functools.wraps(view)
    @require_http_methods(["GET", "HEAD", "POST"])
    def answer(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
        if request.method != "POST":
            return redirect("commitments:intake", slug, readout)
        return view(request, slug, readout)

    return answer


@_posted
def decide(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = _load(request, slug, readout)
    form = DecideSentenceForm(request.POST, seat=seat, readout=text)
    sentence, status = "", 422
    if form.is_valid():
        kind, submission = form.cleaned_data["kind"], form.submission_of(request)
        if kind == UNDO:
            done_, status = attempt(
                form, lambda: actions.unmark(form.words(), by=seat, was=form.mark_seen, submission=submission)
            )
            sentence = _("Taken back.")
        else:
            done_, status = attempt(
                form,
                lambda: actions.mark(
                    form.words(), by=seat, kind=kind, was=form.mark_seen, submission=submission
                ),
            )
            sentence = _("Marked: %(kind)s.") % {"kind": MarkKind(kind).label}
        if done_ is None:
            sentence = ""
        elif kind == UNDO:
            return _answer(request, seat, text, sentence, at=form.cleaned_data["start"])
    return _answer(request, seat, text, sentence, form=form, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def tie(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = _load(request, slug, readout)
    if request.method != "POST":
        return redirect(intake_url(text))
    form, status = TieForm(request.POST, seat=seat, readout=text), 422
    sentence = ""
    if form.is_valid():
        read_as = {name: form.cleaned_data[name] for name in ("relation", "wording")}
        commitment, submission = form.cleaned_data["commitment"], form.submission_of(request)
        entry, status = attempt(
            form,
            lambda: actions.quote(commitment, by=seat, words=form.words(**read_as), submission=submission),
        )
        if entry:
            quoted = _("Quoted for %(code)s.") % {"code": commitment.code}
            sentence = f"{quoted} {marks_taken_off(entry)}".strip()
    return _answer(request, seat, text, sentence, form=form, status=status)


def _answer(
    request: HttpRequest,
    seat: Seat,
    readout: Readout,
    sentence: str,
    *,
    form: ActForm | None = None,
    status: int = 200,
    at: int | None = None,
) -> HttpResponse:
    """The page with the next undecided sentence in hand, or after a refusal the same one with what is wrong."""
    refused = form is not None and not sentence
    start = number_in(form.data.get("start", "")) if form is not None else None
    page = intake(readout, at=start if refused else at, after=-1 if start is None else start)
    if not refused and not wants_part(request):
        return redirect(page.tray.line.url if page.tray else intake_url(readout))
    context = _context(seat, page, sentence=sentence, refused=form if refused else None)
    return _show(request, context, status=status if refused else 200)


@_posted
def close(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    return _turn(
        request, slug, readout, actions.close_readout, _("Intake finished: every sentence is decided.")
    )


@_posted
def reopen(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    return _turn(request, slug, readout, actions.reopen_readout, _("Intake reopened."))


def _turn(request: HttpRequest, slug: str, readout: str, act: Any, sentence: str) -> HttpResponse:
    seat, text = _load(request, slug, readout)
    form = ActForm(request.POST, seat=seat)
    status = 422
    if form.is_valid():
        entry, status = attempt(form, lambda: act(text, by=seat, submission=form.submission_of(request)))
        if entry:
            return done(request, sentence, intake_url(text))
    return _show(request, _context(seat, intake(text), refused=form), status=status)


def _context(
    seat: Seat,
    page: Intake,
    *,
    sentence: str = "",
    refused: ActForm | None = None,
) -> dict[str, Any]:
    tray, readout = page.tray, page.readout
    closing = ActForm(seat=seat)
    closing.auto_id = "close_%s"
    context: dict[str, Any] = {
        "intake": page,
        "seat": seat,
        "readout": readout,
        "form": refused,
        "said": sentence,
        "close_form": closing,
        "intake_url": intake_url(readout),
    }
    if tray is not None:
        place = {"start": tray.line.suggestion.start, "end": tray.line.suggestion.end}
        best = next((one for one in tray.similar if not one.is_quoted_here), None)
        mark = tray.line.mark
        is_marked = mark is not None and (mark.start, mark.end) == tuple(place.values())
        seen = {"was": mark.kind if is_marked else ""}
        context["decide_form"] = DecideSentenceForm(seat=seat, readout=readout, initial=place | seen)
        context["tie_form"] = (
            refused
            if isinstance(refused, TieForm)
            else TieForm(
                seat=seat,
                readout=readout,
                initial={
                    **place,
                    "commitment": best.code if best else "",
                    "relation": best.relation if best else "",
                    "wording": tray.line.suggestion.wording or "",
                },
            )
        )
    return context
