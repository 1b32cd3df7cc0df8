"""An act of one press can be undone for some seconds: what sends it, what stops it, and that it is saved once."""

import pytest
from playwright.sync_api import expect

from commitments.models import Entry, SignedIn
from tests import sessions
from tests.e2e.barriers import barriers, runs_over
from tests.people import fresh

PHONE = {"width": 390, "height": 844}
QUIET = "Nothing to report"


@pytest.fixture
def differing(world):
    world.update(world.vaccine, by=world.by.analyst, status="blocked")
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    return world


@pytest.fixture
def opened(differing, open_page):
    """`opened(seat)`: the page of the vaccine, with a clock that stands still until it is told to go on."""

    def open_vaccine(seat):
        page = open_page(seat.user)
        page.clock.install()
        page.goto(differing.vaccine.get_absolute_url())
        return page

    return open_vaccine


def size(world):
    return Entry.objects.filter(commitment=world.vaccine).count()


def agree(page):
    page.get_by_role("button", name="Agree: “In progress”").click()
    bar = page.locator(".held")
    expect(bar).to_contain_text("Agree: “In progress” It is saved in 8 s.")
    return bar


def test_it_is_undone_by_a_key_and_saved_when_its_time_is_over(opened, world):
    page, before = opened(world.by.secretary), size(world)
    bar = agree(page)
    expect(page.locator("#live")).to_contain_text("Agree: “In progress” It is saved in 8 s.")
    assert barriers(page) == []
    for width in (1366, 390):
        assert not runs_over(page, width=width)
    page.keyboard.press("z")
    expect(bar).to_have_count(0)
    expect(page.get_by_role("button", name="Agree")).to_be_focused()
    page.clock.run_for(20_000)
    assert size(world) == before

    agree(page)
    page.clock.run_for(7_000)
    expect(bar).to_contain_text("saved in 1 s.")
    assert size(world) == before
    page.clock.run_for(1_000)
    page.clock.resume()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert (size(world), fresh(world.vaccine).first_status) == (before + 1, "in_progress")


def test_its_time_stands_still_under_a_pointer_that_moves_and_not_under_one_that_lay_there(opened, world):
    page, before = opened(world.by.secretary), size(world)
    bar = agree(page)
    box = bar.bounding_box()
    x, y = box["x"] + 20, box["y"] + 10
    page.keyboard.press("z")
    page.mouse.move(x, y)
    page.get_by_role("button", name="Agree").press("Enter")
    expect(bar).to_be_visible()
    page.mouse.move(x + 4, y + 4)
    page.clock.run_for(60_000)
    expect(bar).to_be_visible()
    page.keyboard.press("z")

    page.get_by_role("button", name="Agree").press("Enter")
    expect(bar).to_be_visible()
    page.clock.run_for(8_000)
    page.clock.resume()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_its_time_stands_still_while_undo_has_the_focus(opened, world):
    page, before = opened(world.by.secretary), size(world)
    bar = agree(page)
    page.keyboard.press("Tab")
    expect(bar.get_by_role("button", name="Undo")).to_be_focused()
    page.clock.run_for(60_000)
    expect(bar).to_be_visible()
    assert size(world) == before
    page.keyboard.press("Tab")
    page.clock.resume()
    page.keyboard.press("Enter")  # Save now
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_a_double_click_does_not_save_it_but_a_press_later_does(opened, world):
    page, before = opened(world.by.secretary), size(world)
    page.get_by_role("button", name="Agree").dblclick()
    expect(page.locator(".held")).to_be_visible()
    assert size(world) == before
    page.clock.run_for(2_000)
    page.clock.resume()
    page.get_by_role("button", name="Agree").click(force=True)
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_a_link_takes_it_along_and_the_next_page_says_so(opened, world):
    page, before = opened(world.by.secretary), size(world)
    agree(page)
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page).to_have_url("/by-cn/register/")
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_leaving_the_page_sends_it_and_coming_back_does_not_send_it_twice(opened, world):
    page, before = opened(world.by.secretary), size(world)
    agree(page)
    page.goto("/by-cn/register/")
    page.wait_for_load_state("networkidle")
    page.go_back()
    page.reload()
    expect(page.get_by_role("button", name="Agree")).to_have_count(0)
    assert size(world) == before + 1


