"""The demonstration's intake and recognition as the data say it: every sentence decided, and nothing by the wrong side."""

import datetime as dt
import json
import shutil
from collections import Counter, defaultdict

import pytest

from commitments import demo
from commitments.demo import reader
from commitments.suggestions.sentences import sentences
from commitments.vocabulary import STATEMENT_LIMIT, Role

CALL, SAMARKAND, BEIJING = "2021-01-26-call", "2022-09-15-summit", "2023-03-01-visit"
OPEN = f"{CALL}-by-zh-hans"


@pytest.fixture(scope="module")
def rows():
    return reader.load()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(reader.FOLDER, tmp_path / "demo")


def change(path, **fields):
    """Give the first row of a data file other fields."""
    found = json.loads(path.read_text(encoding="utf-8"))
    found[0] |= fields
    path.write_text(json.dumps(found), encoding="utf-8")


def sentences_in(readout):
    return sentences(readout.text, readout.language.split("-")[0])


def undecided(rows, readout):
    quotes = [quote for row in rows.commitments for quote in row.quotes]
    decided = [*quotes, *(row.quote for row in rows.quotes), *rows.marks]
    ranges = [(row.start, row.end) for row in decided if row.readout == readout.slug]
    found = sentences_in(readout)
    return [one for one in found if not any(start < one.end and end > one.start for start, end in ranges)]


def test_every_sentence_is_decided_but_a_few_of_the_one_readout_left_open(rows):
    left = {readout.slug: len(undecided(rows, readout)) for readout in rows.readouts}

    assert {slug for slug, count in left.items() if count} == {OPEN}
    assert 2 <= left[OPEN] <= 6
    assert {row.readout for row in rows.closings} == set(left) - {OPEN}


def test_marks_are_whole_sentences_and_no_quote_stands_in_one(rows):
    texts = {
        readout.slug: {(one.start, one.end) for one in sentences_in(readout)} for readout in rows.readouts
    }
    quotes = [
        *(quote for row in rows.commitments for quote in row.quotes),
        *(row.quote for row in rows.quotes),
    ]

    for mark in rows.marks:
        assert (mark.start, mark.end) in texts[mark.readout], mark
        here = [quote for quote in quotes if quote.readout == mark.readout]
        assert not [quote for quote in here if quote.start < mark.end and quote.end > mark.start], mark
    assert {mark.kind for mark in rows.marks} == {
        "position",
        "courtesy",
        "done",
        "topic",
        "frame",
        "not_ours",
    }


def test_intake_is_done_in_office_hours_by_who_may_soon_after_filing_and_before_closing(rows):
    filed = {readout.slug: readout.filed_at for readout in rows.readouts}
    closed = {row.readout: row.at for row in rows.closings}
    roles = {account.email: account.role for account in demo.accounts()}

    for row in (*rows.marks, *rows.closings):
        assert row.at.isoweekday() <= 5 and dt.time(9) <= row.at.time() < dt.time(20), row
        assert filed[row.readout] < row.at < filed[row.readout] + dt.timedelta(days=14), row
        assert roles[row.by] in (Role.ANALYST, Role.SECRETARY), row
    told = [(row.readout, row.at) for row in rows.marks]
    told += [(row.quote.readout, row.at) for row in rows.quotes]
    assert all(slug == OPEN or at < closed[slug] for slug, at in told)


def test_every_quote_says_how_firm_it_is_and_later_ones_what_they_do(rows):
    assert not [row.code for row in rows.commitments for quote in row.quotes if quote.relation]
    assert {row.quote.relation for row in rows.quotes} == {
        "restates",
        "strengthens",
        "narrows",
        "redates",
        "fulfils",
    }
    told = Counter(quote.wording for row in rows.commitments for quote in row.quotes)
    assert set(told) == {"considered", "ready", "suggested", "working_on", "agreed", "shall", "done"}


def test_what_only_china_says_of_hong_kong_is_a_position_and_no_quote(rows):
    words = {"zh-hans": "香港", "en": "Hong Kong"}
    held = [mark for mark in rows.marks if any(word in mark.words for word in words.values())]

    assert {(mark.readout, mark.kind) for mark in held} == {
        (f"{CALL}-cn-{language}", "position") for language in words
    }
    quoted = [quote.words for row in rows.commitments for quote in row.quotes]
    assert not [words for words in quoted if "Hong Kong" in words or "香港" in words]
    notes = " ".join(row.note for row in rows.entries if row.commitment == "BY-CN-2021-03")
    assert "own note holds" not in notes


