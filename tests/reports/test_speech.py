"""The phrase that says what kind of words a commitment rests on, who performs it and whom it favours."""

import pytest

from commitments.reports.commitment import act_words
from commitments.vocabulary import SpeechAct


@pytest.mark.parametrize(
    ("act", "by", "to", "phrase"),
    [
        ("undertaking", "second", "first", "Undertaking of China to Belarus"),
        ("undertaking", "first", "both", "Undertaking of Belarus"),
        ("undertaking", "first", "first", "Undertaking of Belarus"),
        ("joint_undertaking", "both", "both", "Joint undertaking"),
        ("joint_undertaking", "both", "first", "Joint undertaking, in favour of Belarus"),
        ("request", "both", "first", "Request, to be met by both sides in favour of Belarus"),
        ("already_done", "both", "both", "Already done, by both sides"),
        ("topic_only", "both", "first", "Topic, named by both sides in favour of Belarus"),
        ("mandate", "second", "both", "Mandate, carried out by China"),
    ],
)
def test_each_act_is_worded_as_people_say_it(world, act, by, to, phrase):
    row = world.trade
    row.speech_act, row.performed_by, row.beneficiary = act, by, to

    assert act_words(row) == phrase


@pytest.mark.parametrize("act", SpeechAct.values)
@pytest.mark.parametrize("by", ["first", "both"])
@pytest.mark.parametrize("to", ["first", "second", "both"])
def test_whom_it_favours_is_told_only_where_it_is_somebody_else(world, act, by, to):
    row = world.trade
    row.speech_act, row.performed_by, row.beneficiary = act, by, to

    phrase = act_words(row)
    assert ("China" in phrase) == (to == "second")
    assert "%" not in phrase
    assert "to both sides" not in phrase
