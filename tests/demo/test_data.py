"""The demonstration's data holds together: words, references, moves, dates, and what the issue promises to show."""

import datetime as dt
import json
import shutil
from collections import Counter
from itertools import pairwise

import pytest

from commitments import demo
from commitments.checks import is_demo_address
from commitments.demo import reader
from commitments.vocabulary import (
    CLOSED,
    NEEDS_REASON,
    NOTE_LIMIT,
    POST_LIMIT,
    TITLE_LIMIT,
    Role,
    Status,
    agreed_view,
    may_move,
)

SECRETARYS = {
    *("redate", "agree", "close", "reopen", "hand_over", "criteria"),
    *(*reader.RECOGNITIONS, *reader.ANSWERS, *reader.CONSENT),
}
CALL = "2021-01-26-call"


@pytest.fixture(scope="module")
def rows():
    return reader.load()


def entries_of(rows, number):
    return [entry for entry in rows.entries if entry.commitment == f"BY-CN-2021-{number:02}"]


def standing(rows, until):
    """{code: {party: status}} as the register held it at a moment."""
    recorded = [row.code for row in rows.commitments if row.recorded_at <= until]
    held = {code: {"BY": "not_assessed", "CN": "not_assessed"} for code in recorded}
    for entry in rows.entries:
        if entry.status and entry.recorded_at <= until:
            held[entry.commitment][entry.party] = entry.status
    return held


def agreed_at(rows, *moment):
    held = standing(rows, dt.datetime(*moment, tzinfo=rows.commission.zone))
    return {code: agreed_view(views["BY"], views["CN"]) for code, views in held.items()}


def test_accounts_are_two_per_side_and_role_and_an_administrator():
    accounts = demo.accounts()

    assert Counter((account.party, account.role) for account in accounts) == {
        ("", "administrator"): 1,
        **{(party, role): 2 for party in ("BY", "CN") for role in Role.values},
    }
    assert all(is_demo_address(account.email) for account in accounts)
    assert len({account.email for account in accounts}) == len(accounts)
    assert len({account.password for account in accounts}) == len(accounts)
    assert all(len(account.post) <= POST_LIMIT for account in accounts)


def test_counts(rows):
    pledged = [f"BY-CN-2021-{n:02}" for n in range(1, 18)]
    assert [row.code for row in rows.commitments if row.meeting == CALL] == pledged
    assert [row.code for row in rows.commitments if row.meeting != CALL] == [
        "BY-CN-2022-01",
        "BY-CN-2023-01",
        "BY-CN-2023-02",
    ]
    assert [meeting.slug for meeting in rows.meetings] == [CALL, "2022-09-15-summit", "2023-03-01-visit"]
    assert [party.code for party in rows.parties] == ["BY", "CN"]
    assert Counter((readout.party, readout.language) for readout in rows.readouts) == {
        ("BY", "en"): 3,
        ("BY", "ru"): 3,
        ("BY", "zh-hans"): 1,
        ("CN", "en"): 3,
        ("CN", "zh-hans"): 3,
    }
    assert all(readout.is_summary for readout in rows.readouts)
    assert Counter(row.sector for row in rows.commitments if row.meeting == CALL) == {
        "politics": 2,
        "security": 2,
        "health": 2,
        "trade": 4,
        "finance": 3,
        "transport": 1,
        "regions": 1,
        "governance": 2,
    }


def test_every_quote_stands_once_at_its_place(rows):
    texts = {readout.slug: readout.text for readout in rows.readouts}

    for row in rows.commitments:
        for quote in row.quotes:
            assert texts[quote.readout].count(quote.words) == 1, (row.code, quote.words)
            assert texts[quote.readout][quote.start : quote.end] == quote.words


def test_every_pledge_of_the_call_is_quoted_from_all_texts_of_belarus_and_three_from_those_of_china(rows):
    by_china = {"BY-CN-2021-04", "BY-CN-2021-11", "BY-CN-2021-13"}
    filed = [readout for readout in rows.readouts if readout.meeting == CALL]
    belarus = {readout.slug for readout in filed if readout.party == "BY"}
    china = {readout.slug for readout in filed if readout.party == "CN"}

    for row in rows.commitments:
        if row.meeting != CALL:
            continue
        wanted = belarus | china if row.code in by_china else belarus
        assert sorted(quote.readout for quote in row.quotes) == sorted(wanted)


