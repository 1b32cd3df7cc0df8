"""Briefings: preparing one for a week, looking at it, issuing it, and taking its files along."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from commitments import actions, clock, links, rules
from commitments.actions.briefing import briefing_languages
from commitments.context import log_size
from commitments.exports.documents.briefing import briefing_versions, covered, print_briefing
from commitments.exports.documents.content import PaperDocument
from commitments.exports.documents.html import blocks_of
from commitments.exports.documents.pdf import CannotPrint, write_one_page, write_pdf
from commitments.exports.documents.word import write_docx
from commitments.forms.base import ActForm
from commitments.forms.briefing import BriefingForm, IssueForm
from commitments.models import BriefingDraft, BriefingFile, Party, Seat, Week
from commitments.models.prepared import PreparedQuestion
from commitments.models.snapshot import snapshot
from commitments.models.together import asked_ahead
from commitments.models.week import SETTLED_AFTER
from commitments.reports import weekly
from commitments.reports.briefing import (
    BriefingColumn,
    BriefingPage,
    briefing_columns,
    briefing_page,
    draft_question,
    issued_in,
    issued_of,
    issued_question,
    own_draft,
    page_questions,
    suggestions,
)
from commitments.reports.names import names_question
from commitments.reports.waiting import task_question
from commitments.views.attempt import attempt
from commitments.views.errors import RETRY_SECONDS, ErrorPage, unavailable
from commitments.views.files import DOCX, PAPER_LABELS, attached, is_file
from commitments.views.kept import forget_kept_words, kept_words, offered_question
from commitments.views.loaders import get_seat
from commitments.views.parts import done, name_as_of

any_method = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """The briefings of both sides, newest first."""
    seat = get_seat(request, slug)
    context = {"seat": seat, "briefings": issued_of(seat), "present": weekly_link(seat)}
    return render(request, "commitments/briefing_list.html", context)


def weekly_link(seat: Seat) -> Week | None:
    """The week that was cut off last, whose briefing comes next; None where the reader prepares none."""
    if not rules.may(seat, "prepare_briefing"):
        return None
    return seat.commission.calendar.week_of(clock.now()).shifted(-1)


@any_method
def prepare(request: HttpRequest, slug: str, label: Week) -> HttpResponse:
    """What is asked of the head of state, and the cover note: kept as a draft of the own side."""
    seat = get_seat(request, slug, may="read_briefing")
    if request.method != "POST":
        period = weekly.period_of(seat.commission, label)
        questions: list[PreparedQuestion[Any] | None] = [
            weekly.first_question(seat.commission),
            draft_question(seat, label),
            issued_question(seat, label),
            names_question(seat.commission),
            *page_questions(seat, period),
            offered_question(request),
            task_question(seat, head=log_size(seat)),
        ]
        with asked_ahead(questions):
            first = _check_week(seat, label)
            draft = own_draft(seat, label)
            page = _page(seat, label, draft, first)
            suggested = suggestions(page)
            form = BriefingForm(seat=seat, draft=draft, suggested=suggested, initial=kept_words(request))
            return _form(request, seat, label, form, draft, page)
    _check_week(seat, label)
    draft = own_draft(seat, label)
    may_prepare = rules.may(seat, "prepare_briefing")
    if not may_prepare:
        raise PermissionDenied
    page = _page(seat, label, draft)
    form, status = BriefingForm(request.POST, seat=seat, draft=draft, suggested=suggestions(page)), 422
    if form.is_valid():
        words = form.fields_of_action()
        try:
            saved, status = attempt(
                form, lambda: actions.save_briefing(seat.commission, by=seat, week=label, **words)
            )
        except actions.BriefingChanged as found:
            return _form(request, seat, label, form, found.draft, page, changed=found, status=409)
        if saved is not None:
            forget_kept_words(request)
            return done(request, _("Saved as a draft."), links.briefing(slug, label))
    return _form(request, seat, label, form, draft, page, status=status)


@any_method
def issue(request: HttpRequest, slug: str, label: Week) -> HttpResponse:
    """The draft as it will be printed, and the button that issues it; asked for as a file, the draft printed."""
    seat = get_seat(request, slug, may="read_briefing")
    _check_week(seat, label)
    draft = own_draft(seat, label)
    if draft is None:
        if request.method == "POST" and issued_in(seat, label):
            return done(request, _("This briefing was issued already."), _week_url(seat, label))
        return redirect(links.briefing(slug, label))
    if is_file(request):
        return _draft_file(request, seat, label, draft)
    if request.method != "POST":
        return _preview(request, seat, label, draft, IssueForm(seat=seat, seen=draft.revision))
    if not rules.may(seat, "issue_briefing"):
        raise PermissionDenied
    form, status = IssueForm(request.POST, seat=seat, seen=draft.revision), 422
    if form.is_valid():
        try:
            if form.cleaned_data["seen"] != draft.revision:
                raise actions.BriefingChanged(draft)
            printed = _printed(seat, label, draft)
            entry, status = attempt(
                form,
                lambda: actions.issue_briefing(
                    draft, by=seat, printed=printed, submission=form.submission_of(request)
                ),
            )
        except CannotPrint as error:
            form.add_error(None, str(error))
            entry, status = None, 503
        except actions.BriefingChanged:
            form.add_error(
                None, _("The draft was changed meanwhile. This is the present one: read it again.")
            )
            form.ask_again(seen=draft.revision)
            entry, status = None, 409
        if entry is not None:
            said = _("Issued as entry No. %(number)d. Both sides can read it now.") % {"number": entry.number}
            return done(request, said, f"{_week_url(seat, label)}#briefings-h")
    response = _preview(request, seat, label, draft, form, status=status)
    if status == 503:
        response["Retry-After"] = str(RETRY_SECONDS)
    return response


@any_method
def delete(request: HttpRequest, slug: str, label: Week) -> HttpResponse:
    """A draft that is gone already needs no deleting: pressed twice, it is gone once."""
    seat = get_seat(request, slug, may="prepare_briefing")
    draft = own_draft(seat, label)
    if draft is not None and request.method == "POST":
        actions.delete_briefing(draft, by=seat)
    if draft is None or request.method == "POST":
        return done(request, _("The draft is deleted."), _week_url(seat, label))
    context = {"seat": seat, "week": label, "name": weekly.name_of(label), "form": IssueForm(seat=seat)}
    return render(request, "commitments/briefing_delete.html", context)


@require_safe
def file(request: HttpRequest, slug: str, label: Week, party: str, name: str) -> HttpResponse:
    """The bytes of a file, as they were issued. The copies with the cover note of the other side are not there."""
    seat = get_seat(request, slug)
    rows = BriefingFile.objects.readable_by(seat.party).filter(
        briefing__party__code=party, briefing__week=str(label), name=name
    )
    row = rows.first()
    if row is None:
        raise Http404
    kind = name.rpartition(".")[2]
    content_type = DOCX if kind == "docx" else "application/pdf"
    own = "-with-cover-note" if row.is_own else ""
    called = f"{seat.commission.code_prefix}-briefing-{party}-{label}{own}.{kind}"
    return attached(bytes(row.content), called, content_type)


# --- parts


def _week_url(seat: Seat, label: Week) -> str:
    return reverse("commitments:week", args=[seat.commission.slug, label])


def _check_week(seat: Seat, label: Week) -> Week:
    """Returns the first week of the log. Raises Http404 for a week that is not over, or before anything was recorded."""
    first = weekly.first_week(seat.commission)
    over = seat.commission.calendar.cutoff(label) + SETTLED_AFTER < clock.now()
    if first is None or label < first or not over:
        raise Http404(_("A briefing tells what is known at the end of a week. This week is not over."))
    return first


def _page(seat: Seat, label: Week, draft: BriefingDraft | None, first: Week | None = None) -> BriefingPage:
    period = weekly.period_of(seat.commission, label)
    name_as_of(seat, period.moment)
    return briefing_page(seat, period, draft.decisions if draft else [], first=first)


def _columns(seat: Seat, label: Week, draft: BriefingDraft) -> list[BriefingColumn]:
    """The page in each language, where it is to be issued so. `seat` has the names of the week's end."""
    codes = briefing_languages(seat)
    if not draft.is_in_columns or len(codes) < 2:
        return []
    told = draft.other_decisions | {codes[0]: draft.decisions}
    return briefing_columns(seat, weekly.period_of(seat.commission, label), codes, told)


