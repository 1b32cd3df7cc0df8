"""What is kept of the running week and of its sentence when time goes on, or the clocks of two who look differ."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.core.cache import caches
from django.utils import translation

from commitments.actions.naming import names_changed
from commitments.reports import weekly
from tests.pages import HTMX, soup_of, text_of
from tests.people import moment

pytestmark = pytest.mark.django_db
# The commission's week 7 ends on Friday, 19 February, at 15:00 UTC.
BEFORE_CUTOFF, AFTER_CUTOFF = "2021-02-19T14:59:00Z", "2021-02-19T15:01:00Z"
# Three moments of a minute: clocks of threads, and of machines, may be that far apart.
EARLY, ENTERED, LATE = (moment("2021-07-12") + dt.timedelta(seconds=seconds) for seconds in (0, 20, 40))


def report(world, period, language="en"):
    commission = world.commission
    sides = [(party.side, party) for party in commission.sides]
    first = weekly.first_week(commission)
    with translation.override(language):
        return weekly.weekly(
            commission,
            period,
            first=first,
            sides=sides,
            print_line=lambda section, line: f"{section}: {line}",
        )


def look(world, time_machine, language="en"):
    time_machine.move_to(LATE, tick=False)
    commission = world.commission
    return report(world, weekly.period_of(commission, commission.calendar.week_of(LATE)), language)


@pytest.fixture
def early(world, time_machine):
    """A look that began just before both sides close what was due in June, and one of them records something new."""
    for by in (world.by.analyst, world.cn.analyst):
        world.update(world.vaccine, by=by, status="in_progress", at=moment("2021-02-01"))
    time_machine.move_to(EARLY, tick=False)
    commission = world.commission
    period = weekly.period_of(commission, commission.calendar.week_of(EARLY))
    caches["pictures"].clear()
    for language in ("en", "ru"):
        report(world, period, language)
    for by in (world.by.secretary, world.cn.secretary):
        world.close(world.vaccine, by=by, at=ENTERED)
    world.record(at=ENTERED)
    return period


def drawn_from_nothing(world, time_machine, language):
    caches["pictures"].clear()
    return look(world, time_machine, language)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_look_that_began_before_an_entry_leaves_nothing_old_behind(world, time_machine, early, language):
    report(world, early, language)

    kept = look(world, time_machine, language)

    assert kept == drawn_from_nothing(world, time_machine, language)


def test_a_look_that_others_have_overtaken_leaves_nothing_old_behind(world, time_machine, early):
    look(world, time_machine, "en")
    time_machine.move_to(EARLY, tick=False)  # as by a clock that is behind
    report(world, early, "ru")

    kept = look(world, time_machine, "ru")

    assert kept == drawn_from_nothing(world, time_machine, "ru")


@pytest.mark.parametrize("address", ["", "weeks/", "weeks/2021-W28/"])
def test_an_entry_of_a_clock_that_is_ahead_is_shown_once_its_time_has_come(
    client, world, time_machine, early, address
):
    world.sign_in(client, world.by.analyst)
    time_machine.move_to(EARLY, tick=False)
    client.get(f"/by-cn/{address}")

    time_machine.move_to(LATE, tick=False)
    kept = text_of(client.get(f"/by-cn/{address}"), "main")

    caches["pictures"].clear()
    assert kept == text_of(client.get(f"/by-cn/{address}"), "main")


def test_the_overview_is_that_of_the_next_week_from_the_cutoff_on(client, world, time_machine):
    """Also where it is open and asks by itself."""
    time_machine.move_to(BEFORE_CUTOFF, tick=False)
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get("/by-cn/"))
    assert "Week 7" in page.select_one("#picture .kicker").text
    seen = HTMX | json.loads(page.select_one("[hx-trigger]")["hx-headers"])
    assert client.get("/by-cn/", headers=seen).status_code == 204

    time_machine.move_to(AFTER_CUTOFF, tick=False)

    assert "Week 8" in text_of(client.get("/by-cn/"), "#picture .kicker")
    assert "Week 8" in client.get("/by-cn/", headers=seen).text


def test_a_week_is_not_the_one_so_far_any_more_from_its_cutoff_on(client, world, time_machine):
    time_machine.move_to(BEFORE_CUTOFF, tick=False)
    world.sign_in(client, world.by.analyst)
    assert "the week so far" in text_of(client.get("/by-cn/weeks/2021-W07/"), "main")

    time_machine.move_to(AFTER_CUTOFF, tick=False)

    assert "the week so far" not in text_of(client.get("/by-cn/weeks/2021-W07/"), "main")


def test_an_open_overview_is_sent_again_when_the_administration_changes_the_order_of_sectors(client, world):
    world.sign_in(client, world.by.analyst)
    page = soup_of(client.get("/by-cn/"))
    seen = HTMX | json.loads(page.select_one("[hx-trigger]")["hx-headers"])
    world.health.position = 9
    world.health.save()
    names_changed(world.commission, by=world.administrator)

    assert client.get("/by-cn/", headers=seen).status_code == 200
