"""Quoting: words that are there, once or at a place that was chosen, for a commitment that is told apart."""

import pytest

from commitments import actions
from commitments.forms.quote import QuoteForm
from tests.people import MEETING_DAY

TEXT = "The sides met. The sides agreed.\n\nChina will help. The sides met again."


@pytest.fixture
def readout(world):
    return actions.file_readout(
        world.meeting,
        by=world.by.analyst,
        language="en",
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=TEXT,
        at=world.clock(),
    )


def sent(world, readout, **fields):
    data = {"commitment": world.vaccine.code, "goal": "tie"}
    return QuoteForm(data | fields, seat=world.by.analyst, readout=readout)


def range_of(form):
    words = form.cleaned_data["quote"]
    assert TEXT[words.start : words.end] == words.words
    return words.start, words.end


def test_typed_words_that_stand_once_are_found(world, readout):
    form = sent(world, readout, words="China will help")

    assert form.is_valid(), form.errors
    assert range_of(form) == (34, 49)
    assert form.cleaned_data["goes_to"] == world.vaccine


def test_typed_words_over_a_line_break_are_found_as_browsers_send_them(world, readout):
    form = sent(world, readout, words="agreed.\r\n\r\nChina")

    assert form.is_valid(), form.errors


def test_selected_words_come_with_their_place(world, readout):
    start = TEXT.rindex("The sides met")

    form = sent(world, readout, words="The sides met", start=start, end=start + 13)

    assert form.is_valid(), form.errors
    assert range_of(form) == (start, start + 13)


def test_blanks_at_the_ends_of_a_selection_do_not_count(world, readout):
    start = TEXT.index(" The sides agreed.")

    form = sent(world, readout, words="The sides agreed.", start=start, end=start + 20)

    assert form.is_valid(), form.errors
    assert range_of(form) == (start + 1, start + 18)


@pytest.mark.parametrize(
    ("start", "end"), [(0, 5), (34, 48), (34, 50), (34, 4000), (49, 34), (34, 34), (10**12, 10**12 + 9)]
)
def test_words_that_are_not_at_the_place_they_came_with_are_refused(world, readout, start, end):
    form = sent(world, readout, words="China will help", start=start, end=end)

    assert form.errors["words"][0].startswith("These words are not at the place that was selected.")
    assert (form["start"].value(), form["end"].value()) == ("", "")


def test_words_that_stand_at_several_places_are_asked_about(world, readout):
    form = sent(world, readout, words="The sides")

    assert form.errors == {"place": ["These words are at 3 places. Choose the one you mean."]}
    assert [(place.start, place.paragraph) for place in form.places] == [(0, 1), (15, 1), (51, 2)]


def test_a_chosen_place_settles_it(world, readout):
    form = sent(world, readout, words="The sides", place="15")

    assert form.is_valid(), form.errors
    assert range_of(form) == (15, 24)
    assert form.places == []


def test_a_place_where_the_words_do_not_stand_settles_nothing(world, readout):
    assert "place" in sent(world, readout, words="The sides", place="16").errors


def test_a_paragraph_settles_it_when_the_words_stand_there_once(world, readout):
    form = sent(world, readout, words="The sides met", paragraph="2")

    assert form.is_valid(), form.errors
    assert range_of(form) == (51, 64)


def test_a_paragraph_with_several_places_is_asked_about(world, readout):
    form = sent(world, readout, words="The sides", paragraph="1")

    assert list(form.errors) == ["place"]
    assert [place.start for place in form.places] == [0, 15]


@pytest.mark.parametrize(
    ("paragraph", "sentence"),
    [
        ("1", "These words are not in paragraph 1. They are in paragraph 2."),
        ("3", "The last paragraph has the number 2."),
        ("0", "Ensure this value is greater than or equal to 1."),
        ("two", "Give the number of the paragraph."),
    ],
)
def test_the_wrong_paragraph_is_told(world, readout, paragraph, sentence):
    form = sent(world, readout, words="China will help", paragraph=paragraph)

    assert form.errors == {"paragraph": [sentence]}


