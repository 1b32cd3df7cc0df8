"""When a commitment is due, how often that was moved, and what each side owes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from commitments.actions.texts_state import DUE_TEXT
from commitments.models import Commitment, Party
from commitments.reports.duties import ANSWER, RESULT, Duty, duties_of
from commitments.reports.texts import TextShown, part_of
from commitments.reports.timeliness import SOON, DueLine, due_of, due_words, duty_words, redated_words
from commitments.reports.timeliness import day as short_day
from commitments.vocabulary import DueKind, Side


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What some sides owe alike, and the mark beside it: "late" once its day has passed, "due" within a month before."""

    parties: list[Party]
    words: str
    mark: str


@dataclass(frozen=True, slots=True)
class DueFacts:
    due: DueLine
    words: TextShown
    asked: str
    first_date: str
    redated: str
    owed: list[OwedLine]
    filed: list[str]  # what each side that owes reports or answers has filed last


def due_facts(
    commitment: Commitment, sides: Sequence[tuple[str, Party]], day: dt.date, side: str = ""
) -> DueFacts:
    """When `commitment` is due and what each of `sides` owes of it, as seen on `day` by a reader of `side`."""
    first, second = commitment.commission.sides
    names: dict[str, str] = {Side.FIRST: first.name, Side.SECOND: second.name}
    asked = names.get(commitment.asked, _("both sides"))
    first_date = date_format(commitment.first_due_on) if commitment.first_due_on else ""
    duties = [] if commitment.is_request else duties_of(commitment, on=day)
    words = part_of(commitment, DUE_TEXT, side)
    if not words and commitment.due_from and commitment.due_on:
        period = {"first": date_format(commitment.due_from), "last": date_format(commitment.due_on)}
        words = TextShown(_("%(first)s to %(last)s") % period)
    return DueFacts(
        due=DueLine(due_words(commitment))
        if commitment.is_request
        else due_of(commitment, on=day, names=names),
        words=words,
        asked=asked if commitment.due_kind == DueKind.CONDITION else "",
        first_date=first_date if commitment.first_due_on != commitment.due_on else "",
        redated=redated_words(commitment.redated_times, commitment.redated_days),
        owed=_owed(duties, sides, day),
        filed=[filed_words(commitment, duty, names[duty.side]) for duty in duties if duty.what != RESULT],
    )


def _owed(duties: Sequence[Duty], sides: Sequence[tuple[str, Party]], day: dt.date) -> list[OwedLine]:
    """A line for what is owed, with the sides that owe it, in the order of `sides`."""
    lines: dict[str, OwedLine] = {}
    for side, party in sides:
        for duty in duties:
            if duty.side == side:
                words = duty_words(duty, on=day) or _("Due by %(day)s") % {"day": short_day(duty.owed_on)}
                left = (duty.owed_on - day).days
                mark = "late" if left < 0 else "due" if left <= SOON else ""
                lines.setdefault(words, OwedLine([], words, mark)).parties.append(party)
    return list(lines.values())


def filed_words(commitment: Commitment, duty: Duty, party: str) -> str:
    """ "Belarus reported last on 28 December 2023."; that a side has filed nothing yet is said too."""
    last: dt.date | None = commitment.of(duty.side, "checked_on" if duty.what == ANSWER else "reported_on")
    words = {"party": party, "day": date_format(last) if last else ""}
    if duty.what == ANSWER:
        sentence = _("%(party)s answered last on %(day)s.") if last else _("%(party)s has not answered yet.")
    else:
        sentence = _("%(party)s reported last on %(day)s.") if last else _("%(party)s has not reported yet.")
    return sentence % words
