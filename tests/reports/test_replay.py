"""The replay: silent about what the actions wrote, and never silent about anything else."""

import datetime as dt
import json
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from commitments import actions
from commitments.actions import Words
from commitments.models import (
    AgendaItem,
    Closing,
    Commitment,
    Entry,
    Evidence,
    LogHead,
    Mark,
    Meeting,
    Movement,
    Quote,
    Readout,
    SealedText,
    Seat,
    Session,
    Standpoint,
    Tally,
    Terms,
    User,
)
from commitments.models.canonical import canonical, leaf_hash
from commitments.models.coverage import undecided
from commitments.reports.replay import problems
from tests.people import a_source, make_commission
from tests.sessions import a_session, draft, item, sign
from tests.worlds import drop_append_only

DAY = dt.date(2021, 2, 1)


@pytest.fixture
def told(world):
    """A commitment with something in every table and nearly every column."""
    vaccine = world.vaccine
    first = world.update(
        vaccine,
        by=world.cn.analyst,
        status="part",
        outlook="on_track",
        next_step="Flight",
        next_on=dt.date(2021, 3, 1),
    )
    world.update(
        vaccine, by=world.by.analyst, status="in_progress", sources=(a_source(), a_source("Photograph"))
    )
    world.redate(
        vaccine, by=world.by.secretary, due_on=dt.date(2021, 9, 1), reason="Later.", at=world.clock()
    )
    actions.correct(
        vaccine,
        by=world.cn.analyst,
        entry=first,
        status="blocked",
        outlook="no_view",
        note="It was blocked.",
        effective_on=DAY,
        at=world.clock(),
    )
    readout = world.by.readout
    for one in undecided(readout):
        words = Words(readout, one.start, one.end, one.words)
        actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())
    actions.close_readout(readout, by=world.by.analyst, at=world.clock())
    assert found(world) == []
    return world


def found(world) -> list[str]:
    return list(problems(world.commission))


class Undone(Exception):
    """Ends a try without leaving anything of it."""


def another_value(field: models.Field, row: models.Model) -> Any:
    """Something else that could stand in a column."""
    value = getattr(row, field.attname)
    if field.is_relation:
        other = field.related_model.objects.exclude(pk=value).first()
        return other.pk if other else None
    if field.choices:
        return next(word for word, _label in field.choices if word != value)
    match field:
        case models.BooleanField():
            return not value
        case models.DateTimeField():
            return (value or dt.datetime(2021, 2, 1, tzinfo=dt.UTC)) + dt.timedelta(microseconds=1)
        case models.DateField():
            return (value or DAY) + dt.timedelta(days=1)
        case models.IntegerField():
            return (value or 0) + 1
        case models.BinaryField():
            return bytes(value or b"") + b"x"
        case models.JSONField():
            return [*value, {}] if isinstance(value, list) else {**value, "title": ["a", "b"]}
        case _:
            return f"{'y' if value.startswith('x') else 'x'}{value[1:]}" if value else "x"


def undetected(world, row: models.Model) -> set[str]:
    """The columns of a row that can be changed behind the log's back without the replay, or the database, objecting."""
    missed = set()
    for field in row._meta.fields:
        if field.generated or (field.primary_key and not field.is_relation):
            continue
        try:
            with transaction.atomic():
                type(row).objects.filter(pk=row.pk).update(**{field.attname: another_value(field, row)})
                if not found(world):
                    missed.add(field.name)
                raise Undone
        except (Undone, IntegrityError):
            continue
    return missed


ROWS = {
    Commitment: lambda world: Commitment.objects.get(pk=world.vaccine.pk),
    Standpoint: lambda world: Standpoint.objects.filter(commitment=world.vaccine, whose="second").last(),
    Terms: lambda world: Terms.objects.filter(commitment=world.vaccine).last(),
    Tally: lambda world: Tally.objects.filter(count=1).last(),
    Movement: lambda world: Movement.objects.exclude(delta=0).last(),
    LogHead: lambda world: LogHead.objects.get(commission=world.commission),
    Seat: lambda world: world.by.analyst,
    Meeting: lambda world: world.meeting,
    Readout: lambda world: world.by.readout,
    Quote: lambda world: Quote.objects.filter(commitment=world.vaccine).first(),
    Mark: lambda world: Mark.objects.first(),
    Closing: lambda world: Closing.objects.get(),
    Evidence: lambda world: Evidence.objects.last(),
    Entry: lambda world: Entry.objects.get(kind="corrected"),
    Session: lambda world: decided_item(world).session,
    AgendaItem: lambda world: decided_item(world),
}


def decided_item(world) -> AgendaItem:
    """An item of a session with something in every column: both positions, a decision with a source, two signatures."""
    session = a_session(world, world.vaccine)
    draft(world, session, effect="status", status="delivered", sources=(a_source(),))
    sign(world, session)
    return item(session)


# What is not of the log: kept for a form that is sent twice, or names of stored files.
NOT_OF_THE_LOG = {
    Entry: {"submission_key", "submission_digest"},
    Evidence: {"file_name", "file_type"},
    Seat: {"inbox_revision"},
}


@pytest.mark.parametrize("model", list(ROWS), ids=lambda model: model.__name__)
def test_a_column_changed_behind_the_log_is_found(told, model):
    drop_append_only()

    assert undetected(told, ROWS[model](told)) == NOT_OF_THE_LOG.get(model, set())


