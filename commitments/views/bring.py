"""Bringing in a list: its file, its columns, the rows as they would become, and the steps that bring them in.

One address shows a list however far it is, so that a page that is loaded again goes on where it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from commitments import typography
from commitments.actions import RuleBroken
from commitments.actions.bringing import (
    PlannedRow,
    author_has_left,
    bring_in,
    check_list,
    confirm_list,
    keep_list,
    stop_list,
    throw_away_list,
)
from commitments.exports.lists import template_list
from commitments.forms.list_changes import ChangeReader, edited_columns, needs_reason
from commitments.forms.list_file import ListFileForm
from commitments.forms.list_row import ListReader
from commitments.forms.lists import ChangesForm, ListForm
from commitments.models import BroughtList, Seat
from commitments.reports.brought import (
    SHOWN,
    brought_list,
    content_of,
    counts_of,
    known_things,
    lists_of,
    remembered_columns,
    remembered_owners,
    rows_page,
    unknown_executors,
)
from commitments.sheets import (
    FileInside,
    SheetRow,
    Unreadable,
    column_letter,
    columns_of,
    head_row_of,
    look_into,
    rows_of,
)
from commitments.sheets.columns import folded
from commitments.sheets.workbook import SheetLook, sheet_look
from commitments.views.files import file_of
from commitments.views.lists import page_of, pager
from commitments.views.loaders import get_seat
from commitments.views.parts import number_in, render_part
from commitments.vocabulary import ListKind, ListState, guessed_language

SAMPLE = 40  # rows that are read to find the heads and to tell what columns hold
PREVIEWED = 8  # of them that are shown


@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    seat = get_seat(request, slug, may="record")
    form = ListFileForm(request.POST, request.FILES) if request.method == "POST" else ListFileForm()
    if form.is_valid():
        uploaded = form.cleaned_data["file"]
        return redirect(keep_list(by=seat, file_name=uploaded.name, content=uploaded.content))
    context = {"form": form, "seat": seat, "lists": lists_of(seat.party)}
    return render(request, "commitments/lists.html", context, status=422 if form.is_bound else 200)


@require_safe
def template(request: HttpRequest, slug: str) -> HttpResponseBase:
    seat = get_seat(request, slug, may="record")
    return file_of(request, lambda _absolute: template_list(seat), default="xlsx")


@require_safe
def show(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    seat, row = _get(request, slug, brought)
    if row.state == ListState.CHOOSING or (row.state == ListState.CHECKED and "columns" in request.GET):
        return _choose(request, seat, row)
    return _rows(request, seat, row)


@require_POST
def check(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    """Read every row by the columns that were chosen, and show what each becomes."""
    seat, row = _get(request, slug, brought)
    if row.number is not None:
        return redirect(row)
    return _choose(request, seat, row)


@require_POST
def take(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    """Bring in one cell over what somebody wrote meanwhile (`mine`), or leave what they wrote."""
    seat, row = _get(request, slug, brought)
    place, name = number_in(request.POST.get("place", "")), request.POST.get("cell", "")
    content = content_of(row)
    if row.state == ListState.CHECKED and row.kind == ListKind.CHANGES and content is not None:
        kept = row.choices
        mine = [one for one in kept.get("mine", []) if one != [place, name]]
        if "mine" in request.POST:
            mine.append([place, name])
        opened = _opened(content, kept.get("sheet", ""), kept.get("head"))
        planned = _changes(seat, opened, mine)
        conflicts = {(one.place, cell) for one in planned for cell in one.plan.get("conflicts", ())}
        kept["mine"] = [one for one in mine if tuple(one) in conflicts]
        check_list(row, by=seat, kind=ListKind.CHANGES, choices=kept, rows=planned)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    anchor = "" if place is None else f"#row-{place}"
    return redirect(f"{row.get_absolute_url()}{query}{anchor}")


def _changes(seat: Seat, opened: OpenedList, mine: Sequence[Sequence[Any]]) -> list[PlannedRow]:
    """What the rows of an edited register become. Raises Unreadable."""
    edited = edited_columns(opened.heads, seat.commission)
    return list(ChangeReader(seat, edited, known_things(seat.commission), mine).read(opened.rows()))


@require_POST
def confirm(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    seat, row = _get(request, slug, brought)
    try:
        confirm_list(row, by=seat, with_doubles="with_doubles" in request.POST)
    except RuleBroken as error:
        messages.warning(request, typography.sentences(error.messages))
    return redirect(row)


@require_POST
def step(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    """The next rows; the page asks for it again until none are left, and without a script its button does."""
    seat, row = _get(request, slug, brought)
    row = bring_in(row, by=seat)
    row.party = seat.party
    if not request.htmx:
        return redirect(row)
    if row.state == ListState.DONE:
        return HttpResponseClientRedirect(row.get_absolute_url())
    return _rows(request, seat, row)


@require_POST
def stop(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    """End a list that is half brought in: by its author, or where that person has left."""
    seat, row = _get(request, slug, brought)
    stop_list(row, by=seat)
    return redirect(row)


@require_POST
def discard(request: HttpRequest, slug: str, brought: UUID) -> HttpResponse:
    seat, row = _get(request, slug, brought)
    throw_away_list(row, by=seat)
    messages.success(request, _("The file was deleted. Nothing was brought in."))
    return redirect("commitments:lists", slug)


def _get(request: HttpRequest, slug: str, public_id: UUID) -> tuple[Seat, BroughtList]:
    """A list of the reader's side: of another one there is none."""
    seat = get_seat(request, slug, may="record")
    found = brought_list(seat.party, public_id)
    if found is None:
        raise Http404
    return seat, found


