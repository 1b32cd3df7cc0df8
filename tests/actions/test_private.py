"""Notes of one side for itself: who writes, changes and deletes them, and that the log never hears of it."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import NotAllowed, NoteChanged, RuleBroken, SubmissionReused
from commitments.models import LogHead, PrivateNote
from commitments.vocabulary import NOTE_LIMIT
from tests.actions.outcome import all_is_well, everything, refused
from tests.people import make_seat, moment, submission


@pytest.fixture
def write(world):
    """`write("words", by=seat)`: a note on the vaccine, by the analyst of the first side if nobody else."""

    def write_note(text="Ask the embassy.", *, by=None, **fields):
        fields = {"commitment": world.vaccine, "at": world.clock()} | fields
        return actions.write_private_note(
            fields.pop("commitment"), by=by or world.by.analyst, text=text, **fields
        )

    return write_note


def notes_of(side):
    return list(PrivateNote.objects.of(side.party).values_list("text", flat=True))


def test_a_note_is_of_the_side_and_says_who_wrote_it_at_which_post(world, write):
    at = moment("2021-02-03")
    note = write(" Ask the embassy.\n", by=world.cn.secretary, at=at)

    note.refresh_from_db()
    assert (note.party, note.author, note.author_post) == (
        world.cn.party,
        world.cn.secretary.user,
        "Secretary, China",
    )
    assert (note.text, note.written_at, note.edited_at) == ("Ask the embassy.", at, None)


def test_nothing_but_its_own_table_hears_of_it(world, write):
    before, head = everything(), LogHead.objects.get(commission=world.commission)

    note = write()
    note = actions.change_private_note(note, by=world.by.analyst, text="Ask twice.")
    now = everything()
    assert before.pop("PrivateNote") == [] != now.pop("PrivateNote")
    assert now == before
    actions.delete_private_note(note, by=world.by.analyst)

    assert everything() == before | {"PrivateNote": []}
    assert LogHead.objects.get(commission=world.commission).size == head.size
    assert all_is_well(world)


@pytest.mark.parametrize("text", ["", " \n\t", "x" * (NOTE_LIMIT + 1)], ids=["empty", "blank", "too long"])
def test_words_that_are_none_or_too_many_are_refused(world, write, text):
    with refused(RuleBroken, field="text"):
        write(text)
    note = write()
    with refused(RuleBroken, field="text"):
        actions.change_private_note(note, by=world.by.analyst, text=text)


def test_sent_twice_it_is_there_once(world, write):
    first = write(submission=submission())

    assert write(submission=submission()) == first
    assert write(submission=submission("form-2")) == first, "the same words from a form that was gone back to"
    assert notes_of(world.by) == ["Ask the embassy."]


def test_a_key_is_not_taken_for_other_words_or_another_commitment(world, write):
    write(submission=submission())

    with refused(SubmissionReused):
        write("Other words.", submission=submission(digest="e" * 64))
    with refused(SubmissionReused):
        write(commitment=world.trade, submission=submission())


def test_a_key_that_somebody_else_used_is_no_matter(world, write):
    """Neither the answer nor an error may tell one side what the other one sent."""
    write(submission=submission())

    for seat in (world.by.secretary, world.cn.analyst):
        write(by=seat, submission=submission())

    assert (len(notes_of(world.by)), len(notes_of(world.cn))) == (2, 1)


def test_a_change_is_seen_and_the_same_words_change_nothing(world, write):
    note = write()

    changed = actions.change_private_note(note, by=world.by.analyst, text="Ask twice.", seen=0)
    again = actions.change_private_note(note, by=world.by.analyst, text="Ask twice.", seen=0)

    assert (changed.text, changed.revision, again.edited_at) == ("Ask twice.", 1, changed.edited_at)
    assert changed.edited_at > changed.written_at


def test_a_change_on_top_of_words_that_were_not_seen_is_asked_about(world, write):
    note = write()
    actions.change_private_note(note, by=world.by.analyst, text="Ask twice.", seen=0)

    with refused(NoteChanged) as refusal:
        actions.change_private_note(note, by=world.by.analyst, text="Ask never.", seen=0)

    assert refusal.value.note.text == "Ask twice."
    assert "Ask" not in str(refusal.value)
    assert actions.change_private_note(note, by=world.by.analyst, text="Ask never.", seen=1).revision == 2


def test_a_note_that_is_gone_is_not_changed_and_stays_gone(world, write):
    note = write()
    actions.delete_private_note(note, by=world.by.secretary)

    with refused(PrivateNote.DoesNotExist):
        actions.change_private_note(note, by=world.by.analyst, text="Ask twice.")
    actions.delete_private_note(note, by=world.by.analyst)

    assert notes_of(world.by) == []


def test_only_its_author_changes_a_note_and_only_a_secretary_of_the_side_deletes_it_as_well(world, write):
    other = make_seat("Nina New", world.by.party, "analyst", by=world.administrator, at=world.clock())
    note = write(by=world.by.analyst)
    everybody = [*world.seats, other, world.stranger]

    for seat in everybody:
        if seat != world.by.analyst:
            with refused(NotAllowed):
                actions.change_private_note(note, by=seat, text="Mine now.")
        if seat not in (world.by.analyst, world.by.secretary):
            with refused(NotAllowed):
                actions.delete_private_note(note, by=seat)
    assert notes_of(world.by) == ["Ask the embassy."]


def test_who_changes_sides_leaves_the_notes_behind(world, write):
    """The author is the same person, and no longer of the side."""
    note = write()
    seat = world.by.analyst
    seat.held_until = dt.date(2021, 1, 31)
    actions.keep_seat(seat, by=world.administrator, at=world.clock())
    moved = make_seat("Nina New", world.cn.party, "secretary", by=world.administrator, at=world.clock())
    moved.user = seat.user

    for act in (
        lambda: actions.change_private_note(note, by=moved, text="Mine."),
        lambda: actions.delete_private_note(note, by=moved),
    ):
        with refused(NotAllowed):
            act()


def test_another_commission_is_none_of_their_business(world, write):
    with refused(NotAllowed):
        write(by=world.stranger)
