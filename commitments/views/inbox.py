"""The inbox: everything that waits for a side, what is asked first, dealt with one after the other in place."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from commitments import rules
from commitments.models import Commitment, Quote, Seat
from commitments.reports.commitment import act_words, preferred
from commitments.reports.step_words import steps_of
from commitments.reports.waiting import Inbox, inbox
from commitments.views.commitment import agree_form, no_news_form, offers, step_button
from commitments.views.loaders import get_seat
from commitments.views.parts import number_in, render_part
from commitments.views.register import page_number
from commitments.vocabulary import other_side

TEMPLATE, PART = "commitments/inbox.html", "inbox"
QUOTES = 3


@require_safe
def show(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug)
    number = number_in(request.GET.get("past", ""))
    found = inbox(
        seat,
        at=request.GET.get("at", "")[:24],
        past=("late" in request.GET, -1 if number is None else number),
        page=page_number(request.GET),
    )
    context = {"found": found, "seat": seat, **_in_hand(seat, found)}
    return render_part(request, TEMPLATE, context, part=PART)


def _in_hand(seat: Seat, found: Inbox) -> dict[str, Any]:
    commitment: Commitment | None = found.in_hand
    if commitment is None:
        return {}
    return {
        "commitment": commitment,
        "act": act_words(commitment),
        "offers": offers(seat, commitment),
        "may_update": rules.may_log_update(seat, commitment),
        "agree": agree_form(seat, commitment) if rules.may_agree(seat, commitment) else None,
        "their_status": commitment.status_label(other_side(seat.side)),
        "own_status": commitment.status_label(seat.side),
        "steps": steps_of(commitment, seat, day=seat.commission.today()).own_open,
        "step_button": step_button(seat, commitment) if rules.may_set_steps(seat, commitment) else None,
        "no_news": no_news_form(seat, commitment) if rules.may_say_no_news(seat, commitment) else None,
        "quotes": quotes_of(commitment),
    }


def quotes_of(commitment: Commitment) -> list[Quote]:
    """The words it was recorded from and those of the other side, in the language the reader reads best."""
    quotes = list(
        Quote.objects.filter(commitment=commitment, readout__meeting=commitment.meeting_id)
        .select_related("readout__party")
        .defer("readout__text")
        .order_by("pk")
    )
    language = preferred([quote.readout.language for quote in quotes])
    return [quote for quote in quotes if quote.readout.language == language][:QUOTES]
