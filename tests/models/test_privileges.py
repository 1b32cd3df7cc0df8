"""On PostgreSQL the application can work as a role that does everything people do, and nothing to the log."""

import pytest
from django.db import DatabaseError, connection, transaction

from commitments import actions
from commitments.models import Entry, SealedText, User
from commitments.models.privileges import excess_of, grant_to
from commitments.models.triggers import APPEND_ONLY, EVENTS
from tests.stages import last_entry

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.postgres,
    pytest.mark.time_machine("2021-02-17T09:00:00Z"),
]
ROLE = "works as this"


@pytest.fixture
def as_application(world):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{ROLE}"')
        grant_to(ROLE)
        cursor.execute(f'SET ROLE "{ROLE}"')
        yield world
        cursor.execute("RESET ROLE")


def test_an_update_is_recorded_and_a_text_removed(as_application):
    world = as_application
    other = User.objects.create_user("other.admin@example.org", full_name="Olga Other", is_staff=True)
    world.update(world.vaccine, by=world.cn.analyst, status="in_progress", note="Talks.")
    entry = last_entry(world)
    asked = actions.ask_redaction(entry, by=world.administrator, texts=["note"], why="Request of 3 May")

    actions.consent_to_redaction(asked, by=other)

    assert SealedText.objects.get(entry=entry).note is None
    assert excess_of(None, "default") == []


@pytest.mark.parametrize("table", [*APPEND_ONLY, "commitments_sealedtext"])
@pytest.mark.parametrize(
    "statement",
    ["DELETE FROM {}", "TRUNCATE {} CASCADE", "DROP TABLE {} CASCADE", "ALTER TABLE {} DISABLE TRIGGER ALL"],
)
def test_the_log_is_refused_before_a_trigger_is_asked(as_application, table, statement):
    if (table, statement) == (EVENTS, "DELETE FROM {}"):
        pytest.skip("events go after their time; a trigger keeps them for a year")
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


def test_no_entry_is_changed(as_application):
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        Entry.objects.update(kind="updated")


def test_the_owner_of_the_tables_is_said_to_have_too_much(world):
    if connection.vendor == "sqlite":
        assert excess_of(None, "default") == []
    else:
        assert "commitments_entry" in excess_of(None, "default")
