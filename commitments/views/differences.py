"""Where the sides differ: one address holds the filter, the order, the page and the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commitments import typography
from commitments.context import log_size
from commitments.exports.lists import differences_list
from commitments.forms.differences import DifferencesFilter
from commitments.models import Seat
from commitments.models.together import asked_ahead
from commitments.reports.differences import DifferencesPage, differences_page
from commitments.reports.figures.differing import differing_query
from commitments.reports.register import Query, choices_of, choices_question
from commitments.reports.waiting import task_question
from commitments.views.files import file_links, file_of, is_file
from commitments.views.lists import (
    ColumnHead,
    as_of_urls,
    chips,
    only_what_is_set,
    page_of,
    pager,
    rows_on_page,
    sort_of,
    title_of,
)
from commitments.views.loaders import get_seat
from commitments.views.parts import asked_moment, name_as_of, render_part, wants_part


@require_safe
@only_what_is_set
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug)
    head = log_size(seat)
    name_as_of(seat, moment := asked_moment(request, seat.commission))
    questions = [
        choices_question(seat.commission, head=head, moment=moment),
        None if wants_part(request) else task_question(seat, head=head),
    ]
    with asked_ahead(questions):
        return _page(request, seat, head, moment)


def _page(request: HttpRequest, seat: Seat, head: int, moment: dt.datetime | None) -> HttpResponseBase:
    commission = seat.commission
    choices = choices_of(commission, head=head, moment=moment)
    form = DifferencesFilter(request.GET, commission=commission, choices=choices)
    query = form.query()
    size = rows_on_page(request)
    found = page_of(
        request, lambda page: differences_page(commission, query, page=page, head=head, size=size)
    )
    labels = form.chips(query)
    sentence = _sentence(found, labels)
    if is_file(request):
        return file_of(
            request, lambda absolute: differences_list(seat, query, shows=sentence, absolute=absolute)
        )
    title = _("Where the sides differ, %(sentence)s") % {"sentence": sentence}
    context = {
        "is_part": wants_part(request),
        "form": form,
        "query": query,
        "found": found,
        "seat": seat,
        "sentence": sentence,
        "title": title_of(title, found.page),
        "chips": chips(request.GET, labels),
        "heads": _heads(request.GET, query),
        "not_understood": form.not_understood(),
        "as_of_urls": as_of_urls(request.GET, query.as_of, known_today=False),
        "register_url": _register_url(commission.slug, query),
        "figures_url": _register_url(commission.slug, differing_query(query)),
        "pager": pager(request.GET, found.page),
        "files": file_links(request),
    }
    return render_part(request, "commitments/differences.html", context, part="results")


def _heads(data: QueryDict, query: Query) -> list[ColumnHead]:
    """Of the columns before those of the two sides."""
    labels = {"code": _("Code"), "": _("Commitment"), "sector": _("Sector"), "since": _("Differ since")}
    heads = []
    for name, label in labels.items():
        if name:
            url, sorted_now = sort_of(data, name, sort=query.sort, descending=query.descending)
            heads.append(ColumnHead(name, label, url=url, sorted=sorted_now))
        else:
            heads.append(ColumnHead(name, label, classes="plain"))
    return heads


def _sentence(found: DifferencesPage, labels: Mapping[str, str]) -> str:
    """How many there are: "The sides differ on 7 commitments; their figures differ on 1", "Health: 2 of 7; figures: 0 of 1"."""
    if labels:
        words = {
            "filters": typography.items(labels.values()),
            "count": f"{found.page.count:,}",
            "all": f"{found.all_count:,}",
        }
        said = _("%(filters)s: %(count)s of %(all)s") % words
        if not found.all_figures_count:
            return said
        words = {"count": f"{found.figures_count:,}", "all": f"{found.all_figures_count:,}"}
        return typography.clauses([said, _("figures: %(count)s of %(all)s") % words])
    said = ngettext(
        "The sides differ on %(count)s commitment",
        "The sides differ on %(count)s commitments",
        found.page.count,
    ) % {"count": f"{found.page.count:,}"}
    if not found.figures_count:
        return said
    figures = ngettext(
        "their figures differ on %(count)s", "their figures differ on %(count)s", found.figures_count
    )
    return typography.clauses([said, figures % {"count": f"{found.figures_count:,}"}])


def _register_url(slug: str, query: Query) -> str:
    """The same commitments in the register, with its columns and its other filters."""
    asked = QueryDict(mutable=True)
    asked.update(query.filters)
    if query.as_of:
        asked["as_of"] = query.as_of.isoformat()
    return reverse("commitments:register", args=[slug], query=asked)
