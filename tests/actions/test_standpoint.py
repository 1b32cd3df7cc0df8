"""What a side says while it goes on: updates, agreement, checks, reports, corrections."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import NotAllowed
from commitments.models import Standpoint
from commitments.reports.register.query import Query, rows_for
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import a_source, fresh, moment

MET_DAY = dt.date(2021, 3, 1)


def agree(world, commitment, side="second", **fields):
    return actions.agree(commitment, by=world.side(side).secretary, at=world.clock(), **fields)


# --- updates


def test_an_update_states_the_view_of_the_own_side(world):
    entry = world.update(
        world.vaccine,
        by=world.cn.analyst,
        status="in_progress",
        outlook="at_risk",
        reason="Flights are few.",
        next_step="First delivery",
        next_on=dt.date(2021, 3, 15),
        effective_on=dt.date(2021, 1, 30),
    )

    row = fresh(world.vaccine)
    assert (row.second_status, row.second_outlook) == ("in_progress", "at_risk")
    assert (row.second_next_step, row.second_next_on) == ("First delivery", dt.date(2021, 3, 15))
    assert (row.first_status, row.first_next_step, row.agreed) == ("not_assessed", "", "one_side")
    assert changes_of(entry) == {
        "status": ["not_assessed", "in_progress"],
        "outlook": ["no_view", "at_risk"],
        "steps": [
            [],
            [
                {
                    "number": None,
                    "post": "Director, Department 2",
                    "text": "First delivery",
                    "on": "2021-03-15",
                    "done_on": None,
                }
            ],
        ],
    }
    view = Standpoint.objects.get(commitment=row, whose="second", recorded_to=None)
    assert (view.effective_from, view.recorded_from) == (dt.date(2021, 1, 30), entry.recorded_at)
    assert all_is_well(world)


def test_an_update_may_leave_everything_as_it_was(world):
    world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", outlook="on_track", next_step="Talks"
    )
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="Nothing new.")

    row = fresh(world.vaccine)
    assert changes_of(entry) == {}
    assert (row.first_outlook, row.first_next_step) == ("on_track", "Talks")


def test_an_update_says_which_steps_are_done(world):
    entry = world.update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        next_step="Talks",
        next_on=dt.date(2021, 3, 1),
    )
    day = dt.date(2021, 1, 31)
    done = world.update(
        world.vaccine,
        by=world.by.secretary,
        status="in_progress",
        steps_done=(entry.number,),
        next_step="A letter",
        effective_on=day,
    )

    row = fresh(world.vaccine)
    assert (row.first_next_step, row.first_next_on) == ("A letter", None)
    assert [(step["text"], step["done_on"], step["done_with"]) for step in row.steps] == [
        ("Talks", "2021-01-31", done.number),
        ("A letter", None, None),
    ]
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"position": ""}, "position"),
        ({"outlook": "at_risk"}, "reason"),
        ({"outlook": "off_track"}, "reason"),
        ({"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
        ({"effective_on": dt.date(2021, 2, 3), "at": moment("2021-02-02", "20:59")}, "effective_on"),
        ({"status": "delivered"}, "status"),
        ({"status": "superseded"}, "status"),
    ],
)
def test_an_update_is_refused(world, fields, field):
    with refused(field=field):
        world.update(world.vaccine, by=world.by.analyst, **{"status": "in_progress", **fields})


def test_an_update_of_a_closed_view_keeps_it_closed_and_without_an_outlook(world):
    world.close(world.vaccine, by=world.by.secretary)

    world.update(
        world.vaccine, by=world.by.analyst, status="delivered", outlook="at_risk", note="A photograph."
    )
    row = fresh(world.vaccine)
    assert (row.first_status, row.first_outlook) == ("delivered", "no_view")
    with refused(field="status") as refusal:
        world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    assert "Reopen" in str(refusal.value)


def test_an_outlook_ends_with_the_closing(world):
    world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", outlook="off_track", reason="No flights."
    )
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", outlook="on_track")
    world.close(world.vaccine, by=world.cn.secretary)
    agree(world, world.vaccine, "first")

    row = fresh(world.vaccine)
    assert (row.first_outlook, row.second_outlook) == ("no_view", "no_view")
    assert all_is_well(world)


# --- agreement


def test_agreeing_takes_over_the_status_and_nothing_else(world):
    world.update(world.vaccine, by=world.by.analyst, status="part", outlook="at_risk", reason="Flights.")
    entry = agree(world, world.vaccine, note="We see it so.")

    row = fresh(world.vaccine)
    assert (row.agreed, row.second_outlook) == ("part", "no_view")
    assert changes_of(entry) == {"status": ["not_assessed", "part"]}
    assert all_is_well(world)


def test_agreeing_needs_a_view_that_is_another(world):
    with refused(NotAllowed):
        agree(world, world.vaccine)
    world.update(world.vaccine, by=world.cn.analyst, status="part")
    with refused(NotAllowed):
        agree(world, world.vaccine)  # the other side has none
    agree(world, world.vaccine, "first")
    with refused(NotAllowed):
        agree(world, world.vaccine, "first")


def test_nobody_agrees_to_what_they_did_not_see(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.update(world.vaccine, by=world.by.analyst, status="part")

    with refused(field=""):
        agree(world, world.vaccine, shown="in_progress")
    agree(world, world.vaccine, shown="part")


def test_agreeing_takes_back_a_closing_the_other_side_did_not_join(world):
    world.close(world.vaccine, by=world.cn.secretary)
    world.update(world.vaccine, by=world.by.analyst, status="part")

    actions.agree(world.vaccine, by=world.cn.secretary, at=world.clock())

    found = fresh(world.vaccine)
    assert (found.second_status, found.agreed, found.is_open) == ("part", "part", True)


# --- corrections


def correct(world, entry, **fields):
    fields = {
        "by": world.by.analyst,
        "status": "blocked",
        "outlook": "no_view",
        "note": "It was blocked.",
        "effective_on": entry.effective_on,
        "at": world.clock(),
        **fields,
    }
    return actions.correct(world.vaccine, entry=entry, **fields)


def views(world, whose="first"):
    rows = Standpoint.objects.filter(commitment=world.vaccine, whose=whose).order_by("entry_number")
    return [(row.status, row.recorded_to is None, row.is_corrected) for row in rows]


def test_correcting_the_latest_word_changes_the_present_view(world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="part")
    corrected = correct(world, entry, effective_on=dt.date(2021, 1, 28))

    row = fresh(world.vaccine)
    assert (row.first_status, row.first_entry, row.first_view) == (
        "blocked",
        corrected.number,
        corrected.number,
    )
    assert (corrected.corrects, record_of(corrected)["refs"]) == (entry, {"corrects": entry.number})
    assert changes_of(corrected) == {"status": ["part", "blocked"], "outlook": ["no_view", "no_view"]}
    assert (corrected.status_before, corrected.status_after) == ("part", "blocked")
    assert views(world) == [("not_assessed", False, False), ("part", False, True), ("blocked", True, False)]
    assert all_is_well(world)


def test_correcting_the_day_alone_begins_the_view_anew(world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="part")
    correct(world, entry, status="part", effective_on=dt.date(2021, 1, 28))

    view = Standpoint.objects.get(commitment=world.vaccine, whose="first", recorded_to=None)
    assert view.effective_from == dt.date(2021, 1, 28)
    assert views(world) == [("not_assessed", False, False), ("part", False, True), ("part", True, False)]
    assert fresh(world.vaccine).first_since == entry.recorded_at
    assert all_is_well(world)


def test_correcting_an_older_view_leaves_the_present_one(world):
    older = world.update(world.vaccine, by=world.by.analyst, status="part")
    latest = world.update(world.vaccine, by=world.by.analyst, status="continuing")
    corrected = correct(world, older)

    row = fresh(world.vaccine)
    assert (row.first_status, row.first_entry, row.first_word) == (
        "continuing",
        latest.number,
        corrected.number,
    )
    assert changes_of(corrected) == {"status": [None, "blocked"], "outlook": [None, "no_view"]}
    assert (corrected.status_before, corrected.status_after) == ("continuing", "continuing")
    assert corrected.stated_status == "blocked"
    assert views(world) == [
        ("not_assessed", False, False),
        ("part", False, True),
        ("continuing", True, False),
        ("blocked", False, False),
    ]
    assert [row[0] for row in views(world, "agreed")] == ["not_assessed", "one_side"]
    assert all_is_well(world)


def known_on(world, day):
    """What is known today about the status of the first side on a day of February."""
    query = Query(as_of=dt.date(2021, 2, day), known_today=True)
    return rows_for(world.commission, query).get(commitment=world.vaccine).known_first


def day(number):
    return moment(f"2021-02-{number:02}")


def test_a_correction_reaches_as_far_as_later_words_left_it_as_before(world):
    wrong = world.update(world.vaccine, by=world.by.analyst, status="part", at=day(2))
    world.update(world.vaccine, by=world.by.analyst, status="part", note="Nothing new.", at=day(4))
    corrected = correct(world, wrong, at=day(6))

    row = fresh(world.vaccine)
    assert (row.first_status, row.agreed, row.first_view) == ("blocked", "one_side", corrected.number)
    assert changes_of(corrected) == {"status": ["part", "blocked"], "outlook": ["no_view", "no_view"]}
    assert views(world) == [("not_assessed", False, False), ("part", False, True), ("blocked", True, False)]
    assert [known_on(world, number) for number in (1, 2, 5)] == ["not_assessed", "blocked", "blocked"]
    assert all_is_well(world)


def test_what_a_later_word_stated_itself_stays(world):
    wrong = world.update(world.vaccine, by=world.by.analyst, status="part", at=day(2))
    fields = {"status": "part", "outlook": "at_risk", "reason": "No plane."}
    world.update(world.vaccine, by=world.by.analyst, at=day(4), **fields)
    corrected = correct(world, wrong, outlook="on_track", at=day(6))

    row = fresh(world.vaccine)
    assert (row.first_status, row.first_outlook) == ("blocked", "at_risk")
    assert changes_of(corrected) == {"status": ["part", "blocked"], "outlook": [None, "on_track"]}
    assert views(world)[1:] == [("part", False, True), ("part", False, True), ("blocked", True, False)]
    assert known_on(world, 5) == "blocked"
    assert all_is_well(world)


def test_a_correction_of_the_past_ends_where_something_else_was_stated(world):
    wrong = world.update(world.vaccine, by=world.by.analyst, status="part", at=day(2))
    fields = {"status": "part", "outlook": "on_track"}
    world.update(world.vaccine, by=world.by.analyst, at=day(4), **fields)
    world.update(world.vaccine, by=world.by.analyst, status="continuing", at=day(6))
    correct(world, wrong, at=day(8))

    assert fresh(world.vaccine).first_status == "continuing"
    assert [known_on(world, number) for number in (2, 4, 6, 8)] == [
        "blocked",
        "blocked",
        "continuing",
        "continuing",
    ]
    assert all_is_well(world)


def test_a_correction_stands_in_the_place_of_what_it_corrects(world):
    wrong = world.update(world.vaccine, by=world.by.analyst, status="part", at=day(2))
    later = world.update(world.vaccine, by=world.by.analyst, status="part", at=day(4))
    corrected = correct(world, wrong, at=day(6))
    correct(world, later, status="continuing", at=day(8))
    assert fresh(world.vaccine).first_status == "continuing"

    correct(world, corrected, status="in_progress", at=day(10))

    assert fresh(world.vaccine).first_status == "continuing"
    assert [known_on(world, number) for number in (2, 4)] == ["in_progress", "continuing"]
    assert all_is_well(world)


def test_a_correction_of_an_older_view_can_be_corrected_itself(world):
    """What it stated counts, not the side's present status: here the side has closed since."""
    older = world.update(world.vaccine, by=world.by.analyst, status="part")
    world.close(world.vaccine, by=world.by.secretary)
    wrong = correct(world, older, status="blocked")

    with refused(field="status"):
        correct(world, wrong, status="delivered")
    right = correct(world, wrong, status="in_progress")

    assert right.stated_status == "in_progress"
    assert fresh(world.vaccine).first_status == "delivered"
    assert views(world)[-2:] == [("blocked", False, True), ("in_progress", False, False)]
    assert all_is_well(world)


