"""What is in a letter: sections with their number and a few lines. With counts only, there are no lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commitments import links
from commitments.models import Seat
from commitments.reports.numbers import figure

# Lines of a section; of the rest a letter says how many there are.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One line: the name of a commitment or session in its language, what is said of it in that of the letter.

    `what` is what the line tells, for `NewsTold`; "" where it is told whenever the letter is written.
    """

    what: str
    name: str
    lang: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class LetterSection:
    """`count` things under a heading; `items` are the first of them, and `url` leads to all."""

    heading: str
    count: int
    items: tuple[NewsItem, ...]
    url: str

    @property
    def more(self) -> str:
        """ "and 8 more", where lines are shown and not all."""
        rest = self.count - len(self.items)
        if not self.items or not rest:
            return ""
        return ngettext("and %(n)s more", "and %(n)s more", rest) % {"n": figure(rest)}


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter without its foot."""

    subject: str
    title: str
    lead: str
    sections: tuple[LetterSection, ...]
    url: str


def section(
    seat: Seat, heading: str, items: Sequence[NewsItem], url: str, *, count: int = 0
) -> LetterSection:
    """With its first lines, or with its count alone where the commission names nothing in letters."""
    shown = () if seat.commission.letters_in_counts else tuple(items[:SHOWN])
    return LetterSection(heading, count or len(items), shown, url)


def news_letter(
    seat: Seat, *, waiting: Sequence[NewsItem], ahead: Sequence[NewsItem], followed: Sequence[NewsItem]
) -> LetterText:
    """The letter about what is new for one person. Not all three are empty."""
    slug = seat.commission.slug
    parts = [
        (_("Waits for you"), waiting, links.inbox(slug)),
        (_("Days ahead"), ahead, links.register(slug, sort="due")),
        (_("News of what you follow"), followed, links.log(slug)),
    ]
    sections = tuple(section(seat, heading, items, url) for heading, items, url in parts if items)
    words = {"commission": seat.commission.called}
    count = len(waiting)
    if count:
        title = ngettext("%(n)s thing waits for you", "%(n)s things wait for you", count)
        title %= {"n": figure(count)}
    elif ahead:
        title = ngettext("%(n)s day is near", "%(n)s days are near", len(ahead)) % {"n": figure(len(ahead))}
    else:
        title = ngettext("%(n)s entry on what you follow", "%(n)s entries on what you follow", len(followed))
        title %= {"n": figure(len(followed))}
    return LetterText(title, title, _("New in %(commission)s.") % words, sections, sections[0].url)
