"""Second factors: set up, asked for at sign-in, needed by role, and asked again before what binds a side."""

import datetime as dt
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import TestCase
from django.urls import reverse

from commitments.models import Seat, SecurityEvent
from commitments.second_factor import FactorAdapter
from tests.letters import sent_letters
from tests.pages import parsed
from tests.people import PASSWORD, make_user

# The clock stands still: a code is good for thirty seconds, and a busy machine would miss them now and then.
NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
LOGIN = "/accounts/login/"
AUTHENTICATE = "/accounts/factors/authenticate/"


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user):
    return client.post(LOGIN, {"login": user.email, "password": PASSWORD})


def set_up(client, user):
    """Signed in with an authenticator app. Returns its secret."""
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = parsed(client.get(reverse("mfa_activate_totp")).content)
    secret = page.code.text
    with TestCase.captureOnCommitCallbacks(execute=True):
        response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    cache.clear()  # so that the same thirty seconds serve a test twice
    return secret


def recovery_codes(client):
    return [
        code.text for code in parsed(client.get(reverse("mfa_view_recovery_codes")).content).find_all("code")
    ]


# --- setting up


def test_it_is_set_up_with_a_code_and_told_by_letter(client, world):
    user = world.by.secretary.user
    secret = set_up(client, user)

    assert len(secret) == 32  # 160 bits
    assert len(recovery_codes(client)) == 10
    assert set(Authenticator.objects.filter(user=user).values_list("type", flat=True)) == {
        "totp",
        "recovery_codes",
    }
    assert SecurityEvent.objects.filter(user=user, kind="factor_added").exists()
    assert any(letter.to == [user.email] for letter in sent_letters())


def test_a_wrong_code_sets_nothing_up(client, world):
    user = world.by.secretary.user
    sign_in(client, user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))

    assert client.post(reverse("mfa_activate_totp"), {"code": "000000"}).status_code == 422
    assert not Authenticator.objects.filter(user=user).exists()


def test_the_picture_is_that_of_the_key_and_only_while_it_is_set_up(client, world):
    sign_in(client, world.by.secretary.user)
    assert client.get(reverse("mfa_totp_picture")).status_code == 404
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))

    response = client.get(reverse("mfa_totp_picture"))

    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_the_database_alone_gives_no_code_away(client, world, settings):
    secret = set_up(client, world.by.secretary.user)
    codes = recovery_codes(client)

    kept = repr(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(code in kept for code in codes)


def test_a_new_key_of_the_installation_reads_what_the_old_one_encrypted(settings):
    kept = FactorAdapter().encrypt("words")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "n" * 60

    assert FactorAdapter().decrypt(kept) == "words"


# --- signing in


@pytest.fixture
def secret(client, world):
    made = set_up(client.__class__(), world.by.secretary.user)
    cache.clear()
    return made


def test_the_password_alone_opens_nothing(client, world, secret):
    response = sign_in(client, world.by.secretary.user)

    assert response["Location"] == AUTHENTICATE
    assert client.get("/by-cn/")["Location"].startswith(LOGIN)


def test_with_the_code_one_is_in_and_it_works_once(client, world, secret):
    sign_in(client, world.by.secretary.user)
    assert client.post(AUTHENTICATE, {"code": "000000"}).status_code == 422
    code = code_of(secret)
    client.post(AUTHENTICATE, {"code": code})
    assert client.get("/by-cn/").status_code == 200

    again = client.__class__()
    sign_in(again, world.by.secretary.user)
    assert again.post(AUTHENTICATE, {"code": code}).status_code == 422
    assert again.get("/by-cn/").status_code == 302


def test_a_recovery_code_works_once(client, world):
    first = client.__class__()
    set_up(first, world.by.secretary.user)
    code = recovery_codes(first)[0]
    answers = []
    for _ in range(2):
        other = client.__class__()
        sign_in(other, world.by.secretary.user)
        answers.append(other.post(AUTHENTICATE, {"code": code}).status_code)

    assert answers == [302, 422]


def test_a_code_is_good_for_its_thirty_seconds(client, world, secret, time_machine):
    sign_in(client, world.by.secretary.user)
    code = code_of(secret)
    later(time_machine, seconds=61)

    assert client.post(AUTHENTICATE, {"code": code}).status_code == 422


def test_a_new_password_by_letter_does_not_go_round_it(client, world, secret):
    user = world.by.secretary.user
    user.set_password("a-longer-sentence-of-mine")
    user.save()

    response = client.post(LOGIN, {"login": user.email, "password": "a-longer-sentence-of-mine"})

    assert response["Location"] == AUTHENTICATE


def test_guessing_codes_is_stopped(client, world, secret):
    sign_in(client, world.by.secretary.user)
    for _ in range(12):
        client.post(AUTHENTICATE, {"code": "000000"})

    assert client.post(AUTHENTICATE, {"code": code_of(secret)}).status_code in (422, 429)


# --- who needs one


@pytest.mark.parametrize(
    ("who", "needs"), [("secretary", True), ("analyst", False), ("observer", False), ("administrator", True)]
)
def test_secretaries_and_administrators_do_nothing_without_one(client, world, required, who, needs):
    user = world.administrator if who == "administrator" else world.by.seat(who).user
    sign_in(client, user)

    pages = ["/admin/"] if who == "administrator" else ["/by-cn/", "/by-cn/register/", "/settings/"]
    answers = [client.get(page) for page in pages]

    assert [answer.get("Location") == reverse("mfa_index") for answer in answers] == [needs] * len(pages)
    assert client.get(reverse("mfa_index")).status_code == 200


def test_words_sent_without_one_come_back(client, world, required):
    sign_in(client, world.by.secretary.user)

    response = client.post(
        f"/by-cn/register/{world.vaccine.code}/update/", {"note": "Words I had typed for a good while."}
    )

    assert response.status_code == 401
    assert "Words I had typed for a good while." in response.text
    assert "Set up a second factor" in response.text


def test_after_setting_it_up_everything_is_open(client, world, required):
    set_up(client, world.by.secretary.user)

    assert client.get("/by-cn/").status_code == 200


def test_who_becomes_a_secretary_needs_one_from_then_on(client, world, required):
    seat = world.by.analyst
    sign_in(client, seat.user)
    assert client.get("/by-cn/").status_code == 200
    Seat.objects.filter(pk=seat.pk).update(role="secretary")

    # A change by the action ends the session; the next one asks.
    client.post("/accounts/logout/")
    sign_in(client, seat.user)

    assert client.get("/by-cn/")["Location"] == reverse("mfa_index")


def test_where_a_role_needs_one_it_is_not_removed(client, world, required):
    user = world.by.secretary.user
    set_up(client, user)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_where_it_is_offered_it_is_removed_and_told(client, world):
    user = world.by.secretary.user
    set_up(client, user)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=user).exists()
    assert SecurityEvent.objects.filter(user=user, kind="factor_removed").exists()


