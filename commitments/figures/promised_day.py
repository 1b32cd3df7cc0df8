"""The day or period of a promised quantity: "in 2027", "by the end of 2025", «до 1 июля 2026 года», 2027年."""

from __future__ import annotations

import datetime as dt
import re

from commitments.figures.period import BadPeriod, ValuePeriod

_MONTHS = (
    ("january", "январ", "студзен", "студзе"),
    ("february", "феврал", "лют"),
    ("march", "март", "сакавік"),
    ("april", "апрел", "красавік"),
    ("may", "мая", "май", "мае", "трав"),
    ("june", "июн", "чэрвен"),
    ("july", "июл", "ліпен"),
    ("august", "август", "жні"),
    ("september", "сентябр", "верас"),
    ("october", "октябр", "кастрычнік"),
    ("november", "ноябр", "лістапад"),
    ("december", "декабр", "снеж"),
)
_MONTH = "|".join(stem for stems in _MONTHS for stem in stems)
_YEAR = r"(?P<year>20\d\d)"
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_ORDINALS = {
    **dict.fromkeys(("first", "перв", "перш", "上", "一"), "1"),
    **dict.fromkeys(("second", "втор", "друг", "下", "二"), "2"),
    **dict.fromkeys(("third", "трет", "трэц", "三"), "3"),
    **dict.fromkeys(("fourth", "четв", "чацв", "чацьв", "四"), "4"),
}
_ORDINAL = "|".join(_ORDINALS)

# Each with the key of a period it makes; the first that is found counts.
_DAY = re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ ](?:of )?(?P<month>{_MONTH})\w*,?[ ]{_YEAR}")
_US_DAY = re.compile(rf"(?P<month>{_MONTH})\w*[ ](?P<day>\d{{1,2}}),[ ]{_YEAR}")
_NUMERIC = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}")
_CHINESE_DAY = re.compile(rf"{_YEAR}年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]")
_YEARS = re.compile(r"(?P<year>20\d\d)(?:年)?[ ]?(?:-|–|—|to|and|至|到|по|и)[ ]?(?P<until>20\d\d)")
_HALF = re.compile(
    rf"(?P<half>{_ORDINAL})\w*[ ](?:half(?: of)?|полугоди\w+|паўгоддз\w+)[ ]{_YEAR}|{_YEAR.replace('year', 'cyear')}年(?P<chalf>[上下])半年"
)
_QUARTER = re.compile(
    rf"(?:(?P<quarter>{_ORDINAL}|iv|iii|ii|i|[1-4])\w*(?:-\w+)?[ ](?:quarter(?: of)?|квартал\w*)|q(?P<q>[1-4]))[ ]{_YEAR}"
    rf"|{_YEAR.replace('year', 'cyear')}年(?:第)?(?P<cq>[一二三四1-4])季度"
)
_IN_MONTH = re.compile(
    rf"(?P<month>{_MONTH})\w*[ ]{_YEAR}|{_YEAR.replace('year', 'cyear')}年(?P<cmonth>\d{{1,2}})月"
)
_BY_YEAR = re.compile(
    rf"(?:by the end of|before the end of|by year-end|until the end of|by|until|before|до конца|к концу|к|до|да канца|да)[ ]"
    rf"(?:the year )?{_YEAR}(?![ ]?-[ ]?20)"
    rf"|(?:到|在|截至|截止)?{_YEAR.replace('year', 'cyear')}年(?:底|末|年底|年末|前|之前|以前)"
)
_IN_YEAR = re.compile(rf"(?<![\d.,]){_YEAR}(?!\d)")
# Around a month, a quarter or a half-year whose last day is meant: "by the end of March 2022", 2022年3月底前.
_BY_ITS_END = re.compile(
    r"(?:\b(?:by|before|until)|\b(?:к|до|да))(?:[ ](?:the[ ])?(?:end of|close of|концу|конца|канца))?(?:[ ]the)?[ ]$"
    r"|\b(?:концу|конца|канца|end of)[ ](?:the[ ])?$"
)
_ITS_END = re.compile(r"(?:底|末|前|之前|以前)")


def period_in(folded: str, dated: dt.date | None) -> ValuePeriod | None:
    """The day or period a sentence in small letters names for what it promises; None where it names none.

    The latest one counts: what a promise refers to ("as agreed on 26 January 2021") lies before it.
    """
    found = [period for period in _all(folded) if dated is None or period.end >= dated]
    if found:
        return max(found, key=lambda period: (period.end, period.is_day))
    return max(_all(folded), key=lambda period: period.end, default=None)


def _all(folded: str) -> list[ValuePeriod]:
    """Every day or period named; the words of one are not read again for another."""
    found: list[ValuePeriod] = []
    rest = folded
    for pattern, key_of in _READERS:
        for match in pattern.finditer(rest):
            try:
                period = ValuePeriod.of_key(key_of(match))
                found.append(_its_end(period) if _is_by(pattern, match, rest) else period)
            except (BadPeriod, ValueError):
                continue
            rest = rest[: match.start()] + " " * len(match[0]) + rest[match.end() :]
    return found


def _is_by(pattern: re.Pattern[str], match: re.Match[str], text: str) -> bool:
    """Whether a month, a quarter or a half-year is named for its last day: what comes before it counts, too."""
    if pattern not in (_HALF, _QUARTER, _IN_MONTH):
        return False
    return bool(_BY_ITS_END.search(text[: match.start()]) or _ITS_END.match(text, match.end()))


def _its_end(period: ValuePeriod) -> ValuePeriod:
    return ValuePeriod(period.end, period.end)


def _month(word: str) -> int:
    return next(n for n, stems in enumerate(_MONTHS, start=1) if word in stems)


def _named_day(found: re.Match[str]) -> str:
    return f"{found['year']}-{_month(found['month']):02}-{int(found['day']):02}"


def _numbered_day(found: re.Match[str]) -> str:
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"


def _years(found: re.Match[str]) -> str:
    return f"{found['year']}-01-01/{found['until']}-12-31"


def _half(found: re.Match[str]) -> str:
    return f"{found['year'] or found['cyear']}-H{_ORDINALS[found['half'] or found['chalf']]}"


def _quarter(found: re.Match[str]) -> str:
    said = found["quarter"] or found["q"] or found["cq"]
    number = _ORDINALS.get(said) or _ROMAN.get(said) or said
    return f"{found['year'] or found['cyear']}-Q{number}"


def _in_month(found: re.Match[str]) -> str:
    month = _month(found["month"]) if found["month"] else int(found["cmonth"])
    return f"{found['year'] or found['cyear']}-{month:02}"


def _by_year(found: re.Match[str]) -> str:
    return f"{found['year'] or found['cyear']}-12-31"


_READERS = (
    (_YEARS, _years),
    (_DAY, _named_day),
    (_US_DAY, _named_day),
    (_NUMERIC, _numbered_day),
    (_CHINESE_DAY, _numbered_day),
    (_HALF, _half),
    (_QUARTER, _quarter),
    (_IN_MONTH, _in_month),
    (_BY_YEAR, _by_year),
    (_IN_YEAR, lambda found: found["year"]),
)
