"""Passkeys: made, named and removed; alone at the door, beside a password, and before what binds a side."""

import json
import time

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from fido2.utils import websafe_encode

from commitments.models import SecurityEvent, SignedIn, User
from tests.authenticator import PRESENT, VERIFIED, Device
from tests.letters import sent_letters
from tests.pages import parsed
from tests.people import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
ADD = "/accounts/factors/passkeys/add/"
INDEX = "/accounts/factors/"
AUTHENTICATE = "/accounts/factors/authenticate/"
AGAIN = "/accounts/factors/reauthenticate/"
ALONE = "/accounts/login/passkey/"
PAGE = "/accounts/password/change/"


@pytest.fixture
def person():
    return make_user("Rita Reader")


@pytest.fixture
def device(client, person):
    """A passkey of the person; `client` is signed out again."""
    made = with_passkey(client, person)
    client.post("/accounts/logout/")
    client.cookies.clear()
    cache.clear()
    return made


def sign_in(client, person):
    return client.post(LOGIN, {"login": person.email, "password": PASSWORD})


def is_in(client):
    return client.get(PAGE).status_code == 200


def options_on(client, address):
    form = parsed(client.get(address).content).find(attrs={"data-passkey": True, "data-options": True})
    return json.loads(form["data-options"])


def add(client, device, name="Telephone"):
    answer = device.make(options_on(client, ADD))
    return client.post(ADD, {"name": name, "credential": json.dumps(answer)})


def with_passkey(client, person, device=None):
    """Signed in, with a passkey."""
    device = device or Device()
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert add(client, device).status_code == 302
    return device


def alone(client, device, **fields):
    asked = client.get(f"{ALONE}options/").json()
    answer = device.show(asked["options"])
    return client.post(ALONE, {"asked": asked["asked"], "credential": json.dumps(answer), **fields})


def beside(client, device, address=AUTHENTICATE, **fields):
    answer = device.show(options_on(client, address))
    return client.post(address, {"credential": json.dumps(answer), **fields})


# --- made, named, removed


def test_a_passkey_is_made_told_and_comes_with_recovery_codes(client, person):
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    response = add(client, Device(), "Key in the safe")

    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert len(parsed(client.get(response["Location"]).content).find_all("code")) == 10
    assert "Passkey “Key in the safe”" in client.get(INDEX).text
    assert list(SecurityEvent.objects.filter(kind="factor_added").values_list("user", "by")) == [
        (person.pk, person.pk)
    ]
    letter = sent_letters()[-1]
    assert (letter.to, letter.subject) == ([person.email], "Accord: a passkey was added to your account")


def test_what_is_longer_than_any_answer_is_not_kept(client, person):
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    answer = Device().make(options_on(client, ADD)) | {"more": "a" * 20_000}

    assert client.post(ADD, {"name": "x", "credential": json.dumps(answer)}).status_code == 422
    assert not Authenticator.objects.filter(user=person).exists()


def test_one_person_has_twenty_at_most(client, person):
    with_passkey(client, person)
    own = Authenticator.objects.filter(user=person, type="webauthn")
    data = own.get().data
    Authenticator.objects.bulk_create(
        Authenticator(user=person, type="webauthn", data=data) for _ in range(18)
    )
    assert add(client, Device()).status_code == 302

    assert "You have 20 passkeys" in add(client, Device()).text
    assert own.count() == 20


def test_it_is_asked_for_only_after_the_password(client, person):
    client.force_login(person)  # no password was typed in this session

    assert client.get(ADD)["Location"].startswith("/accounts/reauthenticate/")


def test_it_gets_another_name(client, person):
    with_passkey(client, person)
    page = reverse("mfa_passkey", args=[Authenticator.objects.get(type="webauthn").pk])

    assert client.post(page, {"name": ""}).status_code == 422
    client.post(page, {"name": "Old telephone"})

    assert Authenticator.objects.get(type="webauthn").wrap().name == "Old telephone"


def test_it_is_removed_told_and_opens_nothing_any_more(client, person):
    device = with_passkey(client, person)
    key = Authenticator.objects.get(type="webauthn")

    client.post(reverse("mfa_passkey_remove", args=[key.pk]))

    assert not Authenticator.objects.filter(
        user=person
    ).exists()  # the recovery codes go with the last factor
    assert SecurityEvent.objects.filter(user=person, kind="factor_removed").exists()
    assert sent_letters()[-1].subject == "Accord: a passkey was removed from your account"
    other = client.__class__()
    alone(other, device)
    assert not is_in(other)


