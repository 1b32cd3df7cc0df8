"""Somebody with the keys of the database changes one thing by SQL: the verification names it, whatever it is."""

from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from commitments import actions
from commitments.actions import StatedValue
from commitments.figures.period import ValuePeriod
from commitments.models import Quote, triggers
from commitments.models.coverage import undecided
from commitments.reports.replay import problems
from tests import briefings
from tests.people import a_source, an_indicator
from tests.worlds import drop_append_only

pytestmark = pytest.mark.django_db

ENTRY = "(SELECT id FROM commitments_entry WHERE kind = 'updated' ORDER BY id LIMIT 1)"
LAST = "(SELECT max(id) FROM commitments_entry)"
VACCINE = "(SELECT id FROM commitments_commitment WHERE code = 'BY-CN-2021-01')"

# What is done, and a part of the sentence that names it.
BY_SQL = {
    "a note rewritten": (
        f"UPDATE commitments_sealedtext SET note = 'Nothing was said.' WHERE entry_id = {ENTRY}",
        "the note is not the one the record seals",
    ),
    "a note wiped": (
        f"UPDATE commitments_sealedtext SET note = NULL, note_salt = NULL WHERE entry_id = {ENTRY}",
        "its note was removed, and no entry says by whom and why",
    ),
    "every name wiped": (
        "UPDATE commitments_sealedtext SET author_name = NULL, author_name_salt = NULL",
        "its author_name was removed, and no entry says by whom and why",
    ),
    "the texts of an entry deleted": (
        f"DELETE FROM commitments_sealedtext WHERE entry_id = {ENTRY}",
        "its texts are missing",
    ),
    "a leaf": (f"UPDATE commitments_entry SET leaf = record WHERE id = {ENTRY}", "the leaf is not the hash"),
    "a record": (
        f"UPDATE commitments_entry SET record = leaf WHERE id = {ENTRY}",
        "the leaf is not the hash of the record",
    ),
    "a kind": (f"UPDATE commitments_entry SET kind = 'reported' WHERE id = {ENTRY}", "the record says kind"),
    "a moment of recording": (
        f"UPDATE commitments_entry SET recorded_at = '2021-01-30 10:00:00+00:00' WHERE id = {ENTRY}",
        "the record says recorded_at",
    ),
    "an effective day": (
        f"UPDATE commitments_entry SET effective_on = '2021-01-30' WHERE id = {ENTRY}",
        "the record says effective_on",
    ),
    "a stated status": (
        f"UPDATE commitments_entry SET status_after = 'delivered' WHERE id = {ENTRY}",
        "the record says status_after",
    ),
    "a post": (
        f"UPDATE commitments_entry SET author_post = 'Minister' WHERE id = {ENTRY}",
        "the record says author_post",
    ),
    "what an entry is about": (
        f"UPDATE commitments_entry SET commitment_id = NULL WHERE id = {ENTRY}",
        "the record says commitment 'BY-CN-2021-01', the row None",
    ),
    "an entry given to another commitment": (
        "UPDATE commitments_entry SET commitment_id = (SELECT id FROM commitments_commitment"
        f" WHERE code = 'BY-CN-2021-02') WHERE id = {ENTRY}",
        "the record says commitment 'BY-CN-2021-01', the row 'BY-CN-2021-02'",
    ),
    "the commission of a commitment": (
        f"UPDATE commitments_commitment SET commission_id = (SELECT max(id) FROM commitments_commission) WHERE id = {VACCINE}",
        "BY-CN-2021-01",
    ),
    "a number": (
        f"UPDATE commitments_entry SET number = number + 1000 WHERE id = {LAST}",
        "is missing or out of order",
    ),
    "the size of the log": ("UPDATE commitments_loghead SET size = size + 1", "its head says"),
    "a title": (f"UPDATE commitments_commitment SET title = 'Other' WHERE id = {VACCINE}", "'title'"),
    "a status": (
        f"UPDATE commitments_commitment SET first_status = 'blocked', agreed = 'differ' WHERE id = {VACCINE}",
        "'first_status'",
    ),
    "search words": (f"UPDATE commitments_commitment SET search_tokens = '' WHERE id = {VACCINE}", "search_tokens"),
    "a period of a view": (
        "UPDATE commitments_standpoint SET effective_from = '2021-01-29' WHERE whose = 'second'",
        "effective_from",
    ),
    "a view deleted": ("DELETE FROM commitments_standpoint WHERE whose = 'second'", "missing"),
    "the position of a view": (
        "UPDATE commitments_standpoint SET position = entry_number - 1 WHERE position IS NOT NULL",
        "'position'",
    ),
    "where a side's position stands": (
        f"UPDATE commitments_commitment SET first_position = NULL WHERE id = {VACCINE}",
        "'first_position'",
    ),
    "a value": ("UPDATE commitments_observedvalue SET number = '700'", "'number': '700'"),
    "the period of a value": (
        "UPDATE commitments_observedvalue SET period = '2021-01-27', from_day = '2021-01-27', to_day = '2021-01-27'",
        "'2021-01-27'",
    ),
    "a revised value deleted": (
        "DELETE FROM commitments_observedvalue WHERE recorded_to IS NOT NULL",
        "value ('BY-CN-2021-02'",
    ),
    "the figures of a commitment": (
        "UPDATE commitments_commitment SET figures_verdict = 'missed' WHERE figures_verdict <> ''",
        "'figures_verdict'",
    ),
    "terms of the past": ("UPDATE commitments_terms SET title = 'Other'", "'title'"),
    "a count": ("UPDATE commitments_tally SET count = count + 1", "the table holds"),
    "a movement": ("UPDATE commitments_movement SET delta = delta + 1", "the table holds"),
    "a source": ("UPDATE commitments_evidence SET title = 'Another paper'", "Another paper"),
    "a source deleted": ("DELETE FROM commitments_evidence", "evidence"),
    "a quote moved": ("UPDATE commitments_quote SET start = start + 1", "quote"),
    "a quote deleted": ("DELETE FROM commitments_quote", "missing"),
    "a readout rewritten": ("UPDATE commitments_readout SET text = 'Nothing was promised.'", "of another text"),
    "a mark": ("UPDATE commitments_mark SET kind = 'courtesy'", "'mark': 'courtesy'"),
    "a seat": ("UPDATE commitments_seat SET role = 'secretary' WHERE role = 'observer'", "'role': 'secretary'"),
    "a party renamed": ("UPDATE commitments_party SET own_name = 'Narnia' WHERE position = 1", "Narnia"),
    "a body renamed": ("UPDATE commitments_body SET name = 'Ministry of Magic'", "Ministry of Magic"),
    "a briefing": ("UPDATE commitments_briefing SET week = '2021-W03'", "briefing"),
    "a file of a briefing": (
        "UPDATE commitments_briefingfile SET name = 'other.pdf' WHERE name = 'briefing.pdf'",
        "other.pdf",
    ),
    "a file of a briefing deleted": ("DELETE FROM commitments_briefingfile", "briefing.pdf"),
    "a sector renamed": ("UPDATE commitments_sector SET name = 'Magic' WHERE code = 'health'", "Magic"),
}  # fmt: skip


