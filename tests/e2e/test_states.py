"""Every state a page can be in, looked at by axe in both colour schemes and in a narrow window."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.figures.period import ValuePeriod
from commitments.models import User
from commitments.vocabulary import Subject
from tests import sessions
from tests.e2e.barriers import barriers, runs_over
from tests.people import PASSWORD, an_indicator
from tests.stages import conditional, continuing, last_entry, requested


@pytest.fixture
def faults():
    """`faults(page, state)` notes what is wrong with it; at the end there must be nothing."""
    found = []

    def look(page, state):
        found.extend((state, *fault) for fault in barriers(page))
        if runs_over(page, width=390):
            found.append((state, "runs over", page.url))

    yield look
    assert not found, "\n".join(map(str, found))


def register(row, tail=""):
    return f"/by-cn/register/{row.code}/{tail}"


def test_forms_open_in_place(world, open_page, watch, faults):
    watch.allow_offline()
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    page = open_page(world.by.secretary.user)
    page.goto(register(world.vaccine))
    page.keyboard.press("u")
    note = page.locator("#id_note")
    expect(note).to_be_focused()
    for part in page.locator("#act-form summary").all():
        part.click()
    faults(page, "an update open in place")
    note.fill("Words that are not saved.")
    note.press("Escape")
    expect(page.locator("#discard")).to_be_visible()
    faults(page, "asked whether to discard")
    page.get_by_role("button", name="Keep writing").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#failures .message")).to_be_visible()
    faults(page, "no connection")
    page.context.set_offline(False)
    note.fill("")
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".summary")).to_be_visible()
    faults(page, "an update refused in place")
    world.update(
        world.vaccine,
        by=world.by.analyst,
        status="part",
        note="w" * 200,
        outlook="at_risk",
        reason="No plane.",
    )
    note.fill("Others wrote too.")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#conflict")).to_be_visible()
    faults(page, "a conflict in place")
    page.locator("#id_position").fill("The second lot is still awaited.")
    page.get_by_role("button", name="Save on top of theirs").click()
    expect(page.locator("#messages")).to_contain_text("Saved as entry No.")
    page.locator(".history details summary").first.click()
    page.locator("details.offers summary").click()
    faults(page, "an update saved")
    page.get_by_role("link", name="Correct this entry").first.click()
    expect(page.locator("#act-form")).to_contain_text("You are correcting entry No.")
    faults(page, "a correction open in place")
    page.locator("#id_note").press("Escape")
    page.locator("body").press("?")
    expect(page.locator("#keys")).to_be_visible()
    faults(page, "the keys")


def test_forms_of_each_action(world, open_page, faults):
    world.update(world.vaccine, by=world.cn.analyst, status="blocked", reason="没有飞机。")
    asked, going_on, asked_for = conditional(world), continuing(world), requested(world)
    first, second = (open_page(side.secretary.user) for side in (world.by, world.cn))

    for page, row, act in (
        (first, world.vaccine, "agree"),
        (first, world.vaccine, "supersede"),
        (first, world.trade, "redate"),
        (first, world.vaccine, "hand-over"),
        (first, world.trade, "amend"),
        (first, world.trade, "criteria"),
        (first, world.vaccine, "steps"),
        (first, world.vaccine, "no-news"),
        *((second, world.vaccine, f"propose/{subject}") for subject in Subject),
        (second, asked_for, "accept"),
        (second, asked_for, "ready"),
        (second, asked_for, "decline-request"),
        (first, asked_for, "ask-again"),
        (first, asked, "check"),
        (first, going_on, "report"),
        (second, world.trade, "decline"),
    ):
        page.goto(register(row, f"{act}/"))
        faults(page, act)
    world.close(world.vaccine, by=world.by.secretary)
    first.goto(register(world.vaccine, "reopen/"))
    first.get_by_role("button", name="Reopen").click()
    expect(first.locator(".summary")).to_be_visible()
    faults(first, "reopening refused")
    for url in (
        register(world.vaccine, "?history=all"),
        register(world.vaccine, "?as_of=2021-02-01"),
        "/by-cn/?as_of=2021-02-01",
        "/by-cn/register/?as_of=2021-02-01&status=in_progress",
        f"/by-cn/log/{last_entry(world).number}/",
        "/by-cn/log/?kind=reopened",
    ):
        first.goto(url)
        faults(first, url)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_address_of_a_list_holds_what_is_set_and_back_leads_to_the_one_before(
    world, open_page, scripts, live_server
):
    page = open_page(world.by.observer.user, java_script_enabled=scripts)
    register = f"{live_server.url}/by-cn/register/"
    page.goto(register)
    page.get_by_label("Sector").select_option("Economy")
    if not scripts:
        page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(f"{register}?sector=economy")
    expect(page.locator("#results")).to_contain_text("Economy: 1 of 2")
    page.go_back()
    expect(page).to_have_url(register)
    expect(page.locator("#results")).to_contain_text("2 commitments")


def test_where_the_sides_differ_and_how_their_views_moved(world, open_page, faults):
    for side, status in (
        (world.cn, "in_progress"),
        (world.by, "blocked"),
        (world.by, "part"),
        (world.by, "blocked"),
    ):
        world.update(
            world.vaccine, by=side.analyst, status=status, reason="没有飞机。", at=world.clock(days=40)
        )
    page = open_page(world.by.observer.user)
    page.goto("/by-cn/differences/")
    faults(page, "the differences")
    page.get_by_label("Sector").select_option("Economy")
    expect(page.locator("#results")).to_contain_text("No commitment matches")
    assert page.url.endswith("/differences/?sector=economy")
    faults(page, "no difference in a sector")
    page.locator("#results a.chip").first.click()
    page.get_by_role("link", name="Code", exact=True).click()
    expect(page.locator("#sort-code")).to_be_focused()
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Code")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    lanes = page.locator("figure.lanes")
    expect(lanes).to_contain_text("The two views have differed for")
    page.locator("details.moved > summary").click()
    lanes.locator("summary").click()
    faults(page, "the two lanes with their table")


def test_what_is_counted_and_what_has_arrived(world, open_page, faults):
    page = open_page(world.by.secretary.user)
    page.goto("/by-cn/indicators/")
    expect(page.locator("#results")).to_contain_text("Nothing is counted here yet.")
    faults(page, "nothing is counted")
    page.goto(register(world.trade, "indicators/"))
    page.get_by_label("What is counted", exact=True).fill("Exports")
    page.get_by_label("Targets").fill("1,000; 2022")
    page.get_by_role("button", name="Add a row").click()
    expect(page.locator("#act-form fieldset legend", has_text="Row 2")).to_be_visible()
    faults(page, "what is counted, with another row")
    page.get_by_role("button", name="Save what is counted").click()
    expect(page.locator(".summary")).to_contain_text("1,000")
    faults(page, "what is counted refused")

    counted = [
        an_indicator("Exports", "million USD", every_months=3, targets=[{"value": "900", "period": "2021"}]),
        an_indicator("Прирост экспорта", "%", combining="rate", is_open=True),
    ]
    actions.set_indicators(world.trade, by=world.by.secretary, at=world.clock(), indicators=counted)
    actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())
    for side, period, number in (
        (world.by, "2019", "500"),
        (world.by, "2020", "600"),
        (world.by, "2020", "620"),
        (world.cn, "2020", "700"),
    ):
        value = actions.StatedValue(ValuePeriod.of_key(period), Decimal(number))
        actions.give_values(world.trade, by=side.analyst, at=world.clock(), indicator=1, values=[value])
    for url in (
        "/by-cn/",
        "/by-cn/indicators/",
        "/by-cn/indicators/?figures=reached&sector=economy",
        "/by-cn/indicators/?as_of=32.1.2021",
        "/by-cn/register/?figures=any",
        register(world.trade, "propose/figures/"),
    ):
        page.goto(url)
        faults(page, url)
    page.goto(register(world.trade))
    page.locator("details.values > summary").click()
    expect(page.locator("details.values")).to_contain_text("620")
    faults(page, "what is counted on its commitment")

    page.goto(register(world.trade, "values/"))
    page.get_by_label("What is counted", exact=True).select_option(label="Exports (million USD)")
    page.locator("summary", has_text="Paste rows").click()
    page.locator("summary", has_text="statistics of a third party").click()
    page.get_by_label("Or paste rows").fill("Q1 2020\t1,234\nQ2 2020;about 300\nsoon;5")
    faults(page, "values")
    page.get_by_role("button", name="Show what is understood").click()
    expect(page.get_by_role("region", name="What was understood")).to_contain_text("about 300")
    faults(page, "pasted values as they were understood")
    page.get_by_role("button", name="Save the values of Belarus").click()
    expect(page.locator(".summary")).to_contain_text("“soon” is no period")
    faults(page, "values refused")


def test_nothing_there_yet_and_pages_that_say_no(world, open_page, watch, faults):
    watch.allow(403, 404)
    page = open_page(world.stranger.user)
    for part in ("", "register/", "readouts/", "log/", "weeks/"):
        page.goto(f"/kz-uz/{part}")
        faults(page, f"an empty {part or 'overview'}")
    page.goto("/by-cn/")
    faults(page, "not found")
    nobody = open_page(world.administrator)
    nobody.goto("/by-cn/")
    faults(nobody, "not for administrators")
    User.objects.create_user("guest@example.org", PASSWORD, full_name="Gustav Guest")
    page = open_page(User.objects.get(email="guest@example.org"))
    for url in ("/", "/settings/", "/accounts/password/change/", "/accounts/logout/"):
        page.goto(url)
        faults(page, url)


def test_pages_of_an_account_and_papers_of_a_session(world, open_page, faults):
    session = sessions.call(world)
    sessions.put(world, session, world.vaccine)
    page = open_page(world.by.secretary.user)
    for url in (
        "/accounts/access/",
        "/accounts/factors/",
        "/accounts/factors/app/",
        "/accounts/reauthenticate/",
        f"/by-cn/sessions/{session.slug}/pack/",
        f"/by-cn/sessions/{session.slug}/protocol/",
        "/by-cn/weeks/",
        "/by-cn/inbox/",
        "/reference/",
    ):
        page.goto(url)
        faults(page, url)


def test_at_the_door(world, open_page, watch, faults):
    watch.allow(403)
    page = open_page()
    for url in ("/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"):
        page.goto(url)
        faults(page, url)
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in").first.click()
    expect(page.locator(".summary")).to_be_visible()
    faults(page, "sign-in refused")

    writer = open_page(world.by.analyst.user)
    form = register(world.vaccine, "update/")
    writer.goto(form)
    writer.fill("#id_note", "Typed before the session ended, and not lost.")
    writer.context.clear_cookies()
    with writer.expect_navigation():
        writer.evaluate("document.querySelector('#act-form').submit()")  # as without scripts
    faults(writer, "no cookies")
