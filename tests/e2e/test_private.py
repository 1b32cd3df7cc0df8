"""Private notes in a browser: written in the aside, beside a form that is open, and on no paper."""

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.models import PrivateNote
from tests.e2e.barriers import barriers, runs_over

TEXT = "Ask the embassy for the delivery protocol."


@pytest.fixture
def opened(world, open_page):
    """The page of a commitment with a note on it, as the analyst who wrote the note has it."""
    actions.write_private_note(world.vaccine, by=world.by.analyst, text="Wait for the letter.")
    page = open_page(world.by.analyst.user)
    page.goto(world.vaccine.get_absolute_url())
    return page


def texts(world):
    return sorted(PrivateNote.objects.of(world.by.party).values_list("text", flat=True))


def test_a_note_is_written_changed_and_deleted_in_place(world, watch, opened):
    page, found = opened, []

    def look(state):
        found.extend((state, *fault) for fault in barriers(page))
        found.extend([(state, "runs over")] if runs_over(page, width=390) else [])

    look("notes")
    page.get_by_role("link", name="Write a note").click()
    expect(page.locator("#note_text")).to_be_focused()
    look("a note open in place")
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#note-form .summary")).to_be_focused()
    look("a note refused")
    page.locator("#note_text").fill(TEXT)
    page.get_by_role("button", name="Save the note").click(click_count=3)
    expect(page.locator("#private-h")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Saved.")
    look("a note saved")
    assert texts(world) == [TEXT, "Wait for the letter."]

    slip = page.locator(".slips > li").filter(has_text="Wait for the letter.")
    slip.get_by_role("link", name="Change").click()
    page.locator("#note_text").fill("Wait for two letters.")
    page.locator("#note_text").press("Control+Enter")
    expect(page.locator(".slips")).to_contain_text("Wait for two letters.")
    page.locator(".slips > li").filter(has_text="letters").get_by_role("link", name="Delete").click()
    expect(page.locator("#note-h")).to_be_focused()
    look("asked whether to delete")
    page.get_by_role("button", name="Delete the note").click()
    expect(page.locator("#live")).to_have_text("Deleted.")
    assert texts(world) == [TEXT]
    assert found == []


def test_words_of_an_update_stay_while_a_note_is_saved(world, watch, opened):
    opened.keyboard.press("u")
    opened.locator("#id_note").fill("The second lot arrived.")
    opened.get_by_role("link", name="Write a note").click()
    opened.locator("#note_text").fill(TEXT)
    opened.get_by_role("button", name="Save the note").click()

    expect(opened.locator(".slips")).to_contain_text(TEXT)
    expect(opened.locator("#id_note")).to_have_value("The second lot arrived.")
    expect(opened.locator("#discard")).to_be_hidden()


def test_notes_are_on_no_paper(world, watch, opened):
    expect(opened.locator("#private-notes")).to_be_visible()
    opened.emulate_media(media="print")

    expect(opened.locator("#private-notes")).to_be_hidden()
    expect(opened.locator("#words")).to_be_visible()


def test_without_scripts_each_step_is_a_page(world, watch, open_page):
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(world.vaccine.get_absolute_url())
    page.get_by_role("link", name="Write a note").click()
    page.get_by_label("Note", exact=True).fill(TEXT)
    page.get_by_role("button", name="Save the note").click()
    expect(page.locator("#messages")).to_have_text("Saved.")
    page.get_by_role("link", name="Delete").click()
    page.get_by_role("button", name="Delete the note").click()
    expect(page.locator("#messages")).to_have_text("Deleted.")

    assert texts(world) == []
