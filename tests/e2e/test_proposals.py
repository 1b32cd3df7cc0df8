"""Proposals on terms in a browser: pressed twice, changed meanwhile, without scripts, after being signed out."""

import datetime as dt

import pytest
from playwright.sync_api import expect

from commitments import actions
from commitments.models import Draft, SignedIn
from tests.e2e.conftest import sign_in
from tests.people import PASSWORD, fresh
from tests.stages import log_size

both_ways = pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
COVER = "We would take August."


def opened(page, world):
    page.goto(world.vaccine.get_absolute_url())
    return page


def on_the_table(page, name):
    page.locator("#table").get_by_role("link", name=name).click()
    expect(page.locator("form#act-form")).to_be_visible()


def saved(page, words="Saved as entry No."):
    expect(page.locator("#messages")).to_contain_text(words)


def prepare_a_day(page, world, **options):
    opened(page, world).locator(".offers > summary").click()
    page.get_by_role("link", name="Propose: When it is due").click()
    page.get_by_label("Day", exact=True).fill("30.9.2031")
    page.get_by_label("Why").fill("The plant opens later.")
    page.get_by_label("Cover note").fill(COVER)
    page.get_by_role("button", name="Save the draft").click(**options)
    saved(page, "Kept as a draft.")


@both_ways
def test_from_a_draft_to_the_acceptance_pressed_again_and_again(world, open_page, scripts):
    analyst, secretary, other = (
        open_page(seat.user, java_script_enabled=scripts)
        for seat in (world.by.analyst, world.by.secretary, world.cn.secretary)
    )
    before = log_size(world)
    prepare_a_day(analyst, world, click_count=3)
    expect(analyst.locator("#draft")).to_contain_text(COVER)
    assert Draft.objects.of(world.by.party).count() == 1

    opened(secretary, world).locator("section[aria-labelledby=drafts-h] a").click()
    secretary.get_by_role("button", name="Propose for Belarus").click(click_count=3)
    saved(secretary)
    assert log_size(world) == before + 1

    opened(other, world)
    expect(other.locator("#table")).to_contain_text("The plant opens later.")
    assert COVER not in other.content()
    on_the_table(other, "Accept")
    expect(other.locator("form#act-form")).to_contain_text("30 September 2031")
    other.get_by_role("button", name="Accept for China").click(click_count=3)
    saved(other)
    expect(other.locator("#table")).to_have_count(0)
    assert log_size(world) == before + 2
    assert fresh(world.vaccine).due_on == dt.date(2031, 9, 30)


@both_ways
def test_what_was_changed_meanwhile_is_compared_before_it_is_accepted(world, open_page, scripts):
    first = world.propose(world.vaccine, by=world.by, values={"due_on": "2031-08-31"})
    page = opened(open_page(world.cn.secretary.user, java_script_enabled=scripts), world)
    on_the_table(page, "Accept")
    page.get_by_label("Remark").fill("同意。")
    actions.retract(world.vaccine, by=world.by.secretary, proposal=first.number, at=world.clock())
    second = world.propose(world.vaccine, by=world.by, values={"due_on": "2031-09-30"})
    size = log_size(world)

    page.get_by_role("button", name="Accept for China").click()
    expect(page.locator("#conflict tbody tr", has_text="Due on")).to_contain_text("30 September 2031")
    assert log_size(world) == size
    expect(page.get_by_label("Remark")).to_have_value("同意。")
    page.get_by_role("button", name="Accept for China").click()
    saved(page)
    expect(page.locator(".history")).to_contain_text(f"China accepted proposal No. {second.number}")
    assert fresh(world.vaccine).due_on == dt.date(2031, 9, 30)


def test_words_of_a_proposal_outlive_the_session(world, open_page, watch):
    watch.allow(401, 403)
    page = open_page(world.by.analyst.user, java_script_enabled=False)
    page.goto(f"{world.vaccine.get_absolute_url()}propose/criteria/")
    page.get_by_label("What must be true").first.fill("Сто тысяч доз доставлено.")
    page.get_by_label("Evidence that is enough").first.select_option("act")
    page.get_by_label("Why").fill("So that both know.")
    page.get_by_label("Cover note").fill(COVER)
    SignedIn.objects.all().delete()
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You were signed out")
    door = page.context.new_page()
    door.goto("/accounts/login/")
    door.fill("#id_login", world.by.analyst.user.email)
    door.fill("#id_password", PASSWORD)
    door.get_by_role("button", name="Sign in").first.click()
    expect(door.locator(".who")).to_be_visible()

    page.get_by_role("button", name="Send it again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You signed in again after opening this form")
    page.get_by_role("button", name="Send it again").click()
    saved(page, "Kept as a draft.")


@both_ways
def test_a_draft_is_handed_back_and_changed(world, open_page, live_server, scripts):
    world.prepare(world.vaccine, by=world.by.analyst, cover_note=COVER)
    draft = Draft.objects.of(world.by.party).get()
    url = f"{world.vaccine.get_absolute_url()}drafts/{draft.public_id}/"
    page = open_page(world.by.secretary.user, java_script_enabled=scripts)
    page.goto(url)
    page.locator("summary", has_text="Hand it back").click()
    page.get_by_role("button", name="Hand it back").click()
    expect(page.locator(".summary")).to_contain_text("Say what is to be changed.")
    page.get_by_label("What is to be changed").fill("Ask for November.")
    page.get_by_role("button", name="Hand it back").click()
    saved(page, "Handed back with your remark.")

    page.context.clear_cookies()
    sign_in(page.context, world.by.analyst.user, live_server.url)
    page.goto(url)
    expect(page.locator("#draft")).to_contain_text("Ask for November.")
    page.get_by_role("link", name="Change", exact=True).click()
    page.get_by_label("Day", exact=True).fill("30.11.2031")
    page.get_by_role("button", name="Save the draft").click()
    saved(page, "Saved.")
    page.go_back()
    expect(page.get_by_label("Cover note")).to_have_value(COVER)
    assert Draft.objects.of(world.by.party).get().terms["due_on"] == "2031-11-30"
