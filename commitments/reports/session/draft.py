"""What the register would put on the agenda of a session. Suggestions only: a secretary takes them over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments import typography
from commitments.models import AgendaItem, Commitment, Session
from commitments.models.prepared import Hole, PreparedQuestion, prepared
from commitments.models.session import Topic, carried_items, waiting_for
from commitments.models.together import asked_ahead
from commitments.reports.session.carried import CarriedItems, LinkedItem
from commitments.reports.session.texts import title_of_item
from commitments.reports.texts import title_of
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
# The kind of what earlier sessions have carried over; it keeps the topic it had there.
CARRIED = "carried"


@dataclass(frozen=True, slots=True)
class AgendaSuggestion:
    """Something the register holds that a session could speak about, with the reason in words."""

    kind: str
    topic: str
    commitment: Commitment | None
    title: str
    title_lang: str
    reason: str
    mark: str
    question: str = ""
    item: AgendaItem | None = None  # that was carried over
    history: list[LinkedItem] = field(default_factory=list)

    @property
    def key(self) -> str:
        """What a form calls it: the kind, and the code or the signature that carried it over."""
        if self.item is not None:
            return f"{self.kind}:{self.item.signed_entry}"
        return f"{self.kind}:{self.commitment.code if self.commitment else ''}"

    @property
    def code(self) -> str:
        return self.commitment.code if self.commitment else ""

    @property
    def url(self) -> str:
        return self.commitment.get_absolute_url() if self.commitment else self.history[0].url


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


# What a side settles by itself, and differences, which are a kind of their own.
NOT_FOR_A_SESSION = (Need.NOTHING, Need.ANSWER, Need.REACHED)


def _asked(side: str) -> Q:
    """A side is asked for something that is no difference: to confirm a proposal, to answer a request, to state a view."""
    return ~Q(**{f"{side}_need__in": NOT_FOR_A_SESSION})


def _conditions(day: dt.date | Hole) -> dict[str, Q]:
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


# In the order in which the register suggests them.
SUGGESTED = (
    Topic.CLOSING,
    Topic.DIVERGENCE,
    Topic.CONDITION,
    Topic.REPORT,
    Topic.LATE,
    Topic.UNANSWERED,
)


def suggested(
    topic: Topic,
    *,
    commission: Hole | int,
    session: Hole | int,
    day: Hole | dt.date,
    left_out: Hole | Sequence[int],
) -> QuerySet[Commitment]:
    """The commitments the register suggests for one reason: what is on the agenda already is left out."""
    there = AgendaItem.objects.filter(session=session, is_off=False, commitment__isnull=False)
    rows = Commitment.objects.filter(commission=commission).counted()
    rows = rows.exclude(pk__in=there.values("commitment")).exclude(pk__among=left_out)
    conditions = _conditions(day)
    for earlier in SUGGESTED[: SUGGESTED.index(topic)]:
        rows = rows.exclude(conditions[earlier])
    return rows.filter(conditions[topic]).order_by("place")


@prepared
def _first_suggested(topic: Topic, shown: int, **values: Hole) -> QuerySet[Commitment]:
    return suggested(topic, **values).select_related("meeting")[:shown]


def suggestions_of(session: Session, kind: str) -> list[AgendaSuggestion]:
    """What is suggested of one kind, as much of it as is shown."""
    return {one: shown for one, shown, _count in _all_kinds(session)}.get(kind, [])


def _all_kinds(
    session: Session, carried: list[AgendaItem] | None = None
) -> Iterator[tuple[str, list[AgendaSuggestion], int]]:
    """Each kind there is with what is shown of it, and how many there are: first what sessions have carried over."""
    waiting, items = _carried(session, carried_items(session.commission) if carried is None else carried)
    if waiting:
        yield CARRIED, [_taken_up(session, one, items) for one in waiting[:SHOWN]], len(waiting)
    left_out = [one.commitment_id for one in waiting if one.commitment_id]
    asked: dict[str, Any] = {
        "commission": session.commission_id,
        "session": session.pk,
        "day": session.held_on,
    }
    questions = {topic: _first_suggested.of(topic, SHOWN, **asked, left_out=left_out) for topic in SUGGESTED}
    with asked_ahead(questions.values()):
        found = {topic: question.rows() for topic, question in questions.items()}
    for topic, rows in found.items():
        if rows:
            is_all = len(rows) < SHOWN
            count = len(rows) if is_all else suggested(topic, **asked, left_out=left_out).count()
            yield topic, _written(session, topic, rows), count


def _carried(session: Session, found: list[AgendaItem]) -> tuple[list[AgendaItem], CarriedItems]:
    """What was carried over to a session and is not on its agenda in another way."""
    on_agenda = {(topic, key or title) for topic, key, title in _on_agenda(session=session.pk)}
    waiting = waiting_for(session, found)
    left = [one for one in waiting if (one.topic, one.commitment_id or one.title) not in on_agenda]
    return left, CarriedItems(found)


def draft_question(session: Session) -> PreparedQuestion[Any]:
    """What `draft` asks besides the suggestions."""
    return _on_agenda.of(session=session.pk)


@prepared
def _on_agenda(*, session: Hole) -> QuerySet[AgendaItem, Any]:
    rows = AgendaItem.objects.filter(session=session, is_off=False).order_by()
    return rows.values_list("topic", "commitment", "title")


def _taken_up(session: Session, item: AgendaItem, items: CarriedItems) -> AgendaSuggestion:
    if item.commitment is not None:
        item.commitment.commission = session.commission
    history, title = items.history(item), title_of_item(item, item.commitment)
    return AgendaSuggestion(
        kind=CARRIED,
        topic=item.topic,
        commitment=item.commitment,
        title=title,
        title_lang=title.lang,
        reason=_("Carried over from %(item)s.") % {"item": history[0].label},
        mark="due",
        question=item.question,
        item=item,
        history=history,
    )


def _written(session: Session, topic: str, rows: Iterable[Commitment]) -> list[AgendaSuggestion]:
    found = []
    for row in rows:
        row.commission = session.commission
        mark = {Topic.DIVERGENCE: "differ", Topic.LATE: "late", Topic.UNANSWERED: "one_side"}.get(
            Topic(topic), "due"
        )
        reason, title = reason_of(topic, row, session), title_of(row)
        found.append(AgendaSuggestion(topic, topic, row, title, title.lang, reason, mark, reason))
    return found


def draft(
    session: Session, *, at: str = "", place: int | None = None, carried: list[AgendaItem] | None = None
) -> Suggestions:
    """All suggestions for a session, the one of key `at` in hand; else the one at a place, else the first.

    `carried` are the `carried_items` of the commission, where they have been read.
    """
    kinds = [
        Kind(kind, _("Carried over") if kind == CARRIED else str(Topic(kind).label), shown, count)
        for kind, shown, count in _all_kinds(session, carried)
    ]
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
            return typography.sentences(
                _("%(party)s states “%(status)s”.") % {"party": names[side], "status": row.status_label(side)}
                for side in SIDES
            )
        case Topic.UNANSWERED:
            asked = [side for side in SIDES if row.of(side, "need") not in NOT_FOR_A_SESSION]
            return typography.sentences(_unanswered(row, side, names) for side in asked)
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
        return _("%(other)s states “%(status)s”; %(party)s has stated no status.") % words
    return _("%(party)s has to answer: %(asked)s.") % words
