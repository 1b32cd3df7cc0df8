"""Private notes: forms that open in the aside of a commitment, and are pages of their own without JavaScript."""

from __future__ import annotations

import uuid
from urllib.parse import urlsplit

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from commitments import actions, rules
from commitments.forms.base import ActForm
from commitments.forms.private import DeleteNoteForm, NewNoteForm, PrivateNoteForm
from commitments.models import Commitment, PrivateNote, Seat
from commitments.reports.private import private_note, private_notes
from commitments.reports.told import told_by_note
from commitments.views import commitment as commitment_page
from commitments.views.attempt import attempt
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.loaders import get_commitment
from commitments.views.parts import render_part, wants_part

PART = "private-notes"
any_method = require_http_methods(["GET", "HEAD", "POST"])


@any_method
def write(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    seat, commitment = get_commitment(request, slug, code, role="write_private")
    if request.method != "POST":
        form = NewNoteForm(seat=seat, initial=kept_words(request))
        return _form(request, seat, commitment, form)
    form, status = NewNoteForm(request.POST, seat=seat), 422
    if form.is_valid():
        note, status = attempt(
            form,
            lambda: actions.write_private_note(
                commitment, by=seat, submission=form.submission_of(request), **form.fields_of_action()
            ),
        )
        if note:
            forget_kept_words(request)
            if not form.made(note):
                said = _("This is noted already; nothing was saved twice.")
                return _answer(request, seat, commitment, said)
            return _answer(request, seat, commitment, _saved(note, seat))
    return _form(request, seat, commitment, form, status=status)


@any_method
def change(request: HttpRequest, slug: str, code: str, note: uuid.UUID) -> HttpResponse:
    seat, commitment = get_commitment(request, slug, code, role="write_private")
    row = private_note(seat, commitment, note)
    if row is None:
        raise Http404
    if not rules.may_change_private_note(seat, row):
        raise PermissionDenied(_("Only the person who wrote a note can change it."))
    row.commitment = commitment
    if request.method != "POST":
        initial = {"text": row.text} | kept_words(request)
        return _form(
            request, seat, commitment, PrivateNoteForm(seat=seat, seen=row.revision, initial=initial)
        )
    form, status = PrivateNoteForm(request.POST, seat=seat), 422
    if form.is_valid():
        words, seen = form.fields_of_action(), form.cleaned_data["seen"]
        try:
            changed, status = attempt(
                form, lambda: actions.change_private_note(row, by=seat, seen=seen, **words)
            )
        except type(row).DoesNotExist as gone:
            raise Http404 from gone
        except actions.NoteChanged as found:
            changed, status = None, 409
            sentence = _(
                "You changed it somewhere else meanwhile. It now says: “%(text)s”. Save again to replace that version."
            )
            form.add_error("text", sentence % {"text": found.note.text})
            form.ask_again(seen=found.note.revision)
        if changed:
            forget_kept_words(request)
            return _answer(request, seat, commitment, _saved(changed, seat))
    return _form(request, seat, commitment, form, status=status)


@any_method
def delete(request: HttpRequest, slug: str, code: str, note: uuid.UUID) -> HttpResponse:
    """What is not there any more needs no deleting: pressed twice, it is gone once."""
    seat, commitment = get_commitment(request, slug, code, role="write_private")
    row = private_note(seat, commitment, note)
    if row is None and request.method != "POST":
        raise Http404
    if row is None:
        return _answer(request, seat, commitment, _("This note no longer exists."))
    if not rules.may_delete_private_note(seat, row):
        raise PermissionDenied(
            _("Only the person who wrote a note, or a secretary of the side, can delete it.")
        )
    if request.method != "POST":
        return _form(request, seat, commitment, DeleteNoteForm(seat=seat), deleted=row.text)
    row.commitment = commitment
    actions.delete_private_note(row, by=seat)
    forget_kept_words(request)
    return _answer(request, seat, commitment, _("Deleted."))


def _form(
    request: HttpRequest,
    seat: Seat,
    commitment: Commitment,
    form: ActForm,
    *,
    deleted: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "seat": seat,
        "commitment": commitment,
        "title": _("Delete this note?")
        if deleted
        else _("Note for %(party)s only") % {"party": seat.party.name},
        "deleted": deleted,
        "is_page": not wants_part(request),
        "url": request.get_full_path(),
        "back": commitment.get_absolute_url(),
    }
    return render_part(request, "commitments/note_form.html", context, part="note-form", status=status)


def _saved(note: PrivateNote, seat: Seat) -> SafeString:
    return format_html_join(" ", "{}", ((said,) for said in (_("Saved."), *told_by_note(note, seat))))


def _answer(request: HttpRequest, seat: Seat, commitment: Commitment, said: str) -> HttpResponse:
    """The notes as they are now, in place of the old ones; or the page they stand on."""
    url = f"{commitment.get_absolute_url()}#{PART}"
    asked_from = urlsplit(request.htmx.current_url_abs_path or "").path
    if wants_part(request) and asked_from in ("", commitment.get_absolute_url()):
        context = {
            "seat": seat,
            "commitment": commitment,
            "private": private_notes(seat, commitment),
            "private_said": said,
        }
        response = render_part(request, commitment_page.TEMPLATE, context, part=PART)
        return reswap(retarget(response, f"#{PART}"), "outerHTML")
    messages.success(request, said)
    return HttpResponseClientRedirect(url) if wants_part(request) else redirect(url)
