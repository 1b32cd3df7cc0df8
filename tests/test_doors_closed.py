"""Doors that stay closed: small rules of security that no other test asks, and the table that names them all."""

import json
import re
import subprocess
import sys

import pytest
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth.hashers import MD5PasswordHasher, check_password, make_password
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commitments import oidc
from commitments.actions.letter import post
from commitments.models import SecurityEvent, SignedIn
from commitments.second_factor import FactorAdapter
from tests.identity_provider import running
from tests.letters import sent_letters
from tests.pages import parsed
from tests.people import PASSWORD, make_user

LOGIN = "/accounts/login/"
ROOT = settings.BASE_DIR
SOURCES = {
    path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
    for folder, suffix in (
        ("commitments", "py"),
        ("tracker", "py"),
        ("templates", "html"),
        ("static/js", "js"),
    )
    for path in sorted((ROOT / folder).rglob(f"*.{suffix}"))
    if "migrations" not in path.parts
}


def having(pattern, under=("commitments/", "tracker/", "templates/", "static/js/")):
    found = re.compile(pattern)
    return {name for name, text in SOURCES.items() if name.startswith(under) and found.search(text)}


@pytest.fixture
def person(db):
    return make_user("Rita Reader")


def sign_in(client, person, **headers):
    return client.post(LOGIN, {"login": person.email, "password": PASSWORD}, **headers)


# --- what the program does not do


def test_nothing_is_decoded_a_second_time():
    assert having(r"\bunescape\(|\bunquote\(", ("commitments/",)) == set()


def test_markup_is_never_made_of_words():
    assert having(r"mark_safe|\|\s*safe\b|autoescape\s+off|SafeString\(") == set()


def test_no_statement_is_put_together_from_words():
    assert having(r"\.raw\(|\.extra\(|RawSQL\(") == {
        "commitments/models/search.py"  # with its words as a parameter
    }
    assert having(r"\.execute\(", ("commitments/views/", "commitments/forms/", "commitments/reports/")) == {
        "commitments/views/health.py"
    }


def test_no_program_is_started_with_words_of_people():
    assert (
        having(r"\bsubprocess\b|os\.system|os\.popen|os\.exec")
        == {
            "tracker/gunicorn.conf.py",
            "commitments/exports/documents/pdf.py",  # our own printer, with the words on its input and none in its arguments
            "commitments/management/commands/demo.py",  # this very program anew, on the machine of who tries it
        }
    )


def test_nothing_is_evaluated():
    assert (
        having(r"(?<![.\w])eval\(|(?<![.\w])exec\(|new Function\(|\bTemplate\(|(?<!RGBColor\.)from_string\(")
        == set()
    )


def test_nobody_is_asked_but_the_providers_that_are_set_up():
    asking = having(
        r"urllib\.request|http\.client|\brequests\b\.(get|post)|urlopen", ("commitments/", "tracker/")
    )
    assert asking == {"commitments/oidc.py"}


