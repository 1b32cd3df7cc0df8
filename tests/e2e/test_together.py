"""Several people with the form of one commitment open in place: who comes second compares, and loses no word."""

from playwright.sync_api import expect

from tests.stages import log_size

TYPED = "#act-form :is(textarea, select, input:not([type=hidden]):not([type=radio]))"
VALUES = "fields => Object.fromEntries(fields.map((field) => [field.name, field.value]))"


def opened(page, world):
    """The form for an update, open in place."""
    page.goto(f"/by-cn/register/{world.vaccine.code}/")
    page.keyboard.press("u")
    expect(page.locator("#id_note")).to_be_focused()
    return page


def typed(page):
    return page.locator(TYPED).evaluate_all(VALUES) | {
        "status": page.locator("[name=status]:checked").input_value()
    }


def test_three_people_write_at_once(world, open_page):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    colleague, writer, across = (
        opened(open_page(seat.user), world)
        for seat in (world.by.secretary, world.by.analyst, world.cn.analyst)
    )
    before = log_size(world)
    colleague.get_by_label("Delivered in part").check()
    colleague.fill("#id_position", "A lot arrived.")
    colleague.get_by_role("button", name="Save update").click()
    expect(colleague.locator("#messages")).to_contain_text(f"Saved as entry No. {before}.")

    writer.fill("#id_note", "Ничего нового.\nNothing new.")
    writer.locator("summary", has_text="Outlook and next step").click()
    writer.get_by_label("At risk").check()
    writer.fill("#id_reason", "No plane.")
    writer.fill("#id_next_step", "Ask again")
    writer.fill("#id_source_title", "Minutes No. 4")
    writer.select_option("#id_source_class", index=1)
    words = typed(writer)
    writer.get_by_role("button", name="Save update").click()

    expect(writer.locator(".summary")).to_be_focused()
    rows = writer.locator("#conflict tbody tr").all_inner_texts()
    assert [row.split("\t") for row in rows] == [
        ["Status, Belarus", "Delivered in part", "In progress", "In progress"],
        ["What happened", "–", "Ничего нового. Nothing new.", "–"],
        ["Reason for the outlook", "–", "No plane.", "–"],
        ["Position", "A lot arrived.", "–", "–"],
    ]
    expect(writer.locator("#conflict")).to_contain_text("Secretary, Belarus wrote while you were writing")
    assert typed(writer) == words
    expect(writer.locator("#id_source_title")).to_be_visible()
    expect(writer.locator("#id_next_step")).to_be_visible()
    assert log_size(world) == before + 1
    writer.fill("#id_position", "Ждём самолёт.")  # the status it goes back to is not the one held meanwhile
    writer.get_by_role("button", name="Save on top of theirs").click()
    expect(writer.locator("#messages")).to_contain_text(f"Saved as entry No. {before + 1}.")

    across.get_by_label("Blocked").check()
    across.fill("#id_position", "没有飞机。")
    across.locator("[name=waits_on][value=both]").check()
    across.locator("#id_note").focus()  # each side states its own view: there is nothing to compare
    across.keyboard.press("Control+Enter")

    expect(across.locator("#messages")).to_contain_text(f"Saved as entry No. {before + 2}.")
    assert log_size(world) == before + 3
    for words in ("A lot arrived.", "Nothing new.", "没有飞机。"):
        expect(across.locator(".history .said:not(:has(b))", has_text=words)).to_have_count(1)
