"""Recording a commitment from words of a readout."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from commitments import actions, rules
from commitments.actions import Words
from commitments.figures.promised import promised_in
from commitments.forms.readout import SLUG
from commitments.forms.record import RecordForm
from commitments.models import Entry, Readout, Seat
from commitments.reports.intake import first_values, suggestions_for
from commitments.reports.marks import marks_taken_off, notes_within
from commitments.reports.places import WordsPlace
from commitments.views.attempt import attempt
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.loaders import get_readout, get_seat
from commitments.views.parts import done, render_part
from commitments.views.readout import selected_place
from commitments.vocabulary import lang_tag


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, slug: str) -> HttpResponse:
    if "readout" not in request.GET:
        return _to_readouts(request, slug)
    seat, readout, place = _quoted(request, slug)
    by_intake = "intake" in request.GET and rules.may_mark(seat, readout)
    quoted = Words(readout, place.start, place.end, place.words)
    fixed: dict[str, Any] = {
        "seat": seat,
        "language": readout.language,
        "short": by_intake,
        "quotes": (quoted,),
    }
    if request.method != "POST":
        initial = _suggested(readout, place) | (kept_words(request) or {})
        promised = promised_in(place.words, readout.meeting.held_on)
        form = RecordForm(initial=initial, promised=promised, **fixed)
        status = 200
    else:
        form, status = RecordForm(request.POST, **fixed), 422
    if form.is_valid():
        words = replace(quoted, wording=form.cleaned_data["wording"])
        submission, fields = form.submission_of(request), form.fields_of_action()
        entry, status = attempt(
            form,
            lambda: actions.record(
                readout.meeting, by=seat, quotes=(words,), submission=submission, **fields
            ),
        )
        if entry:
            forget_kept_words(request)
            if by_intake:
                again = f"{intake_url(readout)}?at={place.start}"
                next_url = f"{intake_url(readout)}?after={place.start}"
                return done(request, _with_marks(_sentence_of_intake(entry, again), entry), next_url)
            sentence = _with_marks(_sentence(form, entry), entry)
            return done(request, sentence, entry.commitment.get_absolute_url())
    context = {
        "form": form,
        "seat": seat,
        "readout": readout,
        "lang": lang_tag(readout.language),
        "place": place,
        "known": notes_within(readout, place.start, place.end),
        "url": request.get_full_path(),
        "by_intake": by_intake,
        "back": f"{intake_url(readout)}?at={place.start}" if by_intake else readout.get_absolute_url(),
    }
    return render_part(request, "commitments/record_form.html", context, part="record-form", status=status)


def intake_url(readout: Readout) -> str:
    return reverse("commitments:intake", args=[readout.commission.slug, readout.slug])


def _suggested(readout: Readout, place: WordsPlace) -> dict[str, Any]:
    """What the sentence around the words suggests for the form."""
    for suggestion in suggestions_for(readout):
        if suggestion.start <= place.start < suggestion.end:
            return first_values(readout, suggestion)
    return {}


def _to_readouts(request: HttpRequest, slug: str) -> HttpResponse:
    get_seat(request, slug, may="record")
    messages.info(request, _("A commitment begins with exact words. Open a readout and select them there."))
    return redirect("commitments:readouts", slug)


def _quoted(request: HttpRequest, slug: str) -> tuple[Seat, Readout, WordsPlace]:
    """The words the address names, and the reader's seat. 404 when they are no words of a readout."""
    name = request.GET["readout"]
    seat, readout = get_readout(request, slug, name if SLUG.fullmatch(name) else "", may="record")
    place = selected_place(request.GET, readout)
    if place is None:
        raise Http404
    return seat, readout, place


def _with_marks(sentence: str, entry: Entry) -> str:
    taken_off = marks_taken_off(entry)
    return format_html("{} {}", sentence, taken_off) if taken_off else sentence


def _sentence(form: RecordForm, entry: Entry) -> str:
    if not form.made(entry):
        return format_html(
            _("Recorded already as {code} with entry No. {number}; nothing was recorded twice."),
            code=entry.commitment.code,
            number=entry.number,
        )
    seat = form.seat
    other = next(party for party in seat.commission.sides if party.pk != seat.party_id)
    return format_html(
        _("Recorded as {code} with entry No. {number}. {party} is asked to confirm it."),
        code=entry.commitment.code,
        number=entry.number,
        party=other.name,
    )


def _sentence_of_intake(entry: Entry, again: str) -> str:
    """The next sentence is in hand already, but one sentence often promises several things."""
    return format_html(
        _('Recorded as {code}. Does the sentence promise more? <a href="{again}">Go back to it</a>.'),
        code=entry.commitment.code,
        again=again,
    )
