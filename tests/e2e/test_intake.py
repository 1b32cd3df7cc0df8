"""Taking a readout in with the keyboard alone, and deciding a reconciliation, in a real browser."""

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.models import Closing, Commitment, Mark, Quote
from tests.e2e.barriers import barriers, runs_over
from tests.people import MEETING_DAY, fresh

TEXT = """Source: the press service

The presidents exchanged congratulations. China will supply vaccine to Belarus.

They agreed to meet in person as soon as the pandemic subsides. 🚂 Поезд едет, 列车前进."""


@pytest.fixture
def readout(world):
    world.by.party.also_called = "Belarusian"
    world.by.party.save()
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=TEXT,
        at=world.clock(),
    )


def sentence(page, number, *, of=5, settled=True):
    """In hand, and settled: with scripts the heading has the focus then, and the next key counts."""
    expect(page.locator("#tray-h")).to_have_text(f"Sentence {number} of {of}")
    if settled:
        expect(page.locator("#tray-h")).to_be_focused()


def test_a_readout_is_taken_in_by_keyboard_alone(world, readout, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(readout.get_absolute_url())
    page.get_by_role("link", name="Start the intake, sentence by sentence").press("Enter")
    sentence(page, 1)
    expect(page.locator("#tray-h")).to_be_focused()

    page.keyboard.press("a")  # the heading, as suggested
    sentence(page, 2)
    expect(page.locator("#tray-h")).to_be_focused()
    expect(page.locator("#live")).to_contain_text("Marked: Heading, lead-in or signature.")
    page.keyboard.press("2")  # a courtesy, whatever is suggested
    sentence(page, 3)
    page.keyboard.press("k")
    sentence(page, 2)
    page.keyboard.press("z")
    expect(page.locator(".tray .message")).to_have_count(0)
    sentence(page, 2)
    page.keyboard.press("2")
    sentence(page, 3)

    page.keyboard.press("a")
    title = page.locator("#record-form [name=title]")
    expect(title).to_be_focused()
    expect(title).to_have_value("Supply vaccine to Belarus")
    assert not barriers(page)
    assert not runs_over(page, width=390)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_contain_text("Recorded as")
    expect(page.locator("#messages")).to_be_focused()
    sentence(page, 4, settled=False)
    page.keyboard.press("a")
    expect(title).to_be_focused()
    page.locator("#record-form [name=sector]").select_option(world.health.code)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#messages")).to_be_focused()
    sentence(page, 5, settled=False)
    page.keyboard.press("k")
    sentence(page, 4)
    page.keyboard.press("n")
    sentence(page, 5)
    page.keyboard.press("6")
    expect(page.locator("#all-h")).to_be_focused()
    page.keyboard.press("c")

    expect(page.locator(".tray")).to_contain_text("The intake of this readout is finished")
    assert Closing.objects.filter(readout=readout).exists()
    assert Mark.objects.filter(readout=readout).count() == 3
    words = [quote.words for quote in Quote.objects.filter(readout=readout).order_by("start")]
    assert words == [
        "China will supply vaccine to Belarus.",
        "They agreed to meet in person as soon as the pandemic subsides.",
    ]
    assert not barriers(page)
    assert not runs_over(page, width=390)


def test_a_key_held_down_decides_one_sentence(world, readout, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/")
    page.keyboard.down("2")
    sentence(page, 2)
    for _repeat in range(3):
        page.keyboard.down("2")
    page.keyboard.up("2")
    page.keyboard.press("j")

    sentence(page, 3)
    assert Mark.objects.count() == 1


def test_the_text_follows_the_sentence_in_hand(world, open_page):
    sentences = [
        f"The sides spoke for a long while about subject number {number}." for number in range(1, 61)
    ]
    long = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=" ".join(sentences),
        at=world.clock(),
    )
    page = open_page(world.by.analyst.user)
    page.goto(f"{long.get_absolute_url()}intake/?at={long.text.index(sentences[39])}")
    current, heading = page.locator(".sentences [aria-current]"), page.locator("#tray-h")
    for number in range(40, 61):
        sentence(page, number, of=60)
        expect(heading).to_be_focused()
        expect(heading).to_be_in_viewport(ratio=1)
        expect(current).to_be_in_viewport(ratio=1)
        page.keyboard.press("j")

    page.set_viewport_size({"width": 390, "height": 700})  # the sentence in hand stands above the text
    page.keyboard.press("k")
    sentence(page, 59, of=60)
    expect(heading).to_be_in_viewport(ratio=1)


def test_the_list_is_that_of_a_fresh_page_after_every_step(world, readout, open_page):
    page, fresh = open_page(world.by.analyst.user), open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/")
    for key, number in (("2", 2), ("j", 3), ("1", 4), ("k", 3), ("z", 3), ("n", 4)):
        # What is undone is the sentence in hand, so its number does not tell that the answer is there.
        with page.expect_response(lambda answer: "/intake/" in answer.url):
            page.keyboard.press(key)
        sentence(page, number)
        fresh.goto(page.url)
        for part in (".sentences", ".meter"):
            html = [one.locator(part).evaluate("element => element.outerHTML") for one in (page, fresh)]
            assert html[0].split() == html[1].split()


def test_a_text_that_is_decided_is_looked_through_again(world, readout, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/")
    for number in range(1, 6):
        sentence(page, number)
        expect(page.locator("#tray-h")).to_be_focused()
        page.keyboard.press("2")
    expect(page.locator("#all-h")).to_be_focused()
    page.keyboard.press("k")
    sentence(page, 5)
    page.goto(f"{readout.get_absolute_url()}intake/")
    expect(page.locator("#all-h")).to_be_focused()
    page.keyboard.press("j")
    sentence(page, 1)


def test_a_part_of_a_sentence_is_recorded_by_selecting_it(world, readout, open_page):
    """Behind a character outside the first plane the browser counts otherwise than the register."""
    page = open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/?at={readout.text.index('🚂')}")
    page.evaluate(
        """() => {
          const text = document.querySelector(".tray .passage p").firstChild;
          const at = text.data.indexOf("列车");
          getSelection().setBaseAndExtent(text, at, text, at + 4);
        }"""
    )
    expect(page.locator("[data-quote-bar]")).to_contain_text("列车前进")
    page.keyboard.press("q")
    page.wait_for_url("**/register/record/**")
    expect(page.locator("mark")).to_have_text("列车前进")
    form = page.locator("#record-form")
    form.locator("[name=title]").fill("Trains")
    form.locator("[name=statement]").fill("Trains will run.")
    for name, value in (
        ("speech_act", "topic_only"),
        ("performed_by", "both"),
        ("beneficiary", "both"),
        ("sector", world.economy.code),
    ):
        form.locator(f"[name={name}]").select_option(value)
    form.get_by_role("button", name="Record for Belarus").click()
    page.wait_for_url("**/intake/?after=*")

    quote = Quote.objects.get(readout=readout)
    assert quote.words == "列车前进"
    assert readout.text[quote.start : quote.end] == "列车前进"


def test_without_scripts_a_sentence_is_marked_and_one_is_recorded(world, readout, open_page):
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(f"{readout.get_absolute_url()}intake/")
    page.get_by_role("button", name="Courtesy").click()
    sentence(page, 2, settled=False)
    page.get_by_role("link", name="China will supply vaccine").click()
    page.get_by_role("link", name="Record a commitment").click()
    page.get_by_role("button", name="Record for Belarus").click()

    expect(page.locator("#messages")).to_contain_text("Recorded as")
    assert Commitment.objects.filter(title="Supply vaccine to Belarus").count() == 1


def test_a_secretary_decides_the_rows_of_a_meeting(world, open_page):
    page = open_page(world.cn.secretary.user)
    page.goto(f"/by-cn/meetings/{world.meeting.slug}/")
    row = page.locator(f"#row-{world.trade.code}")
    row.get_by_text("Other words, or decline").click()
    row.get_by_label("The words your side would confirm").fill("China will look at the list.")
    row.get_by_role("button", name="Offer to confirm it in these words").click()
    expect(page.locator(".summary")).to_be_focused()
    assert not barriers(page)
    assert not runs_over(page, width=390)
    row.get_by_label("Why").fill("So it was understood.")
    row.get_by_role("button", name="Offer to confirm it in these words").click()
    expect(row).to_contain_text("Waiting for Belarus.")

    page = open_page(world.by.secretary.user)
    page.goto(f"/by-cn/meetings/{world.meeting.slug}/")
    row = page.locator(f"#row-{world.trade.code}")
    row.get_by_role("button", name="Accept this wording for Belarus").dblclick()
    expect(row.locator(".badge")).to_have_text("Confirmed by both sides")
    assert fresh(world.trade).statement == "China will look at the list."
    assert fresh(world.trade).entry_set.filter(kind="confirmed").count() == 1


ASKS_AT_LEAVING = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))"


