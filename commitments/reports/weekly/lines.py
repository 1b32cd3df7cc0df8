"""The lines of a week: one commitment each, in words, with the entries behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from commitments import links, typography
from commitments.models import Commission, Party
from commitments.reports.position import StatedPosition
from commitments.reports.texts import TextShown, title_of
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, WeekEntry
from commitments.reports.weekly.material import EntryTexts, WeekSubject
from commitments.reports.weekly.period import WeekPeriod
from commitments.vocabulary import TERMS_KINDS, EntryKind, language_of

BEHIND = 6

# Entries whose reason is the news, not a remark beside it.
REASONED = frozenset(
    {
        EntryKind.REOPENED,
        EntryKind.REDATED,
        EntryKind.DECLINED,
        EntryKind.WITHDRAWN,
        EntryKind.REWORDED,
        EntryKind.WORDING_KEPT,
        *TERMS_KINDS,
        EntryKind.REQUEST_DECLINED,
    }
)
NO_TEXTS = EntryTexts(0, 0, "", None, None, None, None, "")


@dataclass(frozen=True, slots=True)
class SideWords:
    """What somebody wrote, exactly, in its own language; `lead` says who, or what was done."""

    lead: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class EntryLink:
    """An entry a line rests on: "No. 161"."""

    number: int
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One commitment in a section. `facts` and `meta` are sentences of ours, `words` are those of the sides.

    `last` is the entry to look at first, `others` are earlier ones it also rests on. `entries` are the numbers of all
    entries of the week that have their place here; none where a line only tells how it stands.
    """

    code: str
    url: str
    title: str
    title_lang: str
    facts: str
    words: tuple[SideWords, ...]
    meta: str
    last: EntryLink
    others: tuple[EntryLink, ...]
    entries: tuple[int, ...]


@dataclass(slots=True)
class LineParts:
    """What a section says of a commitment. `rests_on` are numbers of entries where no entry of the week led to it."""

    facts: list[str] = field(default_factory=list)
    words: list[SideWords] = field(default_factory=list)
    meta: list[str] = field(default_factory=list)
    rests_on: list[int] = field(default_factory=list)


# The sides with their parties, in the order of a reader.
Sides = Sequence[tuple[str, Party]]