def test_terms_of_commitments_fit_the_register(rows):
    for row in rows.commitments:
        assert len(row.title) <= TITLE_LIMIT
        assert [owner.party for owner in row.owners] == ["BY", "CN"]
        assert all(owner.post and len(owner.post) <= POST_LIMIT for owner in row.owners)
        filed = [readout.filed_at for readout in rows.readouts if readout.meeting == row.meeting]
        assert row.recorded_at > min(filed)


def test_entries_are_in_the_order_they_were_recorded(rows):
    for group in (rows.commitments, rows.entries):
        assert all(earlier.recorded_at < later.recorded_at for earlier, later in pairwise(group))
    recorded = {row.code: row.recorded_at for row in rows.commitments}
    assert all(recorded[entry.commitment] < entry.recorded_at for entry in rows.entries)
    assert rows.entries[-1].recorded_at.year == 2024


def test_entries_are_recorded_in_office_hours(rows):
    for entry in rows.entries:
        assert entry.recorded_at.isoweekday() <= 5, entry
        assert dt.time(9) <= entry.recorded_at.time() < dt.time(20), entry


def test_nothing_is_effective_before_its_meeting_or_after_its_recording(rows):
    held = {meeting.slug: meeting.held_on for meeting in rows.meetings}
    pledged = {row.code: held[row.meeting] for row in rows.commitments}

    for entry in rows.entries:
        assert pledged[entry.commitment] <= entry.effective_on <= entry.recorded_at.date(), entry


def test_no_source_is_younger_than_the_entry_that_rests_on_it(rows):
    for entry in rows.entries:
        for source in entry.evidence:
            assert source.published_on is None or source.published_on <= entry.recorded_at.date(), entry


def test_every_source_is_used(rows):
    used = {source.id for entry in rows.entries for source in entry.evidence}

    assert used == {source.id for source in rows.sources}


def test_doubtful_copies_carry_no_address(rows):
    hosts = ("newskitchen.eu", "page-analytics-one", "ria24.today", "bbabo.net", "obhohocheshsya", "dzen.ru")
    hosts += ("danfetv", "blogi.by", "stage.fertilizerpricing", "wangzhuano", "sundries.news")

    assert not [source.id for source in rows.sources if any(host in source.address for host in hosts)]
    assert {readout.party for readout in rows.readouts if readout.address} == {"CN"}


def test_notes_are_short(rows):
    assert max(len(entry.note) for entry in rows.entries) <= 400 < NOTE_LIMIT
    for entry in rows.entries:
        assert entry.note or entry.reason or entry.kind in ("report", "no_news"), entry
    assert any(entry.kind == "report" and not entry.note for entry in rows.entries)


def test_every_move_is_allowed(rows):
    held = {row.code: {"BY": "not_assessed", "CN": "not_assessed"} for row in rows.commitments}
    for entry in rows.entries:
        sides = held[entry.commitment]
        before, theirs = sides[entry.party], sides["CN" if entry.party == "BY" else "BY"]
        if entry.status:
            assert may_move(before, entry.status), entry
            assert entry.kind in ("update", "agree", "close", "reopen"), entry
            assert (entry.status in CLOSED) <= (entry.kind in ("close", "agree")), entry
            assert (before in CLOSED) == (entry.kind == "reopen"), entry
        if entry.kind == "agree":
            assert entry.status == theirs != before, entry
        if entry.kind == "close" and entry.status == Status.DELIVERED:
            assert entry.evidence, entry
        if before in CLOSED and entry.kind == "update":
            assert not entry.outlook, entry
        sides[entry.party] = entry.status or before


def test_a_doubtful_outlook_and_a_block_have_their_reason(rows):
    for entry in rows.entries:
        assert entry.reason or entry.outlook not in NEEDS_REASON, entry
        assert entry.status != Status.BLOCKED or (entry.reason and entry.next_step), entry


def test_secretaries_decide_and_no_observer_writes(rows):
    roles = {account.email: account.role for account in demo.accounts()}

    for entry in rows.entries:
        assert roles[entry.by] in (["secretary"] if entry.kind in SECRETARYS else ["analyst", "secretary"])


