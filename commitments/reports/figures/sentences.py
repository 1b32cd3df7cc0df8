"""Entries about what is counted, in words: which values a side gave, and how an indicator changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments import typography
from commitments.actions.figures_state import TAKEN_BACK
from commitments.actions.state import VALUES
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.record import Indicator, indicator_terms, standing
from commitments.reports.figures.wording import (
    number_words,
    qualified,
    status_words,
    target_words,
    with_unit,
)
from commitments.vocabulary.figures import Combining, Direction, ValueStatus

# So many values are named in a sentence; of more it says how many.
NAMED = 3

Changes = dict[str, list[Any]]


def values_words(changes: Changes, party: str, title: str) -> str:
    """ "Belarus gave a value for …: 200,000 doses (12 November 2022)." for the changes of an entry."""
    _before, stated = changes[VALUES]
    rows = stated["rows"]
    words = {"party": party, "title": title, "unit": stated["unit"], "n": len(rows)}
    if len(rows) > NAMED:
        return (
            ngettext(
                "%(party)s gave %(n)s value for %(title)s, in %(unit)s.",
                "%(party)s gave %(n)s values for %(title)s, in %(unit)s.",
                len(rows),
            )
            % words
        )
    words["values"] = typography.clauses(stated_words(changes))
    if reference := stated.get("reference"):
        return _("%(party)s gave values of %(reference)s for %(title)s: %(values)s.") % {
            **words,
            "reference": reference,
        }
    return _("%(party)s gave values for %(title)s: %(values)s.") % words


def stated_words(changes: Changes) -> Iterator[str]:
    """Each value an entry gave, and what it was before where it revises one: "9 doses (2021), before 5"."""
    before, stated = changes[VALUES]
    held = {row["period"]: row for row in (before or {}).get("rows", ())}
    for row in stated["rows"]:
        value = value_words(row, stated["unit"])
        if row["period"] in held:
            words = {"value": value, "before": cell_words(held[row["period"]])}
            value = _("%(value)s, before %(before)s") % words
        yield value


def value_words(row: dict[str, Any], unit: str) -> str:
    """ "about 200,000 doses (12 November 2022)", "not published (2023)"."""
    period = period_words(ValuePeriod.of_key(row["period"]))
    if row["status"] == TAKEN_BACK:
        said = _("value taken back")
    elif not row.get("number"):
        said = status_words(row["status"]).lower()
    else:
        said = amount_words(row, unit)
    return pgettext("a value and its period", "%(value)s (%(period)s)") % {"value": said, "period": period}


def amount_words(row: dict[str, Any], unit: str = "") -> str:
    """The number of a value as it was stated, with how sure it is; wants one that has a number."""
    said = qualified(number_words(Decimal(row["number"])), row.get("qualifier", ""))
    if unit:
        said = with_unit(said, unit, Decimal(row["number"]))
    if row["status"] in (ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED):
        words = {"value": said, "status": status_words(row["status"]).lower()}
        return pgettext("a value and its status", "%(value)s, %(status)s") % words
    return said


def value_changes(before: dict[str, Any] | None, after: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(period, before, after) for each value an entry gave."""
    held = {row["period"]: row for row in (before or {}).get("rows", ())}
    for row in after["rows"]:
        period = period_words(ValuePeriod.of_key(row["period"]))
        said = [cell_words(one) for one in (held.get(row["period"]), row)]
        yield f"{after['title']}{typography.comma()}{period}", said[0], said[1]


def cell_words(row: dict[str, Any] | None) -> str:
    """A value of a record as a cell of a table says it."""
    if row is None or row["status"] == TAKEN_BACK:
        return "–"
    return amount_words(row) if row.get("number") else status_words(row["status"])


def indicator_words(indicator: Indicator) -> str:
    """An indicator with all its terms, in one line."""
    words = [
        f"{indicator['title']} ({indicator['unit']})",
        str(Combining(indicator["combining"]).label),
        str(Direction(indicator["direction"]).label),
    ]
    if indicator["is_open"]:
        words.append(_("no figure was promised"))
    words += [target_words(indicator, target) for target in indicator_terms(indicator).targets]
    if baseline := indicator["baseline"]:
        before = {
            "value": number_words(Decimal(baseline["value"])),
            "period": period_words(ValuePeriod.of_key(baseline["period"])),
        }
        words.append(_("before: %(value)s (%(period)s)") % before)
    if months := indicator["every_months"]:
        words.append(ngettext("a value every month", "a value every %(n)s months", months) % {"n": months})
    return " · ".join(words)


def indicators_words(indicators: Sequence[Indicator]) -> str:
    """All that is counted in one text, where a field has only one."""
    return "\n".join(indicator_words(one) for one in standing(indicators))


def indicator_changes(
    before: Sequence[Indicator] | None, after: Sequence[Indicator] | None
) -> Iterator[tuple[str, str, str]]:
    """(label, before, after) for each indicator that came, went, or has other terms, by number."""
    old, new = ({one["number"]: one for one in standing(rows or ())} for rows in (before, after))
    for number in sorted({*old, *new}):
        if old.get(number) != new.get(number):
            said = [indicator_words(rows[number]) if number in rows else "–" for rows in (old, new)]
            yield _("What is counted, No. %(number)d") % {"number": number}, said[0], said[1]
