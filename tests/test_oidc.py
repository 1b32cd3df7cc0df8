"""Signing in at a party's own identity provider: only its own people, only known accounts, and nothing on its word alone."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.cache import cache
from django.urls import reverse

from commitments import oidc
from commitments.models import Identity, Party, Seat, SecurityEvent, User
from tests.identity_provider import CLIENT, SECRET, running
from tests.letters import sent_letters
from tests.pages import parsed
from tests.people import PASSWORD, make_commission, make_user
from tests.test_passkeys import with_passkey
from tests.test_strangers import rows_in_all_tables

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PAGE = "/accounts/password/change/"


@pytest.fixture
def providers(settings):
    """Of both parties."""
    oidc.described.cache_clear()
    with running() as by, running() as cn:
        settings.IDENTITY_PROVIDERS = {
            code: {
                "name": f"Login {code}",
                "issuer": one.issuer,
                "client": CLIENT,
                "secret": SECRET,
                "factor": (),
            }
            for code, one in (("BY", by), ("CN", cn))
        }
        yield {"BY": by, "CN": cn}


@pytest.fixture
def by(providers, world):
    """That of Belarus, where the analyst of Belarus has just signed in."""
    providers["BY"].person = person_of(world.by.analyst.user)
    return providers["BY"]


def person_of(user, subject="subject-1"):
    return {"sub": subject, "email": user.email, "email_verified": True}


def leave(client, code="BY", tail=""):
    return client.get(f"/accounts/login/at/{code}/{tail}")


def back_from(provider, response):
    """Where the browser comes back to, when its person has consented at the provider."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(response["Location"]).query).items()}
    back = urlsplit(provider.authorize(query))
    return f"{back.path}?{back.query}"


def through(client, provider, code="BY", tail=""):
    return client.get(back_from(provider, leave(client, code, tail)))


def is_in(client):
    return client.get(PAGE).status_code == 200


# --- who comes in


def test_a_known_account_of_the_party_is_signed_in_and_told_the_first_time(client, by, world):
    user = world.by.analyst.user

    response = through(client, by, tail="?next=/by-cn/register/")

    assert response["Location"] == "/by-cn/register/"
    assert is_in(client)
    assert Identity.objects.get().user == user
    kinds = [event.kind for event in SecurityEvent.objects.filter(user=user)]
    assert kinds == ["signed_in", "identity_linked"]
    assert [letter.to for letter in sent_letters()] == [[user.email]]


def test_from_then_on_the_subject_counts_and_not_the_address(client, by, world):
    through(client.__class__(), by)
    by.person = {"sub": "subject-1", "email": "another@example.org", "email_verified": False}

    through(client, by)

    assert is_in(client)
    assert SecurityEvent.objects.filter(kind="identity_linked").count() == 1


def test_the_sign_in_page_offers_it_where_it_is_set_up(client, by, settings):
    page = parsed(client.get(f"{LOGIN}?next=/settings/").content)
    assert [link["href"] for link in page.find_all("a") if "Sign in at" in link.text] == [
        "/accounts/login/at/BY/?next=%2Fsettings%2F",
        "/accounts/login/at/CN/?next=%2Fsettings%2F",
    ]

    settings.IDENTITY_PROVIDERS = {}
    assert "Sign in at" not in client.get(LOGIN).text
    assert leave(client).status_code == 404


def test_beginning_leaves_nothing_behind(client, by):
    before = rows_in_all_tables()

    leave(client)

    assert rows_in_all_tables() == before


# --- the second factor


def test_a_second_factor_is_asked_for_as_after_a_password(client, by, world):
    with_passkey(client.__class__(), world.by.analyst.user)
    cache.clear()

    assert through(client, by)["Location"] == "/accounts/factors/authenticate/"
    assert not is_in(client)


