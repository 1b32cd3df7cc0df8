"""The first day in a real browser, also without scripts: from an empty installation to an invitation."""

import pytest
from playwright.sync_api import expect

from commitments.models import Invitation, Seat
from tests.e2e.barriers import barriers, runs_over
from tests.people import PASSWORD, make_user


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_administrator_is_led_to_the_first_invitation(open_page, transactional_db, scripts):
    keeper = make_user("Ada Administrator", is_staff=True, is_superuser=True)
    page = open_page(java_script_enabled=scripts)
    page.goto("/")
    page.get_by_label("E-mail address").fill(keeper.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").first.click()
    page.get_by_role("link", name="Begin").click()

    page.get_by_label("Name of the commission").fill("Commission of two")
    page.get_by_label("Code of the first side").fill("KZ")
    page.get_by_label("Time zone of the first side").fill("Asia/Almaty")
    page.get_by_label("Code of the second side").fill("UZ")
    page.get_by_label("Time zone of the second side").fill("Asia/Tashkent")
    page.get_by_label("Time zone of the commission").fill("Asia/Nowhere")
    page.get_by_role("button", name="Make the commission").click()
    expect(page.get_by_role("alert").first).to_contain_text("is not a time zone")
    expect(page.get_by_label("Code of the second side")).to_have_value("UZ")
    page.get_by_label("Time zone of the commission").fill("Asia/Almaty")
    page.get_by_role("button", name="Make the commission").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Name the parties")
    page.get_by_label("Name", exact=True).first.fill("Kazakhstan")
    page.get_by_label("Name", exact=True).last.fill("Uzbekistan")
    page.get_by_role("button", name="Save the names").click()

    page.get_by_label("Kind of commission").select_option("Science and technology")
    page.get_by_role("button", name="Suggest").click()
    page.get_by_role("button", name="Add the rows").click()

    row = page.get_by_role("group", name="Person 1")
    row.get_by_label("E-mail address").fill("aigul@example.org")
    row.get_by_label("Name").fill("Aigul")
    row.get_by_label("Post").fill("Secretary of the commission")
    row.get_by_label("Role").select_option("secretary")
    page.get_by_role("button", name="Invite").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Check the installation")
    expect(page.locator("body")).to_contain_text("1 person is invited.")
    assert (Seat.objects.get().role, Invitation.objects.get().user.email) == (
        "secretary",
        "aigul@example.org",
    )


def test_no_step_keeps_anybody_out(open_page, world):
    page = open_page(world.administrator)
    steps = [f"/setup/by-cn/{step}/" for step in ("parties", "bodies", "people", "checks")]
    for address in ("/setup/", "/setup/commission/", *steps):
        page.goto(address)
        assert (address, barriers(page)) == (address, [])
        assert not runs_over(page, width=390), address
    page.goto("/setup/by-cn/people/")
    page.get_by_role("group", name="Person 1").get_by_label("Name").fill("Nobody with an address")
    page.get_by_role("button", name="Invite").click()
    expect(page.locator(".summary")).to_be_visible()
    assert barriers(page) == []
