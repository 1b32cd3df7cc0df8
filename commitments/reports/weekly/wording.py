"""Small words of the week: numbers, statuses and outlooks as a side says them, what is owed and for how long."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from commitments import typography
from commitments.actions.state import PROPOSAL
from commitments.models import Commission
from commitments.reports.duties import Duty, duties_of
from commitments.reports.numbers import days, figure
from commitments.reports.timeliness import missed_words, never_filed_words
from commitments.reports.weekly.events import WeekEntry
from commitments.reports.weekly.material import TermsThen
from commitments.reports.weekly.period import day
from commitments.vocabulary import Agreed, EntryKind, Outlook, Side, Status

# A number at the beginning of a sentence. A translation may put figures here where its language bends the words.
SPELLED = (
    pgettext_lazy("number in a sentence", "none"),
    pgettext_lazy("number in a sentence", "one"),
    pgettext_lazy("number in a sentence", "two"),
    pgettext_lazy("number in a sentence", "three"),
    pgettext_lazy("number in a sentence", "four"),
    pgettext_lazy("number in a sentence", "five"),
    pgettext_lazy("number in a sentence", "six"),
    pgettext_lazy("number in a sentence", "seven"),
    pgettext_lazy("number in a sentence", "eight"),
    pgettext_lazy("number in a sentence", "nine"),
)
# A full stop before a small letter or a figure belongs to an abbreviation.
SENTENCE_END = re.compile(
    r"[.!?…]+[\"”’»)]*(?=\s+[\"“„«(]*[A-ZА-ЯЁІЎ\u4e00-\u9fff]|\s*$)|[。！？]+[」』”]*|\n"
)
LONG = 320


# --- Numbers ------------------------------------------------------------------------------------------------------


def spelled(number: int) -> str:
    """Up to nine in words, above in figures."""
    return str(SPELLED[number]) if number < len(SPELLED) else figure(number)


def counting(sentence: Any, number: int, *, new: int = 0) -> str:
    """A sentence about `%(n)s`, and `%(new)s` of them: in words where it begins with the number, else in figures.

    `sentence` is an `ngettext_lazy` by "count".
    """
    form = str(sentence % {"count": number, "n": "%(n)s", "new": "%(new)s"})
    said = spelled if form.startswith("%(n)s") else figure
    return capitalised(form % {"n": said(number), "new": said(new)})


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def lowered(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]


def listed(parts: Sequence[str]) -> str:
    """ "owners", "owners and steps", "owners, steps and quotes"."""
    *first, last = parts
    if not first:
        return last
    return _("%(first)s and %(last)s") % {"first": typography.items(first), "last": last}


def count_note(now: int, before: int | None) -> str:
    """ "2, the week before none"; `before` is None where there was no week before."""
    if before is None:
        return figure(now)
    if before == now:
        return _("%(now)s, as in the week before") % {"now": figure(now)}
    was = figure(before) if before else pgettext("number in a sentence", "none")
    return _("%(now)s, the week before %(before)s") % {"now": figure(now), "before": was}


def beginning(text: str) -> tuple[str, bool]:
    """The first sentences of a long text, and whether that is all of it. A sentence is never cut."""
    if len(text) <= LONG:
        return text, True
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    end = max((e for e in ends if e <= LONG), default=ends[0] if ends else len(text))
    return text[:end].strip(), not text[end:].strip()


# --- What the sides say -------------------------------------------------------------------------------------------


def side_name(commission: Commission, side: str) -> str:
    first, second = commission.sides
    names: dict[str, str] = {Side.FIRST: first.name, Side.SECOND: second.name}
    return names.get(side, _("both sides"))


def status_label(status: str) -> str:
    return str(Agreed(status).label)


def both_say(status: str) -> str:
    return _("Both sides say: %(status)s.") % {"status": lowered(status_label(status))}


def side_says(party: str, status: str, successor: str = "") -> str:
    """What a side says alone: to drop or to replace something is its proposal until the other side says so too."""
    words = {"party": party, "status": lowered(status_label(status)), "code": successor}
    match status:
        case Status.NOT_ASSESSED:
            return _("%(party)s has not assessed it yet.") % words
        case Status.DROPPED:
            return _("%(party)s proposes to drop it.") % words
        case Status.SUPERSEDED:
            return _("%(party)s proposes to replace it with %(code)s.") % words
        case _:
            return _("%(party)s says: %(status)s.") % words


def side_moved(party: str, course: Sequence[str], successor: str = "") -> str:
    """What a side says, and what it said before and in between. A course of one value says it as before."""
    first, *between, last = course if len(course) > 1 else (*course, *course)
    says = side_says(party, last, successor)
    if len(course) == 1:
        if last in (Status.NOT_ASSESSED, Status.DROPPED, Status.SUPERSEDED):
            return says
        return _("%(says)s, as before.") % {"says": says[:-1]}
    before = lowered(status_label(first))
    words = {"says": says[:-1], "before": before}
    if first == last:
        words["between"] = listed([lowered(status_label(status)) for status in between])
        return _("%(says)s, as a week ago; in between: %(between)s.") % words
    if between:
        words["between"] = listed([lowered(status_label(status)) for status in between])
        return _("%(says)s; before: %(before)s; in between: %(between)s.") % words
    return _("%(says)s; before: %(before)s.") % words


def outlook_label(outlook: str) -> str:
    return lowered(str(Outlook(outlook).label))


def outlook_now(party: str, outlook: str) -> str:
    return _("%(party)s sees it %(outlook)s.") % {"party": party, "outlook": outlook_label(outlook)}


def outlook_moved(party: str, course: Sequence[str]) -> str:
    """How the outlook of a side changed within the week, from its first to its last value."""
    first, last = course[0], course[-1]
    words = {"party": party, "before": outlook_label(first), "now": outlook_label(last)}
    if last == Outlook.NO_VIEW:
        return _("%(party)s states no outlook any more; before: %(before)s.") % words
    if first == Outlook.NO_VIEW:
        return _("%(party)s sees it %(now)s; it had stated no outlook.") % words
    if first == last:
        return _("%(party)s sees it %(now)s, as a week ago; it said otherwise in between.") % words
    return _("%(party)s sees it %(now)s; before: %(before)s.") % words


def recognition_words(entry: WeekEntry) -> str:
    """How a side answered what the other has proposed or offered; wants `%(party)s`."""
    match entry.kind:
        case EntryKind.CONFIRMED if "statement" in entry.changes:
            return _("Confirmed by %(party)s in the words offered.")
        case EntryKind.CONFIRMED:
            return _("Confirmed by %(party)s.")
        case EntryKind.NOTED:
            return _("Recorded by %(party)s as one side’s understanding.")
        case EntryKind.REWORDED:
            return _("%(party)s would confirm it in other words.")
        case EntryKind.WORDING_KEPT:
            return _("%(party)s keeps its wording.")
        case _:
            return _("Not confirmed by %(party)s.")


def request_words(kind: str) -> str:
    """What was done about a request; wants `%(party)s`."""
    match kind:
        case EntryKind.REQUEST_ACCEPTED:
            return _("%(party)s accepted the request: it is a commitment now.")
        case EntryKind.REQUEST_READY:
            return _("%(party)s is ready to look into it.")
        case EntryKind.REQUEST_DECLINED:
            return _("%(party)s declined the request.")
        case EntryKind.ASKED_AGAIN:
            return _("%(party)s asked again.")
        case EntryKind.WITHDRAWN:
            return _("%(party)s withdrew the request.")
        case _:
            return _("Recorded by %(party)s.")


def terms_words(entry: WeekEntry) -> str:
    """What an entry did to terms; wants `%(party)s`, and `%(subject)s` for which."""
    match entry.kind:
        case EntryKind.TERMS_PROPOSED:
            return _("%(party)s proposes other terms: %(subject)s.")
        case EntryKind.COUNTERED:
            return _("%(party)s answers with other terms: %(subject)s.")
        case EntryKind.TURNED_DOWN:
            return _("%(party)s declined the terms proposed: %(subject)s.")
        case EntryKind.RETRACTED:
            return _("%(party)s withdrew its proposal: %(subject)s.")
        case _ if PROPOSAL in entry.changes:
            return _("%(party)s accepted the terms proposed: %(subject)s.")
        case EntryKind.CRITERIA_SET:
            return _("%(party)s set the completion criteria.")
        case EntryKind.INDICATORS_SET:
            return _("%(party)s said what is counted.")
        case _:
            return _("%(party)s changed the wording.")


# --- Days ---------------------------------------------------------------------------------------------------------


def day_moved(dates: Sequence[tuple[str | None, str | None]], first_ever: dt.date | None) -> str:
    """How the day it is due on changed within the week; `first_ever` is the first day it was ever given."""
    before, after = (dt.date.fromisoformat(one) if one else None for one in (dates[0][0], dates[-1][1]))
    if after is None:
        words = {"day": day(before)} if before else {}
        return (
            _("It has no date any more; before: %(day)s.") % words
            if before
            else _("It was given a date, and has none any more.")
        )
    if before is None:
        words = {"day": day(after)}
        if after == first_ever:
            return _("Due on %(day)s, the first date it was given.") % words
        return _("Due on %(day)s; it had no date.") % words
    number = (after - before).days
    words = {"before": day(before), "after": day(after), "days": days(abs(number))}
    if number > 0:
        return _("From %(before)s to %(after)s, %(days)s later.") % words
    if number < 0:
        return _("From %(before)s to %(after)s, %(days)s earlier.") % words
    return _("Moved, and back again to %(after)s.") % words


def _by_day(duties: Iterable[Duty]) -> list[tuple[str, Duty]]:
    """Who owes what, the longest owed first; Side.BOTH for what both sides owe alike."""
    found = sorted(duties, key=lambda duty: duty.owed_on)
    if len(found) == 2 and replace(found[0], side=found[1].side) == found[1]:
        return [(Side.BOTH.value, found[0])]
    return [(duty.side, duty) for duty in found]


def owed_words(commission: Commission, terms: TermsThen, today: dt.date) -> str:
    """What has been owed since when, a sentence for each side that owes it. Wants terms of which something is late."""
    late = [duty for duty in duties_of(terms, on=today) if duty.days_late]
    return typography.sentences(_owed(side_name(commission, side), duty) for side, duty in _by_day(late))


def _owed(party: str, duty: Duty) -> str:
    if duty.since is not None:
        return typography.stop(never_filed_words(duty, party, written=day))
    number = duty.days_late
    match duty.what:
        case "answer":
            sentence = ngettext(
                "An answer whether the condition is met has been owed by %(party)s for %(n)s day, since %(day)s.",
                "An answer whether the condition is met has been owed by %(party)s for %(n)s days, since %(day)s.",
                number,
            )
        case "report":
            sentence = ngettext(
                "A report has been owed by %(party)s for %(n)s day, since %(day)s.",
                "A report has been owed by %(party)s for %(n)s days, since %(day)s.",
                number,
            )
        case _:
            sentence = ngettext(
                "Owed by %(party)s for %(n)s day, since %(day)s.",
                "Owed by %(party)s for %(n)s days, since %(day)s.",
                number,
            )
    owed = sentence % {"n": figure(number), "party": party, "day": day(duty.owed_on)}
    return (
        typography.sentences([owed, typography.stop(capitalised(missed_words(duty)))])
        if duty.missed > 1
        else owed
    )


def due_next_words(commission: Commission, terms: TermsThen, today: dt.date) -> str:
    """What is owed next, a sentence for each side that owes it."""
    ahead = [duty for duty in duties_of(terms, on=today) if not duty.days_late]
    return typography.sentences(_due_next(side_name(commission, side), duty) for side, duty in _by_day(ahead))


def _due_next(party: str, duty: Duty) -> str:
    words = {"party": party, "day": day(duty.owed_on)}
    match duty.what:
        case "answer":
            return _("An answer whether the condition is met, by %(party)s on %(day)s.") % words
        case "report":
            return _("A report by %(party)s on %(day)s.") % words
        case _:
            return _("Due on %(day)s, owed by %(party)s.") % words


def days_left(number: int) -> str:
    if number == 0:
        return _("Due today.")
    return ngettext("%(n)s day left.", "%(n)s days left.", number) % {"n": figure(number)}
