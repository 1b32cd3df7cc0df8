"""Sentences: exact offsets, nothing lost, nothing cut too early."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Readout
from commitments.suggestions.sentences import LONGEST, sentences

LANGUAGES = ("en", "ru", "be", "zh")


def words(text, language):
    return [sentence.words for sentence in sentences(text, language)]


@given(st.text(max_size=300), st.sampled_from(LANGUAGES))
def test_offsets_are_exact_and_cover_everything_in_order(text, language):
    found = sentences(text, language)

    assert all(text[each.start : each.end] == each.words for each in found)
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))
    assert "".join("".join(each.words.split()) for each in found) == "".join(text.split())


@given(st.text(alphabet="ab. \n\u2028\r!《“😀", max_size=200))
def test_paragraphs_are_numbered_as_in_a_readout(text):
    starts = {paragraph.number: paragraph for paragraph in Readout(text=text).paragraphs()}

    for each in sentences(text, "en"):
        assert starts[each.paragraph].start <= each.start
        assert each.end <= starts[each.paragraph].end


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Approx. 40 mln. tonnes were named by Mr. J. Smith of the U.S. delegation, e.g. in Art. 5 and No. 7.",
        ),
        ("en", "1. The Parties shall meet on Dec. 5."),
        ("en", "China-U.S. relations are discussed at 5 p.m. on Monday."),
        ("ru", "В т.ч. 5 млн. руб. в дек. 2021 г. передал А.Г. Петров."),
        ("ru", "«Мы поедем!» — сказал он."),
        ("be", "У т.л. 5 млн. руб. у снеж. 2021 г. перадаў А.Р. Лукашэнка."),
        ("zh", "他说：“我们将合作。”"),
        ("zh", "（会谈持续三小时，2027年继续）"),
        ("ru", "Выставка «Сделано в Арвении» откроется в мае."),
    ],
)
def test_what_stays_one_sentence(language, text):
    assert words(text, language) == [text]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "They met.  They agreed!", ["They met.", "They agreed!"]),
        ("en", "A heading\n\n– one;\n– two.", ["A heading", "– one;", "– two."]),
        ("ru", "Он ушёл. Стороны договорились.", ["Он ушёл.", "Стороны договорились."]),
        ("zh", "双方同意。会谈结束！", ["双方同意。", "会谈结束！"]),
        ("zh", "渔港已经建成。3年来，捕捞量稳步增长。", ["渔港已经建成。", "3年来，捕捞量稳步增长。"]),
        ("zh", "他说：“我们将合作。这很好！”", ["他说：“我们将合作。", "这很好！”"]),
        (
            "en",
            "He said: “The lock is dry. Boats wait.” They left.",
            ["He said: “The lock is dry.", "Boats wait.”", "They left."],
        ),
        (
            "ru",
            '"Мост открыт. Уверен, она станет традицией", – сказал он.',
            ['"Мост открыт.', 'Уверен, она станет традицией", – сказал он.'],
        ),
        (
            "ru",
            "«Урожай собран. Люди довольны», – сказал он.",
            ["«Урожай собран.", "Люди довольны», – сказал он."],
        ),
    ],
)
def test_where_sentences_end(language, text, expected):
    assert words(text, language) == expected


def test_a_paragraph_longer_than_anybody_writes_is_cut_at_a_space():
    text = "word " * (LONGEST // 2)

    found = sentences(text, "en")

    assert len(found) > 1
    assert all(each.words.startswith("word") and each.words.endswith("word") for each in found)


def test_a_long_paragraph_is_cut_where_a_sentence_ends():
    sentence = "The sides agreed in the course of the year to build a port. "

    assert set(words(sentence * 200, "en")) == {sentence.strip()}


WRAPPED = """The two delegations met in Kelm on Monday and went
through the plan for the port, which is to be built
by 2027. Norland will lend the pumps. The mayors of
both towns will sign the contract in the spring and
open the site.

- Norland will send its engineers to the site by the
end of May.
- Estovia will pay for the gates."""


def test_lines_that_were_broken_at_a_width_are_read_as_one_and_kept_as_they_are():
    found = sentences(WRAPPED, "en")

    assert [" ".join(each.words.split()) for each in found] == [
        "The two delegations met in Kelm on Monday and went through the plan for the port, which is to be built by 2027.",
        "Norland will lend the pumps.",
        "The mayors of both towns will sign the contract in the spring and open the site.",
        "- Norland will send its engineers to the site by the end of May.",
        "- Estovia will pay for the gates.",
    ]
    assert [each.paragraph for each in found] == [1, 3, 3, 6, 8]
    assert all(WRAPPED[each.start : each.end] == each.words for each in found)


def test_lines_of_any_length_are_paragraphs_of_their_own():
    text = "Results\nThe sides met in Kelm and agreed on the port\nThey left\nNext round\nIn May\nThe end"

    assert words(text, "en") == text.split("\n")
