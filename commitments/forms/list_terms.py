"""The term of a measure as plans write it: a day, a month, a quarter, a year, years, for ever, or an event."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.figures.period import BadPeriod, ValuePeriod
from commitments.forms.due import DUE_TEXT_LIMIT
from commitments.forms.fields import MONTHS, DayField
from commitments.sheets import DayOrder, in_order
from commitments.sheets.columns import folded
from commitments.sheets.words import CONTINUING, shortened
from commitments.vocabulary import DueKind

REPORT_EVERY = 12  # months, of what has no end
_DAY = DayField()
_BEFORE = re.compile(
    r"(?:by|until|till|before|not later than|no later than|до|не позднее|к|да|не пазней за|не пазней)\s+",
    re.I,
)
_AFTER = re.compile(r"(?:以前|之前|底前|前|底)$")
_YEAR = re.compile(r"(\d{4})\s*(?:г\.?|год|года|году|гг\.?|年)?")
_YEARS = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})\s*(?:гг?\.?|годы|гады|年)?")
_QUARTERS = (
    re.compile(
        r"(?P<q>i{1,3}|iv|[1-4])(?:-?[йыі]|st|nd|rd|th)?\.?\s*(?:кв\.?|квартала?|quarter|кварт\.?)\s*(?P<y>\d{4})\D*"
    ),
    re.compile(r"q(?P<q>[1-4])\s*(?:of\s*)?(?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[\s-]*q(?P<q>[1-4])"),
    re.compile(r"(?P<y>\d{4})年第?(?P<q>[一二三四1-4])季度"),
)
_QUARTER = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "一": 1,
    "二": 2,
    "三": 3,
    "四": 4,
    **{str(n): n for n in range(1, 5)},
}
_MONTH = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{4})\s*(?:г\.?|года?)?")
_MONTH_IN_DIGITS = (re.compile(r"(\d{1,2})[./](\d{4})"), re.compile(r"(\d{4})年(\d{1,2})月"))
_DIGITS = re.compile(r"[\d./\s-]+")


def read_day(text: str, order: DayOrder) -> dt.date | None:
    """A day in any notation that forms read. Raises ValidationError, with both readings where there are two."""
    return _DAY.to_python(in_order(text, order))


def read_term(text: str, order: DayOrder) -> dict[str, Any]:
    """The parts of a `Due` as records write them. Raises ValidationError for what looks like a day and is none."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if not plain:
        return {"kind": DueKind.NONE.value}
    bare = _AFTER.sub("", _BEFORE.sub("", plain, count=1) if _BEFORE.match(plain) else plain).strip()
    if folded(bare) in CONTINUING:
        return {"kind": DueKind.CONTINUING.value, "every_months": REPORT_EVERY, "text": _short(plain)}
    if found := _YEARS.fullmatch(bare):
        return _period(plain, f"{found[1]}/{found[2]}")
    if (end := _end_of(bare)) is not None:
        return {"kind": DueKind.DATE.value, "on": end.isoformat(), "text": _short(plain)}
    try:
        day = read_day(bare, order)
    except ValidationError:
        if _DIGITS.fullmatch(bare):
            raise
        return {"kind": DueKind.EVENT.value, "text": _short(plain)}
    said = {} if bare == plain or day is None else {"text": _short(plain)}
    return {"kind": DueKind.DATE.value, "on": day.isoformat() if day else None, **said}


def _end_of(bare: str) -> dt.date | None:
    """The last day of a year, a quarter or a month; None for anything else."""
    lower = bare.casefold()
    if found := _YEAR.fullmatch(lower):
        return _last(found[1])
    for form in _QUARTERS:
        if found := form.fullmatch(lower):
            return _last(f"{found['y']}-Q{_QUARTER[found['q']]}")
    if (found := _MONTH.fullmatch(lower)) and (number := MONTHS.get(found[1][:3])):
        return _last(f"{found[2]}-{number:02}")
    if found := _MONTH_IN_DIGITS[0].fullmatch(lower):
        return _last(f"{found[2]}-{int(found[1]):02}")
    if found := _MONTH_IN_DIGITS[1].fullmatch(lower):
        return _last(f"{found[1]}-{int(found[2]):02}")
    return None


def _last(key: str) -> dt.date | None:
    try:
        return ValuePeriod.of_key(key).end
    except BadPeriod:
        return None


def _period(plain: str, key: str) -> dict[str, Any]:
    try:
        period = ValuePeriod.of_key(key)
    except BadPeriod as error:
        raise ValidationError(_("“%(text)s” ends before it begins.") % {"text": plain[:40]}) from error
    return {
        "kind": DueKind.PERIOD.value,
        "from_day": period.start.isoformat(),
        "on": period.end.isoformat(),
        "text": _short(plain),
    }


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), DUE_TEXT_LIMIT)
