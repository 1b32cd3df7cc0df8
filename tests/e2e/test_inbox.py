"""Ten things that wait, dealt with by keyboard alone."""

from playwright.sync_api import expect

from commitments import actions
from commitments.actions import Owner
from commitments.models import Commitment, Mention
from tests.e2e.barriers import barriers, runs_over


def test_ten_things_are_dealt_with_by_keyboard_alone(world, open_page):
    """Proposals, requests and mentions in one list, each with one press; the number in the head goes down.

    What was pressed can be undone until the next press; it counts as waiting for as long.
    """
    for number in range(4):
        world.record(title=f"Goods {number}")
    for number in range(2):
        world.record(title=f"Request {number}", speech_act="request", performed_by="second")
    for number in range(2):
        note, owner = f"{number}: @Secretary, China, please look.", Owner(world.by.company, f"Desk {number}")
        actions.hand_over(world.vaccine, by=world.by.secretary, owner=owner, note=note, at=world.clock())
    actions.write_private_note(
        world.trade, by=world.cn.analyst, text="@Secretary, China: ask first.", at=world.clock()
    )
    page = open_page(world.cn.secretary.user)
    page.goto("/by-cn/")
    page.keyboard.press("g")
    page.keyboard.press("i")
    title, heading = page.locator(".tray .about"), page.locator("#tray-h")
    expect(title).to_have_text("Request 0")  # asked for longest; passed over
    expect(page.locator("#waits")).to_have_text("11")
    expect(page).to_have_title("(11) To do – Accord")
    expect(heading).to_be_focused()
    assert not barriers(page)
    assert not runs_over(page, width=390)

    page.keyboard.press("j")
    expect(title).to_have_text("Request 1")
    for left in range(10, 0, -1):
        page.wait_for_function("document.activeElement !== document.body")
        if left == 1:
            expect(title).to_have_text(world.vaccine.title)  # only late: after all that is asked
            page.keyboard.press("k")
            expect(title).to_have_text("Request 0")
            assert not barriers(page)
            assert not runs_over(page, width=390)
        page.locator(".tray").evaluate("tray => (tray.dataset.before = '')")
        is_mention = page.locator("form[action*=mentions]").count() > 0
        page.keyboard.press("a")
        if is_mention:
            expect(page.locator(".held")).to_have_count(0)
        else:
            expect(page.locator(".held")).to_contain_text("It is saved in 8 s.")
            left += 1
        expect(page.locator(".tray[data-before]")).to_have_count(0)
        expect(page.locator("#waits")).to_have_text(str(left))

    page.get_by_role("button", name="Save now").click()
    expect(page.locator("#waits")).to_have_text("1")
    expect(title).to_have_text(world.vaccine.title)
    assert Commitment.objects.filter(recognition="confirmed").count() == 1 + 4 + 2 + 1
    assert Commitment.objects.filter(answer="accepted").count() == 2
    assert not Mention.objects.filter(seen_at=None).exists()


def test_a_remark_is_added_in_place_and_a_request_is_declined_by_another_key(world, open_page):
    asked = world.record(title="A list of goods", speech_act="request", performed_by="second")
    page = open_page(world.cn.secretary.user)
    page.goto("/by-cn/inbox/")
    title = page.locator(".tray .about")
    expect(title).to_have_text(asked.title)
    page.keyboard.press("d")
    expect(page.locator("#act-form [name=reason]")).to_be_focused()
    page.keyboard.type("There is no money for it.")
    page.keyboard.press("Control+Enter")

    expect(title).to_have_text(world.trade.title)
    page.keyboard.press("1")  # confirm with a remark
    expect(page.locator("#act-form [name=note]")).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(title).to_have_text(world.vaccine.title)
    assert Commitment.objects.get(pk=asked.pk).answer == "declined"
