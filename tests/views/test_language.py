"""Which language a page is in: the account's, else the browser's; and the switch at the foot of every page."""

import pytest
from django.conf import settings
from django.test import Client

from commitments.models import User
from tests.pages import soup_of

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def language_of(response) -> str:
    return response.headers["Content-Language"]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("be,ru;q=0.8", "be"),
        ("uk, ru-RU;q=0.7", "ru"),
        ("fr-FR", "en"),
    ],
)
def test_before_signing_in_a_page_is_in_the_language_the_browser_asks_for(asked, answered):
    response = Client().get(LOGIN, HTTP_ACCEPT_LANGUAGE=asked)
    assert language_of(response) == answered
    assert f'<html lang="{answered}">' in response.text
    assert {"Accept-Language", "Cookie"} <= set(response.headers["Vary"].split(", "))


def test_a_stranger_switches_for_this_browser(client):
    answer = client.post("/language/", {"language": "ru", "next": LOGIN}, HTTP_ACCEPT_LANGUAGE="be")
    assert (answer.status_code, answer.headers["Location"]) == (302, LOGIN)
    assert language_of(client.get(LOGIN, HTTP_ACCEPT_LANGUAGE="be")) == "ru"


def test_an_account_keeps_its_language_in_every_browser(client, world):
    user = world.by.analyst.user
    client.force_login(user)
    client.post("/language/", {"language": "zh-hans", "next": "/settings/"})
    other = Client()
    other.force_login(user)
    assert language_of(other.get("/settings/", HTTP_ACCEPT_LANGUAGE="ru")) == "zh-hans"
    assert User.objects.get(pk=user.pk).letter_language == "zh-hans"


def test_a_language_nobody_speaks_here_changes_nothing(client, world):
    user = world.by.analyst.user
    client.force_login(user)
    client.post("/language/", {"language": "tlh", "next": "/settings/"})
    assert (language_of(client.get("/settings/")), User.objects.get(pk=user.pk).language) == ("en", "")


def test_the_switch_leads_to_no_other_host_and_needs_a_form_of_ours(client):
    answer = client.post("/language/", {"language": "ru", "next": "https://example.org/"})
    assert answer.headers["Location"] == "/"
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/language/", {"language": "ru"}).status_code == 403
    assert settings.LANGUAGE_COOKIE_NAME not in strict.cookies


def test_a_refusal_before_anybody_is_known_is_in_the_language_of_the_browser(client):
    assert language_of(client.get("/language/", HTTP_ACCEPT_LANGUAGE="zh-CN")) == "zh-hans"


@pytest.mark.parametrize("address", [LOGIN, "/settings/"])
def test_each_language_is_offered_by_its_own_name(client, world, address):
    if address != LOGIN:
        client.force_login(world.by.analyst.user)
    page = " ".join(client.get(address).text.split())
    for code, name in settings.LANGUAGES:
        tag = {"zh-hans": "zh-Hans"}.get(code, code)
        assert f'value="{code}" lang="{tag}"' in page
        assert f"> {name} </button>" in page


def test_no_language_of_an_account_is_a_choice_in_words(client, world):
    world.sign_in(client, world.by.analyst)

    first, *languages = soup_of(client.get("/settings/")).select("[name=language] option")

    assert (first["value"], first.text) == ("", "As your browser asks for it; letters in English")
    assert [one["value"] for one in languages] == [code for code, _name in settings.LANGUAGES]


def test_a_page_that_is_not_there_has_the_language_of_the_account_and_the_switch(client, world):
    user = world.by.analyst.user
    user.language = "ru"
    user.save()
    client.force_login(user)
    assert language_of(client.get("/settings/", HTTP_ACCEPT_LANGUAGE="be")) == "ru"

    missing = client.get("/by-cn/register/BY-CN-1999-01/nothing/", HTTP_ACCEPT_LANGUAGE="be")
    assert (missing.status_code, language_of(missing)) == (404, "ru")
    form = soup_of(missing).select_one("form#language")
    client.post("/language/", {"language": "zh-hans", "next": form.select_one("[name=next]")["value"]})
    assert language_of(client.get("/nothing/at/all/", HTTP_ACCEPT_LANGUAGE="be")) == "zh-hans"


def test_the_administration_has_the_switch_too(client, world):
    client.force_login(world.administrator)
    page = soup_of(client.get("/admin/"))
    assert [one["value"] for one in page.select("button[form=language]")] == [
        code for code, _name in settings.LANGUAGES
    ]
    client.post("/language/", {"language": "ru", "next": "/admin/"})
    assert language_of(client.get("/admin/")) == "ru"
