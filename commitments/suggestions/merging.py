"""Joins what a splitter cut too eagerly: after an abbreviation, an initial, the number of a point, inside a quote."""

from __future__ import annotations

import re


def words(text: str) -> frozenset[str]:
    """The words of a text that lists them."""
    return frozenset(text.split())


# Words that end with a full stop without ending a sentence, as they stand before it.
ABBREVIATIONS: dict[str, frozenset[str]] = {
    "en": words(
        "approx art arts no nos mr mrs ms dr prof gen col lt capt adm amb sen rep gov hon st mt jan feb mar apr jun "
        "jul aug sep sept oct nov dec mln bln tn thou para paras sec ch vol fig cf viz vs e.g i.e p.m a.m u.s u.k "
        "u.n u.s.a d.c p.r.c ca est incl max min pp ed eds tel ext dept div inc ltd corp co bros"
    ),
    "ru": words(
        "янв фев февр мар апр июн июл авг сен сент окт нояб ноя дек млн млрд трлн тыс руб долл коп г гг в вв ст п пп ч "
        "стр см ср т т.д т.п т.е т.к т.ч т.н т.о др пр проч им ул д кв корп обл р-н акад проф доц ген полк гос "
        "напр прим пос с н.э до н кг км м га тел чел экз ред"
    ),
    "be": words(
        "студз лют сак крас май чэрв ліп жн вер кастр ліст снеж млн млрд трлн тыс руб дол г гг ст п пп ч стар гл "
        "т т.д т.п т.л т.ч т.зв інш др імя вул д кв вобл р-н акад праф дац ген нап напр с н.э кг км м га тэл чал"
    ),
    "zh": words("no art mr dr u.s"),
}
# These often do end a sentence: joined only when what follows begins small or with a number.
MAY_END = words(
    "г гг др пр проч т.д т.п д т.л інш a.m p.m inc ltd co corp u.s u.k u.n u.s.a d.c p.r.c руб млн млрд тыс"
)

LAST_WORD = re.compile(r"([\w.’'-]{1,12})\.$")
INITIAL = re.compile(r"(?:^|[\s(«“\"'.–-])[A-ZА-ЯЁІЎ]\.$")
POINT_NUMBER = re.compile(r"^[(（]?(?:\d{1,3}(?:\.\d{1,3}){0,3}|[a-zа-я]|[ivxIVX]{1,5})[.)）]$")
QUOTED = re.compile(r"[。！？][」』]$")  # with と behind it: what somebody said, and that it was said
SMALL = re.compile(r"^[a-zа-яёіў]")
SAID = re.compile(r"^[–—-]\s?[a-zа-яёіў]")
CLOSING = re.compile(r"^[»”’\"'）)\]】」』…]+")
ONLY_MARKS = re.compile(r"^[\W_]+$")
LONGEST_MARK = 16
DATE_TAIL = re.compile(r"^\d{4}\b|^(?:г|гг)\.")


def belongs_together(line: str, first: tuple[int, int], second: tuple[int, int], language: str) -> bool:
    """Whether two neighbouring pieces of `line` are one sentence."""
    before = line[max(first[0], first[1] - 40) : first[1]]
    after = line[second[0] : second[0] + 40]
    whole = line[first[0] : first[1]] if first[1] - first[0] <= LONGEST_MARK else ""
    if POINT_NUMBER.match(whole) or ONLY_MARKS.match(whole):
        return True
    if CLOSING.match(after) or ONLY_MARKS.match(after) or SAID.match(after):
        return True
    if language == "zh":
        return False
    if language == "ja":
        return bool(QUOTED.search(before)) and after.startswith("と")
    if language not in ABBREVIATIONS and after[0].islower():
        return True
    return after_abbreviation(before, after, language) or bool(SMALL.match(after) and before[-1] in '.…?!»”"')


def after_abbreviation(before: str, after: str, language: str) -> bool:
    """Whether the full stop at the end of `before` only shortens a word or a first name."""
    if INITIAL.search(before) and not after[:1].isdigit():
        return True
    found = LAST_WORD.search(before)
    word = found[1].lower() if found else ""
    if word not in ABBREVIATIONS.get(language, frozenset()):
        return False
    if word in MAY_END:
        return bool(SMALL.match(after) or DATE_TAIL.match(after) or after[:1].isdigit())
    return True
