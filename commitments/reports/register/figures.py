"""What the figures of a commitment come to, in the words of a list: from its columns alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commitments import typography
from commitments.figures.pace import verdict_on
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.reports.figures.wording import (
    number_words,
    of_target,
    to_date,
)
from commitments.reports.texts import counted_title
from commitments.vocabulary import SIDES, Side
from commitments.vocabulary.figures import Verdict
from commitments.vocabulary.other_names import called_unit

# A row of `figures_told`: what one side's figures say.
Told = dict[str, Any]


@dataclass(frozen=True, slots=True)
class LeadingFigures:
    """What a list shows of a commitment's figures: what is counted, its target if it has one, and each side's figure.

    Of a side that stated none there is neither number nor words.
    """

    title: str
    unit: str
    target: Decimal | None
    numbers: Mapping[str, Decimal]
    said: Mapping[str, str]


def leading_figures(row: dict[str, Any]) -> LeadingFigures | None:
    """The figures of the most urgent target, else the first figures to date; None where no side stated one."""
    told = row["figures_told"]
    urgent = _urgent(row, told.get("targets", ()))
    if urgent is not None:
        of_it = (urgent["indicator"], urgent["target"])
        found = [one for one in told["targets"] if (one["indicator"], one["target"]) == of_it]
    elif row["figures_verdict"] in ("", Verdict.TOO_FEW):
        found = []
    else:
        return None
    so_far = told.get("so_far", ())
    number = urgent["indicator"] if urgent else next((one["indicator"] for one in so_far), None)
    heard = {one["whose"] for one in found}
    found += [one for one in so_far if one["indicator"] == number and one["whose"] not in heard]
    if not found:
        return None
    return LeadingFigures(
        title=counted_title(row["counted_titles"], found[0]["indicator"], found[0]["title"]),
        unit=called_unit(found[0]["unit"]),
        target=Decimal(urgent["value"]) if urgent else None,
        numbers={one["whose"]: Decimal(one["number"]) for one in found},
        said={one["whose"]: _said(one) for one in found},
    )


def _urgent(row: dict[str, Any], targets: list[Told]) -> Told | None:
    """The target that the columns of a row speak of, as a side says it whose figures decide."""
    sides = SIDES if row["figures_whose"] == Side.BOTH else (row["figures_whose"],)
    due = row["figures_due_on"] and row["figures_due_on"].isoformat()
    asked = (due, row["figures_verdict"])
    found = [one for one in targets if (one["due"], one["verdict"]) == asked and one["whose"] in sides]
    return max(found, key=lambda one: one["off"] or 0, default=None)


def _said(one: Told) -> str:
    number, qualifier = Decimal(one["number"]), one["qualifier"]
    if "value" in one:
        return of_target(number, qualifier, Decimal(one["value"]), one["unit"], one.get("promised", ""))
    return to_date(number, qualifier, one["unit"])


@dataclass(frozen=True, slots=True)
class ComparedFigures:
    """Both sides' figures for one period, which differ; neither is chosen. `share` is of the larger."""

    indicator: int
    title: str
    unit: str
    key: str  # of the period
    period: str
    numbers: Mapping[str, Decimal]
    share: str

    def words(self, names: Sequence[tuple[str, str]]) -> str:
        """ "12 November 2022: BY 200,000, CN 150,000 doses", by the names of the sides in their order."""
        said = typography.items(f"{name} {number_words(self.numbers[side])}" for side, name in names)
        return _("%(period)s: %(said)s %(unit)s") % {"period": self.period, "said": said, "unit": self.unit}


def compared_figures(told: Told, titles: Mapping[str, Any]) -> list[ComparedFigures]:
    """What `figures_told` says of periods on which the sides' figures differ."""
    return [
        ComparedFigures(
            one["indicator"],
            counted_title(titles, one["indicator"], one["title"]),
            called_unit(one["unit"]),
            one["period"],
            period_words(ValuePeriod.of_key(one["period"])),
            {side.value: Decimal(one[side.value]) for side in SIDES},
            _("%(number)s %%") % {"number": one["off"]},
        )
        for one in told.get("differ", ())
    ]


def verdict_then(row: dict[str, Any], day: dt.date) -> str:
    return verdict_on(row["figures_verdict"], row["figures_share"], row["figures_due_on"], day)


def figures_words(row: dict[str, Any], day: dt.date, codes: Mapping[str, str]) -> str:
    """The verdict in words, with how far behind, and by whose figures; empty where nothing is to be reached."""
    verdict = verdict_then(row, day)
    if not verdict:
        return ""
    said = str(Verdict(verdict).label)
    if verdict == Verdict.BEHIND and row["figures_behind"] is not None:
        said = _("Behind by %(share)d %%") % {"share": row["figures_behind"]}
    whose = _("both sides") if row["figures_whose"] == Side.BOTH else codes.get(row["figures_whose"], "")
    return _("%(verdict)s (%(whose)s)") % {"verdict": said, "whose": whose} if whose else said
