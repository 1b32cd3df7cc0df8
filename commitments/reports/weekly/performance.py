"""Sections of what was said about the performance: closed, taken back, agreed, moved, or reported without a change."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy, pgettext_lazy

from commitments import typography
from commitments.reports.duties import delivery_of
from commitments.reports.numbers import days
from commitments.reports.timeliness import delivered_words
from commitments.reports.weekly import wording
from commitments.reports.weekly.events import Event, EventTopic
from commitments.reports.weekly.lines import LineParts, LineWriter
from commitments.reports.weekly.material import WeekSubject
from commitments.reports.weekly.section import Counts, WeekSection, always
from commitments.vocabulary import CLOSED, Agreed, EntryKind, Whose

NO_COMMON_VIEW = frozenset({Agreed.DIFFER, Agreed.ONE_SIDE})


# --- Which it is: the first that holds, in the order of the sections -------------------------------------------------


def became(status: str) -> Callable[[Event], bool]:
    """Both sides say `status` at the end of the week, and did not at its beginning."""
    return lambda event: _ends(event) == status != event.agreed[0]


def was_withdrawn(event: Event) -> bool:
    return event.has(EntryKind.WITHDRAWN)


def was_reopened(event: Event) -> bool:
    """It was closed by both, before the week or within it, and is not any more."""
    return _left_closed(event.agreed)


def was_taken_back(event: Event) -> bool:
    """One side had closed it, before the week or within it, and has taken that back."""
    return any(_left_closed(course) for course in event.statuses.values())


def was_agreed(event: Event) -> bool:
    """Both sides say the same of what is open, and did not at the beginning of the week."""
    return _ends(event) not in (*NO_COMMON_VIEW, *CLOSED, Agreed.NOT_ASSESSED, event.agreed[0])


def was_closed_alone(event: Event) -> bool:
    return any(course[-1] in CLOSED and course[-1] != course[0] for course in event.statuses.values())


def parted(event: Event) -> bool:
    """The sides differ at the end of the week, and did not at its beginning."""
    return became(Agreed.DIFFER)(event)


def has_moved(event: Event) -> bool:
    return event.has_moved


def answers_a_check(event: Event) -> bool:
    return event.has(EntryKind.CHECKED)


def corrects(event: Event) -> bool:
    return event.has(EntryKind.CORRECTED)


def says_nothing(event: Event) -> bool:
    return all(entry.is_nothing for entry in event.entries)


def _ends(event: Event) -> str:
    return event.agreed[-1]


def _left_closed(course: list[str]) -> bool:
    return course[-1] not in CLOSED and not CLOSED.isdisjoint(course)


# --- How it is said -----------------------------------------------------------------------------------------------


def closed_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """What both sides have closed: by what, and how it stood before."""
    status = _ends(event)
    facts = {
        Agreed.SUPERSEDED: _("Replaced by %(code)s.") % {"code": subject.successor},
        Agreed.DROPPED: _("Both sides dropped it."),
    }.get(Agreed(status)) or wording.both_say(status)
    parts = LineParts(facts=[facts], meta=[before_words(writer, subject, event)])
    if status == Agreed.DELIVERED and (delivery := delivery_of(subject.terms)) is not None:
        parts.facts.append(typography.stop(delivered_words(delivery)))
    return writer.said(parts, event.entries)


def withdrawn_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    facts = [_("Withdrawn by %(party)s.") % {"party": writer.names[event.last.side]}]
    return writer.said(LineParts(facts=facts), event.entries)


def moved_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """Each side that said something: what it says and said before; and what the two make together."""
    parts = LineParts()
    if _ends(event) not in NO_COMMON_VIEW and len(event.agreed) > 1:
        parts.facts.append(wording.both_say(_ends(event)))
        parts.meta.append(before_words(writer, subject, event))
    else:
        parts.facts += sides_say(writer, subject, event)
        parts.meta += _between_them(event)
    for side, name in writer.names.items():
        if len(course := event.outlooks.get(side, [])) > 1:
            parts.meta.append(wording.outlook_moved(name, course))
    return writer.said(parts, event.entries)


def one_sided_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    """A closing by one side or its taking back: what either side says at the end of the week."""
    parts = LineParts(facts=sides_say(writer, subject, event, both=True))
    parts.meta += _between_them(event)
    return writer.said(parts, event.entries)


def nothing_line(writer: LineWriter, subject: WeekSubject, event: Event) -> LineParts:
    names = [writer.names[side] for side in writer.names if any(one.side == side for one in event.entries)]
    return LineParts(facts=[_("%(party)s: nothing to report.") % {"party": name} for name in names])


def sides_say(writer: LineWriter, subject: WeekSubject, event: Event, *, both: bool = False) -> list[str]:
    """What each side says that spoke, and what it said before; with `both` also what the other one says."""
    sentences = []
    for side, name in writer.names.items():
        if side in event.statuses:
            sentences.append(wording.side_moved(name, event.statuses[side], subject.successor))
        elif both and side in subject.now:
            sentences.append(wording.side_says(name, subject.now[side].status, subject.successor))
    return sentences


def before_words(writer: LineWriter, subject: WeekSubject, event: Event) -> str:
    """What the two views made together at the beginning of the week, and for how long."""
    status = event.agreed[0]
    if status == Agreed.DIFFER:
        return _("The sides differed before.")
    if status == Agreed.ONE_SIDE:
        return _("Before, only one side had stated a view.")
    words = {"status": wording.lowered(wording.status_label(status))}
    view = subject.before.get(Whose.AGREED)
    held = writer.days_since(view.since, view.until) if view else 0
    if not held:
        return _("Before: %(status)s.") % words
    return _("Before: %(status)s, for %(days)s.") % (words | {"days": days(held)})


def _between_them(event: Event) -> list[str]:
    """Whether the sides differ now, or no longer, where the week changed that."""
    first, last = event.agreed[0], event.agreed[-1]
    if last == Agreed.DIFFER and first != last:
        return [_("The sides differ now.")]
    if first == Agreed.DIFFER and first != last:
        return [_("The sides no longer differ.")]
    if first == last == Agreed.DIFFER and len(event.agreed) > 1:
        return [_("The sides agreed and differ again.")]
    return []


DELIVERED = ngettext_lazy("%(n)s commitment was delivered.", "%(n)s commitments were delivered.", "count")
DELIVERED_LATE = ngettext_lazy(
    "%(n)s commitment was delivered late.", "%(n)s commitments were delivered late.", "count"
)
DELIVERED_SOME_LATE = ngettext_lazy(
    "%(n)s commitment was delivered, %(new)s of them late.",
    "%(n)s commitments were delivered, %(new)s of them late.",
    "count",
)


def delivered_told(counts: Counts) -> str:
    """ "Three commitments were delivered, one of them late." """
    delivered, late = counts["delivered"].total, counts["delivered"].late
    if not delivered:
        return ""
    sentence = DELIVERED_LATE if late == delivered else DELIVERED_SOME_LATE if late else DELIVERED
    return wording.counting(sentence, delivered, new=late)


TOOK_BACK = ngettext_lazy(
    "A side took back its closing of %(n)s commitment.",
    "A side took back its closing of %(n)s commitments.",
    "count",
)
TOOK_BACK_AND_AGREED = ngettext_lazy(
    "A side took back its closing of %(n)s commitment, and the sides agree on the status.",
    "A side took back its closing of %(n)s commitments, and the sides agree on the status.",
    "count",
)


def taken_back_told(counts: Counts) -> str:
    """That a closing was taken back; and where the sides agree on all of these, that too."""
    taken_back = counts["taken_back"]
    if not taken_back.total:
        return ""
    agreed = all(was_agreed(event) for event in taken_back.events.values())
    return wording.counting(TOOK_BACK_AND_AGREED if agreed else TOOK_BACK, taken_back.total)


PERFORMANCE = EventTopic.PERFORMANCE

ENDED = (
    WeekSection(
        key="delivered",
        heading=gettext_lazy("Delivered"),
        mark="delivered",
        colour="m-done",
        topic=PERFORMANCE,
        holds=became(Agreed.DELIVERED),
        line=closed_line,
        tells=delivered_told,
        is_always_told=True,
    ),
    WeekSection(
        key="not_delivered",
        heading=gettext_lazy("Not delivered"),
        mark="not_delivered",
        colour="m-done",
        topic=PERFORMANCE,
        holds=became(Agreed.NOT_DELIVERED),
        line=closed_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was closed as not delivered.",
            "%(n)s commitments were closed as not delivered.",
            "count",
        ),
        is_always_told=True,
    ),
    WeekSection(
        key="dropped",
        heading=gettext_lazy("Dropped by agreement"),
        mark="dropped",
        topic=PERFORMANCE,
        holds=became(Agreed.DROPPED),
        line=closed_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was dropped by agreement.",
            "%(n)s commitments were dropped by agreement.",
            "count",
        ),
        is_always_told=True,
    ),
    WeekSection(
        key="superseded",
        heading=gettext_lazy("Superseded"),
        mark="superseded",
        topic=PERFORMANCE,
        holds=became(Agreed.SUPERSEDED),
        line=closed_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was replaced by another.",
            "%(n)s commitments were replaced by others.",
            "count",
        ),
        is_always_told=True,
    ),
    WeekSection(
        key="withdrawn",
        heading=gettext_lazy("Withdrawn"),
        mark="dropped",
        topic=PERFORMANCE,
        holds=was_withdrawn,
        line=withdrawn_line,
        sentence=ngettext_lazy(
            "%(n)s commitment was withdrawn.", "%(n)s commitments were withdrawn.", "count"
        ),
        is_always_told=True,
        query=f"kind={EntryKind.WITHDRAWN}",
    ),
    WeekSection(
        key="reopened",
        heading=gettext_lazy("Reopened"),
        mark="continuing",
        topic=PERFORMANCE,
        holds=was_reopened,
        line=one_sided_line,
        sentence=ngettext_lazy("%(n)s commitment was reopened.", "%(n)s commitments were reopened.", "count"),
        is_always_told=True,
    ),
    WeekSection(
        key="taken_back",
        heading=gettext_lazy("Closing taken back by one side"),
        mark="one_side",
        topic=PERFORMANCE,
        holds=was_taken_back,
        line=one_sided_line,
        tells=taken_back_told,
        is_always_told=True,
    ),
    WeekSection(
        key="agreed",
        heading=gettext_lazy("Agreed"),
        mark="in_progress",
        colour="m-track",
        topic=PERFORMANCE,
        holds=was_agreed,
        line=moved_line,
        sentence=ngettext_lazy(
            "The sides agreed on the status of %(n)s commitment.",
            "The sides agreed on the status of %(n)s commitments.",
            "count",
        ),
        is_always_told=True,
    ),
    WeekSection(
        key="closed_alone",
        heading=gettext_lazy("Closed by one side"),
        mark="one_side",
        topic=PERFORMANCE,
        holds=was_closed_alone,
        line=one_sided_line,
        sentence=ngettext_lazy(
            "One side closed %(n)s commitment; the other has not.",
            "One side closed %(n)s commitments; the other has not.",
            "count",
        ),
        is_always_told=True,
    ),
)

GOES_ON = (
    WeekSection(
        key="moved",
        heading=pgettext_lazy("of commitments", "Moved"),
        mark="in_progress",
        colour="m-track",
        topic=PERFORMANCE,
        holds=has_moved,
        line=moved_line,
        sentence=ngettext_lazy("%(n)s commitment moved.", "%(n)s commitments moved.", "count"),
    ),
    WeekSection(
        key="checked",
        heading=gettext_lazy("Conditions answered"),
        mark="due",
        topic=PERFORMANCE,
        holds=answers_a_check,
        line=moved_line,
        sentence=ngettext_lazy(
            "The condition of %(n)s commitment was answered.",
            "The conditions of %(n)s commitments were answered.",
            "count",
        ),
        query=f"kind={EntryKind.CHECKED}",
    ),
    WeekSection(
        key="corrected",
        heading=gettext_lazy("Corrected, status unchanged"),
        mark="not_assessed",
        topic=PERFORMANCE,
        holds=corrects,
        line=moved_line,
        sentence=ngettext_lazy(
            "Earlier words on %(n)s commitment were corrected.",
            "Earlier words on %(n)s commitments were corrected.",
            "count",
        ),
        query=f"kind={EntryKind.CORRECTED}",
    ),
    WeekSection(
        key="nothing",
        heading=gettext_lazy("Nothing to report"),
        mark="silent",
        topic=PERFORMANCE,
        holds=says_nothing,
        line=nothing_line,
        sentence=ngettext_lazy(
            "A side had nothing to report on %(n)s commitment.",
            "The sides had nothing to report on %(n)s commitments.",
            "count",
        ),
    ),
    WeekSection(
        key="reported",
        heading=gettext_lazy("Reported, unchanged"),
        mark="continuing",
        topic=PERFORMANCE,
        holds=always,
        line=moved_line,
        sentence=ngettext_lazy(
            "There was a report on %(n)s commitment, status unchanged.",
            "There were reports on %(n)s commitments, status unchanged.",
            "count",
        ),
    ),
)
