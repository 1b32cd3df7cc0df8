"""Doors without signing in: calendars and feeds open with a secret, for as long as the seat is held, and open nothing else."""

import datetime as dt
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
import time_machine
from icalendar import Calendar

from commitments import actions
from commitments.actions import NotAllowed
from commitments.actions.access_key import MOST, RuleBroken, key_of, make_key, take_back
from commitments.actions.telling import follow
from commitments.models import AccessKey, SecurityEvent
from commitments.vocabulary.keys import KeyKind
from tests.pages import soup_of
from tests.people import fresh

TODAY = "2021-02-08 09:00Z"
KEYS = "/by-cn/keys/"
ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.time_machine(TODAY, tick=False)


def opened(client, seat, kind, **key):
    """The answer of the door of a new key."""
    _row, token = make_key(seat, kind, name="Mine", **key)
    return client.get(f"/api/{kind}/{token}/")


def events_of(response):
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return {str(one["uid"]).partition("@")[0]: one for one in calendar.walk("VEVENT")}


def made(client, **fields):
    """Make a key on the page: the page, and the secret it shows."""
    page = client.post(KEYS, {"kind": "calendar", "name": "Telephone", "days": "90", **fields})
    shown = soup_of(page).select_one("#secret")
    return page, shown["value"] if shown else ""


# --- calendars


