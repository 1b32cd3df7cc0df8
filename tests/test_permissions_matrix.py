"""Every role of every side, strangers and administrators: who may do what, by the table and by trying it."""

import datetime as dt
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from commitments import actions, rules
from commitments.actions import NotAllowed
from commitments.actions.step import Action
from commitments.models import (
    Briefing,
    BriefingDraft,
    Commission,
    Commitment,
    Draft,
    Entry,
    Mention,
    PrivateNote,
    Seat,
    User,
)
from commitments.reports.private import private_notes
from commitments.rules import PERMISSIONS
from commitments.vocabulary import SIDES, Role
from tests.people import World, fresh, make_user
from tests.session_tries import SESSION_TRIES
from tests.tries import TRIES, Act

TABLE = Path(__file__).parent.parent / "docs" / "permissions.md"


class Done(Exception):
    """Ends a try that was let through, without leaving anything of it."""


# What leaves no entry; and what pages show, which is no action.
UNLOGGED = {"write_private", "delete_private", "prepare", "see_mention", "prepare_briefing"}
READING = {"read", "read_private", "read_briefing"}

# Which predicate says, with the commitment, what the action itself will say.
ON_A_COMMITMENT = {
    action: getattr(rules, f"may_{action}")
    for action in TRIES
    if action not in ("open_meeting", "file_readout", "record", "mark", "close_readout", "issue_briefing")
    and action not in UNLOGGED
    and action not in {act.__name__ for act in SESSION_TRIES}
}

# These are tried on a commitment made for the purpose, the others on the vaccine.
ON_A_NEW_ONE = {
    "amend",
    "redate",
    "report",
    "check_condition",
    "recognise",
    "note_one_sided",
    "answer_wording",
    "withdraw",
    "set_criteria",
    "set_indicators",
    "give_values",
    "answer_request",
    "ask_again",
}


def outsiders(world: World) -> dict[str, Seat | User | None]:
    """Everybody who may do nothing here, whatever their role says."""
    left = Seat.objects.get(pk=world.by.secretary.pk)
    left.held_until = dt.date(2021, 1, 31)
    promoted = Seat.objects.get(pk=world.cn.secretary.pk)
    promoted.user = world.administrator
    return {
        "nobody": None,
        "administrator": world.administrator,
        "stranger": world.stranger,
        "other stranger": world.other_stranger,
        "administrator with a seat left over": promoted,
        "dismissed secretary": left,
        "secretary to be": Seat(
            user=make_user("Frol Future"),
            commission=world.commission,
            party=world.by.party,
            role="secretary",
            held_from=dt.date(2030, 1, 1),
        ),
    }


def kept() -> tuple[int, int, int]:
    """How many private notes and drafts there are, and how many mentions nobody has seen."""
    unseen = Mention.objects.filter(seen_at=None).count()
    drafts = Draft._base_manager.count() + BriefingDraft._base_manager.count()
    drafts += Briefing.objects.count()  # a draft of a briefing that is issued becomes one
    return PrivateNote._base_manager.count(), drafts, unseen


def is_let_through(act: Act, by: Seat | None) -> bool:
    """Whether the action accepts this person; what it did is undone."""
    size, notes = Entry.objects.count(), kept()
    try:
        with transaction.atomic():
            act(by)
            made = set(Entry.objects.order_by("pk")[size:].values_list("party", "author"))
            # A private note is written or deleted, a mention seen, and the log stays as it was.
            touched = kept() != notes
            assert made == (set() if touched else {(by.party_id, by.user_id)})
            raise Done
    except Done:
        return True
    except NotAllowed:
        assert (Entry.objects.count(), kept()) == (size, notes)
        return False


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("action", list(TRIES))
def test_each_action_asks_the_table(world, action, side):
    act = TRIES[action](world, side)
    others = outsiders(world)

    found = {role: is_let_through(act, world.side(side).seat(role)) for role in Role.values}
    found |= {name: is_let_through(act, by) for name, by in others.items()}

    assert found == {role: role in PERMISSIONS[action].roles for role in Role.values} | dict.fromkeys(
        others, False
    )


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("action", list(ON_A_COMMITMENT))
def test_each_predicate_says_what_the_action_does(world, action, side):
    act = TRIES[action](world, side)
    predicate = ON_A_COMMITMENT[action]

    row = Commitment.objects.latest("pk") if action in ON_A_NEW_ONE else fresh(world.vaccine)
    seats = {role: world.side(side).seat(role) for role in Role.values}

    assert {role: predicate(seat, row) for role, seat in seats.items()} == {
        role: is_let_through(act, seat) for role, seat in seats.items()
    }
    assert predicate(None, row) is False