class LineWriter:
    """Writes lines of one week, naming the sides in the order of `sides`. `texts` are those of the entries shown, and
    `positions` those of the sides where they differ."""

    def __init__(
        self,
        commission: Commission,
        period: WeekPeriod,
        sides: Sides,
        texts: Mapping[int, EntryTexts],
        positions: Mapping[int | None, StatedPosition],
    ) -> None:
        self.commission, self.period, self.all_texts, self.positions = commission, period, texts, positions
        self.names = {str(side): party.name for side, party in sides}
        self.commitment_link = links.commitments(commission.slug)
        self.entry_link = links.entries(commission.slug)
        self.no = _("No. %(number)d")

    def line(self, subject: WeekSubject, event: Event, parts: LineParts) -> WeekLine:
        title = title_of(subject.terms)
        entries = [entry.number for entry in event.entries]
        numbers = entries or parts.rests_on
        return WeekLine(
            code=subject.terms.code,
            url=self.commitment_link(subject.terms.code),
            title=closed(title, title.lang),
            title_lang=title.lang,
            facts=typography.sentences(filter(None, parts.facts)),
            words=tuple(parts.words),
            meta=typography.sentences(filter(None, parts.meta)),
            last=self.link(numbers[-1]),
            others=tuple(self.link(number) for number in numbers[-BEHIND:-1]),
            entries=tuple(entries),
        )

    def link(self, number: int) -> EntryLink:
        return EntryLink(number, self.no % {"number": number}, self.entry_link(number))

    def texts(self, entry: WeekEntry) -> EntryTexts:
        return self.all_texts.get(entry.number, NO_TEXTS)

    def days_since(self, since: dt.datetime, until: dt.datetime | None = None) -> int:
        """Days from a moment to the end of the week, or to `until` if that was earlier."""
        calendar = self.commission.calendar
        end = calendar.day_of(until) if until and until <= self.period.moment else self.period.day
        return (end - calendar.day_of(since)).days

    def said(
        self, parts: LineParts, entries: Sequence[WeekEntry], reasons: Mapping[int, str] = {}
    ) -> LineParts:
        """Adds the words of each side among `entries`: the last that say why it holds its status, else its last news.

        A remark displaces no news: what has a source goes before what has none, and anything before "nothing to
        report". `reasons` stand in for those of entries without one.
        """
        news = [entry for entry in entries if not entry.is_nothing]
        sourced = [entry for entry in news if self.texts(entry).has_source]
        last = last_of_sides([*entries, *news, *sourced, *filter(self._says_why, entries)], self.names)
        is_whole = True
        for entry in last:
            lead = f"{self.names[entry.side]}:" if len(last) > 1 else ""
            if entry.kind == EntryKind.DECIDED:
                lead = _("Decided at a session:")
            spoken, whole = self._words(entry, lead, reasons.get(entry.number, ""))
            # Who wrote nothing is not named as if the words of the other side were theirs.
            parts.words += [one for one in spoken if one.text or one.lead != lead]
            is_whole = is_whole and whole
        if not is_whole:
            parts.meta.append(_("The entry says more."))
        return parts

    def stand_by(self, parts: LineParts, subject: WeekSubject) -> LineParts:
        """Adds the position of each side at the end of the week, where it has given one."""
        for side, name in self.names.items():
            view = subject.now.get(side)
            stated = self.positions.get(view.position) if view else None
            if stated and stated.text:
                start, _whole = wording.beginning(stated.text)
                parts.words.append(SideWords(f"{name}:", closed(start, stated.lang), stated.lang))
        return parts

    def _says_why(self, entry: WeekEntry) -> bool:
        moved = any(name.endswith("status") and pair[0] != pair[1] for name, pair in entry.changes.items())
        return moved or bool(self.texts(entry).position)

    def _words(self, entry: WeekEntry, lead: str, reason: str) -> tuple[list[SideWords], bool]:
        """The position an entry states, or else its note, and its reason where that is news; in whole sentences."""
        own = self.texts(entry)
        told = " ".join(part for part in (lead, _act(entry, own)) if part)
        texts = [own.position or own.note or ""]
        if entry.kind in REASONED or "outlook" in entry.changes:
            texts.insert(0 if entry.kind in REASONED else 1, reason or own.reason or "")
        words: list[SideWords] = []
        is_whole = not own.position or own.note in (None, own.position)
        for text in filter(None, texts):
            start, whole = wording.beginning(text)
            lang = text.lang if isinstance(text, TextShown) else language_of(start)
            lead = told
            if words:
                lead = "" if entry.kind in REASONED else _("Why:")
            words.append(SideWords(lead, closed(start, lang), lang))
            is_whole = is_whole and whole
        if not words and told:
            words.append(SideWords(told, "", ""))
        return words, is_whole


def last_of_sides(entries: Iterable[WeekEntry], sides: Iterable[str]) -> list[WeekEntry]:
    """The last of each side, in the order of the sides."""
    last = {entry.side: entry for entry in entries}
    return [last[side] for side in sides if side in last]


def _act(entry: WeekEntry, texts: EntryTexts) -> str:
    """What was done, where the words of the entry or the status do not say it."""
    match entry.kind:
        case EntryKind.CHECKED if entry.changes.get("condition_met_on", (None, None))[1]:
            return _("The condition is met.")
        case EntryKind.CHECKED:
            return _("The condition is not met yet.")
        case EntryKind.REPORTED | EntryKind.NO_NEWS if entry.is_nothing:
            return _("Nothing to report.")
        case EntryKind.AGREED if not texts.note:
            return _("Agreed.")
        case EntryKind.CORRECTED if texts.corrects is not None:
            return _("Corrects No. %(number)d.") % {"number": texts.corrects}
        case _:
            return ""


def closed(text: str, lang: str) -> str:
    """A text with a full stop, as its language writes it."""
    if text.endswith((".", "!", "?", "…", "。", "！", "？", ":", "：")):
        return text
    return text + ("。" if lang == "zh-Hans" else ".")
