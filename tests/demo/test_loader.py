"""The demonstration as the actions make it from its data files."""

import dataclasses
import datetime as dt

import pytest
from django.db import transaction

from commitments.demo import accounts, loader, reader
from commitments.models import Commitment, Entry, Evidence, Quote, Seat, User
from commitments.reports import replay


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

    assert entries.count() == len(seats) + 1 + len(rows.readouts) + len(rows.commitments) + len(rows.entries)
    assert entries.filter(kind="recorded").count() == 17


def test_commitments_have_the_codes_of_the_data(demonstration, rows):
    titles = dict(Commitment.objects.filter(commission=demonstration).values_list("code", "title"))

    assert titles == {row.code: row.title for row in rows.commitments}


def test_entries_are_recorded_by_their_author_at_their_moment(demonstration, rows):
    replayed = (
        Entry.objects.filter(commission=demonstration, commitment__isnull=False)
        .exclude(kind="recorded")
        .order_by("number")
    )

    found = list(replayed.values_list("commitment__code", "author__email", "recorded_at", "party__code"))

    wanted = sorted(rows.entries, key=lambda row: row.recorded_at)
    assert found == [(row.commitment, row.by, row.recorded_at, row.party) for row in wanted]


def test_quotes_stand_in_their_readouts(demonstration, rows):
    quotes = Quote.objects.filter(commitment__commission=demonstration).select_related("readout")

    assert len(quotes) == sum(len(row.quotes) for row in rows.commitments)
    assert all(quote.holds() for quote in quotes)


def test_sources_become_evidence_and_only_http_addresses_are_links(demonstration, rows):
    evidence = Evidence.objects.filter(commitment__commission=demonstration)

    assert evidence.count() == sum(len(row.evidence) for row in rows.entries)
    assert not evidence.exclude(address="").exclude(address__startswith="http").exists()


def test_a_source_without_a_day_says_when_in_words(rows):
    undated = [source for source in rows.sources if source.published_on is None]

    entry = dataclasses.replace(rows.entries[0], evidence=tuple(undated))

    assert [source.title for source in loader.sources(entry)] == [f"{s.title} ({s.dated})" for s in undated]


def test_everybody_has_an_account_and_all_but_the_administrator_a_seat(demonstration):
    for account in accounts():
        user = User.objects.get(email=account.email)
        assert user.check_password(account.password)
        assert user.is_staff == (account.party == "")
        held = Seat.objects.filter(user=user).values_list("party__code", "role", "post")
        assert list(held) == ([(account.party, account.role, account.post)] if account.party else [])


def test_seats_were_held_before_the_meeting(demonstration, rows):
    days = set(Seat.objects.filter(commission=demonstration).values_list("held_from", flat=True))

    assert days == {rows.meeting.held_on - dt.timedelta(days=1)}
