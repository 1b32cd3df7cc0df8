"""What must be true of every week, read from the records alone and compared with the report."""

from __future__ import annotations

import json
import re

from django.utils import timezone

from commitments.actions.state import advance
from commitments.models import Commission, Entry, Week
from commitments.models.fields import State
from commitments.reports import weekly
from commitments.reports.register.known import as_known_today
from commitments.vocabulary import Status

VIEWS = ("first_status", "second_status", "first_outlook", "second_outlook")
UNCHANGED = ("reported", "nothing", "checked", "corrected")
SAYS = re.compile(r"(Belarus|China) says: ([a-z ]+)")
PROPOSES = re.compile(r"(Belarus|China) proposes to (drop|replace)")


class Told:
    """The log of a commission, folded: the state before and after each entry, and the weeks it covers."""

    def __init__(self, commission: Commission) -> None:
        self.commission = commission
        self.steps: dict[int, tuple[State | None, State]] = {}
        self.entries = list(Entry.objects.filter(commission=commission).order_by("number"))
        self.codes = dict(commission.commitment_set.values_list("pk", "code"))
        states: dict[int, State] = {}
        for entry in self.entries:
            if entry.commitment_id is not None:
                before = states.get(entry.commitment_id)
                record = json.loads(bytes(entry.record))
                states[entry.commitment_id] = advance(before, record, commission.zone)
                self.steps[entry.number] = (before, states[entry.commitment_id])

    def weeks(self) -> list[Week]:
        calendar = self.commission.calendar
        first, last = (calendar.week_of(self.entries[place].recorded_at) for place in (0, -1))
        return [first.shifted(n) for n in range((last.monday - first.monday).days // 7 + 3)]

    def states_at(self, moment) -> list[State]:
        """The state of each commitment at a moment."""
        states = {}
        for entry in self.entries:
            if entry.number in self.steps and entry.recorded_at <= moment:
                states[entry.commitment_id] = self.steps[entry.number][1]
        return list(states.values())

    def has_changed(self, number: int) -> bool:
        """Whether an entry changed the status or the outlook of a side."""
        before, after = self.steps[number]
        return before is not None and any(before[name] != after[name] for name in VIEWS)


def check_week(told: Told, week: Week, sides) -> weekly.WeekReport:
    """Each entry in one place; moved only where something changed; late and differing ones in the headline."""
    period = weekly.period_of(told.commission, week, now=timezone.now())
    report = weekly.weekly(told.commission, period, first=told.weeks()[0], sides=sides)
    of_week = [one.number for one in told.entries if period.start < one.recorded_at <= period.moment]
    placed = [n for section in report.sections for line in section.lines for n in line.entries]
    assert sorted([*placed, *report.rest]) == of_week, week
    for section in report.sections:
        for line in section.lines:
            changed = any(map(told.has_changed, line.entries))
            assert not re.search(r"(by|with) ?\.", line.facts), (week, line)  # what replaces it has its code
            if section.slug == "moved":
                assert changed, (week, line.code)
            if section.slug in UNCHANGED:
                assert not changed, (week, section.slug, line.code)
    states = told.states_at(period.moment)
    late = [one for one in states if one["is_open"] and one["owed_on"] and one["owed_on"] < str(period.day)]
    differ = [one for one in states if one["is_open"] and one["agreed"] == "differ"]
    assert ("late" in report.headline) == bool(late), (week, report.headline)
    assert ("differ on" in report.headline) == bool(differ), (week, report.headline)
    return report


def check_known_today(told: Told, week: Week, sides) -> None:
    """With later entries, a line says of each side what the register of the cut-off says, known today."""
    period = weekly.period_of(told.commission, week, now=timezone.now())
    known = weekly.known_today(told.commission, period, sides=sides)
    names = dict(zip((party.name for _side, party in sides), ("known_first", "known_second"), strict=True))
    register = {
        row.code: {name: str(Status(getattr(row, column)).label).lower() for name, column in names.items()}
        for row in as_known_today(told.commission, period.day)
    }
    for section in known.sections:
        for line in section.lines:
            for party, status in SAYS.findall(line.facts):
                assert register[line.code][party] == status.strip(), (week, line)
            for party, verb in PROPOSES.findall(line.facts):
                says = {"drop": "dropped by agreement", "replace": "superseded"}[verb]
                assert register[line.code][party] == says, (week, line)
            if line.facts.startswith("Both sides say: "):
                status = line.facts.removeprefix("Both sides say: ").split(".")[0]
                assert set(register[line.code].values()) == {status}, (week, line)
