"""Fields that take what people type: words in any script, days as written in four countries."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import lru_cache
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import flatatt
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from commitments.models.week import YEARS
from commitments.vocabulary.characters import UNSTORABLE, plain_letters, refusal, without_invisible
from commitments.vocabulary.other_names import in_own_language

# What a browser calls an address with: a word and a colon, but not a host with its port.
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?!\d)")
# Whose posts a text may name: of both sides, or of its own side alone.
BOTH_SIDES, OWN_SIDE = "both", "own"
LOST = "\ufffd"  # half a character arrives from a browser as the sign that stands for what was lost
UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]")

# Year, month and day by their groups. A blank may stand beside every sign; "г." and «27» are as Russian letters have them.
DAY_FORMS = (
    (re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"), (1, 3, 4)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})"), (3, 2, 1)),
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]"), (1, 2, 3)),
)
CENTURY = 2000  # of a year of two digits
# With strokes a day and a month are told apart only where one of them is no month.
STROKES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# With the month as a word, in any place: 16 September 2022, September 16, 2022, 2022 September 16.
IN_WORDS = (
    (re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? ([^\W\d_]{3,12})\.?,? (\d{4})"), (3, 2, 1)),
    (re.compile(r"([^\W\d_]{3,12})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})"), (3, 1, 2)),
    (re.compile(r"(\d{4}),? ([^\W\d_]{3,12})\.? (\d{1,2})"), (1, 2, 3)),
)
MONTH_NUMBERS = range(1, 13)
YEAR_SIGN = re.compile(r"\s*\bг(?:ода|\.)?$")
# Months by their first three letters.
MONTHS = {
    name: number
    for names in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "янв фев мар апр мая июн июл авг сен окт ноя дек",
        "сту лют сак кра тра чэр ліп жні вер кас ліс сне",
    )
    for number, name in enumerate(names.split(), start=1)
}


def clean_words(value: str) -> str:
    """NFC, line feeds only, other control characters out, blanks at the ends off; "" if nothing of it can be seen."""
    text = value.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", CONTROLS.sub("", text)).strip()
    return text if any(unicodedata.category(character) not in UNSEEN for character in text) else ""


def check_storable(text: str) -> None:
    if UNSTORABLE.search(text) or LOST in text:
        raise ValidationError(
            _("This holds a character that cannot be kept. Delete it or type the word again.")
        )


def readable(text: str) -> str:
    """Typed words by the one policy for characters (`vocabulary/characters.py`). Raises ValidationError."""
    check_storable(text)
    text = plain_letters(without_invisible(text))
    if sentence := refusal(text):
        raise ValidationError(sentence)
    return text


@lru_cache(maxsize=256)
def _options(offered: tuple[tuple[str, str], ...], chosen: str, reader: str) -> SafeString:
    """What `reader` is the language of; names in another one say which."""
    options = []
    for value, label in offered:
        marks = [mark for mark in (in_own_language(label), "selected" if value == chosen else "") if mark]
        options.append(
            format_html(
                '<option value="{}"{}>{}</option>',
                value,
                format_html_join("", " {}", ((m,) for m in marks)),
                label,
            )
        )
    return format_html("{}" * len(options), *options)


class PlainSelect(forms.Select):
    """A select written in one piece and cached: lists of owners are long, and filters stand on hot pages."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offered = tuple((str(option), str(label)) for option, label in self.choices)
        built = self.build_attrs(self.attrs, attrs)
        chosen = "" if value is None else str(value)
        return format_html(
            '<select name="{}"{}>{}</select>',
            name,
            flatatt(built),
            _options(offered, chosen, get_language() or "en"),
        )


class NameField(forms.CharField):
    """A name of the administration: limits as Django knows them, characters as everywhere in the register."""

    def to_python(self, value: Any) -> str:
        return unicodedata.normalize("NFC", readable(super().to_python(value) or ""))


