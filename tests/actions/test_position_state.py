"""A position stays until its side changes it; what happened is no position."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions.state import advance
from commitments.models import Standpoint
from commitments.reports.position import positions
from tests.actions.outcome import all_is_well, refused
from tests.people import fresh


def position(world, side="first"):
    """The text of the present position of a side; None without one."""
    row = fresh(world.vaccine)
    stated = positions(world.commission, [row.of(side, "position")])
    return stated[row.of(side, "position")].text if stated else None


def test_a_remark_changes_no_position(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", position="A first lot came.")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="@Director, please look.")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", outlook="on_track")

    assert position(world) == "A first lot came."
    assert position(world, "second") is None
    assert all_is_well(world)


def test_a_position_is_changed_alone(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", position="A first lot came.")
    entry = world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", note="", position="Two lots came."
    )

    assert position(world) == "Two lots came."
    assert entry.changes == {}
    views = Standpoint.objects.filter(commitment=world.vaccine, whose="first").order_by("entry_number")
    assert [view.position for view in views][1:] == [entry.number - 1, entry.number]
    # Only the entry that gave the status states a view of a day.
    assert [view.effective_from is not None for view in views] == [True, True, False]
    assert all_is_well(world)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda world: actions.agree(world.vaccine, by=world.cn.secretary, at=world.clock()), None),
        (
            lambda world: actions.agree(
                world.vaccine, by=world.cn.secretary, note="We see it so.", at=world.clock()
            ),
            "We see it so.",
        ),
        (
            lambda world: world.close(
                world.vaccine, by=world.cn.secretary, status="dropped", note="Talks.", reason="No need."
            ),
            "No need.",
        ),
        (
            lambda world: world.update(
                world.vaccine,
                by=world.cn.analyst,
                status="in_progress",
                note="Talks.",
                position="It goes on.",
            ),
            "It goes on.",
        ),
    ],
)
def test_another_status_has_its_own_reason_or_none(world, act, expected):
    world.update(world.vaccine, by=world.by.analyst, status="part")
    world.update(world.vaccine, by=world.cn.analyst, status="not_started", position="Nothing has begun.")

    act(world)

    assert position(world, "second") == expected
    assert all_is_well(world)


def test_a_correction_takes_the_place_of_the_position_it_corrects(world):
    wrong = world.update(world.vaccine, by=world.by.analyst, status="in_progress", position="Ten lots came.")
    fields = {"outlook": "no_view", "note": "One lot.", "effective_on": dt.date(2021, 2, 1)}
    right = actions.correct(
        world.vaccine,
        by=world.by.analyst,
        entry=wrong,
        status="in_progress",
        position="One lot came.",
        at=world.clock(),
        **fields,
    )
    assert position(world) == "One lot came."

    actions.correct(
        world.vaccine, by=world.by.analyst, entry=right, status="in_progress", at=world.clock(), **fields
    )
    assert position(world) is None
    assert all_is_well(world)


def test_an_update_says_something(world):
    with refused(field="note"):
        world.update(world.vaccine, by=world.by.analyst, status="not_assessed", note="")


@pytest.mark.parametrize(("version", "expected"), [(1, 7), (2, None)])
def test_a_note_was_a_position_where_the_status_changed_with_it_under_version_1(world, version, expected):
    first = {
        "v": version, "seq": 6, "kind": "recorded", "actor": {"side": "first"}, "sealed": {},
        "set": {"meeting": [None, "a-call"], "sector": [None, "health"], "performed_by": ["", "second"]},
        "effective_on": "2021-01-26", "recorded_at": "2021-01-27T09:00:00.000000Z", "refs": {},
    }  # fmt: skip
    moved = first | {
        "seq": 7,
        "kind": "updated",
        "sealed": {"note": "00"},
        "set": {"status": ["not_assessed", "part"]},
    }
    remark = moved | {"seq": 8, "set": {}}

    state = None
    for record in (first, moved, remark):
        state = advance(state, record, dt.UTC)

    assert (state["first_position"], state["second_position"]) == (expected, None)
