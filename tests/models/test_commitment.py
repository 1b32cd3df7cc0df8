"""What a commitment and its periods can never be, and which commitments a question finds."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from commitments import actions
from commitments.models import Commitment, Standpoint, Terms
from tests.models.violations import another, check_changes, constraint_of, refused_by
from tests.people import moment

DAY = dt.date(2021, 6, 30)


def test_the_database_refuses_impossible_commitments(world):
    check_changes(
        world.vaccine,
        {
            "commitment_first_status_known": [
                {"first_status": "fine", "agreed": "one_side"},
                {"first_status": "", "agreed": "one_side"},
            ],
            "commitment_second_status_known": [{"second_status": "differ", "agreed": "differ"}],
            "commitment_agreed_known|commitment_first_status_known": [
                {"first_status": "broken", "second_status": "broken", "agreed": "broken"}
            ],
            "commitment_agreed_is_what_both_say": [
                {"agreed": "delivered", "is_open": False},
                {"agreed": "differ"},
                {"first_status": "blocked", "second_status": "blocked", "agreed": "differ"},
                {"first_status": "blocked", "second_status": "blocked", "agreed": "part"},
                {"first_status": "blocked", "second_status": "part", "agreed": "part"},
                {"first_status": "delivered", "agreed": "delivered", "is_open": False},
            ],
            "commitment_open_only_while_standing": [
                {"recognition": "withdrawn"},
                {"recognition": "superseded"},
            ],
            "commitment_open_only_until_agreed_closed": [
                {"first_status": "delivered", "second_status": "delivered", "agreed": "delivered"}
            ],
            "commitment_superseded_names_successor": [
                {
                    "first_status": "superseded",
                    "second_status": "superseded",
                    "agreed": "superseded",
                    "is_open": False,
                }
            ],
            "commitment_answer_is_to_a_request": [
                {"answer": "ready"},
                {"answer": "accepted", "asked_on": DAY},
                {"answer": "declined", "answered_on": DAY},
                {"answered_on": DAY, "asked_on": DAY},
                {"answer": "maybe", "asked_on": DAY, "answered_on": DAY},
            ],
            "commitment_offer_is_of_a_side": [
                {"offered_statement": "Other words."},
                {"offered_by": "first"},
                {"offered_statement": "Other words.", "offered_by": "both"},
            ],
            "commitment_does_not_supersede_itself": [{"superseded_by": F("id")}],
            "commitment_dated_due_has_day": [
                {"due_on": None},
                {"due_kind": "period", "due_on": None, "due_from": DAY},
            ],
            "commitment_period_begins_before_it_ends": [
                {"due_kind": "period"},
                {"due_kind": "period", "due_from": DAY + dt.timedelta(days=1)},
            ],
            "commitment_recognition_known": [
                {"recognition": "", "is_open": False},
                {"recognition": "ratified", "is_open": False},
            ],
            "commitment_first_outlook_known": [{"first_outlook": ""}, {"first_outlook": "grim"}],
            "commitment_second_outlook_known": [{"second_outlook": "grim"}],
            "commitment_due_kind_known": [{"due_kind": ""}, {"due_kind": "someday"}],
            "commitment_condition_is_asked": [
                {"due_kind": "condition", "due_text": "When it is over", "asked": "both"},
                {"every_weeks": 4},
                {"asked": "both"},
                {"due_kind": "condition", "due_text": "When it is over", "asked": "both", "every_weeks": 0},
                {"due_kind": "condition", "due_text": "When it is over", "every_weeks": 4},
                {"due_kind": "condition", "asked": "both", "every_weeks": 4},
            ],
            "commitment_event_is_named": [{"due_kind": "event"}],
            "commitment_continuing_owes_reports": [
                {"due_kind": "continuing", "every_months": 0},
                {"due_kind": "continuing"},
                {"every_months": 12},
            ],
            "commitment_first_date_kept": [{"first_due_on": None}],
            "commitment_test_known": [{"test": ""}, {"test": "passed"}],
        },
    )


def test_a_code_stands_once_in_a_commission(world):
    with refused_by(constraint_of(Commitment, "commitment_code_once")), transaction.atomic():
        another(world.vaccine).save(force_insert=True)


def test_the_database_refuses_impossible_standpoints(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    row = Standpoint.objects.get(commitment=world.vaccine, whose="first", recorded_to=None)

    check_changes(
        row,
        {
            "standpoint_ends_after_it_begins": [
                {"recorded_to": row.recorded_from - dt.timedelta(microseconds=1)}
            ],
            "standpoint_says_what_it_can": [
                {"whose": "both"},
                {"status": "differ"},
                {"status": "broken"},
                {"outlook": ""},
                {"outlook": "grim"},
                {"whose": "agreed", "status": "broken", "outlook": ""},
                {"whose": "agreed", "outlook": "on_track"},
            ],
            "standpoint_outlook_while_open": [
                {"status": status, "outlook": outlook}
                for status in ("delivered", "not_delivered", "dropped", "superseded")
                for outlook in ("at_risk", "off_track")
            ],
        },
    )
    for name, changes in {
        "standpoint_once_per_entry": {"recorded_to": row.recorded_from},
        "standpoint_one_open": {"entry_number": row.entry_number + 1},
    }.items():
        with refused_by(constraint_of(Standpoint, name)), transaction.atomic():
            another(row, **changes).save(force_insert=True)


def test_the_database_refuses_impossible_terms(world):
    row = Terms.objects.get(commitment=world.trade, recorded_to=None)

    check_changes(
        row,
        {"terms_end_after_they_begin": [{"recorded_to": row.recorded_from - dt.timedelta(microseconds=1)}]},
    )
    for name, changes in {
        "terms_once_per_entry": {"recorded_to": row.recorded_from},
        "terms_one_open": {"entry_number": row.entry_number + 1},
    }.items():
        with refused_by(constraint_of(Terms, name)), transaction.atomic():
            another(row, **changes).save(force_insert=True)


def test_rows_need_what_they_belong_to(world):
    for changes in ({"sector_id": None}, {"meeting_id": None}, {"commission_id": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Commitment.objects.filter(pk=world.vaccine.pk).update(**changes)


def codes(rows) -> list[int]:
    return [int(row.code[-2:]) for row in rows.order_by("code")]


def test_open_ends_when_both_sides_have_closed(world):
    world.close(world.vaccine, by=world.cn.secretary)
    assert codes(Commitment.objects.open()) == [1, 2]

    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())

    assert codes(Commitment.objects.open()) == [2]
    assert codes(Commitment.objects.counted()) == [1, 2]


def test_counted_leaves_out_what_was_withdrawn(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())

    assert codes(Commitment.objects.counted()) == [1]
    assert codes(Commitment.objects.open()) == [1]


def test_late_begins_the_day_after(world):
    assert [
        codes(Commitment.objects.late(on=dt.date(2021, 6, 30) + dt.timedelta(days=n))) for n in (-1, 0, 1)
    ] == [
        [],
        [],
        [1],
    ]
    world.close(world.vaccine, by=world.cn.secretary)
    assert codes(Commitment.objects.late(on=dt.date(2021, 7, 1))) == [1]  # one side's word does not end it

    actions.agree(world.vaccine, by=world.by.secretary, at=world.clock())

    assert codes(Commitment.objects.late(on=dt.date(2021, 7, 1))) == []


def test_silent_is_asked_of_each_side(world):
    at = moment("2021-09-01")
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", at=at)

    assert codes(Commitment.objects.silent("first", since=at)) == [2]
    assert codes(Commitment.objects.silent("second", since=at)) == [1, 2]
    assert codes(Commitment.objects.silent("first", since=at + dt.timedelta(seconds=1))) == [1, 2]


def test_needing_names_whose_move_it_is(world):
    def needing(side, on):
        return codes(Commitment.objects.needing(side, on=dt.date.fromisoformat(on)))

    assert needing("first", "2021-02-01") == []
    assert needing("second", "2021-02-01") == [2]  # to confirm
    assert needing("second", "2021-06-30") == [2]
    assert needing("second", "2021-07-01") == [1, 2]  # and the vaccine is late
    assert needing("first", "2021-07-01") == []

    world.update(world.vaccine, by=world.cn.analyst, status="in_progress")

    assert needing("first", "2021-02-01") == [1]  # to state a view


def test_what_is_withdrawn_needs_nobody(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())

    assert codes(Commitment.objects.needing("second", on=dt.date(2021, 2, 1))) == []


def test_of_reads_the_column_of_a_side(world):
    assert world.vaccine.of("first", "post") == "Deputy minister"
    assert world.vaccine.of("second", "owner") == world.cn.ministry


def test_words_on_paper(world):
    assert str(world.vaccine) == "BY-CN-2021-01 Vaccine for Belarus"
    assert str(Standpoint.objects.filter(commitment=world.vaccine).first()) == "agreed: not_assessed"
