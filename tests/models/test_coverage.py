"""Which sentences of a readout are still undecided."""

import pytest

from commitments.models.coverage import outside, sentences_of, undecided
from commitments.suggestions.sentences import SentencePlace


def sentences(*ranges):
    return [SentencePlace(start, end, 1, "x" * (end - start)) for start, end in ranges]


@pytest.mark.parametrize(
    ("ranges", "left"),
    [
        ([], [0, 10, 20]),
        ([(3, 4)], [10, 20]),
        ([(9, 10)], [0, 10, 20]),  # the blank between two sentences belongs to neither
        ([(8, 11)], [20]),
        ([(0, 29)], []),
        ([(12, 13), (0, 29)], []),
        ([(0, 100), (1, 2)], []),
        ([(29, 40)], [0, 10, 20]),
    ],
)
def test_a_sentence_is_decided_when_a_word_of_it_is(ranges, left):
    found = outside(sentences((0, 9), (10, 19), (20, 29)), ranges)

    assert [sentence.start for sentence in found] == left


def test_what_is_quoted_is_decided(world):
    readout = world.by.readout

    assert len(sentences_of(readout)) == 4
    assert [sentence.words[:10] for sentence in undecided(readout)] == ["Президенты", "Ещё раз до"]
