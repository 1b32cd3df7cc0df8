"""The lines of a weekly status: one commitment each, in words, with the entries behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commitments.models import Commission, Party
from commitments.reports.weekly.material import Subject
from commitments.reports.weekly.period import Period
from commitments.vocabulary import language_of

BEHIND = 6


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, exactly, in its own language; `lead` says who, or what was done."""

    lead: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Behind:
    """An entry a line rests on: "No. 161"."""

    number: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One commitment in a section. `facts` and `meta` are sentences of ours, `words` are those of the sides.

    `last` is the entry to look at first, `others` are earlier ones it also rests on.
    """

    code: str
    url: str
    title: str
    title_lang: str
    facts: str
    words: tuple[Words, ...]
    meta: str
    last: Behind
    others: tuple[Behind, ...]


# The sides with their parties, in the order of a reader.
Sides = Sequence[tuple[str, Party]]

# What a section's method makes of a commitment: facts, words, remarks, and the numbers of the entries behind it.
Parts = tuple[str, tuple[Words, ...], list[str], list[int]]


class Writer:
    """Writes lines of one week, naming the sides in the order of `sides`. Every section has a method of its name."""

    def __init__(self, commission: Commission, period: Period, sides: Sides) -> None:
        self.commission, self.period = commission, period
        self.names = {str(side): party.name for side, party in sides}
        self.register = reverse("commitments:register", args=[commission.slug])
        self.log = reverse("commitments:log", args=[commission.slug])
        self.no = _("No. %(number)d")

    def line(self, section: str, subject: Subject) -> Line:
        parts: Parts = getattr(self, section)(subject)
        facts, words, remarks, numbers = parts
        url = f"{self.register}{subject.terms.code}/"
        lang = language_of(subject.terms.title)
        return Line(
            code=subject.terms.code,
            url=url,
            title=closed(subject.terms.title, lang),
            title_lang=lang,
            facts=facts,
            words=words,
            meta=" ".join(filter(None, remarks)),
            last=self.behind(numbers[-1]),
            others=tuple(self.behind(number) for number in numbers[-BEHIND:-1]),
        )

    def behind(self, number: int) -> Behind:
        return Behind(number, self.no % {"number": number}, f"{self.log}{number}/")

    def days_since(self, since: dt.datetime, until: dt.datetime | None = None) -> int:
        """Days from a moment to the end of the week, or to `until` if that was earlier."""
        calendar = self.commission.calendar
        end = calendar.day_of(until) if until and until <= self.period.moment else self.period.day
        return (end - calendar.day_of(since)).days


def closed(text: str, lang: str) -> str:
    """A text with a full stop, as its language writes it."""
    if text.endswith((".", "!", "?", "…", "。", "！", "？", ":", "：")):
        return text
    return text + ("。" if lang == "zh-Hans" else ".")
