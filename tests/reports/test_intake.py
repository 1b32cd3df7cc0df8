"""What a sentence suggests for the form: a short title, and the due as far as its words tell."""

import datetime as dt

import pytest

from commitments import actions
from commitments.reports.intake import first_values, progress, suggestions_for, title_of
from commitments.suggestions import suggest
from tests.people import MEETING_DAY


@pytest.mark.parametrize(
    ("words", "language", "title"),
    [
        ("China will supply vaccine to Belarus.", "en", "Supply vaccine to Belarus"),
        (
            "The sides agreed to meet in person as soon as it is safe.",
            "en",
            "Meet in person as soon as it is safe",
        ),
        (
            "Belarus confirmed its readiness to open a trade house.",
            "en",
            "Open a trade house",
        ),
        ("Стороны договорились создать рабочую группу.", "ru", "Создать рабочую группу"),
        ("双方同意扩大农产品贸易。", "zh-hans", "扩大农产品贸易"),
    ],
)
def test_a_title_begins_with_what_is_to_be_done(words, language, title):
    [found] = suggest(words, language)

    assert title_of(found) == title


def test_the_title_of_a_point_begins_without_its_mark():
    text = "The sides agreed:\n\n- to open a trade house in Minsk;\n\n- to build a road to the park."

    titles = [title_of(one) for one in suggest(text, "en")[1:]]

    assert titles == ["Open a trade house in Minsk", "Build a road to the park"]


def test_a_long_sentence_is_cut_at_a_word():
    [found] = suggest("China will supply " + "large quantities of vaccine and " * 8 + "syringes.", "en")
    title = title_of(found)

    assert len(title) <= 90
    assert title.split()[-1] in found.words.split()


def values(world, text):
    readout = actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President",
        published_on=MEETING_DAY,
        text=text,
        at=world.clock(),
    )
    [found] = suggestions_for(readout)
    return first_values(readout, found)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        (
            "China will deliver the vaccine by 30 June 2021.",
            {"due_kind": "date", "due_on": dt.date(2021, 6, 30)},
        ),
        (
            "The sides will hold a Year of Regions in 2021-2023.",
            {"due_kind": "period", "due_from": dt.date(2021, 1, 1), "due_on": dt.date(2023, 12, 31)},
        ),
        (
            "The sides agreed to meet in person as soon as the pandemic subsides.",
            {"due_kind": "condition", "asked": "both", "every_weeks": 12},
        ),
        ("Belarus will continue to support China.", {"due_kind": "continuing", "every_months": 6}),
        ("China will supply vaccine to Belarus.", {}),
    ],
)
def test_a_due_is_offered_as_far_as_the_words_tell(world, text, due):
    found = values(world, text)

    assert {name: found[name] for name in due} == due
    if not due:
        assert "due_kind" not in found


def test_both_sides_act_for_each_other(world):
    found = values(world, "The sides agreed to meet in person.")

    assert (found["performed_by"], found["beneficiary"]) == ("both", "both")


def test_nobody_is_named_nothing_is_offered(world):
    found = values(world, "A trade house will be opened in Minsk by the end of 2022.")

    assert found["due_kind"]
    assert "performed_by" not in found


def test_what_was_agreed_without_a_name_is_offered_for_both(world):
    assert values(world, "It was agreed to open a trade house.")["performed_by"] == "both"


def test_progress_counts_sentences(world):
    assert progress(world.by.readout) == (2, 4)
