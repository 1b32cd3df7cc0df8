"""A session from its calling to its protocol: two secretaries, each in a browser of their own."""

import re

from playwright.sync_api import expect

from commitments.models import AgendaItem, Session
from tests.e2e.barriers import barriers, runs_over
from tests.people import fresh
from tests.sessions import a_session, call, draft, put

LIST = "/by-cn/sessions/"


def test_two_secretaries_hold_a_session(world, open_page):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    minsk, beijing = (open_page(side.secretary.user) for side in (world.by, world.cn))

    # called for today, and drafted from what the register suggests, by keyboard
    minsk.goto(LIST)
    minsk.get_by_role("link", name="Call a session").click()
    minsk.get_by_label("Name").fill("Fifth session")
    today = world.commission.today()
    minsk.get_by_label("Held on").fill(f"{today.day}.{today.month}.{today.year}")
    minsk.get_by_label("Place").fill("Minsk")
    minsk.get_by_role("button", name="Call the session").click()
    url = Session.objects.get().get_absolute_url()
    expect(minsk.locator(".tray h2")).to_contain_text("Vaccine for Belarus")
    minsk.keyboard.press("j")
    expect(minsk.locator(".tray h2")).to_contain_text("A wider list of goods")
    minsk.keyboard.press("k")
    expect(minsk.locator(".tray h2")).to_contain_text("Vaccine for Belarus")
    minsk.keyboard.press("a")
    expect(minsk.locator("#item-1")).to_contain_text("Vaccine for Belarus")
    expect(minsk.locator(".tray h2")).to_contain_text("A wider list of goods")

    # Beijing reads it, Minsk changes it: Beijing does not agree to what it has not seen
    beijing.goto(url)
    minsk.locator("#item-1").get_by_role("link", name="Change").click()
    minsk.get_by_label("Position of your side").fill("Ждём остальные дозы.")
    minsk.get_by_role("button", name="Save for Belarus").click()
    expect(minsk.locator("#item-1")).to_contain_text("Ждём остальные дозы.")
    beijing.get_by_role("button", name="Agree to this agenda for China").click()
    expect(beijing.locator("#conflict")).to_contain_text("Belarus stated its position on item 1")
    beijing.locator("#item-1").get_by_role("link", name="State our position").click()
    beijing.get_by_label("Position of your side").fill("其余疫苗已备妥。")
    beijing.get_by_role("button", name="Save for China").click()
    beijing.get_by_role("button", name="Agree to this agenda for China").click()
    expect(beijing.locator("#session")).to_contain_text("China has agreed to this agenda")
    minsk.goto(url)
    minsk.get_by_role("button", name="Agree to this agenda for Belarus").click()
    expect(minsk.get_by_role("heading", name="Agenda agreed")).to_be_visible()

    # drafted by one, signed by the other
    minsk.locator("#item-1").get_by_role("link", name="Draft the decision").click()
    expect(minsk.get_by_label("Status both sides state")).to_be_hidden()
    minsk.get_by_label("Decision", exact=True).fill("Поставки продолжаются.")
    minsk.get_by_label("Both sides state a status").check()
    minsk.get_by_label("Status both sides state").select_option("in_progress")
    minsk.get_by_role("button", name="Draft it for the other side to sign").click()
    expect(minsk.locator("#item-1")).to_contain_text("not signed by the other side")
    expect(minsk.get_by_role("button", name="Countersign")).to_have_count(0)
    beijing.goto(url)
    beijing.get_by_role("button", name="Countersign for China").click()
    expect(beijing.locator("#messages")).to_contain_text("Countersigned: item 1 is decided.")
    assert fresh(world.vaccine).agreed == "in_progress"
    beijing.get_by_role("button", name="Finish the session").click()
    expect(beijing.get_by_role("heading", name="Finished")).to_be_visible()

    # the same words on both copies, each side first on its own
    for page, first in ((minsk, "For Belarus"), (beijing, "For China")):
        page.goto(f"{url}protocol/")
        expect(page.locator("#item-1")).to_contain_text("Поставки продолжаются.")
        expect(page.locator("#item-1")).to_contain_text("其余疫苗已备妥。")
        expect(page.locator(".signing > div").first).to_contain_text(first)
    minsk.goto(world.vaccine.get_absolute_url())
    decision = minsk.locator("#history .entry", has=minsk.locator("a[href$='#item-1']"))
    decision.locator("summary").click()
    decision.get_by_role("link", name="item 1 of the session").click()
    expect(minsk).to_have_url(re.compile(f"{re.escape(url)}#item-1$"))


def test_an_agenda_is_drafted_and_agreed_without_scripts(world, open_page):
    page = open_page(world.by.secretary.user, java_script_enabled=False)
    page.goto(f"{LIST}call/")
    page.get_by_label("Name").fill("Fifth session")
    page.get_by_label("Held on").fill("20.7.2031")
    page.get_by_label("Place").fill("Minsk")
    page.get_by_role("button", name="Call the session").click()
    page.get_by_role("button", name="Put this one on the agenda").first.click()
    expect(page.locator("#item-1")).to_be_visible()
    page.get_by_role("button", name="Agree to this agenda for Belarus").click()

    expect(page.locator("#session")).to_contain_text("Belarus has agreed to this agenda")
    page.locator("#item-1").get_by_role("button", name="Take off").click()
    expect(page.locator("#session")).to_contain_text("Belarus has not agreed to this agenda yet")
    assert AgendaItem.objects.get().is_off


def test_nothing_bars_the_way(world, open_page):
    """The page of a session as it is drafted and decided, its forms, and what is printed."""
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    drafted = call(world, title="Drafted")
    put(world, drafted, world.vaccine, position="Ждём остальные дозы.")
    held = a_session(world, world.vaccine, None)
    draft(world, held)
    page = open_page(world.cn.secretary.user)
    drafting, deciding = drafted.get_absolute_url(), held.get_absolute_url()
    for url in (
        LIST,
        f"{LIST}call/",
        drafting,
        f"{drafting}put/",
        f"{drafting}items/1/",
        deciding,
        f"{deciding}items/1/decide/",
        f"{deciding}protocol/",
        f"{deciding}pack/",
    ):
        page.set_viewport_size({"width": 1366, "height": 768})
        page.goto(url)
        assert barriers(page) == [], url
        assert not runs_over(page, width=390), url
