"""Entries about what is counted, in words: which values a side gave, and how an indicator changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from commitments import typography
from commitments.actions.figures_state import COUNTED_IN, TAKEN_BACK
from commitments.actions.state import VALUES
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.record import Indicator, indicator_terms, standing, tolerance_of
from commitments.models import Entry
from commitments.reports.figures.wording import (
    number_words,
    qualified,
    status_words,
    target_words,
    with_unit,
)
from commitments.reports.texts import counted_title, texts_words
from commitments.vocabulary.figures import Combining, Direction, ValueStatus
from commitments.vocabulary.other_names import called_publisher, called_unit

# So many values are named in a sentence; of more it says how many.
NAMED = 3

Changes = dict[str, list[Any]]


def values_words(changes: Changes, party: str, title: str) -> str:
    """ "Belarus gave a value for …: 200,000 doses (12 November 2022)." for the changes of an entry.

    And what it says of the series: "Published by Belstat. Method: customs value."
    """
    _before, stated = changes[VALUES]
    said = _given_words(changes, party, title) if stated["rows"] else _describes(stated, party, title)
    return typography.sentences((said, series_words(stated)))


def _describes(stated: dict[str, Any], party: str, title: str) -> str:
    words = {"party": party, "title": title, "reference": stated.get("reference")}
    if not described_words(stated):
        if words["reference"]:
            return _("%(party)s changed what it says of the figures of %(reference)s for %(title)s.") % words
        return _("%(party)s changed what it says of its figures for %(title)s.") % words
    if words["reference"]:
        return _("%(party)s said where the figures of %(reference)s for %(title)s come from.") % words
    return _("%(party)s said where its figures for %(title)s come from.") % words


def described_words(said: dict[str, Any]) -> str:
    """Who publishes a series, by which method, and in which unit of its own; what of it is known, or was said; "" for nothing."""
    sentences = []
    if publisher := said.get("publisher"):
        sentences.append(
            _("Published by %(publisher)s.") % {"publisher": called_publisher(publisher).rstrip(".")}
        )
    if method := said.get("method"):
        sentences.append(_("Method: %(method)s.") % {"method": method.rstrip(".")})
    if unit := said.get("own_unit"):
        sentences.append(_("Counted in %(unit)s.") % {"unit": called_unit(unit).rstrip(".")})
    return typography.sentences(sentences)


def series_words(stated: dict[str, Any]) -> str:
    """The same of what an entry stated; also what of it is no longer said."""
    sentences = [described_words(stated)]
    if stated.get("publisher") == "":
        sentences.append(_("It no longer says who publishes them."))
    if stated.get("method") == "":
        sentences.append(_("It no longer says by which method they are made."))
    if stated.get("own_unit") == "":
        sentences.append(
            _("Counted in %(unit)s from now on.") % {"unit": called_unit(stated["unit"]).rstrip(".")}
        )
    return typography.sentences(filter(None, sentences))


def _given_words(changes: Changes, party: str, title: str) -> str:
    _before, stated = changes[VALUES]
    rows = stated["rows"]
    words = {"party": party, "title": title, "unit": called_unit(stated["unit"]), "n": len(rows)}
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
        said = ngettext(
            "%(party)s gave a value of %(reference)s for %(title)s: %(values)s.",
            "%(party)s gave values of %(reference)s for %(title)s: %(values)s.",
            len(rows),
        )
        return said % {**words, "reference": reference}
    said = ngettext(
        "%(party)s gave a value for %(title)s: %(values)s.",
        "%(party)s gave values for %(title)s: %(values)s.",
        len(rows),
    )
    return said % words


def revised_rows(changes: Changes) -> list[dict[str, Any]]:
    """The values of before that an entry revises."""
    before, _stated = changes[VALUES]
    return list((before or {}).get("rows", ()))


def stated_words(changes: Changes) -> Iterator[str]:
    """Each value an entry gave, and what it was before where it revises one: "9 doses (2021), before 5"."""
    before, stated = changes[VALUES]
    held = {row["period"]: row for row in (before or {}).get("rows", ())}
    for row in stated["rows"]:
        value = value_words(row, stated["unit"])
        if row["period"] in held:
            was = held[row["period"]]
            unit = was.get("unit") or stated.get(COUNTED_IN) or stated["unit"]
            before_words = cell_words(was, "" if unit == stated["unit"] else unit)
            words = {"value": value, "before": before_words}
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
    # A row of the table has both numbers of a share side by side.
    of = row.get("of") or row
    if of.get("numerator"):
        numbers = {name: number_words(Decimal(of[name])) for name in ("numerator", "denominator")}
        said = pgettext("a share and its two numbers", "%(value)s (%(numerator)s of %(denominator)s)") % {
            "value": said,
            **numbers,
        }
    if row["status"] in (ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED):
        words = {"value": said, "status": status_words(row["status"]).lower()}
        return pgettext("a value and its status", "%(value)s, %(status)s") % words
    return said


def value_changes(entry: Entry) -> Iterator[tuple[str, str, str]]:
    """(period, before, after) for each value an entry gave."""
    before, after = entry.changes[VALUES]
    titles = entry.commitment.counted_titles if entry.commitment else {}
    title = counted_title(titles, after["indicator"], after["title"])
    held = {row["period"]: row for row in (before or {}).get("rows", ())}
    for row in after["rows"]:
        period = period_words(ValuePeriod.of_key(row["period"]))
        said = [cell_words(one) for one in (held.get(row["period"]), row)]
        yield f"{title}{typography.comma()}{period}", said[0], said[1]
    for name, label in (("publisher", _("Published by")), ("method", _("Method")), ("own_unit", _("Unit"))):
        if name in after:
            yield (
                f"{after['title']}{typography.comma()}{label}",
                (before or {}).get(name) or "–",
                after[name] or "–",
            )


def cell_words(row: dict[str, Any] | None, unit: str = "") -> str:
    """A value of a record as a cell of a table says it."""
    if row is None or row["status"] == TAKEN_BACK:
        return "–"
    return amount_words(row, unit) if row.get("number") else status_words(row["status"])


def indicator_words(indicator: Indicator) -> str:
    """An indicator with all its terms, in one line."""
    words = [
        f"{indicator['title']} ({called_unit(indicator['unit'])})",
        str(Combining(indicator["combining"]).label),
        str(Direction(indicator["direction"]).label),
    ]
    words[1:1] = texts_words(indicator.get("texts", {})).splitlines()
    if indicator["is_open"]:
        words.append(_("no figure was promised"))
    quotes = {one["number"]: one["quote"]["words"] for one in indicator["targets"] if one.get("quote")}
    for target in indicator_terms(indicator).targets:
        said = target_words(indicator, target)
        if target.number in quotes:
            named = {"target": said, "words": quotes[target.number]}
            said = pgettext("a target and the words it comes from", "%(target)s (“%(words)s”)") % named
        words.append(said)
    if baseline := indicator["baseline"]:
        before = {
            "value": qualified(number_words(Decimal(baseline["value"])), baseline.get("qualifier", "")),
            "period": period_words(ValuePeriod.of_key(baseline["period"])),
        }
        if source := baseline.get("source"):
            sentence = _("before: %(value)s (%(period)s, source: %(source)s)")
            words.append(sentence % {**before, "source": source})
        else:
            words.append(_("before: %(value)s (%(period)s)") % before)
    if "tolerance" in indicator:
        words.append(tolerance_words(indicator))
    if months := indicator["every_months"]:
        words.append(ngettext("a value every month", "a value every %(n)s months", months) % {"n": months})
    return " · ".join(words)


def tolerance_words(indicator: Indicator) -> str:
    """When two sides' values of it count as the same."""
    tolerance = tolerance_of(indicator)
    number = number_words(tolerance.number)
    if tolerance.in_per_cent:
        return _("values within %(number)s %% count as the same") % {"number": number}
    words = {"amount": with_unit(number, indicator["unit"], tolerance.number)}
    return _("values within %(amount)s count as the same") % words


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
