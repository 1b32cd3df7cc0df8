"""The test of a commitment as pure data: numbers that stand for one criterion, and what shows one to be met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commitments.actions.criteria import (
    agreed_test,
    lacking,
    merge,
    met_by,
    note_evidence,
    problems_of,
    set_pair,
    shows,
    strongest,
)
from commitments.models.fields import COMMITMENT
from commitments.vocabulary import EVIDENCE_GIVEN, EVIDENCE_NEEDED, STRENGTH, EvidenceClass
from tests.people import a_criterion

ARRIVED, WORKS, GIVEN_UP = (
    a_criterion("It has arrived."),
    a_criterion("It works.", evidence_class="statistic"),
    a_criterion("It was given up.", kind="failed"),
)


def numbers(criteria):
    return {criterion["text"]: criterion["number"] for criterion in criteria}


def source(evidence_class="act", *meets, **parts):
    return {"class": evidence_class, "meets": list(meets), **parts}


# --- numbers


def test_lines_get_numbers_in_their_order():
    merged = merge([], [ARRIVED, WORKS], 0)

    assert merged == [{"number": 1, **ARRIVED}, {"number": 2, **WORKS}]


def test_what_is_said_again_keeps_its_number_wherever_it_stands():
    present = merge([], [ARRIVED, WORKS], 0)

    assert numbers(merge(present, [WORKS, GIVEN_UP, ARRIVED], 2)) == {
        "It has arrived.": 1,
        "It works.": 2,
        "It was given up.": 3,
    }


@pytest.mark.parametrize("other", [{"text": "It is here."}, {"kind": "failed"}, {"evidence_class": "press"}])
def test_another_criterion_gets_the_next_free_number(other):
    present = merge([], [ARRIVED, WORKS], 0)

    assert [one["number"] for one in merge(present, [{**ARRIVED, **other}, WORKS], 2)] == [2, 3]


def test_how_it_is_verified_may_be_told_better():
    present = merge([], [ARRIVED], 0)

    (criterion,) = merge(present, [{**ARRIVED, "verified": "By customs."}], 1)

    assert (criterion["number"], criterion["verified"]) == (1, "By customs.")


def test_a_dropped_number_is_never_given_again():
    assert numbers(merge([], [ARRIVED], 7)) == {"It has arrived.": 8}


@given(st.lists(st.lists(st.sampled_from([ARRIVED, WORKS, GIVEN_UP]), unique_by=lambda line: line["text"])))
def test_a_number_stands_for_one_criterion_for_ever(tests):
    present, highest, stood_for = [], 0, {}
    for lines in tests:
        before = {criterion["number"] for criterion in present}
        present = merge(present, lines, highest)
        for criterion in present:
            assert stood_for.setdefault(criterion["number"], criterion["text"]) == criterion["text"]
            assert criterion["number"] in before or criterion["number"] > highest
        highest = max([highest, *(criterion["number"] for criterion in present)])
        assert sorted(numbers(present)) == sorted(line["text"] for line in lines)


def test_nothing_changed_is_nothing_to_record():
    present = merge([], [ARRIVED], 0)

    assert set_pair(present, merge(present, [ARRIVED], 1)) == {}
    assert set_pair(present, []) == {"criteria": [present, []]}


# --- lines that cannot be a test


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ([a_criterion("")], "Row 1: say what must be true."),
        ([ARRIVED, a_criterion("x" * 301)], "Row 2: the criterion is longer than 300 characters."),
        ([a_criterion(verified="x" * 301)], "Row 1: how it is verified takes more than 300 characters."),
        ([a_criterion(kind="maybe")], "Row 1: choose “Done when” or “Failed when”."),
        ([a_criterion(evidence_class="")], "Row 1: choose which evidence is enough."),
        ([a_criterion(language="xx")], "Row 1: its language is not known."),
        ([ARRIVED, WORKS, {**ARRIVED, "verified": "Anew."}], "Row 3 says the same as row 1."),
        (
            [a_criterion(str(n)) for n in range(13)],
            "At most 12 criteria are possible; these are 13.",
        ),
    ],
)
def test_what_cannot_be_a_test(lines, problem):
    assert list(problems_of(lines, [])) == [problem]


def test_what_can_be_a_test():
    assert list(problems_of([], [])) == []
    assert list(problems_of([a_criterion("x" * 300, verified="y" * 300), GIVEN_UP], [])) == []
    assert list(problems_of([a_criterion(str(n)) for n in range(12)], [])) == []


def test_problems_name_the_rows_as_they_were_typed():
    assert list(problems_of([ARRIVED, a_criterion("")], [], rows=[2, 5])) == ["Row 5: say what must be true."]


# --- what shows them

CRITERIA = merge([], [ARRIVED, WORKS, GIVEN_UP], 0)


@pytest.mark.parametrize(
    ("evidence", "met"),
    [
        ([source("act", 1, 2)], {"1": [9], "2": [9]}),
        ([source("statistic", 1, 2)], {"2": [9]}),
        ([source("press", 1), source("act", 1)], {"1": [9]}),
        ([source("act", 1), source("act", 1)], {"1": [9]}),
        ([source("act", 4)], {}),
        ([source("act", 3)], {"3": [9]}),
        ([{"class": "act"}], {}),
        ([source("act", 1, announces=True)], {}),
    ],
)
def test_evidence_of_sufficient_class_shows_what_it_claims(evidence, met):
    assert met_by(CRITERIA, {}, evidence, number=9) == met


def test_a_correction_takes_back_what_the_corrected_entry_showed():
    met = {"1": [5, 6], "2": [5]}

    assert met_by(CRITERIA, met, [], number=9, corrects=5) == {"1": [6]}
    assert met_by(CRITERIA, met, [source("act", 2)], number=9, corrects=5) == {"1": [6], "2": [9]}
    assert met == {"1": [5, 6], "2": [5]}


def test_what_is_not_in_force_any_more_is_not_met_any_more():
    assert met_by(CRITERIA[1:], {"1": [5], "2": [6]}, [], number=9) == {"2": [6]}


def test_the_highest_number_given_outlives_its_criterion():
    state = {**COMMITMENT.blank, "criteria": CRITERIA}
    note_evidence(state, {"seq": 1, "refs": {}})
    state["criteria"] = []
    note_evidence(state, {"seq": 2, "refs": {}})

    assert state["criteria_given"] == 3


@pytest.mark.parametrize(
    ("recognition", "criteria", "met", "test"),
    [
        ("confirmed", [], {}, "none"),
        ("confirmed", CRITERIA, {}, "agreed"),
        ("confirmed", CRITERIA, {"1": [5]}, "agreed"),
        ("confirmed", CRITERIA, {"1": [5], "2": [6]}, "met"),
        ("confirmed", CRITERIA[2:], {"3": [5]}, "agreed"),
        ("superseded", CRITERIA[:1], {"1": [5]}, "met"),
        ("proposed", CRITERIA, {"1": [5], "2": [6]}, "none"),
        ("one_sided", CRITERIA, {}, "none"),
    ],
)
def test_a_test_is_agreed_by_both_sides_and_met_by_all_of_it(recognition, criteria, met, test):
    assert agreed_test({"recognition": recognition, "criteria": criteria, "met": met}) == test


def test_what_is_lacking_is_said_with_the_best_there_is():
    evidence = [
        source("press", 2),
        source("performing_side", 2),
        source("act", 1),
        source("act", 2, announces=True),
    ]

    assert strongest(evidence, 2) == "performing_side"
    assert lacking(CRITERIA[1], strongest(evidence, 2), {}) == (
        "Criterion 2 needs an official statistic or an act; so far: a statement of the performing side."
    )
    assert lacking(CRITERIA[2], strongest(evidence, 3), {}) == (
        "Criterion 3 needs an act or signed document; so far: nothing."
    )


def test_every_class_of_evidence_has_its_words():
    assert set(EVIDENCE_NEEDED) == set(EvidenceClass) - {EvidenceClass.FORMER}
    assert set(EVIDENCE_GIVEN) == set(EvidenceClass)


def test_what_was_agreed_under_an_older_list_of_classes_keeps_its_meaning(monkeypatch):
    line = {
        "kind": "done",
        "text": "A report lies before the commission.",
        "language": "en",
        "verified": "",
        "evidence_class": "receiving_side",
    }
    agreed_before = merge([], [line], 0)
    monkeypatch.setitem(
        STRENGTH, 2, ("act", "inspection", "statistic", "receiving_side", "performing_side", "press")
    )

    kept = merge(agreed_before, [line], 1)
    agreed_since = merge([], [line | {"text": "An inspection has taken place."}], 1)

    assert kept == agreed_before
    assert "v" not in kept[0]
    assert agreed_since[0]["v"] == 2
    assert not shows("inspection", kept[0])
    assert shows("inspection", agreed_since[0])
    assert shows("statistic", kept[0])
