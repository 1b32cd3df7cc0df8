"""Whose readouts hold a commitment, as a word, a badge and a filter; and how often it was restated."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import Words
from commitments.models import Commitment
from commitments.reports.attestation import attestation, label
from commitments.reports.register.query import Query, rows_for
from tests.people import MEETING_DAY, find_words, moment


@pytest.mark.parametrize(
    ("rungs", "attested"),
    [
        ({}, ""),
        ({1: {""}}, "first"),
        ({2: {"shall"}}, "second"),
        ({1: {""}, 2: {""}}, "both"),
        ({1: {"shall"}, 2: {""}}, "both"),
        ({1: {"shall"}, 2: {"suggested"}}, "differ"),
        ({1: {"shall", "suggested"}, 2: {"suggested"}}, "both"),
    ],
)
def test_told_from_the_wordings_of_each_side(rungs, attested):
    assert attestation(rungs) == attested


@pytest.mark.parametrize(
    ("attested", "words"),
    [
        ("", ""),
        ("first", "only BY"),
        ("second", "only CN"),
        ("both", "BY and CN"),
        ("differ", "BY and CN, wording differs"),
    ],
)
def test_in_few_words(world, attested, words):
    assert label(attested, world.commission.sides) == words


def codes(world, *, as_of=None, known_today=False, **asked):
    query = Query(asked, as_of=as_of, known_today=known_today)
    clock = query.clock(world.commission)
    return sorted(rows_for(world.commission, query).values_list(clock.of_commitment("code"), flat=True))


def quote(world, commitment, readout, words, **read_as):
    place = find_words(readout, words)
    words = Words(readout, place.start, place.end, place.words, **read_as)
    return actions.quote(commitment, by=world.by.analyst, words=words, at=world.clock())


def test_filter(world):
    one = world.record(title="One side’s", quotes=(find_words(world.by.readout, "Ещё раз"),))
    both = world.record(title="Both", quotes=(find_words(world.by.readout, "по телефону"),))
    quote(world, both, world.cn.readout, "通电话")

    assert one.code in codes(world, attested="first")
    assert both.code in codes(world, attested="both")
    assert both.code not in codes(world, attested="first") + codes(world, attested="differ")
    assert codes(world, attested="second") == []


def test_wording_differs(world):
    differ = world.record(
        title="Differ",
        quotes=(find_words(world.by.readout, "по телефону"),),
    )
    quote(world, differ, world.by.readout, "Президенты", wording="shall")
    quote(world, differ, world.cn.readout, "通电话", wording="suggested")
    assert codes(world, attested="differ") == [differ.code]

    quote(world, differ, world.cn.readout, "两国元首", wording="shall")
    assert codes(world, attested="differ") == []


def later_readout(world, day, text, *, held_on=MEETING_DAY, by=None, language="ru"):
    by = by or world.by.analyst
    meeting = actions.open_meeting(
        world.commission,
        by=by,
        kind="visit",
        title=f"Visit of {day}",
        held_on=held_on,
        at=world.clock(),
    )
    return actions.file_readout(
        meeting,
        by=by,
        language=language,
        publisher="President",
        published_on=held_on,
        text=text,
        at=world.clock(),
    )


def test_restated_at_meetings_not_in_languages(world):
    second, third = (later_readout(world, day, f"Вакцина нужна, {day}.") for day in ("May", "June"))
    quote(world, world.vaccine, world.cn.readout, "通电话")
    assert codes(world, restated="2") == []

    quote(world, world.vaccine, second, "Вакцина", relation="restates")
    assert codes(world, restated="2") == [world.vaccine.code]
    assert codes(world, restated="3") == []

    quote(world, world.vaccine, third, "Вакцина", relation="restates")
    assert codes(world, restated="3", group="open") == [world.vaccine.code]


def test_as_of_a_day_before_the_words_were_quoted(world):
    second = later_readout(world, "May", "Вакцина нужна.")
    words = find_words(second, "Вакцина")
    actions.quote(world.vaccine, by=world.by.analyst, words=words, at=moment("2021-06-01"))

    assert codes(world, restated="2", as_of=dt.date(2021, 6, 1)) == [world.vaccine.code]
    assert codes(world, restated="2", as_of=dt.date(2021, 5, 31)) == []


def test_a_version_that_was_replaced_attests_nothing_from_then_on(world):
    both = world.record(title="Both", quotes=(find_words(world.by.readout, "по телефону"),))
    quote(world, both, world.cn.readout, "通电话")
    actions.file_readout(
        world.meeting,
        by=world.cn.analyst,
        language=world.cn.readout.language,
        publisher="Xinhua",
        published_on=MEETING_DAY,
        text="两国元首见面。",
        replaces=world.cn.readout,
        at=moment("2021-06-01"),
    )

    assert both.code in codes(world, attested="first")
    assert Commitment.objects.get(pk=both.pk).quote_set.count() == 2


SUMMIT_DAY = dt.date(2021, 1, 28)


@pytest.fixture
def declaration(world):
    """Said by Belarus about the call; by China only about a summit two days later, and that was quoted in June."""
    one = world.record(title="A declaration", quotes=(find_words(world.by.readout, "Ещё раз"),))
    summit = later_readout(
        world, "January", "联合声明已通过。", held_on=SUMMIT_DAY, by=world.cn.analyst, language="zh-hans"
    )
    words = find_words(summit, "联合声明")
    actions.quote(one, by=world.cn.analyst, words=words, at=moment("2021-06-01"))
    return one


@pytest.mark.parametrize(
    ("clock", "is_later"),
    [
        ({}, True),
        ({"as_of": dt.date(2021, 5, 31)}, False),
        ({"as_of": dt.date(2021, 6, 1)}, True),
        ({"as_of": dt.date(2021, 1, 27), "known_today": True}, False),
        ({"as_of": SUMMIT_DAY, "known_today": True}, True),
    ],
)
def test_words_about_a_later_meeting_attest_nothing_and_are_said_later(world, declaration, clock, is_later):
    code = declaration.code

    assert code in codes(world, attested="first", **clock)
    assert code not in codes(world, attested="both", **clock)
    assert (code in codes(world, said_later="second", **clock)) is is_later
    assert code not in codes(world, said_later="first", **clock)


def test_who_said_it_at_once_does_not_say_it_later(world, declaration):
    quote(world, declaration, world.cn.readout, "通电话")

    assert declaration.code in codes(world, attested="both")
    assert codes(world, said_later="second") == []


def test_another_meeting_of_the_same_day_is_no_later_one(world):
    visit = later_readout(world, "that day", "两国元首会见。", by=world.cn.analyst, language="zh-hans")
    one = world.record(title="One", quotes=(find_words(world.by.readout, "Ещё раз"),))
    quote(world, one, visit, "会见")

    assert one.code in codes(world, attested="first")
    assert codes(world, said_later="second") == []
