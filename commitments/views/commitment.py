"""The page of one commitment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget

from commitments import links, rules, typography
from commitments.actions.state import VALUES
from commitments.context import log_size
from commitments.exports.documents.commitment import commitment_document
from commitments.figures.named import quantity_in
from commitments.forms.base import carried
from commitments.forms.standpoint import CHANGE, POSITION
from commitments.models import Commitment, Entry, Seat
from commitments.models.prepared import PreparedQuestion
from commitments.models.together import asked_ahead
from commitments.reports.commitment import as_it_was
from commitments.reports.figures import reached_words
from commitments.reports.figures.sentences import revised_rows, stated_words
from commitments.reports.letters import is_following
from commitments.reports.names import names_question
from commitments.reports.position import own_position
from commitments.reports.private import notes_question, private_notes
from commitments.reports.proposals import drafts, drafts_question, open_proposals
from commitments.reports.reminders import reminded
from commitments.reports.step_words import steps_of
from commitments.reports.told import told_by_entry
from commitments.reports.waiting import next_waiting, place_of, task_question
from commitments.views.action_pages import ACTIONS, ActionPage
from commitments.views.commitment_parts import HistoryAsked, parts_of, readouts_question
from commitments.views.files import is_file, paper_of
from commitments.views.kept import unsaved, unsaved_question
from commitments.views.loaders import get_commitment
from commitments.views.parts import asked_day, inbox_url, is_held, name_as_of, render_part, wants_part
from commitments.views.value_offer import value_offered
from commitments.vocabulary import EntryKind, Need, Status, Subject
from commitments.vocabulary.languages import in_language

TEMPLATE, PART = "commitments/commitment.html", "commitment"


@dataclass(frozen=True)
class Offer:
    """Something the reader may do here: the words of its link and its address."""

    label: str
    url: str
    page: ActionPage | None = None
    not_yet: str = ""
    is_by_figures: bool = False  # the own figures lead to it

    @property
    def is_waited_for(self) -> bool:
        return self.is_by_figures or (self.page is not None and self.page.is_waited_for)

    @property
    def is_beside_a_proposal(self) -> bool:
        return self.page is not None and self.page.is_of_proposal


@require_safe
def show(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    seat, commitment = get_commitment(request, slug, code)
    as_of = asked_day(request, seat.commission)
    until = None if as_of is None else seat.commission.calendar.end_of_day(as_of)
    if until is not None:
        name_as_of(seat, until)
        commitment.commission = seat.commission
        past = as_it_was(commitment, until)
        if past is None:
            raise Http404(_("This commitment had not been recorded by that day."))
        commitment = past
    if is_file(request):
        return paper_of(request, lambda: commitment_document(seat, commitment, as_of=as_of, until=until))
    with asked_ahead(_questions(request, seat, commitment, is_past=as_of is not None)):
        return _page(request, seat, commitment, as_of)


def _questions(
    request: HttpRequest, seat: Seat, commitment: Commitment, *, is_past: bool
) -> list[PreparedQuestion[Any] | None]:
    """What the page asks whatever is kept of it."""
    found = [readouts_question(seat), names_question(seat.commission)]
    if wants_part(request):
        return found
    found.append(task_question(seat, head=log_size(seat)))
    if not is_past:
        if rules.may(seat, "read_private"):
            found += [notes_question(seat, commitment), drafts_question(seat, commitment)]
        found.append(unsaved_question(request, commitment.get_absolute_url()))
    return found


def _page(request: HttpRequest, seat: Seat, commitment: Commitment, as_of: dt.date | None) -> HttpResponse:
    asked = HistoryAsked.in_address(request.GET, as_of)
    if wants_part(request):
        # The links within the history are all that htmx asks for here.
        response = HttpResponse(parts_of(seat, commitment, asked, only=("history",))["history"])
    else:
        kept = [] if as_of else unsaved(request, commitment.get_absolute_url())
        response = render(request, TEMPLATE, page_context(seat, commitment, asked) | {"unsaved": kept})
    patch_vary_headers(response, ["HX-Request"])
    return response


def page_context(seat: Seat, commitment: Commitment, asked: HistoryAsked | None = None) -> dict[str, Any]:
    asked = asked or HistoryAsked()
    as_of, past = asked.as_of, asked.as_of is not None
    possible = [] if past else [*proposes_delivered(seat, commitment), *offers(seat, commitment)]
    may_update = not past and rules.may_log_update(seat, commitment)
    waited_for = [offer for offer in possible if offer.is_waited_for]
    others = [offer for offer in possible if not (offer.is_waited_for or offer.is_beside_a_proposal)]
    return {
        "parts": parts_of(seat, commitment, asked),
        "commitment": commitment,
        "seat": seat,
        "as_of": as_of,
        "asked": asked,
        "may_update": may_update,
        "buttons": waited_for,
        "offers": others,
        "narrow": [] if past else [*waited_for[0 if may_update else 1 :], *_one_press(seat, commitment)],
        "private": None if past else private_notes(seat, commitment),
        "private_said": "",
        "proposals": open_proposals(seat, commitment, as_of=as_of),
        "drafts": [] if past else drafts(seat, commitment),
        "steps": steps_of(commitment, seat, day=as_of or seat.commission.today()),
        "step_button": None
        if past or not rules.may_set_steps(seat, commitment)
        else step_button(seat, commitment),
        "no_news": None
        if past or not rules.may_say_no_news(seat, commitment)
        else no_news_button(seat, commitment),
        "reminded": [] if past else reminded(seat, commitment),
        "agree": None if past or not rules.may_agree(seat, commitment) else agree_button(seat, commitment),
        "agree_not_yet": ACTIONS["agree"].not_yet(seat, commitment),
        "their_status": Status(rules.their_status(seat, commitment)).label,
        "is_followed": None if past else _is_followed(seat, commitment),
    }


def _is_followed(seat: Seat, commitment: Commitment) -> bool:
    """As its loader found it; asked for where an action has just made the row anew."""
    found: bool | None = getattr(commitment, "is_followed", None)
    return is_following(seat, commitment) if found is None else found


def agree_button(seat: Seat, commitment: Commitment) -> SafeString:
    """What the button sends that agrees: the status that it showed. Another form may open beside it."""
    return carried(seat, commitment.last_number, "agree", shown=rules.their_status(seat, commitment))


def step_button(seat: Seat, commitment: Commitment) -> SafeString:
    """What each button "Done" sends: one form at a time is sent, so all of them may carry the same key."""
    return carried(seat, commitment.last_number, "step")


def no_news_button(seat: Seat, commitment: Commitment) -> SafeString:
    """What the button sends that says there is nothing to report, and on which day."""
    return carried(seat, commitment.last_number, "no_news", effective_on=seat.party.today())


def proposes_delivered(seat: Seat, commitment: Commitment) -> list[Offer]:
    """ "Propose “Delivered”" where the figures of the reader's side have reached the target, with them as its words."""
    page = ACTIONS["close"]
    if commitment.of(seat.side, "need") != Need.REACHED or not page.is_open(seat, commitment):
        return []
    begun = {"status": Status.DELIVERED.value, "note": reached_words(commitment, seat.side)}
    label = _("Propose “%(status)s”") % {"status": Status.DELIVERED.label}
    return [Offer(label, f"{page.url(commitment)}?{urlencode(begun)}", page, is_by_figures=True)]


