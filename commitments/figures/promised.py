"""What a sentence promises in numbers: how much, of what, and by when, in the four languages of the register.

"No less than 1.5 million tonnes in 2027", «не менее 1,5 млн тонн в 2027 году», 2027年不少于150万吨. Only what can be
counted up to: a share, a price, a length of time, a range, an upper bound and a growth "by so much" are left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from commitments.figures.period import ValuePeriod
from commitments.figures.promised_day import period_in
from commitments.figures.reading import (
    ABOUT_BEHIND,
    QUALIFIERS,
    SCALES,
    Ambiguous,
    NotANumber,
    TooManyDigits,
    read_quantity,
)
from commitments.vocabulary.figures import Combining, Qualifier

LONGEST = 2_000  # so many code points of a sentence are read
NEAR = 100  # and so many before a number, to tell what it is

_SCALE = "|".join(sorted(map(re.escape, SCALES), key=len, reverse=True))
_QUALIFIER = "|".join(sorted(map(re.escape, QUALIFIERS), key=len, reverse=True))
_CURRENCY = {"$": "US dollars", "€": "euros", "¥": "yuan"}
_AMOUNT = re.compile(
    rf"""(?<![a-zа-яёіў0-9.,/+\-–#№])(?P<sign>[$€¥])?
    (?P<number>\d{{1,3}}(?:[ ,.']\d{{3}})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,]\d+)?)
    (?:[ ]?(?P<scale>{_SCALE})(?![a-zа-яёіў])\.?)?""",
    re.VERBOSE,
)
_QUALIFIED = re.compile(rf"(?:^|[^a-zа-яёіў])(?P<word>{_QUALIFIER})\s*$")

# --- the unit behind the number

_WORD = re.compile(r"[ ](?P<word>[a-zа-яёіў][a-zа-яёіў'’-]*)")
_CHINESE = re.compile(
    r"(?:平方米|平方公里|立方米|公顷|公里|千瓦时|千瓦|兆瓦|标箱|标准箱|人民币|美元|欧元|卢布|元|吨|剂|家|列|名|人|台|辆|套|头|只|箱|件|份"
    r"|[个项]?(?:项目|企业|学生|集装箱|航班|园区))"
)
# Words between the number and what is counted that say nothing of the unit.
_PASSED = frozenset(
    {"new", "additional", "more", "further", "другие", "новых", "дополнительных", "дадатковых"}
)
# Words that are a part of the unit, with the next one.
_MODIFIER = re.compile(
    r"us|u\.s|american|metric|cubic|square|belarusian|chinese|russian|container|freight|electric|industrial|joint|resident"
    r"|\w+(?:ых|их|ого)"
)
_BEHIND_UNIT = frozenset({"сша", "зша", "equivalent"})
_NO_UNIT = frozenset(
    [
        "and",
        "or",
        "to",
        "in",
        "by",
        "of",
        "for",
        "from",
        "with",
        "on",
        "at",
        "per",
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "will",
        "shall",
        "until",
        "и",
        "или",
        "в",
        "к",
        "до",
        "от",
        "на",
        "по",
        "за",
        "для",
        "с",
        "і",
        "ў",
        "у",
        "да",
        "па",
        "з",
    ]
)
_TIME = re.compile(
    r"(?:second|minute|hour|day|week|month|year|decade)s?$"
    r"|(?:секунд|минут|час|день|дня|дней|дне|суток|недел|месяц|год|года|лет|летн|квартал|полугод|дзень|дзён|дні|тыдн|месяц|гадоў|гады|гадзін)"
)
_MONTH = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)$"
    r"|(?:январ|феврал|март|апрел|мая|май|июн|июл|август|сентябр|октябр|ноябр|декабр)"
    r"|(?:студзен|лют|сакавік|красавік|трав|мая|чэрвен|ліпен|жнівен|жніўн|верасн|верас|кастрычнік|лістапад|снежн|снежан)"
)
_SHARE = re.compile(r"[ ]?(?:[%％‰]|per ?cent|percent|процент|працэнт|п\.п|个百分点)")
_OF_A_DATE = re.compile(
    r"[ ]?(?:年|月|日|号|个月|个工作日|天|周|小时|分钟|岁|届|次|条|款|期|周年|世纪|度)|-(?:[а-яё]{1,3}|летн)|(?:st|nd|rd|th)\b"
)

# --- what stands before the number

_NUMBERED = re.compile(
    r"(?:articles?|art\.|paragraphs?|sections?|chapters?|annex|no\.|number|nos\.|resolution|clauses?|items?|points?|protocol|decree|phase"
    r"|стат[ьеё]\w*|ст\.|пункт\w*|п\.|глав\w+|раздел\w*|приложени\w+|указ\w*|номер\w*|этап\w*|артыкул\w*|раздзел\w*|дадат\w+"
    r"|№|\#|第|编号|百分之|之)\s*$"
)
_MONTH_BEFORE = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\s$"
)
# To so much: whatever "up to" or "до" stands before the number, it is what is to be reached.
_RAISED = re.compile(
    r"(?:increas|rais|bring|expand|grow|reach|reduc|cut|lower|lift)\w*\b(?!.*\bby\b)"
    r"|(?:увелич|довест|доведут|доведен|повыс|нараст|расшир|достиг|достич|снизи|сокра|выйти)\w*"
    r"|(?:павяліч|давесц|давяд|павыс|нарасц|пашыр|дасягн|знізі|скара|скарац)\w*"
    r"|(?:增至|增加到|增加至|提高到|提高至|达到|扩大到|扩大至|增长到|增长至|降至|减少到)"
)
_BY_SO_MUCH = re.compile(r"(?:\bby|\bна)\s*$|(?:增加|增长|提高|减少|下降|扩大)$")
_WORTH = re.compile(r"(?:на сумму|на суму|worth|总额为?|价值)\s*$")
_OF_A_PRICE = re.compile(
    r"(?:price\w*|at a rate|tariff|по цене|цен[аеоыу]\w*|тариф\w*|па цане|кошт\w*|价格|单价|每吨|每剂|每台|每人)[^.;,，。]{0,25}$"
)
_PER = re.compile(
    r"\s?(?:per\b|a (?:tonne|ton|dose|barrel|unit|head)\b|each\b|/|за (?:тонн|доз|штук|един|баррел|кубо|адзін)|за 1 |每)"
)
_RANGE_BEHIND = re.compile(r"\s?(?:-|–|—|to|до|да|至|到|~)\s?[$€¥]?\d")
_RANGE_BEFORE = re.compile(
    r"\d[^\W\d]*\s?(?:\w+\s)?(?:-|–|—|to|до|да|至|到|~)\s?$|\b(?:between|между|паміж)\b[^.;]{0,40}$"
)
_OF = re.compile(r" of (?P<word>[A-Za-z-]+)")
_LEVEL = re.compile(
    r"number of|residents|members|количеств\w+|числ[оа]|резидент\w+|колькасц\w+|лік|рэзідэнт\w+|数量|家企业|入驻"
)


@dataclass(frozen=True, slots=True)
class PromisedFigure:
    """One quantity of a sentence. `title` is what is counted; `period` is None where the sentence names no day."""

    title: str
    value: Decimal
    qualifier: str
    unit: str
    combining: str
    period: ValuePeriod | None


def promised_in(sentence: str, dated: dt.date | None = None) -> list[PromisedFigure]:
    """The quantities a sentence promises, in their order; `dated` is the day of the readout.

    What was over on that day is no promise, and a number that can be read in two ways is left to its reader.
    """
    text = sentence[:LONGEST].translate(_BLANKS)
    folded = text.lower()
    period = period_in(folded, dated)
    if period is not None and dated is not None and period.end < dated:
        return []
    return [one for one in _found(text, folded, period) if one is not None]


_BLANKS = {ord(blank): " " for blank in "\u00a0\u2009\u202f\n\t"}


def _found(text: str, folded: str, period: ValuePeriod | None) -> Iterator[PromisedFigure]:
    for found in _AMOUNT.finditer(folded):
        before, behind = folded[max(0, found.start() - NEAR) : found.start()], folded[found.end() :]
        if _is_other(found, before, behind):
            continue
        unit, end = _unit(text, folded, found)
        if not unit or _PER.match(folded, end):
            continue
        raised = bool(_RAISED.search(before[-80:]))
        qualified = _QUALIFIED.search(before)
        qualifier = QUALIFIERS[qualified["word"]] if qualified else Qualifier.EXACT
        if ABOUT_BEHIND.match(folded, end) or ABOUT_BEHIND.match(folded, found.end()):
            qualifier = Qualifier.ABOUT
        if not raised and qualifier == Qualifier.AT_MOST:
            continue
        value = _value(found)
        if value is None:
            continue
        is_level = raised or bool(_LEVEL.search(folded))
        yield PromisedFigure(
            title=_title(unit, text[end:]),
            value=value,
            qualifier=Qualifier.EXACT if qualifier == Qualifier.AT_MOST else qualifier,
            unit=unit,
            combining=Combining.STOCK if is_level else Combining.FLOW,
            period=period,
        )


def _is_other(found: re.Match[str], before: str, behind: str) -> bool:
    """Whether the number is a date, a place in a text, a share, a price, a range or a growth "by so much"."""
    raised = bool(_RAISED.search(before[-80:]))
    is_year = not found["scale"] and re.fullmatch(r"(?:19|20)\d\d", found["number"]) is not None
    word = _WORD.match(behind)
    return bool(
        _NUMBERED.search(before)
        or _MONTH_BEFORE.search(before)
        or _SHARE.match(behind)
        or (not found["scale"] and _OF_A_DATE.match(behind))
        or _OF_A_PRICE.search(before)
        or _RANGE_BEHIND.match(behind)
        or (_RANGE_BEFORE.search(before) and not raised)
        or (_BY_SO_MUCH.search(before) and not _WORTH.search(before))
        or (word and (_TIME.match(word["word"]) or _MONTH.match(word["word"])))
        or (
            is_year
            and (word is None or word["word"] in _NO_UNIT or word["word"] in ("г", "гг", "год", "годзе"))
        )
    )


def _unit(text: str, folded: str, found: re.Match[str]) -> tuple[str, int]:
    """What is counted, as the sentence writes it, and where it ends; "" where nothing is."""
    end = found.end()
    if chinese := _CHINESE.match(folded, end):
        return chinese[0], chinese.end()
    if found["sign"]:
        return _CURRENCY[found["sign"]], end
    words: list[str] = []
    while (word := _WORD.match(folded, end)) is not None and word["word"] not in _NO_UNIT:
        if word["word"] not in _PASSED:
            is_behind = bool(words) and word["word"] in _BEHIND_UNIT
            if words and not (is_behind or _MODIFIER.fullmatch(words[-1].lower())):
                break
            words.append(text[word.start("word") : word.end("word")])
        end = word.end()
    return " ".join(words), end


def _title(unit: str, behind: str) -> str:
    """ "Tonnes of potash": the unit, with what it is of where the sentence says so."""
    of = _OF.match(behind)
    title = unit + (of[0] if of and of["word"].lower() not in _NO_UNIT else "")
    return title[:1].upper() + title[1:]


def _value(found: re.Match[str]) -> Decimal | None:
    """The number; None where it is not certain which one was meant."""
    written = f"{found['number']} {found['scale'] or ''}".strip()
    try:
        return read_quantity(written).value
    except Ambiguous as both:
        # "200,000 doses" is a whole number wherever things are counted; decimals come with a scale.
        return None if found["scale"] else max(both.readings)
    except (NotANumber, TooManyDigits):
        return None
