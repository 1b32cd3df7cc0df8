"""What the page of a commitment costs: few queries, and nothing read again that nobody touched; never a stale word."""

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from commitments import actions
from commitments.actions import Due
from commitments.middleware.signed_out import BINDING
from tests.pages import HTMX, soup_of, text_of
from tests.people import find_words, moment
from tests.stages import STAGES, TODAY, under_way

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/BY-CN-2021-01/"


def queries(client, url):
    """How many on a first look, with nothing remembered."""
    caches["pictures"].clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize(("query", "number"), [("", 6), ("?as_of=2021-07-14", 8), ("?history=all", 6)])
def test_few_queries_however_long_its_history(client, story, query, number):
    story.sign_in(client, story.by.secretary)
    assert queries(client, URL + query) == number
    for place in range(12):
        story.update(story.vaccine, by=story.by.analyst, status="blocked", note=f"No plane {place}.")
        story.close(
            story.record(
                title=f"Goods {place}",
                due=Due(),
                quotes=(find_words(story.by.readout, "Ещё раз договорились увидеться лично"),),
            ),
            by=story.cn.secretary,
        )

    assert queries(client, URL + query) == number


def test_lines_of_the_history_are_read_alone(client, story):
    story.sign_in(client, story.by.secretary)
    client.get(URL)

    with CaptureQueriesContext(connection) as captured:
        client.get(f"{URL}?kind=happened", headers=HTMX)
    assert len(captured) == 6
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{URL}?kind=happened", headers=HTMX)
    assert len(captured) == 5


def test_what_was_not_touched_is_not_read_again(client, story):
    story.sign_in(client, story.by.secretary)
    before = client.get(URL)
    story.update(story.trade, by=story.by.analyst, status="blocked", note="Of another commitment.")

    with CaptureQueriesContext(connection) as captured:
        again = client.get(URL)

    assert len(captured) <= 9  # with the reader’s own words that are not saved
    assert text_of(again, "main .history") == text_of(before, "main .history")


def test_every_entry_shows_at_once(client, story):
    story.sign_in(client, story.by.secretary)
    client.get(URL)
    story.update(story.vaccine, by=story.by.analyst, status="blocked", note="A tenth plane landed.")

    assert "A tenth plane landed." in client.get(URL).content.decode()
    story.sign_in(client, story.cn.secretary)
    assert "A tenth plane landed." in client.get(URL).content.decode()


def test_a_version_that_is_replaced_attests_nothing_at_once(client, story):
    """Also one of another meeting than that of the commitment."""
    later = actions.open_meeting(
        story.commission,
        by=story.by.analyst,
        kind="visit",
        title="Visit",
        held_on=story.meeting.held_on,
        at=story.clock(),
    )
    fields = {
        "by": story.by.analyst,
        "language": "ru",
        "publisher": "President",
        "published_on": story.meeting.held_on,
    }
    old = actions.file_readout(later, text="Вакцина нужна.", at=story.clock(), **fields)
    words = find_words(old, "Вакцина нужна")
    actions.quote(story.vaccine, by=story.by.analyst, words=words, at=story.clock())
    story.sign_in(client, story.by.secretary)
    assert "Вакцина нужна" in text_of(client.get(URL), "main")

    actions.file_readout(later, text="Встреча прошла.", replaces=old, at=story.clock(), **fields)

    assert "Вакцина нужна" not in text_of(client.get(URL), "main")


def test_who_may_not_correct_is_offered_no_correction(client, story):
    """What is remembered for those who may is not shown to those who may not."""
    story.update(story.vaccine, by=story.by.analyst, status="blocked", note="A tenth plane landed.")
    for person, offered in ((story.by.analyst, True), (story.by.observer, False), (story.cn.analyst, False)):
        story.sign_in(client, person)
        latest = soup_of(client.get(URL)).select_one(".history .entry")
        assert "A tenth plane landed." in latest.text
        assert ("Correct this entry" in latest.text) is offered


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.act)
def test_forms_ask_little(client, world, stage):
    """One more before what binds a side: whether a second factor has to be shown."""
    commitment = stage.set_up(world)
    world.sign_in(client, stage.seat(world))

    url = stage.url(commitment)
    assert queries(client, url) <= (16 if resolve(url).url_name in BINDING else 15)


def test_under_way_counts_from_the_day_it_became_true(client, world):
    under_way(world)
    world.sign_in(client, world.by.observer)

    assert "Since 1 Feb 2021" in text_of(client.get(URL), ".standpoints")


def test_a_past_day_knows_nothing_of_a_later_correction(client, world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="It began.")
    world.sign_in(client, world.by.observer)
    caches["pictures"].clear()
    before = text_of(client.get(f"{URL}?as_of=2021-03-01"), ".standpoints")
    assert "Since 1 Feb 2021" in before
    actions.correct(
        world.vaccine,
        by=world.by.analyst,
        entry=entry,
        status="part",
        outlook="no_view",
        note="A part had come.",
        effective_on=dt.date(2021, 1, 28),
        at=moment("2021-04-01"),
    )

    caches["pictures"].clear()
    assert text_of(client.get(f"{URL}?as_of=2021-03-01"), ".standpoints") == before
    assert "True since 28 Jan 2021, recorded 1 Apr 2021" in text_of(
        client.get(f"{URL}?as_of=2021-04-02"), ".standpoints"
    )
