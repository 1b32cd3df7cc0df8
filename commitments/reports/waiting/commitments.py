"""The commitments that wait for a side: to confirm, to answer, to assess, and what it owes and is late with.

What somebody asked for comes before what is only late by the calendar; in each of the two what has been asked or
owed longest comes first.
"""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.core.cache import caches
from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Coalesce, Least
from django.utils.translation import get_language, gettext_lazy, pgettext
from django.utils.translation import gettext as _

from commitments import links, typography
from commitments.models import Commission, Commitment, Seat
from commitments.models.prepared import Hole, PreparedQuestion, ask, prepared
from commitments.reports.duties import what_is_owed
from commitments.reports.texts import next_step_of, title_of
from commitments.reports.timeliness import day, due_of
from commitments.reports.touched import touched_key
from commitments.reports.waiting.items import Waiting
from commitments.vocabulary import Need, Role, Status, Subject, other_side
from commitments.vocabulary.parts import PicturePart

LIMIT = 5


def rows_of(commission: Commission, side: str) -> QuerySet[Commitment]:
    return Commitment.objects.filter(commission=commission).needing(side, on=commission.today())


def in_order(waiting: QuerySet[Commitment], side: str) -> tuple[QuerySet[Commitment], QuerySet[Commitment]]:
    """What is asked of `side`, and what is only late; each of the two as long as it has been asked or owed."""
    asked_of = {f"{side}_need": Need.NOTHING}
    never = Value(dt.date.max)
    owed = Least(*(Coalesce(f"{side}_{name}", never) for name in ("owed_on", "next_on", "figures_owed_on")))
    return (
        waiting.exclude(**asked_of).order_by(f"{side}_need_at", "place"),
        waiting.filter(**asked_of).order_by(owed, "place"),
    )


def count_of_side(seat: Seat, *, head: int) -> int:
    """How many commitments wait for the side of `seat`: none for an observer.

    Cached until an entry touches one (`head` is the size of the log) or the day changes: the head of every page asks
    for it.
    """
    if seat.role == Role.OBSERVER:
        return 0
    key = key_of_side(seat, head=head)
    found: int | None = caches["pictures"].get(key)
    if found is None:
        counted = partial(needing_counted, seat.side, Value(1))
        question = ("needing", seat.side)
        [(_one, found)] = ask(question, counted, commission=seat.commission.pk, day=seat.commission.today())
        caches["pictures"].set(key, found, timeout=3600)
    return found


def key_of_side(seat: Seat, *, head: int) -> str:
    return f"waits:{seat.commission.picture_key}:{seat.side}:{_touched(seat, head)}:{seat.commission.today()}"


def _touched(seat: Seat, head: int) -> str:
    return touched_key(seat.commission, head, PicturePart(f"{seat.side}_tasks"))


def needing_counted(
    side: str, name: Value, *, commission: Hole, day: Hole
) -> QuerySet[Commitment, tuple[int, int]]:
    """One row: `name`, and how many commitments wait for a side."""
    rows = Commitment.objects.filter(commission=commission).needing(side, on=day).order_by()
    return rows.values(of=name).annotate(n=Count("*")).values_list("of", "n")


def waiting_of_side(seat: Seat, *, head: int) -> list[Waiting]:
    """The first commitments that wait for the side of `seat`; cached like their number."""
    if seat.role == Role.OBSERVER:
        return []
    key, today = _key_of_first(seat, head), seat.commission.today()
    found: list[Waiting] | None = caches["pictures"].get(key)
    if found is None:
        asked, late = (_first_question(seat, which) for which in (0, 1))
        rows = asked.rows()
        if len(rows) < LIMIT:
            rows += late.rows()[: LIMIT - len(rows)]
        found = [waiting_commitment(row, seat, today) for row in rows]
        caches["pictures"].set(key, found, timeout=3600)
    return found


def waiting_questions(seat: Seat, *, head: int) -> list[PreparedQuestion[Commitment]]:
    """What `waiting_of_side` asks; [] where that is kept."""
    if seat.role == Role.OBSERVER or caches["pictures"].has_key(_key_of_first(seat, head)):
        return []
    return [_first_question(seat, which) for which in (0, 1)]


def _key_of_first(seat: Seat, head: int) -> str:
    commission, today = seat.commission, seat.commission.today()
    return f"waiting:{commission.picture_key}:{seat.side}:{_touched(seat, head)}:{today}:{get_language()}"


def _first_question(seat: Seat, which: int) -> PreparedQuestion[Commitment]:
    return _first.of(seat.side, which, commission=seat.commission.pk, day=seat.commission.today())


@prepared
def _first(side: str, which: int, *, commission: Hole, day: Hole) -> QuerySet[Commitment]:
    """The first of what is asked of a side, or of what is only late."""
    rows = Commitment.objects.filter(commission=commission).needing(side, on=day)
    return in_order(rows, side)[which][:LIMIT]


