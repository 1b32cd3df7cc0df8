"""Ten things that wait, dealt with by keyboard alone."""

from playwright.sync_api import expect

from commitments.models import Commitment
from tests.e2e.barriers import barriers, runs_over


def test_ten_things_are_dealt_with_by_keyboard_alone(world, open_page):
    for number in range(9):
        world.record(title=f"Goods {number}")
    page = open_page(world.cn.secretary.user)
    page.goto("/by-cn/")
    page.get_by_role("link", name="One after the other").press("Enter")
    heading = page.locator("#tray-h")
    expect(heading).to_have_text(world.trade.title)  # passed over
    expect(heading).to_be_focused()
    assert not barriers(page)
    assert not runs_over(page, width=390)

    page.keyboard.press("j")
    for title in (*(f"Goods {number}" for number in range(9)), world.trade.title):
        if title == world.trade.title:
            expect(heading).to_have_text(world.vaccine.title)  # only late: after all that is asked
            page.keyboard.press("k")
        expect(heading).to_have_text(title)
        page.wait_for_function("document.activeElement !== document.body")
        page.keyboard.press("1")  # confirm
        expect(page.locator("#act-form [name=note]")).to_be_focused()
        if title == world.trade.title:
            assert not barriers(page)
            assert not runs_over(page, width=390)
        page.keyboard.press("Control+Enter")

    expect(heading).to_have_text(world.vaccine.title)
    expect(page.locator("#inbox")).to_contain_text("1 commitment waits for China")
    assert Commitment.objects.filter(recognition="confirmed").count() == 11
