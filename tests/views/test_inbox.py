"""The inbox: what waits for a side, what is asked first, one thing in hand, dealt with in place."""

import datetime as dt
import pickle
from urllib.parse import urlencode

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.actions import Due
from commitments.models import Mention
from tests.pages import HTMX, form_in, from_page, soup_of, text_of
from tests.people import fresh

URL = "/by-cn/inbox/"


@pytest.fixture
def waiting(world):
    """For the second side: to confirm the trade, then to answer on the vaccine."""
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    return [world.trade, world.vaccine]


def place(commitment):
    """Where it stands in the list of the second side, as an address names it: since when it has been asked or owed."""
    row = fresh(commitment)
    owed_on = row.second_owed_on and dt.datetime.combine(row.second_owed_on, dt.time(), row.commission.zone)
    since = (row.second_need_at or owed_on) - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return {"past": since // dt.timedelta(microseconds=1), "after": row.place}


def address(commitment, **more):
    return f"{URL}?{urlencode(place(commitment) | more)}"


def titles(page):
    return [one.get_text(strip=True) for one in soup_of(page).select(".sentences .about")]


def test_everything_that_waits_is_listed_oldest_first_with_the_first_in_hand(client, world, waiting):
    world.sign_in(client, world.cn.secretary)

    page = client.get(URL)

    assert titles(page) == [row.title for row in waiting]
    assert text_of(page, ".tray .about") == world.trade.title
    assert soup_of(page).title.text == "(2) To do – Accord"
    assert soup_of(page).select_one('.tray a[data-key="k"]') is None


def test_the_next_one_is_taken_in_hand(client, world, waiting):
    world.sign_in(client, world.cn.secretary)
    link = soup_of(client.get(URL)).select_one('.tray a[data-key="j"]')

    page = client.get(link["hx-get"], headers=HTMX)

    assert text_of(page, ".tray .about") == world.vaccine.title
    assert text_of(page, ".tray button") == "Agree: “Blocked” a"


def test_what_was_done_leaves_the_inbox_and_the_next_thing_is_in_hand(client, world, waiting):
    world.sign_in(client, world.cn.secretary)
    link = next(a for a in soup_of(client.get(URL)).select(".tray .actions a") if "Confirm" in a.text)
    form = form_in(client.get(link["hx-get"], headers=from_page(URL)), "#act-form")

    expected = address(world.trade)

    response = client.post(form.action, form.filled(), headers=from_page(URL))

    assert response["HX-Redirect"] == expected
    assert fresh(world.trade).recognition == "confirmed"
    page = client.get(URL, {"at": world.trade.code})
    assert titles(page) == [world.vaccine.title]
    assert text_of(page, ".tray .about") == world.vaccine.title
    assert "Saved as entry No." in text_of(page, "#messages")


def test_agreeing_takes_one_press(client, world, waiting):
    world.sign_in(client, world.cn.secretary)
    form = form_in(client.get(URL, {"at": world.vaccine.code}), '.tray form[action$="/agree/"]')

    response = client.post(form.action, form.filled(), headers=from_page(URL))

    assert response["HX-Redirect"].startswith(f"{URL}?past=")
    assert fresh(world.vaccine).agreed == "blocked"


def test_what_was_passed_over_is_not_in_hand_again_after_each_thing_done(client, world, waiting):
    last = world.record(title="Goods")
    world.sign_in(client, world.cn.secretary)

    page = client.get(URL, place(world.trade))
    assert text_of(page, ".tray .about") == world.vaccine.title
    page = client.get(URL, place(world.vaccine))
    assert text_of(page, ".tray .about") == last.title
    page = client.get(URL, place(last))
    assert text_of(page, ".tray .about") == world.trade.title
    assert client.get(URL, {"past": "x"}).status_code == 200


@pytest.mark.time_machine("2021-07-15T09:00:00Z")
def test_after_what_was_late_comes_what_is_late_and_after_what_was_asked_what_is_asked(client, world):
    goods = world.record(
        title="Goods"
    )  # asked, as the trade is; the vaccine is only late, and older than both
    world.sign_in(client, world.cn.secretary)
    assert titles(client.get(URL)) == [world.trade.title, goods.title, world.vaccine.title]

    page = client.get(URL, place(world.vaccine) | {"late": "1"})
    assert text_of(page, ".tray .about") == world.trade.title
    page = client.get(URL, place(world.trade))
    assert text_of(page, ".tray .about") == goods.title
    page = client.get(URL, place(goods))
    assert text_of(page, ".tray .about") == world.vaccine.title

    later = world.record(title="Seeds", due=Due(kind="date", on=dt.date(2021, 7, 1)))
    actions.confirm(later, by=world.cn.secretary, at=world.clock())
    page = client.get(URL, {"at": world.vaccine.code})
    link = next(a for a in soup_of(page).select(".tray .actions a") if "Log an update" in a.text)
    form = form_in(client.get(link["hx-get"], headers=from_page(URL)), "#act-form")
    expected = address(world.vaccine, late=1)
    sent = form.filled(status="in_progress", position="100,000 doses arrived.")
    response = client.post(form.action, sent, headers=from_page(URL))

    assert response["HX-Redirect"] == expected
    assert text_of(client.get(response["HX-Redirect"]), ".tray .about") == later.title


def test_an_analyst_is_offered_what_an_analyst_may(client, world, waiting):
    world.sign_in(client, world.cn.analyst)
    page = client.get(URL, {"at": world.vaccine.code})

    assert soup_of(page).select('.tray form[action$="/agree/"]') == []
    assert "Log an update for China" in text_of(page, ".tray .actions")
    assert "Confirm" not in text_of(client.get(URL), ".tray .actions")


def test_another_wording_is_shown_to_the_side_that_has_to_answer(client, world):
    words = {"statement": "China will look at the list.", "reason": "So we understood it."}
    actions.reword(world.trade, by=world.cn.secretary, at=world.clock(), **words)
    world.sign_in(client, world.by.secretary)

    page = client.get(URL, {"at": world.trade.code})

    assert "China would confirm it in other words" in text_of(page, ".tray")
    assert "China will look at the list." in text_of(page, ".tray")
    assert "Accept the other wording" in text_of(page, ".tray .actions")


def test_nothing_waits(client, world):
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", at=None)
    for seat, said in (
        (world.cn.observer, "An observer has no tasks"),
        (world.by.observer, "An observer has no tasks"),
    ):
        world.sign_in(client, seat)
        assert text_of(client.get(URL), "#inbox h2") == said


def test_no_such_page(client, world):
    world.sign_in(client, world.cn.secretary)

    assert client.get(f"{URL}?page=2").status_code == 404
    assert client.get(f"{URL}?page=x").status_code == 404
    world.sign_in(client, world.stranger)
    assert client.get(URL).status_code == 404


def test_few_queries_however_much_waits(client, world, waiting):
    world.sign_in(client, world.cn.secretary)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(URL).status_code == 200
        return len(captured)

    asked()  # what is cached of the reader alone
    world.record(title="Goods")
    few = asked()
    for number in range(8):
        world.record(title=f"Goods {number}")

    assert asked() == few <= 10


def test_the_overview_leads_to_it(client, world, waiting):
    world.sign_in(client, world.cn.secretary)
    overview, own = client.get("/by-cn/"), client.get(URL)

    assert text_of(overview, f'main a[href="{URL}"]') == "Work through all 2 tasks"
    # One count: in the head, in the list and on the overview, where it says what it counts.
    assert text_of(overview, "#waits") == text_of(own, "#waits") == "2"
    assert text_of(own, "#inbox header strong") == "2 tasks for China."
    assert "2 tasks for China." in text_of(overview, "section[aria-labelledby=needs]")


# --- requests, mentions, and the number in the head


def test_a_request_is_accepted_with_one_press_and_otherwise_in_a_form(client, world):
    asked = world.record(title="A list", speech_act="request", performed_by="second")
    world.sign_in(client, world.cn.secretary)
    page = client.get(URL, {"at": asked.code})
    form = form_in(page, '.tray form[action$="/accept/"]')

    assert "Belarus asks your side: answer the request." in text_of(page, ".tray")
    assert text_of(page, '.tray a[data-key~="d"]') == "Decline the request d"
    assert "Log an update" not in text_of(page, ".tray .actions")
    expected = address(asked)
    response = client.post(form.action, form.filled(), headers=from_page(URL))

    assert response["HX-Redirect"] == expected
    assert fresh(asked).answer == "accepted"


def test_a_mention_waits_for_who_is_named_until_it_is_seen(client, world):
    note = "@Observer, China: see the <b>protocol</b>."
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=note)
    world.sign_in(client, world.cn.observer)
    page = client.get(URL)

    assert titles(page) == [world.vaccine.title]
    assert "Analyst, Belarus, Belarus, names your post." in text_of(page, ".tray")
    assert "<b>protocol</b>" in text_of(page, ".tray blockquote")
    assert soup_of(page).title.text == "(1) To do – Accord"
    assert soup_of(client.get("/by-cn/register/")).title.text.startswith("(1) Register")
    assert text_of(client.get("/by-cn/log/"), "#waits") == "1"
    form = form_in(page, ".tray form")
    world.sign_in(client, world.cn.analyst)
    assert client.post(form.action, form.filled()).status_code == 404
    world.sign_in(client, world.cn.observer)
    assert client.get(form.action).status_code == 405
    page = client.post(form.action, form.filled(), follow=True)

    assert text_of(page, "#inbox h2") == "An observer has no tasks"
    assert text_of(page, "#waits") == ""
    assert soup_of(page).title.text == "To do – Accord"


