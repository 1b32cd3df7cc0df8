"""The tables themselves: whole, shared, and quick on the worst of inputs."""

import itertools
import time
from pathlib import Path

import pytest

from commitments.suggestions import GRAMMARS, suggest
from commitments.suggestions.classify import LONGEST
from commitments.suggestions.rules.be.patterns import PATTERNS
from commitments.suggestions.rules.ru import RUSSIAN

OFFICIAL = Path(__file__).parents[2].parent / "shared" / "data" / "readout-2021-01-26-by-en.txt"


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_rule_compiles_has_its_own_name_and_a_reason(language):
    rules = [rule for rule, _pattern in GRAMMARS[language].compiled_rules]

    assert len({rule.name for rule in rules}) == len(rules)
    assert all(str(rule.reason) and rule.weight for rule in rules)


def test_belarusian_changes_words_and_nothing_else():
    assert PATTERNS.keys() <= {rule.name for rule in RUSSIAN.rules}


@pytest.mark.parametrize("language", GRAMMARS)
def test_no_letters_of_another_alphabet_hide_in_a_word(language):
    if language in ("ru", "be"):
        for rule in GRAMMARS[language].rules:
            plain = (
                rule.pattern.replace("\\w", " ").replace("\\b", " ").replace("\\d", " ").replace("\\s", " ")
            )
            for word in plain.replace("covid", "").split():
                assert not any("а" <= a <= "я" and "a" <= b <= "z" for a, b in itertools.pairwise(word))


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "1.", "- ", ":", "“", "«а. ", "the agreement ", "agreed that ", "will ", "$1 ", "стороны ",
     "договорились ", "не ", "将", "，", "愿同", "将同", "将继续", "双方", "x\n"],
)  # fmt: skip
def test_no_input_makes_a_pattern_blow_up(language, piece):
    """100,000 code points of it, as a file one line long; a second for each page would be a hundred times this."""
    assert timed(piece * (100_000 // len(piece)), language) < 15


def timed(text, language):
    began = time.process_time()
    suggest(text, language)
    return time.process_time() - began


def test_a_sentence_beyond_all_measure_is_judged_by_its_beginning():
    [found, *_rest] = suggest("They agreed to meet " + "word " * LONGEST, "en")

    assert found.is_commitment


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official text is kept outside the project")
def test_the_official_readout_of_the_call():
    found = suggest(OFFICIAL.read_text("utf-8"), "en")
    proposed = [each.words for each in found if each.is_commitment]

    for words in ("further increase the level", "confront external threats", "continue to support China",
                  "open and prepared", "supply the COVID-19 vaccine", "working to expand", "team of experts",
                  "suggested a list", "ready to look into", "active participant", "Year of Regions",
                  "meet in person", "shall oversee"):  # fmt: skip
        assert any(words in sentence for sentence in proposed), words
    for words in ("thanked", "lauded", "welcomed", "exchanged congratulations", "Source:"):
        assert not any(words in sentence for sentence in proposed), words
