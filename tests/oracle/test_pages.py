"""The pages of random histories say what follows from the records by docs/definitions.md, and nothing else.

`ORACLE_HISTORIES=100` tells so many of each commission; the usual run tells a few, the same ones each time.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.oracle.facts import Told
from tests.oracle.histories import PLACES, tell, told
from tests.oracle.standing import Fact, agreed_of
from tests.people import World

HISTORIES = int(os.environ.get("ORACLE_HISTORIES", "1"))
# Sections that follow from entries or from how it stood; of the others only the topic says where an entry belongs.
SECTIONS = {
    *("delivered", "not_delivered", "dropped", "superseded", "withdrawn", "reopened", "taken_back", "agreed"),
    *("closed_alone", "differ", "moved", "checked", "corrected", "nothing", "reported"),
    *("newly", "already", "next", "requests", "ready", "silent", "redated", "dated", "undated", "added"),
}
STANDING = {"newly", "already", "next", "requests", "ready", "silent"}
STATUSES = {
    "not_assessed": "Not yet assessed",
    "not_started": "Not started",
    "in_progress": "In progress",
    "blocked": "Blocked",
    "continuing": "Continuing",
    "part": "Delivered in part",
    "delivered": "Delivered",
    "not_delivered": "Not delivered",
    "dropped": "Dropped by agreement",
    "superseded": "Superseded",
    "differ": "Sides differ",
    "one_side": "One side only",
}
LATE = re.compile(r"late by ([\d,]+) day")
NEVER_FILED = re.compile(r"no (?:report|answer) since (\d+ \w+ \d{4}), [\d,]+ missed")
OWED = re.compile(
    r"owed by (Belarus|China|both sides) (?:for|since [^:.]+:[^:.]+ due on [^,.]+,) ([\d,]+) days?(?:, since| ago)",
    re.IGNORECASE,
)
MISSED = re.compile(r"(?:none (?:filed|given), )?([\d,]+)(?: (?:report|answer)s?)? missed")
HEAD_LATE = re.compile(r"(\w+) commitments? (?:is|are) (?:newly )?late")
HEAD_DIFFER = re.compile(r"The sides (?:now )?differ on (\w+)")
SPELLED = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PARTIES = {"first": "Belarus", "second": "China"}
IDLE = re.compile(r"No progress for ([\d,]+) day")
AFTER = re.compile(r"Delivered ([\d,]+) days? after the day promised")
AFTER_FIRST = re.compile(r"\(([\d,]+) days? after the day first promised")
REDATED = re.compile(r"Re-dated (once|twice|\d+ times), (?:(?:later |earlier )?by ([\d,]+) days?|back to)")


class Pages:
    """What a reader finds on the pages of a commission."""

    def __init__(self, world: World) -> None:
        self.client = world.sign_in(Client(), world.by.observer)
        self.read: dict[str, BeautifulSoup] = {}

    def page(self, address: str) -> BeautifulSoup:
        if address not in self.read:
            answer = self.client.get(f"/by-cn/{address}")
            assert answer.status_code == 200, address
            self.read[address] = BeautifulSoup(answer.content, "html.parser")
        return self.read[address]

    def week(self, monday: dt.date, *, known_today: bool = False) -> dict[str, dict[str, str]]:
        """By section and code, the words of the line."""
        year, number, _day = monday.isocalendar()
        soup = self.page(f"weeks/{year}-W{number:02}/" + ("?known=today" if known_today else ""))
        return {
            section["aria-labelledby"]: {
                line.select_one(".code").text: " ".join(line.get_text(" ").split())
                for line in section.select("[data-row]")
            }
            for section in soup.select("section.section")
        }

    def headline(self, monday: dt.date) -> str:
        year, number, _day = monday.isocalendar()
        return self.page(f"weeks/{year}-W{number:02}/").select_one("h1.headline").text

    def register(self, day: dt.date, *, known_today: bool = False) -> dict[str, dict[str, Any]]:
        """By code, the cells of a row."""
        soup = self.page(f"register/?as_of={day}" + ("&known=today" if known_today else ""))
        found = {}
        for row in soup.select("table.register tbody tr"):
            cells = {cell.get("data-l"): cell for cell in row.select("td[data-l]")}
            words = {name: " ".join(cell.get_text(" ").split()) for name, cell in cells.items()}
            code = row.select_one(".code").text
            found[code] = words | {
                "late": cells["Due"].select_one(".st-late") is not None,
                "silent": cells["Last update"].select_one(".st-silent") is not None,
            }
        return found

    def listed(self, day: dt.date, query: str) -> set[str]:
        """The codes that a filter finds."""
        soup = self.page(f"register/?as_of={day}&{query}")
        return {code.text for code in soup.select("table.register tbody .code")}

    def overview(self, day: dt.date) -> dict[str, int]:
        soup = self.page(f"?as_of={day}")
        return {
            one.dt.text.strip(): int(one.dd.text.strip().replace(",", ""))
            for one in soup.select("dl.figures > div")
        }


# --- What follows from the facts, in the form in which the page has it ------------------------------------------------


def check_week(told: Told, pages: Pages, monday: dt.date) -> None:
    """Which commitments stand in which section; for how long they are late; since when they differ."""
    facts = told.week(monday)
    end, start = told.cutoff(monday), told.cutoff(monday - dt.timedelta(weeks=1))
    day, stood = told.day_of(end), told.at(end)
    page = pages.week(monday)
    shown = {slug: set(lines) for slug, lines in page.items() if slug in SECTIONS}
    assert shown == {slug: codes for slug, codes in facts.items() if slug in SECTIONS}, monday
    headline = pages.headline(monday)
    late_count = len(facts.get("newly", set()) | facts.get("already", set()))
    assert counted(HEAD_LATE, headline) == late_count, (monday, headline)
    assert counted(HEAD_DIFFER, headline) == len(facts.get("differ", set())), (monday, headline)
    for slug in "newly", "already":
        for code, words in page.get(slug, {}).items():
            late = {(PARTIES[side], str(number)) for side, number in stood[code].days_late(day).items()}
            assert owed(words) == late, (monday, code, words)
    for code, words in page.get("differ", {}).items():
        is_new = code in facts.get("newly differ", set())
        assert ("New in this week." in words) == is_new, (monday, code, words)
        if stood[code].differ_since < told.day_of(start):
            days = (day - stood[code].differ_since).days
            assert f"{days} days ago." in words or (days == 1 and "1 day ago." in words), (
                monday,
                code,
                words,
            )
    for code, words in page.get("redated", {}).items():
        assert redated(words) == (stood[code].redated[0], abs(stood[code].redated[1])), (monday, code, words)
    parted_no_more = {
        code
        for slug, lines in page.items()
        for code, words in lines.items()
        if "no longer differ" in words or "sides differed before" in words
    }
    assert parted_no_more == facts.get("no longer differ", set()), monday


def check_week_known_today(told: Told, pages: Pages, monday: dt.date) -> None:
    """Which commitments entries speak about, by the day it happened; how it stood belongs to the week of then."""
    shown = {
        slug: set(lines)
        for slug, lines in pages.week(monday, known_today=True).items()
        if slug in SECTIONS - STANDING
    }
    expected = {slug: codes for slug, codes in told.week_known_today(monday).items() if slug in SECTIONS}
    assert shown == expected, monday


def check_register(told: Told, pages: Pages, day: dt.date) -> None:
    stood = {code: fact for code, fact in told.at(told.end_of(day)).items() if fact.is_counted}
    rows = pages.register(day)
    assert set(rows) == set(stood), day
    for code, fact in stood.items():
        row, where = rows[code], (day, code, rows[code])
        assert row["late"] == bool(fact.days_late(day)), where
        late, never = fact.days_late(day), never_filed(fact, day)
        filed = {f"{number:,}" for side, number in late.items() if side not in never}
        assert set(LATE.findall(row["Due"].lower())) == filed, where
        since = {f"{fact.rhythm_from:%-d %b %Y}".lower() for _side in never}
        assert set(NEVER_FILED.findall(row["Due"].lower())) == since, where
        assert set(map(int, MISSED.findall(row["Due"]))) == missed(fact, day), where
        assert redated(row["Due"]) == (fact.redated[0], abs(fact.redated[1])), where
        heard = max([fact.recorded_on, *fact.words.values()])
        assert row["Last update"].removeprefix("Silent ") == ago((day - heard).days), where
        assert row["silent"] == bool(fact.silent_for(day, told.limit)), where
        assert idle(row["Due"]) == fact.days_without_progress(day, told.limit), where
        after = fact.delivered_after()
        assert delivered(row["Due"]) == (after and tuple(max(0, days) for days in after)), where
        if not fact.is_request:
            assert said(row) == tuple(map(STATUSES.get, (*fact.view.status, fact.view.agreed))), where


def check_known_today(told: Told, pages: Pages, day: dt.date) -> None:
    rows = pages.register(day, known_today=True)
    known = told.known_today(day)
    shown = {code: said(row) for code, row in rows.items() if said(row)[0] != "–"}
    expected = {code: tuple(map(STATUSES.get, (*views, agreed_of(*views)))) for code, views in known.items()}
    assert shown == expected, day
    for side, codes in told.known_without_progress(day).items():
        assert pages.listed(day, f"known=today&silent=idle-{side}") == codes, (day, side)


def check_filters(told: Told, pages: Pages, day: dt.date) -> None:
    """What was delivered on its day and after it, and what has made no progress."""
    stood = told.at(told.end_of(day))
    after = {code: days for code, fact in stood.items() if (days := fact.delivered_after()) is not None}
    expected = {
        "delivered=on_time": {code for code, (last, _first) in after.items() if last <= 0},
        "delivered=late": {code for code, (last, _first) in after.items() if last > 0},
        "delivered=late_first": {code for code, (_last, first) in after.items() if first > 0},
        "silent=idle": {code for code, fact in stood.items() if fact.days_without_progress(day, told.limit)},
    }
    for query, codes in expected.items():
        assert pages.listed(day, query) == codes, (day, query)


def check_overview(told: Told, pages: Pages, day: dt.date) -> None:
    stood = [fact for fact in told.at(told.end_of(day)).values() if fact.is_counted]
    promised = [fact for fact in stood if not fact.is_request]
    agreed = [fact.view.agreed for fact in promised]
    figures = pages.overview(day)
    expected = {
        "commitment": len(promised) - agreed.count("superseded"),
        "delivered": agreed.count("delivered"),
        "sides differ": agreed.count("differ"),
        "one side only": agreed.count("one_side"),
        "late": sum(bool(fact.days_late(day)) for fact in stood),
        "silent side": sum(bool(fact.silent_for(day, told.limit)) for fact in stood),
        "without answer": sum(fact.awaits("") for fact in stood),
        "looked into": sum(fact.awaits("ready") for fact in stood),
        "superseded": agreed.count("superseded"),
    }
    for words, number in expected.items():
        shown = [count for label, count in figures.items() if words in label]
        assert shown == [number] or (not shown and number == 0), (day, words, number, figures)


def said(row: dict[str, Any]) -> tuple[str, ...]:
    """What the first side says, what the second says, and what the two make together."""
    return tuple(row[name] for name in ("Belarus", "China", "Agreed"))


def owed(words: str) -> set[tuple[str, str]]:
    """(party, for how many days) of what has been owed; what both owe is owed by each."""
    found = {(party, number.replace(",", "")) for party, number in OWED.findall(words)}
    both = {(name, number) for name in PARTIES.values() for party, number in found if party == "both sides"}
    return {one for one in found if one[0] != "both sides"} | both


def counted(sentence: re.Pattern[str], headline: str) -> int:
    """The number of a sentence of the headline; 0 where it does not say it."""
    found = sentence.search(headline)
    if found is None:
        return 0
    number = found[1].lower()
    return SPELLED.index(number) if number in SPELLED else int(number)


def missed(fact: Fact, day: dt.date) -> set[int]:
    """How many reports or answers a row says are missed: of who is late, from the second on, or never filed one."""
    late, never = fact.days_late(day), never_filed(fact, day)
    return {
        number
        for side, number in fact.missed_by(day).items()
        if (number and side not in late) or (side in late and (number > 1 or side in never))
    }


def never_filed(fact: Fact, day: dt.date) -> set[str]:
    """The sides that are late by the rhythm and have filed nothing since it began."""
    late = fact.days_late(day) if fact.is_owed_by_rhythm else {}
    return {side for side in late if fact.never_filed(side)}


def redated(words: str) -> tuple[int, int]:
    match = REDATED.search(words)
    if match is None:
        return 0, 0
    times = {"once": 1, "twice": 2}.get(match[1]) or int(match[1].removesuffix(" times"))
    return times, int((match[2] or "0").replace(",", ""))


def idle(words: str) -> int:
    found = IDLE.search(words)
    return int(found[1].replace(",", "")) if found else 0


def delivered(words: str) -> tuple[int, int] | None:
    """How many days after the day promised last and first; 0 for any day before."""
    if "Delivered" not in words:
        return None
    last, first = (
        found and int(found[1].replace(",", "")) for found in (AFTER.search(words), AFTER_FIRST.search(words))
    )
    return last or 0, first or last or 0


def ago(number: int) -> str:
    return "today" if not number else f"{number} day{'' if number == 1 else 's'}"


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(HISTORIES))
@pytest.mark.parametrize("place", PLACES)
def test_pages_say_what_follows_from_the_records(place, seed):
    world, told = tell(seed, PLACES[place])
    pages = Pages(world)
    mondays = told.mondays(PLACES[place].begins)
    for monday in mondays:
        check_week(told, pages, monday)
        check_week_known_today(told, pages, monday)
    last = told.day_of(told.cutoff(mondays[-1]))
    for days in 0, 17, 38:
        day = last - dt.timedelta(days=days)
        check_register(told, pages, day)
        check_known_today(told, pages, day)
        check_filters(told, pages, day)
        check_overview(told, pages, day)


# A Friday, with the cut-off at 18:00 in Minsk, two days after the vaccine was due.
FRIDAY, CUTOFF = dt.date(2021, 7, 2), "2021-07-02T15:00:00.000000Z"


@pytest.fixture
def small(world):
    """One word at the very second of the cut-off."""
    world.update(
        world.vaccine, by=world.cn.analyst, status="in_progress", at=dt.datetime.fromisoformat(CUTOFF)
    )
    return world, told(world, Told([], ZoneInfo("Europe/Minsk"), 5, dt.time(18), 180))


def everything(told: Told, pages: Pages) -> None:
    check_week(told, pages, FRIDAY - dt.timedelta(days=4))
    check_week_known_today(told, pages, FRIDAY - dt.timedelta(days=4))
    check_register(told, pages, FRIDAY)
    check_known_today(told, pages, FRIDAY)
    check_overview(told, pages, FRIDAY)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "right, wrong",
    [
        (CUTOFF, CUTOFF.replace("000Z", "001Z")),
        ('"2021-06-30"', '"2021-06-29"'),
        ('"in_progress"', '"blocked"'),
        ('"performed_by": [null, "second"]', '"performed_by": [null, "first"]'),
        ('"recognition": ["proposed", "confirmed"]', '"recognition": ["proposed", "withdrawn"]'),
    ],
)
def test_comparison_finds_a_wrong_fact(small, right, wrong):
    world, true = small
    pages = Pages(world)
    everything(true, pages)
    text = json.dumps(true.records)
    assert right in text
    false = replace(true, records=json.loads(text.replace(right, wrong)))

    with pytest.raises(AssertionError):
        everything(false, pages)


@pytest.mark.django_db
def test_comparison_finds_another_boundary_of_silence(small):
    world, true = small
    spoken = (FRIDAY - dt.date(2021, 1, 27)).days
    check_register(replace(true, limit=spoken + 24), Pages(world), FRIDAY)

    with pytest.raises(AssertionError):
        check_register(replace(true, limit=spoken - 1), Pages(world), FRIDAY)