def test_an_entry_is_corrected_once(world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="part")
    corrected = correct(world, entry)

    with refused(field=""):
        correct(world, entry, status="continuing")
    correct(world, corrected, status="continuing")
    assert fresh(world.vaccine).first_status == "continuing"


def test_a_colleague_of_the_side_may_correct(world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="part")
    assert correct(world, entry, by=world.by.secretary)


@pytest.mark.parametrize(
    ("status", "fields", "field"),
    [
        ("part", {"note": ""}, "note"),
        ("part", {"outlook": "at_risk"}, "reason"),
        ("part", {"effective_on": dt.date(2021, 1, 25)}, "effective_on"),
        ("part", {"effective_on": dt.date(2021, 2, 3), "at": moment("2021-02-02")}, "effective_on"),
        ("part", {"status": "delivered"}, "status"),
        ("part", {"status": "not_assessed"}, "status"),
    ],
)
def test_a_correction_is_refused(world, status, fields, field):
    entry = world.update(world.vaccine, by=world.by.analyst, status=status)

    with refused(field=field):
        correct(world, entry, **fields)


def test_a_correction_neither_closes_nor_reopens(world):
    closed = world.close(world.vaccine, by=world.by.secretary)

    for other in ("part", "dropped"):
        with refused(field="status"):
            correct(world, closed, status=other)
    right = {"status": "delivered", "outlook": "at_risk", "effective_on": dt.date(2021, 1, 30)}
    with refused(field="sources"):  # what the corrected entry showed is taken back with it
        correct(world, closed, **right)
    correct(world, closed, **right, sources=(a_source(),))
    assert (fresh(world.vaccine).first_status, fresh(world.vaccine).first_outlook) == ("delivered", "no_view")


def test_a_side_corrects_only_its_own_views(world):
    theirs = world.update(world.vaccine, by=world.cn.analyst, status="part")
    elsewhere = world.update(world.trade, by=world.by.analyst, status="part")
    confirmed, recorded = (world.vaccine.entry_set.get(kind=kind) for kind in ("confirmed", "recorded"))

    for entry, by in (
        (theirs, world.by.analyst),
        (elsewhere, world.by.analyst),
        (recorded, world.by.analyst),
        (confirmed, world.cn.analyst),
    ):
        with refused(NotAllowed):
            correct(world, entry, by=by)
