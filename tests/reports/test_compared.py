"""What two versions of a text do not share, word by word and, in Chinese, character by character."""

import pytest

from commitments.reports.compared import compared
from commitments.templatetags.ui import added_to, taken_from


def lacking(pieces):
    return [text for text, is_lacking in pieces if is_lacking]


@pytest.mark.parametrize(
    ("before", "after", "gone", "new"),
    [
        ("30 June 2021", "30 September 2021", ["June"], ["September"]),
        ("China sends vaccine.", "China sends enough vaccine.", [], ["enough "]),
        ("中方提供疫苗。", "中方将提供疫苗。", [], ["将"]),
        ("Китай поставит вакцину летом", "Китай поставит вакцину осенью 2021", ["летом"], ["осенью 2021"]),
        ("at least two big plants", "at least three small plants", ["two big"], ["three small"]),
        ("the same words", "the same words", [], []),
        ("Minsk", "Beijing or Shanghai", [], []),
        ("", "A date", [], []),
    ],
)
def test_only_what_differs_is_told_and_nothing_is_lost(before, after, gone, new):
    old_pieces, new_pieces = compared(before, after)

    assert (lacking(old_pieces), lacking(new_pieces)) == (gone, new)
    assert "".join(text for text, _new in old_pieces) == before
    assert "".join(text for text, _new in new_pieces) == after


def test_it_is_marked_without_letting_markup_in():
    before, after = "sell <b>ten</b> kinds of goods", "sell <b>twelve</b> kinds of goods"

    assert taken_from(before, after) == "sell &lt;b&gt;<del>ten</del>&lt;/b&gt; kinds of goods"
    assert added_to(after, before) == "sell &lt;b&gt;<ins>twelve</ins>&lt;/b&gt; kinds of goods"
