"""What a list that is being brought in shows: what is known already, its rows, how far it is, and what came of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments import links, typography
from commitments.models import Body, BroughtList, BroughtRow, Commission, Commitment, Entry, Party, Sector
from commitments.reports.edited import column_labels
from commitments.reports.figures.wording import qualified
from commitments.reports.pagination import Pagination
from commitments.sheets import Column
from commitments.sheets.columns import folded
from commitments.vocabulary import (
    SIDES,
    DueKind,
    EntryKind,
    ListKind,
    ListState,
    Recognition,
    RowState,
    Status,
)
from commitments.vocabulary.other_names import BODY, SECTOR, SHORT, all_names, key_of

REMEMBERED = 20  # lists of a side whose columns are remembered


@dataclass(frozen=True, slots=True)
class KnownThings:
    """What cells can name: bodies by their names, as (side, code); sectors by name; and what is in the register already."""

    bodies: Mapping[str, tuple[tuple[str, str], ...]]
    sectors: Mapping[str, str]
    titles: Mapping[str, str]
    numbers: Mapping[str, str]


def known_things(commission: Commission) -> KnownThings:
    bodies: dict[str, tuple[tuple[str, str], ...]] = {}
    others = commission.other_names
    for side, party in zip(SIDES, commission.sides, strict=True):
        for body in Body.objects.filter(party=party):
            names = all_names(others, key_of(BODY, party.code, body.code), body.name)
            names |= all_names(others, key_of(SHORT, party.code, body.code), body.short_name)
            for name in {folded(one) for one in (*names, body.code)}:
                bodies[name] = (*bodies.get(name, ()), (str(side), body.code))
    sectors = {
        folded(name): sector.code
        for sector in Sector.objects.filter(commission=commission)
        for name in (*all_names(others, key_of(SECTOR, sector.code), sector.name), sector.code)
    }
    rows = Commitment.objects.filter(commission=commission).exclude(recognition=Recognition.WITHDRAWN)
    titles, numbers = {}, {}
    for code, title, number in rows.values_list("code", "title", "reference_number"):
        titles[folded(title)] = code
        if number:
            numbers[number] = code
    return KnownThings(bodies, sectors, titles, numbers)


def brought_list(party: Party, public_id: UUID) -> BroughtList | None:
    """A list of a side, without the bytes of its file."""
    found = BroughtList.objects.of(party).filter(public_id=public_id).defer("content").first()
    if found is not None:
        found.party = party
    return found


def content_of(brought: BroughtList) -> bytes | None:
    """The file, while its columns can still be chosen."""
    kept = (
        BroughtList.objects.of(brought.party).filter(pk=brought.pk).values_list("content", flat=True).first()
    )
    return None if kept is None else bytes(kept)


def lists_of(party: Party) -> list[BroughtList]:
    """The lists of a side, the latest first."""
    found = list(BroughtList.objects.of(party).defer("content")[:REMEMBERED])
    for brought in found:
        brought.party = party
    return found


def remembered_columns(party: Party) -> dict[str, str]:
    """What the side made of the heads of its lists, by head; what was made of it last counts."""
    remembered: dict[str, str] = {}
    kept = BroughtList.objects.of(party).exclude(state=ListState.CHOOSING)
    for choices in reversed(kept.values_list("choices", flat=True)[:REMEMBERED]):
        remembered |= choices.get("columns", {})
    return remembered


def remembered_owners(party: Party) -> dict[str, str]:
    """What the side said of executors that are no body by their name, by the name folded: "first:health", or LEFT_EMPTY."""
    remembered: dict[str, str] = {}
    kept = BroughtList.objects.of(party).exclude(state=ListState.CHOOSING)
    for choices in reversed(kept.values_list("choices", flat=True)[:REMEMBERED]):
        remembered |= choices.get("owners", {})
    return remembered


NAMED = 10  # unknown executors that are named before a list is confirmed


@dataclass(frozen=True, slots=True)
class UnknownExecutors:
    """The executors of a list of which nobody said yet which bodies they are: how many, some names, how many more."""

    number: int
    names: list[str]
    more: int


def unknown_executors(brought: BroughtList) -> UnknownExecutors | None:
    """None where there are none, or the list was never checked."""
    found = brought.choices.get("unmatched")
    return UnknownExecutors(len(found), found[:NAMED], max(0, len(found) - NAMED)) if found else None


@dataclass(frozen=True, slots=True)
class RowCounts:
    all: int
    waiting: int
    doubles: int
    done: int
    refused: int
    left_out: int

    @property
    def tried(self) -> int:
        return self.done + self.refused

    @property
    def to_try(self) -> int:
        return self.waiting + self.tried


def counts_of(brought: BroughtList) -> RowCounts:
    state = {
        name: Count("pk", filter=Q(state=value))
        for name, value in (
            ("waiting", RowState.WAITING),
            ("done", RowState.DONE),
            ("refused", RowState.REFUSED),
            ("left_out", RowState.LEFT_OUT),
        )
    }
    doubles = Count("pk", filter=Q(is_double=True, state=RowState.WAITING))
    return RowCounts(**brought.rows.aggregate(all=Count("pk"), doubles=doubles, **state))


# What the cells of a list are called, by the columns they stand in.
CELLS: dict[str, Any] = {
    Column.NUMBER: pgettext_lazy("a number", "No."),
    Column.TITLE: gettext_lazy("Measure"),
    Column.STATEMENT: gettext_lazy("Provision"),
    Column.OWNER: gettext_lazy("Executors"),
    Column.DUE: gettext_lazy("Term"),
    Column.SECTOR: gettext_lazy("Sector"),
    Column.STATUS: gettext_lazy("Status"),
    Column.PERCENT: gettext_lazy("Per cent complete"),
    Column.HAPPENED: gettext_lazy("As of"),
    Column.NOTE: gettext_lazy("Remarks"),
    Column.ADDRESS: gettext_lazy("Source"),
}


@dataclass(frozen=True, slots=True)
class ListCell:
    """What is wrong or odd at a cell. `change` says "old → new" where it is told apart from `sentence`.

    `is_mine` says of a cell that somebody else changed meanwhile whether it is brought in all the same; None of others.
    """

    name: str
    label: str
    sentence: str
    change: str = ""
    is_mine: bool | None = None


@dataclass(frozen=True, slots=True)
class ListLine:
    """One row as it is shown: what it becomes, and its cells with problems and with remarks."""

    place: int
    title: str
    becomes: list[str]
    problems: list[ListCell]
    remarks: list[ListCell]
    state: str
    refusal: str
    code: str
    url: str


@dataclass(frozen=True, slots=True)
class RowsPage:
    page: Pagination
    rows: list[ListLine]


# What of the rows is asked for.
SHOWN = ("", "odd", "refused")


def rows_page(brought: BroughtList, *, page: int, shown: str = "") -> RowsPage:
    """Rows in the order of the file; `shown` "odd" leaves those with a problem or a remark. Raises NoSuchPage."""
    rows: QuerySet[BroughtRow] = brought.rows.select_related("commitment").order_by("place")
    if shown == "odd":
        rows = rows.exclude(problems={}, remarks={})
    elif shown == "refused":
        rows = rows.filter(state__in=(RowState.REFUSED, RowState.LEFT_OUT))
    found = Pagination(page, rows.count())
    labels = column_labels(brought.party.commission) if brought.kind == ListKind.CHANGES else CELLS
    commission = brought.party.commission
    bodies = {
        (f"{side}_owner", body.code): body.called_short
        for side, party in zip(SIDES, commission.sides, strict=True)
        for body in Body.objects.filter(party=party).select_related("party")
    }
    lines = [
        _line(brought, row, labels, bodies) for row in rows[max(found.first_row - 1, 0) : found.last_row]
    ]
    return RowsPage(found, lines)


def _line(
    brought: BroughtList, row: BroughtRow, labels: Mapping[str, Any], bodies: Mapping[tuple[str, str], str]
) -> ListLine:
    commitment, conflicts = row.commitment, row.plan.get("conflicts", {})
    return ListLine(
        place=row.place,
        title=row.title,
        becomes=list(_becomes(row.plan, bodies)) if brought.kind == ListKind.NEW else [],
        problems=[
            ListCell(
                name, str(labels.get(name, name)), sentence, row.remarks.get(name, ""), conflicts.get(name)
            )
            for name, sentence in row.problems.items()
        ],
        remarks=[
            ListCell(name, str(labels.get(name, name)), sentence, is_mine=conflicts.get(name))
            for name, sentence in row.remarks.items()
            if name not in row.problems
        ],
        state=str(RowState(row.state).label),
        refusal=row.refusal,
        code=commitment.code if commitment else "",
        url=links.commitment(brought.party.commission.slug, commitment.code) if commitment else "",
    )


def _becomes(plan: Mapping[str, Any], bodies: Mapping[tuple[str, str], str]) -> Iterator[str]:
    """What a row becomes, in a few words each."""
    if not plan:
        return
    due = plan["due"]
    if due.get("on"):
        yield _("Due on %(day)s") % {"day": date_format(dt.date.fromisoformat(due["on"]))}
    elif due["kind"] != DueKind.NONE:
        yield str(DueKind(due["kind"]).label)
    owners = [
        bodies.get((name, plan[name]), plan[name]) for name in ("first_owner", "second_owner") if name in plan
    ]
    if owners:
        yield _("Owner: %(names)s") % {"names": typography.items(owners)}
    if "status" in plan:
        yield str(Status(plan["status"]).label)
    if "percent" in plan:
        number = qualified(plan["percent"], plan.get("percent_qualifier", ""))
        yield _("%(number)s %% complete") % {"number": number}


@dataclass(frozen=True, slots=True)
class BatchPage:
    """What one list brought in: whose it was, its file by checksum, and the commitments with entries of it."""

    number: int
    party: Party
    file_sha256: str
    entries: int
    recorded_at: dt.datetime
    is_of_new: bool
    page: Pagination
    commitments: list[Commitment]


def batch_page(commission: Commission, number: int, *, page: int) -> BatchPage | None:
    """None where no list has this number. Raises NoSuchPage."""
    entries = Entry.objects.filter(commission=commission, batch=number)
    first = entries.select_related("party").order_by("number").first()
    if first is None or first.party is None:
        return None
    rows = Commitment.objects.filter(pk__in=entries.values("commitment")).order_by("place")
    found = Pagination(page, rows.count())
    return BatchPage(
        number=number,
        party=first.party,
        file_sha256=json.loads(bytes(first.record))["refs"]["batch"]["file"],
        entries=entries.count(),
        recorded_at=first.recorded_at,
        is_of_new=entries.filter(kind=EntryKind.RECORDED).exists(),
        page=found,
        commitments=list(rows[max(found.first_row - 1, 0) : found.last_row]),
    )
