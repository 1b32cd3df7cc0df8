"""What a sentence inherits from its place: points under a lead-in, headings, signature lines."""

import pytest

from commitments.suggestions import suggest
from commitments.vocabulary import SentenceKind


def kinds(text, language="en"):
    return [found.kind for found in suggest(text, language)]


C, FRAME = SentenceKind.COMMITMENT, SentenceKind.FRAME


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The sides agreed to the following:\n– a hotline between the coast guards;\n– joint patrols."),
        ("en", "We hereby commit to:\n1. Open the port.\n2. Lower the duties."),
        ("ru", "Стороны договорились о следующем:\n– создание горячей линии;\n– совместное патрулирование."),
        ("zh", "双方达成以下共识：\n一、设立热线。\n二、每年采购教科书。"),
    ],
)
def test_points_inherit_a_promise_and_the_bare_lead_in_is_none(language, text):
    assert kinds(text, language) == [FRAME, C, C]


def test_points_under_talk_are_no_promises():
    found = kinds("The leaders discussed the following topics:\n– a hotline;\n– establish a joint fund.")

    assert C not in found


def test_a_lead_in_with_content_counts_itself():
    text = "China will take the following actions by 14 May 2025:\n– suspend the additional duty;"

    assert kinds(text) == [C, C]


def test_a_list_ends_where_prose_goes_on():
    text = (
        "The sides agreed to the following:\n– joint patrols.\nThe talks were held in a friendly atmosphere."
    )

    assert kinds(text)[-1] == SentenceKind.COURTESY


def test_a_point_without_lead_in_counts_by_its_verb():
    assert kinds("– establish a hotline between the two coast guards;") == [C]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Done at Lorne on 5 May 2025 in two originals."),
        ("en", "Presidents agree to open a hotline"),
        ("ru", "Статья 7"),
        ("zh", "第三条"),
    ],
)
def test_headings_and_signature_lines(language, text):
    assert kinds(text, language) == [FRAME]


def test_a_title_of_a_list_that_says_nothing_leaves_its_points_to_themselves():
    assert kinds("Outcomes:\n– Meridia will send doctors;")[-1] == C


def test_a_point_beside_its_lead_in_is_not_under_it():
    text = "1. The Parties shall:\n(a) share data on floods;\n2. Friendship between the two peoples has deep roots."

    assert kinds(text)[1:] == [C, SentenceKind.POSITION]


def test_points_that_lost_their_marks_are_still_points():
    text = "The sides agreed to the following:\nA joint fund\nRegular patrols\n\nThe talks were friendly in tone."

    assert kinds(text)[1:3] == [C, C]
    assert kinds(text)[3] != C
    assert kinds("Establish a hotline between the two coast guards") == [C]
    assert kinds("Strengthening political dialogue") == [FRAME]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "To this end, we will:\n- Refurbish the port.\n- Two new ferries for the Kelm line."),
        ("en", "The Commission shall:\n(a) a yearly list of closed posts;\n(b) the upkeep of the lock."),
        ("ru", "Стороны намерены:\n– новый паром;\n– общий реестр."),
        ("zh", "双方商定：\n——港口翻修。\n——公路拓宽。"),
    ],
)
def test_a_lead_in_with_a_modal_binds_every_point(language, text):
    _lead, *points = suggest(text, language)

    assert all(point.is_commitment for point in points), points


def test_a_point_of_two_sentences_does_not_end_the_list():
    text = (
        "We commit to:\n- Refurbish the port. It was built in 1960.\n- Two new ferries.\nThe talks were warm."
    )
    _lead, first, beside, second, after = suggest(text, "en")

    assert (first.is_commitment, second.is_commitment) == (True, True)
    assert (beside.is_commitment, after.is_commitment) == (False, False)
