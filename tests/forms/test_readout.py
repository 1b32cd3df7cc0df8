"""Filing a readout: the text to the character, and a meeting chosen or entered."""

import datetime as dt

import pytest

from commitments import actions
from commitments.actions import RuleBroken
from commitments.actions.readout import frozen
from commitments.forms.readout import FileReadoutForm
from commitments.vocabulary import READOUT_LIMIT
from tests.people import MEETING_DAY


def sent(world, **fields):
    """A filled form of the Belarusian analyst, for the meeting of the world unless told otherwise."""
    data = {
        "meeting": world.meeting.slug,
        "language": "en",
        "publisher": "President of Belarus",
        "published_on": "27.1.2021",
        "text": "The presidents spoke.",
    }
    return FileReadoutForm(data | fields, seat=world.by.analyst)


def new_meeting(**fields):
    return {"meeting": "", "kind": "visit", "title": "Visit to Minsk", "held_on": "3.3.2023"} | fields


def test_a_filled_form_gives_what_the_action_takes(world):
    form = sent(world, address="https://example.org/a", is_summary="on")

    assert form.is_valid(), form.errors
    assert form.cleaned_data["meeting"] == world.meeting
    assert form.fields_of_action() == {
        "language": "en",
        "publisher": "President of Belarus",
        "published_on": dt.date(2021, 1, 27),
        "address": "https://example.org/a",
        "is_summary": True,
        "text": "The presidents spoke.",
        "replaces": None,
    }


def test_a_new_meeting_is_given_by_kind_title_and_day(world):
    form = sent(world, **new_meeting())

    assert form.is_valid(), form.errors
    assert form.new_meeting == {"kind": "visit", "title": "Visit to Minsk", "held_on": dt.date(2023, 3, 3)}


def test_without_a_meeting_all_three_are_asked_for(world):
    form = sent(world, **new_meeting(kind="", title=" ", held_on=""))

    assert list(form.errors) == ["kind", "title", "held_on"]


def test_for_a_chosen_meeting_nothing_of_a_new_one_is_asked_or_wrong(world):
    form = sent(world, kind="", title="x" * 500, held_on="someday")

    assert form.is_valid(), form.errors


def test_a_meeting_of_another_commission_is_not_in_the_register(world):
    elsewhere = actions.open_meeting(
        world.elsewhere, by=world.stranger, kind="call", title="A call", held_on=MEETING_DAY, at=world.clock()
    )

    form = sent(world)

    assert elsewhere.slug == world.meeting.slug  # so it is told by the commission alone
    assert form.is_valid()
    assert form.cleaned_data["meeting"] == world.meeting


@pytest.mark.parametrize("slug", ["no-such-meeting", "x" * 300, "a b", "\0"])
def test_an_unknown_meeting_is_refused_at_its_field(world, slug):
    form = sent(world, meeting=slug)

    assert "meeting" in form.errors


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "One line.\r\nAnother.\r\n\r\nA third.  "),
        ("ru", "\n  Текст с й и ё: й, ё  \n\n"),
        ("zh-hans", "　　习近平同白俄罗斯总统通电话。\r\n　　双方同意。\r\n"),
        ("en", "abc\u00a0def\u2028g 𠀋"),
    ],
)
def test_the_text_is_kept_as_the_action_freezes_it(world, language, text):
    form = sent(world, language=language, text=text)

    assert form.is_valid(), form.errors
    assert form.fields_of_action()["text"] == frozen(text)


@pytest.mark.parametrize(
    ("text", "tidy", "said"),
    [
        (
            "中⽅愿向⽩⽅提供疫苗，继续为⽩俄罗斯⼈⺠提供帮助。",
            "中方愿向白方提供疫苗，继续为白俄罗斯人民提供帮助。",
            "6 characters only looked like letters (for example “⽅”). The letters themselves (“方”) are in their place now.",
        ),
        (
            "договори\u00adлись о постав\u200bке",
            "договорились о поставке",
            "2 invisible characters were left out.",
        ),
        ("a\u200eb, the ﬁrst", "ab, the first", "1 invisible character was left out."),
    ],
)
def test_what_would_be_frozen_in_other_letters_is_shown_first(world, text, tidy, said):
    language = {"中": "zh-hans", "д": "ru", "a": "en"}[text[0]]
    form = sent(world, language=language, text=text)

    assert not form.is_valid()
    assert said in form.errors["text"][0] and form.errors["text"][0].endswith(
        "Check the text, then file it again."
    )

    again = sent(world, language=language, text=form["text"].value())
    assert again.is_valid() and again.fields_of_action()["text"] == tidy


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "One.\n\nThe Federal Of\ue080ce",
            "Paragraph 2 holds the character U+E080 after “The Federal Of”. It has no",
        ),
        (
            "Lot \u202eyadnoM",
            "Paragraph 1 holds the character U+202E after “Lot”. It cannot be seen and turns",
        ),
    ],
)
def test_what_misleads_is_not_frozen(world, text, sentence):
    assert sent(world, language="en", text=text).errors["text"][0].startswith(sentence)
    with pytest.raises(RuleBroken, match=sentence[:30].replace("+", r"\+")):
        frozen(text)