def test_nobody_sees_names_or_removes_the_passkey_of_somebody_else(client, person, device):
    key = Authenticator.objects.get(type="webauthn")
    with_passkey(client, make_user("Otto Other"))

    for name in ("mfa_passkey", "mfa_passkey_remove"):
        assert client.post(reverse(name, args=[key.pk]), {"name": "Mine now"}).status_code == 404
    assert Authenticator.objects.get(pk=key.pk).wrap().name == "Telephone"


def test_the_last_factor_of_a_secretary_stays(client, world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    with_passkey(client, world.by.secretary.user)
    first = Authenticator.objects.get(type="webauthn")
    client.post(reverse("mfa_passkey_remove", args=[first.pk]))
    assert Authenticator.objects.filter(pk=first.pk).exists()

    add(client, Device(), "Another")
    client.post(reverse("mfa_passkey_remove", args=[first.pk]))

    assert [key.wrap().name for key in Authenticator.objects.filter(type="webauthn")] == ["Another"]


# --- what it is good for


def test_alone_it_signs_in_and_where_one_wanted_to_go(client, person, device):
    response = alone(client, device, next=PAGE)

    assert response["Location"] == PAGE
    assert is_in(client)
    assert SecurityEvent.objects.filter(user=person).first().kind == "signed_in"


def test_the_password_alone_is_not_enough_beside_it(client, person, device):
    assert sign_in(client, person)["Location"] == AUTHENTICATE
    assert not is_in(client)

    beside(client, device)

    assert is_in(client)


def test_a_secretary_with_one_needs_no_other_factor(client, world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    user = world.by.secretary.user
    sign_in(client, user)
    assert client.get("/by-cn/")["Location"] == reverse("mfa_index")
    device = with_passkey(client.__class__(), user)
    other = client.__class__()

    alone(other, device)

    assert other.get("/by-cn/").status_code == 200


def test_it_is_shown_again_before_what_binds_a_side(client, world, time_machine):
    time_machine.move_to(time.time())
    user = world.by.secretary.user
    device = with_passkey(client.__class__(), user)
    binding = f"/by-cn/register/{world.vaccine.code}/close/"
    alone(client, device)
    assert client.get(binding).status_code == 200
    time_machine.shift(11 * 60)
    assert client.post(binding, {"note": "All of it has arrived."}).status_code == 401
    assert client.get(binding)["Location"].startswith(f"{AGAIN}?next=")

    response = beside(client, device, AGAIN, next=binding)

    assert response["Location"] == binding
    assert client.get(binding).status_code == 200


def test_looking_at_the_way_in_leaves_nothing_behind(client, device, only_reading):
    with only_reading():
        client.get(f"{ALONE}options/")


# --- refused


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://testserver"},
        {"origin": "http://testserver.example.org"},
        {"origin": "http://sub.testserver"},
        {"origin": "http://testserver:8000"},
        {"site": "example.org"},
        {"flags": PRESENT},
        {"flags": VERIFIED},
        {"key": Device().key},
        {"id": b"0123456789abcdef"},
    ],
    ids=["scheme", "longer", "below", "port", "site", "unverified", "absent", "key", "id"],
)
@pytest.mark.parametrize("way", ["alone", "beside", "again"])
def test_what_is_not_of_this_site_this_holder_or_this_key_is_refused(client, person, device, wrong, way):
    good = dict(vars(device))
    vars(device).update(wrong)
    if way == "again":
        alone(client, Device(**good))
        before = client.session["account_authentication_methods"]
        assert beside(client, device, AGAIN).status_code == 422
        assert client.session["account_authentication_methods"] == before
        return
    if way == "beside":
        sign_in(client, person)
        assert beside(client, device).status_code == 422
    else:
        assert alone(client, device)["Location"] == LOGIN
    assert not is_in(client)


@pytest.mark.parametrize(
    "wrong", [{"origin": "https://evil.example"}, {"site": "evil.example"}, {"flags": PRESENT}], ids=str
)
def test_none_is_made_for_another_site_or_without_its_holder(client, person, wrong):
    sign_in(client, person)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert add(client, Device(**wrong)).status_code == 422
    assert not Authenticator.objects.exists()


def test_the_passkey_of_somebody_else_is_no_factor_of_mine(client, person, device):
    other = make_user("Otto Other")
    theirs = with_passkey(client.__class__(), other)
    sign_in(client, person)

    assert beside(client, theirs).status_code == 422
    theirs.holder = device.holder  # nor is it mine because it says so
    assert alone(client, theirs)["Location"] == LOGIN
    assert not is_in(client)


def test_one_passkey_belongs_to_one_account(client, person, device):
    sign_in(client, make_user("Otto Other"))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    assert add(client, device).status_code == 422


