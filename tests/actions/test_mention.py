"""Posts named in entries and in private notes, and that a note is told of only where its author chose so."""

import pytest

from commitments import actions
from commitments.actions import NotAllowed
from commitments.actions.mention import named_in, unknown_in
from commitments.models import Entry, Mention, Seat
from tests.actions.outcome import all_is_well, changes_of, refused
from tests.people import fresh


def named(world, text):
    return [seat.post for seat in named_in([text], world.seats)]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Ask @Analyst, China about it.", ["Analyst, China"]),
        ("@Secretary, Belarus and @Analyst, China: see.", ["Secretary, Belarus", "Analyst, China"]),
        ("@Analyst, China @Analyst, China", ["Analyst, China"]),
        ("请@Analyst, China答复", ["Analyst, China"]),
        ("Analyst, China", []),
        ("@Analyst", []),
        ("@Analyst, Chinatown", []),
        ("someone@example.org", []),
    ],
)
def test_a_post_is_named_by_its_exact_words_after_the_sign(world, text, posts):
    assert named(world, text) == posts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Directr of nothing, please look.", ["Directr of nothing"]),
        ("@Analyst, China: see. @Analyst: see.", ["Analyst"]),
        ("请@外交部亚洲司，答复", ["外交部亚洲司"]),
        ("@Директор департамента внешних связей завода. Прошу.", ["Директор департамента внешних связей…"]),
        ("@Nobody @Nobody", ["Nobody"]),
        ("Write to info@example.org or @ noon.", []),
    ],
)
def test_a_name_that_is_no_post_is_said_back_as_far_as_it_can_be_one(world, text, names):
    assert unknown_in([text], world.seats) == names


def test_of_posts_that_begin_alike_the_longest_is_meant(world):
    longer = Seat(pk=10_000, post="Analyst, China, trade")
    seats = [*world.seats, longer]

    assert named_in(["@Analyst, China, trade: see."], seats) == [longer]


def test_both_sides_can_be_named_in_an_entry_but_not_who_writes(world):
    note = "@Observer, Belarus @Analyst, China @Analyst, Belarus"
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=note)

    assert {mention.seat for mention in Mention.objects.filter(entry=entry)} == {
        world.by.observer,
        world.cn.analyst,
    }


def test_a_reason_names_too(world):
    actions.decline(world.trade, by=world.cn.secretary, reason="Ask @Analyst, Belarus.", at=world.clock())

    assert Mention.objects.get().seat == world.by.analyst


def test_who_has_left_and_who_sits_elsewhere_is_not_named(world):
    Seat.objects.filter(pk=world.cn.analyst.pk).update(held_until="2021-01-31")
    note = f"@{world.cn.analyst.post} @{world.stranger.post}"
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=note, at=world.clock(days=3))

    assert not Mention.objects.exists()


def test_a_private_note_names_the_own_side_only(world):
    text = "@Secretary, Belarus, not @Secretary, China"
    note = actions.write_private_note(world.vaccine, by=world.by.analyst, text=text)

    assert [mention.seat for mention in Mention.objects.all()] == [world.by.secretary]
    actions.change_private_note(note, by=world.by.analyst, text="@Observer, Belarus")
    assert [mention.seat for mention in Mention.objects.all()] == [world.by.observer]
    actions.delete_private_note(note, by=world.by.analyst)
    assert not Mention.objects.exists()


def test_seen_once_is_seen(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="@Analyst, China")
    mention = Mention.objects.get()
    before = Seat.objects.get(pk=world.cn.analyst.pk).inbox_revision
    with refused(NotAllowed):
        actions.see_mention(mention, by=world.cn.secretary)

    for _time in range(2):
        actions.see_mention(mention, by=world.cn.analyst)

    assert Seat.objects.get(pk=world.cn.analyst.pk).inbox_revision == before + 1
    assert not Mention.objects.waiting_for(world.cn.analyst).exists()


def test_a_note_of_the_other_side_is_not_shown_to_who_came_to_the_seat_from_there(world):
    """A seat that was given to the other party keeps nothing of what it was named in."""
    actions.write_private_note(world.vaccine, by=world.by.analyst, text="@Secretary, Belarus")
    seat = Seat.objects.get(pk=world.by.secretary.pk)
    seat.party = world.cn.party

    assert not Mention.objects.waiting_for(seat).exists()


# --- that a note exists


def test_nobody_is_told_of_a_note_unless_its_author_says_so(world):
    size = Entry.objects.count()
    actions.write_private_note(world.vaccine, by=world.by.analyst, text="Ask the embassy.")

    assert Entry.objects.count() == size


def test_the_log_says_that_a_note_exists_and_nothing_of_it(world):
    note = actions.write_private_note(
        world.vaccine, by=world.by.analyst, text="Ask the embassy.", tell=True, at=world.clock()
    )
    entry = Entry.objects.readable().latest("number")

    assert (entry.kind, entry.party, entry.commitment) == ("note_kept", world.by.party, world.vaccine)
    assert (entry.texts.note, entry.texts.reason, changes_of(entry)) == (None, None, {})
    assert b"embassy" not in bytes(entry.record) and str(note.public_id).encode() not in bytes(entry.record)
    actions.delete_private_note(note, by=world.by.analyst)
    assert Entry.objects.latest("number") == entry
    assert fresh(world.vaccine).last_number == entry.number
    assert all_is_well(world)


def test_sent_twice_it_is_told_once(world):
    for _time in range(2):
        actions.write_private_note(
            world.vaccine, by=world.by.analyst, text="Ask the embassy.", tell=True, at=world.clock()
        )

    assert Entry.objects.filter(kind="note_kept").count() == 1
