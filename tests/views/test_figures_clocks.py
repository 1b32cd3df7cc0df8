"""Figures of a past day by both clocks: as recorded by its end, and as known today about it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from commitments import actions
from commitments.exports.lists import indicators_list
from commitments.figures.period import ValuePeriod
from commitments.figures.record import known_about
from commitments.reports.figures.listing import counted_query
from tests.pages import soup_of, text_of
from tests.people import an_indicator, moment
from tests.stages import TODAY
from tests.views.test_register import codes

pytestmark = pytest.mark.time_machine(TODAY)

DAY = "2021-03-06"
THEN, KNOWN = f"as_of={DAY}", f"as_of={DAY}&known=today"


@pytest.fixture
def counted(world):
    """100 firms are promised by 31 March; on 1 March Belarus says 20 for the end of February, and from then on more."""
    firms = an_indicator(
        "Firms",
        "firms",
        combining="running",
        every_months=1,
        targets=[{"value": "100", "period": "2021-03-31"}],
    )
    at = moment("2021-02-02", "10:00")
    actions.set_indicators(world.trade, by=world.by.secretary, at=at, indicators=[firms])
    give(world, world.by, "2021-02-28", "20", on="2021-03-01")
    return world


def give(world, side, key, number, *, on):
    actions.give_values(
        world.trade,
        by=side.analyst,
        at=moment(on, "12:00"),
        indicator=1,
        values=[actions.StatedValue(ValuePeriod.of_key(key), Decimal(number))],
    )


def listed(client, query):
    return codes(client.get(f"/by-cn/register/?{query}"))


def row(client, query):
    page = soup_of(client.get(f"/by-cn/register/?figures=any&{query}"))
    return " ".join(page.select_one(".figures-cell").get_text(" ").split())


def test_a_value_recorded_later_counts_as_known_today_and_not_as_recorded_then(client, counted):
    give(counted, counted.by, "2021-02-28", "99", on="2021-03-20")  # a revision
    give(counted, counted.cn, "2021-02-28", "50", on="2021-03-21")  # the other side, of the same day
    give(counted, counted.by, "2021-03-15", "100", on="2021-03-22")  # of a later day
    counted.sign_in(client, counted.by.observer)

    # From nothing on 26 January to 100 on 31 March are 64 days; on the 33rd, 28 February, 51.56 are needed.
    assert row(client, THEN) == "BY 20 of 100 firms Behind by 61 % (BY) 20 %"
    assert row(client, KNOWN) == (
        "BY 99 of 100 firms CN 50 of 100 firms Behind by 3 % (CN) 50 % Figures differ 28 February 2021"
    )
    for query, then, known in (
        ("figures=differ", [], ["02"]),
        ("figures=behind", ["02"], ["02"]),
        ("figures=reached", [], []),
        ("figures=any&sort=figures", ["02"], ["02"]),
    ):
        assert (listed(client, f"{query}&{THEN}"), listed(client, f"{query}&{KNOWN}")) == (then, known), query


def test_a_value_taken_back_later_is_not_known_today(client, counted):
    taken_back = [actions.StatedValue(ValuePeriod.of_key("2021-02-28"), status="taken_back")]
    actions.give_values(
        counted.trade, by=counted.by.analyst, at=moment("2021-03-20"), indicator=1, values=taken_back
    )
    counted.sign_in(client, counted.by.observer)

    assert row(client, THEN).startswith("BY 20 of 100 firms Behind by 61 %")
    assert row(client, KNOWN) == "Too few values to say"


def test_what_was_owed_on_a_day_follows_the_clock(client, counted):
    """A value is owed by the 26th of each month; that of 26 March came on the 30th, of the 27th."""
    give(counted, counted.by, "2021-03-27", "60", on="2021-03-30")
    give(counted, counted.cn, "2021-03-27", "60", on="2021-03-30")
    counted.sign_in(client, counted.by.observer)

    for query in ("figures=owed", "need=first"):
        found = ["02" in listed(client, f"{query}&as_of=2021-03-29{clock}") for clock in ("", "&known=today")]
        assert found == [True, False], query


def test_the_indicators_page_and_its_file_follow_the_clock(client, counted):
    give(counted, counted.by, "2021-02-28", "99", on="2021-03-20")
    give(counted, counted.by, "2021-03-15", "100", on="2021-03-22")
    seat = counted.by.observer
    counted.sign_in(client, seat)
    url = reverse("commitments:indicators", args=["by-cn"])
    then, known = (text_of(client.get(f"{url}?{query}")) for query in (THEN, KNOWN))

    assert "20 firms" in then and "99 firms" not in then
    assert "99 firms, 28 February 2021" in known and "100 firms, 15 March" not in known
    page = soup_of(client.get(f"{url}?{KNOWN}"))
    assert page.select_one("#carried input[name=known]")["value"] == "today"
    assert page.select_one(".multiples .code")["href"].endswith(f"?{KNOWN}#figure-BY-CN-2021-02-1")
    day = dt.date.fromisoformat(DAY)
    made = indicators_list(
        seat, counted_query(as_of=day, known_today=True), shows="", absolute=lambda url: url
    )
    numbers = [cells[9] for cells in made.rows]
    assert Decimal(99) in numbers and Decimal(20) not in numbers


def test_the_week_as_known_today_tells_what_the_figures_crossed_by_the_days_they_speak_of(client, counted):
    """Behind since 28 February, so it is known since 20 March: 70 were needed by the 14th, and 10 were there."""
    give(counted, counted.by, "2021-02-28", "60", on="2021-03-20")
    give(counted, counted.by, "2021-03-14", "10", on="2021-03-21")
    counted.sign_in(client, counted.by.observer)

    def told(week, query=""):
        page = soup_of(client.get(f"/by-cn/weeks/2021-W{week:02}/{query}"))
        section = page.select_one("[aria-labelledby=behind]")
        return " ".join(section.get_text(" ").split()) if section else ""

    assert "20 of 100 firms on 28 February 2021" in told(9)  # as recorded then: in the week the value came
    assert [told(week, "?known=today") for week in (8, 9)] == ["", ""]
    assert "10 of 100 firms on 14 March 2021" in told(11, "?known=today")


def test_pages_that_know_recorded_time_alone_say_so(client, counted):
    give(counted, counted.by, "2021-02-28", "99", on="2021-03-20")
    counted.sign_in(client, counted.by.observer)

    for name, args in (("overview", []), ("commitment", [counted.trade.code])):
        page = client.get(reverse(f"commitments:{name}", args=["by-cn", *args]) + f"?{KNOWN}")
        said = "This page shows the day as it was recorded then, without later entries."
        assert text_of(page, "#messages") == said
        figures = text_of(page, ".progress")
        assert "20" in figures and "99" not in figures


def value(period, said_on, recorded, ended=None):
    return {
        "indicator": 1,
        "whose": "first",
        "reference": "",
        "period": period,
        "effective_on": said_on,
        "recorded_from": recorded,
        "recorded_to": ended,
    }


def test_of_a_running_period_it_is_known_what_was_said_by_the_day():
    first = value("2021", "2021-07-01", "2021-07-01T12:00:00Z", "2022-02-01T12:00:00Z")
    whole = value("2021", "2022-02-01", "2022-02-01T12:00:00Z")

    assert known_about([first, whole], dt.date(2021, 8, 1)) == [{**first, "recorded_to": None}]
    assert known_about([first, whole], dt.date(2021, 12, 31)) == [first, whole]
    assert known_about([first, whole], dt.date(2021, 6, 30)) == []