def test_only_conditions_are_checked_and_only_what_continues_is_reported_on(rows):
    due = {row.code: row.due for row in rows.commitments}
    performers = {row.code: row.performed_by for row in rows.commitments}

    for entry in rows.entries:
        if entry.kind == "check":
            assert due[entry.commitment].asked in (entry.party, "both"), entry
        if entry.kind == "report":
            assert due[entry.commitment].kind == "continuing", entry
            assert performers[entry.commitment] in (entry.party, "both"), entry


def test_on_1_march_2021_the_vaccine_row_shows_100_000_doses_and_nothing_more(rows):
    end = dt.datetime(2021, 3, 1, 23, 59, tzinfo=rows.commission.zone)
    notes = " ".join(entry.note for entry in entries_of(rows, 5) if entry.recorded_at <= end)

    assert "100,000 doses" in notes
    assert not [figure for figure in ("300,000", "400,000", "1,500,000", "production") if figure in notes]


def test_week_34_of_2021_shows_the_year_of_regions_opening_for_two_years(rows):
    week = [entry for entry in entries_of(rows, 14) if entry.recorded_at.isocalendar()[:2] == (2021, 34)]

    assert [entry.kind for entry in week] == ["update", "redate", "reword", "agree"]
    assert "2021–2022" in week[0].note and "2021–2023" in week[0].note
    assert week[1].due_on == dt.date(2022, 12, 31)
    assert week[-1].recorded_at <= dt.datetime(2021, 8, 27, 18, tzinfo=rows.commission.zone)


def test_week_37_of_2022_ends_with_two_delivered_and_three_that_differ(rows):
    before, after = agreed_at(rows, 2022, 9, 9, 18), agreed_at(rows, 2022, 9, 16, 18)

    assert [code[-2:] for code in after if after[code] == "delivered"] == ["01", "15"]
    assert "delivered" not in before.values()
    assert [code[-2:] for code in before if before[code] == "differ"] == ["05", "10"]
    assert [code[-2:] for code in after if after[code] == "differ"] == ["05", "10", "16"]
    assert Counter(after.values()) == {
        "delivered": 2,
        "continuing": 4,
        "in_progress": 3,
        "differ": 3,
        "one_side": 3,
        "not_assessed": 2,  # one of them a request
    }
    assert len(after) == 17


def test_what_nobody_looked_at_is_not_called_not_started(rows):
    assert not [entry for entry in entries_of(rows, 17) if entry.status == Status.NOT_STARTED]


def test_a_wrong_row_is_named(tmp_path):
    folder = tmp_path / "demo"
    shutil.copytree(reader.FOLDER, folder)
    path = folder / "entries.json"
    entries = json.loads(path.read_text(encoding="utf-8"))
    entries[4]["by"] = "health.by@demo.accord.invalid"
    path.write_text(json.dumps(entries), encoding="utf-8")

    with pytest.raises(
        reader.DataError, match=r"entry on BY-CN-2021-04 at 2021-01-28T11:40: .*does not speak for CN"
    ):
        reader.load(folder)


def test_a_quote_that_is_not_there_is_named(tmp_path):
    folder = tmp_path / "demo"
    shutil.copytree(reader.FOLDER, folder)
    path = folder / "commitments.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace("is being drafted", "is being written"), encoding="utf-8"
    )

    with pytest.raises(reader.DataError, match=r"commitment BY-CN-2021-01: .*occurs 0 times"):
        reader.load(folder)


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"by": "administrator@demo.accord.invalid"}, "speaks for no side"),
        ({"at": "2021-01-01T09:00"}, "before its commitment was recorded"),
        ({"code": "BY-CN-2021-99"}, "is not known"),
        ({"text": ""}, "it is empty or too long"),
    ],
)
def test_a_wrong_private_note_is_named(tmp_path, wrong, what):
    folder = tmp_path / "demo"
    shutil.copytree(reader.FOLDER, folder)
    path = folder / "private_notes.json"
    notes = json.loads(path.read_text(encoding="utf-8"))
    notes[0] |= wrong
    path.write_text(json.dumps(notes), encoding="utf-8")

    with pytest.raises(reader.DataError, match=rf"private note on BY-CN-2021-.*{what}"):
        reader.load(folder)
