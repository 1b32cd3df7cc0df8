"""The register as it is edited in a spreadsheet: the cells that can be brought back, as they are and as they were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commitments.actions.projection import References
from commitments.figures.record import standing
from commitments.models import Commission, Commitment, ObservedValue, SealedText
from commitments.reports.commitment.past import at_revisions
from commitments.vocabulary import SIDES, Status


@dataclass(frozen=True, slots=True)
class EditableCells:
    """The values of one commitment, by name ("title", "first_status"); days in ISO form, statuses and bodies as codes."""

    commitment: Commitment
    values: Mapping[str, str]


def column_labels(commission: Commission) -> dict[str, str]:
    """What the columns are called that can be brought back, by their names here."""
    labels = {
        "code": _("Code"),
        "title": _("Commitment"),
        "sector": _("Sector"),
        "due_on": _("Due on"),
        "revision": _("Revision"),
    }
    for side, party in zip(SIDES, commission.sides, strict=True):
        words = {"party": party.name}
        labels |= {
            f"{side}_status": _("%(party)s says") % words,
            f"{side}_position": _("Position: %(party)s") % words,
            f"{side}_owner": _("Owner: %(party)s") % words,
            f"{side}_value": _("Latest value: %(party)s") % words,
        }
    return labels


def editable_rows(commission: Commission, codes: Iterable[str]) -> dict[str, EditableCells]:
    """By code, the commitments as they are now."""
    rows = Commitment.objects.filter(commission=commission, code__in=list(codes))
    found = list(rows.select_related("sector", "meeting", "first_owner", "second_owner"))
    return _with_cells(commission, found)


def rows_at(commission: Commission, revisions: Mapping[Commitment, int]) -> dict[str, EditableCells]:
    """By code, the commitments as entry No. `revision` of each left them."""
    if not revisions:
        return {}
    references = References(commission, known=list(revisions))
    until = {row.pk: number for row, number in revisions.items()}
    return _with_cells(commission, list(at_revisions(list(revisions), until, references).values()), until)


def _with_cells(
    commission: Commission, rows: Sequence[Commitment], until: Mapping[int, int] | None = None
) -> dict[str, EditableCells]:
    positions = _positions(commission, rows)
    values = _values(rows, until)
    found = {}
    for row in rows:
        cells = {
            "title": row.title,
            "sector": row.sector.code if row.sector else "",
            "due_on": row.due_on.isoformat() if row.due_on else "",
        }
        for side in SIDES:
            owner = row.of(side, "owner")
            cells |= {
                f"{side}_status": "" if row.is_request else row.of(side, "status"),
                f"{side}_position": positions.get(row.of(side, "position"), ""),
                f"{side}_owner": owner.code if owner else "",
                f"{side}_value": values.get((row.pk, str(side)), ""),
            }
        found[row.code] = EditableCells(row, cells)
    return found


def _positions(commission: Commission, rows: Sequence[Commitment]) -> dict[Any, str]:
    numbers = {
        number for row in rows for number in (row.first_position, row.second_position) if number is not None
    }
    texts = SealedText.objects.filter(entry__commission=commission, entry__number__in=numbers)
    return {number: text or "" for number, text in texts.values_list("entry__number", "position")}


def counted_alone(row: Commitment) -> int | None:
    """The number of the one indicator of a commitment; None where there is none, or several."""
    counted = standing(row.indicators)
    return counted[0]["number"] if len(counted) == 1 else None


def plain_number(text: str) -> str:
    """A number without zeros that say nothing, as a spreadsheet gives it back."""
    return f"{Decimal(text).normalize():f}" if text else ""


def _values(rows: Sequence[Commitment], until: Mapping[int, int] | None) -> dict[tuple[int, str], str]:
    """The latest value of each side for the one indicator of a commitment, as plain digits.

    The column names no unit, so what a side counts in another one is left out.
    """
    counted = {row.pk: number for row in rows if (number := counted_alone(row)) is not None}
    stated = ObservedValue.objects.filter(commitment__in=counted, reference="", unit="").order_by(
        "to_day", "entry_number"
    )
    if until is None:
        stated = stated.filter(recorded_to__isnull=True)
    found = {}
    for row in stated.values("commitment", "indicator", "whose", "number", "entry_number"):
        is_known = until is None or row["entry_number"] <= until[row["commitment"]]
        if is_known and row["indicator"] == counted[row["commitment"]]:
            found[row["commitment"], row["whose"]] = plain_number(row["number"])
    return found


def words_of(name: str, value: str, bodies: Mapping[str, str], sectors: Mapping[str, str]) -> str:
    """A value as it is printed in a cell; `bodies` and `sectors` are names by code."""
    if not value:
        return ""
    if name.endswith("_status"):
        return str(Status(value).label)
    if name.endswith("_owner"):
        return bodies.get(value, value)
    return sectors.get(value, value) if name == "sector" else value
