"""A source named with an entry that was corrected since is struck through, stands last and is not counted."""

import pytest

from commitments import actions
from commitments.actions import RuleBroken
from tests.actions.outcome import all_is_well, refused
from tests.pages import soup_of, text_of
from tests.people import a_criterion, a_source, fresh, moment
from tests.sessions import a_session, decided
from tests.stages import TODAY

pytestmark = pytest.mark.time_machine(TODAY)

URL = "/by-cn/register/BY-CN-2021-01/"


def correct(world, entry, **parts):
    fields = {"status": "in_progress", "outlook": "on_track", "note": "Without it.", **parts}
    day = {"effective_on": entry.effective_on, "at": moment("2021-06-01")}
    return actions.correct(world.vaccine, by=world.by.analyst, entry=entry, **fields, **day)


def said(world, *sources):
    fields = {"status": "in_progress", "outlook": "on_track", "note": "It goes on.", "sources": sources}
    return world.update(world.vaccine, by=world.by.analyst, **fields)


def test_it_is_struck_through_with_the_correcting_entry_and_stands_behind(client, world):
    said(world, a_source("Delivery note"))
    wrong = said(world, a_source("Wrong paper"))
    correction = correct(world, wrong)
    world.sign_in(client, world.by.observer)
    page = soup_of(client.get(URL))
    evidence = page.select_one("section[aria-labelledby=ev]")

    assert evidence.select_one("header .note").text == "1"
    text = text_of(page, "section[aria-labelledby=ev]")
    assert text.index("Delivery note") < text.index("Wrong paper")
    assert ["Wrong paper" in one.text for one in evidence.select("s")] == [True]
    link = evidence.find("a", href=f"?history=all#entry-{correction.number}")
    assert link.text.split() == ["Taken", "back", "by", "No.", str(correction.number)]
    [in_history] = page.select("#history s")
    assert "Wrong paper" in in_history.text


def test_before_the_correction_it_stood(client, world):
    correct(world, said(world, a_source("Wrong paper")))
    world.sign_in(client, world.by.observer)
    before, after = (soup_of(client.get(f"{URL}?as_of={day}")) for day in ("2021-05-31", "2021-06-01"))

    assert [page.select_one("section[aria-labelledby=ev] .note").text for page in (before, after)] == [
        "1",
        "0",
    ]
    assert (bool(before.select("s")), bool(after.select("s"))) == (False, True)
    assert "Every source that was named has been taken back." in text_of(after, "section[aria-labelledby=ev]")


def test_it_shows_no_criterion_to_be_met(client, world):
    criteria = [a_criterion("The vaccine is there.")]
    tested = world.record(title="Tested")
    actions.set_criteria(tested, criteria=criteria, by=world.by.secretary, at=world.clock())
    fields = {"status": "in_progress", "outlook": "on_track", "note": "It is there."}
    shown = world.update(tested, by=world.by.analyst, sources=(a_source("Note", meets=(1,)),), **fields)
    assert fresh(tested).met == {"1": [shown.number]}

    day = {"effective_on": shown.effective_on, "at": world.clock()}
    actions.correct(tested, by=world.by.analyst, entry=shown, **fields, **day)

    assert not any(fresh(tested).met.values())
    assert all_is_well(world)


def test_a_session_does_not_decide_on_it(world):
    """“Delivered” needs evidence of the side that performs; what was taken back is none."""
    wrong = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        outlook="on_track",
        note="Sent.",
        sources=(a_source("Wrong paper"),),
    )
    day = {"effective_on": wrong.effective_on, "at": world.clock()}
    fields = {"status": "in_progress", "outlook": "on_track", "note": "Not sent."}
    actions.correct(world.vaccine, by=world.cn.analyst, entry=wrong, **fields, **day)
    session = a_session(world, world.vaccine)

    with refused(RuleBroken):
        decided(world, session, 1, effect="status", status="delivered")