def waiting_commitment(row: Commitment, seat: Seat, today: dt.date) -> Waiting:
    commission = seat.commission
    other = commission.sides[1 if seat.side == "first" else 0]
    words = {
        "other": other.name,
        "theirs": Status(row.of(other_side(seat.side), "status")).label,
        "mine": Status(row.of(seat.side, "status")).label,
    }
    names = {party.side: party.name for party in commission.sides}
    due = due_of(row, on=today, names=names)
    task = _task(row, seat, words["theirs"], today)
    match row.of(seat.side, "need"):
        case Need.REQUEST:
            asked, mark, remark = (
                _("%(other)s asks your side: answer the request.") % words,
                "due",
                pgettext("noun", "Request"),
            )
        case Need.CONFIRM if row.offered_by:
            asked = _("%(other)s would confirm it in other words: accept them, or keep your words.") % words
            mark, remark = "due", _("Wording offered")
        case Need.CONFIRM:
            asked, mark, remark = (
                _("%(other)s proposed it: confirm it or say why not.") % words,
                "due",
                _("Proposed"),
            )
        case Need.TERMS:
            asked = _("%(other)s proposes other terms: accept them, counter or decline.") % words
            mark, remark = "due", _("Terms proposed")
        case Need.ANSWER:
            asked = (
                _("%(other)s says “%(theirs)s”, your side “%(mine)s”: agree, or say what differs.") % words
            )
            mark, remark = "differ", _("Sides differ")
        case Need.ASSESS:
            asked = _("%(other)s says “%(theirs)s”; your side has stated no status.") % words
            mark, remark = "one_side", _("One side only")
        case Need.REACHED:
            asked = _(
                "The figures of your side have reached the target: say “Delivered”, or say what is missing."
            )
            mark, remark = "delivered", _("Target reached")
        case _ if owes_late(row, seat.side, today):
            own = due_of(row, on=today, names=names, of=seat.side, is_brief=True)
            asked, mark, remark = _("Your side owes this."), own.mark, own.remark
        case _ if not steps_late(row, seat.side, today):
            owed = {"day": day(row.of(seat.side, "figures_owed_on"))}
            asked = _("Your side has owed a value since %(day)s.") % owed
            mark, remark = "late", _("Value owed")
        case _:
            step = {"step": next_step_of(row, seat.side), "day": day(row.of(seat.side, "next_on"))}
            asked = _("Your side announced “%(step)s” for %(day)s: say that it is done, or give another day.")
            asked, mark, remark = asked % step, "late", _("Step late")
    if due.is_late and mark != "late":
        asked = typography.sentences([asked, typography.stop(due.remark)])
    since = since_of(row, seat.side)
    return Waiting(
        key=row.code,
        code=row.code,
        title=(title := title_of(row, seat.side)),
        title_lang=title.lang,
        url=links.commitment(commission.slug, row.code),
        task=task,
        asked=asked,
        remark=remark,
        mark=mark,
        since=since,
        days=(today - commission.calendar.day_of(since)).days,
        is_asked=row.of(seat.side, "need") != Need.NOTHING,
        place=row.place,
        event=f"{row.code}:{row.of(seat.side, 'need')}:{since:%Y%m%dT%H%M%S}",
    )


def _task(row: Commitment, seat: Seat, theirs: object, today: dt.date) -> str:
    """What there is to do, with its verb."""
    match row.of(seat.side, "need"):
        case Need.REQUEST:
            return _("Answer the request")
        case Need.CONFIRM if row.offered_by:
            return _("Accept the other wording, or keep your wording")
        case Need.CONFIRM:
            return _("Confirm it, or say why not")
        case Need.TERMS:
            theirs_alone = [
                Subject(subject) for subject, one in row.proposals.items() if one["side"] != seat.side
            ]
            return typography.clauses(str(ACCEPT[subject]) for subject in theirs_alone) or _(
                "Answer the proposal"
            )
        case Need.ANSWER:
            return _("Agree that it is “%(theirs)s”, or say what differs") % {"theirs": theirs}
        case Need.ASSESS:
            return _("State a status")
        case Need.REACHED:
            return _("Propose “Delivered”, or say what is missing")
        case _ if owes_late(row, seat.side, today):
            pass
        case _ if steps_late(row, seat.side, today):
            return _("Say that the step is done, or give another day")
        case _:
            return _("Give a value, or say why there is none")
    match what_is_owed(row):
        case "answer":
            return _("Say whether the condition is met")
        case "report":
            return _("Report, or say that there is nothing to report")
        case _:
            return _("Deliver it, or state its status")


# What is done about a proposal, by what it would change.
ACCEPT = {
    Subject.DUE: gettext_lazy("Accept or decline the new date"),
    Subject.WORDING: gettext_lazy("Accept or decline the new wording"),
    Subject.SPEECH_ACT: gettext_lazy("Accept or decline the new type of promise"),
    Subject.PERFORMERS: gettext_lazy("Accept or decline who performs it"),
    Subject.SECTOR: gettext_lazy("Accept or decline the new sector"),
    Subject.CRITERIA: gettext_lazy("Accept or decline the new criteria"),
    Subject.FIGURES: gettext_lazy("Accept or decline what is counted"),
}


def owes_late(row: Commitment, side: str, today: dt.date) -> bool:
    """Whether `side` owes a result, an answer or a report that is late."""
    owed_on = row.of(side, "owed_on")
    return row.is_open and owed_on is not None and owed_on < today


def steps_late(row: Commitment, side: str, today: dt.date) -> bool:
    """Whether a step that `side` has announced is late."""
    next_on = row.of(side, "next_on")
    return row.is_open and next_on is not None and next_on < today


def since_of(row: Commitment, side: str) -> dt.datetime:
    """Since when `side` is asked for something, or else owes something or is late with a step: that day's beginning."""
    asked_at: dt.datetime | None = row.of(side, "need_at")
    if asked_at is not None:
        return asked_at
    days = [
        day for name in ("owed_on", "next_on", "figures_owed_on") if (day := row.of(side, name)) is not None
    ]
    since = min(days, default=row.commission.today())
    return dt.datetime.combine(since, dt.time(), row.commission.zone)
