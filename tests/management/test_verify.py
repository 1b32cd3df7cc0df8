"""The commands that compare what the tables hold with what the log and the readouts say."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commitments.management import workers
from commitments.models import Commitment, Entry, Quote
from commitments.models.readout import text_checksum
from commitments.models.snapshot import snapshot
from commitments.reports import replay
from commitments.reports.replay import replayed
from commitments.reports.replay.log import entries_of
from commitments.reports.replay.replayed import replay_part
from tests.counters import counted
from tests.people import a_source

pytestmark = pytest.mark.django_db

# Python calls of an update with a source, in C and in Python, as of the test below.
MOST_CALLS = 380


def run(name, **options):
    """What the command wrote, and whether it failed."""
    out = StringIO()
    try:
        call_command(name, stdout=out, **options)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), None


def test_projections_that_equal_the_log_are_said_to(world):
    slug = world.commission.slug
    entries = Entry.objects.filter(commission=world.commission).count()

    said, failed = run("verify_projections")

    assert failed is None
    assert f"{slug}: {entries} entries, 2 commitments: every projection equals the log." in said


def test_a_table_changed_behind_the_log_is_named(world):
    Commitment.objects.filter(pk=world.vaccine.pk).update(title="Something else")

    said, failed = run("verify_projections")

    assert world.vaccine.code in said
    assert "Something else" in said
    assert failed == f"The log and the tables differ: {world.commission.slug}."


def test_a_longer_log_is_verified_with_as_many_statements(world):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert list(replay.problems(world.commission)) == []
        return len(captured)

    before = asked()
    further = world.record(title="Further books")
    for status in ("in_progress", "blocked"):
        world.update(further, by=world.by.analyst, status=status, sources=(a_source(),))

    assert asked() == before


def test_another_entry_costs_few_calls(world):
    """Counted, because a log is long: what is compared is made by the database, and read as plain rows."""

    def calls():
        with counted() as cost:
            assert list(replay.problems(world.commission)) == []
        return cost.calls

    further = world.record(title="Further books")
    calls()  # what is made once
    before = calls()
    for status in ("in_progress", "blocked") * 10:
        world.update(further, by=world.by.analyst, status=status, sources=(a_source(),))

    assert (calls() - before) / 20 < MOST_CALLS


def test_a_register_is_verified_a_part_at_a_time(world, monkeypatch):
    monkeypatch.setattr(replay, "COMMITMENTS_AT_ONCE", 1)
    taken = []
    monkeypatch.setattr(
        replayed, "entries_of", lambda *asked: taken.append(list(entries_of(*asked))) or taken[-1]
    )

    assert list(replay.problems(world.commission)) == []

    beside, *parts = taken
    assert {row.commitment for row in beside} == {None}
    assert [{row.commitment for row in rows} for rows in parts] == [{world.vaccine.code}, {world.trade.code}]
    Commitment.objects.filter(pk=world.trade.pk).update(title="Something else")
    assert len(list(replay.problems(world.commission))) == 1


def test_one_commission_can_be_verified_alone(world):
    Commitment.objects.filter(pk=world.vaccine.pk).update(title="Something else")

    said, failed = run("verify_projections", commission=world.elsewhere.slug)

    assert failed is None
    assert world.commission.slug not in said.replace(world.elsewhere.slug, "")


def test_an_unknown_commission_is_refused_with_those_there_are(world):
    _said, failed = run("verify_projections", commission="nowhere")

    assert failed.startswith("There is no commission “nowhere”")
    assert world.commission.slug in failed


def test_quotes_that_stand_are_said_to(world):
    count = Quote.objects.filter(readout__commission=world.commission).count()

    said, failed = run("verify_quotes", commission=world.commission.slug)

    assert failed is None
    assert f"{count} quotes" in said


def test_a_quote_that_does_not_stand_is_named(world):
    quote = Quote.objects.filter(commitment=world.vaccine).first()
    Quote.objects.create(
        readout=quote.readout,
        commitment=quote.commitment,
        entry=quote.entry,
        start=0,
        end=5,
        words="never",
        sha256=text_checksum("never"),
    )

    said, failed = run("verify_quotes")

    assert f"{world.vaccine.code}: its words are not at 0 to 5 of {quote.readout.slug}." in said
    assert failed == "1 of the quotes and readouts are not what they were."


@pytest.mark.parametrize("name", ["verify_projections", "verify_quotes", "verify_evidence"])
def test_nothing_to_verify_is_a_failure_that_names_the_database(name):
    said, failed = run(name)

    assert said == ""
    assert failed.startswith("Nothing was verified: there is no entry in the ")


def test_several_processes_find_what_one_finds(transactional_db, world, monkeypatch):
    monkeypatch.setattr(replay, "COMMITMENTS_AT_ONCE", 1)
    Commitment.objects.filter(pk=world.vaccine.pk).update(title="Something else")
    Commitment.objects.filter(pk=world.trade.pk).update(title="Another thing")

    def found(run):
        with snapshot():
            return list(replay.problems(world.commission, run=run))

    alone = found(replay.one_after_the_other)
    assert len(alone) == 2
    assert found(workers.side_by_side(2, pytest.fail)) == alone


def test_processes_that_see_a_later_log_leave_its_replay_to_the_first(transactional_db, world, monkeypatch):
    monkeypatch.setattr(workers, "head_of", lambda commission: "what was there before")
    replayed_here = []
    monkeypatch.setattr(
        workers, "replay_part", lambda *asked: replayed_here.append(asked) or replay_part(*asked)
    )

    with snapshot():
        assert list(replay.problems(world.commission, run=workers.side_by_side(2, pytest.fail))) == []

    assert len(replayed_here) == 1


def test_what_an_ended_process_leaves_is_replayed_by_the_first(transactional_db, world, monkeypatch):
    monkeypatch.setattr(replay, "COMMITMENTS_AT_ONCE", 1)
    Commitment.objects.filter(pk=world.trade.pk).update(title="Something else")
    monkeypatch.setattr(
        workers.worker, "begin", os._exit
    )  # in the other process it ends with a wrong argument
    told = []

    with snapshot():
        found = list(replay.problems(world.commission, run=workers.side_by_side(2, told.append)))

    assert len(found) == 1
    assert "Something else" in found[0]
    assert told == [
        "A process that replays has ended, for example for want of memory. The rest is replayed by one process."
    ]


def test_a_short_log_and_one_inside_of_a_transaction_are_replayed_by_one_process(world):
    assert workers.runner_for(100, pytest.fail) is replay.one_after_the_other
    assert workers.runner_for(1_000_000, pytest.fail) is replay.one_after_the_other
