"""What a session and an item of its agenda can never be."""

from commitments.models import Session
from tests.models.violations import check_changes
from tests.sessions import a_session, call, draft, item, put, sign


def test_the_database_refuses_impossible_sessions(world):
    check_changes(
        call(world),
        {
            "session_state_known|session_agenda_is_agreed_by_both": [{"state": "put_off"}],
            "session_agenda_is_agreed_by_both": [
                {"state": "agreed"},
                {"state": "held", "first_agreed": 1, "second_agreed": 2},
            ],
        },
    )


def test_the_database_refuses_impossible_items(world):
    session = a_session(world, world.vaccine)
    draft(world, session, effect="status", status="in_progress")
    sign(world, session)
    check_changes(
        item(session),
        {
            "agenda_item_topic_known": [{"topic": "weather"}],
            "agenda_item_effect_known|agenda_item_status_of_effect": [{"effect": "forgot"}],
            "agenda_item_is_put_by_a_side": [{"put_by": "both"}],
            "agenda_item_draft_has_words|agenda_item_signed_by_the_other_side": [
                {"decision": ""},
                {"drafted_by": ""},
                {"draft_entry": None},
            ],
            "agenda_item_signed_by_the_other_side": [
                {"signed_by": "first"},
                {"signed_by": ""},
                {"signed_entry": None},
            ],
            "agenda_item_status_of_effect": [{"effect_status": ""}, {"effect": "carried"}],
            "agenda_item_day_of_effect|agenda_item_status_of_effect": [
                {"effect_on": "2021-08-01"},
                {"effect": "redated", "effect_status": ""},
            ],
            "agenda_item_effect_is_on_a_commitment": [{"commitment": None}],
            "agenda_item_taken_off_is_undecided": [{"is_off": True}],
        },
    )


def test_an_agenda_has_each_number_once(world):
    session = call(world)
    put(world, session)
    put(world, session, title="Another")
    assert list(session.items.values_list("number", flat=True)) == [1, 2]


def test_a_side_has_agreed_to_the_agenda_as_it_is_only():
    session = Session(agenda=7, first_agreed=7, second_agreed=6)
    assert [session.has_agreed(side) for side in ("first", "second")] == [True, False]
