"""The columns of the register. Each is declared once: its head, what it is sorted by, and what its cell is written of.

The cell itself stands under the same name in `templatetags/rows.py`, its words in `RegisterRow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from commitments.reports.timeliness import DUE_COLUMNS
from commitments.vocabulary import Side


@dataclass(frozen=True, slots=True)
class RegisterColumn:
    """`reads` are the columns of the table it needs, `sort` the one it is sorted by, `classes` those of its head.

    `about_dates` columns stand where the list is about how dates were moved, in place of those that say False.
    """

    name: str
    label: str | Promise
    reads: tuple[str, ...]
    sort: str = ""
    side: str = ""  # the label names the party of this side
    classes: str = ""
    about_dates: bool | None = None


COLUMNS = (
    RegisterColumn("code", _("Code"), ("code",), "place"),
    RegisterColumn("title", _("Commitment and its words"), ("title", "titles"), "title"),
    RegisterColumn(
        "sector",
        _("Sector"),
        ("sector__code", "sector__name"),
        "sector__name",
        classes="sector",
    ),
    RegisterColumn(
        "first",
        _("%(party)s says"),
        ("first_status",),
        "first_status",
        side=Side.FIRST.value,
        classes="stand",
        about_dates=False,
    ),
    RegisterColumn(
        "agreed",
        _("Agreed"),
        ("agreed", "asked_on", "answer"),
        "agreed",
        classes="stand",
        about_dates=False,
    ),
    RegisterColumn(
        "second",
        _("%(party)s says"),
        ("second_status",),
        "second_status",
        side=Side.SECOND.value,
        classes="stand",
        about_dates=False,
    ),
    RegisterColumn(
        "due",
        pgettext_lazy("of a commitment", "Due"),
        (
            *DUE_COLUMNS,
            "redated_times",
            "redated_days",
            "first_true_on",
            "second_true_on",
            "first_figures_on",
            "second_figures_on",
        ),
        "owed_on",
        about_dates=False,
    ),
    RegisterColumn(
        "figures",
        _("Figures"),
        (
            "figures_verdict",
            "figures_share",
            "figures_behind",
            "figures_due_on",
            "figures_whose",
            "figures_differ",
            "figures_told",
            "counted_titles",
        ),
        "figures_share",
        about_dates=False,
    ),
    RegisterColumn("promised", _("First promised"), ("first_due_on",), "first_due_on", about_dates=True),
    RegisterColumn("now", _("Now promised"), DUE_COLUMNS, "due_on", about_dates=True),
    RegisterColumn(
        "times", _("Times moved"), ("redated_times",), "redated_times", classes="num", about_dates=True
    ),
    RegisterColumn(
        "days", _("Days moved in all"), ("redated_days",), "redated_days", classes="num", about_dates=True
    ),
    RegisterColumn(
        "word", _("Last update"), ("first_word_at", "second_word_at"), "last_number", classes="num"
    ),
    RegisterColumn(
        "owners",
        _("Owners"),
        (
            "first_owner__code",
            "first_owner__short_name",
            "second_owner__code",
            "second_owner__short_name",
            "move",
            "is_open",
        ),
    ),
)
SORTS = {column.name: column.sort for column in COLUMNS if column.sort}
READ = tuple(dict.fromkeys(name for column in COLUMNS for name in column.reads))
SORTED_BY_DATES = frozenset(column.name for column in COLUMNS if column.about_dates)


def columns_shown(*, about_dates: bool, sides: Sequence[str]) -> Iterable[RegisterColumn]:
    """The columns of a list, those of the sides in the order its reader wants the sides."""
    of_side = iter(sorted((column for column in COLUMNS if column.side), key=lambda c: sides.index(c.side)))
    for column in COLUMNS:
        if column.about_dates in (None, about_dates):
            yield next(of_side) if column.side else column