def test_one_list_oldest_first_also_where_pages_meet(client, world, monkeypatch):
    """What is one's own and what is the side's, merged by the moment, on every page the right part of it."""
    expected = [world.trade.title]
    for number in range(6):
        row = world.record(title=f"Goods {number}")
        expected.append(row.title)
        if number % 2:
            note = f"{number} @Secretary, China"
            world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=note)
            expected.append(world.vaccine.title)
        if number == 1:
            expected.append(world.vaccine.title)  # itself: from now on the other side has a view
    world.sign_in(client, world.cn.secretary)
    for size in (1, 2, 3, 4, 50):
        monkeypatch.setattr("commitments.reports.waiting.page.INBOX_ROWS", size)
        pages = -(-len(expected) // size)
        found = [title for page in range(1, pages + 1) for title in titles(client.get(URL, {"page": page}))]

        assert found == expected


def test_the_head_is_brought_up_to_date_after_saving_in_place(client, world):
    world.sign_in(client, world.cn.secretary)
    url = world.trade.get_absolute_url()
    form = form_in(client.get(f"{url}confirm/", headers=from_page(url)))
    before = text_of(client.get(url), "#waits")

    answer = client.post(form.action, form.filled(), headers=from_page(url))

    assert (before, soup_of(answer).select_one("#waits")["data-count"]) == ("2", "1")


def test_no_note_in_which_somebody_is_named_is_remembered(client, world):
    actions.write_private_note(world.trade, by=world.cn.analyst, text="@Secretary, China: Brambling.")
    world.sign_in(client, world.cn.secretary)
    for url in (URL, "/by-cn/"):
        client.get(url)

    key = f"mention-{Mention.objects.get().public_id}"
    assert "Brambling" in client.get(URL, {"at": key}).text
    kept = pickle.dumps(dict(caches["pictures"]._cache))
    assert b"Brambling" not in kept and b"Brambling" not in b"".join(
        value for value in caches["pictures"]._cache.values() if isinstance(value, bytes)
    )
