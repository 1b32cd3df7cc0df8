"""Appending to the log: numbers, moments, repeated forms, conflicts, and all or nothing."""

import datetime as dt
import hashlib

import pytest
import time_machine
from django.db import transaction

from commitments import actions
from commitments.actions import SubmissionReused
from commitments.actions.log import Ledger
from commitments.models import Entry, Evidence, LogHead, SealedText
from commitments.models.canonical import NotCanonical, canonical, leaf_hash, seal
from tests.actions.outcome import all_is_well, everything, record_of, refused
from tests.people import a_source, fresh, moment, submission


def size_of(world) -> int:
    return LogHead.objects.get(commission=world.commission).size


# --- numbers and moments


def test_numbers_have_no_gaps_and_begin_with_0(world):
    world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    numbers = list(Entry.objects.filter(commission=world.commission).values_list("number", flat=True))
    assert numbers == list(range(size_of(world)))


def test_a_refused_action_takes_no_number(world):
    with refused():
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note="")
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    assert entry.number == size_of(world) - 1


def test_each_commission_counts_for_itself(world):
    elsewhere = Entry.objects.filter(commission=world.elsewhere).values_list("number", flat=True)

    assert list(elsewhere) == [0, 1]


def test_the_log_is_written_inside_a_transaction_only(transactional_db, world):
    with pytest.raises(transaction.TransactionManagementError):
        Ledger(world.commission, by=world.by.analyst)


def test_recorded_at_is_now(world):
    with time_machine.travel("2021-02-03T10:11:12.131415+00:00", tick=False):
        entry = actions.log_update(
            world.vaccine,
            by=world.by.analyst,
            status="in_progress",
            position="Talks.",
            effective_on=dt.date(2021, 2, 3),
        )

    assert record_of(entry)["recorded_at"] == "2021-02-03T10:11:12.131415Z"
    assert fresh(world.vaccine).first_word_at == entry.recorded_at


@pytest.mark.parametrize(
    "back", [dt.timedelta(microseconds=1), dt.timedelta(hours=2), dt.timedelta(days=400)]
)
def test_recorded_at_never_goes_back(world, back):
    first = world.update(world.vaccine, by=world.by.analyst, status="in_progress")

    with time_machine.travel(first.recorded_at - back, tick=False):
        second = actions.agree(world.vaccine, by=world.cn.secretary)

    assert second.recorded_at == first.recorded_at
    assert second.number == first.number + 1
    assert all_is_well(world)


def test_today_is_the_day_of_recording_where_the_commission_sits(world):
    late_evening = moment("2021-02-03", "21:30")  # already the 4th in Minsk

    entry = world.update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        at=late_evening,
        effective_on=dt.date(2021, 2, 4),
    )

    assert entry.effective_on == dt.date(2021, 2, 4)
    with refused(field="effective_on"):
        world.update(
            world.vaccine,
            by=world.by.analyst,
            status="blocked",
            at=late_evening,
            effective_on=dt.date(2021, 2, 5),
        )


# --- what an entry holds


def test_the_record_holds_fields_and_no_person(world):
    entry = world.update(
        world.vaccine,
        by=world.by.analyst,
        status="in_progress",
        outlook="at_risk",
        reason="Flights are few.",
        note="First talks.",
        effective_on=dt.date(2021, 1, 30),
        at=moment("2021-02-02"),
        sources=(
            a_source(
                publisher="Ministry", address="https://example.org/a", published_on=dt.date(2021, 1, 29)
            ),
        ),
    )
    record = record_of(entry)

    assert record.pop("sealed").keys() == {"note", "reason", "position", "author_name"}
    assert record == {
        "v": 2,
        "seq": entry.number,
        "commission": "by-cn",
        "sides": ["BY", "CN"],
        "object": "commitment/BY-CN-2021-01",
        "kind": "updated",
        "actor": {
            "id": str(world.by.analyst.user.public_id),
            "party": "BY",
            "side": "first",
            "role": "analyst",
            "post": "Analyst, Belarus",
        },
        "set": {"status": ["not_assessed", "in_progress"], "outlook": ["no_view", "at_risk"]},
        "effective_on": "2021-01-30",
        "recorded_at": "2021-02-02T09:00:00.000000Z",
        "refs": {
            "evidence": [
                {
                    "class": "act",
                    "title": "Acceptance protocol no. 4",
                    "language": "en",
                    "publisher": "Ministry",
                    "address": "https://example.org/a",
                    "published_on": "2021-01-29",
                    "file": None,
                }
            ]
        },
    }
    for private in ("Anna", "example.org/", "Flights", "First talks"):
        assert (private in bytes(entry.record).decode()) == (private == "example.org/")


def test_the_bytes_are_canonical_and_the_leaf_is_their_hash(world):
    for entry in Entry.objects.all():
        assert bytes(entry.record) == canonical(record_of(entry))
        assert (
            bytes(entry.leaf)
            == leaf_hash(bytes(entry.record))
            == hashlib.sha256(b"\0" + entry.record).digest()
        )


def test_the_texts_are_those_the_record_seals(world):
    entry = world.close(
        world.vaccine, by=world.cn.secretary, status="dropped", reason="No need.", note="Both agree."
    )
    texts = SealedText.objects.get(entry=entry)

    assert (texts.note, texts.reason, texts.author_name) == ("Both agree.", "No need.", "Shen Secretary")
    assert record_of(entry)["sealed"] == {
        name: seal(getattr(texts, name), bytes(getattr(texts, f"{name}_salt")))
        for name in ("note", "reason", "author_name")
    }
    assert len({bytes(texts.note_salt), bytes(texts.reason_salt), bytes(texts.author_name_salt)}) == 3


