"""A passkey in a real browser, with the authenticator Chromium has for tests: made, shown, named, removed."""

import pytest
from playwright.sync_api import expect

from tests.e2e.barriers import barriers, runs_over
from tests.people import PASSWORD

LOGIN = "/accounts/login/"


@pytest.fixture
def page(open_page, world, settings):
    """Signed out, in a browser with a device that knows its holder."""
    settings.SECOND_FACTOR_REQUIRED = True
    page = open_page()
    page.device = page.context.new_cdp_session(page)
    page.device.send("WebAuthn.enable")
    plug_in(page)
    return page


def plug_in(page, *, knows_holder=True):
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": knows_holder,
        "automaticPresenceSimulation": True,
    }
    made = page.device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    page.plugged = made["authenticatorId"]


def unplug(page):
    page.device.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": page.plugged})


def with_password(page, user):
    page.goto(LOGIN)
    page.get_by_label("E-mail address").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def heading(page):
    return page.get_by_role("heading", level=1)


def looked_at(page):
    assert barriers(page) == []
    assert not runs_over(page, width=390)


def add(page, name):
    page.get_by_role("link", name="Add a passkey").click()
    if "reauthenticate" in page.url:
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
    expect(heading(page)).to_have_text("Add a passkey")
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add the passkey").click()


def test_the_whole_life_of_a_passkey(page, world):
    user = world.by.secretary.user
    with_password(page, user)
    expect(heading(page)).to_have_text("Second factor")
    looked_at(page)
    add(page, "Telephone")
    expect(heading(page)).to_have_text("Recovery codes")
    page.get_by_role("link", name="Go on").click()
    expect(page).to_have_url("/by-cn/")

    # Alone, from the sign-in page and to the page one wanted.
    page.context.clear_cookies()
    page.goto("/settings/")
    looked_at(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(heading(page)).to_have_text("Post and settings")

    # Beside the password.
    page.context.clear_cookies()
    with_password(page, user)
    expect(heading(page)).to_have_text("Your second factor")
    looked_at(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url("/by-cn/")

    # Another name, then away; it is the last factor of a secretary until there is another.
    page.goto("/accounts/factors/")
    looked_at(page)
    page.get_by_role("link", name="Passkey “Telephone”").click()
    expect(heading(page)).to_have_text("Your second factor once more")
    looked_at(page)
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_label("Name")).to_have_value("Telephone")
    looked_at(page)
    expect(page.get_by_role("button", name="Remove this passkey")).to_have_count(0)
    page.get_by_label("Name").fill("Old telephone")
    page.get_by_role("button", name="Save the name").click()
    unplug(page)
    plug_in(page)
    add(page, "Key in the safe")
    page.get_by_role("link", name="Passkey “Old telephone”").click()
    page.get_by_role("button", name="Remove this passkey").click()
    expect(page.get_by_role("status")).to_contain_text("The passkey is removed.")
    expect(page.get_by_role("link", name="Passkey “")).to_have_text(["Passkey “Key in the safe”"])


def test_a_device_that_does_not_know_its_holder_makes_none_and_says_so(page, world):
    unplug(page)
    plug_in(page, knows_holder=False)
    with_password(page, world.by.secretary.user)
    add(page, "Nobody's")

    expect(page.get_by_role("alert")).to_contain_text("Your browser has made no passkey.")
    looked_at(page)


def test_a_browser_without_a_passkey_says_so_and_the_password_still_works(page, world, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    page.goto(LOGIN)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("Your browser has shown no passkey.")

    with_password(page, world.by.analyst.user)

    expect(page).to_have_url("/by-cn/")


def test_without_scripts_it_is_said_and_not_offered(open_page, world):
    page = open_page(java_script_enabled=False)
    page.goto(LOGIN)
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    with_password(page, world.by.analyst.user)
    page.goto("/accounts/factors/passkeys/add/")

    expect(page.get_by_text("Passkeys need scripts")).to_be_visible()
    expect(page.get_by_role("button", name="Add the passkey")).to_be_hidden()