@dataclass(frozen=True, slots=True)
class ListSample:
    """Some rows of a list as they are shown, below the heads of their columns."""

    heads: list[str]
    rows: list[SheetRow]


@dataclass(frozen=True)
class OpenedList:
    """A list while its columns are chosen: the sheet, its first rows, and the row with the heads."""

    inside: FileInside
    content: bytes
    sheet: str
    sample: list[SheetRow]
    head: int
    look: SheetLook

    @property
    def heads(self) -> list[str]:
        row = next((row for row in self.sample if row.number == self.head), None)
        return [cell.text for cell in row.cells] if row else []

    @property
    def shown(self) -> list[SheetRow]:
        return [row for row in self.sample if row.number > self.head][:PREVIEWED]

    def changed(self, edited: Mapping[str, int], planned: Sequence[PlannedRow]) -> ListSample:
        """Of an edited register, the first rows that say something else: their codes, titles and changed cells."""
        told = {name for row in planned for name in (*row.problems, *row.remarks)} | {"code", "title"}
        places = sorted(place for name, place in edited.items() if name in told)
        numbers = {row.place for row in planned[:PREVIEWED]}
        rows = [
            SheetRow(row.number, tuple(row.cells[place] for place in places if place < len(row.cells)))
            for row in self.rows()
            if row.number in numbers
        ]
        return ListSample([self.heads[place] for place in places], rows)

    def rows(self) -> list[SheetRow]:
        """All rows below the heads."""
        found = rows_of(self.content, self.inside, self.sheet)
        return [row for row in found if row.number > self.head]

    def hidden(self) -> list[str]:
        return [column_letter(place) for place in sorted(self.look.hidden_columns) if place < len(self.heads)]


def _opened(content: bytes, sheet: str, head: int | None) -> OpenedList:
    """Raises Unreadable."""
    inside = look_into(content)
    names = [one.name for one in inside.sheets]
    seen = [one.name for one in inside.sheets if not one.is_hidden]
    chosen = sheet if sheet in names else (seen or names)[0]
    sample = list(islice(rows_of(content, inside, chosen), SAMPLE))
    look = sheet_look(content, chosen) if inside.is_workbook else SheetLook()
    numbers = {row.number for row in sample}
    return OpenedList(inside, content, chosen, sample, head if head in numbers else head_row_of(sample), look)


