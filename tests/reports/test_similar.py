"""Commitments a sentence may belong to, and what it would do to them."""

import pytest

from commitments import actions
from commitments.actions import Words
from commitments.reports.intake import suggestions_for
from commitments.reports.similar import similar_to
from tests.people import MEETING_DAY, find_words, fresh


def file(world, text, language="en", **fields):
    return actions.file_readout(
        world.meeting,
        **{
            "by": world.by.analyst,
            "language": language,
            "publisher": "President",
            "published_on": MEETING_DAY,
            "text": text,
            "at": world.clock(),
            **fields,
        },
    )


@pytest.fixture
def regions(world):
    readout = file(world, "The sides suggested declaring a Year of Regions.")
    words = find_words(readout, "suggested declaring a Year of Regions")
    words = Words(readout, words.start, words.end, words.words, wording="suggested")
    return world.record(
        title="Year of Regions", statement="The sides will declare a Year of Regions.", quotes=(words,)
    )


def similar(world, text):
    readout = file(world, text, by=world.cn.analyst)
    [found] = suggestions_for(readout)
    return [(one.code, str(one.relation)) for one in similar_to(found, readout)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The sides agreed to declare the Year of Regions.", "strengthens"),
        ("The sides considered declaring a Year of Regions.", "weakens"),
        ("The sides suggested declaring the Year of Regions.", "restates"),
    ],
)
def test_words_in_common_and_how_firmly_they_are_said(world, regions, text, relation):
    assert similar(world, text)[0] == (regions.code, relation)


def test_words_everybody_uses_make_nothing_similar(world, regions):
    assert similar(world, "The sides exchanged views on culture.") == []


def test_what_was_withdrawn_is_not_offered(world, regions):
    actions.withdraw(regions, by=world.by.secretary, reason="A mistake.", at=world.clock())

    assert regions.code not in dict(similar(world, "The sides agreed to declare the Year of Regions."))


def test_the_same_paragraph_in_another_language_of_the_text(world):
    """Three paragraphs as in the Russian text, whose second one holds the vaccine."""
    text = "They spoke.\n\nBeijing is ready to send as many doses as are needed.\n\nThey will meet."
    readout = file(world, text)
    found = suggestions_for(readout)[1]

    assert world.vaccine.code in [one.code for one in similar_to(found, readout)]
    assert fresh(world.vaccine).quote_set.filter(readout=readout).count() == 0