def _form(
    request: HttpRequest,
    seat: Seat,
    label: Week,
    form: BriefingForm,
    draft: BriefingDraft | None,
    page: BriefingPage,
    *,
    changed: actions.BriefingChanged | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form; after somebody else has saved, with their words, and ready to be saved on top of them."""
    if changed is not None:
        form.ask_again(seen=draft.revision if draft else None)
    context = {
        "seat": seat,
        "week": label,
        "name": weekly.name_of(label),
        "form": form,
        "draft": draft,
        "changed": changed,
        "page": page,
        "issued": [one for one in issued_in(seat, label) if one.party.pk == seat.party_id],
        "other": _other_party(seat),
        "may_prepare": rules.may(seat, "prepare_briefing"),
        "files": _draft_links(seat, label) if draft else [],
    }
    return render(request, "commitments/briefing.html", context, status=status)


def _other_party(seat: Seat) -> Party:
    return next(party for _side, party in seat.sides if party.pk != seat.party_id)


def _draft_links(seat: Seat, label: Week) -> list[tuple[str, str]]:
    url = reverse("commitments:briefing-issue", args=[seat.commission.slug, label])
    return [(name, f"{url}?file={kind}") for kind, name in PAPER_LABELS.items()]


def _preview(
    request: HttpRequest, seat: Seat, label: Week, draft: BriefingDraft, form: ActForm, *, status: int = 200
) -> HttpResponse:
    with snapshot():
        page = _page(seat, label, draft)
        columns = _columns(seat, label, draft)
    shown = briefing_versions(page, issued_at=None, columns=columns)[0]
    context = {
        "seat": seat,
        "week": label,
        "name": weekly.name_of(label),
        "other": _other_party(seat),
        "form": form,
        "draft": draft,
        "blocks": blocks_of(shown.blocks),
        "foot": shown.foot,
        "may_issue": rules.may(seat, "issue_briefing"),
        "files": _draft_links(seat, label),
    }
    return render(request, "commitments/briefing_issue.html", context, status=status)


def _draft_file(request: HttpRequest, seat: Seat, label: Week, draft: BriefingDraft) -> HttpResponse:
    """The draft as the own side will have it, with its cover note, marked as a draft."""
    kind = request.GET["file"]
    if kind not in PAPER_LABELS:
        raise Http404
    with snapshot():
        page = _page(seat, label, draft)
        columns = _columns(seat, label, draft)
    versions: list[PaperDocument] = briefing_versions(page, issued_at=None, columns=columns)
    try:
        printed = write_one_page(versions)
        document, pdf = versions[printed.version], printed.pdf
        if draft.cover_note:
            document = covered(document, page, draft.cover_note)
            if kind == "pdf":
                pdf = write_pdf(document, size=printed.size, is_one_of_two=True)
    except CannotPrint as error:
        return unavailable(request, ErrorPage(_("No file could be made"), str(error)))
    if kind == "pdf":
        return attached(pdf, f"{document.name}-draft.pdf", "application/pdf")
    return attached(write_docx(document, size=printed.size), f"{document.name}-draft.docx", DOCX)


def _printed(seat: Seat, label: Week, draft: BriefingDraft) -> actions.PrintedBriefing:
    """Before the lock of the log is taken: laying out takes seconds."""
    log_size = seat.commission.loghead.size
    with snapshot():
        page = _page(seat, label, draft)
        columns = _columns(seat, label, draft)
    return print_briefing(
        page,
        columns=columns,
        revision=draft.revision,
        log_size=log_size,
        cover_note=draft.cover_note,
        issued_at=clock.now(),
        key=secrets.token_hex(16),
    )
