"""Setting up a first second factor: right after the password was typed to come in, and never beside another one."""

import time

import pytest
from allauth.mfa.models import Authenticator

from tests.people import PASSWORD

APP, CODES, LOGIN = "/accounts/factors/app/", "/accounts/factors/codes/new/", "/accounts/login/"


@pytest.fixture
def come(client, world, time_machine):
    """Signed in with the password, a moment ago."""
    time_machine.move_to(time.time())
    client.post(LOGIN, {"login": world.by.analyst.user.email, "password": PASSWORD})
    return client


def asks_again(response):
    return "reauthenticate" in response.get("Location", "")


def test_who_has_just_come_does_not_type_the_password_twice(come):
    assert come.get(APP).status_code == 200


def test_ten_minutes_later_the_password_is_asked_for(come, time_machine):
    time_machine.shift(601)

    assert asks_again(come.get(APP))


def test_a_session_without_a_password_typed_is_asked(client, world):
    client.force_login(world.by.analyst.user)

    assert asks_again(client.get(APP))


def test_beside_a_factor_that_was_there_the_password_is_not_enough(come, world):
    Authenticator.objects.create(user=world.by.analyst.user, type="totp", data={"secret": "x"})
    Authenticator.objects.update(created_at="2020-01-01T00:00Z")

    assert asks_again(come.get(CODES))
    assert asks_again(come.get("/accounts/factors/passkeys/add/"))
