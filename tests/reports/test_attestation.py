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


def codes(world, *, as_of=None, **asked):
    return sorted(rows_for(world.commission, Query(asked, as_of=as_of)).values_list("code", flat=True))


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


def later_readout(world, day, text):
    meeting = actions.open_meeting(
        world.commission,
        by=world.by.analyst,
        kind="visit",
        title=f"Visit of {day}",
        held_on=MEETING_DAY,
        at=world.clock(),
    )
    return actions.file_readout(
        meeting,
        by=world.by.analyst,
        language="ru",
        publisher="President",
        published_on=MEETING_DAY,
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
