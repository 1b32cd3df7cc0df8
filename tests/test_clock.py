"""A wrong clock dates nothing: whoever saves is told, and the next save with a right clock is right."""

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.utils.formats import date_format

from commitments import actions, checks, clock
from commitments.actions.errors import RuleBroken
from commitments.models import DemonstrationClock, Entry, LogHead
from commitments.views.errors import answer
from tests.demo.day import its_own_clock
from tests.people import MEETING_DAY, moment

pytestmark = pytest.mark.django_db
FOUR_HUNDRED_DAYS = dt.timedelta(days=400)
FOUR_YEARS = dt.timedelta(days=4 * 365)


@pytest.fixture
def watched(settings):
    """Compare clocks, as an installation does; the last entry of the world is long past."""
    settings.CLOCK_TOLERANCE = dt.timedelta(minutes=5)


def written(world):
    return Entry.objects.filter(commission=world.commission).count()


def update(world):
    day = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)
    return said_of(world, effective_on=day)


def said_of(world, *, effective_on):
    """An update recorded now, by the clock of the machine."""
    return actions.log_update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        position="Talks were held.",
        effective_on=effective_on,
    )


@pytest.mark.parametrize("off", [FOUR_HUNDRED_DAYS, -FOUR_HUNDRED_DAYS, dt.timedelta(minutes=6)])
def test_save_with_a_wrong_clock_is_refused_and_the_next_one_is_right(world, watched, off):
    before = written(world)
    with time_machine.travel(dt.datetime.now(dt.UTC) + off), pytest.raises(clock.WrongClock):
        update(world)
    assert written(world) == before

    update(world)

    last = LogHead.objects.get(commission=world.commission).last_recorded_at
    assert abs(last - dt.datetime.now(dt.UTC)) < dt.timedelta(hours=1)


def test_clock_that_is_off_by_less_than_it_may_be_is_trusted(world, watched):
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=2)):
        update(world)


def test_log_that_is_ahead_of_the_clock_is_not_written_on(world, watched):
    head = LogHead.objects.filter(commission=world.commission)
    head.update(last_recorded_at=dt.datetime.now(dt.UTC) + FOUR_HUNDRED_DAYS)

    with pytest.raises(clock.WrongClock, match="earlier than the last entry of the log"):
        update(world)


def test_loaded_history_brings_its_own_clock(world, watched):
    with time_machine.travel(dt.datetime.now(dt.UTC) + FOUR_HUNDRED_DAYS):
        world.update(world.vaccine, by=world.cn.analyst, status="in_progress")


def test_page_says_so_and_keeps_what_was_typed(client, world, watched):
    client.raise_request_exception = False
    url = f"/by-cn/register/{world.vaccine.code}/update/"
    client = world.sign_in(client, world.cn.analyst)
    typed = {
        "status": "in_progress",
        "note": "Talks were held in Minsk again.",
        "effective_on": "2021-02-02",
        "outlook": "no_view",
    }
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=20)):
        response = client.post(url, typed | {"submission": "a-key-of-its-own-0001"})
        ready = client.get("/readyz")

    assert response.status_code == 503
    assert "The clock of this server is wrong" in response.text
    assert "Talks were held in Minsk again." in response.text
    assert (ready.status_code, ready.text) == (503, "wrong clock\n")
    assert client.get("/readyz").status_code == 200


def test_check_names_what_the_clock_was_compared_with(watched):
    assert checks.right_clock(databases=["default"]) == []

    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=20)):
        (found,) = checks.right_clock(databases=["default"])

    other = "that of the database server differ" if connection.vendor == "postgresql" else "has jumped by"
    assert found.id == "commitments.E005"
    assert other in found.msg


# --- The day of each side ---------------------------------------------------------------------------------


@pytest.fixture
def late_evening_in_minsk(world):
    """20:30 UTC: 23:30 in Minsk, and already the next day, 04:30, in Shanghai."""
    world.commission.party_set.filter(position=2).update(time_zone="Asia/Shanghai")
    with time_machine.travel(moment("2021-03-01", "20:30")):
        yield


def test_day_that_has_come_for_one_side_is_accepted(world, late_evening_in_minsk):
    entry = said_of(world, effective_on=dt.date(2021, 3, 2))

    assert entry.effective_on == dt.date(2021, 3, 2)


def test_day_that_has_come_for_nobody_is_refused(world, late_evening_in_minsk):
    with pytest.raises(RuleBroken, match="has not come yet"):
        said_of(world, effective_on=dt.date(2021, 3, 3))


