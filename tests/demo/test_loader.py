"""The demonstration as the actions make it from its data files."""

import dataclasses
import datetime as dt
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count
from django.utils import translation

from commitments.demo import accounts, acts, loader, reader
from commitments.models import (
    Closing,
    Commitment,
    Entry,
    Evidence,
    Mark,
    Meeting,
    PrivateNote,
    Quote,
    Readout,
    Seat,
    User,
)
from commitments.models.coverage import undecided
from commitments.reports import replay
from commitments.reports.commitment.words import passages_of
from commitments.reports.reconciliation import reconciliation
from commitments.vocabulary import Recognition


def silently(step, done, total):
    """Nobody watches a test."""


@pytest.fixture(scope="module")
def rows():
    return reader.load()


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, rows):
    """Built once for the tests of this module that only look, and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield loader.build(rows, tell=silently)
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(built, db):
    return built


def test_every_projection_equals_the_log(demonstration):
    assert list(replay.problems(demonstration)) == []


def test_every_row_of_the_data_is_one_entry(demonstration, rows):
    seats = [account for account in accounts() if account.party]

    entries = Entry.objects.filter(commission=demonstration)

    told = (
        rows.meetings,
        rows.readouts,
        rows.commitments,
        rows.quotes,
        rows.marks,
        rows.closings,
        rows.entries,
        rows.sessions,
        *(session.acts for session in rows.sessions),
        [note for note in rows.private_notes if note.tell],
    )
    # What was signed about a commitment is an entry of that, too.
    decided = entries.filter(kind="decided").count()
    assert decided == 4
    assert entries.count() == len(seats) + sum(map(len, told)) + decided
    assert entries.filter(kind="recorded").count() == len(rows.commitments)


def test_commitments_have_the_codes_of_the_data(demonstration, rows):
    titles = dict(Commitment.objects.filter(commission=demonstration).values_list("code", "title"))

    assert titles == {row.code: row.title for row in rows.commitments}


def test_entries_are_recorded_by_their_author_at_their_moment(demonstration, rows):
    replayed = (
        Entry.objects.filter(commission=demonstration, commitment__isnull=False)
        .exclude(kind__in=["recorded", "quoted", "decided", "note_kept"])
        .order_by("number")
    )

    found = list(replayed.values_list("commitment__code", "author__email", "recorded_at", "party__code"))

    wanted = sorted(rows.entries, key=lambda row: row.recorded_at)
    assert found == [(row.commitment, row.by, row.recorded_at, row.party) for row in wanted]


def test_private_notes_are_those_of_each_side_and_no_entries(demonstration, rows):
    party_of = {account.email: account.party for account in accounts()}

    for party in demonstration.sides:
        notes = PrivateNote.objects.of(party).order_by("written_at")
        found = list(notes.values_list("commitment__code", "text", "author__email", "written_at"))
        wanted = [row for row in rows.private_notes if party_of[row.by] == party.code]
        assert len(wanted) in (2, 3)
        assert found == [(row.commitment, row.text, row.by, row.at) for row in wanted]


def test_quotes_stand_in_their_readouts(demonstration, rows):
    quotes = Quote.objects.filter(commitment__commission=demonstration).select_related("readout")

    assert all(quote.holds() for quote in quotes)
    found = [(quote.readout.slug, quote.words, quote.wording, quote.relation) for quote in quotes]
    wanted = [quote for row in rows.commitments for quote in row.quotes] + [row.quote for row in rows.quotes]
    assert sorted(found) == sorted((row.readout, row.words, row.wording, row.relation) for row in wanted)


def test_sources_become_evidence_and_only_http_addresses_are_links(demonstration, rows):
    evidence = Evidence.objects.filter(commitment__commission=demonstration)

    assert evidence.count() == sum(len(row.evidence) for row in rows.entries)
    assert not evidence.exclude(address="").exclude(address__startswith="http").exists()


def test_a_source_without_a_day_says_when_in_words(rows):
    undated = [source for source in rows.sources if source.published_on is None]

    entry = dataclasses.replace(rows.entries[0], evidence=tuple(undated))

    assert [source.title for source in acts.sources(entry)] == [f"{s.title} ({s.dated})" for s in undated]


def test_everybody_has_an_account_and_all_but_the_administrator_a_seat(demonstration):
    for account in accounts():
        user = User.objects.get(email=account.email)
        assert user.check_password(account.password)
        assert user.is_staff == (account.party == "")
        held = Seat.objects.filter(user=user).values_list("party__code", "role", "post")
        assert list(held) == ([(account.party, account.role, account.post)] if account.party else [])


def test_seats_were_held_before_the_meeting(demonstration, rows):
    days = set(Seat.objects.filter(commission=demonstration).values_list("held_from", flat=True))

    assert days == {rows.meetings[0].held_on - dt.timedelta(days=1)}


# --- The intake and what came of it ---------------------------------------------------------------------------


def ledger_of(demonstration, slug):
    seat = Seat.objects.get(user__email__startswith="secretary.by@")
    return reconciliation(seat, Meeting.objects.get(commission=demonstration, slug=slug))


def numbers(ledger, *groups):
    return [row.code[-7:] for group in ledger.groups if group.name in groups for row in group.rows]


def test_meetings_and_readouts_have_the_addresses_of_the_data(demonstration, rows):
    meetings = Meeting.objects.filter(commission=demonstration).values_list("slug", flat=True)
    readouts = Readout.objects.filter(commission=demonstration).values_list("slug", "meeting__slug")

    assert set(meetings) == {row.slug for row in rows.meetings}
    assert set(readouts) == {(row.slug, row.meeting) for row in rows.readouts}


def test_all_readouts_are_taken_in_but_one_that_is_still_open(demonstration):
    closed = set(Closing.objects.values_list("readout__slug", flat=True))
    left = {one.slug: len(undecided(one)) for one in Readout.objects.filter(commission=demonstration)}

    assert set(left) - closed == {"2021-01-26-call-by-zh-hans"}
    assert [slug for slug, count in left.items() if count] == ["2021-01-26-call-by-zh-hans"]


def test_marks_are_those_of_the_data(demonstration, rows):
    found = Mark.objects.filter(readout__commission=demonstration)

    assert set(found.values_list("readout__slug", "start", "end", "kind", "entry__author__email")) == {
        (row.readout, row.start, row.end, row.kind, row.by) for row in rows.marks
    }


def test_reconciliation_of_the_call_shows_what_each_side_leaves_out(demonstration):
    ledger = ledger_of(demonstration, "2021-01-26-call")

    assert len(numbers(ledger, "both", "differ", "first", "second")) == 17
    assert numbers(ledger, "both", "differ") == ["2021-04", "2021-11", "2021-13"]
    assert {"2021-03", "2021-05", "2021-08", "2021-09", "2021-14", "2021-15"} < set(numbers(ledger, "first"))
    assert numbers(ledger, "second") == []
    by_china = next(group for group in ledger.groups if group.name == "second").positions
    assert [said.words for said in by_china if "Hong Kong, Taiwan and Xinjiang" in said.words]
    assert ledger.missing == []


def test_reconciliation_of_the_call_is_partly_decided(demonstration):
    ledger = ledger_of(demonstration, "2021-01-26-call")
    rows = {row.code[-2:]: row for group in ledger.groups for row in group.rows}

    assert {n for n, row in rows.items() if row.waits_for} == {"06", "07", "12"}
    assert (rows["06"].waits_for.code, rows["12"].waits_for.code) == ("CN", "BY")
    assert rows["12"].may_answer
    assert {n for n, row in rows.items() if row.commitment.recognition == Recognition.ONE_SIDED} == {
        "08",
        "17",
    }
    year = rows["14"].commitment
    assert (year.recognition, year.offered_by) == (Recognition.CONFIRMED, "")
    assert "may be extended to 2023" in year.statement


def test_later_meetings_have_both_sides_and_rows_of_their_own(demonstration):
    samarkand = ledger_of(demonstration, "2022-09-15-summit")
    beijing = ledger_of(demonstration, "2023-03-01-visit")

    assert {"2021-01", "2021-15"} < set(numbers(samarkand, "both"))
    assert "2022-01" in numbers(samarkand, "first")
    assert {"2023-01", "2023-02", "2022-01"} < set(numbers(beijing, "first"))
    assert samarkand.missing == beijing.missing == []


def test_some_commitments_are_repeated_at_every_meeting_and_never_delivered(demonstration):
    repeated = Commitment.objects.filter(commission=demonstration, is_open=True).annotate(
        meetings=Count("quote__readout__meeting", distinct=True)
    )

    codes = set(repeated.filter(meetings__gte=3).values_list("code", flat=True))

    assert codes == {"BY-CN-2021-10", "BY-CN-2021-11", "BY-CN-2021-14"}


@pytest.mark.parametrize(("language", "first"), [("en", "en"), ("zh-hans", "zh-Hans")])
def test_passages_of_each_meeting_are_shown_and_lead_to_texts_of_the_same_meeting(
    demonstration, language, first
):
    commitment = Commitment.objects.get(commission=demonstration, code="BY-CN-2021-01")
    quotes = commitment.quote_set.select_related("readout__meeting", "readout__party").order_by("pk")
    readouts = Readout.objects.filter(meeting=commitment.meeting)

    with translation.override(language):
        shown = passages_of(demonstration.sides, commitment, quotes, readouts).passages

    by_belarus = [passage for passage in shown if passage.party.code == "BY"]
    assert [passage.lang for passage in by_belarus] == [first, "en", "en"]
    for passage in shown:
        meeting = passage.url.split("/")[-2][:10]
        assert {place.url.split("/")[-2][:10] for place in passage.elsewhere} == {meeting}


def test_commands_that_verify_are_content(demonstration):
    for command in ("verify_projections", "verify_quotes"):
        out = StringIO()
        call_command(command, stdout=out)
        assert "every" in out.getvalue()
