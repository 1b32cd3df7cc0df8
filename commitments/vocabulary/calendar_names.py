"""Names of months and days of the week, where those that Django brings are not what the reader writes.

Django's Belarusian names are in the classical orthography and half of them in the genitive, and its Russian months
begin with a capital letter. Keys are those of Django's catalogues: a context, `\\x04` and the English name.
"""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December"
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"

BELARUSIAN = "студзень люты сакавік красавік май чэрвень ліпень жнівень верасень кастрычнік лістапад снежань"
BELARUSIAN_OF = (
    "студзеня лютага сакавіка красавіка мая чэрвеня ліпеня жніўня верасня кастрычніка лістапада снежня"
)
BELARUSIAN_DAYS = "панядзелак аўторак серада чацвер пятніца субота нядзеля"
RUSSIAN = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"


def _named(names: str, translated: str, context: str = "") -> dict[str, str]:
    keys = (f"{context}\x04{name}" if context else name for name in names.split())
    return dict(zip(keys, translated.split(), strict=True))


CALENDAR_NAMES: dict[str, dict[str, str]] = {
    "be": _named(MONTHS, BELARUSIAN)
    | _named(MONTHS, BELARUSIAN_OF, "alt. month")
    | _named(DAYS, BELARUSIAN_DAYS),
    "ru": _named(MONTHS, RUSSIAN),
}