def test_words_that_differ_in_one_way_are_refused_with_what_stands_there(world, readout):
    form = sent(world, readout, words="china will help")

    assert form.errors["words"] == [
        "The readout does not have these words exactly so."
        " Paragraph 2 has them with other capital letters: “China will help”"
    ]


def test_other_words_are_refused_and_nothing_near_is_offered(world, readout):
    form = sent(world, readout, words="China shall help")

    assert form.errors["words"] == [
        "These words are not in the readout. Nothing is matched approximately: copy them from the text."
    ]


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001, "a\0b"])
def test_words_are_needed_within_their_limit(world, readout, words):
    assert "words" in sent(world, readout, words=words).errors


@pytest.mark.parametrize("typed", ["BY-CN-2021-01", "by-cn-2021-01", " 1 ", "01"])
def test_a_commitment_is_named_by_its_code_or_number(world, readout, typed):
    form = sent(world, readout, words="China will help", commitment=typed)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["goes_to"] == world.vaccine


def test_a_commitment_is_found_by_words_and_then_chosen(world, readout):
    form = sent(world, readout, words="China will help", commitment="vaccine")

    assert form.errors == {"pick": ["Choose the commitment you mean."]}
    assert form.found == [{"code": "BY-CN-2021-01", "title": "Vaccine for Belarus", "lang": "en"}]

    again = sent(world, readout, words="China will help", commitment="vaccine", pick="BY-CN-2021-01")
    assert again.is_valid(), again.errors
    assert again.cleaned_data["goes_to"] == world.vaccine


def test_an_exact_code_counts_more_than_what_was_picked_before(world, readout):
    form = sent(world, readout, words="China will help", commitment=world.trade.code, pick=world.vaccine.code)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["goes_to"] == world.trade


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Say which commitment the words belong to, or record a new one from them."),
        ("potash", "No commitment has this code or these words."),
        ("BY-CN-2021-99", "No commitment has this code or these words."),
        ("!", "No commitment has this code or these words."),
    ],
)
def test_a_commitment_that_is_not_there_is_told(world, readout, typed, sentence):
    assert sent(world, readout, words="China will help", commitment=typed).errors == {
        "commitment": [sentence]
    }


def test_too_many_commitments_ask_for_another_word(world, readout):
    for number in range(11):
        world.record(title=f"Textbooks {number}")

    form = sent(world, readout, words="China will help", commitment="textbooks")

    assert form.errors == {"commitment": ["More than 10 have these words: add one."]}


def test_a_withdrawn_commitment_is_none(world, readout):
    actions.withdraw(world.trade, by=world.by.secretary, reason="A mistake.", at=world.clock())

    assert "commitment" in sent(world, readout, words="China will help", commitment=world.trade.code).errors


def test_for_a_new_commitment_only_the_words_are_needed(world, readout):
    form = sent(world, readout, words="China will help", commitment="", goal="record")

    assert form.is_valid(), form.errors
    assert form.is_for_new


def test_both_problems_are_told_at_once(world, readout):
    form = sent(world, readout, words="The sides", commitment="")

    assert sorted(form.errors) == ["commitment", "place"]


def test_a_choice_made_stays_made_while_the_other_is_open(world, readout):
    placed = sent(world, readout, words="The sides", place="15", commitment="goods")
    assert list(placed.errors) == ["pick"]
    assert (placed["start"].value(), placed["end"].value()) == (15, 24)

    picked = sent(world, readout, words="The sides", commitment="goods", pick=world.trade.code)
    assert list(picked.errors) == ["place"]
    assert picked["commitment"].value() == world.trade.code


def test_commitments_of_the_meeting_are_offered(world, readout):
    form = QuoteForm(seat=world.by.analyst, readout=readout)

    assert form.offered() == [
        ("BY-CN-2021-01", "Vaccine for Belarus"),
        ("BY-CN-2021-02", "A wider list of goods"),
    ]