def test_scripts_write_text_and_keep_nothing():
    scripts = ("static/js/",)
    assert having(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write", scripts) == set()
    assert having(r"localStorage|sessionStorage|indexedDB|document\.cookie", scripts) == set()
    assert having(r"""addEventListener\(\s*["']paste""", scripts) == set()


def test_what_must_not_be_guessed_comes_from_the_system():
    assert having(
        r"^import random|^from random|\brandom\.(random|choice|randint)", ("commitments/", "tracker/")
    ) <= {"commitments/management/sample/rows.py"}


def test_sessions_are_json():
    assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"


def test_no_redirect_of_a_provider_is_followed():
    with running() as provider:
        provider.moved_to = f"{provider.issuer}/keys"
        with pytest.raises(oidc.Away):
            oidc.fetched(f"{provider.issuer}/moved")
        assert oidc.fetched(f"{provider.issuer}/keys")["keys"]


# --- what it answers with


def test_cookies_are_for_this_site_and_not_for_scripts(client, person):
    client.get(LOGIN)
    sign_in(client, person)

    names = {settings.SESSION_COOKIE_NAME, settings.KNOWN_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
    assert {(name, client.cookies[name]["samesite"], client.cookies[name]["httponly"]) for name in names} == {
        (name, "Lax", True) for name in names
    }


@pytest.mark.parametrize("address", [LOGIN, "/by-cn/", "/by-cn/register/", "/no-such-page"])
def test_every_page_says_its_type_and_letters(client, world, address):
    world.sign_in(client, world.by.analyst)

    assert "charset=utf-8" in client.get(address).headers["Content-Type"]


@pytest.mark.parametrize(
    "address", ["/static/", "/static/js/", "/.git/config", "/manage.py", "/data/", "/.env"]
)
def test_folders_and_what_lies_beside_the_program_are_not_served(client, person, address):
    client.force_login(person)

    assert client.get(address).status_code == 404


def test_trace_is_answered_with_nothing_of_the_request(client, db):
    response = client.trace(LOGIN, HTTP_X_SECRET="words-of-a-header")

    assert response.status_code in (405, 501)
    assert "words-of-a-header" not in response.text


@pytest.mark.parametrize(
    "address", ["/by-cn/", "/by-cn/register/", "/by-cn/inbox/", "/settings/", "/reference/"]
)
def test_every_page_leads_out(client, world, address):
    world.sign_in(client, world.by.analyst)

    page = parsed(client.get(address).content)

    assert page.find("form", action=reverse("account_logout"), method="post") is not None


def test_a_header_that_anybody_writes_names_no_place(client, person):
    sign_in(client, person, REMOTE_ADDR="203.0.113.7", HTTP_X_FORWARDED_FOR="198.51.100.7")

    assert SecurityEvent.objects.get().place == "203.0.113.0/24"


def test_a_letter_has_the_head_we_gave_it(person):
    post(person, subject="Accord:\r\nBcc: all@example.org\r\n\r\nwords", body="Words.\n")

    (letter,) = sent_letters()
    assert letter.subject == "Accord: Bcc: all@example.org words"
    assert letter.recipients() == [person.email]


# --- passwords, sessions, secrets


def test_password_fields_are_hidden_and_known_to_password_managers(client, person):
    def fields(address):
        found = parsed(client.get(address).content).find_all("input", type="password")
        return [field["autocomplete"] for field in found]

    assert fields(LOGIN) == ["current-password"]
    client.force_login(person)
    assert fields("/accounts/password/change/") == ["current-password", "new-password", "new-password"]


def test_the_last_of_many_letters_of_a_password_counts():
    kept = make_password("a long sentence " * 12 + "x")

    assert check_password("a long sentence " * 12 + "x", kept)
    assert not check_password("a long sentence " * 12 + "y", kept)
    assert not check_password("A long sentence " * 12 + "x", kept)


def test_passwords_are_kept_as_argon2id(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    text = SOURCES["tracker/settings.py"]
    assert text.index("hashers.Argon2PasswordHasher") < text.index("hashers.PBKDF2PasswordHasher")
    assert make_password("words", hasher="argon2").startswith("argon2$argon2id$")


def test_signing_in_makes_a_new_session_and_none_can_be_brought_along(client, person):
    brought = "a" * 32
    client.cookies[settings.SESSION_COOKIE_NAME] = brought

    sign_in(client, person)

    first = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert first != brought
    assert re.fullmatch("[a-z0-9]{32}", first)
    client.post("/accounts/logout/")
    sign_in(client, person)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value not in (brought, first)
    assert not SignedIn.objects.filter(session_key__in=[brought, first]).exists()


def test_what_is_encrypted_and_was_changed_is_refused():
    kept = FactorAdapter().encrypt("words")
    middle = len(kept) // 2
    changed = kept[:middle] + ("A" if kept[middle] != "A" else "B") + kept[middle + 1 :]

    with pytest.raises(InvalidToken):
        FactorAdapter().decrypt(changed)


# --- what an answer tells of who has an account


class Counted(MD5PasswordHasher):
    """Counts how often a password was hashed: that is what takes the time of a sign-in."""

    algorithm = "counted"
    times = 0

    def encode(self, password, salt):
        type(self).times += 1
        return super().encode(password, salt)


def asked_by(client, address, fields):
    """Status, statements and hashes that a question by a stranger costs."""
    Counted.times = 0
    with CaptureQueriesContext(connection) as queries:
        status = client.post(address, fields).status_code
    kinds = [query["sql"].split()[0] for query in queries if "accord_cache" not in query["sql"]]
    return status, [kind for kind in kinds if kind not in ("SAVEPOINT", "RELEASE")], Counted.times


@pytest.fixture
def known(db, settings):
    """One who has come, one who has not, one whose account is closed, and nobody."""
    settings.PASSWORD_HASHERS = [f"{__name__}.Counted"]
    invited, closed = make_user("Ivan Invited"), make_user("Clara Closed", is_active=False)
    invited.set_unusable_password()
    invited.save()
    return {
        "has come": make_user("Rita Reader").email,
        "has not come": invited.email,
        "closed": closed.email,
        "nobody": "nobody@example.org",
    }


def test_a_refused_sign_in_costs_the_same_whoever_it_names(client, known):
    costs = {
        who: asked_by(client.__class__(), LOGIN, {"login": email, "password": "a-guess"})
        for who, email in known.items()
    }

    assert {status for status, _statements, _hashes in costs.values()} == {422}
    assert {who: hashes for who, (_status, _statements, hashes) in costs.items()} == dict.fromkeys(known, 1)
    assert costs["has come"] == costs["nobody"]


def test_asking_for_a_new_password_costs_the_same_whoever_it_names(client, known):
    page = reverse("account_reset_password")

    costs = {who: asked_by(client.__class__(), page, {"email": email}) for who, email in known.items()}

    # A row that is not wanted is taken away again, where the one that is stays.
    assert costs["has come"][1] == costs["nobody"][1][:-1]
    assert costs["nobody"][1][-1] == "DELETE"
    assert costs["nobody"] == costs["closed"] == costs["has not come"]


# --- the lists themselves


def test_every_component_is_listed_with_its_hashes():
    run = subprocess.run([sys.executable, ROOT / "scripts/components"], capture_output=True, check=True)

    listed = json.loads(run.stdout)["components"]

    pinned = re.findall(r"^[A-Za-z].*?==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert len(listed) == len(pinned) > 20
    assert all(one["version"] and one["hashes"] for one in listed)


def test_the_table_counts_itself_and_takes_nothing_for_granted():
    text = (ROOT / "docs/asvs.md").read_text("utf-8")
    states = re.findall(
        r"^\| \d+\.\d+\.\d+ \| [12] \| [^|]+ \| ([^|]+) \| [^|]*\S[^|]* \|$", text, re.MULTILINE
    )

    assert set(states) == {"met", "**not met**"}
    assert len(states) == 193
    said = f"**{states.count('met')} met, {states.count('**not met**')} not met.**"
    assert said in text
