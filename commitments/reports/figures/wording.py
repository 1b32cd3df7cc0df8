"""Numbers, periods, targets and verdicts in words."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from commitments.figures.observation import Observation
from commitments.figures.pace import Target, TargetVerdict, gap_qualifier
from commitments.figures.period_words import day_words, period_words
from commitments.figures.record import Indicator
from commitments.figures.unit import unit_of
from commitments.models import Commitment
from commitments.reports.texts import counted_title
from commitments.vocabulary.figures import Qualifier, ValueStatus, Verdict
from commitments.vocabulary.other_names import called_unit

# From here on lists and headlines name millions, or what the language counts in, where nothing is lost by it.
SHORT_FROM = Decimal(1_000_000)


def number_words(number: Decimal, decimals: int = 0) -> str:
    """ "9,500,000" or "5.79": with at least so many digits after the point, and all that were stated."""
    return _number_words(number, decimals, get_language())


@lru_cache(maxsize=4096)
def _number_words(number: Decimal, decimals: int, _language: str | None) -> str:
    exponent = number.normalize().as_tuple().exponent
    stated = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return number_format(number, max(decimals, stated), use_l10n=True, force_grouping=True)


def rounded(number: Decimal, decimals: int = 0) -> str:
    """A computed number, rounded to the digits the indicator is shown with."""
    step = Decimal(1).scaleb(-decimals)
    return number_words(number.quantize(step, ROUND_HALF_UP), decimals)


def scale_of(number: Decimal) -> tuple[Decimal, str] | None:
    """What a large number is said in, and its name: (1000000, "million"), in Chinese also (10000, "万").

    None for a number below a million, and where three digits after the point would lose something.
    """
    if abs(number) < SHORT_FROM:
        return None
    scales = _scales(pgettext("large numbers, each with its name, the largest first", "1000000 million"))
    return next((one for one in scales if abs(number) >= one[0] and number % (one[0] / 1000) == 0), None)


@lru_cache(maxsize=16)
def _scales(said: str) -> tuple[tuple[Decimal, str], ...]:
    return tuple((Decimal(size), name) for size, name in re.findall(r"(\d+)\s+([^\s,]+)", said))


def scaled(number: str, name: str) -> str:
    return pgettext("9.5 million", "%(number)s %(name)s") % {"number": number, "name": name}


def short_number(number: Decimal, decimals: int = 0) -> str:
    """ "9.5 million" where that is all of it; else the whole number."""
    if scale := scale_of(number):
        size, name = scale
        return scaled(number_words(number / size), name)
    return number_words(number, decimals)


def qualified(words: str, qualifier: str) -> str:
    """ "about 290,000", "more than 500"."""
    match qualifier:
        case Qualifier.ABOUT:
            return _("about %(number)s") % {"number": words}
        case Qualifier.MORE_THAN:
            return _("more than %(number)s") % {"number": words}
        case Qualifier.AT_MOST:
            return _("at most %(number)s") % {"number": words}
    return words


def with_unit(words: str, unit: str, number: Decimal) -> str:
    """ "9.7 million doses". One of a unit that is typed in the plural: "1 (meetings)"."""
    said = {"number": words, "unit": unit_of(number, unit)}
    return pgettext("a number and its unit", "%(number)s %(unit)s") % said


def apart_words(party: str, own: str, unit: str) -> str:
    """Why a side's figures are compared with nothing."""
    words = {"party": party, "own": called_unit(own), "unit": called_unit(unit)}
    said = _(
        "%(party)s counts in %(own)s and not in %(unit)s. Its figures are not compared with those of the other side or"
        " with targets."
    )
    return said % words


def of_target(number: Decimal, qualifier: str, target: Decimal, unit: str, promised: str = "") -> str:
    """ "9.7 of 11 million doses", "132 of about 170 companies": how exact the target is says `promised`."""
    if (scale := scale_of(target)) and scale == scale_of(number):
        size, name = scale
        level, whole = number_words(number / size), scaled(number_words(target / size), name)
    else:
        level, whole = short_number(number), short_number(target)
    words = {
        "level": qualified(level, qualifier),
        "target": with_unit(qualified(whole, promised), unit, target),
    }
    return _("%(level)s of %(target)s") % words