@pytest.fixture
def told(world):
    """Something in every table that is compared."""
    world.update(world.vaccine, by=world.cn.analyst, status="part", sources=(a_source(),))
    world.update(world.vaccine, by=world.by.analyst, status="in_progress", reason="The flight is late.")
    counted = [an_indicator("Exports", "million USD", targets=[{"value": "900", "period": "2021"}])]
    actions.set_indicators(world.trade, by=world.by.secretary, indicators=counted, at=world.clock())
    for number in ("70", "80"):
        value = StatedValue(ValuePeriod.of_key("2021-01-26"), Decimal(number))
        actions.give_values(world.trade, by=world.by.analyst, indicator=1, values=[value], at=world.clock())
    readout = world.by.readout
    (one, *_rest) = undecided(readout)
    words = actions.Words(readout, one.start, one.end, one.words)
    actions.mark(words, by=world.by.analyst, kind="topic", at=world.clock())
    actions.record_names(world.commission, by=world.administrator, at=world.clock())
    briefings.issue(briefings.prepare(world, world.by.secretary), world.by.secretary)
    assert list(problems(world.commission)) == []
    drop_append_only()
    return world


def rows(sql: str) -> list[tuple]:
    table = sql.split()[1 if sql.startswith("UPDATE") else 2]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        return cursor.fetchall()


@pytest.mark.parametrize(("sql", "sentence"), BY_SQL.values(), ids=BY_SQL)
def test_manipulation_is_named(told, sql, sentence):
    before = rows(sql)
    with connection.cursor() as cursor:
        cursor.execute(sql)
    assert rows(sql) != before

    assert sentence in "\n".join(problems(told.commission))


def test_other_bytes_of_a_briefing_are_named(told):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE commitments_briefingfile SET content = %s", [b"another page"])

    assert "briefing.pdf" in "\n".join(problems(told.commission))


def test_salt_that_was_left_behind_is_named(told):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("ALTER TABLE commitments_sealedtext DROP CONSTRAINT sealed_note_has_its_salt")
        try:
            cursor.execute(f"UPDATE commitments_sealedtext SET note = NULL WHERE entry_id = {ENTRY}")
            assert "the note and its salt are not there together" in "\n".join(problems(told.commission))
        finally:
            if connection.vendor == "sqlite":
                cursor.execute("PRAGMA ignore_check_constraints = OFF")


def test_triggers_that_are_gone_are_named(world):
    assert triggers.missing() == []

    drop_append_only()

    gone = triggers.missing()
    assert any(name.startswith("commitments_entry: ") for name in gone)
    assert any(name.startswith("commitments_sealedtext: ") for name in gone)
    with pytest.raises(CommandError, match="The log can be changed"):
        call_command("verify_projections")


def test_nothing_is_named_that_was_done_by_the_program(told):
    assert Quote.objects.exists()
    assert list(problems(told.commission)) == []
