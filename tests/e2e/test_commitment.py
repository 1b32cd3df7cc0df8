"""The page of a commitment in a real window: the answer in the first screen, the actions in sight, paper of two sides."""

import re
from statistics import median

import pytest
from playwright.sync_api import expect

from commitments.demo import loader
from commitments.models import Commitment, User
from tests.demo.day import its_own_clock
from tests.e2e.barriers import barriers, runs_over
from tests.people import fresh

SCREEN, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
EDGES = """() => {
  const edge = (selector) => Math.round(document.querySelector(selector)?.getBoundingClientRect().bottom ?? 0);
  const counted = [...document.querySelectorAll("section:has(> .finding)")]
    .reduce((sum, section) => sum + section.offsetHeight, 0);
  return {
    places: document.querySelectorAll(".standpoints > div").length,
    standpoints: edge(".standpoints"),
    facts: edge(".answer .facts"),
    main: edge(".actbar > .btn"),
    bar: edge(".actbar"),
    bar_begins: Math.round(document.querySelector(".actbar").getBoundingClientRect().top),
    owners: document.querySelectorAll(".answer .facts > div:last-child .side").length,
    height: document.documentElement.scrollHeight - counted,
  };
}"""
PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.fixture
def demonstration(transactional_db):
    """On the day it opens: by the machine's clock its days without a word, and so its lines, get longer every day."""
    with its_own_clock():
        commission = loader.build()
        yield Commitment.objects.filter(commission=commission).order_by("code")


def measured(page, commitments, size):
    page.set_viewport_size(size)
    found = {}
    for commitment in commitments:
        page.goto(commitment.get_absolute_url())
        found[commitment.code] = page.evaluate(EDGES)
    return found


def test_the_answer_is_in_the_first_screen_of_every_commitment(demonstration, open_page):
    page = open_page(User.objects.get(email="secretary.by@demo.accord.invalid"))
    commitments = list(demonstration)
    wide = measured(page, commitments, SCREEN)

    assert len(wide) == 22
    assert {(one["places"], one["owners"]) for one in wide.values()} == {(3, 2)}
    for edge in ("standpoints", "facts", "main"):
        assert {code: one[edge] for code, one in wide.items() if not 0 < one[edge] <= 500} == {}, edge
    # besides what is counted, which takes the room of its charts where there are any
    assert median(one["height"] for one in wide.values()) <= 1650

    narrow = measured(page, commitments, PHONE)
    for code, one in narrow.items():
        assert one["bar"] == 844, code
        # due, owed, next and the owners of both sides end above the bar
        assert (one["places"], one["owners"]) == (3, 2), code
        assert one["standpoints"] < one["facts"] <= one["bar_begins"], code

    vaccine = next(one for one in commitments if one.code == "BY-CN-2021-05")
    page.set_viewport_size(SCREEN)
    page.goto(vaccine.get_absolute_url())
    sheets = [len(PAGES.findall(page.pdf(format="A4", prefer_css_page_size=True)))]
    page.goto(f"{vaccine.get_absolute_url()}?print=history")
    sheets.append(len(PAGES.findall(page.pdf(format="A4", prefer_css_page_size=True))))
    assert sheets[0] <= 2 < sheets[1]


def test_the_actions_stay_in_sight_and_give_way_to_a_form(world, open_page):
    for number in range(25):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    page = open_page(world.by.secretary.user)
    page.goto(f"{world.vaccine.get_absolute_url()}?history=all")
    bar = page.locator(".actbar")
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
        box = bar.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= height
        page.evaluate("scrollTo(0, 0)")

    page.locator(".offers > summary").click()
    page.get_by_role("link", name="Nothing to report").click()
    expect(page.locator("form#act-form")).to_be_visible()
    expect(page.locator(".offers")).not_to_have_attribute("open", "")
    assert bar.evaluate("bar => getComputedStyle(bar).position") == "static"


def test_the_history_shows_a_kind_and_older_lines_in_place(world, open_page):
    for number in range(12):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    page = open_page(world.by.analyst.user)
    page.goto(world.vaccine.get_absolute_url())
    lines = page.locator("#history .entry[id]")
    expect(lines).to_have_count(10)
    page.keyboard.press("u")
    page.locator("#id_note").fill("Words that are not saved yet.")

    page.get_by_role("link", name="Show 4 older").click()
    expect(lines).to_have_count(14)
    expect(page.locator("#history-older")).to_be_focused()
    page.get_by_role("link", name="Words 1").click()
    expect(lines).to_have_count(1)
    expect(page.locator("#history-words")).to_be_focused()
    assert page.url.split("?")[1].startswith("kind=words")
    expect(page.locator("#id_note")).to_have_value("Words that are not saved yet.")
    assert barriers(page) == []
    assert not runs_over(page, width=320)


def test_what_was_saved_is_said_where_one_lands(world, open_page):
    """Also where the form was a page of its own, and the address leads to the new entry far below."""
    for number in range(12):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    page = open_page(world.by.analyst.user)
    page.goto(f"{world.vaccine.get_absolute_url()}update/")
    page.get_by_label("What happened").fill("One more lot arrived.")
    page.get_by_role("button", name="Save update for Belarus").click()

    expect(page.locator(f"#entry-{fresh(world.vaccine).last_number}")).to_be_in_viewport()
    expect(page.locator("#messages .message")).to_be_in_viewport()


def test_without_scripts_the_history_goes_by_its_links(world, open_page):
    for number in range(12):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=f"Lot {number}.")
    page = open_page(world.by.observer.user, java_script_enabled=False)
    page.goto(world.vaccine.get_absolute_url())

    page.get_by_role("link", name="Show 4 older").click()
    expect(page.locator("#history .entry[id]")).to_have_count(14)
    line = page.locator(f"#entry-{fresh(world.vaccine).first_entry}")
    expect(line.locator(".meta")).to_be_hidden()
    line.locator("summary").click()
    expect(line.locator(".meta")).to_be_visible()
