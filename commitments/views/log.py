"""The log: its list, the address of every entry, and the files entries rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from commitments import typography
from commitments.context import log_size
from commitments.exports.lists import log_list
from commitments.forms.log import LogFilter
from commitments.models import Entry, Evidence, Readout
from commitments.models.evidence import ChangedFile
from commitments.reports.log import LogPage, log_page
from commitments.reports.sentences import SentenceWriter
from commitments.views.errors import ErrorPage, answer
from commitments.views.files import file_links, file_of, is_file
from commitments.views.lists import chips, only_what_is_set, page_of, pager, rows_on_page, title_of
from commitments.views.loaders import get_entry, get_seat
from commitments.views.parts import render_part
from commitments.vocabulary import lang_tag


@require_safe
@only_what_is_set
def listing(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug)
    commission, head = seat.commission, log_size(seat)
    form = LogFilter(request.GET, commission=commission)
    query = form.query()
    size = rows_on_page(request)
    found = page_of(request, lambda page: log_page(commission, query, page=page, head=head, size=size))
    labels = form.chips(query)
    sentence = _sentence(found, labels)
    if is_file(request):
        return file_of(request, lambda absolute: log_list(seat, query, shows=sentence, absolute=absolute))
    context = {
        "form": form,
        "query": query,
        "found": found,
        "sentence": sentence,
        "title": title_of(_("Log, %(sentence)s") % {"sentence": sentence}, found.page),
        "chips": chips(request.GET, labels),
        "clear_url": request.path,
        "not_understood": form.not_understood(),
        "pager": pager(request.GET, found.page, target="log-list", previous=_("Newer"), next=_("Older")),
        "files": file_links(request),
    }
    return render_part(request, "commitments/log.html", context, part="log-list")


def _sentence(found: LogPage, labels: Mapping[str, str]) -> str:
    """The filters and the count: "China, Re-dated: 3 entries"."""
    count = ngettext("%(count)s entry", "%(count)s entries", found.page.count) % {
        "count": f"{found.page.count:,}"
    }
    words = typography.items(labels.values())
    return _("%(filters)s: %(count)s") % {"filters": words, "count": count} if words else count


@require_safe
def entry(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The lasting address of an entry: its place in the history of its commitment, or a small page of its own."""
    seat, row = get_entry(request, slug, number)
    if row.commitment is not None:
        row.commitment.commission = seat.commission
        return redirect(f"{row.commitment.get_absolute_url()}?history=all#entry-{row.number}")
    readout, words = _source(row)
    context = {
        "sentence": SentenceWriter(seat.commission).sentence(row, with_changes=True),
        "readout": readout,
        "words": words,
        "leaf": row.leaf_hex,
        "lang": lang_tag(readout.language) if readout else "",
    }
    return render(request, "commitments/entry.html", context)


@require_safe
def receipt(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The exact bytes of an entry's record, to keep: who has them can show later what the log held."""
    seat, row = get_entry(request, slug, number)
    name = f"{seat.commission.code_prefix}-No-{row.number}-{row.leaf_hex[:16]}.json"
    return HttpResponse(
        bytes(row.record),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _source(row: Entry) -> tuple[Readout | None, str]:
    """The readout an entry is about, and the words of it that the entry names."""
    kind, *names = json.loads(bytes(row.record))["object"].split("/")
    if kind not in ("readout", "mark"):
        return None, ""
    readout = Readout.objects.filter(commission=row.commission_id, slug=names[0]).first()
    if readout is None or kind == "readout":
        return readout, ""
    start, end = map(int, names[1].split("-"))
    return readout, readout.text[start:end]


@require_safe
def evidence_file(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """A file somebody attached: always to be saved, never to be run where the register runs."""
    seat = get_seat(request, slug)
    evidence = Evidence.objects.filter(pk=pk, entry__commission=seat.commission_id).exclude(file="").first()
    if evidence is None:
        raise Http404
    try:
        stored = evidence.open_as_recorded()
    except FileNotFoundError:
        return answer(request, 404, _missing(evidence))
    except ChangedFile:
        return answer(request, 409, _changed(evidence))
    response = FileResponse(
        stored, as_attachment=True, filename=evidence.download_name, content_type=evidence.file_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response


def _missing(evidence: Evidence) -> ErrorPage:
    return ErrorPage(
        _("This file is not where it was stored"),
        _("The register has an entry for “%(name)s”, but the file is missing. Tell the administrators.")
        % {"name": evidence.file_name},
    )


def _changed(evidence: Evidence) -> ErrorPage:
    return ErrorPage(
        _("This is not the file that was recorded"),
        _(
            "The stored file “%(name)s” no longer has the checksum in the log, so it cannot be downloaded. Tell the administrators."
        )
        % {"name": evidence.file_name},
    )
