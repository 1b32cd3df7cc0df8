"""Readouts: the list, the page of one, filing one, and quoting from one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from commitments import actions, rules
from commitments.actions import Submission, Words
from commitments.context import log_size
from commitments.forms.quote import QuoteForm, offered_question
from commitments.forms.readout import FileReadoutForm
from commitments.models import Closing, Entry, Readout, Seat
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.together import asked_ahead
from commitments.reports import reading
from commitments.reports.intake import marks_question, progress
from commitments.reports.marks import marks_taken_off, number_of
from commitments.reports.places import WordsPlace, place_at
from commitments.reports.version import undecided_quotes
from commitments.reports.waiting import task_question
from commitments.views.attempt import attempt
from commitments.views.kept import forget_kept_words, kept_words, unsaved_question
from commitments.views.lists import page_of
from commitments.views.loaders import get_readout, get_seat
from commitments.views.parts import done, number_in, render_part, wants_part

any_method = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    found = page_of(request, lambda page: reading.listing(seat, page=page))
    context = {"seat": seat, "found": found, "may_file": rules.may(seat, "file_readout")}
    return render(request, "commitments/readout_list.html", context)


@any_method
def file(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug, may="file_readout")
    asked: dict[str, Any] = {
        "seat": seat,
        "asked": request.GET.get("meeting", ""),
        "corrected": request.GET.get("replaces", ""),
    }
    if request.method != "POST":
        form, status = FileReadoutForm(initial=kept_words(request), **asked), 200
    else:
        form, status = FileReadoutForm(request.POST, request.FILES, **asked), 422
    if form.is_valid() and form.reading:
        status = 200  # nothing is filed before its reader has seen what came out of the file
    elif form.is_valid():
        filed, status = attempt(form, lambda: _file(form, form.submission_of(request)))
        if filed:
            forget_kept_words(request)
            return done(request, _filed_sentence(seat, filed), _after_filing(filed))
    context = {"form": form, "seat": seat}
    return render_part(request, "commitments/readout_form.html", context, part="readout-form", status=status)


@transaction.atomic
def _file(form: FileReadoutForm, submission: Submission | None) -> Readout:
    """The meeting, if it is a new one, and the readout: both entries or none."""
    seat, meeting = form.seat, form.cleaned_data["meeting"]
    if meeting is None:
        # Two entries of one form: each needs a key of its own to be found again when the form is sent twice.
        opening = submission and Submission(f"{submission.key[:48]}.meeting", submission.digest)
        meeting = actions.open_meeting(seat.commission, by=seat, submission=opening, **form.new_meeting)
    return actions.file_readout(meeting, by=seat, submission=submission, **form.fields_of_action())


@require_safe
def show(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = get_readout(request, slug, readout)
    questions: list[PreparedQuestion[Any] | None] = [
        task_question(seat, head=log_size(seat)),
        unsaved_question(request, request.path),
    ]
    if not request.GET.get("with"):
        questions += [marks_question(text), _closing.of(readout=text.pk)]
        questions.append(offered_question(text) if rules.may(seat, "quote") else None)
    with asked_ahead(questions):
        return _page(request, seat, text)


@prepared
def _closing(*, readout: Hole) -> QuerySet[Closing]:
    return Closing.objects.filter(readout=readout).select_related("entry").order_by("pk")[:1]


def _page(request: HttpRequest, seat: Seat, text: Readout) -> HttpResponse:
    read = reading.read(seat, text)
    if beside := request.GET.get("with"):
        pair = reading.compare(read, beside)
        if pair is None:
            raise Http404
        context = {"reading": read, "pair": pair}
        return render(request, "commitments/readout_pair.html", context)
    may_quote = rules.may(seat, "quote")
    decided, sentences = progress(text, quoted=read.text.quoted)
    new_url = _version_url(text, getattr(text, "replaced_by", None))
    context = {
        "decided": decided,
        "sentences": sentences,
        "closing": _closing.first(readout=text.pk),
        "may_correct": rules.may_mark(seat, text) and not new_url,
        "undecided_quotes": undecided_quotes(text),
        "old_url": _version_url(text, text.replaces),
        "new_url": new_url,
        "reading": read,
        "quote_form": QuoteForm(seat=seat, readout=text) if may_quote else None,
        "may_file": rules.may(seat, "file_readout"),
        "length": f"{len(text.text):,}",
        "frozen_on": seat.commission.calendar.day_of(text.entry.recorded_at),
    }
    return render(request, "commitments/readout.html", context)


def _after_filing(readout: Readout) -> str:
    """The text; or, of a corrected version, what it still says of what was quoted."""
    name = "version" if readout.replaces_id else "readout"
    return reverse(f"commitments:{name}", args=[readout.commission.slug, readout.slug])


def _version_url(readout: Readout, other: Readout | None) -> str:
    """The page of another version of the same text; "" where there is none."""
    return reverse("commitments:readout", args=[readout.commission.slug, other.slug]) if other else ""


@any_method
def quote(request: HttpRequest, slug: str, readout: str) -> HttpResponse:
    seat, text = get_readout(request, slug, readout, may="quote")
    if request.method != "POST":
        initial = kept_words(request) or _selection(request.GET, text)
        form, status = QuoteForm(seat=seat, readout=text, initial=initial), 200
    else:
        form, status = QuoteForm(request.POST, seat=seat, readout=text), 422
    if form.is_valid():
        words = form.cleaned_data["quote"]
        if form.is_for_new:
            forget_kept_words(request)
            return _to_new_commitment(request, words)
        commitment, submission = form.cleaned_data["goes_to"], form.submission_of(request)
        entry, status = attempt(
            form, lambda: actions.quote(commitment, by=seat, words=words, submission=submission)
        )
        if entry:
            forget_kept_words(request)
            return _back_to_text(request, text, entry)
    context = {"form": form, "quote_form": form, "seat": seat}
    return render_part(request, "commitments/quote_form.html", context, part="quote-form", status=status)


def selected_place(data: QueryDict, readout: Readout) -> WordsPlace | None:
    """The range an address names with `start` and `end`, in code points; None where it is no range of the text."""
    start, end = (number_in(data.get(name, "")) for name in ("start", "end"))
    if start is None or end is None:
        return None
    return place_at(readout, start, end)


def _selection(data: QueryDict, readout: Readout) -> dict[str, Any]:
    place = selected_place(data, readout)
    return {} if place is None else {"start": place.start, "end": place.end, "words": place.words}


def _to_new_commitment(request: HttpRequest, words: Words) -> HttpResponse:
    readout = words.readout
    url = reverse(
        "commitments:record",
        args=[readout.commission.slug],
        query={"readout": readout.slug, "start": words.start, "end": words.end},
    )
    return HttpResponseClientRedirect(url) if wants_part(request) else redirect(url)


def _back_to_text(request: HttpRequest, readout: Readout, entry: Entry) -> HttpResponse:
    """The text again, where the words now are marked."""
    commitment, url = entry.commitment, readout.get_absolute_url()
    sentence = format_html(
        _("Quoted for {code} as {entry}. The words are marked in the text."),
        code=format_html('<a href="{}">{}</a>', commitment.get_absolute_url(), commitment.code),
        entry=_entry_link(readout, entry),
    )
    if taken_off := marks_taken_off(entry):
        sentence = format_html("{} {}", sentence, taken_off)
    response = done(request, sentence, f"{url}#q-{number_of(commitment.code, readout)}")
    if wants_part(request) and urlsplit(request.htmx.current_url or "")[2:4] == (url, ""):
        # Only the part after # would change, for which no browser asks the server again.
        response["HX-Refresh"] = "true"
    return response


def _filed_sentence(seat: Seat, readout: Readout) -> str:
    return format_html(
        _(
            "Filed for {party} and frozen as {entry}. Go through it sentence by sentence, or select words in the text to quote them."
        ),
        party=seat.party.name,
        entry=_entry_link(readout, readout.entry),
    )


def _entry_link(readout: Readout, entry: Entry) -> str:
    url = reverse("commitments:entry", args=[readout.commission.slug, entry.number])
    return format_html('<a href="{}">{}</a>', url, _("entry No. %(number)d") % {"number": entry.number})
