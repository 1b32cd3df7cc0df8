"""The register: one address holds filters, order, page and day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_safe

from commitments import typography
from commitments.context import log_size
from commitments.exports.lists import register_list
from commitments.forms.filters import RegisterFilter
from commitments.models import Body, Follow, Seat
from commitments.models.together import asked_ahead
from commitments.reports.register import (
    FILTERS,
    Query,
    RegisterPage,
    choices_of,
    choices_question,
    columns_shown,
    register_page,
)
from commitments.reports.waiting import task_question
from commitments.views.action_pages import ACTIONS
from commitments.views.files import file_links, file_of, is_file
from commitments.views.lists import (
    ColumnHead,
    address,
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
from commitments.vocabulary import Agreed


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
    form = RegisterFilter(request.GET, choices=choices_of(commission, head=head, moment=moment))
    query = form.query()
    if query.as_of and query.as_of > commission.today():
        form.add_error("as_of", _("This day has not come yet."))
        query = replace(query, as_of=None, known_today=False)
    size = rows_on_page(request)
    found = page_of(request, lambda page: register_page(commission, query, page=page, head=head, size=size))
    labels = form.chips(query)
    said = sentence(found, query, labels)
    if is_file(request):
        return file_of(request, lambda absolute: register_list(seat, query, shows=said, absolute=absolute))
    context = {
        "is_part": wants_part(request),
        "form": form,
        "found": found,
        "query": query,
        "seat": seat,
        "chips": chips(request.GET, labels),
        "clear_url": address(request.GET, drop=[one.name for one in FILTERS]),
        "heads": heads(request.GET, query, seat),
        "pager": pager(request.GET, found.page),
        "tabs": tabs(seat.side, query),
        "sentence": said,
        "title": title_of(_("Register, %(sentence)s") % {"sentence": said}, found.page),
        "not_understood": form.not_understood(),
        "as_of_urls": as_of_urls(request.GET, query.as_of, known_today=query.known_today),
        "differences_url": differences_url(commission.slug, query),
        "files": file_links(request),
        "update_address": ACTIONS["log_update"].address,
        "owner": owner(seat, query),
        "filter_query": urlencode(query.filters),
    }
    return render_part(request, "commitments/register.html", context, part="results")


def owner(seat: Seat, query: Query) -> tuple[Body, bool] | None:
    """The owner the list is asked for, and whether its reader follows it."""
    side, _colon, code = query.filters.get("owner", "").partition(":")
    party = next((one for one in seat.commission.sides if one.side == side), None)
    if party is None or query.as_of:
        return None
    followed = Follow.objects.filter(user=seat.user_id, body=OuterRef("pk"))
    found = Body.objects.filter(party=party, code=code).annotate(is_followed=Exists(followed)).first()
    if found is None:
        return None
    found.party = party
    return found, found.is_followed


def heads(data: QueryDict, query: Query, seat: Seat) -> list[ColumnHead]:
    names = {side: party.name for side, party in seat.sides}
    built = []
    for column in columns_shown(about_dates=query.is_about_dates, sides=list(names)):
        url, direction = "", ""
        if column.sort:
            url, direction = sort_of(data, column.name, sort=query.sort, descending=query.descending)
        party = names.get(column.side, "")
        label = str(column.label) % {"party": party} if party else str(column.label)
        built.append(ColumnHead(column.name, label, party or label, url, direction, column.classes))
    return built


def tabs(side: str, query: Query) -> list[tuple[str, str, bool]]:
    """(label, address, is current) of the views everybody has."""
    views: list[tuple[str, dict[str, str]]] = [
        (_("All"), {}),
        (_("Waits for us"), {"need": side}),
        (pgettext("of a commitment", "Late"), {"late": "1"}),
        (_("Re-dated"), {"redated": "1"}),
        (_("Sides differ"), {"agreed": "differ"}),
        (_("Silent"), {"silent": "any"}),
    ]
    built = []
    for label, values in views:
        target = QueryDict(mutable=True)
        target.update(values)
        if query.as_of:
            target["as_of"] = query.as_of.isoformat()
        built.append((label, f"?{target.urlencode()}", query.filters == values))
    return built


def sentence(found: RegisterPage, query: Query, labels: Mapping[str, str]) -> str:
    """The filters that are set and the count as one sentence: "Sides differ, Health: 1 of 17"."""
    if query.unsearchable:
        return _("There is nothing to search for in “%(words)s”") % {"words": query.unsearchable}
    count, of = f"{found.page.count:,}", f"{found.all_count:,}"
    if not query.is_filtered:
        stand, besides = found.stand_count, found.page.count - found.stand_count
        words = ngettext("%(count)s commitment", "%(count)s commitments", stand) % {"count": f"{stand:,}"}
        if not besides:
            return words
        others = ngettext(
            "%(count)s request or superseded one", "%(count)s requests or superseded ones", besides
        )
        return _("%(commitments)s; also %(others)s") % {
            "commitments": words,
            "others": others % {"count": f"{besides:,}"},
        }
    words = typography.items(labels.values())
    return _("%(filters)s: %(count)s of %(all)s") % {"filters": words, "count": count, "all": of}


def differences_url(slug: str, query: Query) -> str:
    """Where the same commitments stand with the reasons of both sides; empty where that page lists others."""
    asked = dict(query.filters)
    if asked.pop("agreed", "") != Agreed.DIFFER or asked.keys() - {"sector"} or query.known_today:
        return ""
    if query.as_of:
        asked["as_of"] = query.as_of.isoformat()
    return reverse("commitments:differences", args=[slug], query=asked or None)
