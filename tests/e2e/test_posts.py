"""Posts are offered while one types a sign: by keys, by mouse, on a phone; and without scripts one types them."""

import pytest
from playwright.sync_api import expect

from commitments.models import Mention, Seat
from tests.e2e.barriers import barriers, runs_over


@pytest.fixture
def posts(world):
    names = {"Секретарь комиссии": world.by.secretary, "外交部亚洲司司长": world.cn.secretary}
    for name, seat in names.items():
        Seat.objects.filter(pk=seat.pk).update(post=name)
    return names


def test_a_post_is_chosen_by_keys_and_who_is_told_is_said(world, posts, open_page):
    page = open_page(world.by.analyst.user)
    page.goto(world.vaccine.get_absolute_url())
    page.keyboard.press("u")
    field, lines = page.locator("#id_note"), page.locator(".posts [role=option]")
    expect(field).to_be_focused()
    page.keyboard.type("Talks. Write to info@example.org, @")
    expect(lines).to_have_count(5)
    expect(field).to_have_attribute("aria-activedescendant", "id_note_posts_0")
    expect(page.locator("#live")).to_have_text("Posts you can name: 5")
    assert barriers(page) == []
    page.keyboard.type("сек")
    expect(lines).to_have_text(["Секретарь комиссии BY"])
    page.keyboard.press("Enter")
    expect(field).to_have_value("Talks. Write to info@example.org, @Секретарь комиссии ")
    expect(lines).to_have_count(0)

    page.keyboard.type("@china")  # by its party: the code and name are read, too
    expect(lines).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("[aria-selected=true]")).to_contain_text("外交部亚洲司司长")
    page.keyboard.press("Escape")  # closes the list, not the form
    expect(lines).to_have_count(0)
    expect(field).to_be_focused()
    page.keyboard.press("Backspace")
    expect(lines).to_have_count(0)
    for _key in range(5):
        page.keyboard.press("Backspace")
    page.keyboard.insert_text("@亚洲")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("and @Directr of nothing.")
    # Said under the field before it is saved; of the names that are posts nothing is said.
    expect(page.locator("[data-missed-names]")).to_have_text(
        "This name reaches nobody: “@Directr of nothing”"
    )
    assert barriers(page) == []
    page.keyboard.press("Control+Enter")

    said = page.locator("#messages")
    expect(said).to_contain_text("Секретарь комиссии (Belarus), 外交部亚洲司司长 (China) were told.")
    expect(said).to_contain_text("“@Directr of nothing” names no post of this commission.")
    assert {row.seat.post for row in Mention.objects.all()} == set(posts)
    assert barriers(page) == []


@pytest.mark.parametrize("is_phone", [False, True])
def test_a_post_is_chosen_by_mouse_and_by_touch(world, posts, open_browser, is_phone):
    size = {"width": 390, "height": 844} if is_phone else {"width": 1366, "height": 768}
    page = open_browser(world.cn.analyst.user, viewport=size, has_touch=is_phone).new_page()
    page.goto(f"{world.vaccine.get_absolute_url()}notes/")
    field = page.locator("[name=text]")
    field.press_sequentially("Ask @")
    lines = page.locator(".posts [role=option]")
    expect(lines).to_have_count(2)  # a private note names the own side alone
    assert not runs_over(page, width=size["width"])
    line = lines.filter(has_text="外交部亚洲司司长")
    assert line.bounding_box()["height"] >= 24
    line.tap() if is_phone else line.click()
    expect(field).to_have_value("Ask @外交部亚洲司司长 ")
    expect(field).to_be_focused()


def test_without_scripts_a_post_is_typed(world, posts, open_page):
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(f"{world.vaccine.get_absolute_url()}update/")
    page.locator("#id_note").fill("@外交部亚洲司司长 please look.")
    page.get_by_role("button", name="Save update").click()
    expect(page.locator("#messages")).to_contain_text("外交部亚洲司司长 (China) was told.")
