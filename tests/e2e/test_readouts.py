"""Readouts in a real browser: selecting words, being asked which ones, filing, recording, with and without scripts."""

import pytest
from django.conf import settings
from playwright.sync_api import expect

from commitments import actions
from commitments.models import Commitment, Quote, Readout
from tests.e2e.barriers import barriers, runs_over
from tests.people import MEETING_DAY, find_words

TEXT = "The sides met. China 𠀋 will help.\n\nThe sides agreed on trade and\ntransport."

# Selects exact words of the text, as a mouse would, wherever marks cut the paragraphs.
SELECT = """([from, to]) => {
  const walker = document.createTreeWalker(document.querySelector("[data-reading]"), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) if (walker.currentNode.parentElement.closest("p[data-start]")) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  const at = (place, atEnd) => {
    let left = place;
    for (const node of nodes) {
      if (left < node.data.length || (atEnd && left === node.data.length)) return [node, left];
      left -= node.data.length;
    }
  };
  const start = whole.indexOf(from);
  getSelection().setBaseAndExtent(...at(start, false), ...at(whole.indexOf(to, start) + to.length, true));
}"""


@pytest.fixture
def readout(world):
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=TEXT,
        at=world.clock(),
    )


def select(page, start, end=None):
    page.evaluate(SELECT, [start, end or start])
    expect(page.get_by_role("button", name="Quote these words")).to_be_visible()


def newest():
    quote = Quote.objects.latest("pk")
    assert quote.holds()
    return quote


def test_selected_words_are_quoted_and_marked(live_server, open_page, world, readout):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())

    select(page, "China 𠀋 will")
    page.get_by_role("button", name="Quote these words").click()

    expect(page.get_by_label("Words", exact=True)).to_have_value("China 𠀋 will")
    expect(page.get_by_label("Commitment they belong to")).to_be_focused()
    page.keyboard.type("BY-CN-2021-01")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#messages")).to_contain_text("Quoted for BY-CN-2021-01 as entry No.")
    expect(page.locator("#q-01")).to_have_text("China 𠀋 will")
    assert page.url.endswith("#q-01")
    assert (newest().start, newest().end) == (15, 27)


def test_the_next_words_can_be_quoted_at_once(live_server, open_page, world, readout):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())
    for words, code in (("China 𠀋 will", "1"), ("𠀋 will help", "2")):
        select(page, words)
        page.keyboard.press("q")
        page.get_by_label("Commitment they belong to").fill(code)
        page.get_by_role("button", name="Quote for this commitment").click()
        expect(page.locator("#messages")).to_contain_text(f"Quoted for BY-CN-2021-0{code}")

    paragraph = page.locator("p[data-start]").first
    expect(paragraph.locator("mark")).to_have_text(["China ", "𠀋 will", " help"])
    expect(paragraph).to_have_text("The sides met. China 𠀋 will help.")


def test_the_mark_and_the_message_are_both_seen_in_a_long_text(live_server, open_page, world):
    paragraphs = [f"The sides spoke of subject number {number}." for number in range(1, 81)]
    long = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text="\n\n".join(paragraphs),
        at=world.clock(),
    )
    page = open_page(world.by.analyst.user)
    page.goto(long.get_absolute_url())
    for number, code in ((40, "1"), (60, "2")):
        page.get_by_label("Words", exact=True).fill(f"subject number {number}")
        page.get_by_label("Commitment they belong to").fill(code)
        page.get_by_role("button", name="Quote for this commitment").click()

        expect(page.locator("#messages")).to_contain_text(f"Quoted for BY-CN-2021-0{code}")
        expect(page.locator("#messages .message")).to_be_in_viewport(ratio=1)
        page.wait_for_load_state()
        expect(page.locator(f"#q-0{code}")).to_be_in_viewport(ratio=1)
        expect(page.locator("#messages .message")).to_be_in_viewport(ratio=1)


def test_words_over_marks_and_paragraphs_keep_their_place(live_server, open_page, world, readout):
    actions.quote(world.vaccine, by=world.by.analyst, words=find_words(readout, "𠀋 will"), at=world.clock())
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())

    select(page, "will help.", "trade and")
    page.keyboard.press("q")
    page.get_by_label("Commitment they belong to").fill("2")
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#messages")).to_contain_text("Quoted for BY-CN-2021-02")
    assert newest().words == "will help.\n\nThe sides agreed on trade and"


