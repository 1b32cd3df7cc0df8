"""What stands on the page of a briefing: all of it from the weekly status of its week, with the own side first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from commitments.models import Commission, Entry, Party, Seat, Week
from commitments.models.prepared import PreparedQuestion
from commitments.reports import weekly
from commitments.reports.briefing.progress import BriefingProgress, progress_of, progress_question
from commitments.reports.briefing.session import NextSession, next_session, session_question
from commitments.reports.session.page import own_first
from commitments.reports.weekly.headline import WeekFigure
from commitments.reports.weekly.lines import WeekLine
from commitments.reports.weekly.sections import WrittenSection
from commitments.vocabulary import lang_tag

# Lines of all groups together, when they have room.
LINES = 12
# The groups of the page with the sections of the week they are made of.
GROUPS = (
    (gettext_lazy("Delivered"), ("delivered",)),
    (pgettext_lazy("of commitments", "Moved"), ("moved",)),
    (pgettext_lazy("of a commitment", "Late"), ("newly", "already")),
    (gettext_lazy("Where we differ"), ("differ",)),
)
# Where the lines come from that ask for a decision, the most pressing first.
TO_DECIDE = ("differ", "newly", "already", "terms_proposed", "reworded", "requests", "closed_alone")
SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class BriefingGroup:
    """`rest` is how many lines had no room."""

    name: str
    is_of_differences: bool
    lines: tuple[WeekLine, ...]
    rest: int


@dataclass(frozen=True, slots=True)
class BriefingPage:
    """One page of `party`, as recorded at the end of `period`; `until` is the last entry it tells of, with its `leaf`."""

    commission: Commission
    party: Party
    sides: Sequence[tuple[str, Party]]
    period: weekly.WeekPeriod
    number: str
    sentence: str
    figures: list[WeekFigure]
    decisions: tuple[str, ...]
    sections: list[WrittenSection]
    progress: list[BriefingProgress]
    session: NextSession | None
    until: int
    leaf: str

    def groups(self, room: int = LINES) -> list[BriefingGroup]:
        """The groups with something in them. They share `room` lines: each gets one in turn until none is left."""
        found = [
            (
                name,
                "differ" in slugs,
                [line for section in self.sections if section.slug in slugs for line in section.lines],
            )
            for name, slugs in GROUPS
        ]
        taken = [0] * len(found)
        while room and any(count < len(lines) for count, (*_name, lines) in zip(taken, found, strict=True)):
            for place, (*_name, lines) in enumerate(found):
                if room and taken[place] < len(lines):
                    taken[place] += 1
                    room -= 1
        return [
            BriefingGroup(str(name), differ, tuple(lines[:count]), len(lines) - count)
            for count, (name, differ, lines) in zip(taken, found, strict=True)
            if lines
        ]


def page_questions(seat: Seat, week: weekly.WeekPeriod) -> list[PreparedQuestion[Any]]:
    """What `briefing_page` asks besides the week."""
    return [progress_question(seat.commission, week), session_question(seat.commission, week)]


def briefing_page(
    seat: Seat, week: weekly.WeekPeriod, decisions: Sequence[str], *, first: Week | None = None
) -> BriefingPage:
    """The page of the side of `seat` for a week that is over. `seat.commission` has the names of the week's end.

    In a fixed number of queries, whatever the size of the register; `first` is the first week of the log, if known.
    """
    commission, sides = seat.commission, own_first(seat)
    first = first or weekly.first_week(commission)
    if first is None:
        raise ValueError("nothing is recorded")
    report = weekly.weekly(commission, week, first=first, sides=sides)
    last = Entry.objects.filter(commission=commission, number=report.last_entry or 0).order_by()
    return BriefingPage(
        commission=commission,
        party=next(party for side, party in sides if side == seat.side),
        sides=sides,
        period=week,
        number=f"{week.week.number}/{week.week.year}",
        sentence=report.headline,
        figures=report.figures,
        decisions=tuple(decisions),
        sections=report.sections,
        progress=progress_of(commission, week, sides),
        session=next_session(commission, week),
        until=report.last_entry or 0,
        leaf=bytes(last.values_list("leaf", flat=True)[0]).hex(),
    )


@dataclass(frozen=True, slots=True)
class BriefingColumn:
    """A briefing in one of its languages: the page in it, its code and its BCP 47 tag."""

    code: str
    tag: str
    page: BriefingPage


def briefing_columns(
    seat: Seat, week: weekly.WeekPeriod, codes: Sequence[str], decisions: Mapping[str, Sequence[str]]
) -> list[BriefingColumn]:
    """The page in each of these languages, with the lines in it by code. `seat.commission` as for `briefing_page`."""
    found = []
    for code in codes:
        with translation.override(code):
            page = briefing_page(seat, week, decisions.get(code, ()))
            found.append(BriefingColumn(code, lang_tag(code), page))
    return found


def suggestions(page: BriefingPage) -> list[str]:
    """Lines to begin with for what is to be decided: what differs, is late, or waits for an answer."""
    return [words for words, _place in zip(_suggested(page), range(SUGGESTED), strict=False)]


def _suggested(page: BriefingPage) -> Iterator[str]:
    by_slug = {section.slug: section for section in page.sections}
    seen: set[str] = set()
    for slug in TO_DECIDE:
        for line in by_slug[slug].lines if slug in by_slug else ():
            if line.code not in seen:
                seen.add(line.code)
                words = {"title": line.title.rstrip(".。"), "facts": line.facts, "code": line.code}
                yield _("%(title)s: %(facts)s (%(code)s)") % words
