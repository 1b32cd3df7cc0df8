"""The bytes of records: equal to RFC 8785 as another library makes them, and nothing ambiguous let in."""

import hashlib
import json
import unicodedata

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from commitments.models.canonical import MAX_INTEGER, NotCanonical, canonical, leaf_hash, parsed, seal

text = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0")).map(
    lambda value: unicodedata.normalize("NFC", value)
)
keys = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=12)
values = st.recursive(
    st.none() | st.booleans() | st.integers(1 - MAX_INTEGER, MAX_INTEGER - 1) | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=8))
def test_canonical_bytes_are_those_of_rfc_8785(record):
    assert canonical(record) == rfc8785.dumps(record)


@given(st.dictionaries(keys, values, max_size=8))
def test_canonical_bytes_read_back_as_the_same_record(record):
    assert json.loads(canonical(record)) == record


@given(st.dictionaries(keys, values, max_size=8))
def test_canonical_bytes_are_recognised(record):
    assert parsed(canonical(record)) == (record, True)


# All that JSON can say, most of it not in canonical form.
anything = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(st.characters(blacklist_categories=["Cs"]), max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.sampled_from('aA:",\\ \u0301'), max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(anything, st.booleans(), st.sampled_from([(",", ":"), (", ", ": ")]))
def test_bytes_are_taken_for_canonical_only_where_they_are(value, is_ascii, separators):
    data = json.dumps(value, ensure_ascii=is_ascii, separators=separators).encode()
    try:
        expected = canonical(json.loads(data)) == data
    except NotCanonical:
        expected = False

    try:
        _value, found = parsed(data)
    except NotCanonical:
        found = False
    assert found == expected


@pytest.mark.parametrize(
    "data",
    ['{"a":9007199254740992}', '{"a":1.0}', '{"a":NaN}', '{"A":1}', '["e\u0301"]', '{"a":"\\u0000"}'],
)
def test_bytes_that_no_record_has_are_refused(data):
    with pytest.raises(NotCanonical):
        parsed(data.encode())


def test_canonical_keeps_scripts_readable_and_sorts_keys():
    record = {"title": "Вакцина 疫苗", "a": 1, "_": None, "z": [True, {"b": "\u2028", "a": '\x1f\x7f"\\/'}]}

    assert canonical(record).decode() == (
        '{"_":null,"a":1,"title":"Вакцина 疫苗","z":[true,{"a":"\\u001f\x7f\\"\\\\/","b":"\u2028"}]}'
    )


@pytest.mark.parametrize(
    ("value", "because"),
    [
        ("a\0b", "NUL"),
        ("\ud800", "surrogate"),
        ("a\udfffb", "surrogate"),
        ("e\u0301", "NFC"),
        ("и\u0306", "NFC"),
        (1.0, "float"),
        (float("nan"), "float"),
        (MAX_INTEGER, "range"),
        (-MAX_INTEGER, "range"),
        (b"bytes", "bytes"),
        ((1, 2), "tuple"),
        ({1, 2}, "set"),
        ({"Upper": 1}, "key"),
        ({"": 1}, "key"),
        ({"a.b": 1}, "key"),
        ({"ключ": 1}, "key"),
        ({"a\n": 1}, "key"),
        ({1: 1}, "key"),
    ],
    ids=repr,
)
@pytest.mark.parametrize(
    "inside", [lambda v: v, lambda v: [v], lambda v: {"a": {"b": v}}], ids=["bare", "list", "dict"]
)
def test_canonical_refuses(value, because, inside):
    with pytest.raises(NotCanonical, match=because):
        canonical(inside(value))


def test_leaf_hash_is_that_of_rfc_6962():
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    assert leaf_hash(b"record") == hashlib.sha256(b"\x00record").digest()


def test_seal_depends_on_text_and_salt():
    salt, other = b"s" * 32, b"t" * 32

    assert seal("note", salt) == hashlib.sha256(salt + b'"note"').hexdigest()
    assert len({seal("note", salt), seal("note", other), seal("note.", salt)}) == 3


def test_seal_refuses_what_cannot_be_kept():
    with pytest.raises(NotCanonical):
        seal("a\0", b"s" * 32)
