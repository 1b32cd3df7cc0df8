"""The day of an analyst and a secretary, by keyboard, without scripts, after being signed out, clicked three times."""

import pytest
from playwright.sync_api import expect

from commitments.models import LogHead, SignedIn
from tests.e2e.barriers import barriers, runs_over
from tests.people import fresh


def size(world) -> int:
    return LogHead.objects.get(commission=world.commission).size


def commitment_url(world) -> str:
    return f"/by-cn/register/{world.vaccine.code}/"


def test_an_update_by_keyboard_alone(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/")
    page.keyboard.press("/")
    page.keyboard.type("vaccine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/register/?q=vaccine")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{commitment_url(world)}")
    page.keyboard.press("u")
    expect(page.locator("#id_note")).to_be_focused()
    page.keyboard.type("The first doses were handed over.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    expect(page.locator("#messages")).to_be_focused()
    expect(page.locator(".history")).to_contain_text("The first doses were handed over.")


def test_the_other_side_agrees_in_one_click(world, open_page):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    page = open_page(world.cn.secretary.user)
    page.goto(commitment_url(world))

    page.get_by_role("button", name="Agree").click()

    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert fresh(world.vaccine).agreed == "in_progress"


def test_three_clicks_are_one_entry(world, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(f"{commitment_url(world)}update/")
    page.fill("#id_note", "Said once.")
    before = size(world)

    page.get_by_role("button", name="Save update").click(click_count=3)

    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_a_session_that_ended_costs_no_word(world, open_page, watch):
    watch.allow(401)
    page = open_page(world.by.analyst.user)
    page.goto(commitment_url(world))
    page.keyboard.press("u")
    page.fill("#id_note", "Typed before the session ended.")
    before = size(world)
    SignedIn.objects.all().delete()

    page.get_by_role("button", name="Save update").click()

    expect(page.locator("#failures")).to_contain_text("signed out")
    expect(page.locator("#id_note")).to_have_value("Typed before the session ended.")
    assert size(world) == before


def test_the_whole_way_without_scripts(world, open_page):
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(commitment_url(world))
    page.get_by_role("link", name="Log an update").click()
    page.get_by_role("button", name="Save update").click()
    expect(page.locator(".summary")).to_contain_text("Say what happened")
    page.fill("#id_note", "Said without scripts.")
    page.get_by_role("button", name="Save update").click()

    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")


@pytest.mark.parametrize("width", [320, 1366])
def test_pages_have_no_barriers_and_fit(world, open_page, watch, width):
    watch.allow(422)
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(
        world.vaccine, by=world.cn.analyst, status="blocked", outlook="off_track", reason="Нет самолёта."
    )
    page = open_page(world.by.secretary.user, viewport={"width": width, "height": 900})
    urls = ["/by-cn/", "/by-cn/register/", "/by-cn/register/?q=nothing", commitment_url(world), "/settings/"]
    urls.append("/by-cn/differences/")
    for url in [*urls, f"{commitment_url(world)}update/", f"{commitment_url(world)}close/", "/reference/"]:
        page.goto(url)
        if url.endswith("close/"):
            page.get_by_role("button", name="Record as the view").click()
            expect(page.locator(".summary")).to_be_visible()
        assert not runs_over(page), url
        assert (url, barriers(page)) == (url, [])
