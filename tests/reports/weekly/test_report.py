"""The whole weekly status: long ones, fast ones, and that nothing recorded later changes one."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.models import Entry, Week
from commitments.reports import weekly
from commitments.reports.weekly.section import SHOWN
from tests.demo.built import demonstration
from tests.people import a_source
from tests.reports.weekly.reading import FIRST, W5, at, lines_of, report_of, said, tell_a_story
from tests.reports.weekly.truth import Told, check_week


def test_long_section_shows_some_and_counts_all(world):
    for number in range(SHOWN + 2):
        world.record(title=f"Further {number}", at=at("2021-02-02"))

    section = next(s for s in report_of(world, W5).sections if s.slug == "added")

    assert len(section.lines) == SHOWN
    assert section.note.startswith(f"{SHOWN + 2}, ")
    assert section.rest == f"{SHOWN} of {SHOWN + 2} are shown; the log has them all."
    assert section.url == "/by-cn/log/?week=2021-W05&kind=recorded"


def test_long_section_of_the_cutoff_leads_to_the_register_of_that_day(world):
    world.commission.silent_after_days = 7
    for number in range(SHOWN):
        world.record(title=f"Further {number}", at=at("2021-01-28"))

    then, now = (
        next(s for s in report_of(world, week, now=at("2021-02-16")).sections if s.slug == "silent")
        for week in (W5, Week(2021, 7))
    )

    assert then.url == "/by-cn/register/?silent=any&as_of=2021-02-05"
    assert now.url == "/by-cn/register/?silent=any"


def test_report_names_the_last_entry_it_rests_on(world):
    last = world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at("2021-02-02")).number
    world.update(world.vaccine, by=world.by.analyst, status="part", at=at("2021-02-09"))

    assert report_of(world, W5).last_entry == last


def test_questions_to_the_database_do_not_grow_with_the_register(world):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            report_of(world, W5)
        return len(queries)

    def grow(number):
        for n in range(number):
            row = world.record(title=f"{number} {n}", at=at("2021-02-02"))
            world.update(row, by=world.cn.analyst, status="in_progress", at=at("2021-02-02"))
            world.update(row, by=world.by.analyst, status="part", at=at("2021-02-02"))

    grow(1)
    few = asked()
    grow(3)

    assert asked() == few <= 9


@pytest.mark.parametrize("seed", range(4))
def test_nothing_recorded_later_changes_a_closed_week(world, seed):
    rng = random.Random(seed)  # noqa: S311 (a story)
    tell_a_story(world, rng, steps=40)
    last = world.commission.calendar.week_of(world.clock.now).shifted(-1)
    weeks = [FIRST.shifted(n) for n in range(1 + (last.monday - FIRST.monday).days // 7)]
    before = {week: report_of(world, week) for week in weeks}
    size = Entry.objects.count()

    tell_a_story(world, rng, steps=60)

    assert Entry.objects.count() > size
    assert {week: report_of(world, week) for week in weeks} == before


@pytest.fixture
def demo(db):
    demonstration()
    return type("Demo", (), {"commission": Entry.objects.select_related("commission").first().commission})


def demo_report(demo, week):
    return weekly.weekly(
        demo.commission,
        weekly.period_of(demo.commission, week),
        first=weekly.first_week(demo.commission),
        sides=demo.commission.seat_set.first().sides,
    )


def test_demonstration_tells_its_weeks(demo):
    opening = demo_report(demo, Week(2021, 34))
    line = lines_of(opening, "dated")["BY-CN-2021-14"]
    assert line.facts == "Due on 31 December 2022, the first date it was given."
    # The positions of both sides, not what happened last.
    assert said(lines_of(opening, "agreed")["BY-CN-2021-14"]) == (
        "Belarus: The Year of Regions is open. Its events run until 2022 and may go on to 2023."
        " China: The Year is open."
    )

    samarkand = demo_report(demo, Week(2022, 37))
    delivered = lines_of(samarkand, "delivered")
    assert set(delivered) == {"BY-CN-2021-01", "BY-CN-2021-15"}
    assert "adopted a joint declaration" in said(delivered["BY-CN-2021-01"])
    assert "met in Samarkand" in said(delivered["BY-CN-2021-15"])
    assert samarkand.headline == (
        "Two commitments were delivered. One side closed 1 commitment; the other has not."
        " Four commitments are late, one of them newly. The sides differ on 3, 1 of them new."
    )
    assert weekly.number_of(Week(2022, 37), weekly.first_week(demo.commission)) == 86

    told, sides = Told(demo.commission), demo.commission.seat_set.first().sides
    for week in told.weeks():
        check_week(told, week, sides)

    _add_to(demo)
    assert (demo_report(demo, Week(2021, 34)), demo_report(demo, Week(2022, 37))) == (opening, samarkand)


def _add_to(demo):
    """A correction of an entry of week 37 and an update on what was opened in week 34."""
    by_code = {row.code: row for row in demo.commission.commitment_set.all()}
    seat = demo.commission.seat_set.filter(role="analyst", party__position=1).first()
    year = by_code["BY-CN-2021-14"]
    entry = year.entry_set.filter(kind="updated", party=seat.party).order_by("number").first()
    actions.correct(
        year,
        by=seat,
        entry=entry,
        status="in_progress",
        outlook="no_view",
        note="It was opened a day earlier.",
        effective_on=entry.effective_on,
    )
    actions.log_update(
        by_code["BY-CN-2021-01"],
        by=seat,
        status="delivered",
        note="Still so.",
        effective_on=demo.commission.today(),
        sources=(a_source(),),
    )
