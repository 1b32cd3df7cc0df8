"""The page of a week: any week, as known then or today, also those that have not begun or lie before the log."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Due
from commitments.models import LogHead, Seat
from tests.pages import soup_of, text_of
from tests.people import make_commission, make_user, moment

NOW = "2021-02-17T09:00:00Z"  # the Wednesday of week 7
LAST_WEEK = "/by-cn/weeks/2021-W06/"
THIS_WEEK = "/by-cn/weeks/2021-W07/"


@pytest.fixture(autouse=True)
def now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def reader(client, world):
    return world.sign_in(client, world.by.observer)


@pytest.fixture
def told(world):
    """Week 6: an update on the vaccine."""
    return world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="100,000 doses arrived.",
        at=moment("2021-02-10"),
    )


def links(response, selector):
    return {link["href"]: " ".join(link.text.split()) for link in soup_of(response).select(selector)}


# --- Which week ---------------------------------------------------------------------------------------------------


def test_present_week_is_one_link_away(reader):
    response = reader.get("/by-cn/weeks/")

    assert links(response, ".lede a") == {THIS_WEEK: "This week: Week 7 of 2021"}


def test_any_week_of_the_log_is_two_links_away(reader, told):
    to_all = links(reader.get(THIS_WEEK), ".turn a:not([rel])")
    assert to_all["/by-cn/weeks/?year=2021"] == "All weeks"
    response = reader.get("/by-cn/weeks/?year=2021")

    assert "Week 6: 1 change" in links(response, ".strip a")[LAST_WEEK]
    summary = soup_of(response).select_one(f'.summaries li:has(a[href="{LAST_WEEK}"])')
    assert text_of(summary, "p + p") == text_of(reader.get(LAST_WEEK), "h1")
    assert text_of(summary, ".changes") == "1 moved"
    for year in ("2020", "2022", "x", ""):
        assert reader.get("/by-cn/weeks/", {"year": year}).status_code == 404, year
    for until in ("2021-W09", "2020-W50", "x", ""):
        assert reader.get("/by-cn/weeks/", {"year": "2021", "until": until}).status_code == 404, until
    assert reader.get("/by-cn/weeks/?year=2021&until=2021-W06").status_code == 200


def test_after_the_cutoff_the_next_week_has_begun(client, world, time_machine):
    time_machine.move_to("2021-02-19T15:00:01Z", tick=False)
    reader = world.sign_in(client, world.by.observer)

    assert list(links(reader.get("/by-cn/weeks/"), ".lede a")) == ["/by-cn/weeks/2021-W08/"]


def test_page_names_its_week_its_cutoff_and_its_neighbours(reader):
    response = reader.get(LAST_WEEK)

    assert soup_of(response).title.text.startswith(
        "Week 6 of 2021: Fri 5 Feb 2021 18:00 to Fri 12 Feb 18:00 – "
    )
    assert "Weekly status No. 6" in text_of(response, ".kicker")
    assert "Fri 5 Feb 2021 18:00 to Fri 12 Feb 18:00 Minsk Week 6 of 2021" in text_of(response, ".kicker")
    assert links(response, ".turn a[rel]") == {
        "/by-cn/weeks/2021-W05/": "← Fri 29 Jan 2021 18:00 to Fri 5 Feb 18:00 Week 5 of 2021",
        THIS_WEEK: "Fri 12 Feb 2021 18:00 to Fri 19 Feb 18:00 Week 7 of 2021 →",
    }


def test_running_week_says_so_far_and_leads_to_no_week_to_come(reader, told):
    response = reader.get(THIS_WEEK)

    assert "Fri 12 Feb 2021 18:00 to Fri 19 Feb 18:00 Minsk, so far" in text_of(response, ".kicker")
    assert "Nothing has been recorded this week yet." in text_of(response)
    assert "This is the week so far" in text_of(response)
    assert links(response, ".turn a[rel]").keys() == {LAST_WEEK}


@pytest.mark.parametrize("week", ["2021-W08", "2022-W01", "2999-W52"])
def test_week_to_come_is_404_with_a_sentence(reader, week):
    response = reader.get(f"/by-cn/weeks/{week}/")

    assert response.status_code == 404
    assert "has not begun" in text_of(response)
    assert "The present week is Week 7 of 2021: Fri 12 Feb 2021 18:00 to Fri 19 Feb 18:00." in text_of(
        response
    )


@pytest.mark.parametrize("week", ["2020-W53", "1900-W01"])
def test_week_before_the_log_says_so_and_leads_to_its_first(reader, week):
    response = reader.get(f"/by-cn/weeks/{week}/")

    assert response.status_code == 200
    assert "The log had not begun yet." in text_of(response)
    assert "/by-cn/weeks/2021-W01/" in links(response, "main a")
    assert reader.get("/by-cn/weeks/2021-W01/").status_code == 200


@pytest.mark.parametrize(
    "week",
    ["2021-W54", "2021-W00", "0000-W01", "9999-W53", "2021-6", "2021-W6", "W06", "２０２１-W06", "2021-W06x"],
)
def test_what_is_no_week_is_404(reader, week):
    assert reader.get(f"/by-cn/weeks/{week}/").status_code == 404


def test_long_year_has_a_week_53(client, world, time_machine):
    time_machine.move_to("2027-01-05T09:00:00Z", tick=False)
    reader = world.sign_in(client, world.by.observer)

    assert "Fri 25 Dec 2026 18:00 to Fri 1 Jan 2027 18:00" in text_of(reader.get("/by-cn/weeks/2026-W53/"))


@pytest.mark.parametrize("known", ["yesterday", "TODAY", "\0"])
def test_unknown_clock_is_404(reader, known):
    assert reader.get(LAST_WEEK, {"known": known}).status_code == 404


def test_commission_without_entries_has_an_empty_week(client, world):
    commission = make_commission("am-ge", "AM-GE")
    seat = Seat.objects.create(
        user=make_user("Nino New"),
        commission=commission,
        party=commission.sides[0],
        role="observer",
        post="Observer",
        held_from=dt.date(2021, 1, 1),
    )
    assert not LogHead.objects.filter(commission=commission).exists()

    response = world.sign_in(client, seat).get("/am-ge/weeks/2021-W07/")

    assert response.status_code == 200
    assert "The log is still empty." in text_of(response)


# --- Who may, and what a page may do ------------------------------------------------------------------------------


@pytest.mark.parametrize("url", ["/by-cn/weeks/", LAST_WEEK, f"{LAST_WEEK}?known=today"])
def test_week_is_for_the_seats_of_its_commission(client, world, url):
    assert client.get(url).status_code == 302
    assert world.sign_in(client, world.stranger).get(url).status_code == 404
    assert world.sign_in(client, world.administrator).get(url).status_code == 403
    for seat in world.seats:
        assert world.sign_in(client, seat).get(url).status_code in (200, 302)


@pytest.mark.parametrize("url", ["/by-cn/weeks/", LAST_WEEK])
def test_week_is_only_read(reader, url, only_reading):
    assert reader.post(url).status_code == 405
    with only_reading():
        reader.get(url)
        reader.get(url, {"known": "today"})


def test_a_week_that_is_over_says_what_it_rests_on_and_the_present_one_does_not(reader, told):
    over, present = reader.get(LAST_WEEK), reader.get(THIS_WEEK)

    assert f"From log entries No. 0 to {told.number}" in text_of(over, ".frozen")
    assert text_of(over, ".frozen .hash") == told.leaf_hex[:16]
    assert soup_of(present).select(".frozen") == []


# --- What stands in it ----------------------------------------------------------------------------------------------


def test_line_leads_to_the_commitment_and_to_its_entry(reader, told):
    response = reader.get(LAST_WEEK)

    line = soup_of(response).select_one("section[aria-labelledby=moved] li")
    assert [link["href"] for link in line.select("a")] == [
        "/by-cn/register/BY-CN-2021-01/",
        f"/by-cn/log/{told.number}/",
    ]
    assert (
        "Vaccine for Belarus. China says: in progress; before: not yet assessed. 100,000 doses arrived."
        in " ".join(line.p.text.split())
    )
    assert line.has_attr("data-row")


def test_reader_may_have_the_own_side_first(client, world):
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=moment("2021-02-10"))
    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-02-11"))
    reader = world.cn.observer
    world.sign_in(client, world.by.observer).get(LAST_WEEK)

    first, second = (
        f"{name} says: {status}; before: not yet assessed."
        for name, status in (("Belarus", "delivered in part"), ("China", "in progress"))
    )
    assert f"{first} {second}" in text_of(world.sign_in(client, reader).get(LAST_WEEK))
    reader.user.own_side_first = True
    reader.user.save()
    assert f"{second} {first}" in text_of(world.sign_in(client, reader).get(LAST_WEEK))


def test_words_carry_their_language(reader, world):
    world.update(
        world.vaccine, by=world.cn.analyst, status="in_progress", note="疫苗已到。", at=moment("2021-02-10")
    )

    assert soup_of(reader.get(LAST_WEEK)).select_one(".items [lang=zh-Hans]").text == "疫苗已到。"


def test_words_are_never_markup(reader, world):
    world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        note="<script>alert(1)</script>",
        at=moment("2021-02-10"),
    )

    assert b"<script>alert" not in reader.get(LAST_WEEK).content


def test_page_of_a_closed_week_stays_the_same_after_later_entries(reader, world, told):
    before = text_of(reader.get(LAST_WEEK))

    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-02-17"))
    actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=told,
        status="not_started",
        outlook="no_view",
        note="It was cancelled.",
        effective_on=dt.date(2021, 2, 10),
        at=moment("2021-02-17", "08:00"),
    )

    assert text_of(reader.get(LAST_WEEK)) == before
    clear_pictures()
    assert text_of(reader.get(LAST_WEEK)) == before


def test_running_week_shows_the_entry_just_made(reader, world):
    assert "Nothing has been recorded" in text_of(reader.get(THIS_WEEK))

    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-02-17"))

    assert "One commitment moved." in text_of(reader.get(THIS_WEEK))


def test_week_that_has_just_closed_shows_what_it_got_last(reader, world, time_machine):
    reader.get(THIS_WEEK)
    world.update(world.vaccine, by=world.by.analyst, status="part", at=moment("2021-02-19", "14:59"))
    time_machine.move_to("2021-02-19T15:00:01Z", tick=False)
    world.sign_in(reader, world.by.observer)

    assert "One commitment moved." in text_of(reader.get(THIS_WEEK))


def test_other_cutoff_makes_another_week(reader, world, told):
    assert "100,000 doses" in text_of(reader.get(LAST_WEEK))

    world.commission.cutoff_weekday = 2
    world.commission.save()

    assert "100,000 doses" not in text_of(reader.get(LAST_WEEK))
    assert "100,000 doses" in text_of(reader.get(THIS_WEEK))


def test_known_today_is_one_click_away_and_says_what_differs(reader, world, told):
    actions.correct(
        world.vaccine,
        by=world.cn.analyst,
        entry=told,
        status="not_started",
        outlook="no_view",
        note="It was cancelled.",
        effective_on=dt.date(2021, 2, 10),
        at=moment("2021-02-17", "08:00"),
    )
    then = reader.get(LAST_WEEK)

    today = reader.get(next(url for url in links(then, ".turn a") if "known" in url))

    assert "Week 6 of 2021, as known today" in text_of(today, ".asof")
    assert LAST_WEEK in links(today, ".asof a")
    assert "1 later entry is about these days. 1 entry of the week was corrected later." in (text_of(today))
    assert f"/by-cn/log/{told.number + 1}/" in links(today, "main a")
    assert "Corrected by No." in text_of(today)


def test_known_today_without_any_difference_says_so(reader, told):
    response = reader.get(LAST_WEEK, {"known": "today"})

    assert "No later entry is about these days" in text_of(response)
    assert "100,000 doses arrived." in text_of(response)


# --- Speed ----------------------------------------------------------------------------------------------------------


def clear_pictures():
    caches["pictures"].clear()


def grow(world, number):
    for n in range(number):
        row = world.record(
            title=f"{number} {n}", due=Due(kind="date", on=dt.date(2021, 2, 11)), at=moment("2021-02-09")
        )
        world.update(row, by=world.cn.analyst, status="in_progress", at=moment("2021-02-10"))
        world.update(row, by=world.by.analyst, status="part", at=moment("2021-02-11"))
        wrong = world.update(row, by=world.by.analyst, status="part", at=moment("2021-02-11"))
        actions.correct(
            row,
            by=world.by.analyst,
            entry=wrong,
            status="blocked",
            outlook="no_view",
            note="Worse.",
            effective_on=dt.date(2021, 2, 11),
            at=moment("2021-02-15"),
        )


@pytest.mark.parametrize("url", [LAST_WEEK, f"{LAST_WEEK}?known=today"])
def test_questions_to_the_database_are_few_and_do_not_grow(reader, world, url):
    def asked():
        clear_pictures()
        with CaptureQueriesContext(connection) as queries:
            reader.get(url)
        return len(queries)

    grow(world, 1)
    few = asked()
    grow(world, 3)

    assert asked() == few <= 12


def test_page_once_made_asks_only_who_reads_and_when_the_log_began(reader, told):
    reader.get(LAST_WEEK)

    with CaptureQueriesContext(connection) as queries:
        reader.get(LAST_WEEK)

    assert len(queries) <= 5
