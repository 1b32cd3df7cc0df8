"""What people type becomes clean values, or a sentence that says what to do."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from commitments.forms.fields import AddressField, DayField, WordsField

CANNOT_BE_KEPT = "This holds a character that cannot be kept. Delete it or type the word again."
TURNS = (
    "This holds the character U+{:04X} after “a”. It cannot be seen and turns the direction of the text."
    " Delete it, or type the words again."
)


def sentence_of(field, value):
    with pytest.raises(ValidationError) as refusal:
        field.clean(value)
    return " ".join(refusal.value.messages)


# --- Words ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Talks\tin   Beijing\n", "Talks in Beijing"),
        ("е\u0308лка", "ёлка"),
        ("a\x07b\x7fc", "abc"),
        ("𠀋 国家", "𠀋 国家"),
        ("a\u2028b\u00a0c", "a b c"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u200b\u2060\ufeff", ""),
        ("вак\u200bци\u00adна", "вакцина"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("中⽅⺠⻓", "中方民长"),
        ("oﬃce \uf0b7 10⁶ m²", "office • 10⁶ m²"),
        ("a 𞸀 🫨", "a 𞸀 🫨"),
    ],
)
def test_one_line_of_words(typed, kept):
    assert WordsField(limit=20, required=False).clean(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("one\r\ntwo\rthree\n\n", "one\ntwo\nthree"),
        ("a\tb", "a\tb"),
        (" \r\n ", ""),
    ],
)
def test_lines_of_words(typed, kept):
    assert WordsField(limit=20, lines=True, required=False).clean(typed) == kept


@pytest.mark.parametrize("lines", [True, False])
@pytest.mark.parametrize("character", ["\0", "\ud800", "\udfff", "\ufffd"])
def test_characters_that_no_database_keeps(character, lines):
    assert sentence_of(WordsField(limit=20, lines=lines), f"a{character}b") == CANNOT_BE_KEPT


@pytest.mark.parametrize(
    "character", "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
@pytest.mark.parametrize("lines", [True, False])
def test_characters_that_turn_the_direction(character, lines):
    field = WordsField(limit=20, lines=lines)

    assert sentence_of(field, f"a{character}b") == TURNS.format(ord(character))


@pytest.mark.parametrize("character", ["\ue080", "\U00100000", "\u0378", "\ufdd0", "\U0002fffe", "\x96"])
def test_characters_without_a_meaning(character):
    assert sentence_of(WordsField(limit=20), f"Of{character}ce").startswith(
        f"This holds the character U+{ord(character):04X} after “Of”. It has no meaning outside of one font"
    )


def test_exact_words_are_taken_as_they_are():
    field = WordsField(limit=20, exact=True)

    assert field.clean("пос\u00adтав\u200bке ⽅ \ue080") == "пос\u00adтав\u200bке ⽅ \ue080"


def test_limit_counts_code_points_and_a_line_break_as_one():
    field = WordsField(limit=5, lines=True)

    assert field.clean("е\u0308\r\n𠀋ab") == "ё\n𠀋ab"
    assert sentence_of(field, "abcdef") == "This is 1 character too long: the limit is 5."
    assert sentence_of(field, "a" * 2005) == "This is 2000 characters too long: the limit is 5."


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_words_once_clean_stay_as_they_are(text):
    field = WordsField(limit=10_000, lines=True, required=False)
    try:
        once = field.clean(text)
    except ValidationError:
        return
    assert field.clean(once) == once
    assert once.encode().decode() == once


# --- Days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed",
    [
        "31.12.2026",
        "2026-12-31",
        "2026年12月31日",
        " 31.12.2026 ",
        "２０２６年１２月３１日",
        "2026 年 12 月 31 日",
        "2026/12/31",
        "2026.12.31",
        "31/12/2026",
        "12/31/2026",
        "2026年12月31号",
        "31.12.2026 г.",
        "31. 12. 2026",
        "«31» декабря 2026 г.",
        "December 31, 2026",
        "31st December 2026",
        "2026 December 31",
        "31 снежня 2026",
    ],
)
def test_E9_a_day_as_each_side_writes_it(typed):
    assert DayField().clean(typed) == dt.date(2026, 12, 31)


def test_a_day_may_leave_out_zeros():
    assert DayField().clean("31.12.25") == DayField().clean("31/12/2025") == dt.date(2025, 12, 31)
    assert DayField().clean("1.2.2021") == DayField().clean("2021-2-1") == dt.date(2021, 2, 1)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("soon", "“soon” is not a day. Write it like 27.9.2022."),
        ("3/4/2026", "“3/4/2026” can be 4 March 2026 or 3 April 2026. Write 4.3.2026 or 3.4.2026."),
        ("31/4/2026", "“31/4/2026” is not a day of the calendar."),
        ("31.2.2021", "“31.2.2021” is not a day of the calendar."),
        ("2021-13-01", "“2021-13-01” is not a day of the calendar."),
    ],
)
def test_what_is_no_day(typed, sentence):
    assert sentence_of(DayField(), typed) == sentence


@pytest.mark.parametrize("typed", ["1.1.0001", "31.12.9999"])
def test_days_nobody_means(typed):
    assert "is not a day of the calendar" in sentence_of(DayField(), typed)


def test_a_day_is_shown_as_it_may_be_typed():
    assert DayField().prepare_value(dt.date(2021, 2, 1)) == "1.2.2021"
    assert DayField().prepare_value("sonn") == "sonn"


# --- Addresses ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://example.org", "https://example.org"),
        (" HTTP://Example.org/A?b=c#d ", "http://Example.org/A?b=c#d"),
        ("https://мвд.рф/новости/страница", "https://мвд.рф/новости/страница"),
        ("https://example.org:8443/a@b", "https://example.org:8443/a@b"),
        ("belta.by/handover", "https://belta.by/handover"),
        ("example.org:8443/a", "https://example.org:8443/a"),
    ],
)
def test_address_of_a_page(typed, kept):
    assert AddressField().clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>",
        "file:///etc/passwd",
        "ftp://example.org",
        "mailto:a@example.org",
        "https:/example.org",
        "https://",
        "https://localhost",
        "//example.org/a",
        "handover",
        "https://anna:word@example.org/",
        "https://example.org/a b",
    ],
)
def test_what_is_no_address_of_a_page(typed):
    assert sentence_of(AddressField(), typed) == (
        "This is not the address of a web page. An address begins with https:// or http://."
    )


@given(st.text())
def test_an_address_that_is_kept_opens_a_page_and_nothing_else(text):
    try:
        kept = AddressField(required=False).clean(text)
    except ValidationError:
        return
    assert kept == "" or kept.startswith(("https://", "http://"))


@pytest.mark.parametrize(
    "typed",
    [
        "16 September 2022",
        "16 sept. 2022",
        "16 Sep 2022",
        "16. September 2022",
        "16 сентября 2022 года",
        "16 верасня 2022",
    ],
)
def test_a_day_is_read_as_it_stands_on_the_pages(typed):
    assert DayField().clean(typed) == dt.date(2022, 9, 16)


@pytest.mark.parametrize("typed", ["16 Brumaire 2022", "31 September 2022", "September 2022"])
def test_words_that_are_no_day(typed):
    with pytest.raises(ValidationError):
        DayField().clean(typed)
