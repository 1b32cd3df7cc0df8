"""What is counted in a commission: one address holds the filters, the page and the day."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commitments import typography
from commitments.context import log_size
from commitments.exports.lists import indicators_list
from commitments.forms.indicators_filter import IndicatorsFilter
from commitments.models import Seat
from commitments.models.together import asked_ahead
from commitments.reports.figures.listing import indicators_page
from commitments.reports.register import choices_of, choices_question
from commitments.reports.waiting import task_question
from commitments.views.files import file_links, file_of, is_file
from commitments.views.lists import as_of_urls, chips, only_what_is_set, page_of, pager, title_of
from commitments.views.loaders import get_seat
from commitments.views.parts import render_part, wants_part


@require_safe
@only_what_is_set
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug)
    head = log_size(seat)
    questions = [
        choices_question(seat.commission, head=head),
        None if wants_part(request) else task_question(seat, head=head),
    ]
    with asked_ahead(questions):
        return _page(request, seat, head)


def _page(request: HttpRequest, seat: Seat, head: int) -> HttpResponseBase:
    commission = seat.commission
    form = IndicatorsFilter(request.GET, commission=commission, choices=choices_of(commission, head=head))
    query = form.query()
    found = page_of(request, lambda page: indicators_page(seat, query, page=page, head=head))
    labels = form.chips(query)
    number = found.page.count
    sentence = ngettext("%(n)d commitment with figures", "%(n)d commitments with figures", number) % {
        "n": number
    }
    if is_file(request):
        return file_of(
            request,
            lambda absolute: indicators_list(
                seat, query, shows=typography.items([*labels.values(), sentence]), absolute=absolute
            ),
        )
    context = {
        "is_part": wants_part(request),
        "form": form,
        "query": query,
        "found": found,
        "seat": seat,
        "sentence": sentence,
        "title": title_of(_("Indicators, %(sentence)s") % {"sentence": sentence}, found.page),
        "chips": chips(request.GET, labels),
        "not_understood": form.not_understood(),
        "as_of_urls": as_of_urls(request.GET, query.as_of, known_today=query.known_today),
        "pager": pager(request.GET, found.page),
        "files": file_links(request),
    }
    return render_part(request, "commitments/indicators.html", context, part="results")