def offers(seat: Seat, commitment: Commitment) -> list[Offer]:
    """What this reader may do besides logging an update and agreeing, in the order of a working day."""
    found = []
    for page in ACTIONS.values():
        if not (page.offer and page.is_open(seat, commitment)):
            continue
        if page.is_of_proposal:
            found += [
                Offer(
                    page.offer % {"subject": Subject(subject).label},
                    page.url(commitment, one["number"]),
                    page,
                )
                for subject, one in commitment.proposals.items()
                if one["side"] != seat.side
            ]
        else:
            url = page.url(commitment)
            found.append(Offer(str(page.offer), url, page, page.not_yet(seat, commitment)))
    return [*found, *_terms(seat, commitment)]


def _one_press(seat: Seat, commitment: Commitment) -> Iterator[Offer]:
    """What is done by one press in a wide window, as links to its pages."""
    [other] = [party.name for side, party in seat.sides if side != seat.side]
    for name in ("agree", "say_no_news"):
        page = ACTIONS[name]
        if page.is_open(seat, commitment):
            words = {"other": other, "party": seat.party.name}
            url = page.url(commitment)
            yield Offer(str(page.title) % words, url, not_yet=page.not_yet(seat, commitment))


def _terms(seat: Seat, commitment: Commitment) -> Iterator[Offer]:
    """The subjects on which other terms can be prepared: those on which nothing is on the table."""
    if not rules.may_prepare(seat, commitment):
        return
    for subject in Subject:
        if subject not in commitment.proposals:
            args = [seat.commission.slug, commitment.code, subject.value]
            label = _("Propose: %(subject)s") % {"subject": subject.label}
            yield Offer(label, links.reverse("commitments:prepare", args=args))