def test_chinese_words_are_quoted_by_the_other_side(live_server, open_page, world):
    page = open_page(world.cn.analyst.user)
    page.goto(world.cn.readout.get_absolute_url())

    select(page, "教育、科学和文化")
    page.keyboard.press("q")
    page.get_by_label("Commitment they belong to").fill("2")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#q-02")).to_have_text("教育、科学和文化")
    assert newest().words == "教育、科学和文化"


def test_words_at_several_places_are_asked_about_in_place(live_server, open_page, world, readout):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())
    page.get_by_label("Words", exact=True).fill("The sides")
    page.get_by_label("Commitment they belong to").fill("1")
    page.get_by_role("button", name="Quote for this commitment").click()

    summary = page.locator(".summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    summary.get_by_role("link", name="These words are at 2 places.").click()
    page.get_by_label("Paragraph 2:").check()
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#messages")).to_contain_text("Quoted for BY-CN-2021-01")
    assert newest().start == TEXT.rindex("The sides")


def test_typing_over_a_selection_lets_go_of_its_place(live_server, open_page, world, readout):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())
    select(page, "China")
    page.keyboard.press("q")

    page.get_by_label("Words", exact=True).fill("transport")
    page.get_by_label("Commitment they belong to").fill("1")
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#messages")).to_contain_text("Quoted for")
    assert newest().words == "transport"


def test_selected_words_go_on_to_a_new_commitment(live_server, open_page, world, readout):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())
    select(page, "agreed on trade")
    page.keyboard.press("q")
    page.get_by_role("button", name="Record a new commitment from these words").click()

    expect(page.locator("blockquote mark")).to_have_text("agreed on trade")
    page.get_by_role("button", name="Record for Belarus").click()
    expect(page.locator(".summary li")).to_have_count(2)  # what the words do not tell
    page.get_by_label("Title", exact=True).fill("Trade by rail")
    page.get_by_label("Statement", exact=True).fill("Both sides will trade by rail.")
    page.get_by_role("group", name="Type of promise").get_by_label("Joint undertaking").check()
    page.get_by_role("group", name="Performed by").get_by_label("Both sides").check()
    page.get_by_role("group", name="For the benefit of").get_by_label("Both sides").check()
    page.get_by_label("Sector").select_option(label="Economy")
    page.get_by_role("group", name="When it is due").get_by_label("Continuing").check()
    page.get_by_label("A report every … months").fill("6")
    page.get_by_role("button", name="Record for Belarus").click()

    expect(page.locator("#messages")).to_contain_text("Recorded as BY-CN-2021-03")
    row = Commitment.objects.latest("pk")
    assert page.url.endswith(row.get_absolute_url())
    assert (row.title, row.every_months, row.quote_set.get().words) == ("Trade by rail", 6, "agreed on trade")


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("No date", []),
        ("A date", ["Day", "In words"]),
        ("A period", ["First day", "Day", "In words"]),
        ("On a condition", ["In words", "Asked every … weeks"]),
        ("On an event", ["Day", "In words"]),
        ("Continuing", ["In words", "A report every … months"]),
    ],
)
def test_a_due_shows_the_fields_of_its_kind(live_server, open_page, world, kind, shown):
    words = find_words(world.by.readout, "Китай")
    page = open_page(world.by.analyst.user)
    page.goto(f"/by-cn/register/record/?readout={words.readout.slug}&start={words.start}&end={words.end}")

    page.get_by_role("group", name="When it is due").get_by_label(kind).check()

    labels = page.locator(".due-parts label[for]:not(.choice label):visible")
    assert labels.all_inner_texts() == shown


def test_everything_works_without_scripts(live_server, open_page, world, readout):
    page = open_page(world.by.secretary.user, java_script_enabled=False)
    page.goto("/by-cn/readouts/")
    page.get_by_role("link", name="English").click()
    page.get_by_label("Words", exact=True).fill("The sides")
    page.get_by_label("Commitment they belong to").fill("goods")
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page).to_have_title("Error: Quote words of a readout – Accord")
    page.get_by_label("Paragraph 1:").check()
    page.get_by_label("A wider list of goods").check()
    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#messages")).to_contain_text("Quoted for BY-CN-2021-02")
    expect(page.locator("#q-02")).to_have_text("The sides")