def test_a_calendar_of_the_register_has_a_day_for_each_duty(world, client):
    response = opened(client, world.by.observer, KeyKind.CALENDAR)

    event = events_of(response)["by-cn-by-cn-2021-01-second-owed"]
    assert event["dtstart"].dt == dt.date(2021, 6, 30)
    assert event["summary"] == "BY-CN-2021-01: China owes the result – Vaccine for Belarus"
    assert (str(event["status"]), event["sequence"]) == ("CONFIRMED", fresh(world.vaccine).last_number)
    assert event["dtstamp"].dt < dt.datetime(2021, 2, 1, tzinfo=dt.UTC)  # of the entry, not of the request
    assert str(event["url"]) == "http://127.0.0.1:8000/by-cn/register/BY-CN-2021-01/"
    assert max(map(len, response.content.split(b"\r\n"))) <= 75
    assert response["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_day_that_moves_keeps_its_name_and_is_a_later_version(world, client):
    before = events_of(opened(client, world.by.analyst, KeyKind.CALENDAR))["by-cn-by-cn-2021-01-second-owed"]
    world.redate(
        world.vaccine, by=world.cn.analyst, due_on=dt.date(2021, 9, 30), reason="More time is needed."
    )

    after = events_of(opened(client, world.by.analyst, KeyKind.CALENDAR))["by-cn-by-cn-2021-01-second-owed"]

    assert after["dtstart"].dt == dt.date(2021, 9, 30)
    assert after["sequence"] > before["sequence"]
    assert after["dtstamp"].dt > before["dtstamp"].dt


def test_what_has_ended_is_cancelled(world, client):
    for side in (world.cn, world.by):
        world.close(world.vaccine, by=side.secretary)

    event = events_of(opened(client, world.by.analyst, KeyKind.CALENDAR))["by-cn-by-cn-2021-01-second-owed"]

    assert str(event["status"]) == "CANCELLED"


def test_steps_and_sessions_are_days(world, client):
    actions.set_step(
        world.vaccine,
        by=world.by.analyst,
        next_step="A letter",
        next_on=dt.date(2021, 3, 1),
        at=world.clock(),
    )
    actions.call_session(
        world.commission,
        by=world.by.secretary,
        title="Third session",
        place="Minsk",
        held_on=dt.date(2021, 5, 5),
        at=world.clock(),
    )

    events = events_of(opened(client, world.by.analyst, KeyKind.CALENDAR))

    (step,) = [one for uid, one in events.items() if "-step-" in uid]
    assert step["dtstart"].dt == dt.date(2021, 3, 1)
    (session,) = [one for uid, one in events.items() if "session-" in uid]
    assert (session["dtstart"].dt, session["summary"]) == (
        dt.date(2021, 5, 5),
        "Session: Third session, Minsk",
    )


def test_ones_own_calendar_has_what_one_answers_for_and_follows(world, client):
    # Of China, its analysts answer for what has a post that nobody holds.
    assert "by-cn-by-cn-2021-01-second-owed" in events_of(
        opened(client, world.cn.analyst, KeyKind.CALENDAR, is_own=True)
    )
    assert events_of(opened(client, world.by.observer, KeyKind.CALENDAR, is_own=True)) == {}
    follow(world.by.observer, world.vaccine)
    assert "by-cn-by-cn-2021-01-second-owed" in events_of(
        opened(client, world.by.observer, KeyKind.CALENDAR, is_own=True)
    )


def test_a_calendar_of_a_filter_has_what_answers_it(world, client):
    assert events_of(opened(client, world.by.analyst, KeyKind.CALENDAR, query="sector=economy")) == {}
    assert events_of(opened(client, world.by.analyst, KeyKind.CALENDAR, query="sector=health")) != {}


# --- feeds


def feed_of(response):
    assert response.status_code == 200
    return ET.fromstring(response.content)  # noqa: S314 (our own)


def test_a_feed_has_the_log_newest_first_under_names_that_stay(world, client):
    response = opened(client, world.by.observer, KeyKind.FEED)

    feed = feed_of(response)
    entries = feed.findall(f"{ATOM}entry")
    ids = [one.findtext(f"{ATOM}id") for one in entries]
    assert ids[0].startswith("tag:127.0.0.1,2021:by-cn/log/")
    assert len(set(ids)) == len(ids)
    moments = [one.findtext(f"{ATOM}updated") for one in entries]
    assert moments == sorted(moments, reverse=True)
    # What RFC 4287 asks of each feed and entry.
    for element in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert element.findtext(f"{ATOM}{name}"), name
    assert all(one.find(f"{ATOM}author/{ATOM}name") is not None for one in entries)
    assert feed.findtext(f"{ATOM}updated") == moments[0]
    assert response.content == opened(client, world.by.observer, KeyKind.FEED).content


def test_a_feed_of_a_filter_has_its_entries_only(world, client):
    feed = feed_of(opened(client, world.by.observer, KeyKind.FEED, query="sector=health"))

    links = [one.find(f"{ATOM}link").get("href") for one in feed.findall(f"{ATOM}entry")]
    assert links
    assert {urlsplit(link).path for link in links} == {"/by-cn/register/BY-CN-2021-01/"}


# --- the door


@pytest.mark.parametrize("kind", ["calendar", "feed"])
def test_who_has_it_already_is_not_sent_it_again(world, client, kind):
    _row, token = make_key(world.by.analyst, KeyKind(kind), name="Mine")
    first = client.get(f"/api/{kind}/{token}/")

    again = client.get(f"/api/{kind}/{token}/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    later = client.get(f"/api/{kind}/{token}/", headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    for response in (first, again, later):
        assert response["Cache-Control"] == "private, no-cache"
        assert response["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_a_door_opens_no_session(world, client):
    opened(client, world.by.analyst, KeyKind.FEED)

    assert client.get("/by-cn/").status_code == 302


def ended(world, key):
    seat = world.by.analyst
    seat.held_until = dt.date(2021, 2, 7)
    actions.keep_seat(seat, by=world.administrator, at=world.clock())


def closed(world, key):
    world.by.analyst.user.is_active = False
    world.by.analyst.user.save()


def taken_back(world, key):
    take_back(key, by=world.by.analyst)


@pytest.mark.parametrize("ends", [ended, closed, taken_back])
def test_a_door_closes_with_its_seat(world, client, ends):
    key, token = make_key(world.by.analyst, KeyKind.FEED, name="Mine")
    assert client.get(f"/api/feed/{token}/").status_code == 200

    ends(world, key)

    assert client.get(f"/api/feed/{token}/").status_code == 404


def test_a_key_opens_its_own_kind_of_door(world, client):
    for kind in KeyKind:
        _row, token = make_key(world.by.analyst, kind, name="Mine", days=30)
        for other in ("calendar", "feed"):
            assert client.get(f"/api/{other}/{token}/").status_code == (200 if other == kind else 404)


def test_the_secret_is_in_no_log_and_in_no_table(world, client, caplog):
    key, token = make_key(world.by.analyst, KeyKind.CALENDAR, name="Mine")
    with caplog.at_level("INFO"):
        client.get(f"/api/calendar/{token}/")

    assert "GET /api/calendar/… 200" in caplog.text
    assert token not in caplog.text
    row = AccessKey.objects.values().get(pk=key.pk)
    assert token not in str(row)
    assert row["used_at"] is not None


def test_who_tries_secrets_is_slowed_down(world, client):
    codes = {client.get("/api/feed/guess/").status_code for _ in range(130)}

    assert codes == {404, 429}


def test_a_program_token_ends_by_itself(world):
    _row, token = make_key(world.by.analyst, KeyKind.PROGRAM, name="Sheet", days=30)
    assert key_of(token, KeyKind.PROGRAM)
    with time_machine.travel("2021-03-11 09:00Z"):
        assert key_of(token, KeyKind.PROGRAM) is None


# --- the page


def test_a_key_is_made_shown_once_renewed_and_taken_back(world, client):
    world.sign_in(client, world.by.observer)
    page, address = made(client, what="own")

    path = urlsplit(address).path
    assert client.get(path).status_code == 200
    assert page["Cache-Control"] == "no-store"
    assert address not in client.get(KEYS).content.decode()

    key = AccessKey.objects.get()
    assert (key.is_own, key.seat) == (True, world.by.observer)
    page = client.post(f"{KEYS}{key.pk}/renew/")
    renewed = urlsplit(soup_of(page).select_one("#secret")["value"]).path
    assert (client.get(path).status_code, client.get(renewed).status_code) == (404, 200)

    client.post(f"{KEYS}{AccessKey.objects.open().get().pk}/revoke/")
    assert client.get(renewed).status_code == 404
    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["key_made", "key_taken_back", "key_made", "key_taken_back"]


def test_the_register_as_it_is_filtered_leads_to_a_key(world, client):
    world.sign_in(client, world.by.observer)
    page = soup_of(client.get("/by-cn/register/?sector=health"))
    link = page.find("a", string="As a calendar or feed")["href"]
    form = soup_of(client.get(link))

    assert form.select_one("[name=query]")["value"] == "sector=health"
    made(client, kind="feed", query="sector=health")
    assert AccessKey.objects.get().query == "sector=health"


def test_a_key_of_somebody_else_is_not_there(world, client):
    key, _token = make_key(world.by.analyst, KeyKind.FEED, name="Mine")
    world.sign_in(client, world.by.secretary)

    assert client.post(f"{KEYS}{key.pk}/revoke/").status_code == 404
    assert client.post(f"{KEYS}{key.pk}/renew/").status_code == 404
    with pytest.raises(NotAllowed):
        take_back(key, by=world.by.secretary)


def test_a_seat_has_so_many_keys_and_no_more(world, client):
    for _ in range(MOST):
        make_key(world.by.analyst, KeyKind.FEED, name="Mine")
    with pytest.raises(RuleBroken):
        make_key(world.by.analyst, KeyKind.FEED, name="Mine")
    world.sign_in(client, world.by.analyst)

    page, secret = made(client)

    assert (page.status_code, secret) == (422, "")


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_nobody_without_a_seat_has_keys(world, client, who):
    world.sign_in(client, getattr(world, who))

    assert client.get(KEYS).status_code == (403 if who == "administrator" else 404)
