"""Meetings, readouts and quotes: their paragraphs, their places, and what the database refuses."""

import hashlib

from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from commitments.models import Mark, Meeting, Quote, Readout
from commitments.models.readout import text_checksum
from tests.models.violations import another, check_inserts, constraint_of, refused_by

lines = st.lists(st.sampled_from(["", "  ", "Пункт первый.", "第二段。", "e\u0301 😀𠀀", "\t"]), max_size=8)


@given(lines)
def test_paragraphs_lead_back_to_their_places(parts):
    text = "\n".join(parts)
    paragraphs = list(Readout(text=text).paragraphs())

    assert [p.text for p in paragraphs] == [part for part in parts if part.strip()]
    assert [p.number for p in paragraphs] == list(range(1, len(paragraphs) + 1))
    assert all(text[p.start : p.end] == p.text for p in paragraphs)


def test_places_are_counted_in_code_points_and_overlap():
    readout = Readout(text="аа𠀀疫苗аа疫苗ааа")

    assert readout.places_of("疫苗") == [3, 7]
    assert readout.places_of("аа") == [0, 5, 9, 10]
    assert readout.places_of("вакцина") == []


def test_a_checksum_is_that_of_the_utf8_bytes():
    assert text_checksum("疫苗 ё") == hashlib.sha256("疫苗 ё".encode()).hexdigest()


def test_quotes_hold_until_something_is_altered(world):
    quote = Quote.objects.filter(commitment=world.vaccine, readout=world.cn.readout).get()

    assert quote.holds()
    assert quote.words == "加强疫苗合作"
    for field, value in {
        "start": quote.start + 1,
        "end": quote.end + 1,
        "words": "加强疫苗合作。",
        "sha256": "0" * 64,
        "readout": world.by.readout,
    }.items():
        assert not another(quote, **{field: value}).holds(), field


def test_the_database_refuses_impossible_quotes(world):
    quote = Quote.objects.filter(commitment=world.vaccine).first()

    check_inserts(
        quote,
        {
            "quote_once": [{}],
            "quote_has_words": [{"end": quote.start}, {"end": quote.start - 1}],
            "quote_wording_known": [{"start": 0, "wording": "firm"}],
            "quote_relation_known": [{"start": 0, "relation": "likes"}],
        },
    )


def test_the_database_refuses_impossible_marks(world):
    entry = world.vaccine.entry_set.first()
    mark = Mark.objects.create(readout=world.by.readout, start=3, end=9, kind="courtesy", entry=entry)

    check_inserts(
        mark,
        {
            "mark_once": [{}],
            "mark_has_words": [{"end": 3}],
            "mark_kind_known": [{"start": 0, "kind": "fine"}],
        },
    )


def test_the_database_refuses_a_readout_that_replaces_itself(world):
    readout = world.by.readout
    pk = Readout.objects.latest("pk").pk + 1
    changes = {"slug": "another", "sha256": "0" * 64, "entry": world.vaccine.entry_set.first()}
    row = another(readout, **changes, replaces_id=pk)
    row.pk = pk
    with refused_by(constraint_of(Readout, "readout_does_not_replace_itself")), transaction.atomic():
        row.save(force_insert=True)


def test_the_database_refuses_the_same_readout_twice(world):
    readout = world.by.readout
    for name, changes in {
        "readout_slug_once": {"sha256": "0" * 64, "entry": world.vaccine.entry_set.first()},
        "readout_text_once": {"slug": "another", "entry": world.vaccine.entry_set.first()},
    }.items():
        with refused_by(constraint_of(Readout, name)), transaction.atomic():
            another(readout, **changes).save(force_insert=True)


def test_the_database_refuses_the_same_meeting_twice(world):
    with refused_by(constraint_of(Meeting, "meeting_slug_once")), transaction.atomic():
        another(world.meeting, entry=world.vaccine.entry_set.first()).save(force_insert=True)


def test_words_on_paper(world):
    assert str(world.meeting) == "Call of the presidents"
    assert str(world.by.readout) == "2021-01-26-call-by-ru"
    assert str(Quote.objects.filter(readout=world.cn.readout).first()) == "加强疫苗合作"
