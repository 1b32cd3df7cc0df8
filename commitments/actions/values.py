"""Values that a side states for what is counted: its own, or those of a third party's statistics."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.errors import RuleBroken
from commitments.actions.figures_state import COUNTED_IN, NOTHING, TAKEN_BACK
from commitments.actions.log import Ledger
from commitments.actions.projection import known_values
from commitments.actions.record import EventDraft, Source
from commitments.actions.state import VALUES
from commitments.actions.step import event_on, on_commitment
from commitments.figures.observation import ZERO, clash
from commitments.figures.period import ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.reading import TooManyDigits
from commitments.figures.record import Indicator, as_text, standing
from commitments.figures.series import Series, description_of, series_of, unit_of_series
from commitments.figures.unit import share_of, whole_of
from commitments.models import Commitment
from commitments.models.figures import REFERENCE_LIMIT, SOURCE_LIMIT, UNIT_LIMIT
from commitments.vocabulary import EntryKind
from commitments.vocabulary.figures import WITHOUT_NUMBER, Qualifier, ValueStatus

MOST = 200
MOST_PARTS = 6
PART_LIMIT = 40
PUBLISHER_LIMIT = 160
METHOD_LIMIT = 400
LIMITS = {"publisher": PUBLISHER_LIMIT, "method": METHOD_LIMIT, "own_unit": UNIT_LIMIT}

# What may be said of a period that has not ended.
OF_A_RUNNING_PERIOD = frozenset({ValueStatus.PROVISIONAL, ValueStatus.ESTIMATED})


@dataclass(frozen=True, slots=True)
class StatedValue:
    """One value as it comes from a form. `status` TAKEN_BACK: the value stated for the period before was wrong.

    `of`: numerator and denominator of a share; its number is then what they come to. `source` is that of a row which
    names its own: the address of a page, or a title.
    """

    period: ValuePeriod
    number: Decimal | None = None
    qualifier: str = Qualifier.EXACT
    status: str = ValueStatus.FINAL
    parts: dict[str, Decimal] = field(default_factory=dict)
    of: tuple[Decimal, Decimal] | None = None
    source: str = ""

    def as_record(self) -> dict[str, Any]:
        said = {
            "number": "" if self.number is None else as_text(self.number),
            "qualifier": str(self.qualifier),
            "parts": [{"name": name, "number": as_text(number)} for name, number in self.parts.items()],
            "of": self.of and dict(zip(("numerator", "denominator"), map(as_text, self.of), strict=True)),
            "source": self.source,
        }
        return {
            "period": self.period.key,
            "status": str(self.status),
            **{name: value for name, value in said.items() if value},
        }


@on_commitment(rules.may_give_values, rests_on=("indicators", "own_values"))
def give_values(
    ledger: Ledger,
    commitment: Commitment,
    *,
    indicator: int,
    values: Sequence[StatedValue],
    effective_on: dt.date | None = None,
    reference: str = "",
    publisher: str | None = None,
    method: str | None = None,
    own_unit: str | None = None,
    note: str = "",
    sources: tuple[Source, ...] = (),
) -> EventDraft:
    """State values of the own side for an indicator, or with `reference` those of a third party's statistics.

    `publisher` and `method` say who publishes the series and how it is made; None: as before, "": it is no longer
    said. `own_unit` is what the series is counted in, where that is not the unit of the indicator; it changes only while
    no number of another unit is known. A value for a period that has one already revises it. Raises RuleBroken {"values": sentences}, and then
    nothing was written.
    """
    counted = next((one for one in standing(commitment.indicators) if one["number"] == indicator), None)
    if counted is None:
        raise RuleBroken({"indicator": _("This is no longer counted.")})
    if len(reference) > REFERENCE_LIMIT:
        raise RuleBroken({"reference": _("At most %(limit)d characters.") % {"limit": REFERENCE_LIMIT}})
    day = effective_on or ledger.latest_day
    ledger.check_effective(day, commitment)
    whose = ledger.seat.side
    known = {
        row["period"]: row
        for row in known_values(commitment)
        if series_of(row) == (indicator, whose, reference)
    }
    series = (indicator, whose, reference)
    if own_unit == counted["unit"]:
        own_unit = ""
    described = _described(
        commitment.series, series, {"publisher": publisher, "method": method, "own_unit": own_unit}
    )
    unit = own_unit or counted["unit"]
    if own_unit is None:
        unit = unit_of_series(commitment.series, series, counted)
    elif "own_unit" in described:
        _check_unit(known.values(), {value.period.key for value in values}, counted["unit"])
    if (values or not described) and (problems := list(problems_of(values, known, day, counted))):
        raise RuleBroken({"values": problems})
    # With a source they may be given again: what was known without proof is then shown.
    rows = [
        value.as_record() for value in values if sources or "own_unit" in described or _changes(value, known)
    ]
    if not rows and not described:
        raise RuleBroken({"values": [_("These values are stated already.")]})
    # An entry says for itself what was counted then, and what its values revise.
    stated = {
        "indicator": indicator,
        "title": counted["title"],
        "unit": unit,
        "rows": rows,
        **({COUNTED_IN: counted["unit"]} if unit != counted["unit"] else {}),
        **({"reference": reference} if reference else {}),
        **{name: after for name, (_before, after) in described.items()},
    }
    revised = [_as_said(known[row["period"]]) for row in rows if row["period"] in known]
    before = {"rows": revised, **{name: was for name, (was, _after) in described.items()}}
    return event_on(
        commitment,
        EntryKind.VALUES_GIVEN,
        day,
        changes={VALUES: [before if any(before.values()) else None, stated]},
        note=note,
        sources=sources,
    )


def _described(
    described: Sequence[dict[str, Any]], series: Series, stated: dict[str, str | None]
) -> dict[str, tuple[str, str]]:
    """What is said anew of a series, as (before, after) by name. Raises RuleBroken where it is too long."""
    held = description_of(described, series)
    found = {}
    for name, said in stated.items():
        if said is None:
            continue
        if len(said) > LIMITS[name]:
            raise RuleBroken({name: _("At most %(limit)d characters.") % {"limit": LIMITS[name]}})
        if said != held[name]:
            found[name] = (held[name], said)
    return found


def _check_unit(known: Iterable[dict[str, Any]], revised: set[str], unit: str) -> None:
    """No number changes its unit without being said again: 100 dollars are not 100 yuan."""
    if left := [row for row in known if row["number"] and row["period"] not in revised]:
        words = {
            "unit": left[0]["unit"] or unit,
            "period": period_words(ValuePeriod.of_key(left[0]["period"])),
        }
        raise RuleBroken(
            {
                "own_unit": _(
                    "Values in %(unit)s are known, for example of %(period)s. Give these periods again in the new unit,"
                    " or take their values back."
                )
                % words
            }
        )


def _as_said(row: dict[str, Any]) -> dict[str, Any]:
    """A known value as the record that stated it has it."""
    names = ("period", "number", "qualifier", "status", "source", "unit")
    of = {name: row[name] for name in ("numerator", "denominator") if row[name]}
    return {**{name: row[name] for name in names if row[name]}, **({"of": of} if of else {})}


def _changes(value: StatedValue, known: dict[str, dict[str, Any]]) -> bool:
    """Whether it says anything that is not known: what was pasted again is not stated again."""
    said, held = value.as_record(), known.get(value.period.key)
    if held is None:
        return True
    return any(
        said.get(name, default) != held[name]
        for name, default in (
            ("number", ""),
            ("qualifier", ""),
            ("status", ""),
            ("parts", []),
            ("source", ""),
        )
    ) or said.get("of", NOTHING) != {name: held[name] for name in NOTHING}


def problems_of(
    values: Sequence[StatedValue], known: dict[str, dict[str, Any]], today: dt.date, counted: Indicator
) -> Iterator[str]:
    """What keeps values of `counted` from being stated, as sentences that name their period.

    `known` are those of the series.
    """
    if not values:
        yield _("State at least one value.")
    if len(values) > MOST:
        yield _("At most %(most)d values at once; these are %(count)d.") % {
            "most": MOST,
            "count": len(values),
        }
        return
    periods = [ValuePeriod.of_key(key) for key in known]
    seen: set[ValuePeriod] = set()
    for value in values:
        words = {"period": period_words(value.period)}
        if value.period in seen:
            yield _("%(period)s is here twice.") % words
        seen.add(value.period)
        if (other := clash(value.period, [*periods, *seen])) is not None:
            yield _("%(period)s overlaps %(other)s in part: their values cannot be counted together.") % {
                **words,
                "other": period_words(other),
            }
        if value.status == TAKEN_BACK:
            if value.period.key not in known:
                yield _("%(period)s has no value to take back.") % words
            continue
        yield from _problems_of_one(value, today)
        yield from _problems_of_share(value, whole_of(counted["unit"], counted["combining"]))


def _problems_of_one(value: StatedValue, today: dt.date) -> Iterator[str]:
    words = {"period": period_words(value.period)}
    if value.status not in ValueStatus.values or value.qualifier not in Qualifier.values:
        yield _("%(period)s: choose one from the list.") % words
    if (value.number is None) != (value.status in WITHOUT_NUMBER):
        yield _("%(period)s: give a number, or say why there is none.") % words
    if value.period.start > today:
        yield _("%(period)s has not begun yet.") % words
    elif value.period.end > today and value.number is not None and value.status not in OF_A_RUNNING_PERIOD:
        yield _("%(period)s has not ended yet: its value is provisional or estimated.") % words
    if len(value.parts) > MOST_PARTS or any(not name or len(name) > PART_LIMIT for name in value.parts):
        yield _("%(period)s: name at most %(most)d parts, each in at most %(limit)d characters.") % {
            **words,
            "most": MOST_PARTS,
            "limit": PART_LIMIT,
        }
    if value.parts and sum(value.parts.values(), ZERO) != value.number:
        yield _("%(period)s: the parts do not add up to the value.") % words
    if len(value.source) > SOURCE_LIMIT:
        yield _("%(period)s: the source takes more than %(limit)d characters.") % {
            **words,
            "limit": SOURCE_LIMIT,
        }


def _problems_of_share(value: StatedValue, whole: Decimal | None) -> Iterator[str]:
    """A share is what its two numbers come to, and nothing else is given by two numbers."""
    if value.of is None:
        return
    numerator, denominator = value.of
    words = {"period": period_words(value.period)}
    if whole is None:
        yield _("%(period)s: only a share, a rate in per cent, is given by two numbers.") % words
    elif denominator <= 0:
        yield _("%(period)s: the second number of a share must be more than zero.") % words
    else:
        try:
            is_so = value.number == share_of(numerator, denominator, whole)
        except TooManyDigits:
            yield _("%(period)s: the two numbers come to too many digits.") % words
        else:
            if not is_so:
                yield _("%(period)s: the number is not what the two numbers come to.") % words
