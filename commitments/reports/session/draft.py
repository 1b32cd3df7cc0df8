"""What the register would put on the agenda of a session. Suggestions only: a secretary takes them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.models import AgendaItem, Commitment, Session
from commitments.models.session import (
    Topic,
)
from commitments.reports.timeliness import due_of
from commitments.vocabulary import (
    CLOSED,
    SIDES,
    Agreed,
    DueKind,
    Need,
    other_side,
)

# How many of a kind are suggested at a time; what is taken over makes room for the next.
SHOWN = 25


@dataclass(frozen=True, slots=True)
class AgendaSuggestion:
    """Something the register holds that a session could speak about, with the reason in words."""

    topic: str
    commitment: Commitment
    reason: str
    mark: str

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.topic}:{self.commitment.code}"


@dataclass(frozen=True, slots=True)
class Kind:
    """The suggestions of one kind: the first of them, and how many there are."""

    topic: str
    label: str
    suggestions: list[AgendaSuggestion]
    count: int


@dataclass(frozen=True, slots=True)
class Suggestions:
    kinds: list[Kind]
    in_hand: AgendaSuggestion | None
    place: int  # of what is in hand among all that are shown
    previous: str
    next: str

    @property
    def count(self) -> int:
        return sum(kind.count for kind in self.kinds)


def _asked(side: str) -> Q:
    """A side is asked for something that is no difference: to confirm a proposal, to answer a request, to state a view."""
    return ~Q(**{f"{side}_need__in": (Need.NOTHING, Need.ANSWER)})


def _conditions(day: dt.date) -> dict[str, Q]:
    """Which commitments are suggested and why, most pressing first; each is suggested once, for its first reason."""
    first, second = Q(first_status__in=CLOSED), Q(second_status__in=CLOSED)
    owed = Q(is_open=True, owed_on__lte=day)
    return {
        Topic.CLOSING: Q(is_open=True) & ((first & ~second) | (~first & second)),
        Topic.DIVERGENCE: Q(is_open=True, agreed=Agreed.DIFFER),
        Topic.CONDITION: owed & Q(due_kind=DueKind.CONDITION, condition_met_on__isnull=True),
        Topic.REPORT: owed & Q(due_kind=DueKind.CONTINUING),
        Topic.LATE: Q(is_open=True, owed_on__lt=day),
        Topic.UNANSWERED: _asked("first") | _asked("second"),
    }


def suggested(session: Session) -> Iterator[tuple[str, QuerySet[Commitment]]]:
    """The commitments the register suggests, by the reason: what is on the agenda already is left out."""
    there = AgendaItem.objects.filter(session=session, is_off=False, commitment__isnull=False)
    rows = Commitment.objects.filter(commission=session.commission_id).counted()
    rows = rows.exclude(pk__in=there.values("commitment")).order_by("place")
    for topic, condition in _conditions(session.held_on).items():
        yield topic, rows.filter(condition)
        rows = rows.exclude(condition)


def suggestions_of(session: Session, topic: str) -> list[AgendaSuggestion]:
    """What is suggested of one kind, as much of it as is shown."""
    rows = dict(suggested(session)).get(topic)
    return [] if rows is None else _written(session, topic, rows)


def _written(session: Session, topic: str, rows: QuerySet[Commitment]) -> list[AgendaSuggestion]:
    found = []
    for row in rows.select_related("meeting")[:SHOWN]:
        row.commission = session.commission
        mark = {Topic.DIVERGENCE: "differ", Topic.LATE: "late", Topic.UNANSWERED: "one_side"}.get(
            Topic(topic), "due"
        )
        found.append(AgendaSuggestion(topic, row, reason_of(topic, row, session), mark))
    return found


def draft(session: Session, *, at: str = "", place: int | None = None) -> Suggestions:
    """All suggestions for a session, the one of key `at` in hand; else the one at a place, else the first."""
    kinds = []
    for topic, rows in suggested(session):
        shown = _written(session, topic, rows)
        if shown:
            count = rows.count() if len(shown) == SHOWN else len(shown)
            kinds.append(Kind(topic, str(Topic(topic).label), shown, count))
    all_shown = [one for kind in kinds for one in kind.suggestions]
    keys = [one.key for one in all_shown]
    if not keys:
        return Suggestions([], None, 0, "", "")
    index = keys.index(at) if at in keys else min(place or 0, len(keys) - 1)
    padded = ["", *keys, ""]
    return Suggestions(kinds, all_shown[index], index, padded[index], padded[index + 2])


def reason_of(topic: str, row: Commitment, session: Session) -> str:
    """Why the register suggests it, in a sentence; the day that counts is that of the session."""
    names = {party.side: party.name for party in session.commission.sides}
    day = session.held_on
    match topic:
        case Topic.CLOSING | Topic.DIVERGENCE:
            return " ".join(
                _("%(party)s states “%(status)s”.") % {"party": names[side], "status": row.status_label(side)}
                for side in SIDES
            )
        case Topic.UNANSWERED:
            asked = [side for side in SIDES if row.of(side, "need") not in (Need.NOTHING, Need.ANSWER)]
            return " ".join(_unanswered(row, side, names) for side in asked)
        case _:
            due = due_of(row, on=day, names=names)
            said = due.remark or due.words
            return _("On the day of the session, %(day)s: %(due)s.") % {
                "day": date_format(day),
                "due": said[:1].lower() + said[1:],
            }


def _unanswered(row: Commitment, side: str, names: dict[str, str]) -> str:
    words = {
        "party": names[side],
        "other": names[other_side(side)],
        "asked": str(Need(row.of(side, "need")).label),
        "status": row.status_label(other_side(side)),
    }
    if row.of(side, "need") == Need.ASSESS:
        return _("%(other)s states “%(status)s”; %(party)s has not said where it stands.") % words
    return _("%(party)s is asked: %(asked)s.") % words