def test_a_refused_record_is_mended_without_a_question(world, readout, open_page):
    """The other forms of the page hold what the register suggested: nobody typed that."""
    page = open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/?at={readout.text.index('China will')}")
    page.keyboard.press("a")
    title = page.locator("#record-form [name=title]")
    title.fill("")
    assert page.locator(".tie [name=commitment]").input_value()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#record-form .summary")).to_be_focused()
    title.fill("Vaccine")
    assert page.evaluate(ASKS_AT_LEAVING)
    page.keyboard.press("Control+Enter")

    expect(page.locator("#messages")).to_contain_text("Recorded as")
    assert not page.evaluate(ASKS_AT_LEAVING)


def test_a_refused_offer_is_mended_without_a_question(world, open_page):
    page = open_page(world.cn.secretary.user)
    page.goto(f"/by-cn/meetings/{world.meeting.slug}/")
    row, other = (page.locator(f"#row-{one.code}") for one in (world.trade, world.record()))
    row.get_by_text("Other words, or decline").click()
    row.get_by_label("The words your side would confirm").fill("China will look at the list.")
    offer = row.get_by_role("button", name="Offer to confirm it in these words")
    offer.click()
    expect(page.locator(".summary")).to_be_focused()
    assert page.evaluate(ASKS_AT_LEAVING)

    other.get_by_role("button", name="Confirm for China").click()
    expect(page.locator("#discard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row.get_by_label("The words your side would confirm")).to_have_value(
        "China will look at the list."
    )

    row.get_by_label("Why").fill("So it was understood.")
    offer.click()
    expect(row).to_contain_text("Waiting for Belarus.")
    assert not page.evaluate(ASKS_AT_LEAVING)


def test_a_corrected_version_is_filed_and_gone_through(world, open_page):
    quotes = Quote.objects.filter(readout=world.by.readout).order_by("start")
    kept, changed = (quote.words for quote in quotes)
    page = open_page(world.by.analyst.user)
    page.goto(world.by.readout.get_absolute_url())
    page.get_by_role("link", name="File a corrected version").click()
    page.get_by_label("Published on").fill("28.1.2021")
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().replace(changed, "сохранят перечень товаров"))
    page.get_by_role("button", name="File and freeze for Belarus").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("What the corrected version still says")
    assert not barriers(page)
    assert not runs_over(page, width=390)
    page.get_by_role("button", name="Quote them in the new text").click()
    expect(page.locator("article", has_text=kept)).to_contain_text("Quoted again")
    page.get_by_role("button", name="They are no longer said").click()
    expect(page.locator("#version")).to_contain_text("Every quote is decided")
    assert Quote.objects.filter(readout__replaces=world.by.readout).count() == 1
    assert Mark.objects.get().kind == "gone"

    page.goto(world.by.readout.get_absolute_url())
    of_party = page.locator(".tabs .views li")
    expect(of_party.filter(has=page.locator("[aria-current]"))).to_contain_text("Replaced")
    expect(of_party.filter(has_text="Replaced")).to_have_count(1)


def test_words_typed_into_the_form_of_a_sentence_are_not_lost_by_going_on(world, readout, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(f"{readout.get_absolute_url()}intake/?at={readout.text.index('China will')}")
    page.keyboard.press("a")
    title = page.locator("#record-form [name=title]")
    expect(title).to_be_focused()
    title.fill("Vaccine, as much as is needed")
    page.get_by_role("link", name="Next", exact=False).last.click()

    expect(page.locator("#discard")).to_be_visible()
    page.get_by_role("button", name="Keep writing").click()
    expect(title).to_have_value("Vaccine, as much as is needed")
    page.locator('[data-key="j"]').click()
    page.get_by_role("button", name="Delete my text").click()
    sentence(page, 4)