def test_the_table_is_asked_for_every_seat(world):
    for action, rule in PERMISSIONS.items():
        assert {seat: rules.may(seat, action) for seat in world.seats} == {
            seat: seat.role in rule.roles for seat in world.seats
        }
        assert rules.may(None, action) is rules.may(world.administrator, action) is False
        promoted = Seat(user=world.administrator, role="secretary")
        assert rules.may(promoted, action) is False


def test_reading_is_for_the_seats_of_the_commission(world):
    everybody = {seat.user: world.commission for seat in world.seats}
    everybody |= {world.stranger.user: world.elsewhere, world.other_stranger.user: world.elsewhere}

    for user, commission in everybody.items():
        assert list(Commission.objects.filter(seat__in=Seat.objects.held_by(user))) == [commission]
    assert not Commission.objects.filter(seat__in=Seat.objects.held_by(world.administrator)).exists()


@pytest.mark.parametrize("side", SIDES)
def test_private_notes_are_read_by_every_role_of_their_own_side_alone(world, side):
    author = world.side(side).analyst
    note = actions.write_private_note(world.vaccine, by=author, text="Ask again.", at=world.clock())

    def reads(seat):
        shown = private_notes(seat, world.vaccine)
        return shown is not None and [line.id for line in shown.lines] == [note.public_id]

    assert {seat: reads(seat) for seat in world.seats} == {
        seat: seat.side == side and seat.role in PERMISSIONS["read_private"].roles for seat in world.seats
    }
    promoted = outsiders(world)["administrator with a seat left over"]
    assert private_notes(promoted, world.vaccine) is None


def test_every_action_of_the_table_is_tried():
    assert set(TRIES) | READING == set(PERMISSIONS)


def test_every_action_that_takes_a_seat_is_in_the_table():
    named = {
        "unmark": "mark",
        "reopen_readout": "close_readout",
        **dict.fromkeys(("write_private_note", "change_private_note"), "write_private"),
        "delete_private_note": "delete_private",
        **dict.fromkeys(("change_draft", "return_draft", "delete_draft"), "prepare"),
        **dict.fromkeys(("save_briefing", "delete_briefing"), "prepare_briefing"),
    }
    offered = {name: act for name, act in vars(actions).items() if callable(act) and name[0].islower()}
    for of_administrators in ("keep_seat", "record_names", "ask_redaction", "consent_to_redaction"):
        del offered[of_administrators]

    assert {
        act.rule.name if isinstance(act, Action) else named.get(name, name) for name, act in offered.items()
    } == set(TRIES)


def test_more_responsibility_never_means_less_permission():
    for rule in PERMISSIONS.values():
        assert rule.roles in ({*Role.values}, {"analyst", "secretary"}, {"secretary"})


def test_the_printed_table_is_the_table():
    out = StringIO()
    call_command("permissions", stdout=out)

    assert TABLE.read_text("utf-8") == out.getvalue()
    rows = [line.split(" | ") for line in out.getvalue().splitlines() if line.startswith("| ")][1:]
    assert [[mark == "yes" for mark in row[1:5]] for row in rows] == [
        [role in rule.roles for role in Role.values] + [False] for rule in PERMISSIONS.values()
    ]
