"""What is counted for a commitment: indicators with their targets, shared terms like the test. Pure but for the action.

A number stands for one exact indicator for ever: another unit or another way to combine values makes another one, and
the old one stays, over, with the values that were stated for it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from commitments import rules
from commitments.actions.errors import RuleBroken
from commitments.actions.log import Ledger
from commitments.actions.record import EventDraft
from commitments.actions.step import event_on, on_commitment
from commitments.actions.target_quotes import check_target_quotes, quotes_of
from commitments.figures.period import BadPeriod, ValuePeriod
from commitments.figures.period_words import period_words
from commitments.figures.reading import DECIMALS, TooManyDigits, exact
from commitments.figures.record import Indicator, standing, tolerance_of
from commitments.figures.tolerance import Tolerance
from commitments.models import Commitment, ObservedValue
from commitments.models.figures import SOURCE_LIMIT, UNIT_LIMIT
from commitments.vocabulary import EntryKind
from commitments.vocabulary.figures import Combining, Direction, Qualifier
from commitments.vocabulary.languages import is_language

MOST = 8
MOST_TARGETS = 12
TITLE_LIMIT = 120
MONTHS_LIMIT = 60

# What makes an indicator another one.
IDENTITY = ("unit", "combining")
TERMS = (
    "title",
    "language",
    "unit",
    "decimals",
    "combining",
    "direction",
    "every_months",
    "baseline",
    "is_open",
)


def merge(
    present: Sequence[Indicator], lines: Sequence[Indicator], given: int, begins: dt.date, tolerance: str = ""
) -> list[Indicator]:
    """What holds after `lines` were typed where `present` held; `given` is the highest number ever given.

    `tolerance` is that of the commission: what is counted from now on has it where a line says no other.

    A line with the number of a present indicator changes it; of another unit or combination it takes its place. A
    present indicator without a line is over. New ones are counted from `begins`, the day of the promise.
    """
    held = {one["number"]: one for one in present}
    highest = max([given, *held])
    merged: dict[int, Indicator] = {
        number: one if one.get("is_over") else {**one, "is_over": True} for number, one in held.items()
    }
    for line in standing(lines):
        kept = held.get(line.get("number", 0))
        if kept is not None and (kept.get("is_over") or _identity(kept) != _identity(line)):
            kept = None
        if kept is None:
            highest += 1
        number = highest if kept is None else kept["number"]
        merged[number] = {
            "number": number,
            **{name: line[name] for name in TERMS},
            "begins": begins.isoformat() if kept is None else kept["begins"],
            **_tolerance(line.get("tolerance", ""), kept, tolerance),
            "targets": _targets([] if kept is None else kept["targets"], line["targets"]),
            # The title in further authentic languages.
            **({"texts": line["texts"]} if line.get("texts") else {}),
        }
    return [merged[number] for number in sorted(merged)]


def _tolerance(said: str, kept: Indicator | None, of_commission: str) -> dict[str, str]:
    """As a term. What was counted before it was one has none, and is not changed by who says the usual one.

    Of anything else it is written out: neither the commission nor who accepts a proposal says another one afterwards.
    """
    if kept is None:
        text = said or of_commission
    elif not said or Tolerance.of_text(said) == tolerance_of(kept):
        text = kept.get("tolerance", "")
    else:
        text = said
    return {"tolerance": text} if text else {}


def _identity(indicator: Indicator) -> tuple[str, ...]:
    return tuple(str(indicator[name]) for name in IDENTITY)


def _targets(present: Sequence[dict[str, Any]], lines: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """A target of the same value and period keeps its number; the others get new ones.

    It keeps the words that it comes from and its "about", too, where a line does not speak of them.
    """
    held = {(one["value"], one["period"]): one["number"] for one in present}
    kept = {one["number"]: one for one in present}
    highest = max(held.values(), default=0)
    found = []
    for line in lines:
        key = (line["value"], line["period"])
        if key not in held:
            highest += 1
        number = held.get(key, highest)
        quote, qualifier = (line.get(name, kept.get(number, {}).get(name)) for name in ("quote", "qualifier"))
        found.append(
            {
                "number": number,
                "value": line["value"],
                "period": line["period"],
                **({"quote": quote} if quote else {}),
                **({"qualifier": qualifier} if qualifier else {}),
            }
        )
    return sorted(found, key=lambda one: one["number"])


def problems_of(lines: Sequence[Indicator], rows: Sequence[int] | None = None) -> Iterator[str]:
    """What keeps these lines from being what is counted, as sentences; `rows` are their places in a form."""
    lines = standing(lines)
    if len(lines) > MOST:
        yield _("At most %(most)d things can be counted for one commitment.") % {"most": MOST}
    for row, line in zip(rows or range(1, len(lines) + 1), lines, strict=True):
        for problem in _problems_of_one(line):
            yield _("Row %(row)d: %(problem)s") % {"row": row, "problem": problem}
    titles = [line["title"].casefold() for line in lines]
    if len(set(titles)) != len(titles):
        yield _("Two rows have the same title.")


def _problems_of_one(line: Indicator) -> Iterator[str]:
    for name, limit, missing in (
        ("title", TITLE_LIMIT, _("say what is counted.")),
        ("unit", UNIT_LIMIT, _("say in which unit.")),
    ):
        if not line[name].strip():
            yield missing
        elif len(line[name]) > limit:
            yield _("“%(text)s” is longer than %(limit)d characters.") % {"text": line[name], "limit": limit}
    if not is_language(line["language"]):
        yield _("choose the language of the title.")
    texts = line.get("texts", {})
    if line["language"] in texts or not all(map(is_language, texts)):
        yield _("an authentic text is in another language than the title.")
    if any(not text.strip() or len(text) > TITLE_LIMIT for text in texts.values()):
        yield _("write each authentic text in at most %(limit)d characters.") % {"limit": TITLE_LIMIT}
    if line["combining"] not in Combining.values or line["direction"] not in Direction.values:
        yield _("say how the values combine, and which way is progress.")
    if not 0 <= line["decimals"] <= DECIMALS:
        yield _("at most %(most)d digits after the point.") % {"most": DECIMALS}
    if line["every_months"] is not None and not 1 <= line["every_months"] <= MONTHS_LIMIT:
        yield _("there are 1 to %(most)d months between two values.") % {"most": MONTHS_LIMIT}
    if line.get("tolerance"):
        try:
            Tolerance.of_text(line["tolerance"])
        except ValueError:
            yield _("values count as the same within so much in the unit, or within so many per cent.")
    yield from _problems_of_targets(line)


def _problems_of_targets(line: Indicator) -> Iterator[str]:
    if line["is_open"] and line["targets"]:
        yield _("either no figure was given, or there is a target.")
    if len(line["targets"]) > MOST_TARGETS:
        yield _("at most %(most)d targets.") % {"most": MOST_TARGETS}
    baseline = line["baseline"]
    begun = None
    if baseline is not None:
        begun = _period(baseline["period"])
        if begun is None:
            yield _("“%(period)s” is not a period.") % {"period": baseline["period"]}
        yield from _problems_of_number(baseline["value"], baseline.get("qualifier"))
        if len(baseline.get("source", "")) > SOURCE_LIMIT:
            yield _("the source of the value before takes more than %(limit)d characters.") % {
                "limit": SOURCE_LIMIT
            }
    periods = []
    for target in line["targets"]:
        period = _period(target["period"])
        yield from _problems_of_number(target["value"], target.get("qualifier"))
        if period is None:
            yield _("“%(period)s” is not a period.") % {"period": target["period"]}
        elif begun is not None and period.end <= begun.end:
            yield _("a target must be later than the baseline.")
        elif period in periods:
            yield _("two targets are for %(period)s.") % {"period": period_words(period)}
        periods.append(period)


def _period(key: str) -> ValuePeriod | None:
    try:
        return ValuePeriod.of_key(key)
    except BadPeriod:
        return None


def _problems_of_number(text: str, qualifier: str | None) -> Iterator[str]:
    if qualifier not in (None, Qualifier.EXACT, Qualifier.ABOUT):
        yield _("“%(text)s”: a target is a number, or “about” so much.") % {"text": text}
    try:
        if not exact(text).is_finite():
            yield _("“%(text)s” is not a number.") % {"text": text}
    except TooManyDigits:
        yield _("“%(text)s” has too many digits: at most 18, and six after the point.") % {"text": text}
    except ValueError:
        yield _("“%(text)s” is not a number.") % {"text": text}


def check_indicators(lines: Sequence[Indicator]) -> None:
    """Raise RuleBroken unless these lines can be what is counted."""
    if found := list(problems_of(lines)):
        raise RuleBroken({"indicators": found})


@on_commitment(rules.may_set_indicators, rests_on=("indicators", "recognition"))
def set_indicators(
    ledger: Ledger, commitment: Commitment, *, indicators: Sequence[Indicator], note: str = ""
) -> EventDraft:
    """Say what is counted and what was promised. The other side binds itself to it by confirming.

    Numbers are given here; a number in `indicators` names the present one that a line changes. Of what the other side
    has given values for, this alone does not change whether both sides' values differ.
    """
    check_indicators(indicators)
    check_target_quotes(indicators, quotes_of(commitment))
    after = merge(
        commitment.indicators,
        indicators,
        commitment.indicators_given,
        commitment.meeting.held_on,
        commitment.commission.figures_tolerance,
    )
    if after == commitment.indicators:
        raise RuleBroken(_("Nothing was changed."))
    _check_differences_stay(ledger, commitment, after)
    changes = {"indicators": [commitment.indicators, after]}
    return event_on(commitment, EntryKind.INDICATORS_SET, ledger.today, changes=changes, note=note)


def _check_differences_stay(ledger: Ledger, commitment: Commitment, after: Sequence[Indicator]) -> None:
    """Raise RuleBroken where one side alone would make differences from the other's values disappear."""
    present, kept = (
        {one["number"]: one for one in standing(lines)} for lines in (commitment.indicators, after)
    )
    other, party = ledger.seat.sides[1]
    given = ObservedValue.objects.filter(
        commitment=commitment, whose=other, reference="", recorded_to=None, indicator__in=present
    )
    for number in given.order_by("indicator").values_list("indicator", flat=True).distinct():
        if number not in kept or tolerance_of(kept[number]) != tolerance_of(present[number]):
            sentence = _(
                "%(party)s has given values for “%(title)s”. Only both sides together can stop counting it, change its"
                " unit, or change how close values must be to count as the same. Propose it after %(party)s has confirmed"
                " the commitment."
            )
            words = {"party": party.name, "title": present[number]["title"]}
            raise RuleBroken({"indicators": [sentence % words]})
