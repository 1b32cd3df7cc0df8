"""What the entries of a week did: counted and chosen in one query, whatever their number."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    F,
    IntegerField,
    Max,
    Q,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import RowNumber

from commitments.models import Commission, Entry
from commitments.reports.weekly.period import Period
from commitments.vocabulary import (
    ANSWER_KINDS,
    CLOSED,
    RECOGNITION_KINDS,
    TERMS_KINDS,
    VIEW_KINDS,
    Agreed,
    EntryKind,
)

# How many lines a section shows; it always says how many there are.
SHOWN = 50

# What an entry of each kind is about. A commitment has at most one line for each of these in a week.
PERFORMANCE, DATE, ADDITION, RECOGNITION, ANSWERS, TERMS, REST = range(7)
TOPICS: dict[str, int] = {
    **dict.fromkeys(VIEW_KINDS, PERFORMANCE),
    EntryKind.WITHDRAWN: PERFORMANCE,
    EntryKind.REDATED: DATE,
    EntryKind.RECORDED: ADDITION,
    **dict.fromkeys(RECOGNITION_KINDS, RECOGNITION),
    **dict.fromkeys(ANSWER_KINDS, ANSWERS),
    **dict.fromkeys(TERMS_KINDS, TERMS),
}

# Where a commitment went, by the last entry of the week that ended or reopened it; 0: nothing of the kind.
OUTCOMES = ("moved", "delivered", "not_delivered", "dropped", "reopened")
BASE = 8

EVENT_SECTIONS = {
    **{(PERFORMANCE, outcome): name for outcome, name in enumerate(OUTCOMES)},
    (DATE, 0): "redated",
    (ADDITION, 0): "added",
    (RECOGNITION, 0): "recognised",
    (ANSWERS, 0): "answered",
    (TERMS, 0): "terms",
    (REST, 0): "rest",
}


@dataclass(slots=True)
class Found:
    """A section of a week before it is put in words: how many commitments, and which of them are shown.

    `some` and `others` are parts of the total: of silent ones by side, of diverging ones the new ones.
    """

    total: int = 0
    some: int = 0
    others: int = 0
    shown: list[int] = field(default_factory=list)


Sections = dict[str, Found]


def _became(status: str) -> Q:
    return Q(agreed_after=status) & ~Q(agreed_before=status)


def _outcome() -> Case:
    """The number of an entry that ended or reopened a commitment, times BASE, plus the place of its outcome."""
    conditions = (
        _became(Agreed.DELIVERED),
        _became(Agreed.NOT_DELIVERED),
        _became(Agreed.DROPPED) | _became(Agreed.SUPERSEDED) | Q(kind=EntryKind.WITHDRAWN),
        Q(agreed_before__in=CLOSED) & ~Q(agreed_after__in=CLOSED),
    )
    numbered = F("number") * BASE
    whens = [
        When(condition, then=numbered + Value(place)) for place, condition in enumerate(conditions, start=1)
    ]
    return Case(*whens, default=Value(0), output_field=BigIntegerField())


def topic_of(kind: str, agreed_before: str, agreed_after: str, changes: dict[str, Any]) -> int:
    """What an entry is about. The decision of a session is about what it did."""
    if kind == EntryKind.DECIDED:
        return PERFORMANCE if agreed_before != agreed_after else DATE if "due_on" in changes else REST
    return TOPICS.get(kind, REST)


# Only entries of this one kind are read themselves; the others are told by the index alone.
DECIDED_TOPICS = (
    (Q(kind=EntryKind.DECIDED) & ~Q(agreed_before=F("agreed_after")), PERFORMANCE),
    (Q(kind=EntryKind.DECIDED) & Q(changes__has_key="due_on"), DATE),
)


def _topic() -> Case:
    by_topic: dict[int, list[str]] = defaultdict(list)
    for kind, topic in TOPICS.items():
        by_topic[topic].append(kind)
    whens = [When(kind__in=kinds, then=Value(topic)) for topic, kinds in sorted(by_topic.items())]
    whens += [When(condition, then=Value(topic)) for condition, topic in DECIDED_TOPICS]
    return Case(*whens, default=Value(REST), output_field=IntegerField())


def events(commission: Commission, period: Period, before: Period | None = None) -> tuple[Sections, Sections]:
    """The sections that entries make, of the week and of the week before it (of that one only the counts)."""
    entries = Entry.objects.filter(commission=commission)
    entries = entries.recorded_within((before or period).start, period.moment)
    this = Case(
        When(recorded_at__gt=period.start, then=Value(1)), default=Value(0), output_field=IntegerField()
    )
    return sorted_out(entries, this=this)


def sorted_out(entries: QuerySet[Entry], *, this: Any) -> tuple[Sections, Sections]:
    """`entries` by section; where `this` is 0 only counted, where it is 1 with the commitments to be shown."""
    alike = [F("this"), F("topic"), F("outcome")]
    # The rest is counted by entry: it may concern no commitment at all.
    subject = Case(
        When(topic=REST, then=F("number")), default=F("commitment"), output_field=BigIntegerField()
    )
    rows = (
        entries.annotate(this=this, topic=_topic())
        .annotate(subject=subject)
        .values("this", "topic", "subject")
        .annotate(last=Max(_outcome()))
        .annotate(outcome=F("last") % BASE)
        .annotate(
            total=Window(Count("*"), partition_by=alike),
            place=Window(RowNumber(), partition_by=alike, order_by="subject"),
        )
        .filter(place__lte=SHOWN)
        .order_by("this", "topic", "outcome", "place")
        .values_list("this", "topic", "outcome", "total", "subject")
    )
    found: tuple[Sections, Sections] = (defaultdict(Found), defaultdict(Found))
    for is_this, about, outcome, total, commitment in rows:
        section = found[is_this][EVENT_SECTIONS[about, outcome]]
        section.total = total
        if is_this and about != REST:
            section.shown.append(commitment)
    return found[1], found[0]