def test_another_act_sends_the_first_one(opened, world):
    page, before = opened(world.by.secretary), size(world)
    agree(page)
    page.get_by_role("button", name=QUIET).click()
    expect(page.locator(".held")).to_contain_text(QUIET)
    assert size(world) == before + 1
    page.clock.resume()
    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#messages .message")).to_have_count(2)
    assert size(world) == before + 2


def test_what_the_other_side_wrote_meanwhile_is_shown(opened, world, watch):
    page, before = opened(world.by.secretary), size(world)
    agree(page)
    world.update(world.vaccine, by=world.cn.analyst, status="continuing")
    page.clock.resume()
    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#act-form")).to_contain_text("Somebody wrote while you were writing")
    assert size(world) == before + 1

    page.goto(world.vaccine.get_absolute_url())
    page.get_by_role("button", name="Agree: “Continuing”").click()
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Not saved: Agree with China (BY-CN-2021-01).")
    expect(page.locator("#act-form")).to_contain_text("China says “In progress”.")
    assert size(world) == before + 2


def test_a_session_that_ended_saves_nothing_and_says_so(opened, world, watch):
    watch.allow(401)
    page, before = opened(world.by.secretary), size(world)
    agree(page)
    SignedIn.objects.all().delete()
    page.clock.resume()
    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#failures")).to_contain_text("signed out")
    page.get_by_role("button", name="Agree").click()
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page.get_by_label("Password")).to_be_visible()
    assert size(world) == before


def test_without_a_connection_it_goes_on_waiting(opened, world, watch):
    watch.allow_offline()
    page, before = opened(world.by.secretary), size(world)
    bar = agree(page)
    page.context.set_offline(True)
    page.get_by_role("link", name="Register", exact=True).click()
    expect(bar).to_contain_text("No connection: it is tried again.")
    page.context.set_offline(False)
    page.get_by_role("link", name="Register", exact=True).click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1


def test_a_countersignature_can_be_undone(world, open_page):
    session = sessions.a_session(world, world.vaccine)
    sessions.draft(world, session)
    page = open_page(world.cn.secretary.user, viewport=PHONE)
    page.goto(session.get_absolute_url())
    page.get_by_role("button", name="Countersign for China").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".held")).to_have_count(0)
    assert not sessions.item(session).is_signed
    page.get_by_role("button", name="Countersign for China").click()
    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#messages")).to_contain_text("Countersigned: item 1 is decided.")
    assert sessions.item(session).is_signed


def test_in_the_list_to_do_the_next_task_comes_and_undo_goes_back(differing, world, open_page):
    page = open_page(world.cn.secretary.user)
    page.goto("/by-cn/inbox/")
    title = page.locator(".tray .about")
    expect(title).to_have_text(world.trade.title)
    page.keyboard.press("a")
    expect(title).to_have_text(world.vaccine.title)
    page.keyboard.press("z")
    expect(title).to_have_text(world.trade.title)
    assert fresh(world.trade).recognition == "proposed"
    page.keyboard.press("a")
    expect(title).to_have_text(world.vaccine.title)
    page.keyboard.press("a")  # the first is sent, the second waits
    expect(page.locator(".held")).to_contain_text("Agree: “")
    assert fresh(world.trade).recognition == "confirmed"
    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    row = fresh(world.vaccine)
    assert row.first_status == row.second_status


def test_without_scripts_it_is_sent_at_once(differing, world, open_page):
    page, before = open_page(world.by.secretary.user, java_script_enabled=False), size(world)
    page.goto(world.vaccine.get_absolute_url())
    page.get_by_role("button", name="Agree: “In progress”").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    assert size(world) == before + 1
