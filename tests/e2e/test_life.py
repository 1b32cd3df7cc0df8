"""The full life of one commitment between four people in two browsers: what each side sees at every step of it."""

import re
from contextlib import contextmanager

from playwright.sync_api import expect

from commitments.models import Evidence
from tests.e2e.barriers import barriers, runs_over
from tests.e2e.conftest import sign_in
from tests.people import fresh

COVERS = {"by": "Мы согласились бы и на выписку из реестра.", "cn": "如对方坚持，可以让步。"}
TEST, OTHER_TEST = "100 000 doses have arrived.", "The agreed number of doses has arrived."


class Browser:
    """The browser of one side, in which its people sign in one after the other."""

    def __init__(self, side, world, open_page, url):
        self.side, self.url = side, url
        self.people = getattr(world, side)
        self.page = open_page()
        self.commitment = world.vaccine.get_absolute_url()
        self.found: list[tuple] = []

    def as_(self, role):
        """Somebody else of this side sits down and opens the commitment."""
        self.page.context.clear_cookies()
        sign_in(self.page.context, self.people.seat(role).user, self.url)
        return self.opened()

    def opened(self):
        self.page.goto(self.commitment)
        return self.page

    def look(self, state):
        """Note what bars the way in this state, and the cover note of the other side if it can be read."""
        self.found += [(self.side, state, *fault) for fault in barriers(self.page)]
        if runs_over(self.page, width=390):
            self.found.append((self.side, state, "runs over"))
        theirs = COVERS["cn" if self.side == "by" else "by"]
        if theirs in self.page.content():
            self.found.append((self.side, state, "cover note of the other side"))

    def more(self, name):
        self.page.locator(".offers > summary").click()
        self.page.locator(".offers").get_by_role("link", name=name, exact=True).click()
        expect(self.page.locator("form#act-form")).to_be_visible()

    def on_the_table(self, name):
        self.page.locator("#table").get_by_role("link", name=name).click()
        expect(self.page.locator("form#act-form")).to_be_visible()

    def press(self, name, saved="Saved as entry No."):
        self.page.get_by_role("button", name=name).click()
        expect(self.page.locator("#messages")).to_contain_text(saved)
        return self.page

    def keep(self):
        """Save the draft that is open; it is shown as a page of its own then."""
        self.press("Save the draft", "Kept as a draft.")
        expect(self.page.locator("#draft")).to_be_visible()
        expect(self.page.get_by_role("button", name="Propose for")).to_have_count(0)

    def send(self):
        """The secretary finds the draft on the page of the commitment, and sends it."""
        page = self.as_("secretary")
        page.locator("section[aria-labelledby=drafts-h] a").click()
        expect(page.locator("#draft")).to_be_visible()
        self.look("a draft to be sent")
        self.press("Propose for")

    def propose_day(self, day, reason):
        page = self.as_("analyst")
        self.more("Propose: When it is due")
        page.get_by_label("Day", exact=True).fill(day)
        page.get_by_label("Why").fill(reason)
        self.keep()
        self.send()

    def accept(self):
        page = self.as_("secretary")
        self.on_the_table("Accept")
        self.look("accepting")
        self.press("Accept for")
        expect(page.locator("#table")).to_have_count(0)


@contextmanager
def both(*browsers):
    """Nothing may have been in anybody's way at the end."""
    yield browsers
    assert [fault for browser in browsers for fault in browser.found] == []


def test_from_its_test_to_its_successor(world, open_page, live_server):
    browsers = (Browser(side, world, open_page, live_server.url) for side in ("by", "cn"))
    with both(*browsers) as (minsk, beijing):
        agree_on_a_test(minsk, beijing)
        differ_and_agree(minsk, beijing)
        move_the_day_twice(minsk, beijing)
        deliver(world, minsk, beijing)
        reopen(world, minsk, beijing)
        supersede(world, minsk, beijing)
        see_all_of_it(minsk, beijing)


def agree_on_a_test(minsk, beijing):
    page = minsk.as_("analyst")
    expect(page.locator("section[aria-labelledby=test]")).to_contain_text("No agreed criteria.")
    minsk.more("Propose: Completion criteria")
    row = page.get_by_role("group", name="Row 1")
    expect(row.get_by_label("What must be true")).to_be_focused()
    row.get_by_label("What must be true").fill(TEST)
    row.get_by_label("How it is verified").fill("Customs declaration")
    page.get_by_role("button", name="Add a row").click()
    expect(page.get_by_role("group", name="Row 2")).to_be_visible()
    expect(row.get_by_label("What must be true")).to_have_value(TEST)
    page.get_by_label("Why").fill("So that both know when it is done.")
    page.get_by_label("Cover note").fill(COVERS["by"])
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("#act-form .summary")).to_be_focused()
    minsk.look("a test refused")
    row.get_by_label("Evidence that is enough").select_option("act")
    minsk.keep()
    expect(page.locator("#draft")).to_contain_text(COVERS["by"])
    beijing.as_("secretary")
    expect(beijing.page.locator("#table")).to_have_count(0)
    beijing.look("while the other side prepares")

    minsk.send()
    expect(page.locator("#table")).to_contain_text(COVERS["by"])
    expect(page.locator("#table").get_by_role("link", name="Accept")).to_have_count(0)
    minsk.look("an own proposal on the table")

    page = beijing.as_("analyst")
    expect(page.locator("#table h3")).to_have_text("BY Belarus proposes: Completion criteria")
    expect(page.locator("#table").get_by_role("link", name="Accept")).to_have_count(0)
    beijing.on_the_table("Prepare a counter-proposal")
    row = page.get_by_role("group", name="Row 1")
    expect(row.get_by_label("What must be true")).to_have_value(TEST)
    row.get_by_label("What must be true").fill(OTHER_TEST)
    page.get_by_label("Why").fill("No number was promised.")
    page.get_by_label("Cover note").fill(COVERS["cn"])
    beijing.look("countering")
    beijing.keep()
    beijing.send()

    minsk.as_("secretary")
    expect(minsk.page.locator("#table")).to_contain_text(OTHER_TEST)
    expect(minsk.page.locator("#table")).to_contain_text("No number was promised.")
    expect(minsk.page).to_have_title(re.compile(r"^\(\d+\) Vaccine for Belarus"))
    minsk.look("the other side's proposal on the table")
    minsk.accept()
    for browser in (minsk, beijing):
        section = browser.opened().locator("section[aria-labelledby=test]")
        expect(section).to_contain_text("1 criterion not met yet")
        expect(section).to_contain_text(OTHER_TEST)
        browser.look("an agreed test")