def _choose(request: HttpRequest, seat: Seat, row: BroughtList) -> HttpResponse:
    """The form for the columns; sent, it leads to the rows as they were checked."""
    asked = request.POST if request.method == "POST" else request.GET
    content = content_of(row)
    if content is None:
        return redirect(row)
    kept = row.choices
    planned: list[PlannedRow] = []
    form: ListForm | ChangesForm
    try:
        sheet, head = asked.get("sheet", kept.get("sheet", "")), number_in(asked.get("head", ""))
        opened = _opened(content, sheet, head or kept.get("head"))
        if edited := edited_columns(opened.heads, seat.commission):
            planned = _changes(seat, opened, kept.get("mine", []))
            form = ChangesForm(request.POST or None, seat=seat, needs_reason=needs_reason(planned), kept=kept)
            sample = opened.changed(edited, planned)
        else:
            form = _list_form(request, seat, row, opened)
            sample = ListSample(opened.heads, opened.shown)
        if form.is_valid():
            _check(seat, row, opened, form, planned)
            return redirect(row)
    except Unreadable as error:
        messages.warning(request, str(error))
        return redirect("commitments:lists", seat.commission.slug)
    context = {
        "form": form,
        "seat": seat,
        "brought": row,
        "opened": opened,
        "edited": edited,
        "sample": sample,
        "changed": len(planned),
    }
    status = 422 if form.is_bound else 200
    return render(request, "commitments/list_columns.html", context, status=status)


def _list_form(request: HttpRequest, seat: Seat, row: BroughtList, opened: OpenedList) -> ListForm:
    columns = columns_of(opened.heads, opened.shown, remembered_columns(seat.party))
    words = " ".join(cell.text for one in opened.shown for cell in one.cells)
    return ListForm(
        request.POST or None,
        seat=seat,
        heads=opened.heads,
        columns=columns,
        language=guessed_language(words),
        kept=row.choices,
        owners=remembered_owners(seat.party),
    )


def _check(
    seat: Seat,
    row: BroughtList,
    opened: OpenedList,
    form: ListForm | ChangesForm,
    changes: Sequence[PlannedRow],
) -> None:
    """Keep what each row becomes: `changes` of an edited register, else as the form reads all rows. Raises Unreadable."""
    choices = form.choices() | {"sheet": opened.sheet, "head": opened.head}
    if isinstance(form, ChangesForm):
        choices["mine"] = row.choices.get("mine", [])
        check_list(row, by=seat, kind=ListKind.CHANGES, choices=choices, rows=changes)
        return
    rows = opened.rows()
    reader = ListReader(form.columns(), opened.heads, form.in_common(rows), known_things(seat.commission))
    names = {folded(head): form.cleaned_data[f"column-{place}"] for place, head in form.places()}
    planned = [reader.read(one) for one in rows]
    choices |= {"columns": names, "unknown": reader.asked_about(), "unmatched": reader.unmatched()}
    check_list(row, by=seat, kind=ListKind.NEW, choices=choices, rows=planned)


def _rows(request: HttpRequest, seat: Seat, row: BroughtList) -> HttpResponse:
    """The rows as they would become, are becoming, or have become."""
    asked = request.GET.get("show", "")
    shown = asked if asked in SHOWN else ""
    found = page_of(request, lambda number: rows_page(row, page=number, shown=shown))
    context = {
        "seat": seat,
        "brought": row,
        "counts": counts_of(row),
        "found": found,
        "shown": shown,
        "pager": pager(request.GET, found.page, target="list-rows"),
        "query": request.GET.urlencode(),
        "author_has_left": row.state == ListState.RUNNING
        and row.author_id != seat.user_id
        and author_has_left(row),
        "unknown": unknown_executors(row),
    }
    part = "list-progress" if request.method == "POST" else "list-rows"
    return render_part(request, "commitments/list.html", context, part=part)
