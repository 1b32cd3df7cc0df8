"""Every role of every side, strangers and administrators: who may do what, by the table and by trying it."""

import datetime as dt
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from commitments import actions, rules
from commitments.actions import Due, NotAllowed, Owner, Words
from commitments.management.commands.permissions import MEANINGS
from commitments.models import Commission, Commitment, Draft, Entry, Mention, PrivateNote, Seat, User
from commitments.models.coverage import undecided
from commitments.reports.private import private_notes
from commitments.rules import PERMISSIONS
from commitments.vocabulary import SIDES, Role, other_side
from tests.people import World, a_criterion, a_source, find_words, fresh, make_seat, make_user
from tests.session_tries import SESSION_TRIES

DAY = dt.date(2021, 2, 1)
TABLE = Path(__file__).parent.parent / "docs" / "permissions.md"

Act = Callable[[Seat | None], object]


class Done(Exception):
    """Ends a try that was let through, without leaving anything of it."""


# --- for each action: a moment at which nothing but the role decides, and the action itself


def open_meeting(world: World, side: str) -> Act:
    return lambda by: actions.open_meeting(
        world.commission, by=by, kind="visit", title="Visit", held_on=DAY, at=world.clock()
    )


def file_readout(world: World, side: str) -> Act:
    return lambda by: actions.file_readout(
        world.meeting,
        by=by,
        language="en",
        publisher="President",
        published_on=DAY,
        text="The presidents spoke.",
        at=world.clock(),
    )


def quote(world: World, side: str) -> Act:
    words = find_words(world.cn.readout, "科学和文化")
    return lambda by: actions.quote(world.vaccine, by=by, words=words, at=world.clock())


def record(world: World, side: str) -> Act:
    def act(by: Seat | None) -> Entry:
        return actions.record(
            world.meeting,
            by=by,
            title="Textbooks",
            statement="China will send textbooks.",
            language="en",
            speech_act="undertaking",
            performed_by="second",
            beneficiary="first",
            sector=world.economy,
            due=Due(),
            quotes=(find_words(world.by.readout, "Китай"),),
            at=world.clock(),
        )

    return act


def log_update(world: World, side: str) -> Act:
    return lambda by: world.update(world.vaccine, by=by, status="in_progress")


def report(world: World, side: str) -> Act:
    commitment = world.record(due=Due(kind="continuing", every_months=6), performed_by=side)
    return lambda by: actions.file_report(commitment, by=by, effective_on=DAY, at=world.clock())


def check_condition(world: World, side: str) -> Act:
    due = Due(kind="condition", text="When it is over", asked=side, every_weeks=4)
    commitment = world.record(due=due)
    return lambda by: actions.check_condition(
        commitment, by=by, answer="not_yet", effective_on=DAY, at=world.clock()
    )


def correct(world: World, side: str) -> Act:
    entry = world.update(world.vaccine, by=world.side(side).secretary, status="in_progress")
    return lambda by: actions.correct(
        world.vaccine,
        by=by,
        entry=entry,
        status="part",
        outlook="no_view",
        note="It was part.",
        effective_on=DAY,
        at=world.clock(),
    )


def own_alone(world: World, side: str) -> Commitment:
    """A commitment the side proposed and nobody has confirmed."""
    return world.record(by=world.side(side).analyst)


def amend(world: World, side: str) -> Act:
    commitment = own_alone(world, side)
    return lambda by: actions.amend(
        commitment, by=by, title="Vaccines", reason="There are several.", at=world.clock()
    )


def hand_over(world: World, side: str) -> Act:
    owner = Owner(world.side(side).company, "Head")
    return lambda by: actions.hand_over(world.vaccine, by=by, owner=owner, at=world.clock())


def redate(world: World, side: str) -> Act:
    commitment = own_alone(world, side)
    return lambda by: actions.redate(
        commitment, by=by, due_on=dt.date(2021, 9, 1), reason="Later.", at=world.clock()
    )


TERMS = {"subject": "due", "values": {"due_on": "2021-09-30"}, "reason": "Later."}


def prepare(world: World, side: str) -> Act:
    return lambda by: actions.prepare(world.vaccine, by=by, at=world.clock(), **TERMS)


def propose(world: World, side: str) -> Act:
    draft = world.prepare(world.vaccine, by=world.side(side).analyst, **TERMS)
    return lambda by: actions.propose(world.vaccine, by=by, draft=draft, at=world.clock(), **TERMS)


def answer_terms(world: World, side: str) -> Act:
    entry = world.propose(world.vaccine, by=world.side(other_side(side)))
    return lambda by: actions.accept(world.vaccine, by=by, proposal=entry.number, at=world.clock())


def retract(world: World, side: str) -> Act:
    entry = world.propose(world.vaccine, by=world.side(side))
    return lambda by: actions.retract(world.vaccine, by=by, proposal=entry.number, at=world.clock())


