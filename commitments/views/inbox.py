"""The inbox: everything that waits for somebody, what is asked first, dealt with one after the other in place."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from commitments import actions, links, rules
from commitments.actions.texts_state import STATEMENT
from commitments.context import log_size
from commitments.exports.lists import tasks_list
from commitments.forms.base import ActForm
from commitments.models import Commitment, Mention, Quote, Seat
from commitments.models.prepared import Hole, prepared
from commitments.reports.commitment import act_words, preferred
from commitments.reports.commitment.texts import authentic_texts
from commitments.reports.proposals import open_proposals
from commitments.reports.requests import request_facts
from commitments.reports.step_words import steps_of
from commitments.reports.texts import part_of
from commitments.reports.waiting import Inbox, Place, inbox
from commitments.views.act import BINDING
from commitments.views.action_pages import ACTIONS, ActionPage
from commitments.views.commitment import (
    no_news_button,
    offers,
    proposes_delivered,
    step_button,
)
from commitments.views.files import file_links, file_of, is_file
from commitments.views.kept import unsaved
from commitments.views.lists import page_of
from commitments.views.loaders import get_seat
from commitments.views.parts import EPOCH, done, inbox_url, render_part, wants_part
from commitments.vocabulary import Need, other_side

TEMPLATE, PART = "commitments/inbox.html", "inbox"
QUOTES = 3


@dataclass(frozen=True)
class Press:
    """What one press does here: its words, where it is sent, and the form of hidden fields that is sent.

    What the criteria forbid still is a link to the form, which shows them.
    """

    label: str
    url: str
    page: ActionPage
    form: ActForm
    not_yet: str = ""


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug)
    past = _place_in(request.GET)
    at, asked = request.GET.get("at", "")[:60], {"past": past} if past else {}
    found = page_of(request, lambda page: inbox(seat, head=log_size(seat), at=at, page=page, **asked))
    tasks = found.count.words(seat.party.name)
    if is_file(request):
        return file_of(request, lambda absolute: tasks_list(seat, shows=tasks, absolute=absolute))
    context = {
        "found": found,
        "page_url": f"{links.inbox(slug)}?page={found.page.number}",
        "tasks": tasks,
        "files": file_links(request),
        "seat": seat,
        "is_part": wants_part(request),
        "unsaved": [] if wants_part(request) else unsaved(request, links.overview(slug)),
        **_in_hand(seat, found),
    }
    return render_part(request, TEMPLATE, context, part=PART)


@require_POST
def see(request: HttpRequest, slug: str, mention: uuid.UUID) -> HttpResponse:
    """Seen: it leaves the inbox of the seat that was named. What is there no longer needs no seeing."""
    seat = get_seat(request, slug, may="see_mention")
    row = Mention.objects.filter(public_id=mention, seat=seat).first()
    if row is None:
        raise Http404
    actions.see_mention(row, by=seat)
    return done(request, _("Seen."), inbox_url(seat, (False, row.written_at, "")))


def _place_in(address: QueryDict) -> Place | None:
    """The place an address names by microseconds and the place of a commitment; None where it names none."""
    text = address.get("past", "")
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        return None
    return "late" in address, EPOCH + dt.timedelta(microseconds=int(text)), address.get("after", "")[:60]


def _in_hand(seat: Seat, found: Inbox) -> dict[str, Any]:
    commitment: Commitment | None = found.in_hand
    if commitment is None:
        return {}
    press = press_of(seat, commitment)
    possible = [*proposes_delivered(seat, commitment), *offers(seat, commitment)]
    if press is not None:
        possible = [
            replace(offer, label=str(press.page.with_more)) if offer.page is press.page else offer
            for offer in possible
        ]
    return {
        "commitment": commitment,
        "act": act_words(commitment),
        "press": press,
        "answers": [offer for offer in possible if offer.page and offer.page.is_answer],
        "offers": [offer for offer in possible if not (offer.page and offer.page.is_answer)],
        "may_update": rules.may_log_update(seat, commitment),
        "their_status": commitment.status_label(other_side(seat.side)),
        "own_status": commitment.status_label(seat.side),
        "steps": steps_of(commitment, seat, day=seat.commission.today()).own_open,
        "step_button": step_button(seat, commitment) if rules.may_set_steps(seat, commitment) else None,
        "no_news": no_news_button(seat, commitment) if rules.may_say_no_news(seat, commitment) else None,
        "asked_for": request_facts(commitment, on=seat.commission.today()) if commitment.is_request else None,
        "quotes": quotes_of(commitment),
        "proposals": open_proposals(seat, commitment),
        "statement": part_of(commitment, STATEMENT, seat.side),
        "authentic": authentic_texts(commitment) if press and press.page.name in BINDING else None,
    }


def press_of(seat: Seat, commitment: Commitment) -> Press | None:
    """What "a" does: the plain answer to what is asked of the side, as it was asked."""
    names: tuple[str, ...] = ()
    match commitment.of(seat.side, "need"):
        case Need.REQUEST:
            names = ("accept_request",)
        case Need.CONFIRM:
            names = ("accept_wording", "confirm")
        case Need.TERMS if (number := proposed_to(seat, commitment)) is not None:
            return _press(_("Accept the terms"), ACTIONS["accept"], seat, commitment, proposal=number)
    for page in (ACTIONS[name] for name in names):
        if page.is_open(seat, commitment):
            return _press(str(page.offer), page, seat, commitment)
    if ACTIONS["agree"].is_open(seat, commitment):
        status = commitment.status_label(other_side(seat.side))
        return _press(_("Agree: “%(status)s”") % {"status": status}, ACTIONS["agree"], seat, commitment)
    return None


def _press(label: str, page: ActionPage, seat: Seat, commitment: Commitment, **named: int) -> Press:
    form = page.form(seat=seat, commitment=commitment, **named)
    form.auto_id = "press_%s"  # another form may open beside it
    url = page.url(commitment, *named.values())
    return Press(label, url, page, form, page.not_yet(seat, commitment))


def proposed_to(seat: Seat, commitment: Commitment) -> int | None:
    """The first proposal on the table that `seat` may answer."""
    return next((one.number for one in open_proposals(seat, commitment) if one.may_answer), None)


def quotes_of(commitment: Commitment) -> list[Quote]:
    """The words it was recorded from and those of the other side, in the language the reader reads best."""
    quotes = _quotes(commitment=commitment.pk, meeting=commitment.meeting_id)
    language = preferred([quote.readout.language for quote in quotes])
    return [quote for quote in quotes if quote.readout.language == language][:QUOTES]


@prepared
def _quotes(*, commitment: Hole, meeting: Hole) -> QuerySet[Quote]:
    found = Quote.objects.filter(commitment=commitment, readout__meeting=meeting)
    return found.select_related("readout__party").defer("readout__text").order_by("pk")