def test_each_side_quotes_its_own_later_readouts(rows):
    party_of = {account.email: account.party for account in demo.accounts()}
    filed_by = {readout.slug: readout.party for readout in rows.readouts}

    assert all(party_of[row.by] == filed_by[row.quote.readout] for row in rows.quotes)


def test_lineage_goes_through_all_three_meetings(rows):
    meeting_of = {readout.slug: readout.meeting for readout in rows.readouts}
    through = defaultdict(list)
    for row in rows.quotes:
        through[row.commitment].append((meeting_of[row.quote.readout], row.quote.relation))

    assert set(through["BY-CN-2021-01"]) == {(SAMARKAND, "fulfils"), (BEIJING, "strengthens")}
    assert set(through["BY-CN-2021-15"]) == {(SAMARKAND, "fulfils")}
    assert set(through["BY-CN-2021-11"]) == {(SAMARKAND, "restates"), (BEIJING, "restates")}
    assert (BEIJING, "strengthens") in through["BY-CN-2021-09"]
    assert {(SAMARKAND, "redates"), (BEIJING, "redates")} < set(through["BY-CN-2021-14"])


def test_summaries_of_the_later_meetings_are_short_and_filed_some_days_later(rows):
    held = {meeting.slug: meeting.held_on for meeting in rows.meetings}

    for readout in rows.readouts:
        assert readout.is_summary
        if readout.meeting != CALL:
            assert 6 <= len(sentences_in(readout)) <= 12, readout.slug
            assert 3 <= (readout.filed_at.date() - held[readout.meeting]).days <= 10, readout.slug
    by_meeting = Counter((readout.meeting, readout.party, readout.language) for readout in rows.readouts)
    for meeting in (SAMARKAND, BEIJING):
        for party, language in (("BY", "en"), ("BY", "ru"), ("CN", "en"), ("CN", "zh-hans")):
            assert by_meeting[meeting, party, language] == 1


def test_china_answers_what_belarus_recorded_in_every_way_there_is(rows):
    answers = [row for row in rows.entries if row.kind in reader.RECOGNITIONS]
    by_kind = {
        kind: [row.commitment[-7:] for row in answers if row.kind == kind] for kind in reader.RECOGNITIONS
    }

    assert len(by_kind["confirm"]) == len(set(by_kind["confirm"])) == 11
    assert by_kind["note_one_sided"] == ["2021-08", "2023-02"]
    assert by_kind["decline"] == ["2021-17"]
    assert by_kind["reword"] == ["2021-14", "2021-12"]
    assert by_kind["accept_wording"] == ["2021-14"]
    waiting = {row.code[-7:] for row in rows.commitments} - {row.commitment[-7:] for row in answers}
    assert waiting == {"2021-06", "2021-07", "2022-01", "2023-01"}
    assert {row.party for row in answers if row.kind != "accept_wording"} == {"CN"}


def test_reasons_of_recognition_are_short(rows):
    for row in rows.entries:
        if row.kind in ("decline", "reword"):
            assert 0 < len(row.reason) <= 120, row
        assert len(row.statement) <= STATEMENT_LIMIT


def test_marked_words_that_are_not_there_are_named(folder):
    change(folder / "marks.json", words="Nobody said this.")

    with pytest.raises(reader.DataError, match=r"mark in .*: “Nobody said this.” occurs 0 times"):
        reader.load(folder)


def test_a_mark_of_another_side_is_named(folder):
    change(folder / "marks.json", by="foreign.by@demo.accord.invalid")

    with pytest.raises(reader.DataError, match=r"MarkRow of .*-cn-zh-hans .*does not speak for CN"):
        reader.load(folder)


def test_an_unknown_mark_is_named(folder):
    change(folder / "marks.json", kind="gone")

    with pytest.raises(reader.DataError, match="kind “gone” is not known"):
        reader.load(folder)


def test_a_later_quote_without_a_relation_is_named(folder):
    change(folder / "quotes.json", relation="")

    with pytest.raises(reader.DataError, match="what do these words do"):
        reader.load(folder)


def test_a_commitment_quoted_from_two_meetings_is_named(folder):
    path = folder / "commitments.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    found[0]["quotes"].append(found[-1]["quotes"][0])
    path.write_text(json.dumps(found), encoding="utf-8")

    with pytest.raises(reader.DataError, match="commitment BY-CN-2021-01: it is quoted from 2 meetings"):
        reader.load(folder)
