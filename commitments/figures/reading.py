"""Numbers as people write them, in the four languages of the register: `9,7 млн`, `about 290 000`, `150万`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from unicodedata import normalize

from commitments.vocabulary.figures import Combining, Qualifier

DIGITS = 18
DECIMALS = 6

SCALES: dict[str, int] = {
    **dict.fromkeys(("thousand", "thousands", "k", "тыс", "тысяч", "тысячи", "тысяча", "千"), 3),
    **dict.fromkeys(("万", "萬"), 4),
    **dict.fromkeys(("million", "millions", "mln", "m", "млн", "миллион", "миллиона", "миллионов"), 6),
    **dict.fromkeys(("мільён", "мільёна", "мільёнаў"), 6),
    **dict.fromkeys(("亿", "億"), 8),
    **dict.fromkeys(("billion", "billions", "bn", "млрд", "миллиард", "миллиарда", "миллиардов"), 9),
    **dict.fromkeys(("мільярд", "мільярда", "мільярдаў"), 9),
}

# Longest first, so that "не менее" is not read as another word.
_ABOUT = """about|around|circa|ca.|ca|approx.|approximately|roughly|some|close to|nearly|almost|~|≈
около|близко к|примерно|приблизительно|ориентировочно|почти|порядка|ок.
каля|прыкладна|прыблізна|амаль|大约|约|约为|大概|将近|接近|近"""
# Behind the number, in Chinese alone: 150万左右, 150万剂左右.
ABOUT_BEHIND = re.compile(r"(?:左右|上下)")
_MORE_THAN = """more than|over|above|at least|no less than|not less than|>|≥|более|больше|свыше|не менее|больш за|звыш
не менш за|超过|多于|不少于|至少|逾"""
_AT_MOST = """at most|up to|no more than|not more than|less than|under|<|≤|не более|до|менее|меньше|не больш за
менш за|不超过|至多|少于|不到"""
QUALIFIERS: dict[str, Qualifier] = {
    word: qualifier
    for qualifier, words in (
        (Qualifier.ABOUT, _ABOUT),
        (Qualifier.MORE_THAN, _MORE_THAN),
        (Qualifier.AT_MOST, _AT_MOST),
    )
    for word in re.split(r"[|\n]", words)
}
# A word of letters needs a blank behind it; a sign or a Chinese word does not.
_QUALIFIED = re.compile(
    "|".join(
        re.escape(word) + (r"\s+" if re.match(r"[a-zа-яёіў]", word) else r"\s*")
        for word in sorted(QUALIFIERS, key=len, reverse=True)
    )
)

_SPACES = r"[ \u00a0\u2009\u202f']"
_NUMBER = rf"[+-]?(?:\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d+)(?:[.,]\d+)*"
_PLAIN = re.compile(r"-?[0-9]{1,40}(\.[0-9]{1,40})?")
_WHOLE = re.compile(rf"(?P<number>{_NUMBER})\s*(?P<scale>[^\W\d]+)?\.?")


class NotANumber(ValueError):
    """What was typed is no number: another word, a date, a unit behind it, infinity."""


class TooManyDigits(ValueError):
    """More than 18 digits, or more than six after the point."""


@dataclass(frozen=True)
class Ambiguous(ValueError):
    """`1,234` is one thing in Minsk and another in London: both readings, thousands first, to be asked.

    Of what there are only whole ones nothing has to be asked: it is thousands.
    """

    readings: tuple[Decimal, Decimal]
    qualifier: str = Qualifier.EXACT


@dataclass(frozen=True, slots=True)
class Quantity:
    value: Decimal
    qualifier: str = Qualifier.EXACT


# How decimals are written in the languages of readouts; the other mark parts thousands.
DECIMAL_MARKS = {"en": ".", "zh": ".", "ru": ",", "be": ","}


# Units of which a part can be meant: money, measures, scales, shares. Of anything else there are only whole ones.
_MEASURED = re.compile(
    r"[%‰$€¥£₽/]|\b(?:usd|eur|cny|rmb|byn|rub|dollars?|euros?|yuan|rou?bles?|rubles?|thousands?|millions?|billions?"
    r"|mln|bn|tonnes?|tons?|t|kg|g|grams?|kilograms?|km|kilomet(?:re|er)s?|m|m2|m3|met(?:re|er)s?|ha|hectares?"
    r"|acres?|lit(?:re|er)s?|barrels?|[kmgt]?wh?|hours?|years?|months?|degrees?|points?|per|percent|share|rate)\b"
    r"|\b(?:долл|руб|евро|юан|тыс|тысяч|млн|миллион|мільён|млрд|миллиард|мільярд|тонн|килограмм|кілаграм|километр"
    r"|кіламетр|метр|гектар|литр|літр|баррел|квт|мвт|час|гадзін|процент|працэнт|доля)|\b(?:т|кг|км|га|м|л)\b"
    r"|[元吨噸万萬亿億千升]|公里|公斤|千米|米|公顷|小时|百分",
    re.IGNORECASE,
)


def is_of_whole_things(unit: str, combining: str) -> bool:
    """Whether only whole ones of a unit can be counted, as doses or companies. No rate is, and nothing measured."""
    return combining != Combining.RATE and not _MEASURED.search(unit)


def read_quantity(text: str) -> Quantity:
    """The number a person wrote, exactly. Raises NotANumber, TooManyDigits, or Ambiguous with both readings."""
    plain = " ".join(normalize("NFKC", text).replace("\u2212", "-").split()).casefold()
    qualifier, rest = _qualifier(plain)
    if behind := re.search(rf"{ABOUT_BEHIND.pattern}$", rest):
        if qualifier not in (Qualifier.EXACT, Qualifier.ABOUT):
            raise NotANumber(text)
        qualifier, rest = Qualifier.ABOUT, rest[: behind.start()].rstrip()
    found = _WHOLE.fullmatch(rest)
    if found is None or (found["scale"] and found["scale"] not in SCALES):
        raise NotANumber(text)
    scale = SCALES[found["scale"]] if found["scale"] else 0
    readings = [exact(digits, scale) for digits in _decimals(re.sub(_SPACES, "", found["number"]))]
    if len(readings) == 2:
        raise Ambiguous((readings[0], readings[1]), qualifier)
    return Quantity(readings[0], qualifier)


def _qualifier(text: str) -> tuple[str, str]:
    """How exact a number is said to be, and what is left of the text."""
    if (found := _QUALIFIED.match(text)) is None:
        return Qualifier.EXACT, text
    return QUALIFIERS[found[0].rstrip()], text[found.end() :]


def _decimals(digits: str) -> list[str]:
    """The number with a decimal point; two where a single mark may part thousands or decimals."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits.removeprefix("+"))
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return [sign + digits]
    last = marks[-1]
    whole, _mark, after = digits.rpartition(last)
    groups = re.split(r"[.,]", whole)
    is_grouped = 1 <= len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    joined = "".join(groups)
    match len(marks), len(set(marks)):
        case 1, _:
            is_thousands = len(after) == 3 and len(whole) <= 3 and whole.lstrip("0") != ""
            as_decimal = f"{sign}{whole}.{after}"
            return [f"{sign}{whole}{after}", as_decimal] if is_thousands else [as_decimal]
        case _, 1 if is_grouped and len(after) == 3:
            return [f"{sign}{joined}{after}"]
        case _, 2 if is_grouped and last not in marks[:-1]:
            return [f"{sign}{joined}.{after}"]
    raise NotANumber(digits)


def exact(digits: str, scale: int = 0) -> Decimal:
    """Plain digits as a number, `scale` powers of ten larger. Raises NotANumber or TooManyDigits."""
    if not _PLAIN.fullmatch(digits):
        raise NotANumber(digits)
    value = Decimal(digits).scaleb(scale)
    _sign, places, exponent = value.as_tuple()
    if not isinstance(exponent, int):
        raise NotANumber(digits)
    if len(places) + max(exponent, 0) > DIGITS or -exponent > DECIMALS:
        raise TooManyDigits(digits)
    return value.quantize(Decimal(1)) if exponent > 0 else value
