"""Meetings, readouts and quotes: exact words at their exact place, or nothing."""

import datetime as dt
import unicodedata
from dataclasses import replace

import pytest

from commitments import actions
from commitments.actions import FiledAlready, NotAllowed
from commitments.models import Entry, Meeting, Quote, Readout
from commitments.models.readout import text_checksum
from commitments.vocabulary import READOUT_LIMIT
from tests.actions.outcome import all_is_well, changes_of, record_of, refused
from tests.people import MEETING_DAY, find_words, fresh, moment


def open_meeting(world, **fields):
    fields = {
        "by": world.by.analyst,
        "kind": "call",
        "title": "Second call",
        "held_on": dt.date(2021, 1, 26),
        "at": world.clock(),
        **fields,
    }
    return actions.open_meeting(world.commission, **fields)


def file_readout(world, meeting=None, **fields):
    fields = {
        "by": world.by.analyst,
        "language": "ru",
        "publisher": "President of Belarus",
        "published_on": dt.date(2021, 1, 27),
        "text": "Другой текст.",
        "at": world.clock(),
        **fields,
    }
    return actions.file_readout(meeting or world.meeting, **fields)


# --- meetings


def test_a_meeting_is_entered_with_its_day(world):
    meeting = open_meeting(world, kind="visit", title="Visit to Minsk", held_on=dt.date(2021, 1, 30))

    assert (meeting.slug, meeting.kind, meeting.title) == ("2021-01-30-visit", "visit", "Visit to Minsk")
    assert meeting.entry.kind == "meeting_opened"
    assert meeting.entry.effective_on == dt.date(2021, 1, 30)
    assert record_of(meeting.entry)["object"] == "meeting/2021-01-30-visit"
    assert changes_of(meeting.entry) == {
        "kind": [None, "visit"],
        "title": [None, "Visit to Minsk"],
        "held_on": [None, "2021-01-30"],
    }
    assert all_is_well(world)


def test_meetings_of_one_day_have_addresses_of_their_own(world):
    assert [open_meeting(world).slug, open_meeting(world).slug] == ["2021-01-26-call-2", "2021-01-26-call-3"]


def test_a_meeting_cannot_lie_ahead(world):
    evening = moment("2021-02-01", "21:30")  # the 2nd in Minsk

    assert open_meeting(world, held_on=dt.date(2021, 2, 2), at=evening)
    with refused(field="held_on"):
        open_meeting(world, held_on=dt.date(2021, 2, 3), at=evening)


# --- readouts


def test_a_readout_is_frozen_as_it_is_kept(world):
    readout = file_readout(world, text="  \r\nПервый абзац.\r\rВторой: й\u0306 е\u0308.\n\t")

    assert readout.text == "Первый абзац.\n\nВторой: й\u0306 ё."
    assert unicodedata.is_normalized("NFC", readout.text)
    assert readout.sha256 == text_checksum(readout.text)
    assert readout.party == world.by.party
    assert changes_of(readout.entry)["sha256"] == [None, readout.sha256]
    assert record_of(readout.entry)["object"] == f"readout/{readout.slug}"
    assert readout.text not in str(record_of(readout.entry))
    assert all_is_well(world)


def test_a_readout_belongs_to_the_side_that_files_it(world):
    readout = file_readout(world, by=world.cn.secretary, language="zh-hans", text="另一篇。", is_summary=True)

    assert (readout.party, readout.is_summary) == (world.cn.party, True)
    assert readout.slug == "2021-01-26-call-cn-zh-hans-2"


@pytest.mark.parametrize(
    "again",
    [
        lambda text: text,
        lambda text: f"\n{text}  ",
        lambda text: text.replace("\n", "\r\n"),
        lambda text: unicodedata.normalize("NFD", text),
    ],
    ids=["same", "blanks", "line breaks", "decomposed"],
)
def test_the_same_text_is_filed_once_for_a_meeting(world, again):
    with refused(field="text") as refusal:
        file_readout(world, by=world.cn.analyst, text=again(world.by.readout.text))

    assert world.by.readout.slug in str(refusal.value)


def test_the_same_text_is_recognised_at_another_meeting(world):
    meeting = open_meeting(world)

    with refused(FiledAlready, field="text") as refusal:
        file_readout(world, meeting, text=world.by.readout.text)

    assert refusal.value.readout == world.by.readout


def test_another_commission_may_have_the_same_text(world):
    meeting = actions.open_meeting(
        world.elsewhere,
        by=world.stranger,
        kind="call",
        title="Call",
        held_on=dt.date(2021, 1, 26),
        at=world.clock(),
    )

    assert file_readout(world, meeting, by=world.stranger, text=world.by.readout.text)


@pytest.mark.parametrize("text", ["", " \n\t ", "a\0b", "\ud800", "x" * (READOUT_LIMIT + 1)])
def test_a_text_that_cannot_be_kept_is_refused(world, text):
    with refused(field="text"):
        file_readout(world, text=text)


def test_a_text_of_the_greatest_length_is_kept(world):
    assert len(file_readout(world, text="я" * READOUT_LIMIT).text) == READOUT_LIMIT