@pytest.mark.parametrize(
    "model",
    [
        Standpoint,
        Terms,
        Tally,
        Movement,
        Quote,
        Mark,
        Closing,
        Evidence,
        SealedText,
        Entry,
        Seat,
        Session,
        AgendaItem,
    ],
)
def test_a_row_taken_away_is_found(told, model):
    drop_append_only()
    row = ROWS.get(model, lambda world: SealedText.objects.last())(told)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA defer_foreign_keys = ON")

    with pytest.raises((Undone, IntegrityError)), transaction.atomic():
        type(row).objects.filter(pk=row.pk)._raw_delete(using="default")
        assert found(told) != []
        raise Undone


GHOSTS = {
    Commitment: {"code": "BY-CN-2021-77"},
    Standpoint: {"entry_number": 3, "recorded_to": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)},
    Terms: {"entry_number": 3, "recorded_to": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)},
    Tally: {"status": "dropped"},
    Movement: {"status": "dropped"},
    Quote: {"start": 0},
    Mark: {"start": 1},
    Evidence: {"position": 9},
    Seat: {"held_until": dt.date(2021, 3, 1), "role": "secretary"},
    Session: {"slug": "2021-07-12-another"},
    AgendaItem: {"number": 9},
}


@pytest.mark.parametrize("model", list(GHOSTS), ids=lambda model: model.__name__)
def test_a_row_put_in_is_found(told, model):
    ghost = ROWS[model](told)
    ghost.pk = None
    ghost._state.adding = True
    for name, value in GHOSTS[model].items():
        setattr(ghost, name, value)
    ghost.save(force_insert=True)

    assert found(told) != []


def test_an_entry_put_in_at_the_end_is_found(told):
    last = Entry.objects.filter(commission=told.commission).last()
    record = json.loads(bytes(last.record)) | {"seq": last.number + 1}
    last.pk, last.number = None, last.number + 1
    last.record, last.leaf = canonical(record), leaf_hash(canonical(record))
    last.save(force_insert=True)

    assert found(told) != []


def rewrite(entry: Entry, data: bytes, *, rehash: bool = True) -> None:
    drop_append_only()
    Entry.objects.filter(pk=entry.pk).update(record=data, **({"leaf": leaf_hash(data)} if rehash else {}))


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        (lambda data: data.replace(b'"redated"', b'"amended"'), "the record says kind"),
        (lambda data: data.replace(b"2021-09-01", b"2021-09-02"), "the record says changes"),
        (lambda data: data.replace(b'"v":2', b'"v": 2'), "not in canonical form"),
        (lambda data: data.replace(b'"v":2', b'"v":2.0'), "cannot be read"),
        (lambda data: data[:-1], "cannot be read"),
        (lambda data: b"[]", "missing or out of order"),
        (
            lambda data: data.replace(b'"commission":"by-cn"', b'"commission":"kz-uz"'),
            "belongs to the log of kz-uz",
        ),
    ],
)
def test_a_rewritten_record_is_found_even_with_its_hash(told, alter, sentence):
    entry = Entry.objects.get(kind="redated")
    altered = alter(bytes(entry.record))
    assert altered != bytes(entry.record)

    rewrite(entry, altered)

    assert any(sentence in problem for problem in found(told))


def test_a_rewritten_record_without_its_hash_is_found(told):
    entry = Entry.objects.get(kind="redated")
    rewrite(entry, bytes(entry.record).replace(b"2021-09-01", b"2021-09-02"), rehash=False)

    assert found(told) == [f"entry {entry.number}: the leaf is not the hash of the record"]


def test_an_altered_text_is_found(told):
    drop_append_only()
    SealedText.objects.filter(entry__kind="proposed").update(reason="Another reason.")

    assert any("the reason is not the one the record seals" in problem for problem in found(told))


def test_a_text_is_missed_unless_an_entry_says_who_removed_it(told):
    entry = Entry.objects.filter(commission=told.commission, kind="proposed").first()
    with transaction.atomic():
        SealedText.objects.filter(entry=entry).update(reason=None, reason_salt=None)
        assert found(told) == [
            f"entry {entry.number}: its reason was removed, and no entry says by whom and why"
        ]
        transaction.set_rollback(True)

    other = User.objects.create_user("other.admin@example.org", full_name="Olga Other", is_staff=True)
    asked = actions.ask_redaction(entry, by=told.administrator, texts=["reason"], why="A request.")
    actions.consent_to_redaction(asked, by=other, at=told.clock())
    assert found(told) == []


def test_a_text_put_beside_an_entry_that_had_none_is_found(told):
    drop_append_only()
    SealedText.objects.filter(entry__kind="redated").update(note="Forged.", note_salt=b"s" * 32)

    assert any("the note is not the one the record seals" in problem for problem in found(told))


def test_an_altered_text_of_a_readout_is_found_away_from_every_quote(told):
    drop_append_only()
    text = told.by.readout.text
    Readout.objects.filter(pk=told.by.readout.pk).update(text=text.replace("Ещё раз", "Ещё не"))

    assert any("the row of readout/" in problem for problem in found(told))


def test_the_truncated_end_of_a_log_is_found(told):
    LogHead.objects.filter(commission=told.commission).update(size=3)

    assert "its head says 3" in found(told)[0]


def test_one_commission_says_nothing_about_another(told):
    Commitment.objects.filter(pk=told.vaccine.pk).update(title="Forged")

    assert list(problems(told.elsewhere)) == []
    assert len(found(told)) == 1


@pytest.mark.django_db
def test_an_empty_log_has_no_problems():
    assert list(problems(make_commission("rs-hu", "RS-HU"))) == []
