"""How long somebody stays signed in, and what ends it for good."""

import datetime as dt

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from commitments.models import SecurityEvent, SignedIn, User
from tests.admin.pages import address
from tests.pages import parsed
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PAGE = "/accounts/password/change/"
ACCESS = "/accounts/access/"
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


# --- what everybody sees of their own account


def signed_in_twice(client, world, seat):
    """This browser and another one."""
    other = client.__class__()
    sign_in(other, seat.user, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Firefox/145.0")
    sign_in(client, seat.user, HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36")
    return other


def test_everybody_sees_where_they_are_signed_in_and_ends_it(client, world):
    other = signed_in_twice(client, world, world.by.analyst)
    page = parsed(client.get(ACCESS).content)
    rows = [row.th.get_text(" ", strip=True) for row in page.find("table").tbody.find_all("tr")]
    assert sorted(rows) == ["Chrome, Linux this one", "Firefox, Windows"]
    key = page.find(attrs={"name": "session"})["value"]

    response = client.post(f"{ACCESS}end/", {"session": key}, follow=True)

    assert "1 session ended." in response.text
    assert (is_in(client), is_in(other)) == (True, False)


def test_all_others_are_ended_at_once(client, world):
    others = [signed_in_twice(client, world, world.by.analyst) for _ in range(2)]

    client.post(f"{ACCESS}end/")

    assert [is_in(one) for one in (client, *others)] == [True, False, False]


def test_nobody_ends_the_session_of_somebody_else(client, world):
    theirs = client.__class__()
    sign_in(theirs, world.cn.analyst.user)
    sign_in(client, world.by.analyst.user)

    client.post(f"{ACCESS}end/", {"session": theirs.session.session_key})
    client.post(f"{ACCESS}end/")

    assert is_in(theirs)


def test_the_sign_in_before_this_one_is_told(client, world):
    for number in (7, 8):
        sign_in(client, world.by.analyst.user, REMOTE_ADDR=f"203.0.{number}.7")
        page = client.get(ACCESS).text
        client.post("/accounts/logout/")

    assert "Your last sign-in before the present one" in page
    assert "from 203.0.7.0/24" in page


@pytest.mark.parametrize(("role", "sees"), [("secretary", True), ("analyst", False), ("observer", False)])
def test_a_secretary_sees_the_accounts_of_the_side_and_of_no_other(client, world, role, sees):
    for seat in (world.by.observer, world.cn.observer):
        sign_in(client.__class__(), seat.user)
    sign_in(client, world.by.seat(role).user)

    text = client.get(ACCESS).text

    assert ("other accounts of Belarus" in text) == sees
    assert world.cn.observer.user.full_name not in text


# --- what a password must not be


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "passwordpassword", "belarusbelarus", "Belarus-China-2026", "AccordAccord1", "123456789012",
     "Anna.Analyst.2026", "KitaiChina!!!2022"],
)  # fmt: skip
def test_what_everybody_would_guess_is_no_password(world, password):
    with pytest.raises(ValidationError):
        validate_password(password, world.by.analyst.user)


@pytest.mark.parametrize(
    "password",
    [
        "paper-lantern-river-42",
        "849302175566310",
        "the roof of belarus is made of slate",
        "日本の古い橋と新しい川の水音",
    ],
)
def test_words_of_ones_own_are_one(world, password):
    validate_password(password, world.by.analyst.user)


# --- for whoever finds a fault


def test_security_txt_names_whom_to_tell(client, settings):
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    text = client.get("/.well-known/security.txt").text

    assert text.startswith("Contact: mailto:security@example.org\nExpires: ")


def test_without_a_contact_there_is_no_such_page(client):
    assert client.get("/.well-known/security.txt").status_code == 404