def test_an_answer_works_once(client, person, device):
    asked = client.get(f"{ALONE}options/").json()
    fields = {"asked": asked["asked"], "credential": json.dumps(device.show(asked["options"]))}
    client.post(ALONE, fields)
    assert is_in(client)

    again = client.__class__()
    again.post(ALONE, fields)
    assert not is_in(again)


def test_an_answer_to_an_earlier_question_of_the_session_is_none(client, person, device):
    sign_in(client, person)
    first = device.show(options_on(client, AUTHENTICATE))
    options_on(client, AUTHENTICATE)

    assert client.post(AUTHENTICATE, {"credential": json.dumps(first)}).status_code == 422


@pytest.mark.parametrize("way", ["alone", "beside", "add"])
def test_after_five_minutes_an_answer_is_none(client, person, device, time_machine, way):
    time_machine.move_to(time.time())
    if way == "add":
        alone(client, device)
        client.post(AGAIN, {})
        beside(client, device, AGAIN)
        made = Device().make(options_on(client, ADD))
        time_machine.shift(301)
        answer = client.post(ADD, {"name": "Late", "credential": json.dumps(made)})
        assert answer.status_code == 422
        return
    if way == "alone":
        asked = client.get(f"{ALONE}options/").json()
        fields = {"asked": asked["asked"], "credential": json.dumps(device.show(asked["options"]))}
        time_machine.shift(301)
        client.post(ALONE, fields)
    else:
        sign_in(client, person)
        answer = device.show(options_on(client, AUTHENTICATE))
        time_machine.shift(301)
        client.post(AUTHENTICATE, {"credential": json.dumps(answer)})
    assert not is_in(client)


@pytest.mark.parametrize("asked", ["", "x", "eyJhIjoxfQ:1:x"])
def test_a_question_nobody_here_asked_has_no_answer(client, device, asked):
    options = client.get(f"{ALONE}options/").json()["options"]

    client.post(ALONE, {"asked": asked, "credential": json.dumps(device.show(options))})

    assert not is_in(client)


def test_a_closed_account_is_not_opened_by_it(client, person, device):
    User.objects.filter(pk=person.pk).update(is_active=False)

    alone(client, device)

    assert not is_in(client)
    assert SignedIn.objects.of(person).count() == 0


@pytest.mark.parametrize(
    "sent",
    ["", "x", "null", "[]", "{}", '{"id": "a"}', '{"rawId": 5, "response": 7}', '{"response": {"userHandle": 1}}',
     '{"id": "YQ", "rawId": "YQ", "response": {"clientDataJSON": "YQ", "userHandle": "YQ"}}',
     "1" * 5000, "[" * 9000],
)  # fmt: skip
def test_what_is_no_answer_of_a_browser_is_refused_in_words(client, person, device, sent):
    asked = client.get(f"{ALONE}options/").json()["asked"]
    assert client.post(ALONE, {"asked": asked, "credential": sent})["Location"] == LOGIN
    sign_in(client, person)
    assert client.post(AUTHENTICATE, {"credential": sent}).status_code == 422
    beside(client, device)
    assert client.post(AGAIN, {"credential": sent}).status_code == 422
    beside(client, device, AGAIN)
    client.get(ADD)

    assert client.post(ADD, {"name": "x", "credential": sent}).status_code == 422


@pytest.mark.parametrize(
    ("flags", "rest"),
    [(0x85, b""), (0x85, b"\x1b"), (0x85, b"\x81" * 5000), (0xC5, bytes(16) + b"\0\4abcd")],
    ids=["nothing follows", "a number cut short", "a deep nest", "a key is missing"],
)
def test_an_answer_that_ends_too_early_is_refused_in_words(client, person, device, flags, rest):
    asked = client.get(f"{ALONE}options/").json()
    answer = device.show(asked["options"])
    answer["response"]["authenticatorData"] = websafe_encode(bytes(32) + bytes([flags]) + bytes(4) + rest)

    sent = {"asked": asked["asked"], "credential": json.dumps(answer)}
    assert client.post(ALONE, sent)["Location"] == LOGIN


def test_wrong_ones_are_lines_of_the_log_and_stop_after_a_few(client, person, device, caplog):
    sign_in(client, person)
    stranger = Device(holder=device.holder)
    for _ in range(6):
        beside(client, stranger)

    lines = [(line.event, line.user) for line in caplog.records if line.name == "accord.security"]
    assert lines.count(("refused", str(person.public_id))) == 6
    assert beside(client, device).status_code == 422  # paused, as after wrong codes
