"""Requests on the pages: their clock in place of lateness, their answers, their own filter, figure and section."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from tests.pages import soup_of, text_of
from tests.people import fresh, moment
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)


@pytest.fixture
def asked(world):
    """Made on the day of the call, 170 days before; a day was asked for that has passed."""
    due = Due(kind="date", on=dt.date(2021, 3, 1))
    return world.record(title="A list of goods", speech_act="request", performed_by="second", due=due)


def rows(client, query):
    return [
        row.select_one(".row-title").text
        for row in soup_of(client.get(f"/by-cn/register/?{query}")).select("tbody tr")
    ]


def test_the_register_shows_its_clock_and_never_calls_it_late(client, world, asked):
    world.sign_in(client, world.cn.secretary)
    row = next(
        tr for tr in soup_of(client.get("/by-cn/register/")).select("tbody tr") if asked.code in tr.text
    )

    assert row.select_one(".due").get_text(" ", strip=True) == "Request 170 days without answer"
    assert row.select_one(".agreed").get_text(strip=True) == "Not answered"
    assert "Request without answer: 1 of 3" in text_of(client.get("/by-cn/register/?request=unanswered"))
    assert asked.title not in rows(client, "late=1") + rows(client, "silent=any") + rows(client, "group=open")
    assert asked.title not in rows(client, "group=closed") + rows(client, "agreed=not_assessed")


def test_it_is_filtered_by_what_it_has_come_to_now_and_then(client, world, asked):
    world.sign_in(client, world.cn.secretary)
    others = [world.trade.title, world.vaccine.title]
    assert (
        rows(client, "request=unanswered") == [asked.title] == rows(client, "need=second&request=unanswered")
    )
    assert sorted(rows(client, "request=none")) == sorted(others)
    actions.ready_to_look(asked, by=world.cn.secretary, at=moment("2021-05-01"))

    assert (rows(client, "request=unanswered"), rows(client, "request=ready")) == ([], [asked.title])
    assert rows(client, "request=unanswered&as_of=2021-04-01") == [asked.title]
    assert rows(client, "request=unanswered&as_of=2021-04-01&known=today") == [asked.title]
    actions.accept_request(asked, by=world.cn.secretary, at=moment("2021-06-01"))
    assert rows(client, "request=accepted") == [asked.title] == rows(client, "request=accepted&late=1")


def test_its_page_says_how_long_it_waits_and_offers_the_answers(client, world, asked):
    actions.ask_again(asked, by=world.by.analyst, note="By letter.", at=world.clock())
    world.sign_in(client, world.cn.secretary)
    page = client.get(asked.get_absolute_url())

    places = [" ".join(place.get_text(" ").split()) for place in soup_of(page).select(".standpoints > div")]
    assert places == [
        "BY Belarus asks Asked again once Since 26 Jan 2021.",
        "Request 170 days without answer",
        "CN China answers Not answered",
    ]
    assert [a.text for a in soup_of(page).select(".actions > a.btn")] == [
        "Accept the request", "Ready to look into it", "Decline the request",
    ]  # fmt: skip
    assert "Log an update" not in text_of(page)
    world.sign_in(client, world.by.analyst)
    assert [a.text for a in soup_of(client.get(asked.get_absolute_url())).select(".actions > a.btn")] == [
        "Ask again"
    ]


def test_it_is_counted_apart(client, world, asked):
    world.sign_in(client, world.cn.secretary)
    figures = {
        one.dt.text: (int(one.dd.text), one.a["href"])
        for one in soup_of(client.get("/by-cn/")).select(".figures > div")
    }

    assert figures["commitments"] == (2, "/by-cn/register/?group=stands")
    assert figures["request without answer"] == (1, "/by-cn/register/?request=unanswered")


def test_the_week_tells_which_requests_await_an_answer_and_which_were_answered(client, world, asked):
    actions.ready_to_look(asked, by=world.cn.secretary, note="Two ministries look.", at=moment("2021-05-05"))
    world.sign_in(client, world.by.observer)
    before, after = (client.get(f"/by-cn/weeks/2021-W{number}/") for number in (17, 18))

    assert "Belarus asked China on 26 January 2021: 94 days without answer." in text_of(before)
    assert "China is ready to look into it. Two ministries look." in text_of(after)
    assert soup_of(after).select_one("#requests") is None


def test_that_a_private_note_exists_is_told_where_its_author_says_so(client, world):
    note = {"by": world.by.analyst, "text": "Ask the embassy.", "at": world.clock()}
    actions.write_private_note(world.vaccine, tell=True, **note)
    world.sign_in(client, world.cn.analyst)
    page = text_of(client.get(world.vaccine.get_absolute_url()))

    assert "Belarus keeps a private note on it, and lets" in page
    assert "embassy" not in page
    form = text_of(client.get(f"{world.vaccine.get_absolute_url()}notes/"), "#note-form")
    assert "Let Belarus know that a note exists" in form


def test_one_press_accepts_it_as_it_was_asked(client, world, asked):
    world.sign_in(client, world.cn.secretary)

    assert client.post(f"{asked.get_absolute_url()}accept/", {}).status_code == 302
    assert (fresh(asked).answer, fresh(asked).due_on) == ("accepted", dt.date(2021, 3, 1))


def test_a_kind_of_due_that_there_is_not_is_refused(client, world, asked):
    world.sign_in(client, world.cn.secretary)

    assert client.post(f"{asked.get_absolute_url()}accept/", {"due_kind": "x"}).status_code == 422
    assert fresh(asked).answer == ""