def recognise(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(other_side(side)).analyst)

    def act(by: Seat | None) -> None:
        actions.decline(commitment, by=by, reason="Not our words.", at=world.clock())
        actions.confirm(commitment, by=by, at=world.clock())

    return act


def answer_wording(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    other = world.side(other_side(side)).secretary
    actions.reword(commitment, by=other, statement="Books.", reason="Shorter.", at=world.clock())
    return lambda by: actions.accept_wording(commitment, by=by, statement="Books.", at=world.clock())


def answer_request(world: World, side: str) -> Act:
    author = world.side(other_side(side)).analyst
    commitment = world.record(by=author, speech_act="request", performed_by=side)

    def act(by: Seat | None) -> None:
        actions.ready_to_look(commitment, by=by, at=world.clock())
        actions.decline_request(commitment, by=by, reason="No money.", at=world.clock())
        actions.accept_request(commitment, by=by, at=world.clock())

    return act


def ask_again(world: World, side: str) -> Act:
    author = world.side(side).analyst
    commitment = world.record(by=author, speech_act="request", performed_by=other_side(side))
    return lambda by: actions.ask_again(commitment, by=by, note="By letter.", at=world.clock())


def see_mention(world: World, side: str) -> Act:
    people = world.side(side)  # each of them is named; others try what is meant for the analyst
    posts = " ".join(f"@{people.seat(role).post}" for role in Role.values)
    writer = world.side(other_side(side)).analyst
    world.update(world.vaccine, by=writer, status="in_progress", note=posts)

    def act(by: Seat | None) -> None:
        own = Mention.objects.filter(seat__in=[by] if isinstance(by, Seat) and by.pk else []).first()
        actions.see_mention(own or Mention.objects.get(seat=people.analyst), by=by)

    return act


def mark(world: World, side: str) -> Act:
    readout = world.side(side).readout
    first = undecided(readout)[0]
    words = Words(readout, first.start, first.end, first.words)
    return lambda by: actions.mark(words, by=by, kind="frame", at=world.clock())


def close_readout(world: World, side: str) -> Act:
    readout, secretary = world.side(side).readout, world.side(side).secretary
    for one in undecided(readout):
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=secretary, kind="topic", at=world.clock())
    return lambda by: actions.close_readout(readout, by=by, at=world.clock())


def agree(world: World, side: str) -> Act:
    world.update(world.vaccine, by=world.side(other_side(side)).analyst, status="in_progress")
    return lambda by: actions.agree(world.vaccine, by=by, at=world.clock())


def close(world: World, side: str) -> Act:
    return lambda by: world.close(world.vaccine, by=by, sources=(a_source(),))


def reopen(world: World, side: str) -> Act:
    world.close(world.vaccine, by=world.side(side).secretary)
    return lambda by: actions.reopen(
        world.vaccine, by=by, status="part", reason="Not over.", effective_on=DAY, at=world.clock()
    )