@pytest.mark.parametrize(("side", "day"), [("by", dt.date(2021, 3, 1)), ("cn", dt.date(2021, 3, 2))])
def test_form_offers_the_day_where_its_writer_is(client, world, late_evening_in_minsk, side, day):
    seat = getattr(world, side).analyst
    page = world.sign_in(client, seat).get(f"/by-cn/register/{world.vaccine.code}/update/")

    assert page.context["form"]["effective_on"].value() == f"{day.day}.{day.month}.{day.year}"


# --- The day of the demonstration -------------------------------------------------------------------------


@pytest.fixture
def four_years_behind(world, watched):
    """A register that lives four years before the machine, with nothing in its log from later days."""
    with its_own_clock():
        DemonstrationClock.objects.create(behind=FOUR_YEARS)
        yield


def test_what_is_recorded_in_the_demonstration_is_dated_by_its_own_clock(world, four_years_behind):
    before = dt.datetime.now(dt.UTC) - FOUR_YEARS
    entry = said_of(world, effective_on=world.commission.today())

    assert before <= entry.recorded_at <= dt.datetime.now(dt.UTC) - FOUR_YEARS
    assert entry.effective_on == entry.recorded_at.astimezone(world.commission.zone).date()


def test_wrong_clock_of_the_machine_is_found_in_the_demonstration_too(world, four_years_behind):
    with time_machine.travel(dt.datetime.now(dt.UTC) + FOUR_HUNDRED_DAYS), pytest.raises(clock.WrongClock):
        said_of(world, effective_on=MEETING_DAY)


def test_log_of_days_that_have_not_come_in_the_demonstration_is_not_written_on(world, four_years_behind):
    head = LogHead.objects.filter(commission=world.commission)
    head.update(last_recorded_at=dt.datetime.now(dt.UTC) - dt.timedelta(days=30))

    with pytest.raises(clock.WrongClock, match="earlier than the last entry of the log"):
        said_of(world, effective_on=MEETING_DAY)


def day_told(zone):
    return f"Demonstration. Its day: {date_format(clock.now().astimezone(zone), 'l j F Y')}."


def test_every_page_of_the_demonstration_says_its_day(client, world, four_years_behind):
    """By the clock of the commission within it; outside of one, where no zone is known, by that of the world."""
    inside, outside = day_told(world.commission.zone), day_told(dt.UTC)
    assert outside in client.get("/accounts/login/").text
    client = world.sign_in(client, world.by.analyst)

    for address in ("/by-cn/", f"/by-cn/register/{world.vaccine.code}/"):
        assert inside in client.get(address).text, address
    settings = client.get("/settings/").text
    assert inside in settings or outside in settings
    # Errors: a page that is not there, one of others, and a form too old to be taken.
    for page in (client.get("/by-cn/register/none/"), client.get("/nowhere/"), client.post("/by-cn/")):
        assert page.status_code >= 400
        assert inside in page.text or outside in page.text, page.status_code


def test_administration_of_the_demonstration_says_its_day(client, world, four_years_behind):
    client = world.sign_in(client, world.administrator)
    today = date_format(clock.now(), "l j F Y")

    for address in ("/admin/", "/admin/commitments/body/", "/admin/commitments/body/add/"):
        assert f"Demonstration. Its day: {today}." in client.get(address).text, address


def test_error_page_asks_no_database_for_the_day(rf, four_years_behind, django_assert_num_queries):
    clock.behind_in_demonstration.cache_clear()

    with django_assert_num_queries(0):
        assert "Its day" not in answer(rf.get("/"), 503).content.decode()


def test_register_of_real_promises_has_no_day_of_its_own(client, world, four_years_behind, settings):
    settings.DEMO = False

    assert abs(clock.now() - dt.datetime.now(dt.UTC)) < dt.timedelta(hours=1)
    found = checks.own_clock(databases=["default"])
    assert {one.id for one in found} == {"commitments.E007"}
    assert "DEMO_CLOCK is set" in found[0].msg
    assert "a demonstration with a clock of its own" in found[1].msg
    assert found[1].msg in checks.reasons_not_to_start()
    settings.DEMO_CLOCK = False
    DemonstrationClock.objects.all().delete()
    assert checks.own_clock(databases=["default"]) == []


def test_what_happened_to_an_account_is_told_on_days_of_the_register(client, world, four_years_behind):
    """The machine's clock dates it, which is on other days."""
    client = world.sign_in(client, world.by.analyst)
    today = date_format(clock.now(), "j F Y")
    client.force_login(world.by.analyst.user)

    page = client.get("/accounts/access/").text

    assert today in page
    assert date_format(clock.of_this_machine(), "Y") not in page
