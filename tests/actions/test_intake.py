"""Marks and closings: every sentence of a readout is decided by its own side, on the log, and can be decided anew."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import NotAllowed, Words
from commitments.models import Closing, Mark
from commitments.models.coverage import sentences_of, undecided
from commitments.reports.marks import marks_taken_off
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import find_words, submission

COURTESY = "Президенты Беларуси и Китая поговорили по телефону 26 января 2021 года."


@pytest.fixture
def words(world):
    return find_words(world.by.readout, COURTESY)


def mark(world, words, kind="courtesy", **fields):
    return actions.mark(words, kind=kind, **{"by": world.by.analyst, "at": world.clock(), **fields})


def mark_the_rest(world, readout, **fields):
    for sentence in undecided(readout):
        mark(world, Words(readout, sentence.start, sentence.end, sentence.words), "topic", **fields)


def corrected(world, text, **fields):
    return actions.file_readout(
        world.meeting,
        **{
            "by": world.by.analyst,
            "language": "ru",
            "publisher": "President of Belarus",
            "published_on": dt.date(2021, 1, 28),
            "text": text,
            "replaces": world.by.readout,
            "at": world.clock(),
            **fields,
        },
    )


def test_a_sentence_is_marked(world, words):
    entry = mark(world, words)

    assert (entry.kind, entry.commitment) == ("marked", None)
    record = record_of(entry)
    assert record["object"] == f"mark/{words.readout.slug}/{words.start}-{words.end}"
    assert record["refs"]["quotes"][0]["readout_sha256"] == words.readout.sha256
    assert changes_of(entry) == {"mark": [None, "courtesy"]}
    assert Mark.objects.get().kind == "courtesy"
    assert all_is_well(world)


def test_another_mark_takes_its_place(world, words):
    mark(world, words)
    entry = mark(world, words, "position")

    assert changes_of(entry) == {"mark": ["courtesy", "position"]}
    assert [one.kind for one in Mark.objects.all()] == ["position"]
    with refused():
        mark(world, words, "position")
    assert all_is_well(world)


def test_a_mark_is_taken_back_and_the_log_keeps_both(world, words):
    mark(world, words)
    entry = actions.unmark(words, by=world.by.secretary, at=world.clock())

    assert changes_of(entry) == {"mark": ["courtesy", None]}
    assert not Mark.objects.exists()
    with refused():
        actions.unmark(words, by=world.by.secretary, at=world.clock())
    assert all_is_well(world)
    mark(world, words)
    assert all_is_well(world)


def test_sent_twice_is_one_mark(world, words):
    first = mark(world, words, submission=submission())

    assert mark(world, words, submission=submission()) == first


@pytest.mark.parametrize("who", ["observer", "other side", "stranger"])
def test_only_writers_of_the_side_that_published_it(world, words, who):
    seat = {"observer": world.by.observer, "other side": world.cn.secretary, "stranger": world.stranger}[who]
    with refused(NotAllowed):
        mark(world, words, by=seat)
    with refused(NotAllowed):
        actions.close_readout(words.readout, by=seat, at=world.clock())


@pytest.mark.parametrize("kind", ["", "commitment", "gone"])
def test_marks_are_of_the_list(world, words, kind):
    with refused():
        mark(world, words, kind)


def test_marked_words_stand_there_to_the_letter(world, words):
    for wrong in (
        Words(words.readout, words.start + 1, words.end, words.words),
        Words(words.readout, words.start, words.end, words.words.replace("2021", "2022")),
        Words(words.readout, 5_000, 5_010, "nothing at"),
    ):
        with refused():
            mark(world, wrong)


def test_a_mark_is_of_a_whole_sentence(world, words):
    for start, end in (
        (words.start + 1, words.end),
        (words.start, words.end - 1),
        (0, len(words.readout.text)),
    ):
        with refused(field=""):
            mark(world, Words(words.readout, start, end, words.readout.text[start:end]))


def test_marks_do_not_overlap(world, words):
    mark(world, words)
    with refused():
        mark(world, Words(words.readout, words.start, words.end - 1, words.words[:-1]))


def test_a_readout_closes_when_nothing_is_left(world):
    readout = world.by.readout
    with refused():
        actions.close_readout(readout, by=world.by.analyst, at=world.clock())
    mark_the_rest(world, readout)
    entry = actions.close_readout(readout, by=world.by.analyst, at=world.clock())

    assert changes_of(entry) == {"is_closed": [False, True]}
    assert Closing.objects.get().readout == readout
    assert all_is_well(world)
    with refused():
        actions.close_readout(readout, by=world.by.analyst, at=world.clock())


def test_a_closed_readout_is_decided_anew_only_when_it_is_open_again(world, words):
    mark(world, words)
    mark_the_rest(world, words.readout)
    actions.close_readout(words.readout, by=world.by.analyst, at=world.clock())
    with refused():
        mark(world, words, "position")
    with refused():
        actions.unmark(words, by=world.by.analyst, at=world.clock())

    entry = actions.reopen_readout(words.readout, by=world.by.analyst, at=world.clock())

    assert changes_of(entry) == {"is_closed": [True, False]}
    mark(world, words, "position")
    assert all_is_well(world)
    with refused():
        actions.reopen_readout(words.readout, by=world.by.analyst, at=world.clock())


def test_what_is_quoted_for_a_withdrawn_commitment_is_undecided_again(world):
    readout = world.by.readout
    words = find_words(readout, "Ещё раз договорились увидеться лично, когда пандемия пойдёт на спад.")
    meeting = world.record(title="A meeting", quotes=(words,))
    assert words.start not in [sentence.start for sentence in undecided(readout)]

    actions.withdraw(meeting, by=world.by.secretary, reason="Entered twice.", at=world.clock())

    assert words.start in [sentence.start for sentence in undecided(readout)]


# --- corrected versions


def test_a_corrected_version_names_the_one_it_replaces(world):
    newer = corrected(world, world.by.readout.text.replace("26 января", "27 января"))

    assert newer.replaces == world.by.readout
    assert record_of(newer.entry)["set"]["replaces"] == [None, world.by.readout.slug]
    assert all_is_well(world)
    with refused(field="replaces"):
        corrected(world, "Ещё один текст.")


def test_a_version_is_of_the_same_side_and_language(world):
    with refused(field="replaces"):
        corrected(world, "The presidents met.", language="en")
    with refused(field="replaces"):
        corrected(world, "Другой текст.", by=world.cn.analyst)


def test_words_that_the_corrected_version_does_not_hold_are_said_no_longer(world):
    quote = world.vaccine.quote_set.get(readout=world.by.readout)
    words = Words(world.by.readout, quote.start, quote.end, quote.words)
    with refused():
        mark(world, words, "gone")
    corrected(world, "Президенты поговорили.")

    mark(world, words, "gone")

    assert Mark.objects.get().kind == "gone"
    assert all_is_well(world)


def test_sentences_cover_the_text(world):
    text = world.by.readout.text
    found = sentences_of(world.by.readout)

    assert all(text[one.start : one.end] == one.words for one in found)
    assert "".join("".join(one.words.split()) for one in found) == "".join(text.split())


def test_words_of_several_quotes_that_overlap_are_said_no_longer_one_after_the_other(world, words):
    readout = world.by.readout
    part = Words(readout, words.start, words.start + 10, words.words[:10])
    mark_the_rest(world, readout)
    actions.close_readout(readout, by=world.by.analyst, at=world.clock())
    corrected(world, "Президенты встретились.")

    mark(world, words, "gone")
    mark(world, part, "gone")

    assert Mark.objects.filter(kind="gone").count() == 2
    actions.unmark(part, by=world.by.analyst, at=world.clock())
    assert [(one.start, one.end) for one in Mark.objects.filter(kind="gone")] == [(words.start, words.end)]
    assert all_is_well(world)


def test_sentences_of_a_version_that_was_replaced_are_not_marked_any_more(world, words):
    corrected(world, "Президенты встретились.")

    with refused():
        mark(world, words)


def test_words_that_make_a_commitment_lose_their_mark(world, words):
    mark(world, words)
    one = world.record(title="A promise after all", quotes=(find_words(world.by.readout, "по телефону"),))

    made = one.entry_set.get()
    assert not Mark.objects.exists()
    assert marks_taken_off(made) == "These words were marked as “Courtesy”; the mark was removed."
    assert all_is_well(world)


def test_words_that_are_tied_to_a_commitment_lose_their_mark(world, words):
    mark(world, words, "topic")
    entry = actions.quote(world.vaccine, by=world.by.analyst, words=words, at=world.clock())

    assert not Mark.objects.exists()
    assert "“Topic discussed”" in marks_taken_off(entry)
    assert all_is_well(world)


def test_the_other_side_does_not_take_a_mark_off(world, words):
    mark(world, words)
    entry = actions.quote(world.vaccine, by=world.cn.analyst, words=words, at=world.clock())

    assert (Mark.objects.count(), marks_taken_off(entry)) == (1, "")


def test_a_mark_elsewhere_stays(world, words):
    mark(world, words)
    elsewhere = find_words(world.by.readout, "Ещё раз")
    actions.quote(world.vaccine, by=world.by.analyst, words=elsewhere, at=world.clock())

    assert Mark.objects.count() == 1
