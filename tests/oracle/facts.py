"""What the pages must say of a commission, worked out a second time: from its records alone, by docs/definitions.md.

It shares nothing with the program but the format of a record (docs/integrity.md), so that no mistake can be in both.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from tests.oracle.standing import CLOSED, EXPECTS_PROGRESS, SIDES, Fact, Record, View, agreed_of

END_OF_TIME = dt.datetime.max.replace(tzinfo=dt.UTC)

# By these a side says where the performance stands; a decision of a session says it for both.
STATEMENTS = ("updated", "agreed", "closed", "reopened", "superseded", "checked", "reported", "corrected")


@dataclass(frozen=True)
class Told:
    """The records of a commission, in order, and the rules of the commission that they do not hold."""

    records: list[Record]
    zone: ZoneInfo
    weekday: int  # of the cut-off; 1 is Monday
    time: dt.time
    limit: int  # of days, after which a side is silent

    # --- clocks

    def day_of(self, moment: dt.datetime) -> dt.date:
        return moment.astimezone(self.zone).date()

    def instant(self, day: dt.date, time: dt.time) -> dt.datetime:
        """The first moment at which a clock of the commission shows this; one that it skips, by the clock before."""
        shown = dt.datetime.combine(day, time)
        around = [(shown + dt.timedelta(days=n)).replace(tzinfo=self.zone).utcoffset() for n in (-1, 1)]
        moments = [(shown - offset).replace(tzinfo=dt.UTC) for offset in around]
        right = [one for one in moments if one.astimezone(self.zone).replace(tzinfo=None) == shown]
        return min(right, default=moments[0])

    def cutoff(self, monday: dt.date) -> dt.datetime:
        return self.instant(monday + dt.timedelta(days=self.weekday - 1), self.time)

    def end_of(self, day: dt.date) -> dt.datetime:
        return self.instant(day + dt.timedelta(days=1), dt.time()) - dt.timedelta(microseconds=1)

    def mondays(self, first: dt.date) -> list[dt.date]:
        """Of the weeks from that of a day to one after that of the last record."""
        start, last = first - dt.timedelta(days=first.weekday()), self.day_of(moment_of(self.records[-1]))
        return [start + dt.timedelta(weeks=n) for n in range((last - start).days // 7 + 2)]

    # --- how it stood

    def steps(self, until: dt.datetime) -> Iterator[tuple[Record, View, Fact]]:
        """Each entry on a commitment up to a moment: the views before it, and the commitment after it."""
        found: dict[str, Fact] = {}
        for record in self.records:
            about, _, code = record["object"].partition("/")
            if about == "commitment" and moment_of(record) <= until:
                day = self.day_of(moment_of(record))
                fact = found.setdefault(code, Fact(code, day))
                before = fact.view
                fact.take(record, day)
                yield record, before, fact

    def at(self, moment: dt.datetime) -> dict[str, Fact]:
        return {fact.code: fact for _record, _before, fact in self.steps(moment)}

    def known_today(self, day: dt.date) -> dict[str, tuple[str, str]]:
        """What each side is known today to have said that held on a day, of what was counted then by the log."""
        stated = self._stated()
        return {
            code: tuple(_holding(stated[code, side], day) for side in SIDES)
            for code, fact in self._then(day).items()
            if fact.is_counted and not fact.is_request
        }

    def known_without_progress(self, day: dt.date) -> dict[str, set[str]]:
        """By side, where the view known of a day has been true for more days than the limit."""
        known, stated = self.known_today(day), self._stated()
        found: dict[str, set[str]] = {side: set() for side in SIDES}
        for code, views in known.items():
            for side, status in zip(SIDES, views, strict=True):
                days = (day - _true_since(stated[code, side], day)).days if status in EXPECTS_PROGRESS else 0
                if agreed_of(*views) not in CLOSED and days > self.limit:
                    found[side].add(code)
        return found

    def _then(self, day: dt.date) -> dict[str, Fact]:
        """Each commitment as recorded by the end of a day; one that was recorded later with its first terms."""
        then = self.at(self.end_of(day))
        for _record, _before, fact in self.steps(END_OF_TIME):
            if fact.code not in then:
                then[fact.code] = copy.deepcopy(fact)
        return then

    def _stated(self) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """All views that each side of each commitment is known today to have stated."""
        stated: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for record, before, fact in self.steps(END_OF_TIME):
            self._note_views(stated, record, before, fact)
        return stated

    def _note_views(self, stated: Any, record: Record, before: View, fact: Fact) -> None:
        """Add what the entry states to the views of its side: none, if it and what it corrects left them as they were."""
        kind, number, day = record["kind"], record["seq"], dt.date.fromisoformat(record["effective_on"])
        for place, side in enumerate(SIDES):
            if side != record["actor"]["side"] and kind != "decided":
                continue
            views, status = stated[fact.code, side], fact.view.status[place]
            corrects = record["refs"].get("corrects") if kind == "corrected" else None
            is_past = corrects is not None and record["set"]["status"][0] is None
            right = record["set"]["status"][1] if is_past else status
            moved = (before.status[place], before.outlook[place]) != (status, fact.view.outlook[place])
            stands_for_one = any(view["number"] == corrects for view in views)
            if corrects is not None:
                _strike(views, corrects, right)
            if moved or is_past or stands_for_one:
                views.append({"number": number, "status": right, "on": day, "ruled": not is_past})

    # --- what a week brought

    def week(self, monday: dt.date) -> dict[str, set[str]]:
        """The codes by section, as the definitions place them."""
        start, end = (self.cutoff(monday - dt.timedelta(weeks=n)) for n in (1, 0))
        first_day, day = self.day_of(start), self.day_of(end)
        before, after = self.at(start), self.at(end)
        courses: dict[str, list[View]] = {}
        said: dict[str, list[Record]] = defaultdict(list)
        found: dict[str, set[str]] = defaultdict(set)
        for record, view, fact in self.steps(end):
            if moment_of(record) > start:
                courses.setdefault(fact.code, [view]).append(fact.view)
                said[fact.code].append(record)
        for code, records in said.items():
            fact = after[code]
            performance = [one for one in records if _is_on_performance(one) and not fact.is_request]
            if performance:
                found[_section(courses[code], performance)].add(code)
            if courses[code][0].agreed == "differ" != fact.view.agreed:
                found["no longer differ"].add(code)
            _note_dates_and_additions(found, code, records)
        found["differ"] = set()
        for code, fact in after.items():
            was_late = code in before and bool(before[code].days_late(first_day))
            if fact.days_late(day):
                found["already" if was_late else "newly"].add(code)
            elif fact.owed and min(fact.owed.values()) <= day + dt.timedelta(weeks=4):
                found["next"].add(code)
            if fact.differs:
                found["differ"].add(code)
                if code not in before or before[code].view.agreed != "differ":
                    found["newly differ"].add(code)
            for name, answer in (("requests", ""), ("ready", "ready")):
                if fact.awaits(answer):
                    found[name].add(code)
            if fact.silent_for(day, self.limit):
                found["silent"].add(code)
        return {name: codes for name, codes in found.items() if codes}

    def week_known_today(self, monday: dt.date) -> dict[str, set[str]]:
        """The codes by section, by the day it happened, whenever it was recorded, without what was corrected since."""
        first_day, day = (self.day_of(self.cutoff(monday - dt.timedelta(weeks=n))) for n in (1, 0))
        is_corrected = {one["refs"]["corrects"] for one in self.records if "corrects" in one["refs"]}
        stated, found = self._stated(), defaultdict(set)
        said: dict[str, list[Record]] = defaultdict(list)
        performance: dict[str, list[Record]] = defaultdict(list)
        for record, _before, fact in self.steps(END_OF_TIME):
            on = dt.date.fromisoformat(record["effective_on"])
            if record["seq"] not in is_corrected and first_day < on <= day:
                said[fact.code].append(record)
                if _is_on_performance(record) and not fact.is_request:
                    performance[fact.code].append(record)
        for code, records in performance.items():
            course = [View(tuple(_holding(stated[code, side], first_day) for side in SIDES))]
            within = [
                (view["on"], view["number"], side, view["status"])
                for side in SIDES
                for view in stated[code, side]
                if first_day < view["on"] <= day and "is_corrected" not in view
            ]
            for _on, _number, side, status in sorted(within):
                course.append(course[-1].with_(side, "status", status))
            # How likely it is has no day of its own: it changed where an entry says so.
            if any(_changes_an_outlook(one) for one in records):
                course.append(replace(course[-1], outlook=("changed", "changed")))
            found[_section(course, records)].add(code)
        for code, records in said.items():
            _note_dates_and_additions(found, code, records)
        return {name: codes for name, codes in found.items() if codes}


def _note_dates_and_additions(found: dict[str, set[str]], code: str, records: list[Record]) -> None:
    dates = [one["set"]["due_on"] for one in records if _is_on_the_day(one)]
    if dates:
        replaced = any(old and new for old, new in dates)
        found["redated" if replaced else "dated" if dates[-1][1] else "undated"].add(code)
    if any(one["kind"] == "recorded" and "asked_on" not in one["set"] for one in records):
        found["added"].add(code)


def _changes_an_outlook(record: Record) -> bool:
    pairs = [pair for key, pair in record["set"].items() if key.endswith("outlook")]
    return any(old is not None and old != new for old, new in pairs)


def moment_of(record: Record) -> dt.datetime:
    return dt.datetime.fromisoformat(record["recorded_at"])


def _is_on_the_day(record: Record) -> bool:
    return record["kind"] in ("redated", "decided") and "due_on" in record["set"]


def _is_on_performance(record: Record) -> bool:
    decides = record["kind"] == "decided" and bool({"first_status", "second_status"} & set(record["set"]))
    return decides or record["kind"] in (*STATEMENTS, "no_news", "withdrawn")


def _section(course: list[View], records: list[Record]) -> str:
    """The first that holds, in the order of the table."""
    kinds = {one["kind"] for one in records}
    agreed = [view.agreed for view in course]
    sides = [[view.status[place] for view in course] for place in (0, 1)]
    end, changed = agreed[-1], agreed[0] != agreed[-1]
    nothing = [
        one["kind"] == "no_news"
        or (one["kind"] == "reported" and "note" not in one["sealed"] and "evidence" not in one["refs"])
        for one in records
    ]
    rules = (
        (end, end in CLOSED and changed),
        ("withdrawn", "withdrawn" in kinds),
        ("reopened", end not in CLOSED and bool(set(CLOSED) & set(agreed))),
        ("taken_back", any(one[-1] not in CLOSED and set(CLOSED) & set(one) for one in sides)),
        ("agreed", changed and end not in ("differ", "one_side", "not_assessed")),
        ("closed_alone", any(one[-1] in CLOSED and one[-1] != one[0] for one in sides)),
        ("differ", changed and end == "differ"),
        ("moved", len(set(course)) > 1),
        ("checked", "checked" in kinds),
        ("corrected", "corrected" in kinds),
        ("nothing", all(nothing)),
        ("reported", True),
    )
    return next(name for name, holds in rules if holds)


def _strike(views: list[dict[str, Any]], corrected: int, right: str) -> None:
    """Leave out the corrected view, and those after it that only went on with its status where another was right."""
    own = [view for view in views if view["number"] == corrected]
    ruled = [view for view in views if view["ruled"]]
    wrong = next((view["status"] for view in reversed(ruled) if view["number"] <= corrected), None)
    for view in own:
        view["is_corrected"] = True
    if wrong in (None, right) or any(not view["ruled"] for view in own):
        return
    for view in ruled:
        if view["number"] > corrected:
            if view["status"] != wrong:
                return
            view["is_corrected"] = True


def _true_since(views: list[dict[str, Any]], day: dt.date) -> dt.date:
    """The day from which the status that is known of a day had been the status of each day up to it."""
    status, since = _holding(views, day), day
    for on in sorted({view["on"] for view in views if view["on"] <= day}, reverse=True):
        if _holding(views, on) != status:
            break
        since = on
    return since


def _holding(views: list[dict[str, Any]], day: dt.date) -> str:
    known = [view for view in views if view["on"] <= day and "is_corrected" not in view]
    return max(known, key=lambda view: (view["on"], view["number"]), default={"status": "not_assessed"})[
        "status"
    ]
