"""Making the tables again from the log: the same rows come back, of one commission and of nobody else."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F

from commitments import actions
from commitments.actions.rebuild import rebuild as rebuild_commission
from commitments.models import (
    AgendaItem,
    Closing,
    Commission,
    Commitment,
    Entry,
    Mark,
    Movement,
    ObservedValue,
    Session,
    Standpoint,
    Tally,
    Terms,
)
from commitments.models.search import matching
from commitments.reports.replay import problems
from tests.actions.test_values import EXPORTS, give, value
from tests.people import a_source
from tests.reports.test_replay import decided_item, told  # noqa: F401 (a fixture)

PROJECTED = (
    Commitment,
    Standpoint,
    Terms,
    ObservedValue,
    Mark,
    Closing,
    Session,
    AgendaItem,
    Tally,
    Movement,
)


def rebuild(**options) -> str:
    out = io.StringIO()
    call_command("rebuild_projections", stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


def rows_of(model) -> list[str]:
    """Every row of a table as text, but for the numbers that the database gives."""
    given = {"id"} if model is not Commitment else set()
    points_at = {"session": "session__slug"}
    names = [field.name for field in model._meta.fields if field.name not in given]
    rows = model.objects.values_list(*(points_at.get(name, name) for name in names))
    return sorted(json.dumps(row, default=str) for row in rows)


@pytest.fixture
def full(told):  # noqa: F811
    """Something in every projected table."""
    decided_item(told)
    actions.set_indicators(told.trade, by=told.by.secretary, at=told.clock(), indicators=[EXPORTS])
    for number in 70, 71:  # the second revises the first
        give(told, value("2021-01-26", number), sources=(a_source(),))
    assert all(model.objects.exists() for model in PROJECTED)
    return told


def take_away(model) -> None:
    """Every row of a table, by SQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        if model is Session:
            AgendaItem.objects.all()._raw_delete(using="default")
    model.objects.all()._raw_delete(using="default")


@pytest.mark.parametrize("model", PROJECTED, ids=lambda model: model.__name__)
def test_rows_taken_away_come_back_as_they_were(full, model):
    before = {table: rows_of(table) for table in PROJECTED}
    take_away(model)
    assert rows_of(model) == []

    rebuild()

    assert {table: rows_of(table) for table in PROJECTED} == before
    assert list(problems(full.commission)) == []


def test_rows_that_were_altered_are_as_the_log_says(full):
    before = {table: rows_of(table) for table in PROJECTED}
    Commitment.objects.update(move="", title="Forged", search_tokens="forged")
    Standpoint.objects.update(is_corrected=True)
    Terms.objects.update(first_post="Nobody")
    Tally.objects.update(count=F("count") + 7)
    Session.objects.update(place="Elsewhere")

    rebuild()

    assert {table: rows_of(table) for table in PROJECTED} == before
    assert matching(Commitment.objects.all(), "vaccine").get() == full.vaccine
    assert not matching(Commitment.objects.all(), "forged").exists()


def test_a_row_that_no_record_made_goes(full):
    ghost = Commitment.objects.get(pk=full.vaccine.pk)
    ghost.pk, ghost.code, ghost._state.adding = None, "BY-CN-2021-77", True
    ghost.save(force_insert=True)

    rebuild()

    assert list(problems(full.commission)) == []


def test_one_commission_leaves_the_others_alone(full):
    Commitment.objects.update(title="Forged")

    assert rebuild(commission="kz-uz").startswith("kz-uz: ")

    assert Commitment.objects.filter(title="Forged").count() == Commitment.objects.count()
    with pytest.raises(CommandError, match="no commission"):
        rebuild(commission="de-fr")


def test_what_is_remembered_of_pages_goes_with_the_rows(full):
    before = Commission.objects.get(pk=full.commission.pk).revision

    rebuild()

    assert Commission.objects.get(pk=full.commission.pk).revision > before


def test_interrupted_it_has_changed_nothing(full, monkeypatch):
    before = {table: rows_of(table) for table in PROJECTED}

    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild_commission(full.commission, tell=interrupt)

    assert {table: rows_of(table) for table in PROJECTED} == before


def test_a_register_goes_on_after_it(full):
    rebuild()

    full.update(full.trade, by=full.by.analyst, status="in_progress")
    full.record()

    assert list(problems(full.commission)) == []
    assert Entry.objects.filter(commission=full.commission).count() > 0
