"""Sections of how it stands at the end of the week: late, differing, awaiting an answer, silent, due next."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from commitments.reports.duties import duties_of
from commitments.reports.numbers import days
from commitments.reports.register.clock import silent_since
from commitments.reports.silence import days_without_progress, reports_late
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.lines import LineParts, LineWriter
from commitments.reports.weekly.material import WeekSubject
from commitments.reports.weekly.performance import parted, sides_say
from commitments.reports.weekly.period import day
from commitments.reports.weekly.section import Counts, WeekSection
from commitments.vocabulary import Need, Outlook, Side, Status, Whose, other_side
from commitments.vocabulary.other_names import called_post

# --- Late ---------------------------------------------------------------------------------------------------------


def newly_late_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    return _late(writer, subject, _("It was not late a week ago."))


def already_late_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """With the side that was not late a week ago, where the other one was."""
    period = writer.period
    late = [duty for duty in duties_of(subject.terms, on=period.day) if duty.days_late]
    new = [writer.names[duty.side] for duty in late if duty.owed_on >= period.first_day]
    if not new or len(new) == len(late):
        return _late(writer, subject)
    return _late(writer, subject, _("%(party)s was not late a week ago.") % {"party": new[0]})


def _late(writer: LineWriter, subject: WeekSubject, *remarks: str) -> LineParts:
    return LineParts(
        facts=[wording.owed_words(writer.commission, subject.terms, writer.period.day)],
        meta=[*remarks, *_at_risk(writer, subject), _last_word(writer, subject)],
        rests_on=_latest(subject),
    )


NEWLY_LATE = ngettext_lazy("%(n)s commitment is newly late.", "%(n)s commitments are newly late.", "count")
STILL_LATE = ngettext_lazy("%(n)s commitment is late.", "%(n)s commitments are late.", "count")
LATE_AND_NEWLY = ngettext_lazy(
    "%(n)s commitments are late, %(new)s of them newly.",
    "%(n)s commitments are late, %(new)s of them newly.",
    "count",
)


def late_told(counts: Counts) -> str:
    """ "Five commitments are late, two of them newly." Told once, for both sections."""
    new, late = counts["newly"].total, counts["newly"].total + counts["already"].total
    if not late:
        return ""
    sentence = NEWLY_LATE if new == late else LATE_AND_NEWLY if new else STILL_LATE
    return wording.counting(sentence, late, new=new)


def told_above(counts: Counts) -> str:
    """For a section whose number another one tells with its own."""
    return ""


# --- Differing ----------------------------------------------------------------------------------------------------


def differ_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """Both views with the position of each side, and since when they differ."""
    view = subject.now.get(Whose.AGREED)
    parts = LineParts(facts=sides_say(writer, subject, event, both=True))
    before = subject.before.get(Whose.AGREED)
    if view is not None:
        parts.rests_on.append(view.number)
        parts.meta.append(_since(writer, subject))
    elif event.entries and before is None:
        parts.meta.append(_("New in this week."))
    return writer.stand_by(parts, subject) if view is not None else writer.said(parts, event.entries)


def _since(writer: LineWriter, subject: WeekSubject) -> str:
    """Since when they differ, by the day it was recorded; a week within which they only agreed for a while began none."""
    view, before = subject.now[Whose.AGREED], subject.before.get(Whose.AGREED)
    was_so = before is not None and before.status == view.status
    words = {
        "day": day(writer.commission.calendar.day_of(view.since)),
        "days": days(writer.days_since(view.since)),
    }
    if view.since <= writer.period.start:
        return _("Recorded on %(day)s, %(days)s ago.") % words
    if was_so:
        return _("As a week ago; they agreed in between, until %(day)s.") % words
    return _("New in this week.")


DIFFER = ngettext_lazy("The sides differ on %(n)s.", "The sides differ on %(n)s.", "count")
NOW_DIFFER = ngettext_lazy("The sides now differ on %(n)s.", "The sides now differ on %(n)s.", "count")
DIFFER_SOME_NEW = ngettext_lazy(
    "The sides differ on %(n)s, %(new)s of them new.",
    "The sides differ on %(n)s, %(new)s of them new.",
    "count",
)


def differ_told(counts: Counts) -> str:
    """ "The sides differ on 3, 1 of them new." """
    differ, new = counts["differ"].total, counts["differ"].new
    if not differ:
        return ""
    sentence = NOW_DIFFER if new == differ else DIFFER_SOME_NEW if new else DIFFER
    return wording.counting(sentence, differ, new=new)


# --- Requests -----------------------------------------------------------------------------------------------------


def waiting_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    terms = subject.terms
    asked = Side.FIRST if terms.first_need == Need.REQUEST else Side.SECOND
    asked_on = terms.asked_on or writer.period.day
    words = {
        "party": writer.names[other_side(asked)],
        "other": writer.names[asked],
        "days": days((writer.period.day - asked_on).days),
        "day": day(asked_on),
    }
    facts = _("%(party)s asked %(other)s on %(day)s: %(days)s without answer.") % words
    return LineParts([facts], meta=[_last_word(writer, subject)], rests_on=_latest(subject))


def looked_into_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    since = subject.terms.answered_on or writer.period.day
    words = {"days": days((writer.period.day - since).days), "day": day(since)}
    facts = _("Answered “ready to look into it” on %(day)s, %(days)s ago.") % words
    return LineParts([facts], meta=[_last_word(writer, subject)], rests_on=_latest(subject))


# --- Values owed --------------------------------------------------------------------------------------------------


def unvalued_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """Which side has owed a value, and since when."""
    facts = [
        _("%(party)s has owed a value since %(day)s.") % {"party": writer.names[side], "day": day(owed_on)}
        for side, owed_on in _values_owed(subject)
        if owed_on < writer.period.day
    ]
    return LineParts(facts, meta=[_last_word(writer, subject)], rests_on=_latest(subject))


def _values_owed(subject: WeekSubject) -> list[tuple[str, dt.date]]:
    terms = subject.terms
    owed = ((Side.FIRST, terms.first_figures_owed_on), (Side.SECOND, terms.second_figures_owed_on))
    return [(side.value, owed_on) for side, owed_on in owed if owed_on]


# --- Silent -------------------------------------------------------------------------------------------------------


def silent_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    since = silent_since(writer.commission, writer.period.day)
    heard = {side: subject.words[side].at for side in writer.names if side in subject.words}
    heard |= {side: subject.terms.recorded_at for side in writer.names if side not in heard}
    silent = {side: at for side, at in heard.items() if at < since}
    words = {"days": days(writer.days_since(max(silent.values())))}
    if len(silent) == len(heard):
        facts = _("No update from either side for %(days)s.") % words
    else:
        (side,) = silent
        facts = _("No update from %(party)s for %(days)s.") % (words | {"party": writer.names[side]})
    never = [name for side, name in writer.names.items() if side not in subject.words]
    meta = [_stands(writer, subject, side) for side in writer.names if side in silent]
    meta += [_("No update from %(party)s yet.") % {"party": name} for name in never]
    return LineParts([facts], meta=[*meta, _last_word(writer, subject)], rests_on=_latest(subject))


def _stands(writer: LineWriter, subject: WeekSubject, side: str) -> str:
    """What the silence of a side is about, and whose post it is: three things that are not the same."""
    terms, view, period = subject.terms, subject.now.get(side), writer.period
    who = {
        "party": writer.names[side],
        "post": called_post(terms.first_post if side == Side.FIRST else terms.second_post),
    }
    named = _("%(party)s (%(post)s)") % who if who["post"] else who["party"]
    words = {"who": named, "status": wording.lowered(wording.status_label(view.status)) if view else ""}
    is_first = side == Side.FIRST
    true_on = terms.first_true_on if is_first else terms.second_true_on
    value_on = terms.first_figures_on if is_first else terms.second_figures_on
    if reports_late(terms, side, on=period.day):
        return _("%(who)s: report not received.") % words
    if view is None or view.status == Status.NOT_ASSESSED:
        return _("%(who)s: not yet assessed.") % words
    limit = writer.commission.silent_after_days
    if idle := days_without_progress(view.status, true_on, value_on, day=period.day, limit=limit):
        return _("%(who)s: %(status)s for %(days)s, without progress.") % (words | {"days": days(idle)})
    return _("%(who)s: %(status)s.") % words


# --- Due next -----------------------------------------------------------------------------------------------------


def next_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    left = (subject.terms.owed_on - writer.period.day).days if subject.terms.owed_on else 0
    return LineParts(
        facts=[wording.due_next_words(writer.commission, subject.terms, writer.period.day)],
        meta=[wording.days_left(left), *_at_risk(writer, subject)],
        rests_on=_latest(subject),
    )


# --- What several of them say -------------------------------------------------------------------------------------


def _at_risk(writer: LineWriter, subject: WeekSubject) -> list[str]:
    return [
        wording.outlook_now(name, subject.now[side].outlook)
        for side, name in writer.names.items()
        if side in subject.now and subject.now[side].outlook in (Outlook.AT_RISK, Outlook.OFF_TRACK)
    ]


def _last_word(writer: LineWriter, subject: WeekSubject) -> str:
    if not subject.words:
        return ""
    word = max(subject.words.values(), key=lambda word: word.number)
    spoke = [writer.names[side] for side in writer.names if subject.words.get(side) == word]
    spoken_on = writer.commission.calendar.day_of(word.at)
    party = spoke[0] if len(spoke) == 1 else _("both sides")
    return _("Last update on %(day)s, by %(party)s.") % {"day": day(spoken_on), "party": party}


def _latest(subject: WeekSubject) -> list[int]:
    """The entry with the last word; where nobody has spoken yet, the one that set the terms."""
    numbers = [word.number for word in subject.words.values()]
    return [max(numbers)] if numbers else [subject.terms.entry_number]


def _by_day_owed(subject: WeekSubject) -> Any:
    return subject.terms.owed_on or dt.date.max


def _newest_first(subject: WeekSubject) -> Any:
    view = subject.now.get(Whose.AGREED)
    return -view.number if view else 0


LATE = (
    WeekSection(
        key="newly",
        heading=gettext_lazy("Newly late"),
        mark="late",
        colour="m-late",
        line=newly_late_line,
        tells=late_told,
        query="late=1",
        stands=True,
        is_always_told=True,
        order=_by_day_owed,
    ),
    WeekSection(
        key="already",
        heading=gettext_lazy("Already late"),
        mark="late",
        colour="m-late",
        line=already_late_line,
        tells=told_above,
        query="late=1",
        stands=True,
        order=_by_day_owed,
    ),
)

DIFFERING = (
    WeekSection(
        key="differ",
        heading=gettext_lazy("Sides differ"),
        mark="differ",
        colour="m-differ",
        topic=EventTopic.PERFORMANCE,
        holds=parted,
        line=differ_line,
        tells=differ_told,
        query="agreed=differ",
        stands=True,
        is_always_told=True,
        order=_newest_first,
    ),
)

WAITING = (
    WeekSection(
        key="requests",
        heading=gettext_lazy("Requests without answer"),
        mark="due",
        line=waiting_line,
        tells=told_above,
        query="request=unanswered",
        stands=True,
        order=lambda subject: subject.terms.asked_on or dt.date.max,
    ),
    WeekSection(
        key="ready",
        heading=gettext_lazy("Requests being looked into"),
        mark="in_progress",
        line=looked_into_line,
        tells=told_above,
        query="request=ready",
        stands=True,
        order=lambda subject: subject.terms.answered_on or dt.date.max,
    ),
    WeekSection(
        key="unvalued",
        heading=gettext_lazy("Values owed"),
        mark="due",
        line=unvalued_line,
        tells=told_above,
        query="figures=owed",
        stands=True,
        order=lambda subject: min((on for _side, on in _values_owed(subject)), default=dt.date.max),
    ),
    WeekSection(
        key="silent",
        heading=gettext_lazy("Silent"),
        mark="silent",
        line=silent_line,
        tells=told_above,
        query="silent=any",
        stands=True,
    ),
    WeekSection(
        key="next",
        heading=gettext_lazy("Due next"),
        mark="due",
        line=next_line,
        tells=told_above,
        query="due=28",
        stands=True,
        order=_by_day_owed,
    ),
)