def to_date(number: Decimal, qualifier: str, unit: str) -> str:
    """ "about 9.7 million doses"."""
    return with_unit(qualified(short_number(number), qualifier), unit, number)


def per_cent(share: Decimal) -> str:
    """A share in whole per cent; below ten with one digit after the point."""
    number = share * 100
    decimals = 1 if 0 < abs(number) < 10 and number != number.to_integral_value() else 0
    return _("%(number)s %%") % {"number": rounded(number, decimals)}


def by_day_words(day: dt.date) -> str:
    """ "by the end of 2022", else "by 19 February 2022"."""
    if (day.month, day.day) == (12, 31):
        return _("by the end of %(year)d") % {"year": day.year}
    return _("by %(day)s") % {"day": day_words(day)}


def target_words(indicator: Indicator, target: Target) -> str:
    """ "170 companies by the end of 2025", "900 million USD in 2023"."""
    words = qualified(short_number(target.value, indicator["decimals"]), target.qualifier)
    number = with_unit(words, indicator["unit"], target.value)
    if target.period.is_day:
        when = by_day_words(target.period.end)
        return pgettext("a target", "%(number)s %(when)s") % {"number": number, "when": when}
    return _("%(number)s in %(period)s") % {"number": number, "period": period_words(target.period)}


def status_words(status: str) -> str:
    return str(ValueStatus(status).label)


def verdict_words(indicator: Indicator, found: TargetVerdict) -> str:
    """What the values say of a target, in one phrase that names the numbers and the day."""
    decimals = indicator["decimals"]
    words = _numbers(found, decimals)
    match found.verdict:
        case Verdict.REACHED:
            return _("Reached on %(reached)s") % words
        case Verdict.MISSED:
            said = _("%(level)s on %(day)s, %(missing)s short") % words
            if found.reached_late is not None:
                later = {
                    "level": number_words(found.reached_late.number, decimals),
                    "day": day_words(found.reached_late.day),
                }
                return said + _("; %(level)s on %(day)s") % later
            return said
        case Verdict.AHEAD:
            return _("Ahead on %(day)s: %(level)s, and %(needed)s were needed") % words
        case Verdict.ON_PACE:
            return _("On pace on %(day)s: %(level)s, and %(needed)s were needed") % words
        case Verdict.BEHIND:
            if not words["off_by"]:
                return _("Behind on %(day)s: %(level)s, and %(needed)s were needed") % words
            return _("Behind by %(off_by)s on %(day)s: %(level)s, and %(needed)s were needed") % words
        case Verdict.NOT_REACHED:
            return _("Not reached: %(level)s on %(day)s") % words
        case Verdict.NOT_SAID if found.unsaid is not None:
            return unsaid_words(found.unsaid)
    return str(Verdict.TOO_FEW.label)


def finding_words(indicator: Indicator, party: str, found: TargetVerdict) -> str:
    """What the figures of one side show of a target, as the title of a chart."""
    words = {
        **_numbers(found, indicator["decimals"]),
        "party": party,
        "target": target_words(indicator, found.target),
        "unsaid": unsaid_words(found.unsaid) if found.unsaid else "",
    }
    match found.verdict:
        case Verdict.REACHED:
            return _("Figures of %(party)s: %(target)s, reached on %(reached)s.") % words
        case Verdict.MISSED:
            return _("Figures of %(party)s: %(target)s, missed by %(missing)s.") % words
        case Verdict.AHEAD:
            said = _("Figures of %(party)s: ahead of %(target)s; %(level)s on %(day)s, %(needed)s needed.")
            return said % words
        case Verdict.ON_PACE:
            said = _("Figures of %(party)s: on pace for %(target)s; %(level)s on %(day)s, %(needed)s needed.")
            return said % words
        case Verdict.BEHIND if words["off_by"]:
            said = _(
                "Figures of %(party)s: behind by %(off_by)s for %(target)s; %(level)s on %(day)s, %(needed)s needed."
            )
            return said % words
        case Verdict.BEHIND:
            said = _("Figures of %(party)s: behind for %(target)s; %(level)s on %(day)s, %(needed)s needed.")
            return said % words
        case Verdict.NOT_REACHED:
            return _("Figures of %(party)s: %(target)s, not reached; %(level)s on %(day)s.") % words
    return _("Figures of %(party)s: %(target)s, and %(unsaid)s.") % words