@pytest.mark.parametrize("day", [dt.date(2021, 2, 2), MEETING_DAY - dt.timedelta(days=1)])
def test_a_readout_is_published_neither_ahead_nor_before_its_meeting(world, day):
    with refused(field="published_on"):
        file_readout(world, published_on=day, at=moment("2021-02-01"))


# --- quotes


def test_words_are_quoted_with_their_place(world):
    words = find_words(world.cn.readout, "科学和文化")
    entry = actions.quote(world.trade, by=world.cn.analyst, words=words, at=world.clock())

    row = Quote.objects.get(entry=entry)
    assert (row.readout, row.commitment, row.start, row.end) == (
        world.cn.readout,
        world.trade,
        words.start,
        words.end,
    )
    assert row.holds()
    assert record_of(entry)["refs"]["quotes"] == [
        {
            "readout": world.cn.readout.slug,
            "readout_sha256": world.cn.readout.sha256,
            "start": words.start,
            "end": words.end,
            "sha256": text_checksum("科学和文化"),
        }
    ]
    assert fresh(world.trade).last_number == entry.number
    assert all_is_well(world)


@pytest.mark.parametrize(
    "alter",
    [
        lambda w: replace(w, start=w.start + 1, end=w.end + 1),
        lambda w: replace(w, start=w.start - 1),
        lambda w: replace(w, end=w.end + 1),
        lambda w: replace(w, words=w.words.upper()),
        lambda w: replace(w, words=w.words + " "),
        lambda w: replace(w, words=w.words.replace("ё", "е")),
        lambda w: replace(w, words=unicodedata.normalize("NFD", w.words)),
        lambda w: replace(w, words=w.words.replace("о", "o")),  # a Latin letter that looks the same
        lambda w: replace(w, start=-5, end=len(w.words) - 5),
        lambda w: replace(w, start=w.end, end=w.start),
        lambda w: replace(w, end=w.start, words=""),
        lambda w: replace(w, start=10**6, end=10**6 + len(w.words)),
        lambda w: replace(w, end=len(w.readout.text) + 1, words=w.readout.text[w.start :] + "."),
        lambda w: replace(
            w, start=w.readout.text.index("\n"), end=w.readout.text.index("\n") + 2, words="\n\n"
        ),
    ],
)
def test_words_that_do_not_stand_there_are_refused(world, alter):
    words = alter(find_words(world.by.readout, "учтут объём заявок"))

    with refused(field="quotes"):
        actions.quote(world.trade, by=world.by.analyst, words=words, at=world.clock())
    with refused(field="quotes"):
        world.record(quotes=(words,))


def test_words_of_another_readout_at_the_same_place_are_refused(world):
    words = replace(find_words(world.by.readout, "Китай готов"), readout=world.cn.readout)

    with refused(field="quotes"):
        actions.quote(world.trade, by=world.by.analyst, words=words, at=world.clock())


def test_the_same_words_are_quoted_once_for_a_commitment(world):
    words = find_words(world.by.readout, "расширят перечень товаров")

    with refused(field="quotes"):
        actions.quote(world.trade, by=world.cn.analyst, words=words, at=world.clock())
    actions.quote(world.vaccine, by=world.cn.analyst, words=words, at=world.clock())


def test_words_of_another_meeting_may_be_added_but_not_recorded_with(world):
    later = file_readout(world, open_meeting(world, kind="visit"), text="Новый документ.")
    words = find_words(later, "Новый")

    with refused(field="quotes"):
        world.record(quotes=(words,))
    assert actions.quote(world.trade, by=world.by.analyst, words=words, at=world.clock())


def test_words_of_another_commission_are_refused(world):
    meeting = actions.open_meeting(
        world.elsewhere,
        by=world.stranger,
        kind="call",
        title="Call",
        held_on=dt.date(2021, 1, 26),
        at=world.clock(),
    )
    readout = file_readout(world, meeting, by=world.stranger, text="Слова.")

    with refused(field="quotes"):
        actions.quote(world.trade, by=world.by.analyst, words=find_words(readout, "Слова"), at=world.clock())
    with refused(NotAllowed):
        file_readout(world, meeting)


def test_what_was_withdrawn_is_not_quoted_for(world):
    actions.withdraw(world.trade, by=world.by.secretary, reason="Not meant so.", at=world.clock())

    with refused(NotAllowed):
        actions.quote(
            world.trade, by=world.by.analyst, words=find_words(world.by.readout, "Китай"), at=world.clock()
        )


def test_nothing_of_a_readout_changes_after_it_was_filed(world):
    before = list(Readout.objects.order_by("pk").values_list())
    actions.quote(
        world.trade, by=world.by.analyst, words=find_words(world.by.readout, "Китай"), at=world.clock()
    )
    file_readout(world)

    assert list(Readout.objects.order_by("pk").values_list())[:2] == before
    assert Meeting.objects.count() == 1
    assert Entry.objects.filter(kind="readout_filed").count() == 3


@pytest.mark.parametrize("text", ["Belarus \u202eanihC", "\u2067Китай\u2069"])
def test_a_text_that_reads_otherwise_than_it_is_is_not_frozen(world, text):
    with refused(field="text"):
        file_readout(world, text=text)
