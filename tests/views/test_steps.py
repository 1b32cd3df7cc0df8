"""Next steps on the page and in the inbox, done by one button; and the one-click word that there is nothing to report."""

import datetime as dt

import pytest

from commitments import actions
from commitments.models import Entry
from tests.pages import form_in, from_page, soup_of, text_of
from tests.people import fresh, moment
from tests.stages import TODAY, last_entry, log_size

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/BY-CN-2021-01/"


@pytest.fixture
def step(world):
    """A step of the first side that was due on 1 July, and one of the second without a date."""
    late = {"next_step": "Ask for the protocol", "next_on": dt.date(2021, 7, 1)}
    entry = actions.set_step(world.vaccine, by=world.by.analyst, at=world.clock(), **late)
    actions.set_step(world.vaccine, by=world.cn.analyst, next_step="Answer", at=world.clock())
    return entry.number


def section(page):
    return soup_of(page).select_one("section[aria-labelledby=steps]")


def test_both_sides_steps_are_shown_and_only_own_ones_can_be_done(client, world, step):
    world.sign_in(client, world.by.analyst)
    rows = [" ".join(row.get_text(" ").split()) for row in section(client.get(URL)).select("ul.rows > li")]

    assert rows[0].startswith(
        "Ask for the protocol BY Deputy minister · by 1 Jul 2021 Step late by 14 days Done"
    )
    assert rows[1] == "Answer CN Director, Department 2 · no date"


def test_an_observer_reads_them(client, world, step):
    world.sign_in(client, world.by.observer)
    page = client.get(URL)

    assert "Step late by 14 days" in section(page).text
    assert section(page).find("form") is None
    assert client.post(f"{URL}steps/{step}/done/", {"effective_on": "15.7.2021"}).status_code == 403


@pytest.mark.parametrize("headers", [{}, from_page(URL)], ids=["plain", "htmx"])
def test_one_button_marks_a_step_done(client, world, step, headers):
    world.sign_in(client, world.by.analyst)
    form = form_in(section(client.get(URL)), "form")

    response = client.post(form.action, form.data, headers=headers)

    assert response.status_code == (200 if headers else 302)
    assert (last_entry(world).kind, str(last_entry(world).effective_on)) == ("step_done", "2021-07-15")
    done = section(client.get(URL))
    assert "1 step done" in done.text
    assert "done on 15 Jul 2021 · was due on 1 Jul 2021" in " ".join(done.get_text(" ").split())


def test_the_button_pressed_twice_is_one_entry(client, world, step):
    world.sign_in(client, world.by.analyst)
    form = form_in(section(client.get(URL)), "form")
    for _time in range(2):
        client.post(form.action, form.data)

    assert Entry.objects.filter(kind="step_done").count() == 1


def test_a_past_day_shows_the_steps_as_they_were(client, world, step):
    actions.mark_step_done(
        world.vaccine,
        by=world.by.analyst,
        number=step,
        effective_on=dt.date(2021, 7, 10),
        at=moment("2021-07-12"),
    )
    world.sign_in(client, world.by.analyst)
    page = client.get(f"{URL}?as_of=2021-07-05")

    assert "Step late by 4 days" in section(page).text
    assert section(page).find("form") is None


@pytest.mark.parametrize("tail", ["done", "move", "drop"])
def test_a_step_of_the_other_side_has_no_page(client, world, step, tail):
    world.sign_in(client, world.cn.secretary)

    assert client.get(f"{URL}steps/{step}/{tail}/").status_code == 404


def test_a_step_done_meanwhile_is_refused_in_words(client, world, step):
    world.sign_in(client, world.by.analyst)
    sent = form_in(client.get(f"{URL}steps/{step}/drop/")).filled(reason="Not needed.")
    actions.mark_step_done(
        world.vaccine,
        by=world.by.analyst,
        number=step,
        effective_on=dt.date(2021, 7, 10),
        at=moment("2021-07-12"),
    )
    response = client.post(f"{URL}steps/{step}/drop/", sent)

    assert response.status_code == 422
    assert "it was done or dropped" in text_of(response)
    assert "Not needed." in response.content.decode()


def test_an_update_marks_steps_done_by_their_boxes(client, world, step):
    world.sign_in(client, world.by.analyst)
    form = form_in(client.get(f"{URL}update/"))
    typed = {"status": "in_progress", "position": "It came.", "next_step": "Count", "steps_done": str(step)}

    assert client.post(form.action, form.filled(**typed)).status_code == 302
    assert [(one["text"], one["done_on"]) for one in fresh(world.vaccine).steps] == [
        ("Ask for the protocol", "2021-07-15"),
        ("Answer", None),
        ("Count", None),
    ]


def test_a_late_step_waits_for_its_side_alone(client, world, step):
    for side, waits in ((world.by, True), (world.cn, False)):
        world.sign_in(client, side.analyst)
        found = "Your side announced “Ask for the protocol” for 1 Jul 2021" in text_of(
            client.get("/by-cn/inbox/?at=BY-CN-2021-01")
        )
        assert found == waits
        page = soup_of(client.get("/by-cn/inbox/?at=BY-CN-2021-01"))
        assert bool(page.select(f"form[action$='/steps/{step}/done/']")) == waits


def test_whose_move_is_told_with_its_reason(client, world, step):
    world.sign_in(client, world.by.analyst)
    assert "Next Belarus: By the next step" in text_of(client.get(URL), "dl.facts")

    world.update(world.vaccine, by=world.cn.analyst, status="blocked", reason="No plane.", waits_on="else")
    assert "Next Belarus: State a view" in text_of(client.get(URL), "dl.facts")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", note="Still.", waits_on="else")
    assert "Whose move: somebody else" in text_of(client.get(URL), ".standpoints")


@pytest.mark.parametrize("page", [URL, "/by-cn/inbox/?at=BY-CN-2021-01"])
def test_nothing_to_report_is_one_click(client, world, step, page):
    world.sign_in(client, world.by.analyst)
    form = form_in(soup_of(client.get(page)), "form[action$='/no-news/']")
    size = log_size(world)

    for _time in range(2):
        assert client.post(form.action, form.data).status_code == 302
    assert (last_entry(world).kind, log_size(world)) == ("no_news", size + 1)
    page = client.get(URL)
    assert "Belarus has nothing to report on it." in text_of(page, ".history")
    assert "Last update today" in text_of(page, ".standpoints")


def test_who_has_never_said_a_word_has_no_last_update(client, world):
    world.sign_in(client, world.by.observer)
    url = world.record().get_absolute_url()
    places = [place.get_text(" ") for place in soup_of(client.get(url)).select(".standpoints > div")]

    assert "Last update" not in places[2]
    assert "This side has stated no view." in places[2]
