"""Questions whose SQL is written once: the rows are those of the queryset, whatever is asked, and on both databases."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from commitments.models import Commitment, Entry, Quote
from commitments.models.prepared import KEPT, _compiled, ask, prepared
from tests.counters import counted


@prepared
def _of_side(side, *, commission, day):
    rows = Commitment.objects.filter(commission=commission).needing(side, on=day)
    return rows.select_related("sector", "first_owner").order_by("place")


@prepared
def _quoted(*, keys):
    return Quote.objects.filter(commitment__among=keys).order_by("pk").values_list("commitment", "words")


@prepared
def _recorded(*, until):
    return (
        Entry.objects.filter(recorded_at__lte=until).order_by("pk").values("number", "recorded_at", "changes")
    )


def test_instances_come_with_what_is_beside_them(world):
    day = world.commission.today()
    rows = Commitment.objects.filter(commission=world.commission).order_by("place")
    found = {side: _of_side(side, commission=world.commission.pk, day=day) for side in ("first", "second")}

    assert found == {side: list(rows.needing(side, on=day)) for side in found}
    assert any(found.values())
    with CaptureQueriesContext(connection) as asked:
        assert {row.sector.code for side in found.values() for row in side}
    assert len(asked) == 0


def test_each_asking_has_values_of_its_own(world):
    now, before = dt.datetime.now(dt.UTC), dt.datetime(2000, 1, 1, tzinfo=dt.UTC)

    assert _recorded(until=before) == []
    assert [row["number"] for row in _recorded(until=now)] == list(
        Entry.objects.order_by("pk").values_list("number", flat=True)
    )
    assert _recorded(until=before) == []


def test_values_are_read_as_the_fields_read_them(world):
    [first, *_others] = _recorded(until=dt.datetime.now(dt.UTC))
    entry = Entry.objects.order_by("pk").first()
    assert (first["recorded_at"], first["changes"]) == (entry.recorded_at, entry.changes)
    assert first["recorded_at"].tzinfo is not None


@pytest.mark.parametrize("number", [0, 1, 2])
def test_one_text_takes_any_number_of_keys(world, number):
    keys = [world.vaccine.pk, world.trade.pk][:number]
    expected = Quote.objects.filter(commitment__in=keys).order_by("pk")
    assert _quoted(keys=keys) == list(expected.values_list("commitment", "words"))


def test_a_question_that_nothing_answers_is_not_asked(world):
    with CaptureQueriesContext(connection) as asked:
        assert ask("nothing", lambda: Commitment.objects.none()) == []
    assert len(asked) == 0


def test_prefetched_rows_are_refused(db):
    with pytest.raises(ValueError, match="prefetch"):
        ask("prefetched", lambda: Commitment.objects.prefetch_related("quote_set"))


def test_the_text_is_written_once(world):
    day = world.commission.today()
    _of_side("first", commission=world.commission.pk, day=day)
    with counted() as again:
        _of_side("first", commission=world.commission.pk, day=day)
    with counted() as anew:
        list(_of_side.build("first", commission=world.commission.pk, day=day))
    assert (again.statements, anew.statements) == (1, 1)
    assert again.calls < anew.calls / 2


def test_so_many_texts_are_kept_and_no_more(db):
    def question(number: int) -> QuerySet:
        return Commitment.objects.filter(pk=number).values_list("pk")

    for number in range(KEPT + 5):
        ask(("many", number), lambda number=number: question(number))
    assert len(_compiled) <= KEPT


class Forgetful(dict):
    """As if another thread pushed everything out right after somebody had looked."""

    def __contains__(self, key):
        found = super().__contains__(key)
        self.clear()
        return found


def test_a_text_that_others_push_out_meanwhile_is_written_again(world, monkeypatch):
    monkeypatch.setattr("commitments.models.prepared._compiled", Forgetful())
    keys = [world.vaccine.pk]

    assert _quoted(keys=keys) == _quoted(keys=keys) != []


@pytest.mark.django_db(transaction=True)
def test_a_text_is_shared_by_threads_and_belongs_to_no_connection():
    def ask_it() -> None:
        _recorded(until=dt.datetime.now(dt.UTC))
        connections.close_all()

    thread = threading.Thread(target=ask_it)
    thread.start()
    thread.join()
    assert _recorded(until=dt.datetime.now(dt.UTC)) == []
    compiled = next(one for key, one in _compiled.items() if key[1] == (_recorded, ()))
    assert compiled.compiler.connection is None
    assert all(
        isinstance(one, str) or not hasattr(one, "__self__") or one.__self__ is not connection.ops
        for _place, many, _expression in compiled.converters
        for one in many
    )
