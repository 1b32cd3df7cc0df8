"""Forms as they are filled in: read from their heading, compared while one types, with what was said before at hand."""

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.models import Draft, Evidence
from tests.e2e.barriers import barriers, runs_over
from tests.people import a_criterion, fresh

TOP = "element => element.getBoundingClientRect().top"


@pytest.mark.parametrize("width", [1366, 390])
def test_a_form_opens_at_its_heading(world, open_page, width):
    height = 844 if width == 390 else 768
    criteria = [a_criterion(f"Lot {number} is handed over in Minsk. " * 3) for number in range(1, 5)]
    actions.set_criteria(world.trade, by=world.by.secretary, at=world.clock(), criteria=criteria)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    page = open_page(world.by.secretary.user, viewport={"width": width, "height": height})
    page.goto(world.trade.get_absolute_url())
    page.locator(".offers > summary").click()
    page.locator(".offers").get_by_role("link", name="End this commitment").click()
    heading = page.locator("#act-h")
    expect(heading).to_be_in_viewport()
    assert 0 <= heading.evaluate(TOP) < height / 3
    # The field, or where it would be out of sight the heading itself: read on from there.
    focus = page.locator("#act-form :focus")
    expect(focus).to_be_in_viewport()


def test_what_would_change_is_shown_while_one_types(world, open_page, watch):
    watch.allow_offline()
    page = open_page(world.by.analyst.user)
    page.goto(f"{world.vaccine.get_absolute_url()}propose/wording/")
    field, shown = page.locator("#id_statement"), page.locator("#would-change")
    expect(shown).to_be_hidden()
    before = field.input_value()
    field.press("End")
    field.press_sequentially(" For everybody.")
    expect(shown.locator("td ins")).to_have_text("For everybody.")
    expect(field).to_be_focused()
    assert shown.get_attribute("aria-live") is None and page.locator("[data-sending]").count() == 0
    assert barriers(page) == []
    assert not runs_over(page, width=390)

    page.context.set_offline(True)  # a comparison that does not arrive is nobody's concern
    with page.expect_event("requestfailed", lambda request: "/propose/" in request.url):
        field.press_sequentially(" Soon.")
    expect(page.locator("#failures .message")).to_have_count(0)
    page.context.set_offline(False)
    page.locator("#id_reason").fill("It was meant so.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.locator("#messages")).to_contain_text("Kept as a draft.")
    assert Draft.objects.of(world.by.party).get().terms["statement"] == f"{before} For everybody. Soon."


def test_a_source_that_is_known_brings_what_is_known_of_it(world, open_page):
    named = {
        "evidence_class": "press",
        "title": "Doses handed over",
        "language": "en",
        "publisher": "BelTA",
        "address": "https://belta.by/handover",
    }
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", sources=(actions.Source(**named),))
    page = open_page(world.by.analyst.user)
    page.goto(f"{world.vaccine.get_absolute_url()}update/")
    page.get_by_label("Source", exact=True).fill("Doses handed over")
    page.get_by_label("Kind of source").focus()
    expect(page.get_by_label("Address of the page")).to_have_value(named["address"])
    expect(page.get_by_label("Kind of source")).to_have_value("press")
    page.get_by_label("What happened").fill("The same lot, as we count it.")
    page.get_by_role("button", name="Save update").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    ours = Evidence.objects.get(entry__number=fresh(world.vaccine).last_number)
    assert (ours.publisher, ours.address) == (named["publisher"], named["address"])


def test_a_position_is_changed_from_what_it_says(world, open_page):
    said = "The first lot is here."
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", position=said)
    page = open_page(world.by.analyst.user)
    page.goto(f"{world.vaccine.get_absolute_url()}update/")
    box, field = page.get_by_label("Change the position"), page.locator("#id_position")
    box.check()
    expect(field).to_have_value(said)
    box.uncheck()
    expect(field).to_be_hidden()
    expect(field).to_have_value("")
    box.check()
    field.fill("Both lots are here.")
    box.uncheck()
    expect(field).to_have_value("")  # closed, nothing of it is sent
    box.check()
    expect(field).to_have_value("Both lots are here.")


def test_a_file_on_its_way_says_how_far_it_is_and_can_be_stopped(world, open_page, watch):
    watch.allow_offline()  # so is what was stopped
    page = open_page(world.by.analyst.user)
    page.goto(f"{world.vaccine.get_absolute_url()}update/")
    page.get_by_label("What happened").fill("The papers are signed.")
    page.get_by_label("Source", exact=True).fill("Справка 附件")
    page.locator("summary", has_text="More about the source").click()
    paper = {
        "name": "Справка 附件.pdf",
        "mimeType": "application/pdf",
        "buffer": b"%PDF-1.4\n" + b"x" * 600_000,
    }
    page.get_by_label("Or a file").set_input_files(paper)
    line = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 20, "downloadThroughput": 1_000_000, "uploadThroughput": 50_000}
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", slow)
    page.get_by_role("button", name="Save update").click()
    expect(page.get_by_role("progressbar", name="Sending the file")).to_be_visible()
    page.get_by_role("button", name="Stop sending").click()
    expect(page.locator(".sending")).to_have_count(0)
    expect(page.locator("[data-sending]")).to_have_count(0)
    expect(page.get_by_label("What happened")).to_have_value("The papers are signed.")
    assert not Evidence.objects.filter(commitment=world.vaccine).exists()
