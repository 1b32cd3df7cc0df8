"""The engine against sentences labelled before it saw them. The floors leave room to change a rule, not to lose one."""

import pytest

from tests.suggestions.measure import HERE, figures, labelled, scores

FLOORS = {"en": 0.95, "ru": 0.95, "zh": 0.95, "be": 0.9}


@pytest.mark.parametrize("language", FLOORS)
def test_golden_set(language):
    rows = labelled(HERE / f"golden-{language}.jsonl")
    measured = figures(scores(rows, language))

    assert min(measured) >= FLOORS[language], measured


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_readouts_that_no_rule_was_made_for(language):
    """Sixty sentences each, written after the rules and never used to change one."""
    measured = figures(scores(labelled(HERE / f"readouts-{language}.jsonl"), language))

    assert measured.f1 >= 0.85, measured


@pytest.mark.parametrize(("language", "least"), [("en", 360), ("ru", 260), ("zh", 250), ("be", 40)])
def test_golden_set_is_large_and_balanced(language, least):
    rows = labelled(HERE / f"golden-{language}.jsonl")

    assert len(rows) >= least
    assert 0.4 < sum(label for _sentence, label in rows) / len(rows) < 0.6
    assert len({sentence for sentence, _label in rows}) == len(rows)


def test_figures_of_a_known_ranking():
    measured = figures([(0.9, True), (0.8, False), (0.6, True), (0.2, True), (0.1, False)])

    assert measured.precision == pytest.approx(2 / 3)
    assert measured.recall == pytest.approx(2 / 3)
    assert measured.average_precision == pytest.approx((1 + 2 / 3 + 3 / 4) / 3)
