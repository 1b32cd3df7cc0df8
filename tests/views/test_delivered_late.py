"""What was delivered after its day says so for good: on its page, in the register and its filter, and in the week."""

import datetime as dt

import pytest

from commitments.actions import Due
from commitments.models import Week
from tests.pages import text_of
from tests.people import moment
from tests.reports.weekly.reading import lines_of, report_of

REGISTER = "/by-cn/register/"
NOVEMBER = Week(2026, 47)
SAID = "Delivered 1,420 days after the day promised"

pytestmark = pytest.mark.time_machine("2026-11-21T09:00:00Z")


@pytest.fixture
def park(client, world):
    """Due on 31 December 2022, and delivered on 20 November 2026 as both sides say."""
    due = Due(kind="date", on=dt.date(2022, 12, 31))
    park = world.record(title="A park of both countries", due=due, at=moment("2021-02-01"))
    for side in (world.cn, world.by):
        day = {"effective_on": dt.date(2026, 11, 20), "at": moment("2026-11-20", "09:00")}
        world.close(park, by=side.secretary, **day)
    world.sign_in(client, world.by.analyst)
    return park


def test_page_register_and_filter_say_how_late_it_was_delivered(client, park):
    assert SAID in text_of(client.get(f"/by-cn/register/{park.code}/"))
    late = text_of(client.get(REGISTER, {"delivered": "late"}), "#results")
    assert park.code in late
    assert SAID in late
    assert park.code not in text_of(client.get(REGISTER, {"delivered": "on_time"}), "#results")


def test_week_says_how_late_it_was_delivered(world, park):
    report = report_of(world, NOVEMBER)

    assert lines_of(report, "delivered")[park.code].facts == f"Both sides say: delivered. {SAID}."
    assert "One commitment was delivered late." in report.headline


def test_week_tells_what_came_on_its_day_from_what_did_not(world, park):
    due = Due(kind="date", on=dt.date(2026, 11, 20))
    school = world.record(title="A school", due=due, at=moment("2026-11-18"))
    for side in (world.cn, world.by):
        world.close(school, by=side.secretary, at=moment("2026-11-20", "10:00"))

    report = report_of(world, NOVEMBER)

    assert lines_of(report, "delivered")[school.code].facts == "Both sides say: delivered. Delivered on time."
    assert "Two commitments were delivered, one of them late." in report.headline


def test_later_entries_do_not_take_away_how_late_it_was(client, park):
    page = client.get("/by-cn/weeks/2026-W47/", {"known": "today"})
    assert SAID in text_of(page)