def test_a_secretary_sets_one_up_first(client, by, world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    by.person = person_of(world.by.secretary.user)

    through(client, by)

    assert client.get("/by-cn/")["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    ("claims", "opens"),
    [({"acr": "high"}, True), ({"amr": ["pwd", "otp"]}, True), ({"acr": "low", "amr": ["pwd"]}, False), ({}, False)],
)  # fmt: skip
def test_that_of_the_provider_opens_the_door_where_it_is_trusted_and_binds_nothing(
    client, by, world, settings, claims, opens
):
    settings.IDENTITY_PROVIDERS["BY"]["factor"] = ("high", "otp")
    user = world.by.secretary.user
    with_passkey(client.__class__(), user)
    cache.clear()
    by.person = person_of(user) | claims

    through(client, by)

    assert is_in(client) == opens
    if opens:
        binding = client.get(f"/by-cn/register/{world.vaccine.code}/close/")
        assert binding["Location"].startswith("/accounts/factors/reauthenticate/")


def test_its_word_is_not_taken_unasked(client, by, world):
    with_passkey(client.__class__(), world.by.analyst.user)
    cache.clear()
    by.person |= {"acr": "high", "amr": ["otp", "mfa"]}

    through(client, by)

    assert not is_in(client)


# --- who does not


def refused(client, response):
    assert response["Location"] == LOGIN
    assert not is_in(client)
    assert not Identity.objects.exists()
    return client.get(LOGIN).text


@pytest.mark.parametrize(
    "changed",
    [
        {"iss": "https://login.example.org"}, {"iss": None},
        {"aud": "another"}, {"aud": ["another", "third"]}, {"aud": [CLIENT, "another"]}, {"aud": None},
        {"azp": "another"},
        {"nonce": "another"}, {"nonce": None},
        {"exp": 1_700_000_000}, {"exp": None},
        {"sub": None}, {"sub": ""}, {"sub": "x" * 300},
        {"email_verified": False}, {"email_verified": None}, {"email_verified": "true"},
        {"email": None}, {"email": "nobody@example.org"}, {"email": ["a"]},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_that_is_not_for_this_is_refused(client, by, changed):
    by.changed = changed

    refused(client, through(client, by))


def test_two_audiences_are_taken_where_the_token_was_asked_for_by_this_client(client, by):
    by.changed = {"aud": [CLIENT, "another"], "azp": CLIENT}

    through(client, by)

    assert is_in(client)


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_without_a_key_of_the_provider_is_refused(client, by, algorithm):
    by.algorithm = algorithm

    refused(client, through(client, by))


def test_a_token_signed_by_somebody_else_is_refused(client, by):
    by.signs_with = rsa.generate_private_key(65537, 2048)

    refused(client, through(client, by))


def test_the_provider_of_the_other_side_opens_nothing(client, providers, world):
    providers["CN"].person = person_of(world.by.analyst.user)

    text = refused(client, through(client, providers["CN"], "CN"))

    assert "no account here goes with it" in text


def test_an_answer_of_one_provider_is_none_at_the_address_of_another(client, by, providers, world):
    back = back_from(by, leave(client, "BY"))

    refused(client, client.get(back.replace("/at/BY/", "/at/CN/")))


def test_an_answer_that_names_another_issuer_is_refused(client, by, providers):
    back = back_from(by, leave(client))

    refused(client, client.get(f"{back}&iss={providers['CN'].issuer}"))


@pytest.mark.parametrize("tail", ["", "?code=x", "?state=x&code=x", "?error=access_denied"])
def test_an_answer_nobody_asked_for_is_refused(client, by, tail):
    leave(client)
    refused(client, leave(client, tail=f"answer/{tail}"))


def test_another_browser_cannot_use_an_answer(client, by):
    back = back_from(by, leave(client))
    other = client.__class__()
    leave(other)

    refused(other, other.get(back))


def test_an_answer_works_once(client, by, settings):
    back = back_from(by, leave(client))
    sealed = client.cookies[settings.OIDC_COOKIE_NAME].value
    client.get(back)
    assert is_in(client)

    again = client.__class__()
    again.cookies[settings.OIDC_COOKIE_NAME] = sealed
    again.get(back)
    assert not is_in(again)


def test_after_ten_minutes_an_answer_is_refused(client, by, time_machine):
    time_machine.move_to(time.time())
    back = back_from(by, leave(client))
    time_machine.shift(601)

    refused(client, client.get(back))


@pytest.mark.parametrize(
    "who", ["nobody", "administrator", "closed", "has not come", "no seat", "both sides"]
)
def test_no_account_is_made_and_only_one_that_speaks_for_this_side_is_opened(client, by, world, who):
    user = make_user("Petra Person")
    seat = {"commission": world.commission, "post": "P", "role": "observer", "held_from": "2021-01-01"}
    if who not in ("administrator", "no seat", "nobody"):
        Seat.objects.create(user=user, party=world.by.party, **seat)
    if who == "both sides":
        other = make_commission("another", "CN-KZ")
        party = Party.objects.get(commission=other, code="CN")
        Seat.objects.create(user=user, party=party, **seat | {"commission": other})
    if who == "has not come":
        user.set_unusable_password()
    user.is_active = who != "closed"
    user.is_staff = who == "administrator"
    user.save()
    by.person = person_of(user)
    if who == "nobody":
        by.person["email"] = "nobody@example.org"
    before = User.objects.count()

    refused(client, through(client, by))

    assert User.objects.count() == before


def test_an_address_given_to_somebody_else_there_opens_nothing(client, by, world):
    through(client.__class__(), by)
    by.person = person_of(world.by.analyst.user, subject="subject-2")

    through(client, by)

    assert not is_in(client)


def test_a_provider_that_is_away_is_said_and_the_password_works(client, by, world):
    by.is_broken = True
    assert leave(client)["Location"] == LOGIN
    assert "Login BY cannot be reached." in client.get(LOGIN).text

    client.post(LOGIN, {"login": world.by.analyst.user.email, "password": PASSWORD})

    assert is_in(client)


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", b"HTTP/1.0 200 OK\r\n\r\n" + b"[" * 9000])
def test_a_provider_that_answers_nonsense_is_as_one_that_is_away(client, by, said):
    by.says_instead = said

    assert leave(client)["Location"] == LOGIN
    assert "Login BY cannot be reached." in client.get(LOGIN).text


def test_a_provider_that_was_away_is_not_waited_for_again_at_once(client, by, providers, world, time_machine):
    time_machine.move_to(time.time())
    by.is_broken = True
    leave(client)
    by.is_broken, asked = False, by.asked

    assert leave(client)["Location"] == LOGIN
    assert by.asked == asked
    assert leave(client, "CN")["Location"].startswith(providers["CN"].issuer)
    time_machine.shift(31)
    through(client, by)
    assert is_in(client)


def test_a_provider_that_says_a_byte_now_and_then_is_away(client, by, monkeypatch):
    monkeypatch.setattr(oidc, "PATIENCE", 0.2)
    by.pause = 0.1

    assert leave(client)["Location"] == LOGIN


def test_a_code_that_the_provider_does_not_take_is_refused_and_keeps_nobody_out(client, by, world):
    state = parse_qs(urlsplit(leave(client)["Location"]).query)["state"][0]

    told = refused(client, client.get(f"/accounts/login/at/BY/answer/?code=guessed&state={state}"))
    assert "This sign-in was not accepted." in told
    through(client, by)

    assert is_in(client)


def test_a_provider_that_describes_another_is_none(client, by):
    by.told_issuer = "https://login.example.org"

    assert leave(client)["Location"] == LOGIN
