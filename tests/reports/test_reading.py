"""The list of readouts by meeting, the reading page with its neighbours, and two texts side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments import actions
from commitments.reports.pagination import NoSuchPage
from commitments.reports.reading import compare, listing, read
from tests.people import MEETING_DAY, find_words


def file_readout(world, *, by=None, language="en", meeting=None, text="The presidents of both sides spoke."):
    return actions.file_readout(
        meeting or world.meeting,
        by=by or world.by.analyst,
        language=language,
        publisher="President of Belarus",
        published_on=MEETING_DAY,
        text=text,
        at=world.clock(),
    )


def open_meeting(world, title="Visit to Minsk", day=MEETING_DAY):
    return actions.open_meeting(
        world.commission, by=world.by.analyst, kind="visit", title=title, held_on=day, at=world.clock()
    )


def as_words(found):
    return [
        (
            gathering.meeting.title,
            [
                (side.party.code, [(filed.language, filed.commitments) for filed in side.filed])
                for side in gathering.sides
            ],
        )
        for gathering in found.gatherings
    ]


def test_meetings_come_with_the_readouts_of_both_sides(world):
    open_meeting(world, day=MEETING_DAY.replace(month=1, day=28))
    file_readout(world)

    found = listing(world.by.observer, page=1)

    assert as_words(found) == [
        ("Visit to Minsk", [("BY", []), ("CN", [])]),
        ("Call of the presidents", [("BY", [("Русский", 2), ("English", 0)]), ("CN", [("中文", 1)])]),
    ]


def test_withdrawn_commitments_do_not_count(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="A mistake.", at=world.clock())

    assert as_words(listing(world.by.observer, page=1))[0][1][0] == ("BY", [("Русский", 1)])


def test_the_sides_stand_in_the_order_of_the_commission_or_ones_own_first(world):
    seat = world.cn.observer
    assert [side.party.code for side in listing(seat, page=1).gatherings[0].sides] == ["BY", "CN"]

    seat.user.own_side_first = True

    assert [side.party.code for side in listing(seat, page=1).gatherings[0].sides] == ["CN", "BY"]
    assert [party.code for party, _filed in read(seat, world.by.readout).tabs] == ["CN", "BY"]


def test_a_commission_without_meetings_has_an_empty_list(world):
    assert listing(world.stranger, page=1).gatherings == []


def test_the_list_has_pages(world):
    for number in range(26):
        open_meeting(world, f"Meeting {number}")

    first, second = listing(world.by.observer, page=1), listing(world.by.observer, page=2)

    assert (len(first.gatherings), len(second.gatherings), second.page.last) == (25, 2, 2)
    with pytest.raises(NoSuchPage):
        listing(world.by.observer, page=3)


def test_the_number_of_queries_of_the_list_does_not_grow(world):
    listing(world.by.observer, page=1)  # from now on the seat knows its commission
    with CaptureQueriesContext(connection) as one:
        listing(world.by.observer, page=1)
    for number in range(3):
        meeting = open_meeting(world, f"Meeting {number}")
        readout = file_readout(world, meeting=meeting, text=f"The sides spoke, No. {number}.")
        file_readout(world, meeting=meeting, by=world.cn.analyst, text=f"Another text, No. {number}.")
        actions.quote(
            world.vaccine, by=world.by.analyst, words=find_words(readout, "spoke"), at=world.clock()
        )

    with CaptureQueriesContext(connection) as four:
        listing(world.by.observer, page=1)

    assert len(one) == len(four)


def test_the_list_loads_no_texts(world):
    with CaptureQueriesContext(connection) as queries:
        listing(world.by.observer, page=1)

    assert not any('"text"' in query["sql"] for query in queries)


def test_a_reading_knows_what_the_other_side_holds(world):
    by, cn = read(world.by.observer, world.by.readout), read(world.by.observer, world.cn.readout)

    assert (by.in_both, by.only_here, by.elsewhere, by.other.code) == (1, 1, 0, "CN")
    assert (cn.in_both, cn.only_here, cn.elsewhere, cn.other.code) == (1, 0, 1, "BY")


def test_a_commitment_counts_once_however_many_texts_of_a_side_hold_it(world):
    english = file_readout(world)
    actions.quote(world.trade, by=world.by.analyst, words=find_words(english, "spoke"), at=world.clock())

    cn = read(world.by.observer, world.cn.readout)

    assert (cn.in_both, cn.elsewhere) == (1, 1)


def test_tabs_lead_to_the_other_side_in_the_same_language_where_there_is_one(world):
    english = file_readout(world)
    theirs = file_readout(world, by=world.cn.analyst, text="The two heads of state spoke.")

    from_russian = read(world.by.observer, world.by.readout)
    from_english = read(world.by.observer, english)

    assert [(party.code, filed.slug) for party, filed in from_russian.tabs] == [
        ("BY", world.by.readout.slug),
        ("CN", world.cn.readout.slug),
    ]
    assert [(party.code, filed.slug) for party, filed in from_english.tabs] == [
        ("BY", english.slug),
        ("CN", theirs.slug),
    ]
    assert (from_russian.opposite.slug, from_english.opposite.slug) == (world.cn.readout.slug, theirs.slug)
    assert [filed.language for filed in from_english.languages] == ["Русский", "English"]


def test_a_side_without_a_readout_has_no_tab_and_its_own_languages_stand_opposite(world):
    meeting = open_meeting(world)
    russian = file_readout(world, meeting=meeting, language="ru", text="Стороны встретились.")
    english = file_readout(world, meeting=meeting)

    found = read(world.by.observer, russian)

    assert [filed and filed.slug for _party, filed in found.tabs] == [russian.slug, None]
    assert found.opposite.slug == english.slug


def test_a_single_readout_has_nothing_opposite(world):
    readout = file_readout(world, meeting=open_meeting(world))

    assert read(world.by.observer, readout).opposite is None


def test_two_texts_side_by_side_tell_where_each_commitment_stands(world):
    pair = compare(read(world.by.observer, world.by.readout), world.cn.readout.slug)

    assert [
        (row.note.code, [place.anchor for place in row.left], [place.anchor for place in row.right])
        for row in pair.rows
    ] == [("BY-CN-2021-01", ["q-01"], ["w-01"]), ("BY-CN-2021-02", ["q-02"], [])]
    assert pair.in_both == 1
    assert [filed.slug for filed in pair.left_languages] == [world.by.readout.slug]
    assert [filed.slug for filed in pair.right_languages] == [world.cn.readout.slug]


def test_two_languages_of_one_side_stand_side_by_side_as_well(world):
    english = file_readout(world)

    pair = compare(read(world.by.observer, world.by.readout), english.slug)

    assert [filed.slug for filed in pair.left_languages] == [world.by.readout.slug]
    assert [filed.slug for filed in pair.right_languages] == [english.slug]


@pytest.mark.parametrize("which", ["itself", "elsewhere", "nothing"])
def test_only_another_readout_of_the_meeting_stands_beside_one(world, which):
    other = file_readout(world, meeting=open_meeting(world))
    slug = {"itself": world.by.readout.slug, "elsewhere": other.slug, "nothing": "no-such-readout"}[which]

    assert compare(read(world.by.observer, world.by.readout), slug) is None


def test_the_number_of_queries_of_a_reading_does_not_grow(world):
    read(world.by.observer, world.by.readout)  # from now on the seat knows its commission
    with CaptureQueriesContext(connection) as few:
        compare(read(world.by.observer, world.by.readout), world.cn.readout.slug)
    for number in range(4):
        world.record(title=f"Textbooks {number}", quotes=(find_words(world.by.readout, "Китай"),))
    file_readout(world)

    with CaptureQueriesContext(connection) as many:
        compare(read(world.by.observer, world.by.readout), world.cn.readout.slug)

    assert len(few) == len(many)


def test_a_version_that_was_replaced_says_nothing_beside_the_other_text(world):
    before = read(world.by.observer, world.by.readout)
    actions.file_readout(
        world.meeting,
        by=world.cn.analyst,
        language=world.cn.readout.language,
        publisher="Xinhua",
        published_on=MEETING_DAY,
        text="两国元首见面。",
        replaces=world.cn.readout,
        at=world.clock(),
    )

    after = read(world.by.observer, world.by.readout)

    assert (before.in_both, after.in_both) == (1, 0)