def test_the_page_break_of_a_printed_document_parts_words(world):
    form = sent(world, text="the end of a page\fthe next one\vand a column")

    assert form.is_valid()
    assert form.fields_of_action()["text"] == "the end of a page\nthe next one\nand a column"


def test_an_overlong_text_is_told_by_how_much(world):
    form = sent(world, text="字" * (READOUT_LIMIT + 3))

    assert form.errors["text"] == ["This is 3 characters too long: the limit is 200,000."]


@pytest.mark.parametrize("name", ["publisher", "published_on", "text", "language"])
def test_what_is_needed_is_asked_for(world, name):
    assert name in sent(world, **{name: ""}).errors


@pytest.mark.parametrize("address", ["javascript:alert(1)", "ftp://example.org", "example", "https://"])
def test_an_address_is_of_the_web(world, address):
    assert "address" in sent(world, address=address).errors


def test_an_address_without_its_scheme_is_filed_with_one(world):
    form = sent(world, address="example.org")

    assert form.is_valid(), form.errors
    assert form.fields_of_action()["address"] == "https://example.org"


def test_the_form_opens_with_what_is_known(world):
    form = FileReadoutForm(seat=world.by.analyst, asked=world.meeting.slug)

    assert form["meeting"].value() == world.meeting.slug
    assert form["language"].value() == "ru"
    assert form["publisher"].value() == "President of Belarus"


@pytest.mark.parametrize("asked", ["", "nothing", "\0", "a" * 200])
def test_an_unknown_meeting_in_the_address_is_no_choice(world, asked):
    form = FileReadoutForm(seat=world.by.analyst, asked=asked)

    assert form["meeting"].value() == ""


def test_the_language_is_that_of_the_letters(world):
    form = sent(world, language="ru")

    assert not form.is_valid()
    assert form.errors == {
        "language": ["By its letters the text is not in Русский. Choose the language it is in."]
    }


def test_nothing_is_left_out_of_what_is_frozen_without_a_word(world):
    form = sent(world, text="The presidents\x08 spoke.")

    assert form.errors == {
        "text": ["The text holds a control character that cannot be seen. Paste it again without it."]
    }


# --- What is in the register already ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "other", ["The\u00a0presidents spoke.", "The  presidents\n\nspoke.", "The presidents\u2009spoke. "]
)
def test_a_text_that_differs_in_blanks_only_is_asked_back(world, other):
    first = sent(world)
    assert first.is_valid()
    filed = actions.file_readout(world.meeting, by=world.by.analyst, **first.fields_of_action())

    again = sent(world, text=other)
    assert not again.is_valid() and again.asks_back
    assert f'This is the same text as <a href="{filed.get_absolute_url()}">' in again.errors["text"][0]
    assert f"replaces={filed.slug}" in again.errors["text"][0]
    assert sent(world, text=other, is_another="on").is_valid()
    assert sent(world, text=other, replaces=filed.slug).is_valid()
    assert sent(world, text="The presidents spoke again.").is_valid()
    assert sent(
        world, text="The presidents spoke."
    ).is_valid()  # that very text: the action tells where it is


def test_a_second_meeting_of_one_kind_and_day_is_asked_back(world):
    held = {
        "kind": world.meeting.kind,
        "held_on": world.meeting.held_on.strftime("%d.%m.%Y"),
        "title": "Once more",
    }

    again = sent(world, **new_meeting(**held))
    assert not again.is_valid() and again.asks_back
    assert again.errors["meeting"] == [
        f"“{world.meeting.title}” of that kind and day is in the register."
        " Choose it here, or say below that it is another one."
    ]
    assert sent(world, **new_meeting(**held), is_another="on").is_valid()
    assert sent(world, **new_meeting(**held | {"held_on": "25.1.2021"})).is_valid()


@pytest.mark.parametrize(("role", "is_asked"), [("analyst", False), ("secretary", True)])
def test_only_ones_own_form_is_there_already(world, role, is_asked):
    key = actions.Submission("the-key-of-a-form", "0" * 64)
    opened = {"kind": world.meeting.kind, "held_on": world.meeting.held_on, "title": "Once more"}
    actions.open_meeting(world.commission, by=world.by.seat(role), at=world.clock(), submission=key, **opened)
    held = opened | {"held_on": world.meeting.held_on.strftime("%d.%m.%Y"), "submission": key.key}

    assert sent(world, **new_meeting(**held)).is_valid() is not is_asked
