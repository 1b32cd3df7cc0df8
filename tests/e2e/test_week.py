"""Weeks and the log in a real browser: turning, the other clock, filters with and without scripts, print."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.models import LogHead
from tests.e2e.barriers import barriers, runs_over
from tests.people import moment

WEEK = "/by-cn/weeks/2021-W05/"
LOG = "/by-cn/log/"
A4_WIDTH = 210 * 96 // 25  # px, with the margins outside

CUT_OFF = """() => [...document.querySelectorAll("main *")].filter((element) => {
  const box = element.getBoundingClientRect();
  return box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map((element) => element.outerHTML.slice(0, 120))"""


@pytest.fixture
def told(world):
    """Week 5: one commitment delivered, one re-dated, one on which the sides differ; an entry corrected later."""
    world.close(world.vaccine, by=world.cn.secretary, note="All doses arrived.", at=moment("2021-02-02"))
    world.close(world.vaccine, by=world.by.secretary, note="疫苗已收到。", at=moment("2021-02-03"))
    world.redate(
        world.trade,
        by=world.by.secretary,
        due_on=dt.date(2021, 12, 31),
        reason="The list is longer than thought. " * 12,
        at=moment("2021-02-03", "10:00"),
    )
    world.update(world.trade, by=world.cn.analyst, status="not_started", at=moment("2021-02-04"))
    wrong = world.update(world.trade, by=world.by.analyst, status="in_progress", at=moment("2021-02-05"))
    actions.correct(
        world.trade,
        by=world.by.analyst,
        entry=wrong,
        status="blocked",
        outlook="no_view",
        note="Nothing moves at the border.",
        effective_on=dt.date(2021, 2, 5),
        at=moment("2021-02-09"),
    )
    return world


@pytest.mark.parametrize("width", [390, 1366])
def test_pages_have_no_barriers_and_fit(told, open_page, width):
    page = open_page(told.by.observer.user, viewport={"width": width, "height": 900})

    for url in (WEEK, f"{WEEK}?known=today", "/by-cn/weeks/2020-W01/", LOG, f"{LOG}?week=x", f"{LOG}7/"):
        page.goto(url)
        assert (url, barriers(page)) == (url, [])
        assert not runs_over(page), url


@pytest.mark.parametrize("scripts", [True, False])
def test_weeks_are_turned_and_the_other_clock_is_one_click_away(told, open_page, scripts):
    page = open_page(told.by.observer.user, java_script_enabled=scripts)
    page.goto(WEEK)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "One commitment was delivered. The sides now differ on 1. One commitment was given a date."
    )

    page.get_by_role("link", name="As known today").click()
    expect(page.get_by_text("1 entry of the week was corrected later.")).to_be_visible()
    page.get_by_role("link", name="As known then").click()
    page.get_by_role("link", name="Week 6 of 2021").click()

    expect(page).to_have_title("Week 6 of 2021: Fri 5 Feb 2021 18:00 to Fri 12 Feb 18:00 – Accord")
    page.get_by_role("link", name="Week 5 of 2021").click()
    page.locator("section[aria-labelledby=delivered] a.no").first.click()
    expect(page.locator("[id^=entry-]:target")).to_be_in_viewport()


def test_lines_are_walked_with_the_keyboard(told, open_page):
    page = open_page(told.by.observer.user)
    page.goto(WEEK)

    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("/by-cn/register/BY-CN-2021-01/$"))


def test_week_prints_on_paper_without_loss(told, open_page):
    page = open_page(told.by.observer.user, viewport={"width": A4_WIDTH, "height": 1100})
    page.goto(WEEK)
    words = "items => items.map((item) => item.innerText.split(/\\s+/).join(' '))"
    on_screen = page.locator(".items li").evaluate_all(words)

    page.emulate_media(media="print")

    assert page.locator(".items li").evaluate_all(words) == on_screen
    assert page.evaluate(CUT_OFF) == []
    for hidden in (".turn", ".mainnav", ".find"):
        expect(page.locator(hidden)).to_be_hidden()
    for shown in (".kicker", "h1", ".deltas", ".items .code", ".items .no", ".section .mark"):
        expect(page.locator(shown).first).to_be_visible()
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_log_is_filtered_in_place_and_by_its_address(told, open_page):
    page = open_page(told.by.observer.user)
    page.goto(LOG)

    page.get_by_label("Kind").select_option("redated")
    expect(page.locator("#log-list strong[data-announce]")).to_have_text("Re-dated: 1 entry")
    expect(page).to_have_title("Log, Re-dated: 1 entry – Accord")
    address = page.url
    page.get_by_role("link", name="remove this filter").click()
    expect(page.locator(".entries li")).to_have_count(LogHead.objects.get(commission=told.commission).size)
    page.goto(address)

    expect(page.locator(".entries li")).to_have_count(1)
    page.go_back()
    expect(page.locator(".entries li")).to_have_count(LogHead.objects.get(commission=told.commission).size)


def test_log_is_filtered_without_scripts(told, open_page):
    page = open_page(told.by.observer.user, java_script_enabled=False)
    page.goto(LOG)

    page.get_by_label("Week").fill("2021-w05")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".entries li")).to_have_count(5)
    expect(page.get_by_label("Week")).to_have_value("2021-w05")