def withdraw(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    return lambda by: actions.withdraw(commitment, by=by, reason="Not meant so.", at=world.clock())


def set_criteria(world: World, side: str) -> Act:
    commitment = world.record(by=world.side(side).analyst)
    return lambda by: actions.set_criteria(commitment, by=by, criteria=[a_criterion()], at=world.clock())


def supersede(world: World, side: str) -> Act:
    return lambda by: actions.supersede(
        world.vaccine, by=by, successor=world.trade, effective_on=DAY, at=world.clock()
    )


def write_private(world: World, side: str) -> Act:
    return lambda by: actions.write_private_note(world.vaccine, by=by, text="Ask again.", at=world.clock())


def delete_private(world: World, side: str) -> Act:
    """One that somebody else of the side wrote, who has no seat any more."""
    author = make_seat(
        "Nina New", world.side(side).party, "analyst", by=world.administrator, at=world.clock()
    )
    note = actions.write_private_note(world.vaccine, by=author, text="Ask again.", at=world.clock())
    return lambda by: actions.delete_private_note(note, by=by, at=world.clock())


def set_steps(world: World, side: str) -> Act:
    set_by = world.side(side).analyst
    announced = [
        actions.set_step(world.vaccine, by=set_by, next_step=text, at=world.clock()).number
        for text in ("One letter", "Two letters")
    ]

    def act(by: Seat | None) -> None:
        actions.set_step(world.vaccine, by=by, next_step="A letter", at=world.clock())
        actions.move_step(world.vaccine, by=by, number=announced[0], next_on=DAY, at=world.clock())
        actions.mark_step_done(world.vaccine, by=by, number=announced[0], effective_on=DAY, at=world.clock())
        actions.drop_step(world.vaccine, by=by, number=announced[1], reason="Not needed.", at=world.clock())

    return act


def say_no_news(world: World, side: str) -> Act:
    return lambda by: actions.say_no_news(world.vaccine, by=by, at=world.clock())


TRIES = {
    act.__name__: act
    for act in (
        open_meeting, file_readout, quote, record, log_update, report, check_condition, correct, amend, hand_over,
        redate, recognise, answer_wording, mark, close_readout, prepare, propose, answer_terms, retract,
        agree, close, reopen, withdraw, supersede,
        write_private, delete_private, set_criteria,
        set_steps, say_no_news,
        answer_request, ask_again, see_mention, *SESSION_TRIES,
    )
}  # fmt: skip

# What leaves no entry; and what pages show, which is no action.
UNLOGGED = {"write_private", "delete_private", "prepare", "see_mention"}
READING = {"read", "read_private"}

# Which predicate says, with the commitment, what the action itself will say.
ON_A_COMMITMENT = {
    action: getattr(rules, f"may_{action}")
    for action in TRIES
    if action not in ("open_meeting", "file_readout", "record", "correct", "mark", "close_readout")
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
    "answer_wording",
    "withdraw",
    "set_criteria",
}
ON_A_NEW_ONE = {"report", "check_condition", "recognise", "answer_wording", "withdraw"}
ON_A_NEW_ONE |= {"answer_request", "ask_again"}


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
    return PrivateNote._base_manager.count(), Draft._base_manager.count(), unseen


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

    assert found == {role: role in PERMISSIONS[action] for role in Role.values} | dict.fromkeys(others, False)


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
    for action, allowed in PERMISSIONS.items():
        assert {seat: rules.may(seat, action) for seat in world.seats} == {
            seat: seat.role in allowed for seat in world.seats
        }
        assert rules.may(None, action) is rules.may(world.administrator, action) is False
        promoted = Seat(user=world.administrator, role="secretary")
        assert rules.may(promoted, action) is False


def test_reading_is_for_the_seats_of_the_commission(world):
    everybody = {seat.user: world.commission for seat in world.seats}
    everybody |= {world.stranger.user: world.elsewhere, world.other_stranger.user: world.elsewhere}

    for user, commission in everybody.items():
        assert list(Commission.objects.visible_to(user)) == [commission]
    assert not Commission.objects.visible_to(world.administrator).exists()


@pytest.mark.parametrize("side", SIDES)
def test_private_notes_are_read_by_every_role_of_their_own_side_alone(world, side):
    author = world.side(side).analyst
    note = actions.write_private_note(world.vaccine, by=author, text="Ask again.", at=world.clock())

    def reads(seat):
        shown = private_notes(seat, world.vaccine)
        return shown is not None and [line.id for line in shown.lines] == [note.public_id]

    assert {seat: reads(seat) for seat in world.seats} == {
        seat: seat.side == side and seat.role in PERMISSIONS["read_private"] for seat in world.seats
    }
    promoted = outsiders(world)["administrator with a seat left over"]
    assert private_notes(promoted, world.vaccine) is None


def test_every_action_of_the_table_is_tried():
    assert set(TRIES) | READING == set(PERMISSIONS)


def test_every_action_that_takes_a_seat_is_in_the_table():
    named = {
        "file_report": "report",
        "unmark": "mark",
        "reopen_readout": "close_readout",
        **dict.fromkeys(("confirm", "decline", "note_one_sided", "reword"), "recognise"),
        **dict.fromkeys(("accept_wording", "keep_wording"), "answer_wording"),
        **dict.fromkeys(("write_private_note", "change_private_note"), "write_private"),
        **dict.fromkeys(("accept_request", "ready_to_look", "decline_request"), "answer_request"),
        "delete_private_note": "delete_private",
        **dict.fromkeys(("change_draft", "return_draft", "delete_draft"), "prepare"),
        **dict.fromkeys(("accept", "counter", "turn_down"), "answer_terms"),
        **dict.fromkeys(("set_step", "mark_step_done", "move_step", "drop_step"), "set_steps"),
    }
    offered = {name for name in actions.__all__ if name[0].islower()} - {"keep_seat"}

    assert {named.get(name, name) for name in offered} == set(TRIES)


def test_more_responsibility_never_means_less_permission():
    for allowed in PERMISSIONS.values():
        assert allowed in ({*Role.values}, {"analyst", "secretary"}, {"secretary"})


def test_every_row_of_the_printed_table_has_its_words():
    assert list(MEANINGS) == list(PERMISSIONS)


def test_the_printed_table_is_the_table():
    out = StringIO()
    call_command("permissions", stdout=out)

    assert TABLE.read_text("utf-8") == out.getvalue()
    rows = [line.split(" | ") for line in out.getvalue().splitlines() if line.startswith("| ")][1:]
    assert [[mark == "yes" for mark in row[1:5]] for row in rows] == [
        [role in allowed for role in Role.values] + [False] for allowed in PERMISSIONS.values()
    ]