def reached_words(commitment: Commitment, side: str) -> str:
    """The targets that the figures of a side have reached, in sentences for a note that proposes "Delivered"."""
    return " ".join(
        _("%(title)s: %(level)s of %(value)s %(unit)s on %(day)s.")
        % {
            "title": counted_title(commitment.counted_titles, row["indicator"], row["title"]),
            "level": qualified(short_number(Decimal(row["number"])), row["qualifier"]),
            "value": qualified(short_number(Decimal(row["value"])), row.get("promised", "")),
            "unit": unit_of(Decimal(row["value"]), row["unit"]),
            "day": day_words(dt.date.fromisoformat(row["on"])),
        }
        for row in commitment.figures_told.get("targets", ())
        if row["whose"] == side and row["verdict"] == Verdict.REACHED
    )


def unsaid_words(said: Observation) -> str:
    """ "2023 not published"."""
    words = {"period": period_words(said.period), "status": status_words(said.status).lower()}
    return pgettext("a period and why it has no figure", "%(period)s %(status)s") % words


def short_verdict(indicator: Indicator, found: TargetVerdict) -> str:
    """The verdict in two or three words, for a cell of a table."""
    words = _numbers(found, indicator["decimals"])
    match found.verdict:
        case Verdict.MISSED:
            return _("%(missing)s short") % words
        case Verdict.BEHIND if words["off_by"]:
            return _("Behind by %(off_by)s") % words
        case Verdict.NOT_SAID if found.unsaid is not None:
            return unsaid_words(found.unsaid)
    return str(Verdict(found.verdict).label)


def _numbers(found: TargetVerdict, decimals: int) -> dict[str, str]:
    level, promised = found.level, found.target.qualifier
    is_less = level is not None and level.number > found.target.value
    short_by = gap_qualifier(level.qualifier, promised, is_less=is_less) if level else promised
    return {
        "level": qualified(number_words(level.number, decimals), level.qualifier) if level else "",
        "day": day_words(level.day) if level else "",
        "needed": qualified(rounded(found.needed, decimals), promised) if found.needed is not None else "",
        "missing": qualified(number_words(found.missing, decimals), short_by)
        if found.missing is not None
        else "",
        "off_by": per_cent(found.off_by) if found.off_by is not None else "",
        "reached": day_words(found.reached_on) if found.reached_on else "",
    }


def pace_words(indicator: Indicator, found: TargetVerdict) -> list[str]:
    """What is needed from now on, what was made, and when that reaches the target; whatever is known of it."""
    words = []
    decimals = max(1, indicator["decimals"])
    if found.required_pace is not None and found.actual_pace is not None:
        paces = {
            "required": rounded(found.required_pace * DAYS_OF_A_MONTH, decimals),
            "actual": rounded(found.actual_pace * DAYS_OF_A_MONTH, decimals),
            "unit": called_unit(indicator["unit"]),
        }
        words.append(_("%(required)s %(unit)s a month are needed; it was %(actual)s lately.") % paces)
    if found.reached_at_pace is not None:
        is_late = found.reached_at_pace > found.target.period.end
        said = (
            _("At this pace it cannot be reached before %(day)s.")
            if is_late
            else _("At this pace it is reached in %(day)s.")
        )
        words.append(said % {"day": date_format(found.reached_at_pace, "F Y")})
    return words


# The mean month of the Gregorian calendar.
DAYS_OF_A_MONTH = Decimal("30.436875")
