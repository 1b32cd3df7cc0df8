"""What each side owes and by when: its own last report, its own next, and what it has missed."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Due
from commitments.reports.duties import duties_of
from tests.actions.outcome import all_is_well, changes_of
from tests.people import fresh, moment

RESULT_ON = dt.date(2021, 6, 30)
YEARLY = Due(kind="continuing", every_months=12)


def owed(row):
    return tuple(str(day) if day else None for day in (row.first_owed_on, row.second_owed_on))


def report(world, commitment, side, day):
    return actions.file_report(
        commitment, by=world.side(side).analyst, effective_on=dt.date.fromisoformat(day), at=moment(day)
    )


@pytest.mark.parametrize(
    ("due", "performed_by", "expected"),
    [
        (Due(), "second", (None, None)),
        (Due(kind="date", on=RESULT_ON), "second", (None, "2021-06-30")),
        (Due(kind="date", on=RESULT_ON), "both", ("2021-06-30", "2021-06-30")),
        (Due(kind="period", from_day=dt.date(2021, 2, 1), on=RESULT_ON), "first", ("2021-06-30", None)),
        (Due(kind="event", text="At the visit"), "both", (None, None)),
        (Due(kind="event", text="At the visit", on=RESULT_ON), "second", (None, "2021-06-30")),
        (
            Due(kind="condition", text="After it", asked="first", every_weeks=4),
            "second",
            ("2021-03-01", None),
        ),
        (
            Due(kind="condition", text="After it", asked="both", every_weeks=4),
            "second",
            ("2021-03-01", "2021-03-01"),
        ),
        (Due(kind="continuing", every_months=6), "second", (None, "2021-08-01")),
        (Due(kind="continuing", every_months=6), "both", ("2021-08-01", "2021-08-01")),
    ],
    ids=lambda value: getattr(value, "kind", None),
)
def test_what_is_owed_by_whom(world, due, performed_by, expected):
    row = fresh(world.record(due=due, performed_by=performed_by, beneficiary="both"))

    assert owed(row) == expected
    assert row.owed_on == min((day for day in (row.first_owed_on, row.second_owed_on) if day), default=None)


def test_nothing_is_owed_once_both_have_closed_it(world):
    world.close(world.vaccine, by=world.cn.secretary)
    assert fresh(world.vaccine).second_owed_on is not None

    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())

    row = fresh(world.vaccine)
    assert (row.owed_on, owed(row)) == (None, (None, None))


def test_a_report_of_one_side_leaves_what_the_other_owes(world):
    commitment = world.record(due=YEARLY, performed_by="both", beneficiary="both")
    for day in ("2021-12-28", "2022-12-28", "2023-12-28"):
        report(world, commitment, "first", day)

    row = fresh(commitment)
    assert (str(row.first_reported_on), row.second_reported_on) == ("2023-12-28", None)
    assert owed(row) == ("2025-02-01", "2022-02-01")
    found = duties_of(row, on=dt.date(2024, 3, 1))
    assert [(duty.side, duty.days_late, duty.missed) for duty in found] == [
        ("first", 0, 0),
        ("second", 759, 3),
    ]
    assert all_is_well(world)


def test_the_first_report_of_the_other_side_on_the_same_day_is_its_own(world):
    commitment = world.record(due=YEARLY, performed_by="both", beneficiary="both")
    entries = [report(world, commitment, side, "2022-01-20") for side in ("first", "second")]

    assert [changes_of(entry) for entry in entries] == [{"reported_on": [None, "2022-01-20"]}] * 2
    assert owed(fresh(commitment)) == ("2023-02-01", "2023-02-01")


def test_what_was_missed_is_counted_for_good_and_the_rhythm_stays(world):
    commitment = world.record(due=YEARLY)
    report(world, commitment, "second", "2024-01-25")  # for February 2024; those of 2022 and 2023 never came

    row = fresh(commitment)
    assert (owed(row)[1], row.second_missed) == ("2025-02-01", 2)
    assert [duty.missed for duty in duties_of(row, on=dt.date(2025, 2, 1))] == [2]
    assert [duty.missed for duty in duties_of(row, on=dt.date(2025, 2, 2))] == [3]
    assert all_is_well(world)


def test_a_second_report_for_one_day_discharges_no_further_one(world):
    commitment = world.record(due=YEARLY)
    for day in ("2022-01-25", "2022-02-20", "2022-06-01"):
        report(world, commitment, "second", day)

    assert owed(fresh(commitment))[1] == "2023-02-01"
    assert fresh(commitment).second_missed == 0


def test_who_comes_to_perform_owes_from_then_on_and_who_did_goes_on_owing(world):
    commitment = world.record(due=YEARLY)
    actions.amend(
        commitment,
        by=world.by.secretary,
        performed_by="both",
        reason="It is for both to do.",
        at=moment("2023-05-01"),
    )

    assert owed(fresh(commitment)) == ("2024-02-01", "2022-02-01")
    assert all_is_well(world)
