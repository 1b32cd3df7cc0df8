"""Small words of the weekly status: numbers spelled out, statuses and outlooks, what has been owed and for how long."""

from __future__ import annotations

import datetime as dt
import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext, pgettext_lazy

from commitments.models import Commission
from commitments.reports.sentences import days
from commitments.reports.weekly.material import Said, Terms
from commitments.reports.weekly.period import day
from commitments.vocabulary import Agreed, DueKind, Outlook, Side

# A translation may put figures here where its language would have to bend the words.
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
FROM_BEST_TO_WORST = (Outlook.ON_TRACK, Outlook.AT_RISK, Outlook.OFF_TRACK)
# A full stop before a small letter or a figure belongs to an abbreviation.
SENTENCE_END = re.compile(
    r"[.!?…]+[\"”’»)]*(?=\s+[\"“„«(]*[A-ZА-ЯЁІЎ\u4e00-\u9fff]|\s*$)|[。！？]+[」』”]*|\n"
)
LONG = 320


def figure(number: int) -> str:
    """ "1,812", as the reader's language groups it."""
    return number_format(number, use_l10n=True, force_grouping=True)


def spelled(number: int) -> str:
    """Up to nine in words, above in figures."""
    return str(SPELLED[number]) if number < len(SPELLED) else figure(number)


def capitalised(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def lowered(label: str) -> str:
    """A label within a sentence."""
    return label[:1].lower() + label[1:]


def status_label(status: str) -> str:
    return str(Agreed(status).label)


def outlook_label(outlook: str) -> str:
    return str(Outlook(outlook).label)


def beginning(text: str) -> tuple[str, bool]:
    """The first sentences of a long text, and whether that is all of it. A sentence is never cut."""
    if len(text) <= LONG:
        return text, True
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    end = max((e for e in ends if e <= LONG), default=ends[0] if ends else len(text))
    return text[:end].strip(), not text[end:].strip()


def side_name(commission: Commission, side: str) -> str:
    first, second = commission.sides
    names: dict[str, str] = {Side.FIRST: first.name, Side.SECOND: second.name}
    return names.get(side, _("both sides"))


def outlook_words(party: str, before: str, after: str) -> str:
    """What became of the outlook of a side within the week; nothing when it stayed."""
    if before == after or after == Outlook.NO_VIEW:
        return ""
    words = {"party": party, "after": lowered(outlook_label(after))}
    if before in ("", Outlook.NO_VIEW):
        return _("Outlook for %(party)s: %(after)s.") % words
    words["before"] = lowered(outlook_label(before))
    if FROM_BEST_TO_WORST.index(after) > FROM_BEST_TO_WORST.index(before):
        return _("Outlook for %(party)s worse: %(after)s, was %(before)s.") % words
    return _("Outlook for %(party)s better: %(after)s, was %(before)s.") % words


def owed_words(commission: Commission, terms: Terms, today: dt.date) -> str:
    """What has been owed since when, as a sentence. Wants terms with `owed_on` before `today`."""
    number = (today - terms.owed_on).days if terms.owed_on else 0
    words = {
        "n": number,
        "party": side_name(commission, terms.owed_by),
        "day": day(terms.owed_on) if terms.owed_on else "",
    }
    match _what_is_owed(terms):
        case "answer":
            sentence = ngettext(
                "An answer whether the condition is met has been owed by %(party)s for %(n)d day, since %(day)s.",
                "An answer whether the condition is met has been owed by %(party)s for %(n)d days, since %(day)s.",
                number,
            )
        case "report":
            sentence = ngettext(
                "A report has been owed by %(party)s for %(n)d day, since %(day)s.",
                "A report has been owed by %(party)s for %(n)d days, since %(day)s.",
                number,
            )
        case _:
            sentence = ngettext(
                "Owed by %(party)s for %(n)d day, since %(day)s.",
                "Owed by %(party)s for %(n)d days, since %(day)s.",
                number,
            )
    return sentence % words


def due_next_words(commission: Commission, terms: Terms) -> str:
    words = {
        "party": side_name(commission, terms.owed_by),
        "day": day(terms.owed_on) if terms.owed_on else "",
    }
    match _what_is_owed(terms):
        case "answer":
            return _("An answer whether the condition is met, by %(party)s on %(day)s.") % words
        case "report":
            return _("A report by %(party)s on %(day)s.") % words
        case _:
            return _("Due on %(day)s, owed by %(party)s.") % words


def days_left(number: int) -> str:
    if number == 0:
        return _("Today.")
    return ngettext("%(n)d day left.", "%(n)d days left.", number) % {"n": number}


def _what_is_owed(terms: Terms) -> str:
    if terms.due_kind == DueKind.CONDITION and not terms.condition_met_on:
        return "answer"
    return "report" if terms.due_kind == DueKind.CONTINUING else ""


def moved_by(said: list[Said]) -> str:
    """How a date moved within the week: from the first day to the last one."""
    pairs = [entry.changes["due_on"] for entry in said if "due_on" in entry.changes]
    if not pairs:
        return ""
    before = pairs[0][0]
    if pairs[-1][1] is None:
        return _("It has no date any more.")
    after = dt.date.fromisoformat(pairs[-1][1])
    if before is None:
        return _("Now due on %(after)s; it had no date.") % {"after": day(after)}
    first = dt.date.fromisoformat(before)
    number = (after - first).days
    words = {"before": day(first), "after": day(after), "days": days(abs(number))}
    if number > 0:
        return _("From %(before)s to %(after)s, %(days)s later.") % words
    if number < 0:
        return _("From %(before)s to %(after)s, %(days)s earlier.") % words
    return _("Moved, and back again to %(after)s.") % words


def count_note(now: int, before: int | None) -> str:
    """ "2, the week before none"; `before` is None where there was no week before."""
    if before is None:
        return figure(now)
    if before == now:
        return _("%(now)s, as before") % {"now": figure(now)}
    was = figure(before) if before else pgettext("number in a sentence", "none")
    return _("%(now)s, the week before %(before)s") % {"now": figure(now), "before": was}