def test_an_empty_text_is_not_sealed(world):
    entry = actions.confirm(world.trade, by=world.cn.secretary, at=world.clock())

    assert record_of(entry)["sealed"].keys() == {"author_name"}
    assert SealedText.objects.get(entry=entry).note is None


def test_the_name_and_post_of_the_author_stay_as_they_were(world):
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    world.by.analyst.user.full_name = "Anna Married"
    world.by.analyst.user.save()
    world.by.analyst.post = "Ambassador"
    actions.keep_seat(world.by.analyst, by=world.administrator, at=world.clock())

    after = Entry.objects.get(pk=entry.pk)
    assert (after.texts.author_name, after.author_post) == ("Anna Analyst", "Analyst, Belarus")


def test_evidence_is_kept_in_its_order_with_its_file(world):
    sources = (
        a_source("Protocol", upload=("evidence/0a", "акт.pdf", "application/pdf", "a" * 64)),
        a_source("Report", address="https://example.org", language="ru"),
    )
    entry = world.update(world.vaccine, by=world.by.analyst, status="in_progress", sources=sources)

    rows = Evidence.objects.filter(entry=entry).values_list(
        "position", "title", "file", "file_name", "file_sha256"
    )
    assert list(rows) == [(0, "Protocol", "evidence/0a", "акт.pdf", "a" * 64), (1, "Report", "", "", "")]
    assert [source["file"] for source in record_of(entry)["refs"]["evidence"]] == ["a" * 64, None]


def test_the_entry_repeats_the_statuses_before_and_after(world):
    first = world.update(world.vaccine, by=world.by.analyst, status="in_progress")
    second = actions.agree(world.vaccine, by=world.cn.secretary, at=world.clock())
    recorded = Entry.objects.get(commitment=world.vaccine, kind="recorded")

    def statuses(entry):
        return (entry.status_before, entry.status_after, entry.agreed_before, entry.agreed_after)

    assert statuses(recorded) == ("", "not_assessed", "", "not_assessed")
    assert statuses(first) == ("not_assessed", "in_progress", "not_assessed", "one_side")
    assert statuses(second) == ("not_assessed", "in_progress", "one_side", "in_progress")


@pytest.mark.parametrize("note", ["a\0b", "\ud800", "e\u0301"])
def test_what_the_log_cannot_hold_stops_the_action(world, note):
    with refused(NotCanonical):
        world.update(world.vaccine, by=world.by.analyst, status="in_progress", note=note)


# --- repeated forms


def test_a_repeated_submission_is_one_entry(world):
    again = {"by": world.by.analyst, "status": "in_progress", "submission": submission()}
    entry = world.update(world.vaccine, **again)
    before = everything()

    assert world.update(world.vaccine, **again) == entry
    assert everything() == before


def test_a_repeated_submission_is_one_entry_even_when_it_would_be_refused_now(world):
    again = {"by": world.by.secretary, "reason": "A mistake.", "submission": submission()}
    entry = actions.withdraw(world.trade, **again, at=world.clock())

    assert actions.withdraw(world.trade, **again, at=world.clock()) == entry


def test_a_repeated_submission_is_not_a_conflict_with_later_words(world):
    again = {"by": world.by.analyst, "status": "in_progress", "submission": submission(), "seen": 10}
    entry = world.update(world.vaccine, **again)
    world.update(world.vaccine, by=world.cn.analyst, status="blocked")

    assert world.update(world.vaccine, **again) == entry


def test_a_key_with_other_words_is_refused(world):
    world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", submission=submission("k", "a" * 64)
    )

    with refused(SubmissionReused):
        world.update(
            world.vaccine, by=world.by.analyst, status="blocked", submission=submission("k", "b" * 64)
        )


@pytest.mark.parametrize("again", ["record", "quote", "open_meeting", "file_readout"])
def test_every_kind_of_action_knows_its_repetition(world, again):
    from_cn = world.cn.readout
    words = {"readout": from_cn, "start": 0, "end": 4, "words": from_cn.text[:4]}
    call = {
        "record": lambda **more: world.record(by=world.by.analyst, **more),
        "quote": lambda **more: actions.quote(
            world.trade, by=world.by.analyst, words=actions.Words(**words), at=world.clock(), **more
        ),
        "open_meeting": lambda **more: actions.open_meeting(
            world.commission,
            by=world.by.analyst,
            kind="visit",
            title="A visit",
            held_on=dt.date(2021, 1, 30),
            at=world.clock(),
            **more,
        ),
        "file_readout": lambda **more: actions.file_readout(
            world.meeting,
            by=world.by.analyst,
            language="en",
            publisher="President",
            published_on=dt.date(2021, 1, 27),
            text="The presidents spoke.",
            at=world.clock(),
            **more,
        ),
    }[again]
    made = call(submission=submission())
    before = everything()

    assert call(submission=submission()) == made
    with pytest.raises(SubmissionReused):
        call(submission=submission(digest="e" * 64))
    assert everything() == before


def test_another_author_cannot_ask_for_the_entry_of_a_key(world):
    mine = world.update(world.vaccine, by=world.by.analyst, status="in_progress", submission=submission())
    theirs = world.update(world.vaccine, by=world.by.secretary, status="blocked", submission=submission())

    assert theirs != mine
