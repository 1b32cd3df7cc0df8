"""The periods of values as people write them: `2021`, `Q1 2021`, `I кв. 2021`, `2021年1月`, `01.2021`, `1.1.2024 – 31.8.2024`."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from commitments.figures.period import BadPeriod, ValuePeriod
from commitments.forms.fields import MONTHS, YEAR_SIGN, DayField, WordsField
from commitments.models.week import YEARS

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
HAN = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}

_YEAR = r"(?P<year>\d{4})"
_NUMBER = r"(?P<number>[1-4]|i{1,3}|iv|[一二三四])"
_QUARTER = r"(?:q|кв\.?|квартал|кварталі?|quarter)"
_HALF = r"(?:h|полугодие|паўгоддзе|half)"
# Each form is tried whole, on text without a sign for the year.
QUARTERS = tuple(
    re.compile(form)
    for form in (
        rf"q ?{_NUMBER} {_YEAR}",
        rf"{_YEAR} ?-? ?q ?{_NUMBER}",
        rf"{_NUMBER} {_QUARTER} {_YEAR}",
        rf"{_YEAR} ?年 ?第?{_NUMBER} ?季度",
    )
)
HALVES = tuple(
    re.compile(form)
    for form in (
        rf"h ?{_NUMBER} {_YEAR}",
        rf"{_YEAR} ?-? ?h ?{_NUMBER}",
        rf"{_NUMBER} {_HALF} {_YEAR}",
        rf"{_YEAR} ?年 ?(?P<number>[上下]) ?半年",
    )
)
MONTH_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}[-./](?P<month>\d{{1,2}})",
        rf"(?P<month>\d{{1,2}})[./]{_YEAR}",
        rf"{_YEAR} ?年 ?(?P<month>\d{{1,2}}) ?月",
    )
)
NAMED_MONTHS = tuple(
    re.compile(form)
    for form in (rf"(?P<name>[^\W\d_]{{3,12}})\.? {_YEAR}", rf"{_YEAR} (?P<name>[^\W\d_]{{3,12}})")
)
YEAR_FORM = re.compile(rf"{_YEAR} ?年?")
# Between the first and the last day of a period; a hyphen only with blanks, since it stands within days too.
BETWEEN = re.compile(r"\s+(?:-|to|до|да|по)\s+|\s*[–—~至/]\s*")


class PeriodField(WordsField):
    """A day, month, quarter, half-year or year, or the first and the last of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=60, **kwargs)
        self.widget.attrs |= {"class": "input-s", "autocomplete": "off"}

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return read_period(text) if text else None

    def validate(self, value: Any) -> None:
        if value is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")


def read_period(text: str) -> ValuePeriod:
    """The period a person wrote. Raises ValidationError with a sentence."""
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if (found := _one(plain)) is not None:
        return found
    ends = [part for part in BETWEEN.split(plain) if part]
    first, last = (_one(ends[0]), _one(ends[1])) if len(ends) == 2 else (None, None)
    if first is None or last is None:
        raise ValidationError(
            _("“%(text)s” is no period. Write it like 2021, Q1 2021, March 2021 or 26.1.2021.")
            % {"text": text[:40]}
        )
    try:
        return ValuePeriod(first.start, last.end)
    except BadPeriod as error:
        raise ValidationError(_("“%(text)s” ends before it begins.") % {"text": text[:40]}) from error


def _one(text: str) -> ValuePeriod | None:
    folded = YEAR_SIGN.sub("", text.casefold()).strip()
    key = _key(folded)
    if key is None:
        try:
            day = DayField().clean(text)
        except ValidationError:
            return None
        return ValuePeriod(day, day)
    try:
        period = ValuePeriod.of_key(key)
    except BadPeriod:
        return None
    return period if period.start.year in YEARS else None


def _key(text: str) -> str | None:
    """The ISO key of a year, half-year, quarter or month; None for all else."""
    if found := YEAR_FORM.fullmatch(text):
        return found["year"]
    for forms, letter in ((QUARTERS, "Q"), (HALVES, "H")):
        for form in forms:
            if found := form.fullmatch(text):
                return f"{found['year']}-{letter}{_count(found['number'])}"
    for form in MONTH_FORMS:
        if found := form.fullmatch(text):
            return f"{found['year']}-{int(found['month']):02}"
    for form in NAMED_MONTHS:
        if (found := form.fullmatch(text)) and (month := _month(found["name"])):
            return f"{found['year']}-{month:02}"
    return None


def _month(name: str) -> int | None:
    """May in the nominative is "май", whose first letters the days do not need."""
    return {"май": 5, "мая": 5, "май.": 5}.get(name) or MONTHS.get(name[:3])


def _count(text: str) -> int:
    return ROMAN.get(text) or HAN.get(text) or int(text)