class WordsField(forms.CharField):
    """Text counted as its reader sees it counted: code points after NFC, a line break as one.

    `exact` takes every character as it is, for words that are compared with a text and stored nowhere. `names` says
    whose posts are read after a sign in it (`actions/mention.py`), and so are offered while it is typed.
    """

    def __init__(
        self, *, limit: int, lines: bool = False, exact: bool = False, names: str = "", **kwargs: Any
    ) -> None:
        self.limit, self.lines, self.exact, self.names = limit, lines, exact, names
        kwargs.setdefault(
            "widget", forms.Textarea(attrs={"data-limit": limit}) if lines else forms.TextInput()
        )
        super().__init__(strip=False, **kwargs)
        # Django's own check of NUL says "null characters are not allowed"; ours says what to do.
        self.validators = []

    def to_python(self, value: Any) -> str:
        text = "" if value is None else str(value)
        check_storable(text)
        text = clean_words(text if self.exact else readable(text))
        return text if self.lines else " ".join(text.split())

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise ValidationError(
                ngettext_lazy(
                    "This is %(over)d character too long: the limit is %(limit)s.",
                    "This is %(over)d characters too long: the limit is %(limit)s.",
                    "over",
                ),
                params={"over": len(value) - self.limit, "limit": f"{self.limit:,}"},
            )

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # No maxlength: the browser would cut what was pasted, silently.
        return {}


class DayField(forms.DateField):
    """A day as written in either country: 27.9.2022, 2022/9/27, 27 September 2022 or 2022年9月27日."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("For example 27.9.2022"))
        super().__init__(**kwargs)
        self.widget.attrs |= {"class": "input-s", "inputmode": "text", "autocomplete": "off"}

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        text = unicodedata.normalize("NFKC", str(value)).strip()
        if found := self._read(text):
            return self._day(text, *found)
        raise ValidationError(
            _("“%(text)s” is not a day. Write it like 27.9.2022."), params={"text": text[:40]}
        )

    def _read(self, text: str) -> tuple[int, int, int] | None:
        """Year, month and day, wherever only one reading is possible."""
        plain = YEAR_SIGN.sub("", re.sub('[«»„“”"]', "", text))
        tight = re.sub(r"\s*([-/.年月日号])\s*", r"\1", plain)
        for form, (year, month, day) in DAY_FORMS:
            if match := form.fullmatch(tight):
                number = int(match[year])
                return (
                    number if len(match[year]) > 2 else CENTURY + number,
                    int(match[month]),
                    int(match[day]),
                )
        if match := STROKES.fullmatch(tight):
            first, second = int(match[1]), int(match[2])
            if first == second or (first > 12) != (second > 12):
                return int(match[3]), min(first, second), max(first, second)
            if first in MONTH_NUMBERS and second in MONTH_NUMBERS:
                raise self._asked(
                    text, [dt.date(int(match[3]), first, second), dt.date(int(match[3]), second, first)]
                )
        spaced = " ".join(plain.split())
        for form, (year, month, day) in IN_WORDS:
            if (match := form.fullmatch(spaced)) and (named := MONTHS.get(match[month][:3].casefold())):
                return int(match[year]), named, int(match[day])
        return None

    def _asked(self, text: str, readings: list[dt.date]) -> ValidationError:
        """Two days it may mean: asked with both, each as it would be understood."""
        one, other = ({"day": date_format(day), "typed": self.prepare_value(day)} for day in readings)
        return ValidationError(
            _("“%(text)s” can be %(one)s or %(other)s. Write %(one_typed)s or %(other_typed)s."),
            params={
                "text": text[:40],
                "one": one["day"],
                "other": other["day"],
                "one_typed": one["typed"],
                "other_typed": other["typed"],
            },
        )

    def _day(self, text: str, year: int, month: int, day: int) -> dt.date:
        if year not in YEARS:
            raise ValidationError(_("“%(text)s” is not a day of the calendar."), params={"text": text[:40]})
        try:
            return dt.date(year, month, day)
        except ValueError as error:
            raise ValidationError(
                _("“%(text)s” is not a day of the calendar."), params={"text": text[:40]}
            ) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}.{value.month}.{value.year}" if isinstance(value, dt.date) else value


class AddressField(WordsField):
    """The address of a page, http or https only; https:// is added where no scheme was typed."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}))
        super().__init__(limit=1000, **kwargs)

    def to_python(self, value: Any) -> str:
        typed: str = super().to_python(value)
        if typed and not SCHEME.match(typed):
            return f"https://{typed}"
        scheme, colon, rest = typed.partition(":")
        return f"{scheme.lower()}{colon}{rest}"

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not re.fullmatch(r"https?://[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?", value):
            raise ValidationError(
                _("This is not the address of a web page. An address begins with https:// or http://.")
            )
