"""What an entry of the log can never be, and which entries a question finds."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from commitments import actions
from commitments.models import Entry, LogHead, SealedText
from tests.models.violations import another, check_inserts
from tests.people import submission


@pytest.fixture
def entry(world):
    return world.update(
        world.vaccine, by=world.by.analyst, status="in_progress", submission=submission("form-1")
    )


def test_the_database_refuses_impossible_entries(world, entry):
    check_inserts(
        entry,
        {
            "entry_number_once": [{"submission_key": None}],
            "entry_submission_once": [{"number": 1000}],
            "entry_kind_is_known": [{"number": 1000, "submission_key": None, "kind": "invented"}],
            "entry_correction_names_entry": [{"number": 1000, "submission_key": None, "kind": "corrected"}],
            "entry_does_not_correct_itself": [
                {
                    "number": 1000,
                    "submission_key": None,
                    "id": 10**6,
                    "corrects_id": 10**6,
                    "kind": "corrected",
                }
            ],
        },
    )


def test_entries_without_a_submission_may_be_many(world, entry):
    for number in (1000, 1001):
        another(entry, number=number, submission_key=None).save(force_insert=True)

    assert Entry.objects.filter(number__gte=1000).count() == 2


def test_the_same_key_of_another_author_is_another_submission(world, entry):
    other = world.update(
        world.vaccine, by=world.cn.analyst, status="in_progress", submission=submission("form-1")
    )

    assert other.number == entry.number + 1


@pytest.mark.parametrize("name", ["note", "reason", "author_name"])
@pytest.mark.parametrize("lonely", ["", "_salt"])
def test_a_sealed_text_and_its_salt_come_together(world, entry, name, lonely):
    another(entry, number=1000, submission_key=None).save(force_insert=True)
    bare = Entry.objects.get(number=1000, commission=world.commission)
    value = b"s" * 32 if lonely else "text"

    with pytest.raises(IntegrityError, match=f"sealed_{name}_has_its_salt"), transaction.atomic():
        SealedText.objects.create(entry=bare, **{f"{name}{lonely}": value})


def test_recorded_by_and_within_take_the_later_end(world, entry):
    mine = Entry.objects.filter(pk=entry.pk)
    second = dt.timedelta(seconds=1)

    assert mine.recorded_by(entry.recorded_at).exists()
    assert not mine.recorded_by(entry.recorded_at - second).exists()
    assert mine.recorded_within(entry.recorded_at - second, entry.recorded_at).exists()
    assert not mine.recorded_within(entry.recorded_at, entry.recorded_at + second).exists()


def test_readable_needs_one_query(world, entry, django_assert_num_queries):
    actions.correct(
        world.vaccine,
        by=world.by.analyst,
        entry=entry,
        status="blocked",
        outlook="no_view",
        note="It was blocked.",
        effective_on=world.commission.calendar.day_of(entry.recorded_at),
        at=world.clock(),
    )

    with django_assert_num_queries(1):
        for row in Entry.objects.filter(commission=world.commission).readable():
            assert row.texts.author_name
            assert (row.party is None) == (row.author_role == "administrator")
            assert (row.commitment is None) == row.kind.startswith(("meeting", "readout", "seat"))
            assert row.corrects is None or row.corrects.number == entry.number


def test_words_on_paper(world, entry):
    assert str(entry) == f"No. {entry.number}"
    assert (
        str(LogHead.objects.get(commission=world.commission)) == f"{world.commission.pk}: {entry.number + 1}"
    )
