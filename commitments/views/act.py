"""The actions on a commitment: each a form that opens in place, and is a page of its own without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from commitments import actions, rules
from commitments.forms import commitment as terms
from commitments.forms import standpoint as views_of
from commitments.forms.base import ActForm
from commitments.forms.evidence import discard, unused
from commitments.models import Commitment, Entry, Seat
from commitments.reports.commitment import last_said
from commitments.reports.conflict import Comparison, compare
from commitments.views.commitment import show_after
from commitments.views.kept import forget_kept_words, kept_words
from commitments.views.loaders import get_commitment
from commitments.views.parts import render_part, wants_part
from commitments.vocabulary import Status

TEMPLATE, PART = "commitments/act.html", "act-form"


@dataclass(frozen=True)
class Kind:
    """One action as a page: its form, who may, its words. `button` and `title` may name the side."""

    name: str
    form: type[ActForm]
    action: Callable[..., Entry]
    allowed: Callable[[Seat | None, Commitment], bool]
    title: Any
    button: Any
    explanation: Any = ""
    refusal: Any = ""
    is_binding: bool = False
    has_sources: bool = False


def _perform(request: HttpRequest, kind: Kind, form: ActForm, commitment: Commitment) -> Entry:
    fields = form.fields_of_action()
    try:
        entry = kind.action(
            commitment,
            by=form.seat,
            seen=form.cleaned_data.get("seen"),
            submission=form.submission_of(request),
            **fields,
        )
    except (actions.RuleBroken, actions.Conflict, actions.SubmissionReused, actions.NotAllowed):
        # Only where it is certain that nothing was written: a connection lost while committing leaves that open,
        # and a file without an entry does no harm.
        discard(fields.get("sources", ()))
        raise
    discard(
        unused(fields.get("sources", ()), entry)
    )  # a repeated submission had its file stored the first time
    return entry


def _act(request: HttpRequest, slug: str, code: str, kind: Kind, **form_fields: Any) -> HttpResponse:
    seat, commitment = get_commitment(request, slug, code, role=kind.name)
    if request.method != "POST":
        if not kind.allowed(seat, commitment):
            raise PermissionDenied(kind.refusal or _("This cannot be done here now."))
        form = kind.form(seat=seat, commitment=commitment, initial=kept_words(request), **form_fields)
        return render_part(request, TEMPLATE, _context(kind, request, form, commitment), part=PART)
    form = kind.form(request.POST, request.FILES, seat=seat, commitment=commitment, **form_fields)
    status, conflict = 422, None
    if form.is_valid():
        try:
            entry = _perform(request, kind, form, commitment)
        except actions.RuleBroken as error:
            form.refuse(error)
        except actions.Conflict as found:
            status, conflict = 409, compare(found.entries, form.typed(), seat)
            form.ask_again(seen=found.entries[-1].number)
        except actions.SubmissionReused:
            status = 409
            form.add_error(
                None, _("This form was sent before with other words. Read them once more and send again.")
            )
            form.ask_again(seen=form.cleaned_data.get("seen"))
        else:
            forget_kept_words(request)
            return show_after(request, seat, commitment, entry)
    context = _context(kind, request, form, commitment, conflict=conflict)
    return render_part(request, TEMPLATE, context, part=PART, status=status)


def _context(
    kind: Kind,
    request: HttpRequest,
    form: ActForm,
    commitment: Commitment,
    conflict: Comparison | None = None,
) -> dict[str, Any]:
    seat = form.seat
    first, second = seat.commission.sides
    words = {
        "party": seat.party.name,
        "other": second.name if seat.side == "first" else first.name,
        "theirs": Status(rules.their_status(seat, commitment)).label,
    }
    aside = {*getattr(form, "evidence_fields", ()), "next_step", "next_on"}
    if "next_step" in form.fields:
        aside |= {"outlook", "reason"}
    problems = (
        [("conflict", _("Somebody wrote while you were writing: compare before you save"))]
        if conflict
        else []
    )
    return {
        "kind": kind,
        "is_page": not wants_part(request),
        "form": form,
        "seat": seat,
        "commitment": commitment,
        "title": str(kind.title) % words,
        "button": str(kind.button) % words,
        "explanation": str(kind.explanation) % words,
        "url": request.get_full_path(),
        "back": commitment.get_absolute_url(),
        "conflict": conflict,
        "problems": problems,
        "correcting": getattr(form, "entry", None),
        "last_said": last_said(seat, commitment) if kind.name == "log_update" else None,
        "main_fields": [field for field in form.visible_fields() if field.name not in aside],
        "sources_open": kind.action is actions.close or _has_any(form, getattr(form, "evidence_fields", ())),
        "sources_hint": _("needed for “Delivered”")
        if kind.action is actions.close
        else _("a page or a file"),
        "outlook_open": _has_any(form, ("outlook", "reason", "next_step", "next_on")),
        "given_file_name": form.given_file_name() if kind.has_sources else "",
    }


def _has_any(form: ActForm, names: tuple[str, ...]) -> bool:
    """Whether any of these fields has something in it or something wrong with it."""
    found = [form[name] for name in names if name in form.fields]
    return any(field.errors or field.value() not in (None, "", "no_view") for field in found)


LOG_UPDATE = Kind(
    "log_update",
    views_of.UpdateForm,
    actions.log_update,
    rules.may_log_update,
    gettext_lazy("Log an update for %(party)s"),
    gettext_lazy("Save update for %(party)s"),
    has_sources=True,
)
AGREE = Kind(
    "agree",
    views_of.AgreeForm,
    actions.agree,
    rules.may_agree,
    gettext_lazy("Agree with %(other)s"),
    gettext_lazy("Agree for %(party)s: “%(theirs)s”"),
    gettext_lazy(
        "%(other)s says “%(theirs)s”. The view of %(party)s becomes the same; it is an entry like any other."
    ),
    refusal=gettext_lazy(
        "There is nothing to agree with: the sides say the same, or the other side has no view."
    ),
    is_binding=True,
)
CHECK = Kind(
    "check_condition",
    views_of.CheckForm,
    actions.check_condition,
    rules.may_check_condition,
    gettext_lazy("Answer the condition for %(party)s"),
    gettext_lazy("Save the answer of %(party)s"),
    has_sources=True,
)
REPORT = Kind(
    "report",
    views_of.ReportForm,
    actions.file_report,
    rules.may_report,
    gettext_lazy("Report for %(party)s"),
    gettext_lazy("File the report of %(party)s"),
    has_sources=True,
)
CLOSE = Kind(
    "close",
    views_of.CloseForm,
    actions.close,
    rules.may_close,
    gettext_lazy("Close for %(party)s"),
    gettext_lazy("State this for %(party)s"),
    gettext_lazy(
        "It is closed when both sides have said the same. Until then the register shows that they differ."
    ),
    is_binding=True,
    has_sources=True,
)
REOPEN = Kind(
    "reopen",
    views_of.ReopenForm,
    actions.reopen,
    rules.may_reopen,
    gettext_lazy("Reopen for %(party)s"),
    gettext_lazy("Reopen for %(party)s"),
    gettext_lazy("Your side takes back its closing. The entry that closed it stays in the log."),
    is_binding=True,
)
SUPERSEDE = Kind(
    "supersede",
    views_of.SupersedeForm,
    actions.supersede,
    rules.may_supersede,
    gettext_lazy("Replace by another commitment"),
    gettext_lazy("State this for %(party)s"),
    gettext_lazy("It counts as replaced when both sides have said so."),
    is_binding=True,
)
REDATE = Kind(
    "redate",
    terms.RedateForm,
    actions.redate,
    rules.may_redate,
    gettext_lazy("Move the date"),
    gettext_lazy("Move the date"),
    gettext_lazy("The first date given stays in sight, with how often and how far it was moved."),
    has_sources=True,
)
HAND_OVER = Kind(
    "hand_over",
    terms.HandOverForm,
    actions.hand_over,
    rules.may_hand_over,
    gettext_lazy("Hand over on the side of %(party)s"),
    gettext_lazy("Hand over"),
)
AMEND = Kind(
    "amend",
    terms.AmendForm,
    actions.amend,
    rules.may_amend,
    gettext_lazy("Change the wording"),
    gettext_lazy("Save the new wording"),
    gettext_lazy("The quoted words of the readouts stay as they are; this is the register’s own wording."),
)
CONFIRM = Kind(
    "recognise",
    terms.NoteForm,
    actions.confirm,
    rules.may_recognise,
    gettext_lazy("Confirm for %(party)s"),
    gettext_lazy("Confirm for %(party)s"),
    gettext_lazy("%(party)s recognises that this was promised. It says nothing about progress."),
    is_binding=True,
)
DECLINE = Kind(
    "recognise",
    terms.ReasonForm,
    actions.decline,
    rules.may_recognise,
    gettext_lazy("Do not confirm for %(party)s"),
    gettext_lazy("Leave it as the understanding of %(other)s"),
    is_binding=True,
)
WITHDRAW = Kind(
    "withdraw",
    terms.ReasonForm,
    actions.withdraw,
    rules.may_withdraw,
    gettext_lazy("Withdraw"),
    gettext_lazy("Withdraw for %(party)s"),
    gettext_lazy("It is no longer counted. Its words and history stay in the register."),
    refusal=gettext_lazy(
        "Only who proposed a commitment can withdraw it, and only until the other side confirms it or both close it. "
        "After that both sides can drop it by agreement."
    ),
    is_binding=True,
)
CORRECT = Kind(
    "correct",
    views_of.CorrectForm,
    actions.correct,
    rules.may_log_update,
    gettext_lazy("Correct an entry of %(party)s"),
    gettext_lazy("Save the correction"),
    gettext_lazy("Nothing is overwritten: the correction is a new entry that points at the old one."),
    has_sources=True,
)

any_method = require_http_methods(["GET", "HEAD", "POST"])


def _page(kind: Kind) -> Callable[..., HttpResponse]:
    @any_method
    def view(request: HttpRequest, slug: str, code: str) -> HttpResponse:
        return _act(request, slug, code, kind)

    view.__name__ = view.__qualname__ = kind.action.__name__
    return view


log_update = _page(LOG_UPDATE)
agree = _page(AGREE)
check_condition = _page(CHECK)
file_report = _page(REPORT)
close = _page(CLOSE)
reopen = _page(REOPEN)
supersede = _page(SUPERSEDE)
redate = _page(REDATE)
hand_over = _page(HAND_OVER)
amend = _page(AMEND)
confirm = _page(CONFIRM)
decline = _page(DECLINE)
withdraw = _page(WITHDRAW)


@any_method
def correct(request: HttpRequest, slug: str, code: str, number: int) -> HttpResponse:
    """Correct entry `number`, which has to be one of the reader's side about this commitment."""
    seat, commitment = get_commitment(request, slug, code, role="correct")
    entry = Entry.objects.readable().filter(commitment=commitment, number=number).first()
    if entry is None:
        raise Http404
    if not rules.may_correct(seat, entry):
        raise PermissionDenied(_("Only an entry of your own side about its view can be corrected by you."))
    return _act(request, slug, code, CORRECT, entry=entry)
