"""The weekly letter: the week that was cut off last, in a sentence and in the lines that nobody should miss."""

from __future__ import annotations

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from commitments import clock, links, typography
from commitments.models import Commission, Commitment, Seat, Week
from commitments.reports.letters.contents import LetterSection, LetterText, NewsItem, section
from commitments.reports.letters.waiting import waiting_news
from commitments.reports.texts import marked
from commitments.reports.weekly.asked import WeekAsked
from commitments.reports.weekly.beginning import first_week
from commitments.reports.weekly.lines import Sides
from commitments.reports.weekly.period import WeekPeriod, name_of, period_of
from commitments.reports.weekly.report import SETTLED_AFTER, WeekReport, weekly
from commitments.reports.weekly.sections import WrittenSection
from commitments.reports.weekly.standing import new_differences

# What of the week a letter tells by its lines; of the differences those that are new.
SUBJECT = 150  # characters
DELIVERED, NEWLY_LATE, DIFFER = "delivered", "newly", "differ"


def last_closed(commission: Commission) -> Week | None:
    """The week that was cut off last; None where the log had not begun by then.

    A minute after the cut-off: an entry may carry a moment before it and be committed after.
    """
    week = commission.calendar.week_of(clock.now() - SETTLED_AFTER).shifted(-1)
    first = first_week(commission)
    return week if first is not None and first <= week else None


def report_of(commission: Commission, week: Week, sides: Sides) -> tuple[WeekPeriod, WeekReport]:
    """A closed week, in the language that is active, with the sides in an order."""
    first = first_week(commission)
    period = period_of(commission, week)
    return period, weekly(commission, period, first=first or week, sides=sides)


def week_letter(seat: Seat, week: Week, report: WeekReport, period: WeekPeriod) -> LetterText:
    """The letter of one person about a week; what waits for them is as it is now."""
    commission = seat.commission
    url = f"{links.weeks(commission.slug)}{week}/"
    sections: list[LetterSection] = []
    if waiting := waiting_news(seat):
        sections.append(section(seat, _("Waits for you"), waiting, links.inbox(commission.slug)))
    written = {one.slug: one for one in report.sections}
    for slug, heading in (
        (DELIVERED, _("Delivered")),
        (NEWLY_LATE, _("Newly late")),
        (DIFFER, _("New differences")),
    ):
        if (one := written.get(slug)) is None:
            continue
        items, count = _items(one), one.total
        if slug == DIFFER:
            new = new_differences(WeekAsked.of(commission, period)).values("commitment")
            codes = set(Commitment.objects.filter(pk__in=new).values_list("code", flat=True))
            items, count = [item for item in items if item.what in codes], len(codes)
        if count:
            sections.append(section(seat, heading, items, f"{url}#{slug}", count=count))
    title = name_of(week)
    subject = Truncator(f"{title}{typography.colon()}{report.headline}").chars(SUBJECT)
    return LetterText(subject, title, report.headline, tuple(sections), url)


def _items(written: WrittenSection) -> list[NewsItem]:
    return [
        NewsItem(
            what=line.code,
            name=f"{line.code} {marked(line.title, line.title_lang)}",
            lang=line.title_lang,
            says=line.facts,
            url=line.url,
        )
        for line in written.lines
    ]