def show_after(
    request: HttpRequest, seat: Seat, commitment: Commitment, entry: Entry, *, is_new: bool
) -> HttpResponse:
    """The answer to a saved action: the commitment with its new entry, and a sentence that it is saved."""
    url = f"{commitment.get_absolute_url()}#entry-{entry.number}"
    say = messages.success if is_new else messages.info
    say(request, saved_sentence(seat, commitment, entry, url, is_new=is_new))
    if is_held(request):
        return HttpResponse(status=204)
    if not wants_part(request):
        return redirect(url)
    asked_from = urlsplit(request.htmx.current_url_abs_path or "").path
    if asked_from == links.inbox(seat.commission.slug):
        # What waits next is in hand there: the row is as it was before, and so tells its place in the list.
        return HttpResponseClientRedirect(inbox_url(seat, place_of(commitment, seat.side)))
    if asked_from not in ("", commitment.get_absolute_url()):
        return HttpResponseClientRedirect(url)
    _seat, fresh = get_commitment(request, seat.commission.slug, commitment.code)
    response = render_part(request, TEMPLATE, page_context(seat, fresh) | {"is_answer": True}, part=PART)
    return reswap(retarget(response, f"#{PART}"), "outerHTML")


def saved_sentence(seat: Seat, commitment: Commitment, entry: Entry, url: str, *, is_new: bool) -> SafeString:
    """That it is saved and where, or was before; how to take a view back, and what waits next."""
    link = format_html('<a href="{}">{}</a>', url, _("entry No. %(number)d") % {"number": entry.number})
    saved = _("Saved as {link}.") if is_new else _("Saved already as {link}; nothing was recorded twice.")
    receipt = links.reverse("commitments:receipt", args=[seat.commission.slug, entry.number])
    keep = format_html('<a href="{}" download>{}</a>', receipt, _("Receipt"))
    hashed = format_html('{} <span class="hash">{}</span>', keep, entry.leaf_hex[:16])
    sentences = [format_html(saved, link=link), format_html("{}.", hashed)]
    if rules.may_correct_entry(seat, entry):
        url = ACTIONS["correct"].url(commitment, entry.number)
        correct = format_html('<a href="{}">{}</a>', url, _("Correct it"))
        sentences.append(format_html(_("Not what you meant? {link}."), link=correct))
    if is_new:
        sentences += told_by_entry(entry, seat)
    if entry.kind == EntryKind.VALUES_GIVEN and revised_rows(entry.changes):
        # A second delivery on one day may have been meant to come on top of the first.
        corrected = typography.clauses(stated_words(entry.changes))
        sentences.append(format_html(_("It corrects a value given before: {values}."), values=corrected))
    if asked := _position_asked(seat, commitment, entry):
        sentences.append(asked)
    if offered := value_offered(seat, commitment, entry):
        sentences.append(offered)
    if waiting := next_waiting(seat, after=commitment.code):
        following = format_html('<a href="{}">{}</a>', waiting.url, waiting.title)
        sentences.append(format_html(_("Next task: {following}."), following=following))
    return format_html_join(" ", "{}", ((sentence,) for sentence in sentences))


def _position_asked(seat: Seat, commitment: Commitment, entry: Entry) -> SafeString | None:
    """After a value of the own side: its position, where that names a figure in the same unit that may be the old one."""
    stated = entry.changes[VALUES][1] if entry.kind == EntryKind.VALUES_GIVEN else {}
    if not stated or stated.get("reference") or not rules.may_log_update(seat, commitment):
        return None
    position = own_position(seat, commitment)
    if position is None or not quantity_in(position.text, stated["unit"]):
        return None
    url = f"{ACTIONS['log_update'].url(commitment)}?{urlencode({CHANGE: POSITION})}"
    link = format_html('<a href="{}">{}</a>', url, _("Change the position"))
    said = typography.quoted(Truncator(position.text).words(16))
    words = format_html("<span {}>{}</span>", in_language(position.lang), said)
    return format_html(_("Your position still says {words} {link}."), words=words, link=link)