def test_a_readout_is_filed_once_however_often_the_button_is_pressed(live_server, open_page, world):
    page = open_page(world.cn.analyst.user)
    page.goto("/by-cn/readouts/")
    page.get_by_role("link", name="File a readout of China").click()
    page.get_by_role("group", name="Kind of meeting").get_by_label("Summit").check()
    page.get_by_label("Title of the meeting").fill("Meeting in Samarkand")
    page.get_by_label("Day of the meeting").fill("2022年9月15日")
    page.get_by_label("Published on").fill("15.9.2022")
    page.get_by_label("Text", exact=True).fill("两国元首在撒马尔罕会见。\n\n双方签署联合声明。")
    page.get_by_role("button", name="File and freeze for China").click(click_count=3)

    expect(page.get_by_role("heading", level=1)).to_have_text("Readout of China")
    expect(page.locator("article p")).to_have_text(["两国元首在撒马尔罕会见。", "双方签署联合声明。"])
    expect(page.locator("#messages")).to_contain_text("Filed for China and frozen as entry No.")
    assert Readout.objects.filter(meeting__title="Meeting in Samarkand").count() == 1


def test_a_chosen_meeting_asks_for_nothing_new(live_server, open_page, world):
    page = open_page(world.by.analyst.user)
    page.goto("/by-cn/readouts/file/")
    expect(page.get_by_label("Title of the meeting")).to_be_visible()

    page.get_by_label("Meeting", exact=True).select_option(value=world.meeting.slug)

    expect(page.get_by_label("Title of the meeting")).to_be_hidden()


def test_a_session_that_ended_costs_no_word(live_server, open_browser, world, readout, watch):
    watch.allow(401)
    browser = open_browser(world.by.analyst.user)
    page = browser.new_page()
    page.goto(readout.get_absolute_url())
    page.get_by_label("Words", exact=True).fill("transport")
    page.get_by_label("Commitment they belong to").fill("1")
    browser.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    page.get_by_role("button", name="Quote for this commitment").click()

    expect(page.locator("#failures")).to_contain_text("You were signed out")
    expect(page.get_by_label("Words", exact=True)).to_have_value("transport")


def test_observers_read_and_cannot_quote(live_server, open_page, world):
    page = open_page(world.cn.observer.user)
    page.goto(world.by.readout.get_absolute_url())

    page.evaluate(SELECT, ["Китай готов", "Китай готов"])

    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_role("button", name="Quote these words")).to_have_count(0)
    expect(page.locator("#quote-form")).to_have_count(0)


@pytest.mark.parametrize("width", [1366, 390])
def test_every_page_and_state_is_accessible_and_fits(live_server, open_page, world, readout, width):
    page = open_page(world.by.analyst.user, viewport={"width": width, "height": 800})
    words = find_words(world.by.readout, "столько вакцины")
    record = f"/by-cn/register/record/?readout={words.readout.slug}&start={words.start}&end={words.end}"

    def check(state):
        assert (state, barriers(page)) == (state, [])
        assert not runs_over(page), state

    for url in (
        "/by-cn/readouts/",
        world.by.readout.get_absolute_url(),
        world.cn.readout.get_absolute_url(),
        f"{world.by.readout.get_absolute_url()}?with={world.cn.readout.slug}",
        "/by-cn/readouts/file/",
        f"{readout.get_absolute_url()}quote/?start=0&end=9",
        record,
    ):
        page.goto(url)
        check(url)
    page.get_by_role("button", name="Record for Belarus").click()
    expect(page.locator(".summary")).to_be_visible()
    check("a refused record")
    page.goto("/by-cn/readouts/file/")
    page.get_by_role("button", name="File and freeze").click()
    expect(page.locator(".summary")).to_be_visible()
    check("a refused readout")
    page.goto(readout.get_absolute_url())
    page.get_by_label("Words", exact=True).fill("The sides")
    page.get_by_label("Commitment they belong to").fill("vaccine")
    page.get_by_role("button", name="Quote for this commitment").click()
    expect(page.locator(".summary")).to_be_visible()
    check("an ambiguous quote")
    select(page, "China")
    check("words selected")
