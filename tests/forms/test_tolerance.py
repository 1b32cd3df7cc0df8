"""How far values may be apart, as it is typed: for one thing that is counted, and for a commission."""

import pytest
from django.core.exceptions import ValidationError

from commitments.forms.tolerance import ToleranceField


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("2%", "2%"),
        (" 0,5 % ", "0.5%"),
        ("5％", "5%"),
        ("5", "5"),
        ("1 000", "1000"),
        ("1.25 million", "1250000"),
        ("0", "0"),
        ("100 %", "100%"),
        ("", ""),
    ],
)
def test_it_is_read_as_numbers_are(typed, text):
    assert ToleranceField(required=False).clean(typed) == text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("two", "“two” is no number."),
        ("about 5 %", "“about 5”: only an exact number can be kept here."),
        ("около 5", "“около 5”: only an exact number can be kept here."),
        ("约5%", "“约5”: only an exact number can be kept here."),
        ("101 %", "“101%”: write so much in the unit, or so many per cent, for example 2 %."),
        ("-1", "“-1”: write so much in the unit, or so many per cent, for example 2 %."),
        ("2 %%", "“2 %” is no number."),
        ("1,234", "“1,234” can be 1234 or 1.234"),
        ("0.1234567 %", "has too many digits"),
        ("9" * 41, "This is 1 character too long"),
        ("", "This field is required."),
    ],
)
def test_what_is_none_is_refused_with_what_to_write(typed, sentence):
    with pytest.raises(ValidationError) as error:
        ToleranceField().clean(typed)
    assert sentence in error.value.messages[0]
