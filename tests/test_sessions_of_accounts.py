"""How long somebody stays signed in, and what ends it for good."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from commitments.models import SecurityEvent, SignedIn, User
from tests.admin.pages import address
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PAGE = "/accounts/password/change/"
BEGUN = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


@pytest.fixture
def person():
    return make_user("Rita Reader")


def sign_in(client, person, password=PASSWORD, **headers):
    return client.post(LOGIN, {"login": person.email, "password": password}, **headers)


def is_in(client):
    return client.get(PAGE).status_code == 200


def at(minutes):
    return time_machine.travel(BEGUN + dt.timedelta(minutes=minutes), tick=False)


# --- idle and absolute


def test_a_session_ends_when_nothing_is_asked_for_an_hour(client, person, settings):
    settings.SESSION_IDLE_MINUTES = 60
    with at(0):
        sign_in(client, person)
    for minutes in (50, 100, 150):
        with at(minutes):
            assert is_in(client)

    with at(211):
        assert not is_in(client)
        assert SignedIn.objects.of(person).count() == 0


def test_words_of_a_form_sent_too_late_come_back(client, world, settings):
    settings.SESSION_IDLE_MINUTES = 60
    with at(0):
        world.sign_in(client, world.by.analyst)
    with at(61):
        response = client.post(
            f"/by-cn/register/{world.vaccine.code}/update/", {"note": "Words I typed for an hour."}
        )

    assert response.status_code == 401
    assert "Words I typed for an hour." in response.text


def test_a_session_that_is_used_on_and_on_ends_after_twelve_hours(client, person, settings):
    settings.SESSION_IDLE_MINUTES = 60
    with at(0):
        sign_in(client, person)
    for minutes in range(30, 12 * 60, 30):
        with at(minutes):
            assert is_in(client)

    with at(12 * 60 + 1):
        assert not is_in(client)


def test_reading_writes_nothing_within_two_minutes(client, person, only_reading):
    with at(0):
        sign_in(client, person)
        client.get(PAGE)
    with at(1), only_reading():
        assert is_in(client)


# --- ended for good


def change(keeper, user, **changed):
    fields = {"full_name": user.full_name, "is_active": "on", **changed}
    return keeper.post(address(User, "change", user.pk), {k: v for k, v in fields.items() if v is not None})


def test_a_closed_account_that_is_opened_again_has_no_session_of_before(client, world):
    user = world.by.analyst.user
    sign_in(client, user)
    keeper = world.sign_in(client.__class__(), world.administrator)

    change(keeper, user, is_active=None)
    assert not is_in(client)
    change(keeper, user)

    assert User.objects.get(pk=user.pk).is_active
    assert not is_in(client)
    kinds = list(SecurityEvent.objects.filter(user=user).values_list("kind", "by"))
    by = world.administrator.pk
    assert kinds == [("reactivated", by), ("deactivated", by), ("signed_in", user.pk)]


def test_a_new_name_ends_no_session(client, world):
    user = world.by.analyst.user
    sign_in(client, user)

    change(world.sign_in(client.__class__(), world.administrator), user, full_name="Anna Another")

    assert is_in(client)


# --- guessing, and whom it keeps out


def guesses(client, person, count, place):
    for _ in range(count):
        sign_in(client.__class__(), person, "a-guess", REMOTE_ADDR=place)


def test_a_stranger_who_guesses_does_not_keep_the_holder_out(client, person):
    guesses(client, person, 6, "203.0.113.7")

    assert sign_in(client, person, REMOTE_ADDR="203.0.113.99").status_code == 422  # of the same network
    assert sign_in(client, person, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_many_strangers_are_stopped_all_together_but_not_a_known_browser(client, person):
    sign_in(client, person, REMOTE_ADDR="198.51.100.7")
    client.post("/accounts/logout/")
    for number in range(13):
        guesses(client, person, 4, f"203.0.{number}.7")

    assert sign_in(client.__class__(), person, REMOTE_ADDR="192.0.2.1").status_code == 422
    assert sign_in(client, person, REMOTE_ADDR="192.0.2.1").status_code == 302


@pytest.mark.parametrize("forged", ["x", "x:1:y", ""])
def test_a_forged_mark_makes_no_browser_known(client, person, settings, forged):
    client.cookies[settings.KNOWN_COOKIE_NAME] = forged
    for number in range(13):
        guesses(client, person, 4, f"203.0.{number}.7")

    assert sign_in(client, person, REMOTE_ADDR="192.0.2.1").status_code == 422


def test_the_mark_of_one_account_opens_no_other(client, person, settings):
    sign_in(client, make_user("Otto Other"))
    client.post("/accounts/logout/")
    for number in range(13):
        guesses(client, person, 4, f"203.0.{number}.7")

    assert sign_in(client, person).status_code == 422


# --- what is kept of it


def test_signing_in_and_out_are_kept_with_a_shortened_place(client, person):
    sign_in(client, person, REMOTE_ADDR="2001:db8:1:2::5")
    client.post("/accounts/logout/", REMOTE_ADDR="203.0.113.7")

    kept = SecurityEvent.objects.filter(user=person).values_list("kind", "by", "place")
    assert list(kept) == [
        ("signed_out", person.pk, "203.0.113.0/24"),
        ("signed_in", person.pk, "2001:db8:1::/48"),
    ]


def test_wrong_passwords_are_lines_of_the_log_and_no_rows(client, person, caplog):
    guesses(client, person, 5, "203.0.113.7")
    guesses(client, User(email="nobody@example.org"), 2, "203.0.113.7")

    lines = [(line.event, line.place, line.user) for line in caplog.records if line.name == "accord.security"]
    assert (
        lines
        == [("refused", "203.0.113.7", str(person.public_id))] * 5 + [("refused", "203.0.113.7", "")] * 2
    )
    assert "a-guess" not in caplog.text
    assert "nobody" not in caplog.text
    assert SecurityEvent.objects.count() == 0


def test_a_pause_is_kept_once_an_hour(client, person):
    guesses(client, person, 9, "203.0.113.7")

    assert list(SecurityEvent.objects.values_list("kind", "by", "place")) == [
        ("locked", None, "203.0.113.0/24")
    ]


def test_a_new_password_by_letter_is_kept(client, person):
    client.force_login(person)
    new = "a-longer-sentence-of-mine"

    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert SecurityEvent.objects.get().kind == "password_changed"
