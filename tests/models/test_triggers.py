"""What holds below the ORM: nothing of the log is changed or taken away, by SQL or by Django, on either database."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import ProtectedError
from django.db.models.signals import post_migrate, pre_migrate

from commitments.actions.security import keep_event
from commitments.apps import CommitmentsConfig
from commitments.models import (
    Briefing,
    BriefingFile,
    Commitment,
    Entry,
    Evidence,
    LogHead,
    Meeting,
    Quote,
    Readout,
    SealedText,
    SecurityEvent,
    triggers,
)
from commitments.models.search import matching
from commitments.models.triggers import APPEND_ONLY, EVENTS, REFUSAL, SEALED
from commitments.vocabulary import AccountEvent
from tests import briefings

KEPT = [Entry, Readout, Quote, Evidence, Meeting, SecurityEvent, Briefing, BriefingFile]

SQLITE_TRIGGERS = {
    *(f"{table}_no_{event}" for table in APPEND_ONLY for event in ("update", "delete", "replace")),
    *(f"{SEALED}_{rule}" for rule in ("only_redaction", "no_delete", "no_replace", "forget_pictures")),
    *(f"commitments_search_{event}" for event in ("insert", "update", "delete")),
}
POSTGRESQL_TRIGGERS = {
    *(f"{table} append_only" for table in APPEND_ONLY),
    f"{EVENTS} kept_a_year",
    f"{SEALED} append_only",
    f"{SEALED} only_redaction",
    f"{SEALED} forget_pictures",
}


@pytest.fixture
def told(world):
    """The world with a row in every table that only grows."""
    world.close(world.vaccine, by=world.cn.secretary, note="Delivered in full.")
    briefings.issue(briefings.prepare(world, world.by.secretary), world.by.secretary)
    keep_event(AccountEvent.SIGNED_IN, world.cn.secretary.user, by=None)
    return world


def run(statement: str, parameters: tuple = ()) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


def refused():
    return pytest.raises(IntegrityError, match=REFUSAL)


def installed() -> set[str]:
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT relname || ' ' || tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE NOT tgisinternal AND relname LIKE 'commitments_%'"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {name for (name,) in cursor.fetchall()}


def expected() -> set[str]:
    return SQLITE_TRIGGERS if connection.vendor == "sqlite" else POSTGRESQL_TRIGGERS


def test_every_table_that_only_grows_is_guarded():
    assert set(APPEND_ONLY) == {model._meta.db_table for model in KEPT}
    assert SealedText._meta.db_table == SEALED


def test_the_triggers_are_those_and_no_others(db):
    assert installed() == expected()


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model.__name__)
def test_sql_and_orm_can_neither_change_nor_delete(told, model):
    kept = model._base_manager
    table, row, size = model._meta.db_table, kept.first(), kept.count()
    column = next(field.column for field in model._meta.fields if not field.primary_key)

    for statement in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table} WHERE id = {row.pk}"):
        with refused():
            run(statement)
    with refused(), transaction.atomic():
        kept.filter(pk=row.pk).update(
            **{model._meta.fields[1].name: getattr(row, model._meta.fields[1].name)}
        )
    with refused(), transaction.atomic():
        row.save()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        row.delete()
    with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
        kept.all().delete()
    assert kept.count() == size


def test_a_row_cannot_be_replaced_by_another_of_the_same_key(told):
    other = LogHead.objects.get(commission=told.commission).size + 1
    columns = ", ".join(field.column for field in Entry._meta.fields)
    copied = columns.replace("record,", "leaf,")  # the same row, with another record
    if connection.vendor == "sqlite":
        replace = f"INSERT OR REPLACE INTO commitments_entry ({columns}) SELECT {{}} FROM commitments_entry WHERE number = 3"
    else:
        replace = (
            f"INSERT INTO commitments_entry ({columns}) SELECT {{}} FROM commitments_entry WHERE number = 3"
            " ON CONFLICT (commission_id, number) DO UPDATE SET record = EXCLUDED.record"
        )
    before = bytes(Entry.objects.get(commission=told.commission, number=3).record)

    for same_key in (copied.replace("id,", f"{other + 1000},", 1), copied):
        with pytest.raises(IntegrityError):
            run(replace.format(same_key))

    assert bytes(Entry.objects.get(commission=told.commission, number=3).record) == before


def test_a_sealed_text_cannot_be_replaced(told):
    row = SealedText.objects.first()
    columns = ", ".join(field.column for field in SealedText._meta.fields)
    copied = columns.replace("note,", "'forged',").replace("note_salt,", "author_name_salt,")
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    with pytest.raises(IntegrityError):
        run(f"{verb} INTO {SEALED} ({columns}) SELECT {copied} FROM {SEALED} WHERE entry_id = {row.pk}")


def the_texts(world) -> SealedText:
    texts = SealedText.objects.exclude(note=None).get()
    assert (texts.note, bool(texts.reason), bool(texts.author_name)) == ("Delivered in full.", True, True)
    return texts


@pytest.mark.parametrize("name", ["note", "reason", "author_name"])
def test_redaction_of_a_text_with_its_salt_is_let_through(told, name):
    texts = the_texts(told)

    run(f"UPDATE {SEALED} SET {name} = NULL, {name}_salt = NULL WHERE entry_id = %s", (texts.pk,))

    after = SealedText.objects.get(pk=texts.pk)
    assert (getattr(after, name), getattr(after, f"{name}_salt")) == (None, None)
    with refused():  # and there is no way back
        run(
            f"UPDATE {SEALED} SET {name} = 'new', {name}_salt = %s WHERE entry_id = %s", (b"s" * 32, texts.pk)
        )


def test_redaction_through_the_orm_is_let_through(told):
    texts = the_texts(told)
    texts.note = texts.note_salt = texts.reason = texts.reason_salt = None

    texts.save()

    assert SealedText.objects.get(pk=texts.pk).author_name == "Shen Secretary"


@pytest.mark.parametrize(
    "change",
    [
        "note = 'another note'",
        "note = 'another note', note_salt = author_name_salt",
        "note_salt = author_name_salt",
        "reason = 'another reason'",
        "author_name = 'Another Person'",
        "author_name = '', author_name_salt = note_salt",
        "note = NULL, note_salt = NULL, reason = 'another reason'",
        "note = reason, note_salt = reason_salt",
        "entry_id = entry_id - 1000",
    ],
)
def test_any_other_change_of_a_sealed_text_is_refused(told, change):
    texts = the_texts(told)

    with refused():
        run(f"UPDATE {SEALED} SET {change} WHERE entry_id = %s", (texts.pk,))


@pytest.mark.parametrize("change", ["note = NULL", "note_salt = NULL", "author_name = NULL"])
def test_a_text_goes_only_together_with_its_salt(told, change):
    texts = the_texts(told)

    with pytest.raises(IntegrityError):
        run(f"UPDATE {SEALED} SET {change} WHERE entry_id = %s", (texts.pk,))


def test_sealed_texts_cannot_be_deleted(told):
    with refused():
        run(f"DELETE FROM {SEALED}")
    with refused(), transaction.atomic():
        SealedText.objects.all().delete()


def test_what_the_log_rests_on_is_protected(told):
    for row in (told.commission, told.meeting, told.vaccine, told.by.party, told.by.analyst.user):
        with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
            row.delete()


def test_no_table_can_be_emptied_at_once(told, settings):
    if connection.vendor == "postgresql":
        run("SET CONSTRAINTS ALL IMMEDIATE")  # indexes and emptied tables cannot wait for them
    settings.LOG_REFUSES_TRUNCATE = True  # off for tests of several connections, on for every installation
    triggers.install()

    empty = "DELETE FROM {}" if connection.vendor == "sqlite" else "TRUNCATE {} CASCADE"
    if connection.vendor == "postgresql":
        assert installed() == expected() | {f"{table} no_truncate" for table in (*APPEND_ONLY, SEALED)}
    for table in (*APPEND_ONLY, SEALED):
        with refused():
            run(empty.format(table))

    settings.LOG_REFUSES_TRUNCATE = False
    triggers.install()
    assert installed() == expected()


def test_installing_twice_changes_nothing(db):
    triggers.install()
    triggers.install()

    assert installed() == expected()


def test_a_second_deployment_leaves_no_moment_without_a_trigger(transactional_db):
    found: list[set[str]] = []

    def elsewhere() -> None:
        found.append(installed())
        connection.close()

    def looked_at(execute, *statement):
        result = execute(*statement)
        with ThreadPoolExecutor(1) as another:
            another.submit(elsewhere).result()
        return result

    with connection.execute_wrapper(looked_at):
        call_command("migrate", verbosity=0)

    assert len(found) > len(expected())
    assert [expected() - present for present in found if present != expected()] == []


def alter(field_name: str, new: models.Field) -> None:
    old = Entry._meta.get_field(field_name)
    new.set_attributes_from_name(field_name)
    new.model = Entry
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, old, new)


def test_the_triggers_survive_a_migration_that_rebuilds_the_table(transactional_db):
    wider = models.CharField(max_length=500)
    config = apps.get_app_config("commitments")
    migrating = {
        "sender": config,
        "app_config": config,
        "using": "default",
        "verbosity": 0,
        "interactive": False,
    }
    something = [(None, False)]
    pre_migrate.send(**migrating, plan=something)
    alter("author_post", wider)
    lost = expected() - installed()
    assert lost == (
        {name for name in SQLITE_TRIGGERS if name.startswith("commitments_entry_")}
        | {f"{SEALED}_forget_pictures"}
        if connection.vendor == "sqlite"
        else set()
    )

    post_migrate.send(**migrating, plan=something)

    assert isinstance(config, CommitmentsConfig)
    assert installed() == expected()
    pre_migrate.send(**migrating, plan=something)
    with connection.schema_editor() as editor:
        editor.alter_field(Entry, wider, Entry._meta.get_field("author_post"))
    call_command("migrate", verbosity=0)
    assert installed() == expected()


def test_search_survives_a_rebuilt_commitment_table(transactional_db, world):
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            for event in ("insert", "update", "delete"):
                cursor.execute(f"DROP TRIGGER commitments_search_{event}")
    Commitment.objects.filter(pk=world.vaccine.pk).update(search_tokens="seringue")

    triggers.install()

    assert installed() == expected()
    assert list(matching(Commitment.objects.all(), "seringue")) == [world.vaccine]
