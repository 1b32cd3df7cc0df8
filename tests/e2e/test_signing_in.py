"""The way in, in a real browser."""

import pytest
from playwright.sync_api import expect

from commitments import demo, oidc
from commitments.models import User
from tests.e2e.barriers import barriers
from tests.identity_provider import CLIENT, SECRET, running
from tests.people import PASSWORD, make_user


@pytest.fixture
def person(transactional_db):
    return make_user("Rita Reader")


def test_signing_in_with_the_keyboard_alone(open_page, person):
    page = open_page()
    page.goto("/accounts/password/change/")
    expect(page).to_have_title("Sign in – Accord")

    page.get_by_label("E-mail address").focus()
    page.keyboard.type(person.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")


def test_refusal_is_at_the_field_and_in_the_summary(open_page, person):
    page = open_page()
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(person.email)
    page.get_by_label("Password").fill("not-it")
    page.get_by_role("button", name="Sign in").first.click()

    expect(page).to_have_title("Error: Sign in – Accord")
    page.locator(".summary a").click()
    expect(page.get_by_label("E-mail address")).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value(person.email)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_account_of_the_demonstration_in_one_click(open_page, transactional_db, scripts):
    account = demo.accounts()[0]
    User.objects.create_user(account.email, account.password, full_name=account.post)
    page = open_page(java_script_enabled=scripts)

    page.goto("/accounts/login/?next=/accounts/password/change/")
    page.locator("summary", has_text="All accounts").click()
    page.get_by_role("button", name=f"Use this account {account.party} {account.label}").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")


def test_demonstration_is_begun_in_one_click(open_page, transactional_db):
    account = demo.starts()[0].account
    User.objects.create_user(account.email, account.password, full_name=account.post)
    page = open_page()

    page.goto("/accounts/login/?next=/accounts/password/change/")
    page.get_by_role("button", name="Start as an analyst").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Change your password")


def test_signing_in_at_the_provider_of_ones_party(open_page, world, settings):
    user = world.by.analyst.user
    oidc.described.cache_clear()
    with running() as provider:
        provider.person = {"sub": "subject-1", "email": user.email, "email_verified": True}
        values = {"name": "login.example.org", "issuer": provider.issuer, "client": CLIENT, "secret": SECRET}
        settings.IDENTITY_PROVIDERS = {"BY": values | {"factor": ()}}
        page = open_page()
        page.goto("/by-cn/register/")
        assert barriers(page) == []

        page.get_by_role("link", name="Sign in at login.example.org").click()

        expect(page).to_have_url("/by-cn/register/")


@pytest.mark.parametrize("width", [320, 390, 1366])
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/password/reset/", "/no/such/page"])
def test_nothing_is_wider_than_the_window(open_page, transactional_db, watch, address, width):
    watch.allow(404)
    page = open_page(viewport={"width": width, "height": 800})

    page.goto(address)

    assert page.evaluate("document.documentElement.scrollWidth") == width
