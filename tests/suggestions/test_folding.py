from hypothesis import given
from hypothesis import strategies as st

from commitments.suggestions.folding import fold


@given(st.text(), st.booleans())
def test_folding_keeps_every_offset(text, wide):
    assert len(fold(text, wide=wide)) == len(text)


def test_quotes_spaces_and_letters_become_one_spelling():
    assert fold("“Don’t”\u00a0Ёлка") == '"don\'t" елка'
    assert fold("İstanbul") == "İstanbul"
    assert fold("双方同意,继续;", wide=True) == "双方同意，继续；"