# --- again before what binds a side


def binding(world):
    return f"/by-cn/register/{world.vaccine.code}/close/"


def later(time_machine, seconds=11 * 60):
    time_machine.move_to(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds))


def test_a_binding_act_asks_again_after_ten_minutes(client, world, secret, time_machine):
    sign_in(client, world.by.secretary.user)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    assert client.get(binding(world)).status_code == 200

    later(time_machine)

    assert client.get(binding(world))["Location"].startswith("/accounts/factors/reauthenticate/?next=")
    assert client.get(f"/by-cn/register/{world.vaccine.code}/update/").status_code == 200


def test_its_words_are_not_lost_and_it_goes_on_after_the_code(client, world, secret, time_machine):
    sign_in(client, world.by.secretary.user)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    later(time_machine)

    response = client.post(binding(world), {"note": "Why we close it: all of it has arrived."})
    assert response.status_code == 401
    assert "Why we close it: all of it has arrived." in response.text
    assert "Show the second factor" in response.text

    # The password alone is not enough for it.
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.post(binding(world), {"note": "Why we close it: all of it has arrived."}).status_code == 401
    client.post("/accounts/factors/reauthenticate/", {"code": code_of(secret)})
    assert (
        client.post(binding(world), {"note": "Why we close it: all of it has arrived."}).status_code == 422
    )  # the form itself answers


@pytest.mark.parametrize(
    "tail",
    [
        "sessions/2021-01-26-x/items/1/sign/",
        "sessions/2021-01-26-x/close/",
        "asked/00000000-0000-4000-8000-000000000000/",
        "lists/00000000-0000-4000-8000-000000000000/confirm/",
        "batches/1/accept/",
    ],
)
def test_every_binding_address_asks_before_it_looks(client, world, secret, time_machine, tail):
    sign_in(client, world.by.secretary.user)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    later(time_machine)

    assert client.post(f"/by-cn/{tail}").status_code == 401


@pytest.mark.parametrize(
    "tail", ["lists/00000000-0000-4000-8000-000000000000/step/", "batches/1/accept/step/"]
)
def test_the_steps_of_a_list_go_on_without_asking_again(client, world, secret, time_machine, tail):
    sign_in(client, world.by.secretary.user)
    client.post(AUTHENTICATE, {"code": code_of(secret)})
    later(time_machine)

    assert client.post(f"/by-cn/{tail}").status_code == 404  # there is no such list


def test_who_has_none_is_not_asked(client, world):
    world.sign_in(client, world.by.secretary)

    assert client.get(binding(world)).status_code == 200


def test_pages_of_factors_are_for_people_signed_in(client, db):
    make_user("Rita Reader")
    for name in (
        "mfa_index",
        "mfa_activate_totp",
        "mfa_totp_picture",
        "mfa_view_recovery_codes",
        "mfa_authenticate",
    ):
        assert client.get(reverse(name)).status_code == 302