def differ_and_agree(minsk, beijing):
    for browser, status, note in (
        (minsk, "In progress", "Первая партия в пути."),
        (beijing, "Delivered in part", "首批疫苗已运抵。"),
    ):
        page = browser.as_("analyst")
        page.keyboard.press("u")
        page.get_by_label(status, exact=True).check()
        page.locator("#id_position").fill(note)
        browser.press("Save update")
    page = minsk.as_("secretary")
    expect(page.locator(".standpoints .middle")).to_contain_text("Sides differ")
    expect(page.locator(".standpoints > div").first).to_contain_text("Belarus says")
    minsk.look("a difference")
    page.goto("/by-cn/differences/")
    expect(page.locator("main")).to_contain_text("Vaccine for Belarus")
    minsk.look("the list of differences")

    minsk.opened()
    minsk.press("Agree: “Delivered in part”")
    for browser in (minsk, beijing):
        expect(browser.opened().locator(".standpoints .middle")).to_contain_text("Delivered in part")


def move_the_day_twice(minsk, beijing):
    minsk.propose_day("1.3.2030", "The plant opens later.")
    beijing.accept()
    beijing.propose_day("1.6.2030", "The plane is booked for May.")
    minsk.accept()

    facts = beijing.opened().locator("section[aria-labelledby=facts]")
    expect(facts).to_contain_text("1 Jun 2030")
    expect(facts).to_contain_text("The first date given: 30 June 2021")
    expect(facts).to_contain_text("Re-dated twice")
    beijing.look("moved twice")


def deliver(world, minsk, beijing):
    page = beijing.as_("secretary")
    beijing.more(re.compile(r"^End this commitment\b"))
    expect(page.locator("#act-form")).to_contain_text("Not met yet: needs an act or signed document.")
    page.get_by_label("Delivered", exact=True).check()
    page.get_by_label("Source", exact=True).fill("中国外交部新闻稿")
    page.get_by_label("Kind of source").select_option("performing_side")
    page.get_by_label("Criterion 1 is met:").check()
    beijing.look("closing")
    page.get_by_role("button", name="Record as the view of China").click()
    expect(page.locator("#act-form .summary")).to_be_focused()
    expect(page.locator("#act-form .summary")).to_contain_text(
        "Criterion 1 needs an act or signed document; so far: a statement of the performing side."
    )
    beijing.look("closing refused")
    page.get_by_label("Source", exact=True).fill("Customs declaration No. 4")
    page.get_by_label("Kind of source").select_option("act")
    expect(page.get_by_label("Criterion 1 is met:")).to_be_checked()
    beijing.press("Record as the view of China")
    assert fresh(world.vaccine).agreed == "differ"
    assert Evidence.objects.filter(commitment=world.vaccine).get().meets == [1]

    page = minsk.as_("secretary")
    expect(page.locator("section[aria-labelledby=test]")).to_contain_text("Met: Act or signed document")
    minsk.look("said to be delivered")
    minsk.press("Agree: “Delivered”")
    for browser in (minsk, beijing):
        expect(browser.opened().locator(".standpoints .middle")).to_contain_text("Delivered")
        expect(browser.page.locator("section[aria-labelledby=test]")).to_contain_text("All criteria are met")
        browser.look("delivered")
    assert fresh(world.vaccine).agreed == "delivered"


def reopen(world, minsk, beijing):
    for browser, reason in ((minsk, "A lot was returned."), (beijing, "退回的批次将更换。")):
        page = browser.as_("secretary")
        browser.more("Reopen")
        page.get_by_label("In progress", exact=True).check()
        page.get_by_label("Reason").fill(reason)
        browser.look("reopening")
        browser.press("Reopen for")
    for browser in (minsk, beijing):
        page = browser.opened()
        expect(page.locator(".standpoints .middle")).to_contain_text("In progress")
        expect(page.locator(".history")).to_contain_text("A lot was returned.")
    assert fresh(world.vaccine).is_open


def supersede(world, minsk, beijing):
    page = minsk.as_("secretary")
    minsk.more("Replace by another")
    page.get_by_label("Replaced by").fill(world.trade.code.lower())
    minsk.press("Record as the view of Belarus")
    page = beijing.as_("secretary")
    expect(page.locator("main")).to_contain_text("Said to be replaced by BY-CN-2021-02")
    beijing.look("said to be replaced")
    beijing.press("Agree: “Superseded”")
    assert fresh(world.vaccine).recognition == "superseded"


def see_all_of_it(minsk, beijing):
    for browser in (minsk, beijing):
        page = browser.page
        page.goto(f"{browser.commitment}?history=all")
        for words in (
            "Belarus proposed",
            "with other terms",
            "Belarus accepted proposal No.",
            "China accepted proposal No.",
            "Belarus agreed that it is “Delivered”.",
            "No number was promised.",
        ):
            expect(page.locator(".history")).to_contain_text(words)
        browser.look("the whole history")
